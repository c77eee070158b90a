"""The report as it is stored: its printed tables, and the tables made from them."""

from pathlib import Path

from analysis.paths import RAW, result, shown
from compindex.errors import InputError
from compindex.files import read_csv


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
        Columns named by the printed headings (a repeated heading gets ``.1``), rows
        numbered as in the file (the heading being row 1), and the file's name in
        ``attrs["file"]``.

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
        raise InputError(
            f"{len(found)} files table{number:02d}_*.csv",
            "exactly one",
            file=shown(folder),
        )
    table = read_csv(found[0], "a printed table", dtype=str, keep_default_na=False)
    table.index = range(2, len(table) + 2)
    table.attrs["file"] = shown(found[0])
    return table


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
    return read_csv(
        result(f"data/processed/{name}.csv"),
        "a table that an earlier notebook writes: run `make reproduce`",
    )
