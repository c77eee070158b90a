"""Text files and workbooks as sheets: rows of cells, numbered as in the file."""

import os
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from compindex.errors import InputError, raise_all
from compindex.files import EXPORT, TABLE, regular, shown
from compindex.tables.encodings import NAMES, encoding_of
from compindex.tables.file_kinds import WORKBOOKS, refuse_other_files
from compindex.tables.text_files import text_rows
from compindex.tables.workbooks import Cell, read_workbook

_A_TABLE = "a table: a workbook (.xlsx), or a CSV file"
# Cells of a table, and of an export; more would not be held in a gigabyte.
CELLS, EXPORTED = 1_000_000, 5_000_000


@dataclass
class Sheet:
    """A sheet of a workbook, or a text file.

    Attributes
    ----------
    file : str
        Its name for messages.
    name : str
        Name of the sheet; of a text file, its own without ending.
    rows : dict of int to list
        Cells by the number of the row, counted as in the file; blank rows are left out.
    remarks : list of str
        What was noticed while it was read.
    hidden : bool
        Whether the workbook does not show it.
    """

    file: str
    name: str
    rows: dict[int, list[Cell]]
    remarks: list[str] = field(default_factory=list)
    hidden: bool = False


def read_sheets(path: str | os.PathLike[str], megabytes: int = TABLE) -> list[Sheet]:
    """Read all sheets of a workbook, or a text file as a single one.

    Parameters
    ----------
    path : path
    megabytes : int
        Largest size of the file.

    Returns
    -------
    list of Sheet

    Raises
    ------
    InputError
        If the file is none of these: missing, an old or encrypted workbook, a workbook
        under another name, a web page; if it cannot be read, or holds more cells than a
        table or an export has.
    """
    limit = EXPORTED if megabytes >= EXPORT else CELLS
    path = regular(path, _A_TABLE, megabytes)
    refuse_other_files(path)
    if path.suffix.casefold() in WORKBOOKS:
        return [
            Sheet(shown(path), name, rows, hidden=hidden)
            for name, rows, hidden in read_workbook(path, limit)
        ]
    encoding = encoding_of(path)
    remarks = []
    rows = _filled(path, encoding, limit)
    if encoding in NAMES:
        cells = (cell for cells in rows.values() for cell in cells)
        such = [cell for cell in cells if not cell.isascii()][:1]
        words = f"{shown(path)} is taken for {NAMES[encoding]}, in which it has "
        remarks += [words + cell for cell in such]  # none, where blanks alone are such
    return [Sheet(shown(path), path.stem, rows, remarks)]


def _filled(path: Path, encoding: str, limit: int) -> dict[int, list[str]]:
    """Take the rows of a text file that are not blank."""
    rows, left = {}, limit
    for row, cells in text_rows(path, encoding):
        if any(map(str.strip, cells)):
            rows[row] = cells
            left -= len(cells)
        if left < 0:
            raise InputError("too many cells", f"{limit:,} at most", shown(path))
        if row > EXPORTED:
            raise InputError("too many rows", f"{EXPORTED:,} at most", shown(path))
    return rows


def as_table(sheet: Sheet) -> pd.DataFrame:
    """Take the rows of a text file as a table below its heading.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    pandas.DataFrame
        All cells as text, rows numbered as in the file; a heading that is repeated gets
        ``.1``, and so on; an empty one is called as pandas does. ``attrs["file"]`` names the file.

    Raises
    ------
    InputError
        If there is no heading; for each row of more or fewer cells.

    Examples
    --------
    >>> as_table(Sheet("a.csv", "a", {1: ["x", "x"], 3: ["5", "6"]})).loc[3, "x.1"]
    '6'
    """
    if not sheet.rows:
        raise InputError("nothing is there", "a heading and rows", sheet.file)
    heading, *_ = sheet.rows.values()
    names = []
    for place, name in enumerate(heading):
        before = heading[:place].count(name) if name else 0
        names.append(f"{name}.{before}" if before else name or f"Unnamed: {place}")
    body = dict(list(sheet.rows.items())[1:])
    expected = f"{len(names)} as in the heading"
    raise_all(
        InputError(f"{len(cells)} cells", expected, sheet.file, row)
        for row, cells in body.items()
        if len(cells) != len(names)
    )
    table = pd.DataFrame.from_dict(body, orient="index", columns=names, dtype=str)
    table.attrs["file"] = sheet.file
    return table


def is_text(sheet: Sheet) -> bool:
    """Tell whether a sheet is a text file, rather than part of a workbook.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    bool

    Examples
    --------
    >>> is_text(Sheet("a.csv", "a", {})), is_text(Sheet("a.xlsx", "data", {}))
    (True, False)
    """
    return not sheet.file.casefold().endswith(WORKBOOKS)


def place_of(sheet: Sheet) -> str:
    """Say where a sheet stands, for messages.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    str

    Examples
    --------
    >>> place_of(Sheet("a.xlsx", "data", {}))
    'a.xlsx, sheet data'
    """
    return sheet.file if is_text(sheet) else f"{sheet.file}, sheet {sheet.name}"
