import numpy as np
import pytest
from reported import (
    AUDIT,
    ORDER,
    RANKS,
    SCORES,
    SPANS,
    WEIGHTS,
)

from analysis import results
from compindex.robustness import reversals


def test_tables_of_probabilities():
    got = AUDIT["rank_probabilities"]
    columns = ["scheme", "unit", "rank", "probability", "standard_error"]
    assert list(got.columns) == columns and len(got) == 3 * 15 * 15
    p = got["probability"]
    assert got["standard_error"].to_list() == pytest.approx(
        np.sqrt(p * (1 - p) / 1_000_000).to_list()
    )
    for key in (["scheme", "unit"], ["scheme", "rank"]):
        assert got.groupby(key)["probability"].sum().to_list() == pytest.approx(
            [1.0] * 45
        )


def test_no_draw_leaves_the_ranges_and_many_reach_their_ends():
    seen = (
        results.read_processed("rank_probabilities")
        .query("probability > 0")
        .groupby(["scheme", "city"])["rank"]
        .agg(["min", "max"])
    )
    for scheme, audit in (
        ("noise_25", "noise_25"),
        ("dirichlet", "any_weights"),
        ("uniform", "any_weights"),
    ):
        for city in ORDER:
            (low, high), (best, worst) = seen.loc[(scheme, city)], SPANS[audit, city]
            assert best <= low <= high <= worst
            assert scheme == "dirichlet" or high == worst
            assert (
                scheme == "dirichlet"
                or low == best
                or (scheme, city) == ("uniform", "tianjin")
            )


def test_a_rank_that_no_draw_showed_is_reached():
    weights = np.array([0.0, 0.0, 0.0, 1.0])
    for city in ("tianjin", "xian"):
        assert SPANS["any_weights", city][0] == 6
    grid = np.random.default_rng(1).dirichlet([0.3] * 4, 200_000)
    totals = np.vstack([grid, weights]) @ SCORES.T.to_numpy()
    tianjin = SCORES.index.get_loc("tianjin")
    assert (1 + (totals > totals[:, [tianjin]]).sum(axis=1)).min() == 6


def test_ranges_of_single_pairs_and_choices():
    assert SPANS["rounding", "hangzhou"] == SPANS["rounding", "chengdu"] == (6, 7)
    assert all(
        SPANS["rounding", city] == (place, place)
        for place, city in enumerate(ORDER, 1)
        if place not in (6, 7)
    )
    for city in ORDER:
        assert SPANS["choices", city] == (RANKS[city].min(), RANKS[city].max())
    turned = reversals.pair_reversals(SCORES, WEIGHTS, 0.005)
    for audit, settled in (
        ("noise_10", ("dominance", "noise_25", "noise_10")),
        ("noise_25", ("dominance", "noise_25")),
    ):
        left = turned[~turned["settled_by"].isin(settled)]
        for place, city in enumerate(
            ORDER, 1
        ):  # so few pairs are open that all of a city's can turn at once
            expected = (
                place - (left["unit_b"] == city).sum(),
                place + (left["unit_a"] == city).sum(),
            )
            assert SPANS[audit, city] == expected
