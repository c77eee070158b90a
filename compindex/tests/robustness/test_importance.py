import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import SCORES, SHARES, WEIGHTS
from scipy.optimize import root

from compindex.errors import InputError
from compindex.robustness import importance


def test_shares_are_covariances_with_the_total():
    got = importance.variance_shares(SCORES, WEIGHTS)
    total = SCORES @ pd.Series(WEIGHTS)
    expected = [
        weight * np.cov(SCORES[name], total)[0, 1] / np.var(total, ddof=1)
        for name, weight in WEIGHTS.items()
    ]
    assert got.to_list() == pytest.approx(expected)
    assert got.sum() == pytest.approx(1)


def test_a_share_is_what_a_regression_on_the_parts_says():
    """The share is also the slope of the part on the total."""
    total = SCORES @ pd.Series(WEIGHTS)
    for name, weight in WEIGHTS.items():
        slope = np.polyfit(total, weight * SCORES[name], 1)[0]
        assert importance.variance_shares(SCORES, WEIGHTS)[name] == pytest.approx(slope)


def test_weights_under_which_shares_are_as_wanted_by_another_solver():
    matrix = np.cov(SCORES.to_numpy().T)

    def equations(weights):
        return weights * (matrix @ weights) - SHARES * 100

    found = root(equations, np.ones(4), tol=1e-13).x
    got = importance.weights_for_shares(SCORES, WEIGHTS)
    assert got.to_list() == pytest.approx((found / found.sum()).tolist(), rel=1e-8)


@given(
    st.lists(
        st.lists(st.floats(-5, 5), min_size=3, max_size=3), min_size=6, max_size=9
    ),
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
)
def test_shares_under_those_weights_are_the_wanted_ones(table, wanted):
    scores = pd.DataFrame(table, columns=list("abc")) + np.eye(9)[: len(table), :3] * 9
    wanted = pd.Series(wanted, list("abc"), float)
    weights = importance.weights_for_shares(scores, wanted)
    assert (weights > 0).all() and weights.sum() == pytest.approx(1)
    got = importance.variance_shares(scores, weights)
    assert got.to_list() == pytest.approx((wanted / wanted.sum()).to_list(), rel=1e-6)


def test_units_of_a_dimension_change_no_share_but_the_weight():
    got = importance.weights_for_shares(SCORES, WEIGHTS)
    other = importance.weights_for_shares(
        SCORES.assign(health=10 * SCORES["health"]), WEIGHTS
    )
    parts = got * [0.1, 1, 1, 1]
    assert other.to_list() == pytest.approx((parts / parts.sum()).to_list())


def test_no_share_no_weight():
    got = importance.weights_for_shares(SCORES, WEIGHTS | {"water": 0})
    assert got["water"] == 0 and (got.drop("water") > 0).all()
    level = SCORES.assign(water=5.0)
    shares = importance.variance_shares(level, WEIGHTS)
    assert shares["water"] == 0


@pytest.mark.parametrize(
    ("scores", "message"),
    [
        ({"a": [1.0, 1.0], "b": [2.0, 2.0]}, "all totals are equal"),
        ({"a": [1.0, 2.0], "b": [2.0, 2.0]}, "all scores of b are equal"),
        # Three tenths have a standard deviation, by the rounding of their mean.
        ({"a": [1.0, 2.0, 3.0], "b": [0.1] * 3}, "all scores of b are equal"),
        ({"a": [0.1] * 3, "b": [0.7] * 3}, "all totals are equal"),
        ({"a": [1.0, 2.0], "b": [2.0, 1.0]}, "all totals are equal"),
    ],
)
def test_what_has_no_importance_is_refused(scores, message):
    with pytest.raises(InputError, match=message):
        importance.importance_of_dimensions(pd.DataFrame(scores), {"a": 1, "b": 1})


def test_dimensions_that_undo_each_other():
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [3.0, 2.0, 1.0]})
    with pytest.raises(InputError, match="no weights above zero give these"):
        importance.weights_for_shares(table, {"a": 1, "b": 1})


def test_table():
    got = importance.importance_of_dimensions(SCORES, WEIGHTS).set_index("dimension")
    assert got["weight"].to_dict() == pytest.approx(WEIGHTS)
    again = importance.variance_shares(SCORES, got["weight_for_intended"])
    assert again.to_dict() == pytest.approx(WEIGHTS)
