import itertools
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ranking import rule
from compindex import standardize

COUNTS = st.integers(2, 10**9)


def test_log_rule_gives_a_printed_score():
    # Table 8: Wuhan's 254,000,000 posts score 93.58 on TikTok; by hand, 100 · ln 254e6
    # / ln 957.3e6.
    assert (
        round(float(standardize.log_reference([254_000_000], 957.3e6)[0]), 2) == 93.58
    )


@given(
    st.lists(COUNTS, min_size=2, max_size=6, unique=True), st.integers(10**9, 10**12)
)
def test_true_reference_is_always_admissible(counts, reference):
    counts = pd.Series(counts)
    scores = (100 * np.log(counts) / np.log(reference)).round(2)
    low, high, outside = rule.consensus(
        rule.admissible_references(counts, scores, 0.005)
    )
    assert outside == []
    assert low * (1 - 1e-9) <= reference <= high * (1 + 1e-9)


INTERVALS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 6)), min_size=1, max_size=6
)


@given(INTERVALS)
def test_consensus_is_the_largest_group_with_a_common_part(intervals):
    frame = pd.DataFrame(
        [(low, low + width) for low, width in intervals], columns=["low", "high"]
    )
    low, high, outside = rule.consensus(frame)
    largest = max(
        len(group)
        for size in range(1, len(frame) + 1)
        for group in itertools.combinations(frame.itertuples(), size)
        if max(row.low for row in group) <= min(row.high for row in group)
    )
    assert len(frame) - len(outside) == largest
    assert low <= high
    inside = frame.drop(index=outside)
    assert (inside["low"] <= low).all() and (inside["high"] >= high).all()


def test_prediction_lies_between_its_ends_and_falls_with_the_reference():
    got = rule.predict(pd.Series([1e5, 1e8]), 2.3e8, 2.4e8)
    assert (got["low"] < got["score"]).all() and (got["score"] < got["high"]).all()
    assert got["high"].to_list() == pytest.approx(
        [100 * math.log(x) / math.log(2.3e8) for x in (1e5, 1e8)]
    )


@given(
    st.lists(st.floats(0, 100), min_size=4, max_size=4),
    st.lists(st.floats(0.1, 1), min_size=4, max_size=4),
)
def test_remaining_mean_holds_the_truth(scores, shares):
    weights = dict(zip("abcd", shares, strict=True))
    dimension = pd.Series([np.average(scores, weights=shares)])
    known = {
        name: pd.DataFrame({"low": [score - 0.001], "high": [score + 0.001]})
        for name, score in zip("ab", scores[:2], strict=True)
    }
    got = rule.remaining_mean(dimension.round(2), known, weights, 0.005).iloc[0]
    truth = np.average(scores[2:], weights=shares[2:])
    assert got["low"] - 1e-9 <= truth <= got["high"] + 1e-9
    assert all(
        got["single_low"] - 1e-9 <= score <= got["single_high"] + 1e-9
        for score in scores[2:]
    )
