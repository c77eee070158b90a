import statistics

import numpy as np
import pytest
from ledgers import COGNITION, INNOVATION, LEDGER, holds, recomputed, verdict

EXPECTED = {
    "tianjin_xian_innovation": 70.86 - 63.23,
    "tianjin_xian_cognition": 77.62 - 69.71,
    "tianjin_xian_media": 71.89 - 66.92,
    "tianjin_xian_social": 51.90 - 46.02,
    "chengdu_above_mean": 73.28 - statistics.fmean(INNOVATION),
    "xian_above_mean": 77.62 - statistics.fmean(COGNITION),
    "xian_instagram": 541000 - 369000,
    "xian_tiktok": 4900000 - 482500,
}


@pytest.mark.parametrize("id", EXPECTED)
def test_differences_by_hand(id):
    assert holds(id, EXPECTED[id])


def test_intervals_by_hand():
    assert recomputed("tianjin_xian_innovation")[1:] == pytest.approx((7.62, 7.64))
    # Chengdu's own score has the weight 14/15 in its distance to the mean, the others
    # -1/15 each.
    ends = 3.89 + np.array([-1, 1]) * 0.005 * 28 / 15
    assert recomputed("chengdu_above_mean")[1:] == pytest.approx(tuple(ends))


def test_evidence_in_explanations():
    expected = {
        "xian_instagram": "1.47 times",
        "xian_tiktok": "10.16 times",
        "outstanding": "0.48 below the mean",
    }
    for id, words in expected.items():
        assert words in LEDGER.loc[id, "explanation"], id


@pytest.mark.parametrize(
    ("id", "published"),
    [
        ("leading_five", "Wuhan, Beijing, Shanghai, Shenzhen, Hangzhou"),
        ("changsha_social", "59.46"),
    ],
)
def test_other_values_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"
