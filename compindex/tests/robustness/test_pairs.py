from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SCORES, SHARES, WEIGHTS
from scipy import stats

from compindex.errors import InputError
from compindex.robustness import (
    pairs,
)

hundredths = st.integers(-3000, 3000).map(lambda number: number / 100)


differences = st.lists(hundredths, min_size=4, max_size=4)


def corners(difference, weights, width):
    """Give the difference of totals at every corner of the box of weights."""
    signs = np.array(list(product((-1, 1), repeat=len(weights))))
    return (np.asarray(weights) * (1 + width * signs)) @ np.asarray(difference)


def moved_greedily(difference, weights):
    """Move weight, the most harmful first, to the dimension in which the second unit
    does best, until the gap is gone.
    """
    gap, change = float(np.dot(difference, weights)), 0.0
    for part, weight in sorted(zip(difference, weights, strict=True), reverse=True):
        slope = part - min(difference)
        if gap <= 0 or slope == 0:
            break
        step = min(weight, gap / slope)
        gap, change = gap - step * slope, change + 2 * step
    return change


def test_probability_by_hand():
    # One dimension decides: the sum is uniform, and never changes its sign for a width
    # below one.
    assert pairs.reversal_probability([3, 0], [0.5, 0.5], 0.9) == 0
    # 1.25 v + 0.75 v' must exceed the gap of 1: in the square of side 2, a triangle
    # with legs of 1 / 1.25 and 1 / 0.75.
    assert pairs.reversal_probability([5, -3], [0.5, 0.5], 0.5) == pytest.approx(
        (1 / 1.25) * (1 / 0.75) / 2 / 4
    )
    assert pairs.reversal_probability([1, -1, 1, -1], [0.25] * 4, 0.25) == 0.5


def test_dimensions_that_differ_by_nothing_change_nothing():
    expected = (1 / 1.25) * (1 / 0.75) / 2 / 4
    assert pairs.reversal_probability(
        [5, 0, -3], [0.5, 0.3, 0.5], 0.5
    ) == pytest.approx(expected, abs=1e-15)


@pytest.mark.parametrize("width", [0, -0.1, 1.5, float("nan")])
def test_a_width_that_is_none_is_refused(width):
    with pytest.raises(InputError, match="expected a share above 0 and at most 1"):
        pairs.reversal_probability([1, -1], [0.5, 0.5], width)


def test_scores_are_subtracted_as_decimals():
    assert pairs.subtract([0.3, 84.13, 1.0], [0.1, 84.12, 2.5]) == [0.2, 0.01, -1.5]


def test_a_tie_at_the_corner_is_settled():
    # 0.75 * 0.5 * 5 = 1.25 * 0.5 * 3, and with decimals that binary fractions miss:
    # 0.75 * 0.1 * 0.5 = 1.25 * 0.3 * 0.1.
    assert (
        pairs.settled_by([5, -3], [0.5, 0.5])
        == "noise_25"
        == pairs.settled_by([0.5, -0.1], [0.1, 0.3])
    )


@pytest.mark.parametrize("scale", [1e-12, 1.0, 1e16])
def test_smallest_change_does_not_depend_on_the_unit_of_the_scores(scale):
    assert pairs.smallest_change([2 * scale, -scale], [0.5, 0.5]) == pytest.approx(
        [1 / 3, 2 / 3]
    )


def test_probability_of_equal_terms_is_irwin_hall():
    # w_k |d_k| = 1 for each k, three for the first unit and one against it: gap 2, four
    # uniforms on [-width, width].
    for width in (0.6, 0.8, 1.0):
        expected = stats.irwinhall(4).cdf((-2 / width + 4) / 2)
        assert pairs.reversal_probability(
            [4, 4, 4, -4], [0.25] * 4, width
        ) == pytest.approx(expected, abs=1e-14)


@given(differences, st.sampled_from([0.1, 0.25, 1.0]))
@settings(max_examples=60)
def test_laws_of_the_probability(difference, width):
    got = pairs.reversal_probability(difference, SHARES, width)
    opposite = pairs.reversal_probability([-part for part in difference], SHARES, width)
    assert 0 <= got <= 1
    assert got + opposite == pytest.approx(1 if any(difference) else 0)
    assert pairs.reversal_probability(
        difference, [7 * weight for weight in SHARES], width
    ) == pytest.approx(got, abs=1e-12)
    settled = corners(difference, SHARES, width).min() > 1e-9
    assert not settled or got == 0


@given(differences)
@settings(max_examples=60)
def test_smallest_change_is_the_greedy_one_and_ties_the_pair(difference):
    if np.dot(difference, SHARES) < 0:
        difference = [-part for part in difference]
    got = pairs.smallest_change(difference, SHARES)
    if min(difference) >= 0:
        assert got is None
    else:
        assert abs(got - SHARES).sum() == pytest.approx(
            moved_greedily(difference, SHARES), abs=1e-9
        )
        assert (
            got.min() >= -1e-12
            and got.sum() == pytest.approx(1)
            and np.dot(got, difference) <= 1e-9
        )


@given(differences)
@settings(max_examples=100)
def test_settled_by_looks_at_all_corners(difference):
    if np.dot(difference, SHARES) < 0:
        difference = [-part for part in difference]
    lowest = {
        name: corners(difference, SHARES, width).min()
        for name, width in (("noise_25", 0.25), ("noise_10", 0.10))
    }
    if all(abs(low) > 1e-9 for low in lowest.values()):
        expected = next((name for name, low in lowest.items() if low > 0), "open")
        assert pairs.settled_by(difference, SHARES) == (
            "dominance" if min(difference) >= 0 else expected
        )


def test_one_unit_alike_units_and_idle_dimensions():
    one = pairs.pair_reversals(SCORES.iloc[:1], WEIGHTS, 0.005)
    assert one.empty and list(one.columns) == pairs.COLUMNS
    table = pd.DataFrame({"a": [2.0, 2.0, 1.0], "b": [5.0, 5.0, 9.0]}, ["x", "y", "z"])
    got = pairs.pair_reversals(table, {"a": 1, "b": 0}, 0.5).set_index(
        ["unit_a", "unit_b"]
    )
    assert got.loc[("x", "y"), ["gap", "settled_by", "probability"]].to_list() == [
        0,
        "dominance",
        0,
    ]
    # b counts for nothing, so noise cannot help z; weights that may be anything can.
    assert got.loc[("x", "z"), ["gap", "settled_by", "probability"]].to_list() == [
        1,
        "noise_25",
        0,
    ]
    assert got.loc[("x", "z"), "smallest_weight_change"] == pytest.approx(2 / 5)
