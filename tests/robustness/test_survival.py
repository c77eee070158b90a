from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import claims, report
from analysis.names import DIMENSIONS
from analysis.robustness import choices, survival

PRINTED = claims.Printed()
SCORES = PRINTED.scores.value[list(DIMENSIONS.values())]
TOTALS, _ = choices.all_totals(
    SCORES, {"media": 0.35, "social": 0.25, "innovation": 0.20, "cognition": 0.20}
)
RANKS = choices.ranks(TOTALS)
ORDER = list(PRINTED.ranks.index)


def hold_by_trial(totals, cities, first, last):
    """Try every order that the totals admit."""
    return any(
        all(upper >= lower for upper, lower in pairwise(ordered))
        and {place for place, unit in enumerate(order, 1) if unit in cities}
        <= set(range(first, last + 1))
        for order in permutations(totals)
        for ordered in [[totals[unit] for unit in order]]
    )


@given(
    st.lists(st.integers(0, 3), min_size=5, max_size=5),
    st.sets(st.integers(0, 4), min_size=1, max_size=3),
    st.integers(1, 5),
    st.integers(0, 4),
    st.booleans(),
)
@settings(max_examples=150)
def test_places_are_held_if_some_order_of_equal_totals_holds_them(
    totals, members, first, more, alone
):
    units = ORDER[:5]
    cities, last = [units[number] for number in sorted(members)], min(first + more, 5)
    last = first + len(cities) - 1 if alone else last
    if last > 5 or last - first + 1 < len(cities):
        return
    table = pd.DataFrame([dict(zip(units, map(float, totals), strict=True))])
    got = survival._hold_places(table, cities, first, last)[0]
    single = len(cities) == last - first + 1
    if single:
        assert got == hold_by_trial(table.iloc[0].to_dict(), cities, first, last)
    else:  # each city by itself
        assert got == all(
            hold_by_trial(table.iloc[0].to_dict(), [city], first, last)
            for city in cities
        )


def test_a_city_left_out_takes_its_place_with_it():
    units = ORDER[:4]
    table = pd.DataFrame(
        [[np.nan, 9, 8, 7], [9, np.nan, 8, 7], [9, np.nan, 7, 8], [9, 8, np.nan, 7]],
        columns=units,
        dtype=float,
    )
    got = survival._hold_places(table, [units[1], units[2]], 2, 3)
    assert got.to_list() == [True, True, False, True]
    assert survival._hold_places(table, [units[0]], 1, 1).to_list() == [
        pd.NA,
        True,
        True,
        True,
    ]
    assert survival._falls(table.ffill(axis=1).fillna(np.inf)).to_list() == [
        True,
        True,
        False,
        True,
    ]


def test_statements_of_the_report():
    stated = survival.statements(PRINTED.prose, PRINTED.named[ORDER])
    assert stated["tier_3_members"] == (
        ["hangzhou", "chengdu", "nanjing", "chongqing"],
        6,
        9,
    )
    assert stated["gdp_leaders_influence"] == (
        ["beijing", "shanghai", "guangzhou", "shenzhen"],
        1,
        5,
    )
    assert stated["middle_overall"] == (["changsha", "chengdu", "xian"], 6, 13)
    assert stated["second_and_third"] == (["beijing", "shanghai"], 2, 3)
    held = survival.survives(TOTALS, stated, ORDER)
    assert held.loc[choices.BASELINE].all()  # the report agrees with itself
    expected = (RANKS.loc[:, ORDER[:5]].max(axis=1) <= 5) & (
        RANKS.loc[:, ORDER[3:5]].min(axis=1) >= 4
    )
    assert held["tier_2_members"].astype(bool).equals(expected)
    whole = RANKS.index.get_level_values("without_city") == "none"
    assert (
        held.loc[whole, "wuhan_first"]
        .astype(bool)
        .equals(RANKS.loc[whole, "wuhan"] == 1)
    )
    levels = report.read_processed("cities").set_index("city")["admin_level"]
    means = TOTALS.T.groupby(levels).mean()
    falls = (means.loc["municipality"] >= means.loc["sub-provincial"]) & (
        means.loc["sub-provincial"] >= means.loc["other"]
    )
    assert held["steps"].astype(bool).equals(falls)


def test_summary_by_option():
    held = survival.survives(
        TOTALS, survival.statements(PRINTED.prose, PRINTED.named[ORDER]), ORDER
    )
    got = survival.by_option(held)
    stored = report.read_processed("choices")
    pd.testing.assert_frame_equal(
        got.drop(columns="alone"), stored.drop(columns="alone"), rtol=1e-10
    )
    assert got["alone"].astype(object).where(got["alone"].notna(), None).to_list() == [
        None if pd.isna(value) else value == True  # noqa: E712
        for value in stored["alone"]
    ]
    rows = got.set_index(["statement", "choice", "option"])
    assert rows.loc[("wuhan_first", "without_city", "wuhan"), "specifications"] == 0
    assert pd.isna(rows.loc[("wuhan_first", "without_city", "wuhan"), "share"])
    part = held.xs("social", level="without_dimension")["wuhan_first"].dropna()
    assert rows.loc[
        ("wuhan_first", "without_dimension", "social"), "share"
    ] == pytest.approx(part.astype(float).mean())
    assert (
        rows.loc[("tier_3_members", "standardization", "rank"), "alone"]
        == held.at[("rank", "nominal", "arithmetic", "none", "none"), "tier_3_members"]
    )
