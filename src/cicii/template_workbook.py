"""A workbook to fill in: it computes as it stands, from three units that are invented."""

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.results import write
from compindex.errors import InputError
from compindex.publish.workbook import new_book
from compindex.yaml_files import read_yaml

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_LAST = 500  # rows that get drop-downs
_CONTENT = Path(__file__).parent / "templates" / "workbook.yml"


def workbook_bytes() -> bytes:
    """Make the workbook."""
    said = read_yaml(_CONTENT, "the sheets of the workbook")
    book, content = new_book("Template of a composite index")
    _read_me(book, said["read_me"])
    sheets = {
        name: _sheet(book, name, said[name], said["notes"][name])
        for name in ("data", "indicators", "settings")
    }
    sheets["data"].freeze_panes(1, 1)
    sheets["data"].activate()
    for name, offered in said["choices"]["indicators"].items():
        place = said["indicators"][0].index(name)
        _offer(sheets["indicators"], (1, place, _LAST, place), offered)
    for row, (name, _) in enumerate(said["settings"]):
        offered = said["choices"]["settings"].get(name)
        if offered:
            _offer(sheets["settings"], (row, 1, row, 1), offered)
    book.close()
    return content.getvalue()


def _read_me(book: "Workbook", lines: list[str]) -> None:
    """Write the sheet that says how to use the others."""
    sheet, wrapped = book.add_worksheet("read me"), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(lines):
        sheet.write_string(row, 0, line, wrapped)


def _sheet(
    book: "Workbook", name: str, rows: list[list], notes: dict[str, str]
) -> "Worksheet":
    """Write a table with a heading in bold, and a note at each heading that has one."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if cell not in (None, ""):
                sheet.write(row, place, cell, bold if row == 0 else None)
    sheet.set_column(0, len(rows[0]) - 1, 14)
    sheet.set_column(0, 0, 22)
    for heading, note in notes.items():
        size = {"x_scale": 2, "y_scale": 1.5, "author": ""}
        sheet.write_comment(0, rows[0].index(heading), note, size)
    return sheet


def _offer(sheet: "Worksheet", cells: tuple[int, int, int, int], words: list) -> None:
    """Give cells a drop-down: from the first row and column to the last."""
    sheet.data_validation(*cells, {"validate": "list", "source": words})


def write_workbook(named: str) -> Path:
    """Write the workbook; refuse a name that is taken."""
    path = Path(named)
    if path.exists():
        expected = "a new name, such as make template DIR=my.xlsx"
        raise InputError("there is a file of this name", expected, file=named)
    write(path, workbook_bytes())
    return path
