import numpy as np
import pandas as pd
import pytest
from sample import NOMINAL, SCORES, WEIGHTS

from compindex.robustness import choices, options

RANKS = choices.all_ranks(choices.all_totals(SCORES, WEIGHTS)[0])
MOVED = choices.places_moved(RANKS)
COMPARED = options.compared_options(RANKS).set_index(["choice", "option"])


def test_z_scores_are_compared_where_all_standardizations_exist():
    for option in choices.STANDARDIZATIONS:
        fair = MOVED.xs((option, "arithmetic"), level=[0, 2])
        row = COMPARED.loc[("standardization", option)]
        assert row["compared"] == len(fair) == 3
        assert row["average"] == pytest.approx(fair.mean())


def test_means_are_compared_without_z_scores():
    for option in ("arithmetic", "geometric", "harmonic"):
        fair = MOVED.xs(option, level="aggregate")
        fair = fair[fair.index.get_level_values(0) != "z-score"]
        row = COMPARED.loc[("aggregate", option)]
        assert row["compared"] == len(fair) == 9
        assert row["average"] == pytest.approx(fair.mean())


def test_one_option_alone():
    assert COMPARED.loc[("weighting", "nominal"), "alone"] == 0
    ranks = SCORES.mean(axis=1).rank(ascending=False)
    expected = abs(ranks - NOMINAL.rank(ascending=False)).sum()
    assert COMPARED.loc[("weighting", "equal"), "alone"] == expected


def test_what_cannot_be_computed_is_missing():
    few = choices.all_ranks(choices.all_totals(SCORES.iloc[:2], WEIGHTS)[0])
    got = options.compared_options(few).set_index(["choice", "option"])
    assert ("weighting", "PCA") not in got.index
    without = choices.all_ranks(choices.all_totals(SCORES - 60, WEIGHTS)[0])
    got = options.compared_options(without).set_index(["choice", "option"])
    assert np.isnan(got.loc[("aggregate", "geometric"), "alone"])


@pytest.mark.parametrize("name", SCORES)
def test_ranks_without_a_dimension(name):
    got = options.ranks_without_each(SCORES, WEIGHTS).loc[name]
    left = pd.Series(WEIGHTS).drop(name)
    expected = (SCORES[left.index] @ left).rank(ascending=False)
    assert got.to_dict() == expected.to_dict()


def test_all_the_weight_cannot_be_left_out():
    got = options.ranks_without_each(SCORES, dict.fromkeys(SCORES, 0) | {"roads": 1})
    assert list(got.index) == ["health", "schools", "water"]
    assert options.ranks_without_each(SCORES[["roads"]], {"roads": 1}).empty


def test_ranks_by_option():
    got = options.option_ranks(SCORES, WEIGHTS, RANKS)
    wide = got.pivot(index="unit", columns=["choice", "option"], values="rank")
    assert wide["index", "as it is"].to_dict() == dict(
        zip(SCORES.index, range(1, 16), strict=True)
    )
    assert set(wide["without_dimension"]) == set(SCORES)
    squares = np.log(SCORES) @ pd.Series(WEIGHTS)
    assert (
        wide["aggregate", "geometric"].to_dict()
        == squares.rank(ascending=False).to_dict()
    )
    assert len(wide.columns) == 1 + 3 + 2 + 2 + 1 + 4
