import itertools
import math
import statistics

import numpy as np
import pytest
from ledgers import LEDGER, holds, verdict
from statsmodels.api import OLS

TOTALS = {
    "municipality": [89.05, 86.37, 65.66, 64.72],
    "sub_provincial": [89.57, 75.02, 73.41, 67.95, 67.95, 66.91, 64.62, 55.89],
    "other": [60.49, 60.18, 54.32],
}
RANKS = {
    "municipality": [2, 3, 9, 10],
    "sub_provincial": [1, 4, 5, 6, 7, 8, 11, 14],
    "other": [12, 13, 15],
}


@pytest.mark.parametrize("level", TOTALS)
def test_means_by_hand(level):
    mean = sum(TOTALS[level]) / len(TOTALS[level])
    got = float(LEDGER.loc[f"mean_total_{level}", "recomputed"])
    assert got == pytest.approx(mean, abs=0.002)  # totals lie within their rounding
    assert holds(f"mean_rank_{level}", sum(RANKS[level]) / len(RANKS[level]))


def test_who_follows():
    assert LEDGER.loc["second_and_third", "recomputed"] == "Beijing, Shanghai"


def test_another_list_is_contradicted():
    assert verdict("second_and_third", "Shanghai, Beijing") == "contradicted"
    assert verdict("administrative_levels", "Beijing, Wuhan") == "contradicted"


def test_another_mean_is_inconsistent():
    other = "76.45, 6, 70.17, 7, 58.33, 12"
    assert verdict("table_4_prose", other) == "inconsistent"


def test_the_levels_are_those_of_table_4():
    names = LEDGER.loc["administrative_levels", "recomputed"].split("; ")
    sizes = [len(level.split(", ")) for level in names]
    assert sizes == [len(totals) for totals in TOTALS.values()]


def test_a_test_of_the_levels_by_hand():
    """Kruskal and Wallis: H = 12 / (n (n + 1)) · Σ R² / n − 3 (n + 1), chi-squared."""
    squares = sum(sum(ranks) ** 2 / len(ranks) for ranks in RANKS.values())
    h = 12 / (15 * 16) * squares - 3 * 16
    p_value = math.exp(-h / 2)  # chi-squared with two degrees of freedom
    row = LEDGER.loc["levels_differ"]
    assert float(row["recomputed"]) == pytest.approx(p_value) and p_value > 0.05
    assert (row["verdict"], row["grade"]) == ("inconsistent", "wording")


def test_the_correlation_ratio_by_hand():
    everyone = [total for totals in TOTALS.values() for total in totals]
    mean = statistics.fmean(everyone)
    between = sum(
        len(totals) * (statistics.fmean(totals) - mean) ** 2
        for totals in TOTALS.values()
    )
    ratio = math.sqrt(between / sum((total - mean) ** 2 for total in everyone))
    row = LEDGER.loc["closely_political"]
    assert float(row["recomputed"]) == pytest.approx(ratio) and ratio >= 0.5
    assert (row["verdict"], row["grade"]) == ("reproduced", "wording")


def test_what_levels_explain_by_chance():
    """All ways to give six values to groups of 1, 2 and 3 explain 2 ÷ 5 on average."""
    values = [3.0, 5.0, 4.0, 11.0, 7.0, 9.0]
    mean = statistics.fmean(values)
    whole = sum((value - mean) ** 2 for value in values)
    shares = []
    for dealt in itertools.permutations(values):
        groups = dealt[:1], dealt[1:3], dealt[3:]
        parts = (len(one) * (statistics.fmean(one) - mean) ** 2 for one in groups)
        shares.append(sum(parts) / whole)
    assert statistics.fmean(shares) == pytest.approx(2 / 5)


def test_the_ratio_of_levels_is_held_beside_chance():
    """Adjusted as a regression on two indicators of level is: by statsmodels."""
    levels = [place for place, totals in enumerate(TOTALS.values()) for _ in totals]
    dummies = np.eye(3)[levels]  # a column each; together they hold the constant
    totals = [total for totals in TOTALS.values() for total in totals]
    fitted = OLS(totals, dummies, hasconst=True).fit()
    words = LEDGER.loc["closely_political", "explanation"]
    assert f"explain {fitted.rsquared:.0%} of the variance" in words
    assert f"explain {2 / 14:.0%} on average" in words
    assert f"ratio of {math.sqrt(fitted.rsquared_adj):.2f} is left" in words
