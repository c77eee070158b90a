"""Folders of results: made and removed."""

import shutil
from pathlib import Path

from analysis.paths import from_checkout
from compindex.errors import InputError


def remove_folder(path: Path) -> None:
    """Remove a folder with all that is in it; of a link, the link alone."""
    if Path(path).is_symlink():
        Path(path).unlink()
    shutil.rmtree(path, ignore_errors=True)


def make_folder(path: Path) -> None:
    """Make a folder and those above it, where they are not there."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = f"cannot be written ({error.strerror})"
        expected = "a folder that can be written"
        raise InputError(found, expected, from_checkout(path)) from None
