import numpy as np
import pandas as pd
import pytest
from boxes import WHOLE, box, corners
from hypothesis import given
from hypothesis import strategies as st

from compindex import intervals
from compindex.intervals import Interval


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
