import numpy as np
import pandas as pd
import pytest

from analysis.errors import InputError
from analysis.robustness import inputs

SCORES = pd.DataFrame({"a": [1.0, 3.0, 3.0], "b": [4.0, 2.0, 2.0]}, ["x", "y", "z"])


def test_weights_add_up_to_one_in_the_order_of_the_columns():
    _, got = inputs.checked(SCORES, {"b": 30, "a": 10})
    assert got.to_dict() == {"a": 0.25, "b": 0.75} and list(got.index) == ["a", "b"]


def test_a_weight_of_zero_is_allowed():
    assert inputs.checked(SCORES, {"a": 0, "b": 2})[1].to_dict() == {"a": 0, "b": 1}


def test_equal_totals_keep_the_order_of_the_table():
    got = inputs.ordered(*inputs.checked(SCORES, {"a": 1, "b": 1}))
    assert list(got.index) == ["x", "y", "z"] and got.tolist() == [2.5] * 3
    assert list(inputs.ordered(*inputs.checked(SCORES, {"a": 1, "b": 0})).index) == ["y", "z", "x"]


@pytest.mark.parametrize(
    ("change", "weights", "message"),
    [
        ((1, 0, np.nan), {"a": 1, "b": 1}, "row y, column a: the score is nan; expected a number; leave the unit"),
        ((2, 1, np.inf), {"a": 1, "b": 1}, "row z, column b: the score is inf"),
        (None, {"a": 1}, "b is weighted or scored, not both; expected one of a, b"),
        (None, {"a": 1, "b": 1, "aa": 1}, "aa is weighted or scored, not both; expected one of a, b"),
        (None, {"a": -1, "b": 2}, "the weight of a is -1; expected a weight of zero or above"),
        (None, {"a": np.nan, "b": 2}, "the weight of a is nan"),
        (None, {"a": np.inf, "b": 2}, "the weight of a is inf"),
        (None, {"a": 0, "b": 0}, "all weights are zero; expected at least one above zero"),
    ],
)
def test_what_cannot_be_audited_is_refused(change, weights, message):
    scores = SCORES.copy()
    if change:
        scores.iloc[change[0], change[1]] = change[2]
    with pytest.raises(InputError, match=message):
        inputs.checked(scores, weights)


def test_no_unit_and_a_unit_twice_are_refused():
    with pytest.raises(InputError, match="no scores"):
        inputs.checked(SCORES.iloc[:0], {"a": 1, "b": 1})
    with pytest.raises(InputError, match="y stands twice"):
        inputs.checked(SCORES.set_axis(["x", "y", "y"]), {"a": 1, "b": 1})
