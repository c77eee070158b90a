import numpy as np
import pandas as pd
import pytest

from analysis import results
from analysis.ranking import tiers
from analysis.report import register
from compindex.errors import InputError


def test_named_tiers_hold_every_city_once():
    got = tiers.named_tiers(register.printed_values())
    assert got.value_counts().sort_index().to_list() == [3, 2, 4, 4, 2]
    assert got.index.is_unique and got["xian"] == 4


def test_statistics_by_hand():
    index = pd.DataFrame(
        {
            "tier": [1, 1, 2],
            "media": [1.0, 3.0, 5.0],
            "social": 0.0,
            "innovation": 0.0,
            "cognition": 0.0,
        }
    )
    got = tiers.tier_statistics(index).set_index(["tier", "dimension"])
    assert got.loc[(1, "media")].to_list() == [
        2,
        2.0,
        1.0,
    ]  # population standard deviation of 1 and 3
    assert got.loc[(2, "media")].to_list() == [1, 5.0, 0.0]


def test_sample_statistics_against_numpy():
    index = results.read_processed("index")
    got = tiers.sample_statistics(index)
    expected = [
        [
            np.mean(index[c]),
            np.median(index[c]),
            np.sqrt(np.mean((index[c] - np.mean(index[c])) ** 2)),
        ]
        for c in got.index
    ]
    np.testing.assert_allclose(got, expected)


def test_two_printed_means_are_medians():
    got, prose = (
        tiers.sample_statistics(results.read_processed("index"))["median"],
        register.printed_values(),
    )
    assert [f"{got['social']:.2f}", f"{got['innovation']:.2f}"] == [
        prose["mean_social"],
        prose["mean_innovation"],
    ]


def test_levels_by_hand():
    index = pd.DataFrame(
        {
            "city": list("abcd"),
            "rank": [1, 2, 3, 4],
            "total": [80.0, 70.0, 60.0, 50.0],
        }
    )
    cities = pd.DataFrame(
        {
            "city": list("abcd"),
            "admin_level": [
                "sub-provincial",
                "municipality",
                "sub-provincial",
                "other",
            ],
        }
    )
    got = tiers.admin_level_means(index, cities).to_numpy().tolist()
    assert got == [
        ["municipality", 1, 70.0, 2.0],
        ["sub-provincial", 2, 70.0, 2.0],
        ["other", 1, 50.0, 4.0],
    ]


def test_stated_bands_reach_as_far_as_their_rounding():
    prose = {"tier_1_band": "85 or above", "tier_2_band": "71 to 84"}
    index = pd.DataFrame(
        {
            "city": list("abcde"),
            "tier": [1, 1, 2, 2, 2],
            "total": [84.5, 84.49, 70.5, 84.5, 84.51],
        }
    )
    assert tiers.members_outside(index, prose)["city"].to_list() == ["b", "e"]


def test_every_city_is_named_in_one_tier():
    prose = register.printed_values()
    prose["tier_2_members"] = "Shenzhen, Guangzhou, Wuhan"
    with pytest.raises(InputError, match="claims.yml: wuhan is named in 2 tiers"):
        tiers.named_tiers(prose)


def test_a_band_that_cannot_be_read_is_refused():
    assert tiers.stated_band("below 60") == (-np.inf, 60.5)
    with pytest.raises(
        InputError,
        match="the band 'about 60' cannot be read; expected such as 60 to 64",
    ):
        tiers.stated_band("about 60")
