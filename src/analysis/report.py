"""The report as it is stored: its printed tables, the numbers of its prose, and the tables made from them.

Every path starts at the checkout, never at the working directory. Results are read from and written to the
checkout as well, unless the environment variable ``CICII_RESULTS`` names another folder; the workflow uses
that to build beside the committed files and to replace only what differs.
"""

import hashlib
import os
from pathlib import Path

import pandas as pd

from analysis.errors import InputError

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
    """Write a path as a reader of the checkout would: relative to it where it lies inside.

    Examples
    --------
    >>> shown(ROOT / "data" / "raw" / "prose.csv")
    'data/raw/prose.csv'
    """
    path = Path(path).resolve()
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def _read_csv(path, hint, **options):
    """Read a UTF-8 CSV file; a file that is absent or no table is reported in one line."""
    try:
        return pd.read_csv(path, encoding="utf-8", **options)
    except FileNotFoundError:
        raise InputError("the file is missing", hint, file=shown(path)) from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(f"cannot be read ({error})", "a UTF-8 CSV table", file=shown(path)) from None


def read_table(number, folder=None):
    """Read one of the 13 printed tables, every cell as text.

    Parameters
    ----------
    number : int
        Number of the table in the report, 1 to 13.
    folder : path, optional
        Folder of the printed tables; ``data/raw`` by default.

    Returns
    -------
    pandas.DataFrame
        Columns named by the printed headings (a repeated heading gets ``.1``), rows numbered as in the file
        (the heading being row 1), and the file's name in ``attrs["file"]``.

    Raises
    ------
    InputError
        If there is no such file or more than one.

    Examples
    --------
    >>> read_table(3).loc[2, "总得分"]
    '89.57'
    """
    folder = Path(folder or RAW)
    found = sorted(folder.glob(f"table{number:02d}_*.csv"))
    if len(found) != 1:
        raise InputError(f"{len(found)} files table{number:02d}_*.csv", "exactly one", file=shown(folder))
    table = _read_csv(found[0], "a printed table", dtype=str, keep_default_na=False)
    table.index = range(2, len(table) + 2)
    table.attrs["file"] = shown(found[0])
    return table


def read_prose(folder=None):
    """Read the values that the report's running text gives.

    Parameters
    ----------
    folder : path, optional
        Folder of the printed values; ``data/raw`` by default.

    Returns
    -------
    pandas.Series
        Printed text, indexed by the id of the quantity (``data/raw/prose.csv`` says what each measures).

    Examples
    --------
    >>> read_prose()["mean_media"]
    '73.49'
    """
    table = _read_csv(Path(folder or RAW) / "prose.csv", "the numbers of the report's prose", dtype=str, keep_default_na=False)
    return table.set_index("id")["printed"]


def read_processed(name):
    """Read a table that a notebook made.

    Parameters
    ----------
    name : str
        Name of the file in ``data/processed``, without ending.

    Returns
    -------
    pandas.DataFrame
        The table, numbers as numbers, empty cells as missing.

    Examples
    --------
    >>> read_processed("scores").shape
    (15, 8)
    """
    path = results_folder() / "data" / "processed" / f"{name}.csv"
    return _read_csv(path, "a table that an earlier notebook writes: run `make reproduce`")


def sha256(path):
    """Give the SHA-256 digest of a file in hexadecimal."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def check_package(descriptor=RAW / "datapackage.json"):
    """Hold the printed tables against their Frictionless data package.

    Checks that every file is there, is a table of the described columns, and has the recorded SHA-256.

    Parameters
    ----------
    descriptor : path
        The data package descriptor.

    Raises
    ------
    InputError
        For the first file that differs.

    References
    ----------
    Frictionless Standards, Data Package and Table Schema, https://specs.frictionlessdata.io
    """
    import frictionless  # here, because only the main command needs it

    descriptor = Path(descriptor)
    if not descriptor.is_file():
        raise InputError("the file is missing", "the data package descriptor", file=shown(descriptor))
    try:
        package = frictionless.Package(str(descriptor))
        tasks = package.validate().tasks
    except frictionless.FrictionlessException as error:
        raise InputError(str(error), "a data package", file=shown(descriptor)) from None
    listed = {resource.path for resource in package.resources}
    for path in sorted(descriptor.parent.glob("*.csv")):
        if path.name not in listed:
            raise InputError("the file is not described", f"an entry in {descriptor.name}", file=shown(path))
    for task in tasks:
        _raise_first(task, descriptor)


def _raise_first(task, descriptor):
    """Turn the first frictionless error of a file into one line, a changed file's digest spelled out."""
    file = descriptor.parent / Path(task.place).name
    for error in sorted(task.errors, key=lambda error: error.type != "hash-count"):
        if error.type == "scheme-error":
            raise InputError("the file is missing", f"the file described in {descriptor.name}", file=shown(file))
        if error.type == "hash-count":
            expected = f"the content recorded in {descriptor.name}; if the change is meant, record the new digest there"
            raise InputError(f"the content has changed, its sha256 is now {sha256(file)}", expected, file=shown(file))
        raise InputError(error.message, "what its descriptor says", file=shown(file), row=getattr(error, "row_number", None))
