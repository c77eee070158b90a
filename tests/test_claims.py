"""The ledger: every verdict pinned, recomputed numbers against a second computation,
and errors that must be caught.
"""

import csv
import random
import re
import shutil
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import claims, package, register
from analysis.claims import CAUSES, CHECKS, REMARKS, Printed, findings, recompute
from analysis.paths import RAW, ROOT
from analysis.variants import report_specification
from compindex.errors import InputError
from compindex.hierarchy import adapted, upper_levels
from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME

REGISTER = register.read_register()
LEDGER = claims.ledger().set_index("id")
CONTRADICTED = set(LEDGER.index[LEDGER["verdict"] == "contradicted"])


def table(number):
    """Read a printed table with the standard library alone."""
    (path,) = RAW.glob(f"table{number:02d}_*.csv")
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]


SCORES = {row[1]: [float(cell) for cell in row[2:]] for row in table(3)}
MEDIA, SOCIAL, INNOVATION, COGNITION, TOTAL = zip(*SCORES.values(), strict=True)


# The register and the code


def test_every_verdict_is_pinned():
    """A change here is a finding, not a nuisance: say in the commit what was found."""
    pinned = pd.read_csv(
        ROOT / "tests" / "verdicts.csv", dtype=str, keep_default_na=False
    )
    got = LEDGER.reset_index()[["id", "published", "verdict"]]
    pd.testing.assert_frame_equal(got.astype(object), pinned.astype(object))


def test_every_id_has_code_and_all_code_has_an_id():
    generic = {
        claim.id
        for claim in REGISTER
        if claim.reason or claim.again or (claim.kind == "number" and claim.listed)
    }
    ids = {claim.id for claim in REGISTER}
    assert ids == set(CHECKS) | generic and not set(CHECKS) & generic
    assert set(CAUSES) | set(REMARKS) <= ids


def test_statements_rest_on_the_tables_they_name():
    """Tables 9 to 13 are read as one."""

    class Recorded(Printed):
        def table(self, number):
            self.read.add(number)
            return super().table(number)

    for claim in REGISTER:
        printed = Recorded(read=set())
        claims.judge(claim, printed)
        accounts = set(range(9, 14))
        assert (
            claim.reason or printed.read - accounts == set(claim.tables) - accounts
        ), claim.id
        assert claim.reason or bool(printed.read & accounts) == bool(
            set(claim.tables) & accounts
        ), claim.id


def test_the_workflow_names_the_tables_of_the_statements():
    text = (ROOT / "Snakefile").read_text(encoding="utf-8")
    for name in sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")):
        rule = re.search(
            rf"(?:rule|checkpoint) {name[3:]}:\n    input:\n(.*?)    output:",
            text,
            re.DOTALL,
        )[1]
        named = {
            int(digits)
            for digits in re.findall(
                r"\d+", "".join(re.findall(r"printed\(([^r].*?)\)", rule))
            )
        }
        needed = {
            number
            for claim in REGISTER
            if claim.notebook == name[:2] and not claim.reason
            for number in claim.tables
        }
        assert "REGISTER" in rule and needed <= (named or set(range(1, 14))), name


def test_each_notebook_closes_with_the_statements_it_covers():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        # The audit covers none of its own: it takes up orderings and sets that other
        # notebooks cover.
        closing = (
            "ids=stated"
            if path.stem.startswith("08")
            else f'notebook=\\"{path.stem[:2]}\\"'
        )
        assert closing in path.read_text(encoding="utf-8")
    assert {claim.notebook for claim in REGISTER} <= {
        path.stem[:2] for path in (ROOT / "notebooks").glob("*.ipynb")
    }


def test_contradictions_are_explained_and_ordered():
    ordered = {claim.id: claim.importance for claim in REGISTER if claim.importance}
    assert set(ordered) == CONTRADICTED and sorted(ordered.values()) == list(
        range(1, len(ordered) + 1)
    )
    for id in CONTRADICTED:
        own = id in CAUSES or register.find(id).cause
        assert own and len(LEDGER.loc[id, "explanation"]) > 60, id


def test_what_is_not_settled_has_its_reason():
    assert (
        LEDGER.loc[LEDGER["verdict"].isin(["unpublished", "external"]), "explanation"]
        .str.len()
        .min()
        > 30
    )
    conditions = [claim.id for claim in REGISTER if claim.kind == "condition"]
    assert (
        LEDGER.loc[conditions, "explanation"]
        .str.contains("necessary condition only")
        .all()
    )


def test_a_printed_value_that_changed_is_refused():
    claim = register.find("total_wuhan").model_copy(update={"published": "89.75"})
    with pytest.raises(
        InputError,
        match="claims.yml: total_wuhan: '89.75', but row 2, column 总得分 of Table 3 has '89.57'",
    ):
        recompute(claim, Printed())
    with pytest.raises(InputError, match="Table 3 has None"):
        recompute(claim.model_copy(update={"cell": [3, 20, "总得分"]}), Printed())


def test_an_id_without_code_is_refused():
    with pytest.raises(InputError, match="nothing recomputes total_harbin"):
        recompute(
            register.find("total_wuhan").model_copy(
                update={"id": "total_harbin", "cell": None}
            ),
            Printed(),
        )


# Numbers against a second computation, by the standard library or by hand

LOG_RULE = {  # the count of Table 7, and the middle of the references that the other printed scores share, by hand
    "tiktok_wuhan": (254_000_000, 957.20e6),
    "instagram_shanghai": (10_360_000, 235.70e6),
}
EXPECTED = {
    "mean_total": statistics.fmean(TOTAL),
    "mean_media": statistics.fmean(MEDIA),
    "mean_social": statistics.fmean(SOCIAL),
    "mean_innovation": statistics.fmean(INNOVATION),
    "mean_cognition": statistics.fmean(COGNITION),
    "sd_media": statistics.pstdev(MEDIA),
    "sd_social": statistics.pstdev(SOCIAL),
    "sd_innovation": statistics.pstdev(INNOVATION),
    "sd_cognition": statistics.pstdev(COGNITION),
    "tier_1_mean_total": (89.57 + 89.05 + 86.37) / 3,
    "tier_5_mean_total": (55.89 + 54.32) / 2,
    "tier_1_tier_5_difference": 88.33 - 55.105,
    "mean_total_municipality": (89.05 + 86.37 + 65.66 + 64.72) / 4,
    "mean_rank_municipality": (2 + 3 + 9 + 10) / 4,
    "mean_total_sub_provincial": (
        89.57 + 75.02 + 73.41 + 67.95 + 67.95 + 66.91 + 64.62 + 55.89
    )
    / 8,
    "mean_rank_sub_provincial": (1 + 4 + 5 + 6 + 7 + 8 + 11 + 14) / 8,
    "mean_total_other": (60.49 + 60.18 + 54.32) / 3,
    "mean_rank_other": (12 + 13 + 15) / 3,
    "tier_1_media": (90.76 + 89.00 + 88.26) / 3,
    "tier_1_social": (93.63 + 90.70 + 78.35) / 3,
    "tier_1_innovation": (86.32 + 86.22 + 87.25) / 3,
    "tier_1_cognition": (85.68 + 89.90 + 92.18) / 3,
    "other_tiers_social": (sum(SOCIAL) - 93.63 - 90.70 - 78.35) / 12,
    "tier_1_others_social_difference": 87.56 - (sum(SOCIAL) - 262.68) / 12,
    "tianjin_xian_innovation": 70.86 - 63.23,
    "tianjin_xian_cognition": 77.62 - 69.71,
    "tianjin_xian_media": 71.89 - 66.92,
    "tianjin_xian_social": 51.90 - 46.02,
    "chengdu_above_mean": 73.28 - statistics.fmean(INNOVATION),
    "xian_above_mean": 77.62 - statistics.fmean(COGNITION),
    "correlation": statistics.correlation(TOTAL, [float(row[3]) for row in table(5)]),
    "wuhan_january_may_mean": 500742 / 5,
    "wuhan_far_above": 500742 / 5 - 3202,
    "others_rose": 7206 - 5156,
    "xian_instagram": 541000 - 369000,
    "xian_tiktok": 4900000 - 482500,
    "followers_over": 117525 - 100000,
    "suzhou_followers_over": 188033 - 180000,
    "suzhou_above_beijing": 188033 - 117525,
    "video_order": 1.68 - 1.49,
    "weights_innovation": 4 * 0.05,
    **{
        f"total_{city}": 0.35 * SCORES[name][0]
        + 0.25 * SCORES[name][1]
        + 0.2 * SCORES[name][2]
        + 0.2 * SCORES[name][3]
        for city, name in (
            ("wuhan", "武汉"),
            ("chengdu", "成都"),
            ("xian", "西安"),
            ("shenyang", "沈阳"),
            ("zhengzhou", "郑州"),
        )
    },
}


@pytest.mark.parametrize("id", EXPECTED)
def test_recomputed_numbers(id):
    assert float(LEDGER.loc[id, "recomputed"]) == pytest.approx(EXPECTED[id], rel=1e-9)
    assert LEDGER.loc[id, "low"] - 1e-9 <= EXPECTED[id] <= LEDGER.loc[id, "high"] + 1e-9


@pytest.mark.parametrize("id", LOG_RULE)
def test_scores_by_the_recovered_rule(id):
    count, reference = LOG_RULE[id]
    assert (
        LEDGER.loc[id, "low"]
        <= 100 * np.log(count) / np.log(reference)
        <= LEDGER.loc[id, "high"]
    )
    assert LEDGER.loc[id, "high"] - LEDGER.loc[id, "low"] < 0.01


def test_intervals_of_linear_quantities_by_hand():
    assert LEDGER.loc["mean_media", ["low", "high"]].tolist() == pytest.approx(
        [73.483, 73.493]
    )
    assert LEDGER.loc[
        "tianjin_xian_innovation", ["low", "high"]
    ].tolist() == pytest.approx([7.62, 7.64])
    assert LEDGER.loc["total_wuhan", ["low", "high"]].tolist() == pytest.approx(
        [89.5685, 89.5785]
    )
    # Chengdu's own score has the weight 14/15 in its distance to the mean, the others
    # -1/15 each.
    assert LEDGER.loc["chengdu_above_mean", ["low", "high"]].tolist() == pytest.approx(
        3.89 + np.array([-1, 1]) * 0.005 * 28 / 15
    )


def test_totals_use_both_sets_of_inputs():
    ends = [
        (max(total - 0.005, weighted - 0.005), min(total + 0.005, weighted + 0.005))
        for media, social, innovation, cognition, total in SCORES.values()
        for weighted in [
            0.35 * media + 0.25 * social + 0.2 * innovation + 0.2 * cognition
        ]
    ]
    low, high = (statistics.fmean(part) for part in zip(*ends, strict=True))
    assert LEDGER.loc["mean_total", ["low", "high"]].tolist() == pytest.approx(
        [low, high]
    )
    # Hangzhou and Chengdu print the same.
    assert LEDGER.loc["order_of_totals", "recomputed"] == SOME


def test_words_of_findings():
    expected = {
        "gucp_distinct": "64: Hangzhou, Zhengzhou",
        "charm_note": "at Shenzhen",
        "tier_4_band": "outside: Tianjin 64.72, Xi'an 64.62",
        "tier_3_members": "Hangzhou, Chengdu, Nanjing, Chongqing",
        "table_6_headings": "1",
        "handle_hangzhou": "@TOURISMHANGZHOU",
        "visit_beijing_posts": "2574",
        "tiktok_top_five": "Wuhan, Shanghai, Beijing, Chengdu, Shenzhen",
        "beyond_first_tier": "Instagram: Chengdu; TikTok: Chengdu, Wuhan",
        "second_and_third": "Beijing, Shanghai",
        "gucp_limit": "82 at most",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


def test_evidence_in_explanations():
    expected = {
        "mean_social": [
            f"{statistics.median(SOCIAL)} is the median",
            "Chongqing",
            "make 59.93",
        ],  # (3 · 87.56 + 12 · 53.02) / 15
        "mean_innovation": [
            f"{statistics.median(INNOVATION)} is the median",
            "Nanjing",
            "69.39",
        ],
        "mean_total": [
            "69.477",
            f"{statistics.median(TOTAL)}",
        ],  # (4 · 76.45 + 8 · 70.17 + 3 · 58.33) / 15
        "instagram_shanghai": [
            "83.79",
            "10.72 million in place of 10.36",
            "70.192",
        ],  # 70.1799 + (83.97 - 83.7918) / 15
        "tier_4_band": ["from 85, 71, 65, 60 they take every city where it is named"],
        "xian_instagram": ["1.47 times"],
        "xian_tiktok": ["10.16 times"],
        "sd_social": [f"{statistics.stdev(SOCIAL):.2f}"],
        "outstanding": ["0.48 below the mean"],
        "other_tiers_social": ["52.60"],  # (62.89 + 57.0525 + 50.6425 + 39.82) / 4
    }
    for id, words in expected.items():
        assert all(word in LEDGER.loc[id, "explanation"] for word in words), id


def test_a_slip_in_the_last_digit_is_only_named_where_one_would_do():
    printed = Printed()
    assert CAUSES["mean_total"](printed).endswith(
        "A slip in the last digit would explain it."
    )
    printed.prose["mean_total"] = "69.59"
    assert CAUSES["mean_total"](printed).endswith("the median is 66.91.")


def test_a_median_is_only_called_one_where_it_is():
    printed = Printed()
    printed.prose["mean_social"] = "58.85"
    assert CAUSES["mean_social"](printed) == "No reading of Table 3 gives this mean."


# The verdict


@pytest.mark.parametrize(
    ("published", "low", "high", "expected"),
    [
        ("1.5", 1.45, 1.55, EVERY),
        ("1.5", 1.54, 1.56, SOME),
        ("1.5", 1.55, 1.60, SOME),  # a tie
        ("1.5", 1.5501, 1.56, NONE),
        ("15", 15, 15, EVERY),
        ("1.5", 1.0, 2.0, SOME),  # ten units
        ("1.5", 1.0, 2.1, findings.WIDE),
    ],
)
def test_readings_of_a_number(published, low, high, expected):
    assert (
        findings.against(published, Interval((low + high) / 2, low, high)).reading
        == expected
    )


VALUES, WIDTHS = st.floats(-1000, 1000), st.floats(0, 1)


@given(VALUES, WIDTHS, WIDTHS, WIDTHS, WIDTHS, st.integers(0, 3))
def test_wider_inputs_never_turn_reproduced_into_contradicted(
    value, below, above, more_below, more_above, decimals
):
    printed = f"{value:.{decimals}f}"
    narrow = findings.against(
        printed, Interval(value, value - below, value + above)
    ).reading
    wide = findings.against(
        printed, Interval(value, value - below - more_below, value + above + more_above)
    ).reading
    assert narrow != NONE and wide != NONE


def scores_that_print_alike(seed):
    """Draw unrounded scores that would be printed as Table 3 prints them, all columns
    but the total.
    """
    return Printed().scores.value.iloc[:, :4] + np.random.default_rng(seed).uniform(
        -0.005, 0.005, size=(15, 4)
    )


@settings(max_examples=25)
@given(st.integers(0, 10**6), st.integers(2, 6))
def test_what_follows_from_admissible_scores_is_never_contradicted(seed, decimals):
    scores, printed = scores_that_print_alike(seed), Printed()
    weighted = scores @ [0.35, 0.25, 0.2, 0.2]
    first, rest = printed.tier(1), printed.tier(2, 3, 4, 5)
    values = {
        "mean_media": scores["media"].mean(),
        "sd_social": scores["social"].std(ddof=0),
        "sd_innovation": scores["innovation"].std(ddof=0),
        "total_xian": weighted["xian"],
        "tier_1_social": scores.loc[first, "social"].mean(),
        "tier_1_others_social_difference": scores.loc[first, "social"].mean()
        - scores.loc[rest, "social"].mean(),
        "tianjin_xian_cognition": scores.loc["xian", "cognition"]
        - scores.loc["tianjin", "cognition"],
        "changsha_social_rank": scores["social"].rank(ascending=False)["changsha"],
    }
    for id, value in values.items():
        interval = CHECKS[id](printed)
        assert findings.against(f"{value:.{decimals}f}", interval).reading != NONE, id
        assert interval.low - 1e-9 <= value <= interval.high + 1e-9, id


def test_other_weights_give_other_verdicts():
    printed = Printed()
    weights = dict.fromkeys(["media", "social", "innovation", "cognition"], 1)
    other = Printed(
        specification=adapted(
            upper_levels(report_specification(printed.weights), weights), weights
        )
    )
    got = claims.ledger(other, "03").set_index("id")
    assert (
        got.loc[[f"total_{city}" for city in ("beijing", "tianjin")], "verdict"]
        == "contradicted"
    ).all()
    assert got["explanation"].str.contains("No reading of the printed inputs").any()


def verdict(id, published):
    """Judge a statement as if the report printed something else for it."""
    claim = register.find(id).model_copy(update={"published": published, "cell": None})
    return claims.judge(
        claim, Printed(prose=register.printed_values() | {id: published})
    )["verdict"]


NUMBERS = [
    id
    for id in LEDGER.index[LEDGER["verdict"] == "reproduced"]
    if register.find(id).kind in ("number", "rank")
]


@pytest.mark.parametrize("id", sorted(set(NUMBERS) - {"gucp_limit"}))
def test_a_number_printed_a_dozen_units_off_is_contradicted(id):
    printed = LEDGER.loc[id, "published"].rstrip("*")
    unit = 10.0 ** -len(printed.partition(".")[2])
    assert (
        verdict(id, f"{float(printed) + 12 * unit:.{len(printed.partition('.')[2])}f}")
        == "contradicted"
    )


@pytest.mark.parametrize(
    "id, published",
    [
        ("gucp_limit", "62"),
        ("gucp_top_fifteen", "12"),
        ("dimension_weights", "0.35, 0.25, 0.3, 0.1"),
        ("platforms", "Twitter, Instagram, YouTube, Google Trends, TikTok"),
        ("platforms", "Twitter, Instagram, YouTube, Google Trends, TikTok, Facebook"),
        ("ranks", "1 to 14"),
        ("tier_2_band", "71 to 74"),
        ("second_and_third", "Shanghai, Beijing"),
        ("table_4_prose", "76.45, 6, 70.17, 7, 58.33, 12"),
        ("table_6_halves", "0.754**, 0.001, 14"),
        ("gdp_leaders", "Beijing, Shanghai, Guangzhou, Wuhan"),
        ("leading_five", "Wuhan, Beijing, Shanghai, Shenzhen, Hangzhou"),
        ("tiktok_top_five", "Wuhan, Beijing, Shanghai, Chengdu, Shenzhen"),
        ("changsha_social", "59.46"),
        ("visit_beijing_platforms", "Instagram, Twitter"),
        ("visit_beijing_handle", "@VisitBeijing"),
        ("followers_over", "118000"),
        ("handle_shenzhen", "@ szdaily"),
        ("table_11_order", "TOP6"),
        ("repeats_visit_wuhan", "@szdaily1"),
        ("video_order", "1.49, 1.68"),
        ("video_categories", "9 and 6 of 14"),
    ],
)
def test_a_list_printed_otherwise_is_contradicted(id, published):
    assert verdict(id, published) == "contradicted"


def test_tiers_that_exchange_a_city_are_contradicted():
    tiers = {
        "tier_1_members": "Wuhan, Beijing, Shenzhen",
        "tier_2_members": "Shanghai, Guangzhou",
    }
    printed = Printed(prose=register.printed_values() | tiers)
    assert {claims.judge(register.find(id), printed)["verdict"] for id in tiers} == {
        "contradicted"
    }


def test_the_rise_rests_on_both_numbers():
    prose = register.printed_values() | {"others_july_december_mean": "7207"}
    assert (
        claims.judge(register.find("others_rose"), Printed(prose=prose))["verdict"]
        == "contradicted"
    )


def monthly(**changed):
    """Monthly reports that agree with every printed figure, some changed."""
    months = [f"2019-{month:02d}" for month in range(7, 13)] + [
        f"2020-{month:02d}" for month in range(1, 7)
    ]
    frame = pd.DataFrame(
        {"wuhan": [3202.0] * 6 + [100148.0] * 4 + [100150.0, 99000.0]}, index=months
    )
    frame["beijing"] = [30000.0] * 11 + [88061.0]
    frame["others"] = [5156.0] * 6 + [7206.0] * 6
    for cell, value in changed.items():
        series, month = cell.split("_", 1)
        frame.loc[month.replace("_", "-"), series] = value
    return frame


FROM_EXPORT = [
    "wuhan_january_may",
    "wuhan_2019_mean",
    "wuhan_june_fall",
    "beijing_june",
    "beijing_surge",
    "others_july_december_mean",
    "others_january_june_mean",
]


def from_export(frame):
    own = claims.findings_from_export(frame, register.printed_values())
    return claims.ledger(notebook="05", supplied=own).set_index("id")


def test_an_export_settles_what_the_report_leaves_open():
    got, before = from_export(monthly()), claims.ledger(notebook="05").set_index("id")
    assert (before.loc[FROM_EXPORT, "verdict"] == "unpublished").all()
    assert (got.loc[FROM_EXPORT, "verdict"] == "reproduced").all()
    assert (
        got.loc[FROM_EXPORT, "explanation"]
        .str.startswith("From the supplied export")
        .all()
    )
    assert got.drop(index=FROM_EXPORT).equals(before.drop(index=FROM_EXPORT))
    assert got.loc["wuhan_january_may", "recomputed"] == "500742"


@pytest.mark.parametrize(
    ("cell", "value", "id"),
    [
        ("wuhan_2020_02", 100149, "wuhan_january_may"),
        ("wuhan_2020_06", 100151, "wuhan_june_fall"),
        ("beijing_2020_06", 88062, "beijing_june"),
        ("beijing_2020_05", 88062, "beijing_surge"),
        ("others_2019_08", 5156 + 4, "others_july_december_mean"),
        ("others_2020_02", 7206 + 4, "others_january_june_mean"),
    ],
)
def test_an_export_that_disagrees_contradicts(cell, value, id):
    got = from_export(monthly(**{cell: value}))
    assert got.loc[id, "verdict"] == "contradicted"
    assert (
        got.loc[[other for other in FROM_EXPORT if other != id], "verdict"]
        == "reproduced"
    ).all()


def test_a_reading_that_the_export_cannot_try_is_not_contradicted():
    other = monthly(wuhan_2019_07=3302)
    assert from_export(other).loc["wuhan_2019_mean", "verdict"] == "unpublished"
    earlier = pd.DataFrame(
        3202.0 - 100 / 6,
        index=[f"2019-{month:02d}" for month in range(1, 7)],
        columns=other.columns,
    )
    # As the mean of the year.
    assert (
        from_export(pd.concat([earlier, other])).loc["wuhan_2019_mean", "verdict"]
        == "reproduced"
    )
    assert (
        from_export(pd.concat([earlier - 50, other])).loc["wuhan_2019_mean", "verdict"]
        == "contradicted"
    )


def test_the_cities_together_are_the_other_reading():
    together = monthly()
    together["others"] /= 13
    got = from_export(together)
    assert (
        got.loc["others_july_december_mean", "verdict"]
        == got.loc["others_january_june_mean", "verdict"]
        == "reproduced"
    )


def test_only_the_statements_of_a_notebook():
    got = claims.ledger(notebook="06")
    assert got["id"].to_list() == [
        claim.id for claim in REGISTER if claim.notebook == "06"
    ]
    pd.testing.assert_frame_equal(got.set_index("id"), LEDGER.loc[got["id"]])


def test_two_printings():
    alike = lambda one, other: findings.alike(one, other).reading  # noqa: E731
    assert (
        alike("0.754", "0.754**"),
        alike("@ a_b", "@a_b"),
        alike("3015", "2574"),
        alike("a", "b"),
    ) == (
        EVERY,
        EVERY,
        NONE,
        NONE,
    )


def test_readings_together():
    assert [
        findings.together(readings)
        for readings in ([EVERY, EVERY], [EVERY, SOME], [SOME, NONE])
    ] == [EVERY, SOME, NONE]


# For the eye


def test_readable_ledger_rounds_and_keeps_words():
    got = claims.readable(LEDGER.reset_index())
    assert (
        got.loc["mean_social", "recomputed"] == "59.9253"
        and got.loc["charm_note", "recomputed"] == "at Shenzhen"
    )


def test_shown_ledger_is_whole_and_set_to_the_left():
    html = claims.shown(LEDGER.reset_index().head(3), without=["verdict"]).data
    assert (
        LEDGER.iloc[0]["explanation"] in html
        and "<th>verdict" not in html
        and "NaN" not in html
    )
    assert html.count("text-align: left") == 4 + 1 + 3 * 5


def test_distances_are_in_units_of_the_last_digit():
    got = claims.distances(LEDGER.reset_index())
    assert got.loc["mean_total", "value"] == pytest.approx((69.474 - 69.49) / 0.01)
    assert got.loc["mean_social", "value"] == pytest.approx(
        (statistics.fmean(SOCIAL) - 58.86) / 0.01
    )
    reproduced = got[got["verdict"] == "reproduced"]
    assert (
        (reproduced["low"] <= 0.5 + 1e-9) & (reproduced["high"] >= -0.5 - 1e-9)
    ).all()


def test_searchable_ledger_holds_every_statement_and_fetches_nothing():
    text = claims.searchable(LEDGER.reset_index())
    assert all(id in text for id in LEDGER.index)
    assert not re.search(r"""(src|href)=["']?https?://[^"'> ]*\.(js|css)""", text)


# Errors of transcription


NUMERIC = re.compile(r"\d[\d.]*\d")


def cells_with_numbers():
    """List file, row and column of every printed number of two digits or more that
    differ, ranks and serial numbers aside.
    """
    found = []
    for path in sorted(RAW.glob("table*.csv")):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        for row, cells in enumerate(rows[1:], 1):
            places = [
                place
                for place, cell in enumerate(cells)
                if NUMERIC.fullmatch(cell) and len(set(cell) - set(".0")) > 1
            ]
            found += [
                (path.name, row, place)
                for place in places
                if rows[0][place] not in ("序号", "排名")
            ]
    return found


def exchange_digits(cell, generator):
    """Exchange two neighbouring digits that differ."""
    places = [
        i
        for i in range(len(cell) - 1)
        if cell[i].isdigit() and cell[i + 1].isdigit() and cell[i] != cell[i + 1]
    ]
    if not places:
        return cell.replace(cell[-1], str((int(cell[-1]) + 3) % 10))
    i = generator.choice(places)
    return cell[:i] + cell[i + 1] + cell[i] + cell[i + 2 :]


@pytest.fixture(scope="module")
def transcriptions(tmp_path_factory):
    """Make ten copies of the raw tables, each with two digits of one cell exchanged,
    all chosen by a seed.
    """
    generator, made = random.Random(2020), []
    for file, row, place in generator.sample(cells_with_numbers(), 10):
        folder = shutil.copytree(RAW, tmp_path_factory.mktemp("raw") / "raw")
        rows = list(
            csv.reader((folder / file).read_text(encoding="utf-8").splitlines())
        )
        rows[row][place] = exchange_digits(rows[row][place], generator)
        with (folder / file).open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows(rows)
        made.append((folder, file, rows[row][place]))
    return made


def noticed(folder):
    """Name the statements that notice an error in a copy of the tables."""
    found, printed = [], Printed(folder)
    for claim in REGISTER:
        try:
            if (
                claims.judge(claim, printed)["verdict"]
                != LEDGER.loc[claim.id, "verdict"]
            ):
                found.append(claim.id)
        except InputError:
            found.append(claim.id)
    return found


def test_seeded_transcription_errors_are_caught_by_the_data_package(transcriptions):
    for folder, file, _ in transcriptions:
        with pytest.raises(InputError, match=f"{file}: the content has changed"):
            package.check_package(folder / "datapackage.json")


def test_seeded_transcription_errors_are_caught_by_a_statement_too_where_the_report_can_tell(
    transcriptions,
):
    """Four of the ten are beyond it: no other number depends on them by as much as its
    printed digits show.
    """
    caught = {
        f"{file[:7]} {cell}": noticed(folder)[:1]
        for folder, file, cell in transcriptions
    }
    assert caught == {
        "table03 76.95": ["total_hangzhou"],
        "table05 06.18": ["gdp_totals"],
        "table05 98.57": ["gdp_totals"],
        "table05 10712": ["correlation"],
        "table05 14140": [],
        "table05 6407": [],
        "table07 745000": [],
        "table08 18.72": ["instagram_beijing"],
        "table09 30500": [],
        "table12 115725": ["repeats_visit_beijing"],
    }


def test_the_unchanged_tables_give_no_alarm():
    assert noticed(RAW) == []
