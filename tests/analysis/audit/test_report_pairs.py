from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from reported import (
    EDGES,
    PRINTED,
    REVERSALS,
    SCORES,
    SHARES,
    WEIGHTS,
)

from analysis import results
from analysis.report.words import as_cities
from compindex import readings
from compindex.robustness import (
    laws,
    pairs,
    ranks,
    reversals,
)


@pytest.mark.parametrize(
    ("first", "second"),
    [("hangzhou", "chengdu"), ("chongqing", "xian"), ("suzhou", "changsha")],
)
def test_probability_against_draws(first, second):
    difference, n = (
        (SCORES.loc[first] - SCORES.loc[second]).round(2).to_numpy(),
        400_000,
    )
    noise = np.random.default_rng(7).uniform(-0.25, 0.25, (n, 4))
    got = pairs.reversal_probability(difference, SHARES, 0.25)
    share = ((SHARES.to_numpy() * (1 + noise)) @ difference < 0).mean()
    assert abs(share - got) < 4 * np.sqrt(got * (1 - got) / n)


def test_all_pairs_of_the_report():
    got = reversals.pair_reversals(SCORES, WEIGHTS, 0.005)
    assert list(got.columns) == reversals.COLUMNS and len(got) == 105
    assert list(zip(got["unit_a"], got["unit_b"], strict=True)) == list(
        combinations(results.read_processed("index")["city"], 2)
    )
    assert got["settled_by"].value_counts().to_dict() == {
        "dominance": 77,
        "noise_25": 23,
        "noise_10": 2,
        "open": 3,
    }
    assert got["rounding_bound"].eq(0.01).all()
    totals = SCORES @ SHARES
    assert got["gap"].to_list() == pytest.approx(
        [totals[row.unit_a] - totals[row.unit_b] for row in got.itertuples()]
    )
    dominated = got["settled_by"] == "dominance"
    assert got["smallest_weight_change"].isna().equals(dominated)
    assert (
        got.loc[got["probability"] > 0, "settled_by"].isin(["noise_10", "open"])
    ).all() and (got["probability"] > 0).sum() == 5
    written = results.read_processed("pair_reversals")
    written = written.astype({"standard_error": float})  # zeros are written as 0
    pd.testing.assert_frame_equal(as_cities(got), written, rtol=1e-10)


def test_rounding_leaves_one_pair_open():
    assert readings.undecided_by_rounding(
        PRINTED.totals, list(PRINTED.ranks.index)
    ) == [("hangzhou", "chengdu")]


DRAWS = 200_000
SCHEMES = laws.schemes(SHARES, 100)


def four_errors(exact):
    return 4 * np.sqrt(exact * (1 - exact) / DRAWS) + 1e-12


def test_pairs_and_edges_agree_with_the_exact_probabilities():
    for row in REVERSALS.itertuples():
        pair = SCORES.loc[[row.unit_a, row.unit_b]].to_numpy()
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
                (SCORES.loc[city] - edge).round(2), SHARES, 0.25
            )
            assert abs(1 - share - exact) <= four_errors(exact)
