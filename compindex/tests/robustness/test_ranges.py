from fractions import Fraction
from itertools import combinations, pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import ORDER, SCORES, TOTALS, WEIGHTS

from compindex import readings
from compindex.errors import InputError
from compindex.robustness import (
    choices,
    joint,
    laws,
    programmes,
    ranges,
)

CHOICE_TOTALS, _ = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.all_ranks(CHOICE_TOTALS)
UNDECIDED = readings.undecided_by_rounding(TOTALS, ORDER)
RANGES = ranges.rank_ranges(SCORES, WEIGHTS, UNDECIDED, RANKS)


def ends_of(table, law):
    """Give the best and the worst ranks, all of them exact."""
    got = ranges.extreme_ranks(table, law)
    assert (got["found_by"] == "exact").all()
    return got[["best", "worst"]]


tables = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=6
)


def ranks_along_the_segment(table, low, high):
    """Rank by all weights (t, 1 - t), low <= t <= high: at the ends, where two units
    tie, and between.
    """
    cuts = {low, high}
    for (a, b), (c, d) in combinations(table, 2):
        if a - c != b - d:
            cuts |= {
                cut
                for cut in [Fraction(d - b, (a - c) - (b - d))]
                if low <= cut <= high
            }
    cuts = sorted(cuts)
    totals = [
        [t * a + (1 - t) * b for a, b in table]
        for t in cuts + [(x + y) / 2 for x, y in pairwise(cuts)]
    ]
    nowhere_worse = {
        (i, j)
        for i in range(len(table))
        for j in range(len(table))
        if all(row[j] >= row[i] for row in totals)
    }
    better = {
        (i, j) for i, j in nowhere_worse if any(row[j] > row[i] for row in totals)
    }
    return [
        [
            1 + sum(row[j] > row[i] or (i, j) in better for j in range(len(table)))
            for row in totals
        ]
        for i in range(len(table))
    ]


@given(tables, st.booleans())
@settings(max_examples=60)
def test_extremes_of_two_dimensions_by_enumeration(table, all_weights):
    law = laws.dirichlet([1, 1]) if all_weights else laws.noise([0.5, 0.5], 0.25)
    # 0.375 against 0.625.
    low, high = (
        (Fraction(0), Fraction(1)) if all_weights else (Fraction(3, 8), Fraction(5, 8))
    )
    got = ends_of(pd.DataFrame(table, dtype=float), law)
    for row, expected in zip(
        got.itertuples(index=False),
        ranks_along_the_segment(table, low, high),
        strict=True,
    ):
        assert tuple(row) == (min(expected), max(expected))


@given(
    st.lists(st.tuples(*[st.integers(0, 6)] * 3), min_size=2, max_size=5),
    st.sampled_from([0.25, 1.0]),
    st.integers(0, 99),
)
@settings(max_examples=25)
def test_no_weights_lead_out_of_the_extremes(table, width, seed):
    weights = np.array([0.5, 0.3, 0.2])
    got = ranges.extreme_ranks(
        pd.DataFrame(table, dtype=float), laws.noise(weights, width)
    )
    drawn = weights * (1 + width * np.random.default_rng(seed).uniform(-1, 1, (400, 3)))
    totals = (drawn @ np.array(table).T).round(9)
    seen = 1 + (totals[:, None, :] > totals[:, :, None]).sum(axis=2)
    assert (seen.min(axis=0) >= got["best"]).all() and (
        seen.max(axis=0) <= got["worst"]
    ).all()


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_the_unit_of_weights_and_of_scores_changes_nothing(scale):
    table = pd.DataFrame([[0.0, 3.0, 3.0], [1.0, 2.0, 1.0]])
    for scores, factor in ((table, scale), (table * scale, 1.0)):
        law = laws.noise(np.array([0.5, 0.3, 0.2]) * factor, 0.25)
        assert ends_of(scores, law).to_numpy().tolist() == [[1, 2], [1, 2]]


def test_noise_as_wide_as_the_weights_admits_every_direction():
    table = pd.DataFrame({"a": [1.0, 0.0], "b": [0.0, 1.0]})
    assert ends_of(table, laws.noise([0.9, 0.1], 1)).to_numpy().tolist() == [
        [1, 2],
        [1, 2],
    ]
    idle = ends_of(table, laws.noise([0.3, 0.0], 1))
    assert idle.to_numpy().tolist() == [[1, 1], [2, 2]]


def test_a_rival_that_is_level_at_a_corner_only_is_ahead_throughout():
    # 0.75 * 0.5 = 0.375 = 1.25 * 0.3: at this corner the two are level, everywhere else
    # the second is ahead.
    table = pd.DataFrame([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
    for weights in ([0.5, 0.3, 0.2], [0.35, 0.21, 0.44]):
        assert ends_of(table, laws.noise(weights, 0.25)).to_numpy().tolist() == [
            [2, 2],
            [1, 1],
        ]


def test_ranges_follow_the_totals_not_the_table():
    undecided = readings.undecided_by_rounding(TOTALS, ORDER)
    got = ranges.rank_ranges(SCORES.iloc[::-1], WEIGHTS, undecided, RANKS)
    pd.testing.assert_frame_equal(got, RANGES)


def test_ranges_with_methods_and_weights_together():
    drawn = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, 2_700, 1)
    got = ranges.rank_ranges(SCORES, WEIGHTS, UNDECIDED, RANKS, drawn)
    pd.testing.assert_frame_equal(got[got["audit"] != "joint"], RANGES)
    added = got[got["audit"] == "joint"]
    assert added["best"].to_list() == drawn["p05"].to_list()
    assert added["worst"].to_list() == drawn["p95"].to_list()
    assert added["unit"].to_list() == ORDER


def test_a_programme_without_a_solution_is_told(monkeypatch):
    from scipy import optimize

    monkeypatch.setattr(
        optimize,
        "milp",
        lambda *_, **__: optimize.OptimizeResult(
            fun=None, status=4, message="too hard"
        ),
    )
    with pytest.raises(InputError, match="no extreme rank can be computed: too hard"):
        ranges.extreme_ranks(SCORES, laws.dirichlet([1] * 4))


def test_one_unit_alike_units_and_missing_scores():
    law = laws.dirichlet([1, 1])
    assert ends_of(pd.DataFrame({"a": [3.0], "b": [1.0]}), law).to_numpy().tolist() == [
        [1, 1]
    ]
    alike = ends_of(pd.DataFrame({"a": [3.0, 3.0, 1.0], "b": [1.0, 1.0, 0.0]}), law)
    assert alike.to_numpy().tolist() == [[1, 1], [1, 1], [3, 3]]
    with pytest.raises(InputError, match="row 0, column b: the score is nan"):
        ranges.extreme_ranks(pd.DataFrame({"a": [3.0], "b": [np.nan]}), law)
    totals, _ = choices.all_totals(SCORES.iloc[:1], WEIGHTS)
    one = ranges.rank_ranges(SCORES.iloc[:1], WEIGHTS, [], choices.all_ranks(totals))
    assert one[["best", "worst"]].eq(1).all(axis=None) and len(one) == 5


RNG = np.random.default_rng(2)
WIDE = pd.DataFrame(RNG.normal(size=(14, 5)).round(2))
ANY = laws.dirichlet(np.ones(5))


def test_beyond_the_steps_are_bounds_that_hold_what_is_exact():
    exact = ranges.extreme_ranks(WIDE, ANY)
    assert (exact["found_by"] == "exact").all()
    bounds = ranges.extreme_ranks(WIDE, ANY, steps=0)
    assert set(bounds["found_by"]) == {"exact", "bounds"}
    assert (bounds["best"] <= exact["best"]).all()
    assert (bounds["worst"] >= exact["worst"]).all()
    sure = bounds["found_by"] == "exact"
    pd.testing.assert_frame_equal(bounds[sure], exact[sure])
    rounds = ranges.extreme_ranks(WIDE, ANY, steps=20_000)
    assert 0 < (rounds["found_by"] == "bounds").sum() < (~sure).sum()


def test_a_programme_that_is_given_up_leaves_bounds(monkeypatch):
    exact = ranges.extreme_ranks(WIDE, ANY)
    monkeypatch.setattr(programmes, "NODES", 0)
    got = ranges.extreme_ranks(WIDE, ANY)
    assert "bounds" in set(got["found_by"])
    assert (got["best"] <= exact["best"]).all()
    assert (got["worst"] >= exact["worst"]).all()


def test_rows_say_how_they_were_found():
    drawn = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, 2_700, 1)
    got = ranges.rank_ranges(SCORES, WEIGHTS, UNDECIDED, RANKS, drawn)
    by = got.groupby("audit")["found_by"].agg(set)
    assert by.pop("joint") == {"draws"}
    assert all(found == {"exact"} for found in by)


@pytest.mark.parametrize("factor", [1.0, 1e5, 1e-5])
def test_the_unit_of_a_dimension_decides_nothing(factor):
    # By the second dimension alone the second and the last are ahead of the first.
    table = pd.DataFrame([[5.0, 0.5], [4.0, 0.6], [6.0, 0.4], [0.1, 0.55]])
    scaled = table * [factor, 1.0]
    expected = [[1, 3], [1, 3], [1, 4], [2, 4]]
    assert ends_of(scaled, laws.dirichlet([1, 1])).to_numpy().tolist() == expected


def test_a_lead_that_is_hardly_one_makes_a_bound():
    table = pd.DataFrame([[0.0, 0.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, 5e-6]])
    got = ranges.extreme_ranks(table, laws.dirichlet([1, 1])).iloc[0]
    # With all weight on the second dimension two are ahead.
    assert got["worst"] >= 3 and got["found_by"] == "bounds"
