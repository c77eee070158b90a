from fractions import Fraction
from itertools import product
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import SHARES
from scipy import optimize, stats

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


def corner_by_corner(terms, width):
    """Add up the formula of the probability in fractions, over every corner."""
    gap, ends = sum(terms), [Fraction(width) * abs(term) for term in terms if term]
    if abs(gap) >= sum(ends):
        return float(gap < 0)
    powers = sum(
        prod(signs) * max(np.dot(signs, ends) - gap, 0) ** len(ends)
        for signs in product((-1, 1), repeat=len(ends))
    )
    return float(powers / (factorial(len(ends)) * 2 ** len(ends) * prod(ends)))


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


@given(st.lists(st.integers(-40, 40), min_size=1, max_size=8))
@settings(max_examples=60)
def test_halves_of_the_corners_give_what_all_of_them_do(terms):
    got = pairs.chance_to_turn(np.array(terms, object), 0.25)
    assert got == corner_by_corner(terms, 0.25)


def test_the_probability_of_twenty_dimensions_is_that_of_draws():
    rng = np.random.default_rng(3)
    terms = rng.integers(-1000, 1000, 20)
    terms[0] += 900 - terms.sum()
    noise = rng.uniform(-1, 1, (100_000, 20))
    share = ((1 + noise) @ terms < 0).mean()
    got = pairs.chance_to_turn(terms.astype(object), 1.0)
    assert 0.01 < got < 0.5
    assert abs(share - got) < 4 * np.sqrt(got * (1 - got) / 100_000)


@given(differences)
@settings(max_examples=60)
def test_no_programme_finds_a_smaller_change(difference):
    if np.dot(difference, SHARES) < 0:
        difference = [-part for part in difference]
    if min(difference) >= 0:
        return
    eye, none = np.eye(4), np.zeros(4)
    off = np.block([[eye, -eye], [-eye, -eye], [np.array(difference), none]])
    limits = np.concatenate([SHARES, -np.array(SHARES), [0.0]])
    total = np.append(np.ones(4), none)[None]
    cost = np.repeat([0.0, 1.0], 4)
    expected = optimize.linprog(cost, off, limits, total, [1.0]).fun
    got = 2 * pairs.moved_weights([difference], SHARES).sum()
    assert got == pytest.approx(expected, abs=1e-7)
