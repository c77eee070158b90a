import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.rounding import half_up, short


@given(st.integers(-(10**6), 10**6), st.integers(0, 3))
def test_ties_go_away_from_zero(units, decimals):
    tie = (abs(units) + 0.5) * 10.0**-decimals
    expected = f"{(abs(units) + 1) * 10.0**-decimals:.{decimals}f}"
    assert (
        half_up(tie, decimals) == expected and half_up(-tie, decimals) == f"-{expected}"
    )


@given(st.floats(-1e4, 1e4))
def test_rounding_moves_a_number_by_at_most_half_a_unit(value):
    assert abs(float(half_up(value)) - value) <= 0.005 + 1e-9


@pytest.mark.parametrize(
    ("text", "expected"),
    [("69.4739999999", "69.474"), ("4417500", "4417500"), ("holds", "holds")],
)
def test_numbers_are_shortened_and_words_are_not(text, expected):
    assert short(text) == expected
