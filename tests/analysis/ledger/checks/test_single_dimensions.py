import statistics

import pytest
from ledgers import COGNITION, INNOVATION, LEDGER, MEDIA, SOCIAL, recomputed, verdict

COLUMNS = {
    "media": MEDIA,
    "social": SOCIAL,
    "innovation": INNOVATION,
    "cognition": COGNITION,
}


def test_differences_by_hand():
    assert recomputed("tianjin_xian_innovation") == pytest.approx((7.63, 7.62, 7.64))
    assert recomputed("tianjin_xian_cognition") == pytest.approx((7.91, 7.90, 7.92))


def test_both_sides_are_shown_as_printed():
    expected = {
        "tianjin_xian_media": "71.89 beside 66.92",
        "chengdu_above_mean": f"73.28 beside {statistics.fmean(INNOVATION):.2f}",
        "xian_above_mean": f"77.62 beside {statistics.fmean(COGNITION):.3f}",
        "xian_instagram": "541000 beside 369000",
        "xian_tiktok": "4900000 beside 482500",
        "middle_overall": "Changsha 13, Chengdu 7, Xi'an 11",
        "twitter_not_used": "10 of 15",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


@pytest.mark.parametrize(
    ("id", "dimension", "first", "second", "far"),
    [
        ("chengdu_above_mean", "innovation", 73.28, None, True),
        ("xian_above_mean", "cognition", 77.62, None, True),
        ("chengdu_social_remarkable", "social", 55.03, None, True),
        ("tianjin_xian_media", "media", 71.89, 66.92, False),
        ("tianjin_xian_social", "social", 51.90, 46.02, False),
    ],
)
def test_far_and_slightly_have_one_measure(id, dimension, first, second, far):
    scores = COLUMNS[dimension]
    distance = first - (second or statistics.fmean(scores))
    large = distance / statistics.pstdev(scores) >= 0.8
    expected = "reproduced" if large == far else "inconsistent"
    row = LEDGER.loc[id]
    assert (row["verdict"], row["grade"]) == (expected, "wording")


def test_who_stands_out_nowhere():
    words = (
        "Changsha -0.48 in social; Chengdu 3.89 in innovation; Xi'an 3.15 in cognition"
    )
    assert LEDGER.loc["outstanding", "recomputed"] == words


def test_evidence_in_explanations():
    expected = {
        "xian_instagram": "1.47 times",
        "xian_tiktok": "10.16 times",
        "outstanding": "0.48 below the mean",
        "chengdu_social_remarkable": "rank 10 of 15 and lies 4.90 below the mean",
        "leading_five": "they stand in media alone",
        "middle_overall": "they stand in 3 and 4 of 5",
    }
    for id, words in expected.items():
        assert words in LEDGER.loc[id, "explanation"], id


def test_other_values_do_not_hold():
    other = "Wuhan, Beijing, Shanghai, Shenzhen, Hangzhou"
    assert verdict("leading_five", other) == "inconsistent"
    assert verdict("changsha_social", "59.46") == "inconsistent"
