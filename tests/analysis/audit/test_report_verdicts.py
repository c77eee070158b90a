import pytest
from reported import (
    BORDERS,
    CITIES,
    NAMED,
    NAMING,
    ORDER,
    RANGES,
    REVERSALS,
    WORDS,
)

from analysis import results
from compindex.robustness import (
    borders,
    verdicts,
)


def test_verdicts_on_cities():
    assert CITIES["verdict"].to_dict() == {
        **dict.fromkeys(["wuhan", "shanghai", "shenzhen"], "probable"),
        "guangzhou": "probable",
        **dict.fromkeys(["nanjing", "shenyang"], "settled"),
        **dict.fromkeys(["hangzhou", "chengdu", "tianjin", "xian"], "undecided"),
        **dict.fromkeys(["suzhou", "changsha", "chongqing", "beijing"], "undecided"),
        "zhengzhou": "firm",
    }
    row = REVERSALS.set_index(["unit_a", "unit_b"]).loc[("tianjin", "xian")]
    words = f"its order with Xi'an (noise of 25% turns it with a probability of {row['probability']:.1%})"
    assert words in CITIES.loc["tianjin", "cannot_say"]
    assert (
        "its order with Chongqing for certain (noise"
        in CITIES.loc["xian", "cannot_say"]
    )
    assert (
        "(the printed decimals leave it open, and noise"
        in CITIES.loc["chengdu", "cannot_say"]
    )
    assert CITIES.loc["nanjing", "cannot_say"] == ""
    assert (
        CITIES.loc["zhengzhou", "cannot_say"] == ""
        and CITIES.loc["zhengzhou", "can_say"].count("place 15") == 3
    )


def test_the_wide_gap_is_firmer_than_the_border_of_tiers():
    assert NAMED["xian"] == NAMED["suzhou"] and NAMED["chongqing"] != NAMED["tianjin"]
    inside, border = BORDERS.loc[11], BORDERS.loc[9]
    assert (
        inside["gap"] > 4 * border["gap"]
        and inside["noise_25"] == 0 < border["noise_25"]
    )
    assert (
        inside["choices"]
        and not border["choices"]
        and inside["smallest_weight_change"] > border["smallest_weight_change"]
    )


def test_what_the_prose_says_of_borders():
    """README and notebook say it in words, which nothing computes."""
    assert (
        BORDERS.loc[[3, 5], "choices"].all()
        and BORDERS.loc[[3, 5], "any_weights"].eq(0).all()
    )
    of_tiers = BORDERS.loc[[3, 5, 9, 13]]
    assert (
        of_tiers["smallest_weight_change"].idxmin()
        == of_tiers["stays_uniform"].idxmin()
        == 9
    )
    assert of_tiers.at[9, "stays_uniform"] < 0.5
    assert of_tiers["choices"].to_dict() == {3: True, 5: True, 9: False, 13: True}
    whole = RANGES.set_index(["audit", "unit"])
    for place, city in enumerate(ORDER, 1):
        fixed = all(
            tuple(whole.loc[(audit, city), ["best", "worst"]]) == (place, place)
            for audit in ("any_weights", "choices")
        )
        assert fixed == (place == 15)


def test_words_on_borders():
    assert WORDS["name"].to_dict() == {
        3: "1 | 2",
        5: "2 | 3",
        9: "3 | 4",
        11: "xian | suzhou",
        13: "4 | 5",
    }
    assert (
        WORDS["about"].drop(11).eq("tier border").all()
        and WORDS.at[11, "about"] == "widest gap within a tier"
    )
    assert WORDS.at[5, "verdict"] == (
        "Guangzhou and Hangzhou are 5.46 points apart, give or take 0.01 by rounding. No weights at all move a city across. "
        "No combination of scale, weighting and mean breaks the border. With a fixed edge at 71 points, noise of 25% can carry no city across."
    )
    row, chance = (
        BORDERS.loc[9],
        REVERSALS.set_index(["unit_a", "unit_b"]).loc[
            ("chongqing", "xian"), "probability"
        ],
    )
    # It is the only pair that can turn.
    assert row["stays_noise_25"] == pytest.approx(1 - chance, abs=0.005)
    expected = (
        f"{row['stays_noise_25']:.1%} under noise of 25% (only Chongqing and Xi'an can exchange places), "
        f"{row['stays_dirichlet']:.1%} under Dirichlet weights, and {row['stays_uniform']:.1%} with all weights equally likely. "
        f"It takes {100 * row['smallest_weight_change'] / 2:.1f} of the 100 points of weight, moved between dimensions, for two"
    )
    assert expected in WORDS.at[9, "verdict"]
    assert (
        "Some combinations of scale, weighting and mean break the border."
        in WORDS.at[9, "verdict"]
    )
    assert (
        "probability of 100% under noise of 25%, over 99.9% under Dirichlet weights"
        in WORDS.at[11, "verdict"]
    )


def test_a_border_that_several_pairs_cross():
    row = next(BORDERS.loc[[10]].itertuples())
    assert row.noise_25 == 2
    assert (
        "(2 of 50 pairs, most easily Tianjin and Xi'an can exchange places)"
        in borders._border(row, 0.005, NAMING)
    )


def test_edges_of_tiers_against_draws():
    """The probabilities in the words are exact; a million draws agree with them."""
    share = (
        results.read_processed("tier_probabilities")
        .query("scheme == 'noise_25'")
        .set_index(["city", "tier"])["probability"]
    )
    drawn = {
        "Chongqing below": share["chongqing", 4],
        "Tianjin above": share["tianjin", 3],
        "Xi'an above": share["xian", 3],
    }
    stated = WORDS.at[9, "verdict"].rpartition("can carry ")[2].rstrip(".").split(", ")
    assert [words.rpartition(" ")[0] for words in stated] == list(drawn)
    for words, share in zip(stated, drawn.values(), strict=True):
        assert float(words.rpartition("(")[2].rstrip("%)")) == pytest.approx(
            100 * share, abs=0.25
        )


def test_all_verdicts_together():
    stored = results.read_processed("verdicts")
    got = verdicts.together(CITIES.reset_index(), WORDS, NAMING)
    assert list(got.columns) == ["about", "name", "verdict"] and got[
        "name"
    ].to_list() == [*ORDER, *WORDS["name"]]
    assert got["verdict"].to_list()[:15] == stored["verdict"].to_list()[:15]
    assert stored["name"].to_list() == got["name"].to_list()
    assert (
        got["verdict"]
        .iloc[14]
        .startswith("Firm. Can say: place 15 with each weight off by up to 25%")
    )
    assert "Cannot say" not in got["verdict"].iloc[14]
