import statistics

import numpy as np
import pytest
from ledgers import LEDGER, MEDIA, SOCIAL, printed, recomputed


def test_differences_by_hand():
    assert recomputed("tianjin_xian_innovation") == pytest.approx((7.63, 7.62, 7.64))
    assert recomputed("tianjin_xian_cognition") == pytest.approx((7.91, 7.90, 7.92))


def test_both_sides_are_shown_as_printed():
    expected = {
        "tianjin_xian_media": "71.89 beside 66.92",
        "xian_instagram": "541000 beside 369000",
        "xian_tiktok": "4900000 beside 482500",
        "tianjin_xian_ranks": "10 and 11",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected
    words = LEDGER.loc["xian_from_all_dimensions", "recomputed"]
    assert words.startswith("media 66.92 beside 71.89; social 46.02 beside 51.9;")


@pytest.mark.parametrize(
    ("id", "scores", "difference"),
    [
        ("tianjin_xian_media", MEDIA, 71.89 - 66.92),
        ("tianjin_xian_social", SOCIAL, 51.90 - 46.02),
    ],
)
def test_slightly_is_less_than_far(id, scores, difference):
    share = difference / statistics.pstdev(scores)
    expected = "reproduced" if 0 < share < 0.8 else "inconsistent"
    row = LEDGER.loc[id]
    assert (row["verdict"], row["grade"]) == (expected, "wording")
    assert f"{share:.2f} standard deviations" in row["explanation"]


def test_far_more_is_measured_in_the_logarithms_of_counts():
    logs = {row[1]: [np.log(float(cell)) for cell in row[2:]] for row in printed(7)}
    xian, tianjin = np.array(logs["西安"]), np.array(logs["天津"])
    distance = (xian - tianjin) / np.std(list(logs.values()), axis=0)
    assert (distance >= 0.8).tolist() == [False, True]
    verdicts = LEDGER.loc[["xian_instagram", "xian_tiktok"], "verdict"]
    assert verdicts.to_list() == ["inconsistent", "reproduced"]
    for id, words in (("xian_instagram", "1.47 times"), ("xian_tiktok", "10.16 times")):
        assert words in LEDGER.loc[id, "explanation"]
