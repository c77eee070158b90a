"""Small boxes of intervals, and the points in them."""

import itertools

import pandas as pd
from hypothesis import strategies as st

from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME

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
