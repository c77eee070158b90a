import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import claims, report
from analysis.errors import InputError
from analysis.names import DIMENSIONS
from analysis.robustness import pairs, ranks, schemes

SCORES = claims.Printed().scores.value[list(DIMENSIONS.values())]
WEIGHTS = np.array([0.35, 0.25, 0.20, 0.20])
EDGES = [85, 71, 65, 60]
SCHEMES = schemes.schemes(WEIGHTS, 100)
DRAWS = 200_000
tables = st.integers(1, 9).flatmap(
    lambda units: st.lists(
        st.lists(st.integers(0, 6), min_size=3, max_size=3),
        min_size=units,
        max_size=units,
    )
)


def weights_of(scheme, draws, seed):
    return np.concatenate(
        [part.copy() for part in schemes.draw(scheme, draws, seed)], axis=1
    )


def sorted_places(scores, weights):
    """Rank draw by draw in plain Python, the earlier of equal units first."""
    places = []
    for drawn in weights.T:
        totals = [
            float(sum(w * s for w, s in zip(drawn, row, strict=True))) for row in scores
        ]
        order = sorted(range(len(scores)), key=lambda unit: (-totals[unit], unit))
        places.append([order.index(unit) for unit in range(len(scores))])
    return np.array(places)


def places_by_contest(scores, scheme, weights, edges=None):
    contest = ranks.Contest(scores, scheme, edges)
    found = np.repeat(contest.settled[None], weights.shape[1], axis=0)
    for group, number in enumerate(contest.numbers(weights)):
        found[:, contest.units[group]] = contest.places(group)[number]
    return found


@pytest.mark.parametrize("edges", [None, EDGES], ids=["ranks", "tiers"])
@pytest.mark.parametrize("name", SCHEMES)
def test_every_draw_agrees_with_sorting(name, edges):
    weights = weights_of(SCHEMES[name], 20_000, 3)
    got = places_by_contest(SCORES.to_numpy(), SCHEMES[name], weights, edges)
    np.testing.assert_array_equal(got, ranks.places(SCORES.to_numpy(), weights, edges))
    if edges is None:
        np.testing.assert_array_equal(
            got[:300], sorted_places(SCORES.to_numpy(), weights[:, :300])
        )


@given(
    tables, st.sampled_from(["noise", "dirichlet", "uniform", "idle"]), st.booleans()
)
@settings(max_examples=60)
def test_any_table_agrees_with_sorting_ties_included(table, law, small):
    scores, weights = np.array(table, float), np.array([0.5, 0.3, 0.2])
    idle = np.array([0.6, 0.4, 0.0])
    scheme = {
        "noise": schemes.noise(weights, 0.9),
        "dirichlet": schemes.dirichlet(5 * weights),
        "uniform": schemes.dirichlet(np.ones(3)),
        "idle": schemes.dirichlet(5 * idle),
    }[law]
    with pytest.MonkeyPatch.context() as patched:
        if small:  # many small groups of units in place of one
            patched.setattr(ranks, "_LARGEST_NUMBER", 20)
        counts = ranks.place_counts(scores, scheme, 60, seed=1, chunk=17)
    expected = np.zeros_like(counts)
    for drawn in sorted_places(scores, weights_of(scheme, 60, 1)):
        expected[np.arange(len(scores)), drawn] += 1
    np.testing.assert_array_equal(counts, expected)


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


def four_errors(exact):
    return 4 * np.sqrt(exact * (1 - exact) / DRAWS) + 1e-12


def test_pairs_and_edges_agree_with_the_exact_probabilities():
    for row in report.read_processed("pair_reversals").itertuples():
        pair = SCORES.loc[[row.city_a, row.city_b]].to_numpy()
        share = ranks.place_counts(pair, SCHEMES["noise_25"], DRAWS, 8)[0, 1] / DRAWS
        assert abs(share - row.probability) <= four_errors(row.probability)
    counts = (
        ranks.place_counts(SCORES.to_numpy(), SCHEMES["noise_25"], DRAWS, 9, EDGES)
        / DRAWS
    )
    for number, edge in enumerate(EDGES):
        for city, share in zip(
            SCORES.index, counts[:, : number + 1].sum(axis=1), strict=True
        ):
            exact = pairs.reversal_probability(
                (SCORES.loc[city] - edge).round(2), WEIGHTS, 0.25
            )
            assert abs(1 - share - exact) <= four_errors(exact)


def test_an_edge_that_a_score_lies_on_is_not_above_it():
    """However many units there are: 60 in all dimensions is 60 under all weights."""
    law = schemes.noise([0.35, 0.25, 0.20, 0.20], 0.25)
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
        ranks.place_counts(scores, schemes.dirichlet([1, 1, 1]), 400, 1, chunk=chunk)
        for chunk in (7, 400, 8192)
    ]
    assert all((other == counts[0]).all() for other in counts)


def test_borders_are_kept_if_no_unit_from_below_comes_up():
    got = ranks.border_probabilities(
        SCORES, dict(zip(SCORES, WEIGHTS, strict=True)), 100, 3000, 2020
    )
    assert got.index.to_list() == list(range(1, 15)) and list(got.columns) == list(
        SCHEMES
    )
    ranked = SCORES.loc[
        (SCORES @ WEIGHTS).sort_values(ascending=False).index
    ].to_numpy()
    shuffled = ranks.border_probabilities(
        SCORES.iloc[::-1], dict(zip(SCORES, WEIGHTS, strict=True)), 100, 3000, 2020
    )
    pd.testing.assert_frame_equal(shuffled, got)
    for name in SCHEMES:
        kept = [
            {*row.argsort()[:9]} == {*range(9)}
            for row in sorted_places(ranked, weights_of(SCHEMES[name], 3000, 2020))
        ]
        assert got.at[9, name] == np.mean(kept)
    pair = report.read_processed("pair_reversals").set_index(["city_a", "city_b"])[
        "probability"
    ]
    assert abs(1 - got.at[9, "noise_25"] - pair["chongqing", "xian"]) < 4 * np.sqrt(
        0.03 * 0.97 / 3000
    )


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
        ranks.place_probabilities(
            SCORES, dict(zip(SCORES, WEIGHTS, strict=True)), **settings
        )


def test_settings_are_checked_where_nothing_has_to_be_drawn():
    settled = np.array([[2.0, 2.0], [1.0, 1.0]])
    for draws, seed, message in ((-5, 1, "-5 draws"), (5, -1, "the seed -1")):
        with pytest.raises(InputError, match=message):
            ranks.place_counts(settled, schemes.dirichlet([1, 1]), draws, seed)


def test_standard_errors_and_order_by_hand():
    table = SCORES.iloc[[3, 0, 7]]
    got = ranks.place_probabilities(
        table, dict(zip(SCORES, WEIGHTS, strict=True)), 5, 10, 1
    )
    assert list(dict.fromkeys(got["city"])) == ["wuhan", "shenzhen", "nanjing"]
    p = got["probability"]
    assert got["standard_error"].to_list() == pytest.approx(
        [(share * (1 - share) / 10) ** 0.5 for share in p]
    )


def test_more_than_64_units_are_sorted():
    scores = np.random.default_rng(0).normal(size=(70, 3))
    scheme = schemes.dirichlet(np.ones(3))
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
        np.array([[1.0, 2.0]]), schemes.dirichlet([1, 1]), 50, 1
    ).tolist() == [[50]]
    constant = np.array([[5.0, 1.0], [5.0, 2.0]])
    assert ranks.place_counts(
        constant, schemes.noise([0.5, 0.5], 0.25), 50, 1
    ).tolist() == [[0, 50], [50, 0]]
    idle = ranks.place_counts(
        np.array([[1.0, 9.0], [2.0, 0.0]]), schemes.dirichlet([3, 0]), 50, 1
    )
    assert idle.tolist() == [[0, 50], [50, 0]]


def test_table_of_probabilities():
    got = ranks.place_probabilities(
        SCORES, dict(zip(SCORES, WEIGHTS, strict=True)), 100, 1_000_000, 2020
    )
    assert (
        list(got.columns) == ["scheme", "city", "rank", "probability", "standard_error"]
        and len(got) == 3 * 15 * 15
    )
    pd.testing.assert_frame_equal(
        got, report.read_processed("rank_probabilities"), rtol=1e-10
    )
    p = got["probability"]
    assert got["standard_error"].to_list() == pytest.approx(
        np.sqrt(p * (1 - p) / 1_000_000).to_list()
    )
    for key in (["scheme", "city"], ["scheme", "rank"]):
        assert got.groupby(key)["probability"].sum().to_list() == pytest.approx(
            [1.0] * 45
        )
    tiers = ranks.place_probabilities(
        SCORES, dict(zip(SCORES, WEIGHTS, strict=True)), 100, 1_000_000, 2020, EDGES
    )
    pd.testing.assert_frame_equal(
        tiers, report.read_processed("tier_probabilities"), rtol=1e-10
    )


def test_missing_scores_and_unknown_weights_are_refused():
    with pytest.raises(InputError, match="row 0, column 1: the score is nan"):
        ranks.place_counts(np.array([[1.0, np.nan]]), SCHEMES["uniform"], 5, 1)
    with pytest.raises(InputError, match="social has no weight"):
        ranks.place_probabilities(SCORES, {"media": 1}, 100, 10, 1)
