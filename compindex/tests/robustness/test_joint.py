import numpy as np
import pandas as pd
import pytest
from sample import ORDER, SCORES, WEIGHTS

from compindex.errors import InputError
from compindex.robustness import joint, sensitivity

DRAWS = 270_000
CHANCES = joint.joint_probabilities(SCORES, WEIGHTS, 0.25, DRAWS, 7)


def simulated(draws, own):
    """Draw method and weights one by one, and rank by the totals: the plain way."""
    rng = np.random.default_rng(5)
    weights = np.array(list(WEIGHTS.values()))
    scaled = {
        "as printed": SCORES,
        "min-max": 1 + 99 * (SCORES - SCORES.min()) / (SCORES.max() - SCORES.min()),
        "rank": SCORES.rank(),
    }
    standard = ((SCORES - SCORES.mean()) / SCORES.std()).to_numpy()
    shares = [weights, np.full(4, 0.25), np.linalg.svd(standard)[2][0] ** 2]
    chances = None if own is None else [own, (1 - own) / 2, (1 - own) / 2]
    found = np.zeros((15, 15))
    for _ in range(draws):
        scale, mean, share = rng.choice(3, 3, p=chances)
        drawn = shares[share] * rng.uniform(0.75, 1.25, 4)
        values, drawn = list(scaled.values())[scale].to_numpy(), drawn / drawn.sum()
        totals = [
            values @ drawn,
            np.exp(np.log(values) @ drawn),
            1 / ((1 / values) @ drawn),
        ][mean]
        found[np.arange(15), (-totals).argsort().argsort()] += 1
    return found / draws


@pytest.mark.parametrize("own", [None, 0.5])
def test_probabilities_against_drawing_one_by_one(own):
    got = joint.joint_probabilities(SCORES, WEIGHTS, 0.25, DRAWS, 7, own)
    expected = simulated(4_000, own)
    error = np.sqrt(got * (1 - got) / 4_000)
    assert (abs(got - expected) <= 4.5 * error + 2e-3).all(axis=None)


def test_probabilities_add_up():
    assert CHANCES.sum(axis=1).to_list() == pytest.approx([1.0] * 15)
    assert CHANCES.sum(axis=0).to_list() == pytest.approx([1.0] * 15)
    assert CHANCES.loc["ouse", 15] == pytest.approx(1)


def test_table_of_uncertainty():
    got = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, DRAWS, 7)
    assert got["unit"].to_list() == ORDER and got["rank"].to_list() == list(
        range(1, 16)
    )
    for row in got.itertuples():
        chances = CHANCES.loc[row.unit]
        repeated = np.repeat(np.arange(1, 16), (chances * 1e6).round().astype(int))
        ends = np.quantile(repeated, [0.05, 0.5, 0.95], method="inverted_cdf")
        assert [row.p05, row.p50, row.p95] == ends.tolist()
        assert row.mean == pytest.approx(repeated.mean(), abs=1e-5)
        assert row.probability == chances[row.rank]


def test_the_nearer_to_the_index_the_nearer_the_ranks():
    near = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, DRAWS, 7, own=1.0)
    law = joint.place_counts(
        SCORES, joint.noise(list(WEIGHTS.values()), 0.25), 50_000, 3
    )
    expected = pd.Series(law.diagonal() / 50_000, SCORES.index)[near["unit"]]
    assert near["probability"].to_list() == pytest.approx(expected.to_list(), abs=0.02)


def test_scores_without_a_geometric_mean_are_refused():
    with pytest.raises(InputError, match="a score is not above zero"):
        joint.methods(SCORES.assign(health=np.arange(15.0)), WEIGHTS)
    with pytest.raises(InputError, match="all values are equal"):
        joint.methods(SCORES.assign(health=1.0), WEIGHTS)
    with pytest.raises(InputError, match="2 units; expected at least 3"):
        joint.methods(SCORES.iloc[:2], WEIGHTS)


def test_priors_have_their_names():
    assert joint.option_probabilities(4, None).tolist() == [0.25] * 4
    assert list(joint.PRIORS) == ["options_alike", "own_option_half"]
    assert sensitivity.PRIORS is joint.PRIORS
