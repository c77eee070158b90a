import numpy as np
import pytest
from drawing import sorted_places, weights_of
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import EDGES, SCORES, SHARES

from compindex.robustness import (
    contest,
    laws,
    ranks,
)

SCHEMES = laws.schemes(SHARES, 100)


tables = st.integers(1, 9).flatmap(
    lambda units: st.lists(
        st.lists(st.integers(0, 6), min_size=3, max_size=3),
        min_size=units,
        max_size=units,
    )
)


def places_by_contest(scores, scheme, weights, edges=None):
    played = contest.Contest(scores, scheme, edges)
    found = np.repeat(played.settled[None], weights.shape[1], axis=0)
    for group, number in enumerate(played.numbers(weights)):
        found[:, played.units[group]] = played.places(group)[number]
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
        "noise": laws.noise(weights, 0.9),
        "dirichlet": laws.dirichlet(5 * weights),
        "uniform": laws.dirichlet(np.ones(3)),
        "idle": laws.dirichlet(5 * idle),
    }[law]
    with pytest.MonkeyPatch.context() as patched:
        if small:  # many small groups of units in place of one
            patched.setattr(contest, "_LARGEST_NUMBER", 20)
        counts = ranks.place_counts(scores, scheme, 60, seed=1, chunk=17)
    expected = np.zeros_like(counts)
    for drawn in sorted_places(scores, weights_of(scheme, 60, 1)):
        expected[np.arange(len(scores)), drawn] += 1
    np.testing.assert_array_equal(counts, expected)
