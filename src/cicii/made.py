"""What the workflow has made, held to digests: results that somebody has changed since
are made anew, and sources that were put back with an old date are noticed.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from analysis.paths import BUILD, ROOT, from_checkout, sha256
from compindex.errors import InputError
from compindex.files import read_text

RESULTS = BUILD / "results"
MANIFEST = BUILD / "results.json"
SEEN = BUILD / "seen.json"


def record_made(files: Iterable[str]) -> None:
    """Write down which files the workflow has made, with their digests."""
    made = {str(file): sha256(file) for file in sorted(files) if Path(file).is_file()}
    MANIFEST.write_text(json.dumps(made, indent=1))


def read_digests(path: Path) -> dict[str, str]:
    """Read digests by name from a file in `build`; none where it is lost or broken."""
    try:
        found = json.loads(read_text(path, "digests by name"))
    except (InputError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def discard_altered() -> None:
    """Remove results that are not what the workflow has made."""
    made = read_digests(MANIFEST)
    for path in RESULTS.rglob("*"):
        name = path.relative_to(ROOT).as_posix()
        if path.is_symlink() or (path.is_file() and sha256(path) != made.get(name)):
            path.unlink()


def touch_changed(files: Iterable[Path]) -> None:
    """Give files that have changed since the last run a new date: Snakemake looks only
    at what is newer than the results.
    """
    seen = read_digests(SEEN)
    now = {from_checkout(path): sha256(path) for path in files if path.is_file()}
    for name, digest in now.items():
        if seen.get(name, digest) != digest:
            os.utime(ROOT / name)
    SEEN.write_text(json.dumps(now, indent=1))


def made_files() -> list[Path]:
    """List the files that the workflow has made, relative to the results folder."""
    return [(ROOT / name).relative_to(RESULTS) for name in read_digests(MANIFEST)]
