import numpy as np
import pandas as pd
import pytest

from analysis import claims, report
from analysis.names import DIMENSIONS
from analysis.robustness import choices, pairs, verdicts

PRINTED = claims.Printed()
SCORES = PRINTED.scores.value[list(DIMENSIONS.values())]
WEIGHTS = {"media": 0.35, "social": 0.25, "innovation": 0.20, "cognition": 0.20}
ORDER = list(PRINTED.ranks.index)
NAMED = PRINTED.named[ORDER]
REVERSALS = pairs.pair_reversals(SCORES, WEIGHTS, 0.005)
UNDECIDED = pairs.undecided_by_rounding(PRINTED.totals)
TOTALS, _ = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.ranks(TOTALS)
RANGES = verdicts.rank_ranges(ORDER, REVERSALS, UNDECIDED, RANKS)
PROBABILITIES = report.read_processed("rank_probabilities")
CITIES = verdicts.city_verdicts(RANGES, REVERSALS, UNDECIDED, PROBABILITIES, RANKS).set_index("city")
BORDERS = verdicts.borders(ORDER, REVERSALS, UNDECIDED, TOTALS)


def test_ranges_count_the_rivals_that_are_left():
    got = RANGES.set_index(["city", "audit"])
    for audit, settled in (("noise_10", {"dominance", "noise_25", "noise_10"}), ("any_weights", {"dominance"})):
        for place, city in enumerate(ORDER, 1):
            left = REVERSALS[~REVERSALS["settled_by"].isin(settled)]
            expected = place - (left["city_b"] == city).sum(), place + (left["city_a"] == city).sum()
            assert tuple(got.loc[(city, audit), ["best", "worst"]]) == expected
    assert tuple(got.loc[("hangzhou", "rounding"), ["best", "worst"]]) == (6, 7)
    assert tuple(got.loc[("wuhan", "rounding"), ["best", "worst"]]) == (1, 1)
    assert tuple(got.loc[("changsha", "choices"), ["best", "worst"]]) == (RANKS["changsha"].min(), RANKS["changsha"].max())


def test_no_draw_leaves_the_ranges():
    seen = PROBABILITIES[PROBABILITIES["probability"] > 0].groupby(["scheme", "city"])["rank"].agg(["min", "max"])
    bounds = RANGES.set_index(["audit", "city"])
    for scheme, audit in (("noise_25", "noise_25"), ("dirichlet", "any_weights"), ("uniform", "any_weights")):
        for city in ORDER:
            low, high = seen.loc[(scheme, city)]
            best, worst = bounds.loc[(audit, city), ["best", "worst"]]
            assert best <= low <= high <= worst


def test_verdicts_on_cities():
    assert CITIES["verdict"].to_dict() == {
        **dict.fromkeys(["wuhan", "beijing", "chongqing"], "probable"),
        **dict.fromkeys(["shanghai", "shenzhen", "guangzhou", "nanjing", "shenyang"], "settled near the nominal weights"),
        **dict.fromkeys(["hangzhou", "chengdu", "tianjin", "xian", "suzhou", "changsha"], "undecided"),
        "zhengzhou": "firm",
    }
    row = REVERSALS.set_index(["city_a", "city_b"]).loc[("tianjin", "xian")]
    assert f"the order with Xi'an (turns with a probability of {row['probability']:.1%})" in CITIES.loc["tianjin", "cannot_say"]
    assert "rounding leaves it open" in CITIES.loc["chengdu", "cannot_say"]
    same = (RANKS["nanjing"].dropna() == 8).mean()
    assert (
        CITIES.loc["nanjing", "cannot_say"]
        == f"whether place 8 is due to the method (it holds under {same:.1%} of the specifications)"
    )
    assert CITIES.loc["zhengzhou", "cannot_say"] == "" and CITIES.loc["zhengzhou", "can_say"].count("place 15") == 3


@pytest.mark.parametrize(("share", "text"), [(0.4949, "49.5%"), (0.0004, "under 0.1%"), (0.9996, "over 99.9%"), (1.0, "100%")])
def test_percentages_do_not_look_certain_unless_they_are(share, text):
    assert verdicts.percent(share) == text


def test_borders_by_their_pairs():
    totals = PRINTED.weighted.value
    for place, row in BORDERS.iterrows():
        upper, lower = ORDER[:place], ORDER[place:]
        across = REVERSALS[[a in upper and b in lower for a, b in zip(REVERSALS["city_a"], REVERSALS["city_b"])]]
        assert row["pairs"] == len(across) == place * (15 - place)
        assert row["gap"] == pytest.approx(totals[row["above"]] - totals[row["below"]])
        assert row["noise_25"] == (across["probability"] > 0).sum() and row["probability"] == across["probability"].max()
        assert row["any_weights"] == (across["settled_by"] != "dominance").sum()
        changes = across["smallest_weight_change"].dropna()
        assert pd.isna(row["smallest_weight_change"]) if changes.empty else row["smallest_weight_change"] == changes.min()


def test_share_of_choices_by_sorting():
    """Above the ninth border stand the nine largest totals, or those of them that are left."""
    held = []
    for values in TOTALS[ORDER].to_numpy():
        upper = sorted(values[:9][~np.isnan(values[:9])], reverse=True)
        held.append(upper == sorted(values[~np.isnan(values)], reverse=True)[: len(upper)])
    assert BORDERS.loc[9, "choices"] == pytest.approx(np.mean(held))


def test_share_of_choices_leaves_out_what_cannot_be_asked():
    """Without Wuhan there is nobody above the first border."""
    asked = TOTALS[TOTALS["wuhan"].notna()]
    expected = (asked["wuhan"] >= asked.drop(columns="wuhan").max(axis=1)).mean()
    assert BORDERS.loc[1, "choices"] == pytest.approx(expected)


def test_one_city_has_no_border():
    none = pairs.pair_reversals(SCORES.iloc[:1], WEIGHTS, 0.005)
    totals, _ = choices.all_totals(SCORES.iloc[:1], WEIGHTS)
    assert verdicts.borders(["wuhan"], none, [], totals).empty
    assert verdicts.rank_ranges(["wuhan"], none, [], choices.ranks(totals))[["best", "worst"]].eq(1).all(axis=None)


def test_the_wide_gap_is_firmer_than_the_border_of_tiers():
    assert NAMED["xian"] == NAMED["suzhou"] and NAMED["chongqing"] != NAMED["tianjin"]
    inside, border = BORDERS.loc[11], BORDERS.loc[9]
    assert inside["gap"] > 4 * border["gap"] and inside["noise_25"] == 0 < border["noise_25"]
    assert inside["choices"] > border["choices"] and inside["smallest_weight_change"] > border["smallest_weight_change"]


def test_words_on_borders():
    tiers = report.read_processed("tier_probabilities")
    got = verdicts.tier_border_verdicts(BORDERS, NAMED, [85, 71, 65, 60], tiers, 0.005)
    assert list(got.index) == ["1 | 2", "2 | 3", "3 | 4", "4 | 5"]
    assert "no weights move a city across it; it survives 100% of the specifications" in got["1 | 2"]
    assert "1 of the 54 pairs across it can turn, likeliest Chongqing and Xi'an (3.1%)" in got["3 | 4"]
    stays = tiers.query("scheme == 'noise_25' and city == 'tianjin' and tier == 4")["probability"].iloc[0]
    assert f"Tianjin {stays:.1%}" in got["3 | 4"] and "As a band from 65 points" in got["3 | 4"]
    assert "no pair across it can turn; the nearest weights" in got["4 | 5"]


def test_all_verdicts_together():
    stored = report.read_processed("verdicts")
    got = verdicts.together(CITIES.reset_index(), pd.Series({"1 | 2": "Firm."}))
    assert list(got.columns) == ["about", "name", "verdict"] and got["name"].to_list() == [*ORDER, "1 | 2"]
    assert got["verdict"].to_list()[:15] == stored["verdict"].to_list()[:15]
    assert got["verdict"].iloc[14].startswith("Firm. Can say: place 15 for weights within 25%")
    assert "Cannot say" not in got["verdict"].iloc[14]
