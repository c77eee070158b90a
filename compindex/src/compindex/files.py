"""Files from outside: looked at before they are opened, and held to limits."""

import contextlib
import os
import stat
from pathlib import Path

import pandas as pd

from compindex.errors import InputError

MEGABYTE = 1_000_000
# Largest size of a file, in megabytes. A description is written by hand, a table holds
# an index; an export may list every article.
DESCRIPTION, TABLE, EXPORT = 10, 100, 2_000


def shown(path: str | os.PathLike[str]) -> str:
    """Write a path as a reader in the working directory would: relative to it where it
    lies inside.

    Parameters
    ----------
    path : path

    Returns
    -------
    str

    Examples
    --------
    >>> shown(Path.cwd() / "index.yml")
    'index.yml'
    """
    path = Path(os.path.abspath(path))  # links by their own names, not where they lead
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def regular(path: str | os.PathLike[str], expected: str, megabytes: int) -> Path:
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


def read_text(
    path: str | os.PathLike[str], expected: str, megabytes: int = DESCRIPTION
) -> str:
    """Read a file as UTF-8 text, with or without a byte order mark.

    Parameters
    ----------
    path, expected, megabytes
        As for `regular`.

    Returns
    -------
    str

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


def read_csv(
    path: str | os.PathLike[str], expected: str, **options: object
) -> pd.DataFrame:
    """Read a UTF-8 CSV file with pandas.

    Parameters
    ----------
    path, expected
        As for `regular`.
    **options
        For ``pandas.read_csv``.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    InputError
        As `regular` does; or if the file is no table.
    """
    regular(path, expected, TABLE)
    try:
        return pd.read_csv(path, encoding="utf-8-sig", **options)
    except (
        OSError,
        UnicodeDecodeError,
        pd.errors.ParserError,
        pd.errors.EmptyDataError,
    ) as error:
        found = f"cannot be read ({error})"
        raise InputError(found, "a UTF-8 CSV table", shown(path)) from None


def replace_file(
    path: str | os.PathLike[str], content: bytes, place: str | None = None
) -> bool:
    """Put bytes in a file, at once and only if they differ, so that a failure leaves
    the earlier one.

    Parameters
    ----------
    path : path
        Its folder is made where it is missing.
    content : bytes
    place : str, optional
        What the file is called in an error; as `shown` does by default.

    Returns
    -------
    bool
        Whether the bytes differed.

    Raises
    ------
    InputError
        If it cannot be written.
    """
    path = Path(path)
    if path.is_file() and path.read_bytes() == content:
        return False
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        found = f"cannot be written ({error.strerror})"
        expected = "a folder that can be written"
        raise InputError(found, expected, file=place or shown(path)) from None
    return True
