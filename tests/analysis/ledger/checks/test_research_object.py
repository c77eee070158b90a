import pytest
from ledgers import LEDGER, verdict


def test_words():
    expected = {
        "gucp_distinct": "64: Hangzhou, Zhengzhou",
        "charm_note": "at Shenzhen",
        "gucp_limit": "82 at most",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


@pytest.mark.parametrize(
    ("id", "published"), [("gucp_limit", "62"), ("gucp_top_fifteen", "12")]
)
def test_other_limits_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"
