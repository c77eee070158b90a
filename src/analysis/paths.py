"""Where things lie: the checkout, the results, and how a path is shown to a reader.

Every path starts at the checkout, never at the working directory. A notebook writes its
results to the folder that the environment variable ``CICII_RESULTS`` names, and reads
there what earlier ones have made: the commands of the project set it. A notebook that
somebody opens by hand works in ``build/lab``, and takes from the published results what
it has not made there. Nothing but the main command writes published results.
"""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"
BUILD = ROOT / "build"
LAB = BUILD / "lab"


def results_folder() -> Path:
    """Give the folder named by ``CICII_RESULTS``, or ``build/lab``."""
    return Path(os.environ.get("CICII_RESULTS") or LAB)


def result(path: str) -> Path:
    """Find a result by its path below the results folder.

    In ``build/lab``, where no folder is named, what is not there is a published one.
    """
    own = results_folder() / path
    if own.exists() or os.environ.get("CICII_RESULTS"):
        return own
    return ROOT / path


def from_checkout(path: str | os.PathLike[str]) -> str:
    """Write a path as a reader of the checkout would: relative where it lies inside."""
    path = Path(os.path.abspath(path))  # links by their own names, not where they lead
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def sha256(path: str | os.PathLike[str]) -> str:
    """Give the SHA-256 digest of a file in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
