"""Files from outside: looked at before they are opened, and held to limits."""

import stat
from pathlib import Path

from analysis.errors import InputError
from analysis.paths import shown

MEGABYTE = 1_000_000
# Largest size of a file, in megabytes. A description is written by hand, a table holds
# an index; an export of media reports may list every article.
DESCRIPTION, TABLE, EXPORT = 10, 100, 2_000


def regular(path, expected, megabytes):
    """Look at a file before it is opened: a pipe would wait, a device never end.

    Parameters
    ----------
    path : path
    expected : str
        What the file should hold, for the error.
    megabytes : int
        Its largest size.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    InputError
        If there is none, it is no regular file (or a link to one), or it is too large.
    """
    path = Path(path)
    try:
        found = path.stat()
    except FileNotFoundError:
        raise InputError("the file is missing", expected, shown(path)) from None
    except (OSError, ValueError) as error:  # a link to itself, a name too long
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"cannot be read ({reason})", expected, shown(path)) from None
    if stat.S_ISDIR(found.st_mode):
        raise InputError("this is a folder", expected, shown(path))
    if not stat.S_ISREG(found.st_mode):
        raise InputError("this is no regular file", expected, shown(path))
    if found.st_size > megabytes * MEGABYTE:
        size = f"the file has {found.st_size / MEGABYTE:,.0f} MB"
        raise InputError(size, f"{megabytes:,} MB at most", shown(path))
    return path


def read_text(path, expected, megabytes=DESCRIPTION):
    """Read a file as UTF-8 text.

    Parameters
    ----------
    path, expected, megabytes
        As for `regular`.

    Raises
    ------
    InputError
        As `regular` does; or if it cannot be read or is not in UTF-8.
    """
    path = regular(path, expected, megabytes)
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"cannot be read (byte {error.start + 1:,} is not UTF-8)"
        raise InputError(found, expected, shown(path)) from None
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        raise InputError(found, expected, shown(path)) from None
