import numpy as np
import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.robustness import (
    inputs,
)

SCORES = pd.DataFrame({"a": [1.0, 3.0, 3.0], "b": [4.0, 2.0, 2.0]}, ["x", "y", "z"])


def test_weights_add_up_to_one_in_the_order_of_the_columns():
    _, got = inputs.checked_scores(SCORES, {"b": 30, "a": 10})
    assert got.to_dict() == {"a": 0.25, "b": 0.75} and list(got.index) == ["a", "b"]


def test_a_weight_of_zero_is_allowed():
    assert inputs.checked_scores(SCORES, {"a": 0, "b": 2})[1].to_dict() == {
        "a": 0,
        "b": 1,
    }


def test_equal_totals_keep_the_order_of_the_table():
    got = inputs.ordered(*inputs.checked_scores(SCORES, {"a": 1, "b": 1}))
    assert list(got.index) == ["x", "y", "z"] and got.tolist() == [2.5] * 3
    assert list(
        inputs.ordered(*inputs.checked_scores(SCORES, {"a": 1, "b": 0})).index
    ) == [
        "y",
        "z",
        "x",
    ]


@pytest.mark.parametrize(
    ("change", "weights", "message"),
    [
        (
            (1, 0, np.nan),
            {"a": 1, "b": 1},
            "row y, column a: the score is nan; expected a number; leave the unit",
        ),
        ((2, 1, np.inf), {"a": 1, "b": 1}, "row z, column b: the score is inf"),
        (None, {"a": 1}, "b has no weight; expected a weight for each dimension"),
        (
            None,
            {"a": 1, "b": 1, "aa": 1},
            "aa is weighted and has no scores; expected one of a, b",
        ),
        (
            None,
            {"a": -1, "b": 2},
            "the weight of a is -1; expected a weight of zero or above",
        ),
        (None, {"a": np.nan, "b": 2}, "the weight of a is nan"),
        (None, {"a": np.inf, "b": 2}, "the weight of a is inf"),
        (
            None,
            {"a": 0, "b": 0},
            "the weights add up to 0; expected at least one above zero",
        ),
        (None, {"a": "many", "b": 2}, "the weight of a is nan"),
        (None, pd.Series([1, 1, 1], ["a", "b", "b"]), "the weight of b is given twice"),
    ],
)
def test_what_cannot_be_audited_is_refused(change, weights, message):
    scores = SCORES.copy()
    if change:
        scores.iloc[change[0], change[1]] = change[2]
    with pytest.raises(InputError, match=message):
        inputs.checked_scores(scores, weights)


def test_no_unit_and_a_unit_twice_are_refused():
    with pytest.raises(InputError, match="no scores"):
        inputs.checked_scores(SCORES.iloc[:0], {"a": 1, "b": 1})
    with pytest.raises(InputError, match="y stands twice"):
        inputs.checked_scores(SCORES.set_axis(["x", "y", "y"]), {"a": 1, "b": 1})
    with pytest.raises(InputError, match="a stands twice"):
        inputs.checked_scores(SCORES.set_axis(["a", "a"], axis=1), {"a": 1})


def test_weights_too_large_to_add_up_are_refused():
    with (
        np.errstate(over="ignore"),
        pytest.raises(InputError, match="the weights add up to inf"),
    ):
        inputs.checked_scores(SCORES, {"a": 1e308, "b": 1e308})


def test_words_in_place_of_scores_are_refused_and_numbers_in_text_read():
    with pytest.raises(
        InputError, match="row x, column b: the score is n/a; expected a number"
    ):
        inputs.complete(
            pd.DataFrame({"a": ["1.5", "2"], "b": ["n/a", "4"]}, ["x", "y"])
        )
    assert inputs.complete([["1.5", 2]]).to_numpy().tolist() == [[1.5, 2.0]]


def test_many_equal_totals_keep_the_order_of_the_table():
    table = pd.DataFrame(
        {"a": np.full(30, 0.1), "b": np.full(30, 0.2)},
        [f"u{number}" for number in range(30)],
    )
    assert list(
        inputs.ordered(*inputs.checked_scores(table, {"a": 0.1, "b": 0.2})).index
    ) == list(table.index)


def test_sums_that_differ_by_their_order_alone_are_equal():
    table = pd.DataFrame(
        [[87.55, 50.05, 53.07, 88.93], [87.59, 50.05, 53.00, 88.93]],
        ["x", "y"],
        list("abcd"),
    )
    weights = pd.Series([0.35, 0.25, 0.20, 0.20], list("abcd"))
    assert list(inputs.ordered(table, weights).index) == [
        "x",
        "y",
    ]  # both 69.7405 by hand


def test_generators_can_be_made_again_and_differ():
    first, second = (
        [one.random() for one in inputs.generators(7, 3)] for _ in range(2)
    )
    assert (
        first == second
        and len(set(first)) == 3
        and first != [one.random() for one in inputs.generators(8, 3)]
    )
    for seed in (-1, None, 2.5):
        with pytest.raises(
            InputError, match="expected a whole number of zero or above"
        ):
            inputs.generators(seed, 1)
