"""The report as it is stored: its printed tables, the numbers of its prose, and the tables made from them."""

from pathlib import Path

import pandas as pd

from analysis.errors import InputError, one_of
from analysis.names import city_id
from analysis.numerals import printed_interval
from analysis.paths import RAW, results_folder, shown


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

    Raises
    ------
    InputError
        If the file or a column is missing, an id stands twice, a city is unknown, or a word stands for a number.

    Examples
    --------
    >>> read_prose()["mean_media"]
    '73.49'
    """
    path = Path(folder or RAW) / "prose.csv"
    table = _read_csv(path, "the numbers of the report's prose", dtype=str, keep_default_na=False)
    for column in ("id", "printed", "unit"):
        if column not in table:
            raise InputError(f"the column {column} is missing", one_of(table.columns, column), file=shown(path))
    for row, (printed, unit, repeated) in enumerate(zip(table["printed"], table["unit"], table["id"].duplicated()), start=2):
        try:
            _check_prose(printed, unit, repeated)
        except InputError as error:
            raise InputError(str(error), file=shown(path), row=row) from None
    return table.set_index("id")["printed"]


def _check_prose(printed, unit, repeated):
    """Refuse a row of the prose whose value is not what its unit says."""
    if repeated:
        raise InputError("the id stands here a second time", "one row each")
    if unit == "city":
        for name in printed.split(","):
            city_id(name)
    elif unit != "account":
        printed_interval(printed)


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
