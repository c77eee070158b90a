import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.tables.columns import decimal_signs, read_numbers
from compindex.tables.workbooks import Percent


@pytest.mark.parametrize(
    ("cells", "of_file", "expected"),
    [
        (["41,5", "41,125"], [], [41.5, 41.125]),
        (["41.5", "41,125"], [], [41.5, 41125]),
        (["5.849.737", "615.882"], [], [5849737, 615882]),
        (["1,234,567", "615,882"], [], [1234567, 615882]),
        (["0.784", "12.345"], [], [0.784, 12.345]),
        (["41,125"], ["."], [41125]),
        (["41,125"], [","], [41.125]),
        (["615.882"], [","], [615882]),
        (["41,125", "41,5"], ["."], [41.125, 41.5]),
        (["7", "", None, "..", "暂无", 3.5], [], [7, *[np.nan] * 4, 3.5]),
        (["1 430", "7"], [], [1430, 7]),
    ],
)
def test_the_column_decides_and_then_the_file(cells, of_file, expected):
    read = read_numbers(cells, of_file)
    np.testing.assert_array_equal(read.values, expected)
    assert not read.errors


@pytest.mark.parametrize("of_file", [[], [".", ","]])
@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["980", "41,125"], "'41,125' is ambiguous: 41125 or 41.125"),
        (["615.882"], "'615.882' is ambiguous: 615.882 or 615882"),
        (["<1,000"], "'<1,000' is ambiguous: 500 or 0.5"),
    ],
)
def test_what_nothing_decides_is_refused_with_both_readings(cells, of_file, expected):
    read = read_numbers(cells, of_file)
    (error,) = read.errors.values()
    assert str(error).startswith(expected)
    assert np.isnan(read.values[-1])


def test_a_column_of_two_decimal_signs_says_so():
    read = read_numbers(["1.5", "1,5", "1,555"])
    assert "decimal points and decimal commas" in str(read.errors[2])


def test_of_many_with_two_readings_the_first_is_told():
    (error,) = read_numbers(["1,111", "2,222", "3,333"]).errors.values()
    assert str(error).startswith("'1,111' is ambiguous, as are 2 more of the column")


def test_whole_numbers_leave_one_reading():
    assert read_numbers(["1,234"], whole=True).values.tolist() == [1234]
    read = read_numbers(["1,000", "5.849.737", "2.000"], whole=True)
    assert read.values.tolist() == [1000, 5849737, 2000]


def test_bounds_and_points_between_thousands_are_noted():
    read = read_numbers(["<1", "10k+", "7", "5.849.737"])
    assert read.values.tolist() == [0.5, 10000, 7, 5849737]
    assert read.bounds == {0: "below", 1: "above"}
    assert read.grouped == {3: 5849737}
    assert read_numbers(["48.636K", "4.17289E+05", "1.5", "0.784"]).grouped == {}


def test_percent_signs_in_a_whole_column_are_noted_and_in_a_part_refused():
    read = read_numbers(["41%", "33.5%", "0", ""])
    assert read.percent and not read.errors
    np.testing.assert_array_equal(read.values, [41, 33.5, 0, np.nan])
    read = read_numbers(["41%", "33%", "0.27"])
    assert "'0.27' has no percent sign, others" in str(read.errors[2])
    read = read_numbers([Percent(41.0), 33.0, 27.0])
    assert list(read.errors) == [0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("many", "'many' is not a number"),
        (True, "True is no number"),
        (
            datetime.date(2021, 2, 1),
            "2021-02-01 is a date or a time, as spreadsheets make",
        ),
        (datetime.time(1, 30), "01:30:00 is a date or a time"),
        (datetime.timedelta(hours=1), "is a date or a time"),
        ("#DIV/0!", "is the error of a formula"),
        ("1e999", "'1e999' is too large"),
        (10**400, "is too large"),
    ],
)
def test_what_is_no_number_is_refused(cell, expected):
    read = read_numbers([1.0, cell, 2.0])
    assert expected in str(read.errors[1])
    assert read.values[[0, 2]].tolist() == [1.0, 2.0]


@given(st.lists(st.floats(-1e9, 1e9).map(lambda one: round(one, 2)), min_size=1))
def test_a_column_is_the_same_in_either_way_of_writing(values):
    english = [f"{value:.2f}" for value in values]
    german = [text.replace(".", ",") for text in english]
    for cells in (english, german):
        assert read_numbers(cells).values.tolist() == values


@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(".,"))
def test_short_cuts_read_as_the_grammar_does(front, back, sign):
    other = {".": ",", ",": "."}[sign]
    text = f"{front}{sign}{back:03d}"
    assert read_numbers([text], [sign]).values[0] == float(f"{front}.{back:03d}")
    assert read_numbers([text], [other]).values[0] == front * 1000 + back


def test_a_decimal_sign_that_is_given_holds_for_every_cell():
    assert read_numbers(["1,234", "5"], decimal=",").values.tolist() == [1.234, 5]
    read = read_numbers(["1,234", "1.5", "1.25"], decimal=",")
    assert read.values[0] == 1.234 and list(read.errors) == [1, 2]
    assert "no number with the decimal sign that `decimal` gives" in str(read.errors[1])


def test_a_mantissa_has_no_thousands():
    assert read_numbers(["1.235E+05", "1,255E+04"]).values.tolist() == [123500, 12550]


def test_only_what_is_certain_shows_a_sign():
    assert decimal_signs(["41,125", "7", "x", "", None, 3.5]) == set()
    assert decimal_signs(["0,125"]) == {","} and decimal_signs(["41.25"]) == {"."}


def test_of_a_column_that_is_wrong_throughout_a_thousand_cells_are_told():
    read = read_numbers([f"w{number}" for number in range(3_000)])
    assert len(read.errors) == 1_000
    read = read_numbers([*["41%"] * 3_000, *range(1, 4_000)])
    assert len(read.errors) == 1_000
