from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.robustness import decimals


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=5))
def test_whole_numbers_are_the_numbers_as_written(numbers):
    whole, unit = decimals.whole_numbers(numbers)
    for number, part in zip(numbers, whole, strict=True):
        assert Fraction(int(part), unit) == Fraction(repr(number))


def test_the_shape_is_kept():
    whole, unit = decimals.whole_numbers([[1.5, 2.0], [0.25, 1e20]])
    assert whole.tolist() == [[150, 200], [25, 10**22]] and unit == 100


@pytest.mark.parametrize(("number", "expected"), [(0.25, (1, 4)), (0.1, (1, 10))])
def test_a_share_is_a_ratio_of_its_decimals(number, expected):
    assert decimals.ratio_of(number) == expected


def test_only_what_fits_is_held_in_64_bits():
    whole = np.array([1, 2], object)
    assert decimals.narrowed(whole, 2**62 - 1).dtype == np.int64
    assert decimals.narrowed(whole, 2**62).dtype == object
