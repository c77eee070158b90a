"""Bounds against brute force on small boxes."""

import itertools

import numpy as np
import pandas as pd
import pytest
from boxes import WHOLE, box, corners
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy import stats

from compindex import bounds
from compindex.errors import InputError
from compindex.intervals import Interval


@given(st.lists(WHOLE, min_size=1, max_size=4))
def test_standard_deviation_against_brute_force(ends):
    sample = box(ends)
    got = bounds.standard_deviation(sample)
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
    got = bounds.standard_deviation(
        Interval(
            pd.Series([0.0, 2.0, 4.0]), pd.Series([-1.0, 2, 3]), pd.Series([1.0, 2, 5])
        )
    )
    assert got.value == pytest.approx(np.sqrt(8 / 3))
    assert got.high == pytest.approx(np.sqrt(6))  # -1, 2, 5
    assert got.low == pytest.approx(np.sqrt(2 / 3))  # 1, 2, 3


def test_standard_deviation_of_too_many_values_is_refused():
    with pytest.raises(InputError, match="17 values; expected at most 16"):
        bounds.standard_deviation(box([(0, 1)] * 17))


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
    got = bounds.correlation(*boxes)
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
    got = bounds.correlation(
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
    got = bounds.correlation(wide, Interval.exactly(pd.Series([1.0, 2.0, 4.0])))
    assert (got.low, got.high) == (-1, 1)


def test_correlation_of_exact_values_is_a_point():
    x, y = pd.Series([1.0, 2, 4, 7]), pd.Series([2.0, 1, 5, 6])
    got = bounds.correlation(Interval.exactly(x), Interval.exactly(y))
    assert (got.low, got.high) == pytest.approx(
        (got.value, got.value)
    ) and got.value == pytest.approx(stats.pearsonr(x, y)[0])


@given(st.floats(-0.95, 0.95), st.integers(4, 30))
def test_significance_against_scipy(r, n):
    got = bounds.significance(Interval.exactly(r), n)
    # The exact distribution of r where there is no correlation.
    beta = stats.beta(n / 2 - 1, n / 2 - 1, loc=-1, scale=2)
    assert (
        got.value == pytest.approx(2 * beta.cdf(-abs(r)), abs=1e-9)
        and got.low == got.high == got.value
    )


def test_significance_falls_as_the_correlation_grows():
    got = bounds.significance(Interval(-0.5, -0.6, -0.4), 20)
    assert got.low < got.value < got.high
    assert got.low == pytest.approx(
        bounds.significance(Interval.exactly(0.6), 20).value
    )
