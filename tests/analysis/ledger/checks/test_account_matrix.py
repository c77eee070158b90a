import pytest
from ledgers import LEDGER, holds, verdict

EXPECTED = {
    "followers_over": 117525 - 100000,
    "suzhou_followers_over": 188033 - 180000,
    "suzhou_above_beijing": 188033 - 117525,
}


@pytest.mark.parametrize("id", EXPECTED)
def test_numbers_by_hand(id):
    assert holds(id, EXPECTED[id])


def test_words():
    expected = {"handle_hangzhou": "@TOURISMHANGZHOU", "visit_beijing_posts": "2574"}
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


@pytest.mark.parametrize(
    ("id", "published"),
    [
        ("visit_beijing_platforms", "Instagram, Twitter"),
        ("visit_beijing_handle", "@VisitBeijing"),
        ("followers_over", "118000"),
        ("handle_shenzhen", "@ szdaily"),
        ("table_11_order", "TOP6"),
        ("repeats_visit_wuhan", "@szdaily1"),
    ],
)
def test_other_values_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"


def test_a_mean_that_no_whole_number_gives_is_noticed(monkeypatch):
    """8.33 from 3 tweets is 25 reactions; 8.34 is none."""
    from analysis.ledger.checks import account_matrix
    from analysis.ledger.sample import Report

    report = Report()
    accounts = report.accounts
    own = accounts["table"].eq(13) & accounts["account"].eq("@visit_wuhan")
    for text, expected in (("8.33", "holds"), ("8.34", "does not hold")):
        changed = accounts.copy()
        changed.loc[own & accounts["metric"].eq("posts"), "value"] = 3
        changed.loc[own & accounts["metric"].eq("likes_per_tweet"), "printed"] = text
        report.accounts = changed
        assert account_matrix.whole_sums(report, 13).reading == expected
