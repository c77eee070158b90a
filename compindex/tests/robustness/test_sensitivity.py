import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS
from scipy import stats

from compindex.errors import InputError
from compindex.robustness import choices, inputs, joint, means, sensitivity

WIDTH = 0.25


def test_ranks_are_those_of_the_specifications():
    """With hardly any noise, the ranks are those that `choices` has."""
    outputs = sensitivity.rank_outputs(SCORES, WEIGHTS, 1e-9, 2, seed=1)
    expected = choices.all_ranks(choices.all_totals(SCORES, WEIGHTS)[0])
    for scale, mean, share in np.ndindex(3, 3, 3):
        way = (
            joint.SCALES[scale],
            ["nominal", "equal", "PCA"][share],
            means.means_from("arithmetic")[mean],
        )
        if expected.loc[way].is_unique:
            got = outputs[1:, scale, mean, share, 0]
            assert got.tolist() == expected.loc[way].to_list()
            shift = abs(expected.loc[way] - expected.loc[choices.BASELINE]).mean()
            assert outputs[0, scale, mean, share, 0] == pytest.approx(shift)


def test_indices_against_those_of_scipy():
    """By the same model, as a function of four numbers between 0 and 1."""
    outputs = sensitivity.rank_outputs(SCORES, WEIGHTS, WIDTH, 256, seed=2)

    def model(x):
        places = [
            (np.minimum(part, 1 - 1e-12) * size).astype(int)
            for part, size in zip(x, outputs.shape[1:], strict=True)
        ]
        return outputs[0][tuple(places)]

    expected = stats.sobol_indices(
        func=model, n=2**13, dists=[stats.uniform()] * 4, rng=np.random.default_rng(1)
    )
    chances = [np.full(size, 1 / size) for size in outputs.shape[1:]]
    first, total = sensitivity.variance_split(outputs[:1], chances)
    assert first[0] == pytest.approx(expected.first_order, abs=0.03)
    assert total[0] == pytest.approx(expected.total_order, abs=0.03)


def test_a_split_by_hand():
    """y = a + b + ab, a and b each 0 or 1 with their own probabilities."""
    p, q = 0.25, 0.5
    y = np.array([[[0.0, 1.0], [1.0, 3.0]]])
    first, total = sensitivity.variance_split(
        y, [np.array([1 - p, p]), np.array([1 - q, q])]
    )
    of_a, of_b, both = p * (1 - p), q * (1 - q), p * (1 - p) * q * (1 - q)
    parts = of_a * (1 + q) ** 2, of_b * (1 + p) ** 2, both
    whole = sum(parts)
    assert first[0].tolist() == pytest.approx([parts[0] / whole, parts[1] / whole])
    assert total[0].tolist() == pytest.approx(
        [(parts[0] + both) / whole, (parts[1] + both) / whole]
    )


def test_table_of_indices():
    got = sensitivity.rank_sensitivity(SCORES, WEIGHTS, WIDTH, 200, 1)
    again = sensitivity.rank_sensitivity(SCORES, WEIGHTS, WIDTH, 200, 1)
    pd.testing.assert_frame_equal(got, again)
    # Whoever keeps a rank whatever is drawn has no indices.
    ranked = set(got["output"])
    assert "ouse" not in ranked and len(got) == len(ranked) * 4 * 2 * 2
    wide = got.pivot(
        index=["prior", "output", "factor"], columns="order", values="estimate"
    )
    assert (wide["first"] <= wide["total"] + 1e-9).all()
    sums = wide.groupby(["prior", "output"]).sum()
    assert (sums["first"] <= 1 + 1e-9).all() and (sums["total"] >= 1 - 1e-9).all()


def test_the_prior_counts():
    got = sensitivity.rank_sensitivity(SCORES, WEIGHTS, WIDTH, 200, 1)
    shift = got[got["output"] == "mean_rank_shift"]
    wide = shift.pivot(index=["factor", "order"], columns="prior", values="estimate")
    assert (abs(wide["options_alike"] - wide["own_option_half"]) > 0.01).any()


@pytest.mark.parametrize("width", [0, -1, 1.5, np.nan])
def test_noise_that_is_none_is_refused(width):
    with pytest.raises(InputError, match="expected a share above 0 and at most 1"):
        sensitivity.rank_outputs(SCORES, WEIGHTS, width, 10, 1)


def test_what_cannot_be_split_is_refused():
    with pytest.raises(InputError, match="1 draws of noise"):
        sensitivity.rank_outputs(SCORES, WEIGHTS, WIDTH, 1, 1)
    named = SCORES.rename(index={"arden": "mean_rank_shift"})
    with pytest.raises(InputError, match="a unit is called mean_rank_shift"):
        sensitivity.rank_sensitivity(named, WEIGHTS, WIDTH, 10, 1)


def test_equal_totals_have_the_ranks_of_the_index():
    rng = np.random.default_rng(2)
    first = rng.permutation(36) + 1.0
    totals = np.where(np.arange(36) % 2, 60.0, 62.0)
    table = pd.DataFrame({"a": first, "b": 2 * totals - first})
    outputs = sensitivity.rank_outputs(table, {"a": 1, "b": 1}, 1e-9, 2, seed=1)
    order = inputs.ordered(*inputs.checked_scores(table, {"a": 1, "b": 1})).index
    nominal = 1 + order.get_indexer(table.index)
    shift = outputs[0]
    assert shift.shape == (3, 3, 3, 2)
    expected = abs(outputs[1:] - nominal[:, None, None, None, None]).mean(axis=0)
    np.testing.assert_allclose(shift, expected)


def test_a_share_that_is_nothing_but_rounding_is_none():
    """Half of the variance comes from each of two factors, none from the last."""
    steps, chances = np.array([0.1, 0.7, 1.3]), np.array([0.1, 0.2, 0.7])
    outputs = (steps[:, None, None] + steps[:, None] + 0 * steps)[None]
    first, total = sensitivity.variance_split(outputs, [chances] * 3)
    assert first[0, 2] == 0 and total[0, 2] == 0
    assert first[0, :2] == pytest.approx([0.5, 0.5])
