import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ranking import synthetic
from compindex.intervals import Interval
from compindex.numerals import number


@given(st.floats(1, 100), st.floats(10, 1e9))
def test_count_and_score_are_inverse(score, reference):
    count = synthetic.count_of(score, reference)
    assert count == pytest.approx(reference ** (score / 100))
    assert synthetic.score_of(count, reference) == pytest.approx(score)


@given(st.floats(0.58, 0.99), st.floats(1e3, 1e6))
def test_the_share_of_english_gives_the_score_back(share, reports):
    weights, reference = (0.20, 0.15), 1e6
    scores = [
        synthetic.score_of(part * reports, reference) for part in (share, 1 - share)
    ]
    together = np.average(scores, weights=weights)
    assert synthetic.english_part(
        together, reports, reference, weights
    ) == pytest.approx(share, abs=1e-7)


@given(st.floats(1.0, 1e11))
def test_written_counts_read_back_to_their_digits(value):
    assert number(synthetic.suffixed(value)) == pytest.approx(value, rel=5.1e-5)


def test_unrounded_scores_move_half_way_to_the_printed_total_and_as_far_as_the_printed_difference_needs():
    scores = pd.DataFrame(
        {"media": [50.0, 40.0], "social": [60.0, 40.0]}, index=["a", "b"]
    )
    totals = pd.DataFrame(
        {"printed": [55.01, 40.0], "computed": [55.0, 40.0]}, index=["a", "b"]
    )
    named = pd.Series({"a": 1, "b": 5})
    # 15.005 is moved down by a margin.
    got = synthetic.unrounded_scores(scores, totals, named, Interval.printed("15.00"))
    assert got.loc["a"].to_list() == pytest.approx([50.0045, 60.0045]) and got.loc[
        "b"
    ].to_list() == pytest.approx([40.0005] * 2)
    got = synthetic.unrounded_scores(scores, totals, named, Interval.printed("15.0"))
    assert got.loc["a"].to_list() == pytest.approx([50.005, 60.005]) and got.loc[
        "b"
    ].to_list() == [40, 40]
