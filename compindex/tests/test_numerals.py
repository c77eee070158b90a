import math
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.errors import InputError
from compindex.numerals import count, number, printed_interval


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


@pytest.mark.parametrize("text", ["3537²", "3537₂", "1.2万³", "3537③"])
def test_the_mark_of_a_footnote_is_no_digit(text):
    with pytest.raises(InputError, match="a raised, lowered or circled digit"):
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
