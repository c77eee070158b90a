"""Bounds against brute force on small boxes, readings against every point of an integer
grid.
"""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import intervals
from analysis.errors import InputError
from analysis.intervals import EVERY, NONE, SOME, Interval

WHOLE = st.tuples(st.integers(-6, 6), st.integers(0, 4))


def box(ends):
    """Make an interval of a Series from pairs of lower end and width."""
    low = pd.Series([float(start) for start, _ in ends])
    high = low + [width for _, width in ends]
    return Interval((low + high) / 2, low, high)


def corners(sample):
    return itertools.product(*zip(sample.low, sample.high, strict=True))


def grid(sample):
    """List all whole points of a box; for orders, there is a point among them if there
    is one at all.
    """
    return itertools.product(
        *(
            range(int(low), int(high) + 1)
            for low, high in zip(sample.low, sample.high, strict=True)
        )
    )


def among(points, holds):
    """Say under which of some points a statement holds."""
    outcomes = {bool(holds(point)) for point in points}
    return EVERY if outcomes == {True} else NONE if outcomes == {False} else SOME


@given(st.lists(WHOLE, min_size=1, max_size=4))
def test_standard_deviation_against_brute_force(ends):
    sample = box(ends)
    got = intervals.standard_deviation(sample)
    assert got.high == pytest.approx(max(np.std(point) for point in corners(sample)))
    # A step of 1/12 holds every mean of up to four whole ends, and so the point of the
    # smallest deviation.
    fine = [
        np.linspace(low, high, int(12 * (high - low)) + 1)
        for low, high in zip(sample.low, sample.high, strict=True)
    ]
    points = (
        np.clip(middle, sample.low, sample.high)
        for middle in np.unique(np.concatenate(fine))
    )
    assert got.low == pytest.approx(min(np.std(point) for point in points), abs=1e-12)
    random = np.random.default_rng(0).uniform(
        sample.low, sample.high, size=(300, len(ends))
    )
    assert (
        got.low - 1e-12 <= random.std(axis=1).min()
        and random.std(axis=1).max() <= got.high + 1e-12
    )


def test_standard_deviation_by_hand():
    got = intervals.standard_deviation(
        Interval(
            pd.Series([0.0, 2.0, 4.0]), pd.Series([-1.0, 2, 3]), pd.Series([1.0, 2, 5])
        )
    )
    assert got.value == pytest.approx(np.sqrt(8 / 3))
    assert got.high == pytest.approx(np.sqrt(6))  # -1, 2, 5
    assert got.low == pytest.approx(np.sqrt(2 / 3))  # 1, 2, 3


def test_standard_deviation_of_too_many_values_is_refused():
    with pytest.raises(InputError, match="17 values; expected at most 16"):
        intervals.standard_deviation(box([(0, 1)] * 17))


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(4, 6), st.floats(0.001, 0.05))
@example(
    756545, 4, 0.03125
)  # nearly 1: here a search from corner to corner stops short of the smallest
def test_correlation_against_brute_force_and_angles(seed, n, share):
    random = np.random.default_rng(seed)
    x, y = random.normal(size=(2, n))
    y = y + x
    boxes = [
        Interval(
            pd.Series(part),
            pd.Series(part - share * part.std()),
            pd.Series(part + share * part.std()),
        )
        for part in (x, y)
    ]
    got = intervals.correlation(*boxes)
    sides = np.array(list(itertools.product((-1, 1), repeat=2 * n)))
    inside = random.uniform(-1, 1, size=(500, 2 * n))
    points = np.concatenate([x, y]) + np.concatenate([sides, inside]) * np.repeat(
        [share * x.std(), share * y.std()], n
    )
    centred = points.reshape(len(points), 2, n) - points.reshape(
        len(points), 2, n
    ).mean(axis=2, keepdims=True)
    norms = np.linalg.norm(centred, axis=2)
    found = (centred[:, 0] * centred[:, 1]).sum(axis=1) / norms.prod(axis=1)
    assert got.low <= found.min() + 1e-7 and found.max() - 1e-7 <= got.high
    # A sample turns by no more than the angle whose sine is the length of the change
    # over that of the sample.
    angle = np.arccos(got.value)
    turn = sum(
        np.arcsin(share * part.std() * np.sqrt(n) / np.linalg.norm(part - part.mean()))
        for part in (x, y)
    )
    assert (
        got.low >= np.cos(min(angle + turn, np.pi)) - 1e-9
        and got.high <= np.cos(max(angle - turn, 0)) + 1e-9
    )


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(4, 6))
def test_correlation_over_a_small_box_reaches_its_ends(seed, n):
    random = np.random.default_rng(seed)
    x, y = random.normal(size=(2, n))
    centred = [part - part.mean() for part in (x, y + x)]
    u, v = (part / np.linalg.norm(part) for part in centred)
    # No value is indifferent.
    assume(min(np.abs(v - u @ v * u).min(), np.abs(u - u @ v * v).min()) > 1e-3)
    half = 1e-5 * min(np.linalg.norm(part) for part in centred)
    got = intervals.correlation(
        *(
            Interval(pd.Series(part), pd.Series(part - half), pd.Series(part + half))
            for part in (x, y + x)
        )
    )
    points = np.concatenate([x, y + x]) + half * np.array(
        list(itertools.product((-1, 1), repeat=2 * n))
    )
    found = [np.corrcoef(point.reshape(2, n))[0, 1] for point in points]
    assert (got.low, got.high) == pytest.approx((min(found), max(found)), abs=1e-12)


def test_correlation_over_a_box_without_direction_is_anything():
    wide = Interval(
        pd.Series([0.0, 1.0, 3.0]), pd.Series([-9.0, -8, -6]), pd.Series([9.0, 10, 12])
    )
    got = intervals.correlation(wide, Interval.exactly(pd.Series([1.0, 2.0, 4.0])))
    assert (got.low, got.high) == (-1, 1)


def test_correlation_of_exact_values_is_a_point():
    x, y = pd.Series([1.0, 2, 4, 7]), pd.Series([2.0, 1, 5, 6])
    got = intervals.correlation(Interval.exactly(x), Interval.exactly(y))
    assert (got.low, got.high) == pytest.approx(
        (got.value, got.value)
    ) and got.value == pytest.approx(stats.pearsonr(x, y)[0])


@given(st.floats(-0.95, 0.95), st.integers(4, 30))
def test_significance_against_scipy(r, n):
    got = intervals.significance(Interval.exactly(r), n)
    # The exact distribution of r where there is no correlation.
    beta = stats.beta(n / 2 - 1, n / 2 - 1, loc=-1, scale=2)
    assert (
        got.value == pytest.approx(2 * beta.cdf(-abs(r)), abs=1e-9)
        and got.low == got.high == got.value
    )


def test_significance_falls_as_the_correlation_grows():
    got = intervals.significance(Interval(-0.5, -0.6, -0.4), 20)
    assert got.low < got.value < got.high
    assert got.low == pytest.approx(
        intervals.significance(Interval.exactly(0.6), 20).value
    )


@given(st.lists(WHOLE, min_size=2, max_size=4))
def test_falling_against_every_point(ends):
    sample = box(ends)
    holds = lambda point: all(one >= other for one, other in itertools.pairwise(point))  # noqa: E731
    assert intervals.falling(sample) == among(grid(sample), holds)


@given(st.lists(WHOLE, min_size=1, max_size=2), st.lists(WHOLE, min_size=1, max_size=2))
def test_above_against_every_point(upper, lower):
    points = itertools.product(grid(box(upper)), grid(box(lower)))
    assert intervals.above(box(upper), box(lower)) == among(
        points, lambda pair: min(pair[0]) >= max(pair[1])
    )


@given(st.lists(WHOLE, min_size=1, max_size=4))
def test_rank_against_every_point(ends):
    sample = box(ends)
    ranks = [1 + sum(other > point[0] for other in point[1:]) for point in grid(sample)]
    got = intervals.rank(sample, 0)
    assert (got.low, got.high) == (min(ranks), max(ranks))


def test_positive():
    assert [
        intervals.positive(Interval(1, low, high))
        for low, high in ((0.1, 2), (0, 2), (-2, 0))
    ] == [EVERY, SOME, NONE]


def test_printed_numbers_are_read_with_their_ends():
    got = Interval.printed(pd.Series(["59.45", "60"], index=["a", "b"]))
    assert (got.value["b"], got.low["a"], got.high["b"]) == (60, 59.445, 60.5)
    difference = Interval.printed("3.0") - Interval.printed("1.00")
    assert (difference.low, difference.high) == pytest.approx((1.945, 2.055))


def test_two_ways_to_one_quantity_leave_what_both_admit():
    one = Interval(*(pd.Series(end) for end in ([1.0, 5.0], [0.0, 4.0], [2.0, 6.0])))
    other = Interval(*(pd.Series(end) for end in ([1.5, 9.0], [1.0, 8.0], [3.0, 10.0])))
    got = one & other
    assert (got.low.to_list(), got.high.to_list()) == ([1, 8], [2, 10])
    assert got.value.to_list() == [
        1,
        9,
    ]  # where they contradict each other, the second counts


@given(st.lists(WHOLE, min_size=1, max_size=4))
def test_a_mean_is_bounded_by_the_means_of_the_ends(ends):
    sample = box(ends)
    got = intervals.mean(sample)
    means = [np.mean(point) for point in corners(sample)]
    assert (got.low, got.high) == pytest.approx((min(means), max(means)))
