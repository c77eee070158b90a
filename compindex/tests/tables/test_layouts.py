import datetime

import pytest

from compindex.tables.layouts import laid_out
from compindex.tables.parts import Vocabulary
from compindex.tables.sheets import Sheet

WORDS = Vocabulary({"x": "x", "y": "y", "报道量": "x"}, group="region")


def understood(*rows, file="a.csv", name="a", words=WORDS):
    """Understand a sheet of rows."""
    filled = {row: list(cells) for row, cells in enumerate(rows, 1) if any(cells)}
    return laid_out(Sheet(file, name, filled), words)


def values(layout):
    """Give what was found: cells by indicator, unit and year."""
    assert not layout.errors, layout.errors
    return {
        (name, unit, year): cell
        for name, column in layout.columns.items()
        for unit, year, cell in zip(
            column.units, column.years, column.cells, strict=True
        )
    }


def test_a_row_a_unit_and_a_column_an_indicator():
    layout = understood(
        ["city", "y", "note", "x"], ["Rome", 1, "a", 2], ["Bari", 3, "", 4]
    )
    assert values(layout) == {
        ("x", "Rome", None): 2,
        ("y", "Rome", None): 1,
        ("x", "Bari", None): 4,
        ("y", "Bari", None): 3,
    }
    assert layout.unit_word == "city" and layout.unused == ["note"]
    assert layout.columns["x"].rows == [2, 3]


@pytest.mark.parametrize(
    ("heading", "year"),
    [("year", "2021"), ("年份", "2021年"), ("Year", 2021.0), ("年度", "2021.0")]
    + [("date", datetime.date(2021, 12, 31))],
)
def test_a_column_of_years(heading, year):
    layout = understood(["Country", heading, "x"], ["Peru", year, 5])
    assert values(layout) == {("x", "Peru", 2021): 5}
    assert layout.unit_word == "unit" and layout.has_years()


def test_headings_in_chinese_and_labels():
    layout = understood(["城市", "报道量"], ["武汉", 5])
    assert values(layout) == {("x", "武汉", None): 5} and layout.unit_word == "city"


@pytest.mark.parametrize("headings", [["x 2020", "x 2021"], ["2020 x", "X_2021"]])
def test_years_as_columns_of_an_indicator(headings):
    layout = understood(["unit", *headings], ["Rome", 1, 2])
    assert values(layout) == {("x", "Rome", 2020): 1, ("x", "Rome", 2021): 2}


def test_years_as_columns_of_a_sheet_called_as_an_indicator():
    rows = ["unit", 2020, "2021年"], ["Rome", 1, 2]
    layout = understood(*rows, file="a.xlsx", name="x")
    assert values(layout) == {("x", "Rome", 2020): 1, ("x", "Rome", 2021): 2}
    layout = understood(*rows)
    assert "a column for each year, and no indicator" in str(layout.errors[0])


def test_the_long_form():
    layout = understood(
        ["unit", "year", "indicator", "value"],
        ["Rome", 2020, "x", 1],
        ["Rome", 2020, "y", 2],
        ["Rome", 2020, "z", 3],
        ["Bari", 2021, "报道量", 4],
    )
    assert values(layout) == {
        ("x", "Rome", 2020): 1,
        ("y", "Rome", 2020): 2,
        ("x", "Bari", 2021): 4,
    }
    assert layout.unused == ["z"]


def test_the_long_form_with_years_as_columns():
    layout = understood(
        [
            "Country Name",
            "Country Code",
            "Series Name",
            "2020 [YR2020]",
            "2021 [YR2021]",
        ],
        ["Peru", "PER", "x", 1, 2],
        ["Peru", "PER", "y", 3, ".."],
    )
    assert values(layout) == {
        ("x", "Peru", 2020): 1,
        ("x", "Peru", 2021): 2,
        ("y", "Peru", 2020): 3,
        ("y", "Peru", 2021): "..",
    }


def test_a_heading_below_a_title_is_found_aloud():
    layout = understood(["My cities"], [], ["City", "x"], ["Rome", 1])
    assert values(layout) == {("x", "Rome", None): 1}
    assert layout.remarks == ["a.csv: the heading is taken from row 3"]


def test_an_unknown_heading_of_names_is_taken_aloud_and_numbers_are_not():
    layout = understood(["town", "x"], ["Rome", 1])
    assert values(layout) == {("x", "Rome", None): 1}
    assert layout.remarks == ["a.csv: column town is taken for the units"]
    layout = understood(["place", "x"], ["12", 1])
    assert "no column that names the units" in str(layout.errors[0])
    layout = understood(["x", "town"], [1, "Rome"])
    assert "no column that names the units" in str(layout.errors[0])


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["Total", 44590, ""], "it sums others up"),
        (["平均值", "", 3.5], "it sums others up"),
        (["Source: own count", "", ""], "it is a note"),
        (["数据来源：平台", "", ""], "it is a note"),
        (["w" * 61, "", ""], "it is a note"),
    ],
)
def test_rows_that_are_no_unit_are_left_out_aloud(row, why):
    layout = understood(["city", "x", "y"], ["Rome", 1, 2], row)
    assert set(layout.units) == {"Rome"}
    (remark,) = layout.remarks
    assert remark.startswith("a.csv, row 3: ") and remark.endswith(why)


def test_groups_are_read_by_unit():
    layout = understood(
        ["city", "Region", "x"], ["Rome", "south", 1], ["Turin", "north", 2]
    )
    assert layout.groups == {"Rome": {"south"}, "Turin": {"north"}}
    assert layout.has_groups and not layout.unused


def test_a_sheet_without_an_indicator_has_none():
    layout = understood(["file", "retrieved"], ["news.csv", "2024-03-01"])
    assert not layout.columns and not layout.errors
    assert layout.unused == ["file", "retrieved"]


def test_everything_that_is_wrong_is_noted_with_its_row():
    layout = understood(
        ["city", "year", "x"],
        ["", 2020, 1],
        ["Rome", "20", 1],
        ["=1+1", 2020, 1],
        ["Bari", 2020, 1, 7],
        ["Pisa", 2020],
    )
    told = [str(error).removeprefix("a.csv, ") for error in layout.errors]
    assert told == [
        "row 2, column city: no city is named; expected a name in every row",
        "row 4, column city: '=1+1' begins as a formula of a spreadsheet does; expected a name",
        "row 5: 4 cells; expected 3 as in the heading (a number with a comma in it needs quotation marks)",
        "row 6: 2 cells; expected 3 as in the heading (a number with a comma in it needs quotation marks)",
        "row 3, column year: '20' is no year; expected four digits, such as 2021",
    ]
    assert layout.columns["x"].rows == []  # nothing follows from a wrong row


def test_a_workbook_does_not_store_the_last_empty_cells():
    layout = understood(["city", "x", "y"], ["Rome", 1], file="a.xlsx", name="data")
    assert values(layout)["y", "Rome", None] is None
    assert layout.place == "a.xlsx, sheet data"


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (["city", "x", "x"], "the column x stands here twice"),
        (["city", "x", "报道量"], "the column x stands here twice"),
        (["city", "城市", "x"], "the column city stands here twice"),
        (["city", "year", "年份", "x"], "the column year stands here twice"),
        (["city", "x 2021", "2021 x"], "the column x 2021 stands here twice"),
    ],
)
def test_two_columns_for_one_thing_are_refused(heading, expected):
    layout = understood(heading, ["Rome", *[2021] * (len(heading) - 1)])
    assert (
        str(layout.errors[0]) == f"a.csv, row 1: {expected}; expected one column each"
    )


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (["city", "x", "y 2021"], "the column x has no year, as y 2021 has"),
        (["city", "year", "x 2021"], "a column year beside x 2021"),
    ],
)
def test_years_in_some_headings_only_are_refused(heading, expected):
    layout = understood(heading, ["Rome", 2020, 5])
    assert str(layout.errors[0]).startswith(f"a.csv, row 1: {expected}; expected years")


@pytest.mark.parametrize(
    ("heading", "row", "unit"),
    [
        (["region", "city", "x"], ["North", "Milan", 1], "Milan"),
        (["Country Name", "Country Code", "x"], ["Peru", "PER", 1], "Peru"),
        (["unit code", "name", "x"], ["IT1", "Milan", 1], "IT1"),
        (["country", "name", "x"], [12.5, "Peru", 1], "Peru"),
        (["town", "area", "x"], ["Rome", 12.5, 1], "Rome"),
    ],
)
def test_of_two_columns_that_may_name_units_the_likelier_is_taken_aloud(
    heading, row, unit
):
    words = Vocabulary({"x": "x"})
    layout = understood(heading, row, words=words)
    assert set(layout.units) == {unit} and layout.remarks


def test_a_name_that_can_be_a_sum_is_refused():
    layout = understood(["city", "x"], ["Rome", 1], ["World average", 1])
    assert "row 3, column city: 'World average' can sum others up" in str(
        layout.errors[0]
    )


def test_the_spellings_of_a_unit_become_one():
    words = Vocabulary({"x": "x"}, unit={"武汉": "wuhan"}.get)
    layout = understood(["city", "x"], ["武汉", 1], words=words)
    assert values(layout) == {("x", "wuhan", None): 1}


def test_a_download_of_google_trends_is_named():
    layout = understood(
        ["Category: All"], [], ["Month", "Rome: (Italy)"], ["2021-01", "<1"]
    )
    assert "row 3: this is a download of Google Trends" in str(layout.errors[0])


def test_a_name_that_cannot_be_shown_is_refused_with_its_row():
    layout = understood(["city", "x"], ["Rome", "1"], ["\x1b[31mBari", "2"])
    (error,) = layout.errors
    assert str(error) == (
        "a.csv, row 3, column city: '\\x1b[31mBari' has a character that cannot be shown; "
        "expected a name"
    )
