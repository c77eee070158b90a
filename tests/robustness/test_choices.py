import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis import claims, report
from analysis.errors import InputError
from analysis.index import compute_index
from analysis.names import DIMENSIONS
from analysis.robustness import choices
from analysis.specification import specification

PRINTED = claims.Printed()
SCORES = PRINTED.scores.value[list(DIMENSIONS.values())]
WEIGHTS = pd.Series(
    {"media": 0.35, "social": 0.25, "innovation": 0.20, "cognition": 0.20}
)
TOTALS, REASONS = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.ranks(TOTALS)


def test_every_specification_is_computed_or_has_a_reason():
    ways = 4 * 4 * 3 * 5 * 16
    assert len(TOTALS) + len(REASONS) == ways == len({*TOTALS.index, *REASONS.index})
    assert set(REASONS.index.get_level_values("standardization")) == {"z-score"}
    assert (
        TOTALS.isna()
        .sum(axis=1)
        .eq(TOTALS.index.get_level_values("without_city") != "none")
        .all()
    )


def test_totals_are_those_of_the_index():
    """The same totals from the general engine, for specifications drawn at random."""
    for number in np.random.default_rng(3).choice(len(TOTALS), 40, replace=False):
        way, weighting, aggregate, without_dimension, without_city = TOTALS.index[
            number
        ]
        left = SCORES.drop(
            index=without_city, columns=without_dimension, errors="ignore"
        )
        shares = choices.weightings(
            left, WEIGHTS[left.columns] / WEIGHTS[left.columns].sum()
        )[weighting]
        leaves = [
            {
                "name": name,
                "weight": shares[name],
                "standardize": choices.STANDARDIZATIONS[way],
            }
            for name in left
        ]
        spec = specification(
            {
                "name": "one",
                "root": {"name": "total", "aggregate": aggregate, "children": leaves},
            }
        )
        expected = compute_index(left, spec)["total"]
        assert TOTALS.iloc[number][left.index].to_list() == pytest.approx(
            expected.to_list(), abs=1e-9
        )


def test_baseline_is_the_report():
    assert TOTALS.loc[choices.BASELINE].to_list() == pytest.approx(
        report.read_processed("index")["total"].to_list()
    )
    assert RANKS.loc[choices.BASELINE].to_list() == list(range(1, 16))
    assert choices.places_moved(RANKS)[choices.BASELINE] == 0


def test_weights_that_rest_on_the_data():
    got = choices.weightings(SCORES, WEIGHTS)
    shares = SCORES / SCORES.sum()
    uneven = 1 - stats.entropy(shares) / np.log(15)
    assert got["entropy"].to_list() == pytest.approx(uneven / uneven.sum())
    standard = (SCORES - SCORES.mean()) / SCORES.std()
    assert got["PCA"].to_list() == pytest.approx(np.linalg.svd(standard)[2][0] ** 2)
    assert (
        got.sum().to_list() == pytest.approx([1.0] * 4) and got["equal"].eq(0.25).all()
    )


def test_the_place_of_a_unit_left_out_is_kept_free():
    table = pd.DataFrame(
        {"a": [4.0, 3.0, 2.0, 1.0], "b": [1.0, 2.0, 3.0, 9.0]}, list("wxyz")
    )
    totals, _ = choices.all_totals(table, {"a": 0.9, "b": 0.1})
    assert totals.loc[choices.BASELINE].to_list() == pytest.approx([3.7, 2.9, 2.1, 1.8])
    got = choices.ranks(totals)
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
    whole = SCORES @ WEIGHTS
    for number in np.random.default_rng(4).choice(len(TOTALS), 60, replace=False):
        left = TOTALS.iloc[number].dropna()
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


def test_one_constant_dimension_gets_no_entropy_weight():
    assert choices.entropy(
        pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 3.0]})
    ).tolist() == pytest.approx([1, 0])


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


def test_data_without_such_weights_are_refused():
    with pytest.raises(
        InputError,
        match="no entropy weights; expected two units or more, scores above zero",
    ):
        choices.entropy(pd.DataFrame({"a": [0.0, 1.0]}))
    for last in (
        1.0,
        1 + 1e-9,
    ):  # equal, or but for the rounding of floating-point numbers
        with pytest.raises(InputError, match="no entropy weights"):
            choices.entropy(pd.DataFrame({"a": [3.0, 3.0], "b": [1.0, last]}))
    with pytest.raises(InputError, match="2 units; expected at least 3"):
        choices.first_component(pd.DataFrame({"a": [0.0, 1.0]}))
