import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ledger import findings
from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME


@pytest.mark.parametrize(
    ("published", "low", "high", "expected"),
    [
        ("1.5", 1.45, 1.55, EVERY),
        ("1.5", 1.54, 1.56, SOME),
        ("1.5", 1.55, 1.60, SOME),  # a tie
        ("1.5", 1.5501, 1.56, NONE),
        ("15", 15, 15, EVERY),
        ("1.5", 1.0, 2.0, SOME),  # ten units
        ("1.5", 1.0, 2.1, findings.WIDE),
        ("69.49", 69.470, 69.478, NONE),
    ],
)
def test_readings_of_a_number(published, low, high, expected):
    interval = Interval((low + high) / 2, low, high)
    assert findings.against(published, interval).reading == expected


VALUES, WIDTHS = st.floats(-1000, 1000), st.floats(0, 1)


@given(VALUES, WIDTHS, WIDTHS, WIDTHS, WIDTHS, st.integers(0, 3))
def test_wider_inputs_never_turn_reproduced_into_contradicted(
    value, below, above, more_below, more_above, decimals
):
    printed = f"{value:.{decimals}f}"
    low, high = value - below, value + above
    narrow = Interval(value, low, high)
    wide = Interval(value, low - more_below, high + more_above)
    assert findings.against(printed, narrow).reading != NONE
    assert findings.against(printed, wide).reading != NONE


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("0.754", "0.754**", EVERY),
        ("@ a_b", "@a_b", EVERY),
        ("3015", "2574", NONE),
        ("a", "b", NONE),
    ],
)
def test_two_printings(one, other, expected):
    assert findings.alike(one, other).reading == expected


def test_readings_together():
    cases = {(EVERY, EVERY): EVERY, (EVERY, SOME): SOME, (SOME, NONE): NONE}
    for readings, expected in cases.items():
        assert findings.all_hold(readings) == expected


def test_a_limit_that_is_known_exactly():
    assert findings.less(3, Interval(1, 0, 2)) == Interval(2, 1, 3)
