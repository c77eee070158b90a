import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.errors import InputError
from compindex.grammar import either_sign, is_blank
from compindex.numerals import number


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
