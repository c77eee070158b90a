"""What the workflow has made, held to digests: results that somebody has changed since
are made anew, and sources that were put back with an old date are noticed.
"""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from analysis.paths import BUILD, ROOT, from_checkout, sha256
from analysis.results import json_bytes, write
from cicii.folders import remove_folder
from compindex.errors import InputError
from compindex.files import read_text

RESULTS = BUILD / "results"
MANIFEST = BUILD / "results.json"
SEEN = BUILD / "seen.json"
COMPLETE = BUILD / "complete.json"


def record_made(files: Iterable[str]) -> None:
    """Write down which files the workflow has made, with their digests."""
    made = {str(file): sha256(file) for file in sorted(files) if Path(file).is_file()}
    write(MANIFEST, json_bytes(made, indent=1))


def read_digests(path: Path) -> dict[str, str]:
    """Read digests by name from a file in `build`; none where it is lost or broken."""
    try:
        found = json.loads(read_text(path, "digests by name"))
    except (InputError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def discard_altered() -> None:
    """Remove results that are not what the workflow has made, and what a killed command
    has left beside published ones.
    """
    for path in _unfinished():
        path.unlink()
    if RESULTS.exists() and not os.access(RESULTS, os.R_OK | os.X_OK):
        found = "no folder that can be read"
        raise InputError(found, "one for the results", from_checkout(RESULTS))
    made = read_digests(MANIFEST)
    for path in list(RESULTS.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_symlink() or (path.is_file() and sha256(path) != made.get(name)):
            path.unlink()
        elif path.is_dir() and name in made:
            remove_folder(path)


def _unfinished() -> list[Path]:
    """List the files that were to replace others in the checkout (`replace_file`)."""
    found = []
    for place, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if name[0] != "." and name != "build"]
        for name in names:
            beside = re.fullmatch(r"\.(.+)\.\d+", name)
            if beside and beside[1] in names:
                found.append(Path(place, name))
    return found


def touch_changed(files: Iterable[Path]) -> None:
    """Give files that have changed since the last run a new date: Snakemake looks only
    at what is newer than the results.
    """
    seen = read_digests(SEEN)
    now = {from_checkout(path): sha256(path) for path in files if path.is_file()}
    for name, digest in now.items():
        if seen.get(name, digest) != digest:
            os.utime(ROOT / name)
    write(SEEN, json_bytes(now, indent=1))


def record_complete(sources: dict[str, str]) -> None:
    """Write down that the workflow has made everything from these sources, by digest."""
    write(COMPLETE, json_bytes(_state(sources), indent=1))


def was_complete() -> bool:
    """Tell whether everything was made once, and nobody has removed it."""
    return COMPLETE.is_file() and RESULTS.is_dir()


def is_complete(sources: dict[str, str]) -> bool:
    """Tell whether the workflow has made everything from these sources, and nothing that
    it looks at has changed: it need not be asked.
    """
    made = read_digests(MANIFEST)
    there = all((ROOT / name).is_file() for name in made)
    return there and read_digests(COMPLETE) == _state(sources)


def _state(sources: dict[str, str]) -> dict[str, str]:
    """Give the digests of sources, code and results by name."""
    return read_digests(SEEN) | sources | read_digests(MANIFEST)


def made_files() -> list[Path]:
    """List the files that the workflow has made, relative to the results folder."""
    return [(ROOT / name).relative_to(RESULTS) for name in read_digests(MANIFEST)]
