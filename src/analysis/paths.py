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
CODE = (ROOT / "src", ROOT / "compindex" / "src")
BUILD = ROOT / "build"
LAB = BUILD / "lab"


def results_folder():
    """Give the folder to which a notebook writes ``data/processed`` and ``figures``.

    Returns
    -------
    pathlib.Path
        The folder named by ``CICII_RESULTS``, or ``build/lab``.
    """
    return Path(os.environ.get("CICII_RESULTS") or LAB)


def result(path):
    """Find a result of an earlier notebook.

    Parameters
    ----------
    path : str
        Relative to the results folder, such as ``data/processed/index.csv``.

    Returns
    -------
    pathlib.Path
        In the results folder; the published one if that is ``build/lab`` by default,
        and has none.
    """
    own = results_folder() / path
    if own.exists() or os.environ.get("CICII_RESULTS"):
        return own
    return ROOT / path


def shown(path):
    """Write a path as a reader of the checkout would: relative to it where it lies
    inside.

    Examples
    --------
    >>> shown(ROOT / "data" / "raw" / "claims.yml")
    'data/raw/claims.yml'
    """
    path = Path(os.path.abspath(path))  # links by their own names, not where they lead
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def sha256(path):
    """Give the SHA-256 digest of a file in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
