import numpy as np
import pytest
from ledgers import LEDGER, printed, recomputed, verdict

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
        "beyond_first_tier": "3 of 10: Chengdu, Wuhan, Chengdu",
        "table_7_counts": "9 of 10 scores fit",
        "chengdu_tiktok_above_mean": "87.67 beside 75.96",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


def test_evidence_in_the_explanation():
    words = LEDGER.loc["instagram_shanghai", "explanation"]
    # 70.1799 + (83.97 - 83.7918) / 15
    for part in ("83.79", "10.72 million in place of 10.36", "70.192"):
        assert part in words


def test_room_for_counts_in_thousands():
    """The least mean that keeps the printed scores, counts off by half a thousand: over
    all references.
    """
    rows = {row[1]: float(row[2]) for row in printed(7)}
    counts = np.array(list(rows.values()))
    scores = {"北京": 81.72, "广州": 76.23, "深圳": 74.10, "成都": 71.44, "上海": 83.97}
    least, most = np.full(15, 0.0), np.full(15, 100.0)
    for city, score in scores.items():
        place = list(rows).index(city)
        least[place], most[place] = score - 0.005, score + 0.005
    counts[list(rows).index("上海")] = np.nan  # its count is taken for wrong
    means = []
    for reference in np.arange(235e6, 237e6, 100):
        low, high = (
            100 * np.log(counts + off) / np.log(reference) for off in (-500, 500)
        )
        if not (low > most).any() and not (high < least).any():
            means.append(np.fmax(low, least).mean())
    words = LEDGER.loc["instagram_shanghai", "explanation"]
    assert f"down to {min(means):.3f}" in words
    assert min(means) < 70.185  # and so prints as 70.18


def test_what_xian_has_more_on_two_platforms_together():
    """17.33 ± 0.05 on YouTube and Google video, 15.82 ± 0.02 on TripAdvisor and search:
    n · the difference of two printed scores, less those of known rule.
    """
    instagram = 100 * np.log(541 / 369) / np.log(235.70e6)
    tiktok = 100 * np.log(4900 / 482.5) / np.log(957.20e6)
    pairs = {
        "xian_youtube": (4 * 7.63 - instagram - tiktok, 0.0402),
        "xian_tripadvisor": (2 * 7.91, 0.0200),
    }
    for id, (expected, room) in pairs.items():
        value, low, high = recomputed(id)
        assert value == pytest.approx(expected, abs=1e-3)
        assert (high - low) / 2 == pytest.approx(room, abs=1e-3)


def test_another_order_is_contradicted():
    other = "Wuhan, Beijing, Shanghai, Chengdu, Shenzhen"
    assert verdict("tiktok_top_five", other) == "contradicted"


def test_remarkable_under_neither_reading():
    """The social score is below the mean; of Table 8, TikTok's is large alone."""
    counts = np.array([[float(cell) for cell in row[2:]] for row in printed(7)])
    scores = 100 * np.log(counts) / np.log([235.70e6, 957.20e6])
    shares = (np.array([71.44, 87.67]) - [70.18, 75.96]) / scores.std(axis=0)
    assert (shares >= 0.8).tolist() == [False, True]
    row = LEDGER.loc["chengdu_social_remarkable"]
    assert (row["verdict"], row["grade"]) == ("inconsistent", "wording")
    for share in shares:
        assert f"{share:.2f} standard deviations" in row["explanation"]


def test_where_shanghai_leads():
    instagram = 100 * np.log(10_360 / 754) / np.log(235.70e6)
    tiktok = 100 * np.log(134.5 / 254) / np.log(957.20e6)
    rest = 4 * (87.25 - 86.32) - instagram - tiktok
    margin = 4 * (0.005 + 0.005)  # two scores of two decimals, times four
    assert LEDGER.loc["shanghai_users", "recomputed"] == (
        f"instagram {instagram:.2f}, tiktok {tiktok:.2f}, "
        f"the others together {rest - margin:.2f} to {rest + margin:.2f}"
    )
