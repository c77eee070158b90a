import statistics

import pytest
from ledgers import COGNITION, INNOVATION, LEDGER, MEDIA, SOCIAL, verdict

COLUMNS = {
    "media": MEDIA,
    "social": SOCIAL,
    "innovation": INNOVATION,
    "cognition": COGNITION,
}


def test_both_sides_are_shown_as_printed():
    expected = {
        "chengdu_above_mean": f"73.28 beside {statistics.fmean(INNOVATION):.2f}",
        "xian_above_mean": f"77.62 beside {statistics.fmean(COGNITION):.3f}",
        "middle_overall": "Changsha 13, Chengdu 7, Xi'an 11",
        "twitter_not_used": "10 of 15",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


@pytest.mark.parametrize(
    ("id", "dimension", "score"),
    [
        ("chengdu_above_mean", "innovation", 73.28),
        ("xian_above_mean", "cognition", 77.62),
        ("chengdu_social_remarkable", "social", 55.03),
    ],
)
def test_far_is_measured_in_standard_deviations(id, dimension, score):
    scores = COLUMNS[dimension]
    share = (score - statistics.fmean(scores)) / statistics.pstdev(scores)
    expected = "reproduced" if share >= 0.8 else "inconsistent"
    row = LEDGER.loc[id]
    assert (row["verdict"], row["grade"]) == (expected, "wording")


def test_who_stands_out_nowhere():
    words = (
        "Changsha -0.48 in social; Chengdu 3.89 in innovation; Xi'an 3.15 in cognition"
    )
    assert LEDGER.loc["outstanding", "recomputed"] == words


def test_evidence_in_explanations():
    expected = {
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


def test_all_round_is_above_the_mean_everywhere():
    scores = (66.92, 46.02, 70.86, 77.62)
    margins = [
        score - statistics.fmean(column)
        for score, column in zip(scores, COLUMNS.values(), strict=True)
    ]
    words = [
        f"{name} {margin:.2f}" for name, margin in zip(COLUMNS, margins, strict=True)
    ]
    row = LEDGER.loc["xian_all_round"]
    assert row["recomputed"] == f"from the mean: {', '.join(words)}"
    assert min(margins) < 0 and row["verdict"] == "inconsistent"
