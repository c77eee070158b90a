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


def test_two_printed_means_are_medians():
    index, prose = results.read_processed("index"), register.printed_values()
    for name in ("social", "innovation"):
        middle = sorted(index[name])[7]  # the eighth of fifteen
        assert f"{middle:.2f}" == prose[f"mean_{name}"]


def test_levels_are_means_of_their_cities():
    index = results.read_processed("index").set_index("city")
    cities = results.read_processed("cities").set_index("city")
    got = results.read_processed("admin_levels").set_index("admin_level")
    assert list(got.index) == ["municipality", "sub-provincial", "other"]
    for level, row in got.iterrows():
        members = [
            city for city in cities.index if cities["admin_level"][city] == level
        ]
        assert row["n"] == len(members)
        for column, name in (("mean_total", "published_total"), ("mean_rank", "rank")):
            expected = sum(index[name][city] for city in members) / len(members)
            assert row[column] == pytest.approx(expected)


def test_stated_bands_reach_as_far_as_their_rounding():
    assert tiers.stated_band("85 or above") == (84.5, np.inf)
    assert tiers.stated_band("71 to 84") == (70.5, 84.5)
    assert tiers.stated_band("below 60") == (-np.inf, 60.5)


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
