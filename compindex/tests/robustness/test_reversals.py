import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS

from compindex.robustness import pairs, reversals

RNG = np.random.default_rng(5)
TABLE = pd.DataFrame(RNG.uniform(1, 100, (7, 6)).round(3))
SHARES = pd.Series([0.3, 0.2, 0.2, 0.1, 0.1, 0.1])
FOUND = reversals.pair_reversals(TABLE, SHARES, 0.0)


def test_each_pair_is_that_of_the_two_units_alone():
    for row in FOUND.itertuples():
        apart = pairs.subtract(TABLE.loc[row.unit_a], TABLE.loc[row.unit_b])
        assert row.gap == pytest.approx(np.dot(apart, SHARES), abs=1e-12)
        assert row.settled_by == pairs.settled_by(apart, SHARES)
        exact = pairs.reversal_probability(apart, SHARES, 0.25)
        assert row.probability == pytest.approx(exact, rel=1e-9)
        nearest = pairs.smallest_change(apart, SHARES)
        if nearest is None:
            assert np.isnan(row.smallest_weight_change)
        else:
            change = abs(nearest - SHARES).sum()
            assert row.smallest_weight_change == pytest.approx(change, abs=1e-11)


def test_numbers_of_many_digits_are_compared_as_exactly():
    long = TABLE / 3
    got = reversals.pair_reversals(long, SHARES, 0.0)
    for row in got.head(5).itertuples():
        apart = pairs.subtract(long.loc[row.unit_a], long.loc[row.unit_b])
        exact = pairs.reversal_probability(apart, SHARES, 0.25)
        assert row.probability == pytest.approx(exact, abs=1e-15)


def test_what_is_beyond_the_steps_is_drawn_and_says_so():
    none = reversals.pair_reversals(TABLE, SHARES, 0.0, steps=0)
    open_ = ~FOUND["settled_by"].isin(["dominance", "noise_25"])
    assert open_.any() and (FOUND["found_by"] == "exact").all()
    assert (none.loc[open_, "found_by"] == "draws").all()
    assert (none.loc[~open_, "found_by"] == "exact").all()
    far = abs(none["probability"] - FOUND["probability"])
    error = np.sqrt(FOUND["probability"] * (1 - FOUND["probability"]) / reversals.DRAWS)
    assert (far <= 4 * error + 1e-12).all()
    p = none.loc[open_, "probability"]
    expected = np.sqrt(p * (1 - p) / reversals.DRAWS)
    pd.testing.assert_series_equal(
        none.loc[open_, "standard_error"], expected, check_names=False
    )
    pd.testing.assert_frame_equal(
        none.drop(columns=["probability", "standard_error", "found_by"]),
        FOUND.drop(columns=["probability", "standard_error", "found_by"]),
    )


def test_pairs_that_differ_in_few_dimensions_are_exact_first():
    table = pd.DataFrame(
        [[50, 60, 50, 50], [60, 49.5, 50, 50], [59, 45, 56, 53.0]], list("xyz")
    )
    even = pd.Series([0.25] * 4)
    # Two dimensions take 2 * 2 steps, four 4 * 4.
    got = reversals.pair_reversals(table, even, 0.0, steps=10)
    by = got.set_index(["unit_a", "unit_b"])["found_by"].to_dict()
    assert by["x", "y"] == "exact" and "draws" in by.values()


def test_one_unit_alike_units_and_idle_dimensions():
    one = reversals.pair_reversals(SCORES.iloc[:1], WEIGHTS, 0.005)
    assert one.empty and list(one.columns) == reversals.COLUMNS
    table = pd.DataFrame({"a": [2.0, 2.0, 1.0], "b": [5.0, 5.0, 9.0]}, ["x", "y", "z"])
    got = reversals.pair_reversals(table, {"a": 1, "b": 0}, 0.5).set_index(
        ["unit_a", "unit_b"]
    )
    assert got.loc[("x", "y"), ["gap", "settled_by", "probability"]].to_list() == [
        0,
        "dominance",
        0,
    ]
    # b counts for nothing, so noise cannot help z; weights that may be anything can.
    assert got.loc[("x", "z"), ["gap", "settled_by", "probability"]].to_list() == [
        1,
        "noise_25",
        0,
    ]
    assert got.loc[("x", "z"), "smallest_weight_change"] == pytest.approx(2 / 5)
