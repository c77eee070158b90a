"""Text files and workbooks as sheets: rows of cells, numbered as in the file."""

import csv
import datetime
import itertools
import os
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from compindex.errors import InputError, raise_all
from compindex.files import TABLE, regular, shown
from compindex.tables.encodings import NAMES, encoding_of

Cell = str | float | int | bool | datetime.date | None
# What separates cells; where two would do, the rarer one is no accident.
DELIMITERS = (";", "\t", "|", ",")
_FIRST = 20  # rows that are looked at for what separates the cells
_A_TABLE = "a table: a workbook (.xlsx), or a CSV file"
WORKBOOKS = (".xlsx", ".xlsm")
_OLD = (".xls", ".xlsb", ".ods", ".numbers", ".et")


# Parts of a number format that are shown as they stand.
_LITERAL = re.compile(r'"[^"]*"|\\.')


class Percent(float):
    """A number of a workbook that is shown with a percent sign, as it is shown: 41."""


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
        under another name, a web page; or if it cannot be read.
    """
    path = regular(path, _A_TABLE, megabytes)
    refuse_other_files(path)
    if path.suffix.casefold() in WORKBOOKS:
        return _workbook(path)
    encoding = encoding_of(path)
    remarks = []
    rows = dict(text_rows(path, encoding))
    if encoding in NAMES:
        cells = (cell for cells in rows.values() for cell in cells)
        such = next(cell for cell in cells if not cell.isascii())
        words = f"{shown(path)} is taken for {NAMES[encoding]}, in which it has {such}"
        remarks.append(words)
    rows = {row: cells for row, cells in rows.items() if any(map(str.strip, cells))}
    return [Sheet(shown(path), path.stem, rows, remarks)]


def refuse_other_files(path: Path) -> None:
    """Refuse a file whose first bytes are those of something else, by its name.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    InputError
    """
    with open(path, "rb") as file:
        beginning = file.read(4096)
    is_workbook = path.suffix.casefold() in WORKBOOKS
    found, expected = _kind(path, beginning, is_workbook)
    if found:
        raise InputError(found, expected, shown(path))


def _kind(path: Path, beginning: bytes, is_workbook: bool) -> tuple[str, str]:
    """Name what a file is, and what is expected instead; nothing where it will do."""
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            return "this workbook is encrypted", "one saved without a password"
        return "this is an old workbook (.xls)", "one saved as .xlsx"
    if beginning.startswith(b"PK\x03\x04"):
        inside = _inside(path)
        if "xl/workbook.xml" in inside:
            named = f"this is a workbook (.xlsx) under the name {path.name}"
            return ("", "") if is_workbook else (named, "its ending .xlsx")
        other = "a binary workbook (.xlsb)" if "xl/workbook.bin" in inside else ""
        other = other or ("an OpenDocument file" if "content.xml" in inside else "")
        return f"this is {other or 'a zip archive'}", "a workbook saved as .xlsx"
    for start, name in (
        (b"%pdf", "a PDF"),
        (b"<html", "a web page"),
        (b"<!doctype html", "a web page"),
        (b"<table", "a web page"),
        (b"<?xml", "an XML file"),
    ):
        if beginning.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(start):
            return f"this is {name}, not a table", "a workbook (.xlsx) or a CSV file"
    if is_workbook:
        return "this is no workbook, whatever its name", "a workbook saved as .xlsx"
    if path.suffix.casefold() in _OLD:
        found = f"this is no workbook, though its name ends in {path.suffix}"
        return found, "a workbook (.xlsx), or the ending .csv"
    return "", ""


def _inside(path: Path) -> set[str]:
    """List the parts of an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        found = f"cannot be read ({error})"
        raise InputError(found, "a whole file", shown(path)) from None


def text_rows(
    path: Path, encoding: str | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a text file one by one, with the number of the line of cells,
    the first being 1.

    Parameters
    ----------
    path : pathlib.Path
        A file that has been looked at (`files.regular`).
    encoding : str, optional
        By default, as `encodings.encoding_of` tells.

    Returns
    -------
    iterator of (int, list of str)

    Raises
    ------
    InputError
        If the text cannot be decoded or the cells of a row not be told apart.
    """
    encoding = encoding or encoding_of(path)
    try:
        with open(path, encoding=encoding, newline="") as file:
            beginning = list(itertools.islice(file, _FIRST))
            mark, skipped = _delimiter(beginning)
            lines = itertools.chain(beginning[skipped:], file)
            reader = csv.reader(lines, delimiter=mark, strict=True)
            yield from enumerate(reader, 1 + skipped)
    except (OSError, UnicodeError, csv.Error) as error:
        found = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        expected = "a CSV file, one number of cells in every row"
        raise InputError(found, expected, shown(path)) from None


def _delimiter(beginning: list[str]) -> tuple[str, int]:
    """Tell what separates the cells, and how many lines only say so (``sep=;``)."""
    said = re.fullmatch(r"\W?sep=(.)\s*", beginning[0]) if beginning else None
    if said:
        return said[1], 1
    found = {mark: _widths(beginning, mark) for mark in DELIMITERS}
    return max(found, key=found.get), 0


def _widths(beginning: list[str], mark: str) -> tuple[int, int]:
    """Count the rows that have as many cells as most of them, and those cells, where a
    mark separates them; one cell a row is none.
    """
    try:
        rows = list(csv.reader(beginning, delimiter=mark))
    except csv.Error:
        return 0, 0
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return 0, 0
    most = max(set(widths), key=lambda width: (widths.count(width), width))
    return widths.count(most), most


def _workbook(path: Path) -> list[Sheet]:
    """Read the sheets of a workbook, with the values that Excel stored."""
    import openpyxl  # here, because text files do without

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and checks that are not kept
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        read = []
        for one in book.worksheets:
            one.reset_dimensions()  # the size that a file says it has can be wrong
            rows = dict(_filled(one.iter_rows()))
            hidden = one.sheet_state != "visible"
            read.append(Sheet(shown(path), one.title, rows, hidden=hidden))
        book.close()
    except Exception as error:  # the library raises whatever a broken file brings up
        found = f"cannot be read ({type(error).__name__}: {error})"
        expected = "a workbook that Excel or LibreOffice opens"
        raise InputError(found, expected, shown(path)) from None
    _refuse_uncomputed(path, read)
    return read


def _filled(rows: Iterable[tuple]) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows that hold anything; dates without a time of day, percentages as
    they are shown.
    """
    for row, cells in enumerate(rows, 1):
        values = [_value(cell) for cell in cells]
        while values and values[-1] in (None, ""):
            values.pop()
        if any(value not in (None, "") for value in values):
            yield row, values


def _value(cell: object) -> Cell:
    """Take the value of a cell."""
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if "%" in _LITERAL.sub("", cell.number_format or ""):
            return Percent(round(value * 100, 10))
    return value


def _refuse_uncomputed(path: Path, sheets: list[Sheet]) -> None:
    """Refuse formulas whose value was never computed: it would look like an empty cell,
    or like the 0 that some programs store.
    """
    import openpyxl

    if not _has_formulas(path):
        return
    book, errors = openpyxl.load_workbook(path, read_only=True), []
    never = _is_to_be_computed(path)
    for sheet in sheets:
        book[sheet.name].reset_dimensions()
        for row, cells in enumerate(book[sheet.name].iter_rows(), 1):
            stored = sheet.rows.get(row, [])
            for place, cell in enumerate(cells):
                has_value = place < len(stored) and stored[place] is not None
                if cell.data_type == "f" and (never or not has_value):
                    found = "a formula has no stored value"
                    expected = "the workbook opened in Excel and saved, or the value"
                    where = place_of(sheet), row, letter(place)
                    errors.append(InputError(found, expected, *where))
    book.close()
    raise_all(errors)


def _has_formulas(path: Path) -> bool:
    """Tell whether any sheet of a workbook has a formula."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if "worksheets/" in name]
        parts = (archive.read(name) for name in names if name.endswith(".xml"))
        return any(re.search(rb"<f[ >/]", part) for part in parts)


def _is_to_be_computed(path: Path) -> bool:
    """Tell whether a program has written a workbook that Excel is still to compute."""
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml")
    return bool(re.search(rb'<calcPr[^>]*fullCalcOnLoad="(1|true)"', book))


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
