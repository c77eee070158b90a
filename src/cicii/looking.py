"""What is looked at before anything is recomputed: every file against the record and the
commit, the libraries against the lock, this machine against that of the record.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from cicii import checkout, history, machine, readme, recorded
from compindex.errors import MOST, InputError

# Kinds of findings, as their lines begin.
NEITHER = "not as recorded, nor as committed"
NOT_RECORDED, NOT_COMMITTED = "not as recorded", "not as committed"
DOCS, OWN = "changed docs", "your own"
LIBRARY, PAGE, RECORD = "another version", "a page", "the record"
_NAMED = (DOCS, OWN)

# Texts that are written by hand; licences, what templates make and templates are not.
_PROSE = ".md"
_NO_PROSE = ("src/", "data/synthetic/", "data/LICENSE.md", "LICENSE")
# What users put at the top of a checkout and nothing reads unasked, and what file
# managers leave anywhere.
_OWN_ENDINGS = (".csv", ".xlsx", ".yml")
_LEFT_BY_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Found:
    """What is not as it should be, where, and in words."""

    kind: str
    file: str
    words: str

    @property
    def fails(self) -> bool:
        """Tell whether a verification fails for it, or only names it."""
        return self.kind not in _NAMED

    def line(self) -> str:
        """Write it in a line that a terminal can show."""
        parts = [self.kind, self.file, self.words]
        return str(InputError(": ".join(filter(None, parts))))


@dataclass(frozen=True)
class Looked:
    """What was found; the names of files that are as recorded; how this machine differs
    from the one on which the published bytes were made; and whether there is a commit to
    which files were held.
    """

    findings: list[Found] = field(default_factory=list)
    as_recorded: frozenset[str] = frozenset()
    elsewhere: tuple[str, ...] = ()
    committed: bool = False

    @property
    def fails(self) -> bool:
        """Tell whether anything fails."""
        return any(finding.fails for finding in self.findings)

    def rows(self) -> list[dict[str, str]]:
        """Give the findings as rows of a table."""
        return [asdict(finding) for finding in self.findings]


def look_around(numbers_only: bool = False) -> Looked:
    """Look at all files, pages and libraries; other versions of these are no finding
    where numbers alone are compared.
    """
    blobs = history.committed()
    files = checkout.look_at_files(blobs=history.kind_of_digests(blobs))
    findings, made, digests = [], {}, {}
    try:
        made, digests = recorded.read_recorded()
    except InputError as error:
        findings.append(Found(RECORD, "", str(error)))
    unlike = recorded.unlike_recorded(files, digests) if digests else {}
    uncommitted = {} if blobs is None else recorded.unlike_committed(files, blobs)
    findings += [
        _of_file(name, unlike, uncommitted)
        for name in sorted(unlike.keys() | uncommitted.keys())
    ]
    findings += [Found(PAGE, "", str(error)) for error in readme.faults()]
    if not numbers_only:
        findings += _of_libraries()
    as_recorded = frozenset(digests.keys() - unlike.keys())
    return Looked(findings, as_recorded, _elsewhere(made), blobs is not None)


def _elsewhere(made: dict[str, str]) -> tuple[str, ...]:
    """Say how this machine differs from what something was made with, if that is known;
    a lock that cannot be read explains nothing.
    """
    try:
        return machine.unlike(made) if made else ()
    except InputError:
        return ()


def _of_file(name: str, unlike: dict[str, str], uncommitted: dict[str, str]) -> Found:
    """Say what is found of a file that is not as recorded, or not as committed."""
    words = unlike.get(name) or uncommitted[name]
    if _is_own(name) and words == "added":
        return Found(OWN, name, words)
    if is_prose(name) and words in ("other bytes", "added"):
        return Found(DOCS, name, words)
    if name in unlike and name in uncommitted:
        return Found(NEITHER, name, words)
    return Found(NOT_RECORDED if name in unlike else NOT_COMMITTED, name, words)


def is_prose(name: str) -> bool:
    """Tell whether a file is a text written for readers, which proves nothing."""
    return name.endswith(_PROSE) and not name.startswith(_NO_PROSE)


def _is_own(name: str) -> bool:
    """Tell whether a file that was added is a user's own."""
    at_top = "/" not in name and name.endswith(_OWN_ENDINGS)
    return at_top or name.rpartition("/")[2] in _LEFT_BY_SYSTEMS


def _of_libraries() -> list[Found]:
    """Compare the installed libraries with the lock."""
    try:
        unlike = machine.unlike_lock()
    except InputError as error:
        return [Found(LIBRARY, "", str(error))]
    return [Found(LIBRARY, name, words) for name, words in unlike.items()]


def lines_of(findings: Iterable[Found]) -> list[str]:
    """Write findings as lines, of each kind as many as a reader bears, and how many
    there are.
    """
    by_kind = {}
    for finding in findings:
        by_kind.setdefault(finding.kind, []).append(finding.line())
    lines = []
    for kind, own in by_kind.items():
        more = [f"{kind}: … ({len(own):,} in all)"] if len(own) > MOST else []
        lines += own[:MOST] + more
    return lines
