import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS

from compindex.errors import InputError
from compindex.robustness import (
    choices,
    sensitivity,
    weighting,
)


def test_the_model_ranks_as_the_index_does():
    """At the middle of the noise, the ranks are those of the specification that the
    other factors pick.
    """
    model, factors = sensitivity.rank_model(SCORES, WEIGHTS, 0.25)
    totals, _ = choices.all_totals(SCORES, WEIGHTS)
    expected = choices.all_ranks(totals)
    baseline = expected.loc[choices.BASELINE]
    assert (
        factors[:4]
        == ["standardization", "aggregate", "weighting", "without_dimension"]
        and len(factors) == 8
    )
    columns = ["none", *SCORES.columns]
    for scale in range(3):
        for mean, weights, column in [
            (0, 0, 0),
            (1, 2, 3),
            (2, 1, 4),
            (0, 3, 2),
            (1, 0, 1),
            (2, 3, 0),
        ]:
            x = np.array(
                [
                    (scale + 0.5) / 3,
                    (mean + 0.5) / 3,
                    (weights + 0.5) / 4,
                    (column + 0.5) / 5,
                    *[0.5] * 4,
                ]
            )[:, None]
            way = (
                sensitivity.SCALES[scale],
                list(weighting.WEIGHTINGS)[weights],
                list(sensitivity.AGGREGATES)[mean],
            )
            ranks = expected.loc[(*way, columns[column], "none")]
            got = model(x)[:, 0]
            if ranks.is_unique:
                assert got[1:].tolist() == ranks.to_list()
                assert got[0] == pytest.approx(abs(ranks - baseline).mean())


def test_noise_moves_the_weights():
    model, _ = sensitivity.rank_model(SCORES, WEIGHTS, 0.25)
    at_the_ends = np.array([[0.1, 0.1, 0.1, 0.1, 0.0, 0.999999, 0.0, 0.0]]).T
    weights = np.array([0.35 * 0.75, 0.25 * 1.25, 0.2 * 0.75, 0.2 * 0.75])
    assert (
        model(at_the_ends)[1:, 0].tolist()
        == (SCORES @ weights).rank(ascending=False).to_list()
    )


def test_indices_of_the_ranks():
    got = sensitivity.rank_sensitivity(SCORES, WEIGHTS, 0.25, 1024, 8, 2020)
    again = sensitivity.rank_sensitivity(SCORES, WEIGHTS, 0.25, 1024, 8, 2020)
    pd.testing.assert_frame_equal(got, again)
    # Whoever keeps a rank whatever is drawn has no indices.
    ranked = set(got["output"])
    assert "ouse" not in ranked and len(got) == len(ranked) * 8 * 2
    wide = got.set_index(["output", "factor", "order"])["estimate"].unstack()
    assert (wide["first"] <= wide["total"] + 0.05).all()
    assert wide["first"].groupby("output").sum().max() < 1.05


def test_scores_without_a_geometric_mean_are_refused():
    with pytest.raises(InputError, match="a score is not above zero"):
        sensitivity.rank_model(SCORES.assign(health=np.arange(15.0)), WEIGHTS, 0.25)
    with pytest.raises(InputError, match="all values are equal"):
        sensitivity.rank_model(SCORES.assign(health=1.0), WEIGHTS, 0.25)


@pytest.mark.parametrize("width", [0, -1, 1.5, np.nan])
def test_noise_that_is_none_is_refused(width):
    with pytest.raises(InputError, match="expected a share above 0 and at most 1"):
        sensitivity.rank_model(SCORES, WEIGHTS, width)


def test_one_dimension_with_all_the_weight_cannot_be_left_out():
    with pytest.raises(InputError, match="fewer than two dimensions have a weight"):
        sensitivity.rank_model(SCORES, dict.fromkeys(SCORES, 0) | {"health": 1}, 0.25)
