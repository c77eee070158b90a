"""One workbook of all tables: numbers and text, no formulas, the same bytes each time."""

import datetime
import io
import math
from typing import TYPE_CHECKING

import pandas as pd

from compindex.computed import Computed
from compindex.publish.contents import TABLES
from compindex.publish.words import opening, warning

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet


_CREATED = datetime.datetime(2020, 1, 1)
_MOST_ROWS = 1_048_575  # that a sheet can hold below its heading
_WIDEST = 60  # characters


def book_of(result: Computed) -> bytes:
    """Write all tables of an index into a workbook, a sheet each, the first saying what
    the others are.

    Parameters
    ----------
    result : computed.Computed

    Returns
    -------
    bytes
        Text is never taken for a formula, a number or a date.
    """
    tables = result.tables()
    book, content = new_book(result.spec.name)
    _first_sheet(book, result, tables)
    look = {"bold": True, "bottom": 1}
    headings = book.add_format(look), book.add_format(look | {"align": "right"})
    decimals = book.add_format({"num_format": "0.00##"})
    warned = warning(result)
    for name, table in tables.items():
        if len(table) > _MOST_ROWS:
            continue  # the first sheet says so
        sheet = book.add_worksheet(TABLES[name][0])
        _table(sheet, table, headings, decimals, warned)
    book.close()
    return content.getvalue()


def new_book(title: str) -> "tuple[Workbook, io.BytesIO]":
    """Begin a workbook in which text is text, and which has the same bytes each time.

    Parameters
    ----------
    title : str

    Returns
    -------
    book : xlsxwriter.Workbook
    content : io.BytesIO
        Holds the workbook once it is closed.

    Examples
    --------
    >>> book, content = new_book("mine")
    >>> book.add_worksheet("a").write(0, 0, "=1+1")
    0
    >>> book.close()
    >>> content.getvalue()[:2]
    b'PK'
    """
    import xlsxwriter

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": title, "created": _CREATED})
    return book, content


def _first_sheet(
    book: "Workbook", result: Computed, tables: dict[str, pd.DataFrame]
) -> None:
    """Say what the workbook is, and what each sheet holds."""
    sheet = book.add_worksheet("read me")
    bold = book.add_format({"bold": True, "font_size": 14})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    link = book.add_format({"font_color": "#00598c", "underline": 1, "valign": "top"})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 10)
    sheet.set_column(2, 2, 100)
    sheet.write_string(0, 0, result.spec.name, bold)
    row = 1
    for line in (*opening(result), *result.notes):
        sheet.write_string(row, 0, line)
        row += 1
    row += 1
    for column, words in enumerate(("sheet", "rows", "what it holds")):
        sheet.write_string(row, column, words, book.add_format({"bold": True}))
    for name, table in tables.items():
        row += 1
        title, words = TABLES[name]
        if len(table) > _MOST_ROWS:
            words = f"Not here, since a sheet holds {_MOST_ROWS:,} rows: {words}"
            sheet.write_string(row, 0, title, wrapped)
        else:
            sheet.write_url(row, 0, f"internal:'{title}'!A1", link, title)
        sheet.write_number(row, 1, len(table), wrapped)
        sheet.write_string(row, 2, words, wrapped)
        sheet.set_row(row, 15 * math.ceil(len(words) / 95))


def _table(
    sheet: "Worksheet",
    table: pd.DataFrame,
    headings: "tuple[Format, Format]",
    decimals: "Format",
    warned: str,
) -> None:
    """Write a table, below a line that says where its values are made up."""
    top = 1 if warned else 0
    if warned:
        sheet.write_string(0, 0, warned)
    for column, name in enumerate(table.columns):
        numbers = pd.api.types.is_numeric_dtype(table[name])
        sheet.write_string(top, column, str(name), headings[numbers])
        cells = table[name].tolist()
        for row, cell in enumerate(cells, top + 1):
            _cell(sheet, row, column, cell, decimals)
        longest = max(map(len, map(str, [name, *cells[:200]])))
        wide = (
            min(longest, max(12, len(str(name)))) if numbers else min(longest, _WIDEST)
        )
        sheet.set_column(column, column, wide + 2)
    sheet.freeze_panes(top + 1, 1)
    if len(table):
        sheet.autofilter(top, 0, top + len(table), table.shape[1] - 1)


def _cell(
    sheet: "Worksheet", row: int, column: int, cell: object, decimals: "Format"
) -> None:
    """Write a cell as what it is; one that is missing stays empty."""
    if cell is None or cell is pd.NA:
        return
    if isinstance(cell, bool):
        sheet.write_string(row, column, "yes" if cell else "no")
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell)
    elif isinstance(cell, float):
        if math.isfinite(cell):
            # As many digits as a table on disk has, so that every processor writes the
            # same.
            whole = float(f"{cell:.12g}")
            sheet.write_number(row, column, whole, decimals)
    elif cell != "":
        sheet.write_string(row, column, str(cell))
