import numpy as np
import pytest
from ledgers import LEDGER, recomputed, verdict

# The count of Table 7, and the middle of the references that the other printed scores
# share, by hand.
LOG_RULE = {
    "tiktok_wuhan": (254_000_000, 957.20e6),
    "instagram_shanghai": (10_360_000, 235.70e6),
}


@pytest.mark.parametrize("id", LOG_RULE)
def test_scores_by_the_recovered_rule(id):
    count, reference = LOG_RULE[id]
    _, low, high = recomputed(id)
    assert low <= 100 * np.log(count) / np.log(reference) <= high < low + 0.01


def test_words():
    expected = {
        "tiktok_top_five": "Wuhan, Shanghai, Beijing, Chengdu, Shenzhen",
        "beyond_first_tier": "Instagram: Chengdu; TikTok: Chengdu, Wuhan",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


def test_evidence_in_the_explanation():
    words = LEDGER.loc["instagram_shanghai", "explanation"]
    # 70.1799 + (83.97 - 83.7918) / 15
    for part in ("83.79", "10.72 million in place of 10.36", "70.192"):
        assert part in words


def test_another_order_is_contradicted():
    other = "Wuhan, Beijing, Shanghai, Chengdu, Shenzhen"
    assert verdict("tiktok_top_five", other) == "contradicted"
