import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from compindex.errors import InputError
from compindex.rules import Treatment
from compindex.treat import by_rule, has_outliers, treated, winsorised


def series(*values):
    return pd.Series(values, dtype=float)


def outlying(values):
    """The rule by SciPy's bias-corrected moments."""
    known = [value for value in values if value == value]
    skewness = stats.skew(known, bias=False)
    return abs(skewness) > 2 and stats.kurtosis(known, bias=False) > 3.5


ONE = series(1, 2, 3, 4, 5, 6, 7, 100)
LOW = series(-100, 1, 2, 3, 4, 5, 6, 7)
MANY = series(*range(1, 200), *(10.0**power for power in range(5, 11)))


@given(
    st.lists(st.integers(-1000, 1000), min_size=4, max_size=20).filter(
        lambda one: len(set(one)) > 1
    )
)
def test_the_rule_is_that_of_the_moments(values):
    assert has_outliers(series(*values)) == outlying(values)


def test_too_few_or_equal_values_have_no_outliers():
    assert not has_outliers(series(1, 2, 1e9)) and not has_outliers(series(*[3] * 9))


def test_values_are_drawn_in_at_the_end_of_the_skew():
    assert winsorised(ONE).to_list() == [1, 2, 3, 4, 5, 6, 7, 7]
    assert winsorised(LOW).to_list() == [1, 1, 2, 3, 4, 5, 6, 7]
    assert winsorised(ONE, points=2).to_list() == [1, 2, 3, 4, 5, 6, 6, 6]


def test_without_outliers_nothing_is_drawn_in_unless_told():
    calm = series(1, 2, 3, 4, np.nan)
    pd.testing.assert_series_equal(winsorised(calm), calm)
    assert winsorised(calm, points=1).to_list()[:4] == [1, 2, 3, 3]


def test_as_few_points_as_it_takes_and_five_at_most():
    two = series(*range(1, 20), 500, 600)
    drawn = winsorised(two)
    changed = (drawn != two).sum()
    assert not outlying(drawn) and outlying(
        two.clip(upper=two.sort_values().iloc[-changed])
    )
    assert (winsorised(MANY) != MANY).sum() == 5 and outlying(winsorised(MANY))


def test_the_rule_takes_the_logarithm_of_the_values_where_points_do_not_do():
    got, method = by_rule(MANY)
    assert method == "log"
    np.testing.assert_allclose(got, np.log(MANY))
    got, method = by_rule(pd.concat([MANY, series(0)], ignore_index=True))
    assert method == "log1p" and got.iloc[-1] == 0
    assert by_rule(ONE)[1] == "winsorise" and by_rule(series(1, 2, 3, 4))[1] == "none"


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ({"method": "log"}, np.log),
        ({"method": "log", "offset": 2}, lambda x: np.log(x + 2)),
        ({"method": "log1p"}, np.log1p),
        ({"method": "none"}, lambda x: x),
    ],
)
def test_treatments_as_told(treatment, expected):
    got, method = treated(ONE, Treatment(**treatment))
    np.testing.assert_allclose(got, expected(ONE))
    assert method == treatment["method"]


def test_every_value_without_a_logarithm_is_told():
    with pytest.raises(InputError) as error:
        treated(pd.Series([0.0, 1.0, -3.0], list("abc")), Treatment(method="log"))
    assert str(error.value).splitlines() == [
        "row a: 0 has no logarithm; expected values above zero, or log with an offset",
        "row c: -3 has no logarithm; expected values above zero, or log with an offset",
    ]
    with pytest.raises(InputError, match="3 of 3 values to be winsorised"):
        winsorised(series(1, 2, 3), points=3)
