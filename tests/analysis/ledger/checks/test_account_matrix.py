import statistics

import pytest
from ledgers import LEDGER, SCORES, verdict

WORDS = {
    "handle_hangzhou": "@TOURISMHANGZHOU",
    "visit_beijing_posts": "2574",
    "followers_over": "117525",
    "suzhou_followers_over": "188033",
    "suzhou_above_beijing": "188033 beside 117525",
    "visit_beijing_role": "in Tables 10, 11, 12, 13",
    "praised_accounts": (
        "Shenyang in 11 and 13; Shenzhen in 12; Nanjing in 12 and 13; "
        "Hangzhou in 11 and 13"
    ),
    "table_12_order": "0.28, 0.27, 0.26, 0.23, 0.20",
    "repeats_visit_suzhou": "followers 188033; posts 3198",
}


def test_both_sides_are_shown_as_printed():
    assert LEDGER.loc[list(WORDS), "recomputed"].to_dict() == WORDS


def test_reposts_for_followers_by_hand():
    # Suzhou and Shenyang, the lowest and the highest of Table 11.
    low, high = LEDGER.loc["little_reposting", ["low", "high"]]
    assert low == pytest.approx(100_000 * 4.58 / 188033)
    assert high == pytest.approx(100_000 * 5.68 / 98072)


def test_what_another_day_of_counting_would_explain():
    for id in ("visit_beijing_followers", "visit_beijing_posts"):
        words = LEDGER.loc[id, "explanation"]
        assert (
            f"{3015 - 2574} posts more and {117525 - 117400} followers fewer" in words
        )
        assert "A display in thousands explains neither" in words


@pytest.mark.parametrize(
    ("id", "published"),
    [
        ("visit_beijing_platforms", "Instagram, Twitter"),
        ("followers_over", "118000"),
        ("table_11_order", "TOP6"),
    ],
)
def test_other_values_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"


@pytest.mark.parametrize(
    ("id", "published"),
    [
        ("visit_beijing_handle", "@VisitBeijing"),
        ("handle_shenzhen", "@ szdaily"),
        ("repeats_visit_wuhan", "@szdaily1"),
    ],
)
def test_other_printings_are_inconsistent(id, published):
    assert verdict(id, published) == "inconsistent"


def test_a_praised_account_in_every_table_would_do():
    assert verdict("praised_accounts", "Beijing") == "reproduced"
    assert verdict("praised_accounts", "Beijing, Wuhan") == "inconsistent"


def test_a_large_account_and_a_low_score():
    """Of the five cities of Table 10 three score below the mean, Shenyang the lowest."""
    five = {"苏州", "武汉", "北京", "杭州", "沈阳"}
    social = {name: scores[1] for name, scores in SCORES.items()}
    mean = statistics.fmean(social.values())
    lowest = min(five, key=social.get)
    assert lowest == "沈阳" and sum(social[name] < mean for name in five) == 3
    row = LEDGER.loc["low_score_low_use"]
    assert row["recomputed"] == f"Shenyang {social[lowest]} beside {mean:.3f}"
    assert (row["verdict"], row["grade"]) == ("inconsistent", "wording")


def test_a_matrix_is_not_acquitted_on_one_platform():
    row = LEDGER.loc["visit_beijing_role"]
    assert (row["verdict"], row["grade"]) == ("unpublished", "bounded")
