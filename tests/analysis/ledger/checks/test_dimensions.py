import statistics

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import (
    COGNITION,
    INNOVATION,
    LEDGER,
    MEDIA,
    SOCIAL,
    holds,
    recomputed,
    report_with,
)

from analysis.ledger.checks import (
    dimensions,
    pairs_of_cities,
    single_dimensions,
    totals,
)
from analysis.ledger.findings import against
from analysis.ledger.sample import Report
from compindex.readings import NONE

COLUMNS = {
    "media": MEDIA,
    "social": SOCIAL,
    "innovation": INNOVATION,
    "cognition": COGNITION,
}
FIRST = {
    "media": (90.76 + 89.00 + 88.26) / 3,
    "social": (93.63 + 90.70 + 78.35) / 3,
    "innovation": (86.32 + 86.22 + 87.25) / 3,
    "cognition": (85.68 + 89.90 + 92.18) / 3,
}
OTHERS_SOCIAL = (sum(SOCIAL) - 93.63 - 90.70 - 78.35) / 12


@pytest.mark.parametrize("name", COLUMNS)
def test_means_and_deviations_by_the_standard_library(name):
    assert holds(f"mean_{name}", statistics.fmean(COLUMNS[name]))
    assert holds(f"sd_{name}", statistics.pstdev(COLUMNS[name]))
    assert holds(f"tier_1_{name}", FIRST[name])


def test_gaps_by_hand():
    assert holds("other_tiers_social", OTHERS_SOCIAL)
    assert holds("tier_1_others_social_difference", 87.56 - OTHERS_SOCIAL)
    assert recomputed("mean_media")[1:] == pytest.approx((73.483, 73.493))


def test_evidence_in_explanations():
    expected = {
        # (3 · 87.56 + 12 · 53.02) / 15
        "mean_social": [f"{statistics.median(SOCIAL)} is the median", "make 59.93"],
        "mean_innovation": [
            f"{statistics.median(INNOVATION)} is the median",
            "Nanjing",
            "69.39",
        ],
        "sd_social": [f"{statistics.stdev(SOCIAL):.2f}"],
        # (62.89 + 57.0525 + 50.6425 + 39.82) / 4
        "other_tiers_social": ["52.60"],
    }
    for id, words in expected.items():
        assert all(word in LEDGER.loc[id, "explanation"] for word in words), id


def test_a_median_is_only_called_one_where_it_is():
    got = dimensions.median_for_mean(report_with(mean_social="58.85"), "social")
    assert got == "No reading of Table 3 gives this mean."


def scores_that_print_alike(seed):
    """Draw unrounded scores that would be printed as Table 3 prints them."""
    printed = Report().scores.value.iloc[:, :4]
    return printed + np.random.default_rng(seed).uniform(-0.005, 0.005, (15, 4))


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_what_follows_from_admissible_scores_is_never_contradicted(seed, decimals):
    scores, report = scores_that_print_alike(seed), Report()
    first, rest = report.tier(1), report.tier(2, 3, 4, 5)
    social = scores["social"]
    cases = [
        (dimensions.mean_of_dimension(report, "media"), scores["media"].mean()),
        (dimensions.deviation_of_dimension(report, "social"), social.std(ddof=0)),
        (
            totals.computed_total(report, "xian"),
            scores.loc["xian"] @ [0.35, 0.25, 0.2, 0.2],
        ),
        (dimensions.tier_mean(report, 1, "social"), social[first].mean()),
        (
            dimensions.gap_to_others(report, "social"),
            social[first].mean() - social[rest].mean(),
        ),
        (
            pairs_of_cities.difference_of_scores(
                report, "cognition", "xian", "tianjin"
            ),
            scores.loc["xian", "cognition"] - scores.loc["tianjin", "cognition"],
        ),
        (
            single_dimensions.rank_in_dimension(report, "social", "changsha"),
            social.rank(ascending=False)["changsha"],
        ),
    ]
    for interval, value in cases:
        assert against(f"{value:.{decimals}f}", interval).reading != NONE
        assert interval.low - 1e-9 <= value <= interval.high + 1e-9


def test_a_mean_called_low_is_above_some_scores_called_good():
    limit = statistics.fmean(INNOVATION)
    below = [sum(score < limit for score in column) for column in (MEDIA, COGNITION)]
    words = f"{below[0]} cities below 69.39 in media; {below[1]} cities below 69.39 in"
    assert LEDGER.loc["strong_dimensions", "recomputed"].startswith(words)


def test_spreads_are_shown_beside_each_other():
    words = LEDGER.loc["media_spread", "recomputed"]
    assert words.startswith(f"{statistics.pstdev(MEDIA):.3f} beside ")
