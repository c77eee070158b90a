"""Workbooks as rows of cells, with the values that a spreadsheet stored."""

import contextlib
import datetime
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from compindex.errors import InputError, raise_all
from compindex.files import shown
from compindex.tables.archives import ROWS, look_through

if TYPE_CHECKING:
    from openpyxl import Workbook

Cell = str | float | int | bool | datetime.date | None
# Parts of a number format that are shown as they stand.
_LITERAL = re.compile(r'"[^"]*"|\\.')
_LOOKED = 20_000_000  # cells that are looked at, most of them empty


class Percent(float):
    """A number of a workbook that is shown with a percent sign, as it is shown: 41."""


def read_workbook(
    path: Path, limit: int
) -> list[tuple[str, dict[int, list[Cell]], bool]]:
    """Read the sheets of a workbook, with the values that Excel stored.

    Parameters
    ----------
    path : pathlib.Path
        A file that has been looked at (`file_kinds.refuse_other_files`).
    limit : int
        Cells that all sheets together may hold.

    Returns
    -------
    list of (str, dict, bool)
        Of each sheet its name, its cells by the number of the row, and whether it is
        hidden. Dates have no time of day, percentages are as they are shown.

    Raises
    ------
    InputError
        If it cannot be read, or holds too much; for each formula whose value was never
        computed.
    """
    has_formulas, read, left = look_through(path), [], limit
    try:
        with _opened(path, values=True) as book:
            for one in book.worksheets:
                one.reset_dimensions()  # the size that a file says it has can be wrong
                rows = dict(_numbered(one.iter_rows(), path, left))
                left -= sum(map(len, rows.values()))
                read.append((one.title, rows, one.sheet_state != "visible"))
    except InputError:
        raise
    except Exception as error:  # the library raises whatever a broken file brings up
        found = f"cannot be read ({type(error).__name__}: {error})"
        expected = "a workbook that Excel or LibreOffice opens"
        raise InputError(found, expected, shown(path)) from None
    if has_formulas:
        _refuse_uncomputed(path, read)
    return [(name, _filled(rows), hidden) for name, rows, hidden in read]


@contextlib.contextmanager
def _opened(path: Path, values: bool) -> Iterator["Workbook"]:
    """Open a workbook for its stored values, or its formulas; close it in any case."""
    import openpyxl  # here, because text files do without

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and checks that are not kept
        book = openpyxl.load_workbook(path, read_only=True, data_only=values)
        try:
            yield book
        finally:
            book.close()


def _numbered(
    rows: Iterable[tuple], path: Path, limit: int
) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows with their numbers, without the empty cells at their ends; a single
    cell far to the right makes a row of thousands.
    """
    looked, left = 0, limit
    for row, cells in enumerate(rows, 1):
        if row > ROWS:
            raise InputError("too many rows", f"{ROWS:,} at most", shown(path))
        looked += len(cells)
        width = len(cells)
        while width and _is_empty(cells[width - 1]):
            width -= 1
        values = [_value(cell) for cell in cells[:width]]
        while values and values[-1] is None:
            values.pop()
        left -= len(values)
        if left < 0:
            raise InputError("too many cells", f"{limit:,} at most", shown(path))
        if looked > _LOOKED:
            found = f"rows of {len(cells):,} cells, most of them empty"
            raise InputError(found, "as many as the heading has", shown(path))
        if values:
            yield row, values


def _filled(rows: dict[int, list[Cell]]) -> dict[int, list[Cell]]:
    """Leave out rows that hold nothing but empty text."""
    return {
        row: cells
        for row, cells in rows.items()
        if any(cell not in (None, "") for cell in cells)
    }


def _is_empty(cell: object) -> bool:
    """Tell whether a cell holds nothing; a formula may give text that shows nothing."""
    return cell.value is None and cell.data_type not in ("s", "str")


def _value(cell: object) -> Cell:
    """Take the value of a cell."""
    value = cell.value
    if value is None and not _is_empty(cell):
        return ""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "%" in _LITERAL.sub("", cell.number_format or ""):
            return Percent(round(value * 100, 10))
    return value


def _refuse_uncomputed(
    path: Path, read: list[tuple[str, dict[int, list[Cell]], bool]]
) -> None:
    """Refuse formulas whose value was never computed: it would look like an empty cell,
    or like the 0 that some programs store.
    """
    never, errors = _is_to_be_computed(path), []
    with _opened(path, values=False) as book:
        for name, rows, _ in read:
            book[name].reset_dimensions()
            for row, cells in enumerate(book[name].iter_rows(), 1):
                stored = rows.get(row, [])
                for place, cell in enumerate(cells):
                    has_value = place < len(stored) and stored[place] is not None
                    if cell.data_type == "f" and (never or not has_value):
                        errors.append(_uncomputed(path, name, row, place))
    raise_all(errors)


def _uncomputed(path: Path, name: str, row: int, place: int) -> InputError:
    """Say that a formula has no value."""
    expected = "the workbook opened in Excel and saved, or the value"
    where = f"{shown(path)}, sheet {name}", row, letter(place)
    return InputError("a formula has no stored value", expected, *where)


def _is_to_be_computed(path: Path) -> bool:
    """Tell whether a program has written a workbook that Excel is still to compute."""
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml")  # which is there, or it is no workbook
    return bool(re.search(rb'<calcPr[^>]*fullCalcOnLoad="(1|true)"', book))


def letter(place: int) -> str:
    """Name a column as a spreadsheet does, the first being A.

    Parameters
    ----------
    place : int
        Counted from 0.

    Returns
    -------
    str

    Examples
    --------
    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        name, place = chr(65 + rest) + name, place - 1
    return name
