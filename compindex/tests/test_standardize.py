import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex import standardize
from compindex.errors import InputError

COUNTS = st.integers(2, 10**9)


@given(COUNTS, st.integers(10, 10**9))
def test_log_rule_can_be_inverted(count, reference):
    score = standardize.log_reference([count], reference)[0]
    assert math.exp(score / 100 * math.log(reference)) == pytest.approx(count, rel=1e-9)


@pytest.mark.parametrize("count", [0, -1])
def test_log_of_no_positive_count_is_refused(count):
    with pytest.raises(InputError, match=f"row b: {count} has no logarithm"):
        standardize.log_reference(pd.Series({"a": 5.0, "b": count}), 100)


@pytest.mark.parametrize("reference", [1, 0.5, 0, float("nan")])
def test_reference_must_exceed_one(reference):
    with pytest.raises(InputError, match="cannot scale"):
        standardize.log_reference([5], reference)


def test_rules_by_hand():
    values = pd.Series([2.0, 4.0, 4.0, 10.0])
    assert standardize.minmax(values, 1, 5).to_list() == [1, 2, 2, 5]
    assert standardize.zscore(values).to_list() == pytest.approx(
        [-1, -1 / 3, -1 / 3, 5 / 3]
    )
    assert standardize.rank(values).to_list() == [1, 2.5, 2.5, 4]
    assert standardize.percentile(values).to_list() == [25, 75, 75, 100]
    assert standardize.identity(values) is values


@pytest.mark.parametrize("rule", [standardize.minmax, standardize.zscore])
def test_equal_values_cannot_be_spread(rule):
    with pytest.raises(InputError, match="all values are equal"):
        rule([3, 3])


def test_unknown_rule_names_the_nearest():
    with pytest.raises(InputError, match="nearest: minmax"):
        standardize.by_method(pd.Series([1.0]), "min_max")


def test_goalposts_clip_take_logarithms_and_may_fall():
    goalposts = standardize.goalposts
    assert goalposts([0, 5, 20, np.nan], 0, 10).to_list() == pytest.approx(
        [0, 50, 100, np.nan], nan_ok=True
    )
    assert goalposts([0, 5, 20], 10, 0).to_list() == [100, 50, 0]
    assert goalposts([1, 10, 1000], 1, 100, logarithm=True).to_list() == pytest.approx(
        [0, 50, 100]
    )


@pytest.mark.parametrize("value", [0.1, 0.7, 59.45, 12345.67])
def test_equal_values_have_no_z_score_whatever_their_digits(value):
    with pytest.raises(InputError, match="all values are equal"):
        standardize.zscore([value] * 7)
