"""The files of the checkout, each by its bytes.

One rule says which there are, with git and without: everything below the checkout but
what tools make anew, which is what .gitignore names. Empty folders hold nothing.
"""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.paths import ROOT

# At the top of the checkout; environments are named after what they are for.
_APART_AT_TOP = {".git", ".snakemake", "build", "my-data"}
_ENVIRONMENTS = (
    *("", "-bench", "-browse", "-conventions", "-lab", "-oldest", "-site", "-slurm"),
)
APART_AT_TOP = _APART_AT_TOP | {f".venv{purpose}" for purpose in _ENVIRONMENTS}
# Wherever they are. Git ignores that of ruff since it says so itself.
APART = {
    *("__pycache__", ".ipynb_checkpoints", ".pytest_cache", ".hypothesis"),
    *(".benchmarks", ".ruff_cache"),
}
_CHUNK = 2**20


@dataclass(frozen=True)
class Entry:
    """What stands at a place: a file by its SHA-256 and by the name that git gives to
    its bytes, or in words what is no file.
    """

    digest: str = ""
    blob: str = ""
    instead: str = ""


def is_apart(name: str) -> bool:
    """Tell whether a name belongs to what is made anew."""
    parts = name.split("/")
    return parts[0] in APART_AT_TOP or not APART.isdisjoint(parts)


def listed_names(root: Path = ROOT, folder: str = "") -> Iterator[tuple[str, str]]:
    """List what stands in the checkout by its name, in no order, with words where it is
    no file: links are not followed, pipes and devices not opened.
    """
    try:
        entries = list(os.scandir(root / folder))
    except OSError as error:
        yield folder.rstrip("/"), f"cannot be read ({error.strerror})"
        return
    for entry in entries:
        name = folder + entry.name
        if is_apart(name):
            continue
        if entry.is_symlink():
            yield name, "a link"
        elif entry.is_dir():
            yield from listed_names(root, f"{name}/")
        else:
            yield name, "" if entry.is_file() else "no regular file"


def look_at_files(root: Path = ROOT, blobs: str = "") -> dict[str, Entry]:
    """Look at everything in the checkout; name the bytes as git does where the kind of
    its digests is given.
    """
    found = {}
    for name, instead in sorted(listed_names(root)):
        found[name] = Entry(instead=instead) if instead else _read(root / name, blobs)
    return found


def _read(path: Path, blobs: str) -> Entry:
    """Read a file once, in pieces, for its digests."""
    try:
        with open(path, "rb") as file:
            held = os.fstat(file.fileno())
            if not stat.S_ISREG(held.st_mode):
                return Entry(instead="no regular file")
            own = hashlib.sha256()
            gits = hashlib.new(blobs, usedforsecurity=False) if blobs else None
            if gits:
                gits.update(b"blob %d\0" % held.st_size)
            while piece := file.read(_CHUNK):
                own.update(piece)
                if gits:
                    gits.update(piece)
    except OSError as error:
        return Entry(instead=f"cannot be read ({error.strerror})")
    return Entry(own.hexdigest(), gits.hexdigest() if gits else "")
