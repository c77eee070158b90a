import datetime
import re
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from compindex.errors import InputError
from compindex.tables import sheets, workbooks
from compindex.tables.sheets import read_sheets
from compindex.tables.workbooks import Percent, letter


def rows_of(path):
    """Read the only sheet of a file."""
    (sheet,) = read_sheets(path)
    return sheet.rows


def a_workbook(path, **sheets):
    """Write a workbook, a list of rows for each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_workbook_keeps_numbers_text_dates_and_what_is_shown_in_percent(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["unit", "007", 2021, 0.41, datetime.datetime(2021, 2, 3), None])
    sheet.append([None])
    sheet.append(["x", "1.2K"])
    sheet["D1"].number_format = "0%"
    book.save(tmp_path / "a.xlsx")
    rows = rows_of(tmp_path / "a.xlsx")
    assert rows == {
        1: ["unit", "007", 2021, 41.0, datetime.date(2021, 2, 3)],
        3: ["x", "1.2K"],
    }
    assert isinstance(rows[1][3], Percent) and not isinstance(rows[1][2], Percent)


def test_hidden_sheets_are_marked(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("old").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    read = {sheet.name: sheet.hidden for sheet in read_sheets(tmp_path / "a.xlsx")}
    assert read == {"Sheet": False, "old": True}


@pytest.mark.parametrize(
    ("shown", "value"), [("0%", 4100), ("0.0%", 4100), ('0"%"', 41), ("0\\%", 41)]
)
def test_only_a_format_in_percent_multiplies(tmp_path, shown, value):
    book = openpyxl.Workbook()
    book.active.append([41])
    book.active["A1"].number_format = shown
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == {1: [value]}


def test_the_size_that_a_workbook_says_it_has_is_not_believed(tmp_path):
    path = a_workbook(tmp_path / "a.xlsx", data=[["unit", "x"], ["A", 1], ["B", 2]])
    parts = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name).replace(b'ref="A1:B3"', b'ref="A1:B2"')
    assert b'ref="A1:B2"' in parts["xl/worksheets/sheet1.xml"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert list(rows_of(path)) == [1, 2, 3]


def by_openpyxl(path):
    """Write a formula, one over an array, and one that two cells share."""
    book = openpyxl.Workbook()
    book.active.title = "data"
    book.active.append(["unit", "=1+1"])
    book.active["C1"] = ArrayFormula("C1", "=SUM(A1:B1)")
    book.save(path)


def by_xlsxwriter(path):
    """Write a formula, for which 0 is stored."""
    book = pytest.importorskip("xlsxwriter").Workbook(path)
    sheet = book.add_worksheet("data")
    sheet.write_formula("B1", "=1+1")
    sheet.write_array_formula("C1:C1", "=SUM(A1:B1)")
    book.close()


@pytest.mark.parametrize("writer", [by_openpyxl, by_xlsxwriter])
def test_formulas_that_were_never_computed_are_neither_empty_nor_zero(tmp_path, writer):
    writer(tmp_path / "a.xlsx")
    with pytest.raises(InputError) as error:
        read_sheets(tmp_path / "a.xlsx")
    places = [
        line.partition(": a formula has")[0] for line in str(error.value).splitlines()
    ]
    assert [place.rpartition("a.xlsx, ")[2] for place in places] == [
        "sheet data, row 1, column B",
        "sheet data, row 1, column C",
    ]


def test_a_formula_with_a_stored_value_has_it(tmp_path):
    by_xlsxwriter(tmp_path / "a.xlsx")
    parts = {}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            content = archive.read(name).replace(b' fullCalcOnLoad="1"', b"")
            parts[name] = content.replace(b"<v>0</v>", b"<v>7</v>")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert rows_of(tmp_path / "a.xlsx") == {1: [None, 7, 7]}


def test_a_formula_that_shows_nothing_is_computed(tmp_path):
    book = pytest.importorskip("xlsxwriter").Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("data")
    sheet.write_row("A1", ["unit", "x"])
    for row in (1, 2):
        sheet.write_formula(row, 1, '=IF(A9="","",A9)', None, "")
    sheet.write("A2", "Rome")
    book.close()
    parts = {}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        for name in archive.namelist():
            content = archive.read(name).replace(b' fullCalcOnLoad="1"', b"")
            # As Excel marks a formula whose value is text.
            parts[name] = re.sub(rb'(<c r="B\d")(><f>)', rb'\1 t="str"\2', content)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert rows_of(tmp_path / "a.xlsx") == {1: ["unit", "x"], 2: ["Rome", ""]}


def test_columns_are_called_as_spreadsheets_do():
    assert [letter(place) for place in (0, 25, 26, 701, 702)] == [
        *("A", "Z", "AA", "ZZ", "AAA")
    ]


def test_a_sheet_of_more_rows_or_cells_than_a_table_is_refused(tmp_path, monkeypatch):
    path = a_workbook(tmp_path / "a.xlsx", data=[["a", "b"], [1, 2], [3, 4]])
    monkeypatch.setattr(sheets, "CELLS", 6)
    assert rows_of(path)[3] == [3, 4]
    monkeypatch.setattr(sheets, "CELLS", 5)
    with pytest.raises(InputError, match="a.xlsx: too many cells; expected 5 at most"):
        read_sheets(path)
    monkeypatch.setattr(sheets, "CELLS", 6)
    monkeypatch.setattr(workbooks, "ROWS", 2)
    with pytest.raises(InputError, match="too many rows; expected 2 at most"):
        read_sheets(path)


def test_rows_that_reach_far_to_the_right_are_refused_before_they_take_hours(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(workbooks, "_LOOKED", 100)
    book = openpyxl.Workbook()
    book.active["CV1"] = 7  # the hundredth column
    book.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx") == {1: [None] * 99 + [7]}
    book.active["A2"] = 7
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="rows of 1 cells, most of them empty"):
        read_sheets(tmp_path / "a.xlsx")
