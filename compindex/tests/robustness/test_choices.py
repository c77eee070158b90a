import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS

from compindex.errors import InputError
from compindex.index import compute_index
from compindex.robustness import (
    choices,
    weighting,
)
from compindex.specification import from_content

NAMED = pd.Series(WEIGHTS)
CHOICE_TOTALS, REASONS = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.all_ranks(CHOICE_TOTALS)


def test_every_specification_is_computed_or_has_a_reason():
    ways = 4 * 4 * 3 * 5 * 16
    assert (
        len(CHOICE_TOTALS) + len(REASONS)
        == ways
        == len({*CHOICE_TOTALS.index, *REASONS.index})
    )
    assert set(REASONS.index.get_level_values("standardization")) == {"z-score"}
    assert (
        CHOICE_TOTALS.isna()
        .sum(axis=1)
        .eq(CHOICE_TOTALS.index.get_level_values("without_unit") != "none")
        .all()
    )


def test_totals_are_those_of_the_index():
    """The same totals from the general engine, for specifications drawn at random."""
    for number in np.random.default_rng(3).choice(
        len(CHOICE_TOTALS), 40, replace=False
    ):
        way, weights, aggregate, without_dimension, without_unit = CHOICE_TOTALS.index[
            number
        ]
        left = SCORES.drop(
            index=without_unit, columns=without_dimension, errors="ignore"
        )
        shares = weighting.weightings(
            left, NAMED[left.columns] / NAMED[left.columns].sum()
        )[weights]
        leaves = [
            {
                "name": name,
                "weight": shares[name],
                "standardize": choices.STANDARDIZATIONS[way],
            }
            for name in left
        ]
        spec = from_content(
            {
                "name": "one",
                "root": {"name": "total", "aggregate": aggregate, "children": leaves},
            }
        )
        expected = compute_index(left, spec)["total"]
        assert CHOICE_TOTALS.iloc[number][left.index].to_list() == pytest.approx(
            expected.to_list(), abs=1e-9
        )


def test_the_place_of_a_unit_left_out_is_kept_free():
    table = pd.DataFrame(
        {"a": [4.0, 3.0, 2.0, 1.0], "b": [1.0, 2.0, 3.0, 9.0]}, list("wxyz")
    )
    totals, _ = choices.all_totals(table, {"a": 0.9, "b": 0.1})
    assert totals.loc[choices.BASELINE].to_list() == pytest.approx([3.7, 2.9, 2.1, 1.8])
    got = choices.all_ranks(totals)
    assert got.loc[
        ("as printed", "nominal", "arithmetic", "none", "x")
    ].to_list() == pytest.approx([1, np.nan, 3, 4], nan_ok=True)
    assert got.loc[
        ("as printed", "nominal", "arithmetic", "a", "w")
    ].to_list() == pytest.approx([np.nan, 4, 3, 2], nan_ok=True)
    assert (
        choices.places_moved(got)[("as printed", "nominal", "arithmetic", "a", "w")]
        == 2 + 0 + 2
    )


def test_ranks_of_a_sample_are_places_moved_among_those_that_remain():
    """By definition: the nominal place, moved by the difference of two ranks among the
    units that remain.
    """
    whole = SCORES @ NAMED
    for number in np.random.default_rng(4).choice(
        len(CHOICE_TOTALS), 60, replace=False
    ):
        left = CHOICE_TOTALS.iloc[number].dropna()
        moved = left.rank(ascending=False, method="min") - whole[left.index].rank(
            ascending=False
        )
        expected = whole.rank(ascending=False)[left.index] + moved
        assert RANKS.iloc[number][left.index].to_list() == expected.to_list()


def test_a_name_that_stands_for_nothing_is_refused():
    for axis in (0, 1):
        table = pd.DataFrame([[1.0, 2.0], [2.0, 1.0]]).set_axis(
            ["none", "b"], axis=axis
        )
        with pytest.raises(InputError, match="a unit or dimension is called none"):
            choices.all_totals(table, dict.fromkeys(table.columns, 1))


def test_reasons_say_what_cannot_be_computed():
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [5.0, 5.0, 5.0]}, list("xyz"))
    totals, reasons = choices.all_totals(table, {"a": 1, "b": 1})
    assert (
        len(totals) + len(reasons) == 4 * 4 * 3 * 3 * 4
        and not totals.isna().all(axis=1).any()
    )
    assert (
        "all values are equal"
        in reasons[("min-max", "nominal", "arithmetic", "none", "none")]
    )
    assert (
        "all scores of b are equal"
        in reasons[("as printed", "PCA", "arithmetic", "none", "none")]
    )
    one, why = choices.all_totals(table.iloc[:1], {"a": 1, "b": 1})
    assert one.loc[choices.BASELINE].to_list() == [3.0] and "no entropy weights" in set(
        why.str[:18]
    )
    idle, why = choices.all_totals(table, {"a": 1, "b": 0})
    assert why[("as printed", "nominal", "arithmetic", "a", "none")].startswith(
        "all remaining weights are zero"
    )
    assert idle.loc[choices.BASELINE].to_list() == [1, 2, 3]
