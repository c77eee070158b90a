"""The record of the whole checkout: the SHA-256 of every file, published results, code
and locks among them, and what the published bytes were made with.

`sources` keeps a record of its own of what results are published from.
"""

from analysis.paths import ROOT, from_checkout
from analysis.results import write
from cicii import checkout, machine
from cicii.checkout import Entry
from compindex.errors import InputError, quoted
from compindex.files import read_text

RECORD = ROOT / "data" / "recorded.txt"
NAME = "data/recorded.txt"
_HEAD = """\
# Every file of the checkout with its SHA-256 but for this one, and with what the
# published bytes were made. `make reproduce RECORD=yes` writes this file.
"""
_MADE, _IS = "made with ", ": "
_DIGITS = 64


def read_recorded() -> tuple[dict[str, str], dict[str, str]]:
    """Read what the published bytes were made with, and the digests by name."""
    made, digests = {}, {}
    expected = "the digests of all files, which make reproduce RECORD=yes writes"
    for row, line in enumerate(read_text(RECORD, expected).splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith(_MADE) and not digests:
            name, _, value = line.removeprefix(_MADE).partition(_IS)
            made[name] = value
            continue
        name, _, digest = line.rpartition(" ")
        if not name or len(digest) != _DIGITS or name in digests:
            needed = "a file, named once, and its SHA-256"
            raise InputError(f"{quoted(line)} is no digest", needed, NAME, row)
        digests[name] = digest
    if not digests or RECORD.is_symlink():
        found = "a link stands in its place" if digests else "no digests"
        raise InputError(found, expected, NAME)
    return made, digests


def write_recorded() -> None:
    """Write down every file as it is now, and this machine."""
    lines = [
        f"{_MADE}{name}{_IS}{value}\n" for name, value in machine.made_with().items()
    ]
    for name, entry in checkout.look_at_files().items():
        if name == NAME:
            continue
        if entry.instead or not name.isprintable():
            place = from_checkout(name) if name.isprintable() else ascii(name)
            found = entry.instead or "the name cannot be written in a line"
            raise InputError(found, "a file that can be recorded", place)
        lines.append(f"{name} {entry.digest}\n")
    write(RECORD, (_HEAD + "".join(lines)).encode())


def unlike_recorded(files: dict[str, Entry], digests: dict[str, str]) -> dict[str, str]:
    """Say of each file that is not as recorded what it is, by name."""
    return _unlike(
        {name: entry for name, entry in files.items() if name != NAME},
        digests,
        {name: entry.digest for name, entry in files.items()},
    )


def unlike_committed(files: dict[str, Entry], blobs: dict[str, str]) -> dict[str, str]:
    """Say of each file that is not as in the commit what it is, by name."""
    blobs = {name: blobs[name] for name in blobs if not checkout.is_apart(name)}
    return _unlike(files, blobs, {name: entry.blob for name, entry in files.items()})


def _unlike(
    files: dict[str, Entry], expected: dict[str, str], now: dict[str, str]
) -> dict[str, str]:
    """Compare digests by name, and say what stands in the place of those that differ."""
    found = {}
    for name in sorted(files.keys() | expected.keys()):
        if name not in files:
            found[name] = _instead(name)
        elif name not in expected:
            found[name] = f"added{_words(files[name].instead)}"
        elif files[name].instead:
            found[name] = f"{files[name].instead} stands in its place"
        elif now[name] != expected[name]:
            found[name] = "other bytes"
    return found


def _words(instead: str) -> str:
    """Say in brackets what is no file."""
    return f" ({instead})" if instead else ""


def _instead(name: str) -> str:
    """Say what is in the place of a file that is not there."""
    return "a folder stands in its place" if (ROOT / name).is_dir() else "missing"
