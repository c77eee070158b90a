import numpy as np
import pytest
from drawing import sorted_places, weights_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import EDGES, SCORES, SHARES

from compindex.robustness import comparisons, laws, ranks

SCHEMES = laws.schemes(SHARES, 100)


tables = st.integers(1, 9).flatmap(
    lambda units: st.lists(
        st.lists(st.integers(0, 6), min_size=3, max_size=3),
        min_size=units,
        max_size=units,
    )
)


def places_by_comparing(scores, scheme, weights, edges=None):
    compared = comparisons.OpenComparisons(scores, scheme, edges)
    found = np.repeat(compared.settled[None], weights.shape[1], axis=0)
    found[:, compared.moving] = compared.places(weights).T
    return found


@pytest.mark.parametrize("edges", [None, EDGES], ids=["ranks", "tiers"])
@pytest.mark.parametrize("name", SCHEMES)
def test_every_draw_agrees_with_sorting(name, edges):
    weights = weights_of(SCHEMES[name], 20_000, 3)
    got = places_by_comparing(SCORES.to_numpy(), SCHEMES[name], weights, edges)
    np.testing.assert_array_equal(got, ranks.places(SCORES.to_numpy(), weights, edges))
    if edges is None:
        np.testing.assert_array_equal(
            got[:300], sorted_places(SCORES.to_numpy(), weights[:, :300])
        )


@given(tables, st.sampled_from(["noise", "dirichlet", "uniform", "idle"]))
@settings(max_examples=60)
def test_any_table_agrees_with_sorting_ties_included(table, law):
    scores, weights = np.array(table, float), np.array([0.5, 0.3, 0.2])
    idle = np.array([0.6, 0.4, 0.0])
    scheme = {
        "noise": laws.noise(weights, 0.9),
        "dirichlet": laws.dirichlet(5 * weights),
        "uniform": laws.dirichlet(np.ones(3)),
        "idle": laws.dirichlet(5 * idle),
    }[law]
    counts = ranks.place_counts(scores, scheme, 60, seed=1, chunk=17)
    expected = np.zeros_like(counts)
    for drawn in sorted_places(scores, weights_of(scheme, 60, 1)):
        expected[np.arange(len(scores)), drawn] += 1
    np.testing.assert_array_equal(counts, expected)


def test_what_noise_cannot_turn_is_not_compared():
    """Of the invented units only neighbours can change places."""
    compared = comparisons.OpenComparisons(SCORES.to_numpy(), SCHEMES["noise_25"])
    weights = np.array(list(SHARES))
    for difference in compared.differences:
        gap = abs(difference @ weights)
        assert gap < 0.25 * (abs(difference) @ weights)
