import io

import openpyxl
import pandas as pd
from published import NAMES, RESULT, SINGLE, VALUES

import compindex
from compindex.publish import workbook
from compindex.publish.contents import TABLES

BYTES = workbook.book_of(RESULT)
BOOK = openpyxl.load_workbook(io.BytesIO(BYTES))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_same_bytes_each_time():
    assert workbook.book_of(RESULT) == BYTES


def test_every_table_has_its_sheet_with_the_same_cells():
    tables = RESULT.tables()
    assert BOOK.sheetnames == ["read me", *(TABLES[name][0] for name in tables)]
    for name, table in tables.items():
        heading, *rows = rows_of(BOOK[TABLES[name][0]])
        assert heading == list(table.columns)
        assert len(rows) == len(table)
        for row, expected in zip(rows, table.itertuples(index=False), strict=True):
            for got, cell in zip(row, expected, strict=True):
                if pd.isna(cell) or cell == "":
                    assert got is None
                elif isinstance(cell, bool):
                    assert got == ("yes" if cell else "no")
                elif isinstance(cell, str):
                    assert got == cell
                else:
                    assert abs(got - cell) <= 1e-11 * abs(cell)


def test_names_are_text_and_nothing_is_computed():
    ranking = BOOK["ranking"]
    place = [cell.value for cell in ranking[1]].index("unit")
    cells = [row[place] for row in ranking.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == set(NAMES)
    kinds = {cell.data_type for sheet in BOOK for row in sheet for cell in row}
    assert kinds <= {"s", "n"}


def test_the_first_sheet_says_what_each_other_is():
    first = rows_of(BOOK["read me"])
    listed = {row[0]: row[1:] for row in first if row[0] in BOOK.sheetnames}
    for name, table in RESULT.tables().items():
        title, words = TABLES[name]
        assert listed[title] == [len(table), words]


def test_the_specification_in_it_gives_the_same_index(tmp_path):
    again = openpyxl.load_workbook(io.BytesIO(BYTES))
    for name in again.sheetnames:
        if name not in ("indicators", "settings"):
            del again[name]
    data = again.create_sheet("data")
    data.append(["unit", "year", *VALUES])
    names = {"=1+1": "Two"}  # a reader refuses what begins as a formula
    for (unit, year), row in VALUES.iterrows():
        unit = names.get(unit, unit)
        data.append([unit, year, *(None if pd.isna(cell) else cell for cell in row)])
        data.cell(data.max_row, 1).data_type = "s"
    again.save(tmp_path / "again.xlsx")
    got = compindex.build(tmp_path / "again.xlsx").scores
    expected = RESULT.scores.rename(index=names, level="unit")
    pd.testing.assert_frame_equal(got.sort_index(), expected.sort_index())


def test_what_is_made_up_says_so_on_every_sheet():
    book = openpyxl.load_workbook(io.BytesIO(workbook.book_of(SINGLE)))
    for sheet in book:
        assert any(
            "SYNTHETIC" in str(cell.value) for row in sheet["A1:A2"] for cell in row
        )


def test_a_table_that_is_too_long_is_told_on_the_first_sheet(monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_ROWS", 20)
    book = openpyxl.load_workbook(io.BytesIO(workbook.book_of(RESULT)))
    assert "ranking" in book.sheetnames and "pairs" not in book.sheetnames
    words = {row[0]: row[2] for row in rows_of(book["read me"]) if row[0]}
    assert words["pairs"].startswith("Not here, since a sheet holds 20 rows")
