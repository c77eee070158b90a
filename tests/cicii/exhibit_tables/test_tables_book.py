import io
from decimal import Decimal

import openpyxl
import pytest

from analysis.ledger.grading import COLOURS
from analysis.report.tables import read_table
from cicii.exhibit_tables.beside import ShownColumn, ShownTable, shown_tables
from cicii.exhibit_tables.workbook import tables_book
from cicii.summaries import read_ledger

LEDGER = read_ledger()
TABLES = shown_tables(LEDGER)
CONTENT = tables_book(TABLES, LEDGER)
BOOK = openpyxl.load_workbook(io.BytesIO(CONTENT))


def as_shown(cell):
    """Write a cell as a spreadsheet shows it."""
    if isinstance(cell.value, str) or cell.value is None:
        return cell.value or ""
    decimals = len(cell.number_format.partition(".")[2])
    return f"{Decimal(repr(cell.value)):.{decimals}f}"


def test_the_sheets():
    names = [f"Table {number}" for number in range(1, 14)]
    assert BOOK.sheetnames == ["provenance", *names, "ledger"]


@pytest.mark.parametrize("number", range(1, 14))
def test_decimals_are_shown_as_printed(number):
    sheet, table = BOOK[f"Table {number}"], TABLES[number - 1]
    for place, column in enumerate(table.columns, 1):
        got = [
            as_shown(sheet.cell(row, place)) for row in range(4, 4 + len(column.cells))
        ]
        assert got == column.cells
    raw = read_table(number)
    shown = [as_shown(sheet.cell(4, place)) for place in range(1, 30)]
    numbers = [cell for cell in raw.iloc[0] if cell.replace(".", "").isdigit()]
    assert set(numbers) <= set(shown)


def test_nothing_is_a_formula_or_a_link():
    for sheet in BOOK:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in "sn" and cell.hyperlink is None


def test_text_that_begins_as_a_formula_stays_text():
    column = ShownColumn(
        "a", "printed", ["=1+1", "http://x.example", "007", "1e5", "-"]
    )
    table = ShownTable("Table 1", "t", [column], [], TABLES[0].file, "01_x")
    sheet = openpyxl.load_workbook(io.BytesIO(tables_book([table], LEDGER)))["Table 1"]
    got = [sheet.cell(row, 1) for row in range(4, 9)]
    assert [cell.value for cell in got] == [
        "=1+1",
        "http://x.example",
        "007",
        "1e5",
        "-",
    ]
    assert got[0].data_type == "s"


def test_verdicts_have_the_colours_of_the_palette():
    seen = set()
    for sheet in BOOK:
        for row in sheet.iter_rows():
            for cell in row:
                verdict = str(cell.value).split(" ")[0]
                if verdict in COLOURS and cell.fill.fill_type:
                    several = (
                        "contradicted" if "contradicted" in cell.value else verdict
                    )
                    ground, letters = COLOURS[several]
                    assert cell.fill.fgColor.rgb == f"FF{ground[1:].upper()}"
                    assert cell.font.color.rgb == f"FF{letters[1:].upper()}"
                    seen.add(several)
    assert seen == set(COLOURS)


def test_the_ledger_is_whole():
    sheet = BOOK["ledger"]
    names = [cell.value.replace(" ", "_") for cell in sheet[1]]
    for cells, row in zip(sheet.iter_rows(min_row=2), LEDGER, strict=True):
        for name, cell in zip(names, cells, strict=True):
            assert as_shown(cell) == row[name], (row["id"], name)


def test_the_same_bytes_each_time():
    assert tables_book(shown_tables(LEDGER), LEDGER) == CONTENT
