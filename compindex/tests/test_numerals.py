import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.errors import InputError
from compindex.numerals import (
    count,
    either_sign,
    is_blank,
    number,
    printed_interval,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("126.4M", 126_400_000),
        ("6.95m", 6_950_000),
        ("1,430", 1430),
        ("1，430", 1430),
        ("1\u00a0430", 1430),
        ("1\u202f234\u202f567", 1_234_567),
        ("1.2万", 12_000),
        ("2.54亿", 254_000_000),
        ("3百万", 3_000_000),
        ("１２３．５", 123.5),
        ("0.754**", 0.754),
        ("−5", -5),
        ("+5", 5),
        ("5 thousand", 5000),
        ("2bn", 2e9),
        ("0", 0),
        (" 7 ", 7),
    ],
)
def test_numbers_as_people_print_them(text, expected):
    assert number(text) == expected


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "-", "—", "/", "N/A", "nan"])
def test_blank_is_missing_and_not_zero(text):
    assert math.isnan(number(text))


@pytest.mark.parametrize(
    "text", ["many", "1,43", "1.2.3", "12 km", "５万M", "1,2345", "--5", "5%"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(InputError, match="is not a number"):
        number(text)


@pytest.mark.parametrize("text", ["3537²", "3537₂", "1.2万³"])
def test_the_mark_of_a_footnote_is_no_digit(text):
    with pytest.raises(InputError, match="a raised or lowered digit"):
        number(text)


@pytest.mark.parametrize("text", ["0", "-3", "0.0"])
def test_a_count_needs_a_logarithm(text):
    with pytest.raises(InputError, match="no logarithm"):
        count(text)


@given(st.integers(-(10**12), 10**12))
def test_thousands_separators_do_not_change_a_number(value):
    assert number(f"{value:,}") == number(str(value)) == value


@given(st.decimals(0, 1000, places=6), st.integers(0, 4))
def test_interval_holds_every_value_that_rounds_to_the_print(value, places):
    for rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN):
        printed = value.quantize(Decimal(1).scaleb(-places), rounding=rounding)
        low, high = printed_interval(str(printed))
        assert low <= float(value) <= high
        assert high - low == pytest.approx(10.0**-places)


def test_interval_of_a_suffixed_number_is_as_wide_as_its_last_digit():
    assert printed_interval("126.4M") == (126_350_000, 126_450_000)
    assert printed_interval("0.754**") == (0.7535, 0.7545)


def test_interval_of_a_blank_is_refused():
    with pytest.raises(InputError, match="blank"):
        printed_interval("")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("41,125", {".": 41125, ",": 41.125}),
        ("615.882", {".": 615.882, ",": 615882}),
        ("5.849.737", {",": 5849737}),
        ("41,5", {",": 41.5}),
        ("41.5", {".": 41.5}),
        ("0,125", {",": 0.125}),
        ("1000,125", {",": 1000.125}),
        ("1.234,5", {",": 1234.5}),
        ("1,234.5", {".": 1234.5}),
        ("12,34,567", {".": 1234567}),
        ("615'882", {".": 615882, ",": 615882}),
        ("615’882,5", {",": 615882.5}),
        ("615\u2009882", {".": 615882, ",": 615882}),
        ("6e+05", {".": 600000, ",": 600000}),
        ("4,17E+05", {",": 417000}),
        ("1.2K", {".": 1200}),
        ("1.2w", {".": 12000}),
        ("３千万", {".": 3e7, ",": 3e7}),
    ],
)
def test_a_number_has_the_readings_that_its_marks_allow(text, expected):
    got = {sign: float(one.value) for sign, one in either_sign(text).items()}
    assert got == expected


@pytest.mark.parametrize(
    ("text", "value", "bound"),
    [
        ("<1", 0.5, "below"),
        ("≤ 10", 5, "below"),
        ("less than 1", 0.5, "below"),
        (">5000", 5000, "above"),
        ("10k+", 10_000, "above"),
        ("12.5万+", 125_000, "above"),
        ("10w+", 100_000, "above"),
        ("10万以上", 100_000, "above"),
    ],
)
def test_a_bound_is_told_from_a_value(text, value, bound):
    one = either_sign(text)["."]
    assert (float(one.value), one.bound) == (value, bound)
    with pytest.raises(InputError, match="is not a number"):
        number(text)


def test_a_share_keeps_its_number_and_is_marked():
    one = either_sign("41,5 %")[","]
    assert float(one.value) == 41.5 and one.percent
    assert not either_sign("41.5")["."].percent


@pytest.mark.parametrize(
    "text", "#N/A #NV .. … . 暂无 缺失 NA <NA> n.d. null None -- /".split()
)
def test_marks_for_nothing_known_are_blank(text):
    assert is_blank(text) and math.isnan(number(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("无", "can mean 0, or that nothing is known"),
        ("#REF!", "is the error of a formula"),
        ("~8000", "is not a number"),
        ("<10k+", "is not a number"),
        ("1e999", "is not a number"),
    ],
)
def test_what_has_no_reading_is_refused(text, expected):
    with pytest.raises(InputError, match=expected):
        either_sign(text)


@given(st.integers(1, 999), st.integers(0, 999))
def test_one_mark_before_three_digits_has_two_readings(front, back):
    for mark, sign in ((",", "."), (".", ",")):
        got = either_sign(f"{front}{mark}{back:03d}")
        assert float(got[sign].value) == front * 1000 + back
        assert float(got[mark].value) == float(f"{front}.{back:03d}")


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_both_ways_of_writing_give_the_same_number(value, places):
    expected = float(Decimal(value).scaleb(-places))
    english = f"{Decimal(value).scaleb(-places):,.{places}f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert float(either_sign(english)["."].value) == expected
    assert float(either_sign(german)[","].value) == expected
