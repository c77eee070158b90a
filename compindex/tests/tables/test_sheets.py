import datetime
import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula

from compindex.errors import InputError
from compindex.tables.sheets import as_table, read_sheets
from compindex.tables.workbooks import Percent


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\n1,5;2,5\n3,5;4,5\n", [["a", "b"], ["1,5", "2,5"], ["3,5", "4,5"]]),
        ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("a|b\n1|2\n", [["a", "b"], ["1", "2"]]),
        ('a,b\n"1,430",2\n', [["a", "b"], ["1,430", "2"]]),
        ("a\n1\n", [["a"], ["1"]]),
        ('a,b\n"two\nlines",2\n', [["a", "b"], ["two\nlines", "2"]]),
    ],
)
def test_what_separates_the_cells_is_told_from_the_rows(tmp_path, text, expected):
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert list(rows_of(tmp_path / "a.csv").values()) == expected


def test_a_line_may_say_what_separates(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\na;b,c\n1;2,5\n", encoding="utf-8-sig")
    assert rows_of(tmp_path / "a.csv") == {2: ["a", "b,c"], 3: ["1", "2,5"]}


def test_blank_rows_are_left_out_and_the_others_keep_their_number(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n\n1,2\n,\n3,4\n")
    assert rows_of(tmp_path / "a.csv") == {1: ["a", "b"], 3: ["1", "2"], 5: ["3", "4"]}


def test_an_encoding_that_is_guessed_is_told_with_a_word_of_the_text(tmp_path):
    (tmp_path / "a.csv").write_bytes("城市,x\n武汉,1\n".encode("gbk"))
    (sheet,) = read_sheets(tmp_path / "a.csv")
    assert sheet.remarks[0].endswith("a.csv is taken for GB18030, in which it has 城市")
    (tmp_path / "a.csv").write_text("城市,x\n武汉,1\n", encoding="utf-8")
    assert read_sheets(tmp_path / "a.csv")[0].remarks == []


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


def an_archive(*names):
    """Make a zip archive of empty files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return content.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED = OLD + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        (
            "a.csv",
            an_archive("xl/workbook.xml"),
            "this is a workbook .* under the name a.csv",
        ),
        (
            "a.xls",
            an_archive("xl/workbook.xml"),
            "this is a workbook .* under the name a.xls",
        ),
        ("a.xls", OLD, "this is an old workbook"),
        ("a.xlsx", OLD, "this is an old workbook"),
        ("a.csv", OLD, "this is an old workbook"),
        ("a.xlsx", ENCRYPTED, "this workbook is encrypted"),
        ("a.xlsx", b"city,x\nA,1\n", "this is no workbook, whatever its name"),
        (
            "a.xls",
            b"city,x\nA,1\n",
            "this is no workbook, though its name ends in .xls",
        ),
        ("a.xlsx", an_archive("xl/workbook.bin"), "this is a binary workbook"),
        ("a.csv", an_archive("content.xml"), "this is an OpenDocument file"),
        ("a.csv", an_archive("a.txt"), "this is a zip archive"),
        ("a.csv", b"PK\x03\x04broken", "cannot be read .File is not a zip file"),
        ("a.csv", b"%PDF-1.7", "this is a PDF"),
        ("a.xls", b"\n<html><table>", "this is a web page"),
        ("a.xlsx", an_archive("xl/workbook.xml"), "cannot be read"),
        ("a.csv", b"a,b\n1,\xff\xfe\xfa\n", "the encoding"),
    ],
)
def test_a_file_that_is_something_else_is_called_by_its_name(
    tmp_path, name, content, expected
):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=f"{name}: {expected}.*; expected ") as error:
        read_sheets(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_quotation_that_never_ends_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text('a,b\n1,"2\n')
    with pytest.raises(InputError, match="a.csv: cannot be read"):
        read_sheets(tmp_path / "a.csv")


def test_a_table_names_repeated_headings_apart_and_tells_every_uneven_row(tmp_path):
    (tmp_path / "a.csv").write_text("x,x,\n1,2,3\n\n4,5,6\n")
    table = as_table(read_sheets(tmp_path / "a.csv")[0])
    assert table.to_dict("index") == {
        2: {"x": "1", "x.1": "2", "Unnamed: 2": "3"},
        4: {"x": "4", "x.1": "5", "Unnamed: 2": "6"},
    }
    (tmp_path / "a.csv").write_text("x,y\n1\n1,2\n1,2,3\n")
    with pytest.raises(InputError) as error:
        as_table(read_sheets(tmp_path / "a.csv")[0])
    lines = [line.rpartition("a.csv, ")[2] for line in str(error.value).splitlines()]
    assert lines == [
        "row 2: 1 cells; expected 2 as in the heading",
        "row 4: 3 cells; expected 2 as in the heading",
    ]
