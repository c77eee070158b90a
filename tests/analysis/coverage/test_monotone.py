import pandas as pd
import pytest

from analysis.coverage import monotone, printed
from analysis.ledger.sample import Report

REPORT = Report()
SCORES = REPORT.scores["media"].value
SPANS = printed.published_spans(REPORT.prose)
MOST = 1_000_000.0
BOUNDS = monotone.years_by_order(SCORES, SPANS, MOST)
YEAR = printed.others_year(SPANS)


def test_of_13_the_jth_has_at_most_a_jth():
    """The j-th in falling order is most where all above have as much and none below
    anything; the first is least where all 13 are alike.
    """
    order = SCORES[list(printed.OTHERS)].sort_values(ascending=False).index
    for place, city in enumerate(order, 1):
        assert BOUNDS.loc[city, "high"] == pytest.approx(YEAR.high / place)
        least = YEAR.low / 13 if place == 1 else 0
        assert BOUNDS.loc[city, "low"] == pytest.approx(least, abs=1e-6)


def test_what_is_printed_of_wuhan_and_beijing():
    floors = printed.floors(SPANS)
    assert BOUNDS.loc["wuhan"].to_list() == pytest.approx([floors["wuhan"], MOST])
    # Beijing's own June is more than a thirteenth of the others' year.
    assert floors["beijing"] > YEAR.low / 13
    assert BOUNDS.loc["beijing"].to_list() == pytest.approx([floors["beijing"], MOST])


def test_equal_scores_may_stand_in_either_order():
    alike = pd.Series(50.0, SCORES.index)
    got = monotone.years_by_order(alike, SPANS, MOST)
    for city in printed.OTHERS:
        assert got.loc[city].to_list() == pytest.approx([0, YEAR.high], abs=1e-6)
