import itertools
import statistics

import pytest
from ledgers import LEDGER, SCORES, TOTAL, holds, recomputed, report_with, verdict

from analysis.ledger.checks import tiers
from analysis.ledger.judging import judge
from analysis.report.register import find_claim


def test_means_by_hand():
    first, last = (89.57 + 89.05 + 86.37) / 3, (55.89 + 54.32) / 2
    assert recomputed("mean_total")[0] == pytest.approx(statistics.fmean(TOTAL))
    assert holds("tier_1_mean_total", first) and holds("tier_5_mean_total", last)
    assert holds("tier_1_tier_5_difference", first - last)


def test_the_mean_total_combines_computed_and_printed_totals():
    ends = []
    for media, social, innovation, cognition, total in SCORES.values():
        weighted = 0.35 * media + 0.25 * social + 0.2 * innovation + 0.2 * cognition
        ends.append((max(total, weighted) - 0.005, min(total, weighted) + 0.005))
    expected = tuple(map(statistics.fmean, zip(*ends, strict=True)))
    assert recomputed("mean_total")[1:] == pytest.approx(expected)


def test_words():
    assert LEDGER.loc["tier_4_band", "recomputed"] == (
        "outside: Tianjin 64.72, Xi'an 64.62"
    )
    assert LEDGER.loc["tier_3_members", "recomputed"] == (
        "Hangzhou, Chengdu, Nanjing, Chongqing"
    )


def test_another_band_does_not_fit():
    assert verdict("tier_2_band", "71 to 74") == "inconsistent"
    assert verdict("tier_1_band", "87 or above") == "contradicted"


def test_severe_polarization_is_a_large_step():
    step = 86.37 - 75.02
    assert f"{step:.2f} after Shanghai" == LEDGER.loc["polarization", "recomputed"]
    assert (
        f"{step / statistics.pstdev(TOTAL):.2f} standard"
        in (LEDGER.loc["polarization", "explanation"])
    )


def test_tiers_that_exchange_a_city_are_contradicted():
    members = {
        "tier_1_members": "Wuhan, Beijing, Shenzhen",
        "tier_2_members": "Shanghai, Guangzhou",
    }
    report = report_with(**members)
    for id in members:
        assert judge(find_claim(id), report)["verdict"] == "contradicted"


def test_half_open_bands_are_offered_where_they_fit():
    words = LEDGER.loc["tier_4_band", "explanation"]
    assert "from 85, 71, 65, 60 they take every city where it is named" in words
    assert "Read as" not in tiers.gap_in_bands(report_with(tier_4_band="62 to 64"))


def test_a_slip_in_the_last_digit_is_only_named_where_one_would_do():
    slip = "A slip in the last digit would explain it."
    assert tiers.other_means_of_totals(report_with()).endswith(slip)
    other = tiers.other_means_of_totals(report_with(mean_total="69.59"))
    assert other.endswith(f"the median is {statistics.median(TOTAL)}.")
    # (4 · 76.45 + 8 · 70.17 + 3 · 58.33) / 15
    assert "69.477" in other


def test_steps_between_tiers_and_within():
    borders = {2, 4, 8, 12}  # the last places of the tiers, from 0
    steps = [upper - lower for upper, lower in itertools.pairwise(TOTAL)]
    between = min(steps[place] for place in borders)
    within = max(step for place, step in enumerate(steps) if place not in borders)
    row = LEDGER.loc["hierarchical"]
    assert row["recomputed"] == f"{between:.2f} beside {within:.2f}"
    assert (row["verdict"], row["grade"]) == ("inconsistent", "wording")


def test_cities_differ_by_more_than_tiers():
    words = LEDGER.loc["tier_1_tier_5_difference", "explanation"]
    assert f"up to {TOTAL[0] - TOTAL[-1]:.2f}" in words


def test_cut_off_decimals_are_offered_only_where_they_fit():
    assert "all four totals lie inside" in LEDGER.loc["tier_4_band", "explanation"]
    assert "cut off" not in tiers.gap_in_bands(report_with(tier_4_band="62 to 64"))
