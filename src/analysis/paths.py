"""Where things lie: the checkout, the results, and how a path is shown to a reader.

Every path starts at the checkout, never at the working directory. Results are read from
and written to the checkout as well, unless the environment variable ``CICII_RESULTS``
names another folder; the workflow uses that to build beside the committed files and to
replace only what differs.
"""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "data" / "raw"


def results_folder():
    """Give the folder that holds ``data/processed``, ``figures`` and ``notebooks``.

    Returns
    -------
    pathlib.Path
        The checkout, or the folder named by ``CICII_RESULTS``.
    """
    return Path(os.environ.get("CICII_RESULTS") or ROOT)


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
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
