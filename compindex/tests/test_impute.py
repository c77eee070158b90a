import numpy as np
import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.impute import fill_missing, group_median, linear, median

YEARS = pd.MultiIndex.from_product(
    [["x", "y"], [2020, 2021, 2024, 2026]], names=["unit", "year"]
)


def test_the_median():
    got = median(pd.Series([1.0, 3.0, 100.0, np.nan, 4.0]))
    assert got.to_list() == [1.0, 3.0, 100.0, 3.5, 4.0]
    assert median(pd.Series([np.nan, np.nan])).isna().all()


def test_the_median_of_a_group_and_none_of_a_group_without_values():
    values = pd.Series([1.0, 3.0, np.nan, 9.0, np.nan, np.nan])
    groups = pd.Series(["a", "a", "a", "b", "b", "c"])
    got = group_median(values, groups)
    np.testing.assert_array_equal(got, [1, 3, 2, 9, 9, np.nan])


def test_a_unit_of_no_group_stays_missing():
    groups = pd.Series(["a", "", None])
    got = fill_missing(
        pd.Series([1.0, np.nan, np.nan]), "group_median", groups, lambda f, x: f(x)
    )
    np.testing.assert_array_equal(got, [1, np.nan, np.nan])


def test_along_the_years_only_between_values_of_the_same_unit():
    values = pd.Series([1.0, np.nan, np.nan, 13.0, np.nan, 5.0, np.nan, np.nan], YEARS)
    # A straight line from 1 in 2020 to 13 in 2026: two a year.
    expected = [1, 3, 9, 13, np.nan, 5, np.nan, np.nan]
    np.testing.assert_array_equal(linear(values), expected)


def test_the_order_of_the_rows_does_not_matter():
    values = pd.Series([1.0, np.nan, 9.0, np.nan, 2.0, np.nan, 6.0, 7.0], YEARS)
    shuffled = values.sample(frac=1, random_state=1)
    pd.testing.assert_series_equal(linear(shuffled)[YEARS], linear(values))


def test_without_years_there_is_no_line():
    with pytest.raises(InputError, match="no years to fill along"):
        linear(pd.Series([1.0, np.nan]))
