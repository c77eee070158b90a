import pytest
from ledgers import LEDGER, report_with, verdict

from analysis.ledger.judging import judge
from analysis.report.register import find_claim


def test_words():
    expected = {
        "charm_note": "at Shenzhen",
        "gucp_limit": "82 at most",
        "gawc_selection": "A+, A, A-, B+, B, B-",
        "gucp_top_fifteen": "13 with a rank",
        "removed_cities": "2 of the leading in competitiveness, 0 new first-tier",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


def test_a_rank_that_two_cities_share_is_said():
    words = LEDGER.loc["gucp_ranks", "explanation"]
    assert "Hangzhou and Zhengzhou have the same rank, 64" in words


def test_another_limit_is_contradicted():
    assert verdict("gucp_limit", "62") == "contradicted"


@pytest.mark.parametrize(("limit", "grade"), [("15", "consistent"), ("12", "open")])
def test_fewer_leading_cities_than_ranks_would_not_be_consistent(limit, grade):
    report = report_with(gucp_top_fifteen=limit)
    got = judge(find_claim("gucp_top_fifteen"), report)
    assert (got["verdict"], got["grade"]) == ("external", grade)


def test_regions_are_counted():
    words = LEDGER.loc["removed_cities", "explanation"]
    assert "East China 4" in words and "Northeast China 1" in words
