"""Readings against every point of an integer grid."""

import itertools

from boxes import WHOLE, among, box, grid
from hypothesis import given
from hypothesis import strategies as st

from compindex import readings
from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME


@given(st.lists(WHOLE, min_size=2, max_size=4))
def test_falling_against_every_point(ends):
    sample = box(ends)
    holds = lambda point: all(one >= other for one, other in itertools.pairwise(point))  # noqa: E731
    assert readings.falling(sample) == among(grid(sample), holds)


@given(st.lists(WHOLE, min_size=1, max_size=2), st.lists(WHOLE, min_size=1, max_size=2))
def test_above_against_every_point(upper, lower):
    points = itertools.product(grid(box(upper)), grid(box(lower)))
    assert readings.above(box(upper), box(lower)) == among(
        points, lambda pair: min(pair[0]) >= max(pair[1])
    )


@given(st.lists(WHOLE, min_size=1, max_size=4))
def test_rank_against_every_point(ends):
    sample = box(ends)
    ranks = [1 + sum(other > point[0] for other in point[1:]) for point in grid(sample)]
    got = readings.rank_of(sample, 0)
    assert (got.low, got.high) == (min(ranks), max(ranks))


def test_positive():
    assert [
        readings.positive(Interval(1, low, high))
        for low, high in ((0.1, 2), (0, 2), (-2, 0))
    ] == [EVERY, SOME, NONE]
