import pytest

from compindex.tables.parts import Layout, Roles, Vocabulary
from compindex.tables.roles import (
    has_units,
    refuse_other_years,
    refuse_repeated,
    roles_of,
    row_of_headings,
)
from compindex.tables.sheets import Sheet

WORDS = Vocabulary({"x": "x", "gdp": "gdp", "时间": "time"}, group="g")
SHEET = Sheet("a.csv", "gdp", {1: ["My table"], 3: ["City", "x"], 4: ["Rome", 5]})


def roles(*heading, body=None):
    """Tell the roles of a heading above a row of names and numbers."""
    return roles_of(list(heading), WORDS, SHEET, body or {2: ["Rome", 5, 6, 7]})


def test_the_heading_is_the_first_row_that_names_something():
    assert row_of_headings(SHEET, WORDS) == 3
    assert row_of_headings(Sheet("a.csv", "a", {2: ["p", "q"], 3: ["r"]}), WORDS) == 2


def test_a_column_is_what_its_heading_says():
    got = roles("City", "year", "x", "g", "note")
    assert got == Roles(0, 1, None, 3, {2: ("x", None)}, [4])


def test_the_long_form_has_an_indicator_and_a_value():
    got = roles("unit", "indicator", "value", "year")
    assert got == Roles(0, 3, 1, None, {2: (None, None)}, [])
    assert roles("unit", "value").values == {}


def test_years_stand_with_an_indicator_or_that_of_the_sheet():
    assert roles("unit", "x 2020", "2021 [YR2021]").values == {
        1: ("x", 2020),
        2: ("gdp", 2021),
    }


def test_a_leaf_called_as_time_is_a_leaf():
    got = roles("unit", "year", "时间")
    assert got.year == 1 and got.values == {2: ("time", None)}
    layout = Layout(SHEET)
    refuse_repeated(layout, got, ["unit", "year", "时间"], 1)
    assert not layout.errors


def test_the_likeliest_column_of_names_is_that_of_the_units():
    assert roles("region", "city", "x", body={2: ["North", "Milan", 5]}).unit == 1
    assert roles("country", "name", "x", body={2: [3, "Peru", 5]}).unit == 1
    assert roles("unit", "x", body={2: ["007", 5]}).unit == 0
    assert roles("town", "x").unit is None


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (["unit", "x", "x"], "row 1: the column x stands here twice"),
        (["unit", "year", "年份", "x"], "row 1: the column year stands here twice"),
    ],
)
def test_repeated_columns_are_noted(heading, expected):
    layout = Layout(SHEET)
    refuse_repeated(layout, roles(*heading), heading, 1)
    assert expected in str(layout.errors[0])


def test_years_in_part_are_noted():
    layout = Layout(SHEET)
    refuse_other_years(
        layout, roles("unit", "x", "gdp 2020"), ["unit", "x", "gdp 2020"], 1
    )
    assert "the column x has no year, as gdp 2020 has" in str(layout.errors[0])


def test_without_units_there_is_nothing():
    layout, heading = Layout(SHEET), ["x", "town"]
    assert not has_units(layout, roles(*heading), heading, {2: [5, "Rome"]}, 1)
    assert "no column that names the units" in str(layout.errors[0])
