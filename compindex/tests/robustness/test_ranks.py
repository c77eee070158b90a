import numpy as np
import pandas as pd
import pytest
from drawing import sorted_places, weights_of
from sample import EDGES, ORDER, SCORES, SHARES, WEIGHTS

from compindex.errors import InputError
from compindex.robustness import (
    laws,
    pairs,
    ranks,
    reversals,
)

DRAWS = 200_000
SCHEMES = laws.schemes(SHARES, 100)


@pytest.mark.parametrize("name", SCHEMES)
def test_chunks_change_nothing(name):
    counts = [
        ranks.place_counts(SCORES.to_numpy(), SCHEMES[name], 5000, 1, chunk=chunk)
        for chunk in (13, 999, 5000, 8192)
    ]
    assert (
        all((other == counts[0]).all() for other in counts)
        and (counts[0].sum(axis=1) == 5000).all()
    )


def test_an_edge_that_a_score_lies_on_is_not_above_it():
    """However many units there are: 60 in all dimensions is 60 under all weights."""
    law = laws.noise([0.35, 0.25, 0.20, 0.20], 0.25)
    for units in (1, 64, 65):
        counts = ranks.place_counts(np.full((units, 4), 60.0), law, 500, 1, edges=[60])
        assert counts.tolist() == [[500, 0]] * units
    assert ranks.places(
        np.array([[64.0, 64.0]]), np.array([[0.5], [0.5]]), [64]
    ).tolist() == [[0]]


@pytest.mark.parametrize("units", [3, 64, 65, 70])
def test_alike_units_keep_their_order_in_chunks_of_any_size(units):
    scores = np.repeat([[0.1, 0.2, 0.3, 0.7]], units, axis=0)
    for chunk in (1, 65, 8192):
        counts = ranks.place_counts(scores, SCHEMES["uniform"], 200, 3, chunk=chunk)
        np.testing.assert_array_equal(counts, 200 * np.eye(units, dtype=int))


def test_chunks_change_nothing_above_64_units():
    scores = np.random.default_rng(5).integers(0, 50, (66, 3)).astype(float)
    counts = [
        ranks.place_counts(scores, laws.dirichlet([1, 1, 1]), 400, 1, chunk=chunk)
        for chunk in (7, 400, 8192)
    ]
    assert all((other == counts[0]).all() for other in counts)


def test_borders_are_kept_if_no_unit_from_below_comes_up():
    got = ranks.border_probabilities(SCORES, WEIGHTS, 100, 3000, 2020)
    assert got.index.to_list() == list(range(1, 15)) and list(got.columns) == list(
        SCHEMES
    )
    ranked = SCORES.loc[(SCORES @ SHARES).sort_values(ascending=False).index].to_numpy()
    shuffled = ranks.border_probabilities(SCORES.iloc[::-1], WEIGHTS, 100, 3000, 2020)
    pd.testing.assert_frame_equal(shuffled, got)
    for name in SCHEMES:
        kept = [
            {*row.argsort()[:9]} == {*range(9)}
            for row in sorted_places(ranked, weights_of(SCHEMES[name], 3000, 2020))
        ]
        assert got.at[9, name] == np.mean(kept)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"draws": 0}, "0 draws"),
        ({"draws": -5}, "-5 draws"),
        ({"seed": -1}, "the seed -1; expected a whole number"),
        (
            {"concentration": 0},
            "a Dirichlet law of concentration 0; expected 0.1 or more",
        ),
        ({"concentration": np.inf}, "a Dirichlet law of concentration inf"),
        ({"edges": []}, "no tier edges"),
        ({"edges": [40, 60]}, "do not fall"),
        ({"edges": [np.nan, 40]}, "do not fall"),
    ],
)
def test_settings_that_give_no_probability_are_refused(change, message):
    settings = {"concentration": 100, "draws": 10, "seed": 1} | change
    with pytest.raises(InputError, match=message):
        ranks.place_probabilities(SCORES, WEIGHTS, **settings)


def test_settings_are_checked_where_nothing_has_to_be_drawn():
    settled = np.array([[2.0, 2.0], [1.0, 1.0]])
    for draws, seed, message in ((-5, 1, "-5 draws"), (5, -1, "the seed -1")):
        with pytest.raises(InputError, match=message):
            ranks.place_counts(settled, laws.dirichlet([1, 1]), draws, seed)


def test_standard_errors_and_order_by_hand():
    table = SCORES.iloc[[3, 0, 7]]
    got = ranks.place_probabilities(table, WEIGHTS, 5, 10, 1)
    assert list(dict.fromkeys(got["unit"])) == ["arden", "dover", "haven"]
    p = got["probability"]
    assert got["standard_error"].to_list() == pytest.approx(
        [(share * (1 - share) / 10) ** 0.5 for share in p]
    )


def test_more_than_64_units_are_sorted():
    scores = np.random.default_rng(0).normal(size=(70, 3))
    scheme = laws.dirichlet(np.ones(3))
    got = ranks.place_counts(scores, scheme, 300, seed=4, chunk=700)
    expected = np.zeros_like(got)
    for drawn in sorted_places(scores, weights_of(scheme, 300, 4)):
        expected[np.arange(70), drawn] += 1
    np.testing.assert_array_equal(got, expected)
    tiers = ranks.place_counts(scores, scheme, 300, seed=4, edges=[1, 0])
    totals = weights_of(scheme, 300, 4)
    totals = (scores @ totals) / totals.sum(axis=0)
    assert tiers.tolist() == [
        [
            int((row >= 1).sum()),
            int(((row < 1) & (row >= 0)).sum()),
            int((row < 0).sum()),
        ]
        for row in totals
    ]


def test_one_unit_constant_columns_and_idle_dimensions():
    assert ranks.place_counts(
        np.array([[1.0, 2.0]]), laws.dirichlet([1, 1]), 50, 1
    ).tolist() == [[50]]
    constant = np.array([[5.0, 1.0], [5.0, 2.0]])
    assert ranks.place_counts(
        constant, laws.noise([0.5, 0.5], 0.25), 50, 1
    ).tolist() == [[0, 50], [50, 0]]
    idle = ranks.place_counts(
        np.array([[1.0, 9.0], [2.0, 0.0]]), laws.dirichlet([3, 0]), 50, 1
    )
    assert idle.tolist() == [[0, 50], [50, 0]]


def test_missing_scores_and_unknown_weights_are_refused():
    with pytest.raises(InputError, match="row 0, column 1: the score is nan"):
        ranks.place_counts(np.array([[1.0, np.nan]]), SCHEMES["uniform"], 5, 1)
    with pytest.raises(InputError, match="schools has no weight"):
        ranks.place_probabilities(SCORES, {"health": 1}, 100, 10, 1)


def four_errors(exact):
    return 4 * np.sqrt(exact * (1 - exact) / DRAWS) + 1e-12


def test_pairs_and_edges_agree_with_the_exact_probabilities():
    turning = reversals.pair_reversals(SCORES, WEIGHTS, 0.005).query("probability > 0")
    assert len(turning) >= 5
    for row in turning.itertuples():
        pair = SCORES.loc[[row.unit_a, row.unit_b]].to_numpy()
        share = ranks.place_counts(pair, SCHEMES["noise_25"], DRAWS, 8)[0, 1] / DRAWS
        assert abs(share - row.probability) <= four_errors(row.probability)
    counts = ranks.place_counts(SCORES, SCHEMES["noise_25"], DRAWS, 9, EDGES) / DRAWS
    for number, edge in enumerate(EDGES):
        above = counts[:, : number + 1].sum(axis=1)
        for unit, share in zip(ORDER, above, strict=True):
            distance = pairs.subtract(SCORES.loc[unit], [edge] * 4)
            exact = pairs.reversal_probability(distance, SHARES, 0.25)
            assert abs(1 - share - exact) <= four_errors(exact)


@pytest.mark.parametrize(("place", "edges"), [("rank", None), ("tier", EDGES)])
def test_probabilities_are_the_shares_of_the_counts(place, edges):
    got = ranks.place_probabilities(SCORES, WEIGHTS, 100, 5000, 7, edges)
    width = 15 if edges is None else 5
    columns = ["scheme", "unit", place, "probability", "standard_error"]
    assert list(got.columns) == columns and len(got) == 3 * 15 * width
    p = got["probability"]
    assert got["standard_error"].to_list() == pytest.approx(
        np.sqrt(p * (1 - p) / 5000).to_list()
    )
    for name, scheme in SCHEMES.items():
        counts = ranks.place_counts(SCORES, scheme, 5000, 7, edges)
        part = got[got["scheme"] == name]["probability"].to_numpy()
        np.testing.assert_array_equal(part.reshape(15, width), counts / 5000)


def test_a_unit_that_is_nowhere_better_is_never_ahead():
    # Weights of small shape vanish beside the others, and totals tie.
    rng = np.random.default_rng(1)
    common = np.repeat(rng.permutation(50) + 10.0, 2)
    scores = np.column_stack([common, np.tile([2.0, 1.0], 50)])
    law = laws.dirichlet(100 * np.array([0.9999, 0.0001]))
    for weights in laws.draw(law, 500, 1):
        found = ranks.places(scores, weights)
        assert (found[:, ::2] < found[:, 1::2]).all()
