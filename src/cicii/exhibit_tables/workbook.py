"""The tables as a workbook: a sheet each, the ledger, and how each value is known. Text
is never taken for a formula or a link, and the same tables have the same bytes.
"""

import math
import re
from typing import TYPE_CHECKING

from analysis.ledger.grading import COLOURS, GRADES
from analysis.paths import RAW, from_checkout, sha256
from cicii.exhibit_tables.beside import (
    VERDICT,
    ShownTable,
    judged_as,
    told_of,
    weightiest,
)
from compindex.publish.workbook import new_book

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.(\d+))?")
_WIDEST = 60  # characters
_LEDGER = (
    *("id", "section", "statement", "published", "unit", "recomputed", "low", "high"),
    *("verdict", "grade", "explanation", "criterion", "exhibit", "printed_in"),
    *("notebook", "checked_by", "source"),
)
_LINE = 15  # height of a line of text
_FEWEST, _UNSET = 8, 8.43  # columns that a sentence runs over; width where none is set
_VERDICTS = 26  # wide enough for verdict and grade
_KNOWN = {
    "printed, and all else": "published: numbers as the report prints them, digit by digit; words translated, headings and indicators by the project's short names",
    "recomputed": "derived: computed from printed values alone, to four decimals at most; of two values in a cell, each has its own verdict",
    VERDICT: "the project's own judgement, from the ledger",
}


def tables_book(tables: list[ShownTable], ledger: list[dict[str, str]]) -> bytes:
    """Write the workbook."""
    title = "CICII, reproduced: the tables of the report, printed beside recomputed"
    book, content = new_book(title)
    writer = _Writer(book)
    _provenance(writer, title, tables)
    for table in tables:
        _sheet(writer, table)
    rows = [[row[name] for name in _LEDGER] for row in ledger]
    sheet = book.add_worksheet("ledger")
    writer.grid(sheet, 0, _LEDGER, rows)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(_LEDGER) - 1)
    book.close()
    return content.getvalue()


class _Writer:
    """Writes cells as what they are, each look defined once."""

    def __init__(self, book: "Workbook") -> None:
        self.book = book
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.bold = book.add_format({"bold": True, "bottom": 1, "indent": 1})
        self.right = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self.looks: dict[tuple, Format] = {}

    def look(self, **properties: object) -> "Format":
        """Give a format, the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format(properties)
        return self.looks[key]

    def cell(
        self, sheet: "Worksheet", row: int, column: int, text: str, right: bool = False
    ) -> None:
        """Write a number with the decimals that it is given with, other text as text; to
        the right in a column of numbers.
        """
        found = _NUMBER.fullmatch(text)
        if found and len(text) < 16:
            decimals = len(found[1] or "")
            look = self.look(num_format=f"0.{'0' * decimals}" if decimals else "0")
            sheet.write_number(row, column, float(text), look)
        elif text:
            look = self.look(align="right") if right else self.look(indent=1)
            sheet.write_string(row, column, text, look)

    def verdict(self, sheet: "Worksheet", row: int, column: int, text: str) -> None:
        """Write a verdict in its colours."""
        if not text:
            return
        ground, letters = COLOURS[weightiest(text)]
        colours = {"bg_color": ground, "font_color": letters}
        look = self.look(**colours, indent=1, valign="top")
        sheet.write_string(row, column, text, look)

    def grid(
        self, sheet: "Worksheet", top: int, headings: tuple, rows: list[list[str]]
    ) -> None:
        """Write headings and rows; what stands under *verdict* is coloured."""
        for column, heading in enumerate(headings):
            cells = [row[column] for row in rows]
            numbers = any(map(_NUMBER.fullmatch, cells))
            look = self.right if numbers else self.bold
            sheet.write_string(top, column, heading.replace("_", " "), look)
            for row, text in enumerate(cells, top + 1):
                if heading == VERDICT:
                    self.verdict(sheet, row, column, text)
                else:
                    self.cell(sheet, row, column, text, numbers)
            sheet.set_column(column, column, self.width(heading, rows, column))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)  # one page wide

    def width(self, heading: str, rows: list[list[str]], column: int) -> int:
        """Say how wide a column is, in characters."""
        longest = max(map(len, [heading, *(row[column] for row in rows)]))
        return min(longest, _WIDEST) + 2


def _sheet(writer: _Writer, table: ShownTable) -> None:
    """Write a table, and below it the statements that no single cell shows."""
    sheet = writer.book.add_worksheet(table.name)
    sheet.write_string(0, 0, f"{table.name}. {table.title}", writer.title)
    headings = tuple(column.heading for column in table.columns)
    rows = [*map(list, zip(*(column.cells for column in table.columns), strict=True))]
    writer.grid(sheet, 2, headings, rows)
    sheet.freeze_panes(3, 0)
    if table.statements:
        wide = [writer.width(heading, rows, k) for k, heading in enumerate(headings)]
        _statements(writer, sheet, len(rows) + 4, wide, table.statements)


def _statements(
    writer: _Writer,
    sheet: "Worksheet",
    top: int,
    wide: list[int],
    statements: list[dict[str, str]],
) -> None:
    """Write statements below a table whose columns are so wide: the verdict, and beside
    it the words, over the other columns.
    """
    words = "Stated of it as a whole, and what fails or needs rounding of what is stated of its numbers"
    sheet.write_string(top, 0, words, writer.title)
    sheet.set_column(0, 0, max(_VERDICTS, wide[0]))
    last = max(_FEWEST, len(wide)) - 1
    room = sum(wide[1:]) + _UNSET * (last + 1 - len(wide))
    wrapped = writer.look(text_wrap=True, valign="top", indent=1)
    for row, said in enumerate(statements, top + 1):
        writer.verdict(sheet, row, 0, judged_as(said))
        words = told_of(said, judged=False)
        sheet.merge_range(row, 1, row, last, "")
        sheet.write_string(row, 1, words, wrapped)
        sheet.set_row(row, _LINE * math.ceil(1.1 * len(words) / room))


def _provenance(writer: _Writer, title: str, tables: list[ShownTable]) -> None:
    """Say how each kind of column is known, where each table comes from, and what the
    verdicts mean.
    """
    sheet = writer.book.add_worksheet("provenance")
    sheet.write_string(0, 0, title, writer.title)
    sheet.write_string(1, 0, "The report's own text names no title, author or year.")
    known = [[kind, words] for kind, words in _KNOWN.items()]
    sheets = [
        [table.name, table.title, f"notebook {table.notebook.partition('_')[0]}"]
        + [from_checkout(RAW / table.file), sha256(RAW / table.file)]
        for table in tables
    ]
    meanings = [
        [f"{verdict} ({grade.replace('_', ' ')})", words]
        for verdict, grades in GRADES.items()
        for grade, words in grades.items()
    ]
    place = ("sheet", "title", "shown in", "printed cells", "SHA-256 of these")
    top = 3
    for headings, rows in (
        (("column", "how its values are known"), known),
        (place, sheets),
        ((VERDICT, "meaning"), meanings),
    ):
        writer.grid(sheet, top, headings, rows)
        top += len(rows) + 2
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 60)
