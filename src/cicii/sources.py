"""What the published results were made from, held to recorded digests.

Data, parameters, specifications and the cells of notebooks: what an exercise changes.
The code is not among them. Results of changed sources are published only if one says so.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from analysis.paths import RAW, ROOT, from_checkout, sha256
from analysis.results import write
from cicii import package, parameters
from cicii.notebook_parameters import check_notebook
from cicii.notebooks import digest_of_cells, notebook_paths
from compindex.errors import MOST, InputError, cut
from compindex.files import EXPORT, read_text, regular

RECORD = ROOT / "data" / "sources.txt"
_HEAD = """\
# What the published results were made from: each file with its SHA-256; of a notebook,
# that of its cells without their outputs. `make reproduce RECORD=yes` writes this file.
"""
_DIGITS = hashlib.sha256().digest_size * 2


def source_files() -> Iterator[Path]:
    """List the files that are held to digests, apart from notebooks."""
    yield parameters.BASELINE_FILE
    yield from _files_in(ROOT / "specifications")
    yield from _files_in(RAW)
    values = parameters.load_parameters()
    named = ("index_specification", "coverage_file", "data_folder")
    for name in (*named, "own_data", "own_scenario", "second_data"):
        path = ROOT / values[name]
        if values[name]:
            yield from _files_in(path) if path.is_dir() else [path]


def _files_in(folder: Path) -> list[Path]:
    """List what lies in a folder of sources; none is one that is gone."""
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        raise InputError(found, "a folder of sources", from_checkout(folder)) from None


def digests() -> dict[str, str]:
    """Give the digest of every source by its name, sorted."""
    found = {}
    for path in source_files():
        if path.is_file():
            regular(path, "a source", EXPORT)
            found[from_checkout(path)] = sha256(path)
    for path in notebook_paths():
        found[from_checkout(path)] = digest_of_cells(path)
    return dict(sorted(found.items()))


def recorded() -> dict[str, str]:
    """Read the recorded digests by name."""
    found = {}
    text = read_text(RECORD, "the digests of all sources")
    for row, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        name, _, digest = line.rpartition(" ")
        if not name or len(digest) != _DIGITS:
            expected = "a file and its SHA-256"
            raise InputError("this is no digest", expected, from_checkout(RECORD), row)
        found[name] = digest
    return found


def differing(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """List the names with different digests, at most as many as a line holds; one that
    was not there, or is no more, is marked so.
    """
    words = []
    for name in sorted(now.keys() | before.keys()):
        if name not in before:
            words.append(f"{cut(name)} (new)")
        elif name not in now:
            words.append(f"{cut(name)} (gone)")
        elif now[name] != before[name]:
            words.append(cut(name))
    if len(words) > MOST:
        words[MOST:] = [f"… ({len(words):,} in all)"]
    return words


def look(record: bool = False) -> list[str]:
    """Look at all sources before anything is run: refuse what is wrong in itself, print
    and list what is not as recorded. Where it will be recorded, a lost record is no
    fault.
    """
    values = parameters.load_parameters()
    for path in notebook_paths():
        check_notebook(path.stem, values)
    lost = record and not RECORD.exists()
    found = differing({} if lost else recorded(), digests())
    if found:
        print(f"Changed since recorded: {', '.join(found)}", flush=True)
    package.check_package()
    return found


def record_sources() -> None:
    """Write down the digests of all sources as they are now."""
    lines = [f"{name} {digest}\n" for name, digest in digests().items()]
    write(RECORD, (_HEAD + "".join(lines)).encode())
