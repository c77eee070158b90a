import csv

import pytest

from compindex.errors import InputError
from compindex.tables import text_files
from compindex.tables.sheets import read_sheets


def rows_of(path):
    """Read the only sheet of a file."""
    (sheet,) = read_sheets(path)
    return sheet.rows


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


def test_a_quotation_that_never_ends_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text('a,b\n1,"2\n')
    with pytest.raises(InputError, match="a.csv, row 2: cannot be read .unexpected"):
        read_sheets(tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "a,b\n1," + "2" * 200 + "\n",
            "a.csv: cannot be read .a line of more than 100",
        ),
        (
            'a,b\n1,2\n"' + "3\n" * 60,
            "a.csv, row 3: cannot be read .a row of more than",
        ),
        ("a,b\n" + "1,2\n" * 60 + "3" * 200, "row 62: cannot be read .a line of more"),
    ],
)
def test_a_line_or_a_row_without_end_is_refused(tmp_path, monkeypatch, text, expected):
    monkeypatch.setattr(text_files, "LONGEST", 100)
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(InputError, match=expected):
        read_sheets(tmp_path / "a.csv")


def test_many_short_rows_are_no_long_one(tmp_path, monkeypatch):
    monkeypatch.setattr(text_files, "LONGEST", 100)
    (tmp_path / "a.csv").write_text("a,b\n" + '1,"2\n"\n' * 500)
    assert len(rows_of(tmp_path / "a.csv")) == 501


def test_how_long_a_cell_may_be_depends_on_no_setting_of_another_library(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text(f"city,x\nA,{'9' * 140_000}\n")
    before = csv.field_size_limit(10_000_000)
    try:
        with pytest.raises(InputError, match=r"row 2: cannot be read \(a cell of more"):
            rows_of(path)
    finally:
        csv.field_size_limit(before)
