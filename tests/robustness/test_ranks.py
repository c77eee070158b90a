import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import claims, report
from analysis.errors import InputError
from analysis.names import DIMENSIONS
from analysis.robustness import pairs, ranks

SCORES = claims.Printed().scores.value[list(DIMENSIONS.values())]
WEIGHTS = np.array([0.35, 0.25, 0.20, 0.20])
EDGES = [85, 71, 65, 60]
SCHEMES = ranks.schemes(WEIGHTS, 100)
DRAWS = 200_000
tables = st.integers(1, 9).flatmap(
    lambda units: st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=units, max_size=units)
)


def weights_of(scheme, draws, seed):
    return np.concatenate([part.copy() for part in ranks.draw(scheme, draws, seed)], axis=1)


def sorted_places(scores, weights):
    """Rank draw by draw in plain Python, the earlier of equal units first."""
    places = []
    for drawn in weights.T:
        totals = [float(sum(w * s for w, s in zip(drawn, row))) for row in scores]
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
        np.testing.assert_array_equal(got[:300], sorted_places(SCORES.to_numpy(), weights[:, :300]))


@given(tables, st.sampled_from(["noise", "dirichlet", "uniform", "idle"]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_any_table_agrees_with_sorting_ties_included(table, law, small):
    scores, weights = np.array(table, float), np.array([0.5, 0.3, 0.2])
    idle = np.array([0.6, 0.4, 0.0])
    scheme = {
        "noise": ranks.noise(weights, 0.9),
        "dirichlet": ranks.dirichlet(5 * weights),
        "uniform": ranks.dirichlet(np.ones(3)),
        "idle": ranks.dirichlet(5 * idle),
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
    counts = [ranks.place_counts(SCORES.to_numpy(), SCHEMES[name], 5000, 1, chunk=chunk) for chunk in (13, 999, 5000, 8192)]
    assert all((other == counts[0]).all() for other in counts) and (counts[0].sum(axis=1) == 5000).all()


def test_a_draw_can_be_made_again_from_the_seed():
    expected = [np.random.default_rng(stream).random(5) for stream in np.random.SeedSequence(11).spawn(4)]
    expected = WEIGHTS[:, None] * (1 + 0.25 * (2 * np.array(expected) - 1))
    np.testing.assert_allclose(weights_of(SCHEMES["noise_25"], 5, 11), expected, rtol=1e-14)


def test_laws_have_their_moments():
    for name, concentration, mean in (("dirichlet", 100, WEIGHTS), ("uniform", 4, np.full(4, 0.25))):
        drawn = weights_of(SCHEMES[name], DRAWS, 5)
        drawn = drawn / drawn.sum(axis=0)
        variance = mean * (1 - mean) / (concentration + 1)
        assert abs(drawn.mean(axis=1) - mean).max() < 4 * np.sqrt(variance / DRAWS).max()
        assert drawn.var(axis=1) == pytest.approx(variance, rel=0.03)
    drawn = weights_of(SCHEMES["noise_25"], DRAWS, 5) / WEIGHTS[:, None] - 1
    assert abs(drawn).max() <= 0.25 + 1e-12 and drawn.var(axis=1) == pytest.approx(np.full(4, 0.25**2 / 3), rel=0.02)


def four_errors(exact):
    return 4 * np.sqrt(exact * (1 - exact) / DRAWS) + 1e-12


def test_pairs_and_edges_agree_with_the_exact_probabilities():
    for row in report.read_processed("pair_reversals").itertuples():
        pair = SCORES.loc[[row.city_a, row.city_b]].to_numpy()
        share = ranks.place_counts(pair, SCHEMES["noise_25"], DRAWS, 8)[0, 1] / DRAWS
        assert abs(share - row.probability) <= four_errors(row.probability)
    counts = ranks.place_counts(SCORES.to_numpy(), SCHEMES["noise_25"], DRAWS, 9, EDGES) / DRAWS
    for number, edge in enumerate(EDGES):
        for city, share in zip(SCORES.index, counts[:, : number + 1].sum(axis=1)):
            exact = pairs.reversal_probability((SCORES.loc[city] - edge).round(2), WEIGHTS, 0.25)
            assert abs(1 - share - exact) <= four_errors(exact)


def test_first_places_agree_with_the_volumes():
    exact = ranks.first_rank_acceptability(SCORES)
    assert exact.sum() == pytest.approx(1) and (exact > 0).sum() == 3
    shares = ranks.place_counts(SCORES.to_numpy(), SCHEMES["uniform"], DRAWS, 10)[:, 0] / DRAWS
    assert (abs(shares - exact) <= four_errors(exact)).all()


def test_volumes_by_hand():
    # x is ahead of y where w_a > w_b: half of the triangle. z is nowhere first.
    table = pd.DataFrame({"a": [2, 1, 0], "b": [1, 2, 0], "c": [1, 1, 1]}, ["x", "y", "z"])
    assert ranks.first_rank_acceptability(table).to_list() == pytest.approx([0.5, 0.5, 0])
    # First where 3 w_a > 1: of the triangle, all but a strip; what is left is a triangle with sides two thirds as long.
    table = pd.DataFrame({"a": [3, 1], "b": [0, 1], "c": [0, 1]}, ["x", "y"])
    assert ranks.first_rank_acceptability(table).to_list() == pytest.approx([4 / 9, 5 / 9])
    alike = pd.DataFrame({"a": [1, 1], "b": [2, 2], "c": [3, 3]}, ["x", "y"])
    assert ranks.first_rank_acceptability(alike).to_list() == pytest.approx([1, 1])
    assert ranks.first_rank_acceptability(table.iloc[:1]).to_list() == pytest.approx([1])
    with pytest.raises(InputError, match="2 dimensions; expected three or more"):
        ranks.first_rank_acceptability(table[["a", "b"]])


def test_more_than_64_units_are_sorted():
    scores = np.random.default_rng(0).normal(size=(70, 3))
    scheme = ranks.dirichlet(np.ones(3))
    got = ranks.place_counts(scores, scheme, 300, seed=4, chunk=700)
    expected = np.zeros_like(got)
    for drawn in sorted_places(scores, weights_of(scheme, 300, 4)):
        expected[np.arange(70), drawn] += 1
    np.testing.assert_array_equal(got, expected)
    tiers = ranks.place_counts(scores, scheme, 300, seed=4, edges=[1, 0])
    totals = weights_of(scheme, 300, 4)
    totals = (scores @ totals) / totals.sum(axis=0)
    assert tiers.tolist() == [
        [int((row >= 1).sum()), int(((row < 1) & (row >= 0)).sum()), int((row < 0).sum())] for row in totals
    ]


def test_one_unit_constant_columns_and_idle_dimensions():
    assert ranks.place_counts(np.array([[1.0, 2.0]]), ranks.dirichlet([1, 1]), 50, 1).tolist() == [[50]]
    constant = np.array([[5.0, 1.0], [5.0, 2.0]])
    assert ranks.place_counts(constant, ranks.noise([0.5, 0.5], 0.25), 50, 1).tolist() == [[0, 50], [50, 0]]
    idle = ranks.place_counts(np.array([[1.0, 9.0], [2.0, 0.0]]), ranks.dirichlet([3, 0]), 50, 1)
    assert idle.tolist() == [[0, 50], [50, 0]]


def test_table_of_probabilities():
    got = ranks.place_probabilities(SCORES, dict(zip(SCORES, WEIGHTS)), 100, 1_000_000, 2020)
    assert list(got.columns) == ["scheme", "city", "rank", "probability", "standard_error"] and len(got) == 3 * 15 * 15
    pd.testing.assert_frame_equal(got, report.read_processed("rank_probabilities"), rtol=1e-10)
    p = got["probability"]
    assert got["standard_error"].to_list() == pytest.approx(np.sqrt(p * (1 - p) / 1_000_000).to_list())
    for key in (["scheme", "city"], ["scheme", "rank"]):
        assert got.groupby(key)["probability"].sum().to_list() == pytest.approx([1.0] * 45)
    tiers = ranks.place_probabilities(SCORES, dict(zip(SCORES, WEIGHTS)), 100, 1_000_000, 2020, EDGES)
    pd.testing.assert_frame_equal(tiers, report.read_processed("tier_probabilities"), rtol=1e-10)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ranks.noise([0.5, 0.5], 0), "noise of 0; expected a share above 0 and at most 1"),
        (lambda: ranks.noise([0.5, 0.5], 1.5), "noise of 1.5"),
        (lambda: ranks.dirichlet([1, -1]), "expected numbers of zero and above"),
        (lambda: ranks.dirichlet([0, 0]), "at least one above zero"),
        (lambda: ranks.place_counts(np.array([[1.0, np.nan]]), SCHEMES["uniform"], 5, 1), "row 0, column 1: the score is nan"),
        (lambda: ranks.first_rank_acceptability(SCORES.replace(90.76, np.nan)), "row wuhan, column media: the score is nan"),
        (lambda: ranks.place_probabilities(SCORES, {"media": 1}, 100, 10, 1), "social is weighted or scored, not both"),
    ],
)
def test_laws_that_do_not_exist_are_refused(make, message):
    with pytest.raises(InputError, match=message):
        make()
