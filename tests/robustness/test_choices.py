from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis import claims, report
from analysis.errors import InputError
from analysis.index import compute_index, specification
from analysis.names import DIMENSIONS
from analysis.robustness import choices

PRINTED = claims.Printed()
SCORES = PRINTED.scores.value[list(DIMENSIONS.values())]
WEIGHTS = pd.Series({"media": 0.35, "social": 0.25, "innovation": 0.20, "cognition": 0.20})
TOTALS, REASONS = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.ranks(TOTALS)
ORDER = list(PRINTED.ranks.index)


def test_every_specification_is_computed_or_has_a_reason():
    ways = 4 * 4 * 3 * 5 * 16
    assert len(TOTALS) + len(REASONS) == ways == len({*TOTALS.index, *REASONS.index})
    assert set(REASONS.index.get_level_values("standardization")) == {"z-score"}
    assert TOTALS.isna().sum(axis=1).eq(TOTALS.index.get_level_values("without_city") != "none").all()


def test_totals_are_those_of_the_index():
    """The same totals from the general engine, for specifications drawn at random."""
    for number in np.random.default_rng(3).choice(len(TOTALS), 40, replace=False):
        way, weighting, aggregate, without_dimension, without_city = TOTALS.index[number]
        left = SCORES.drop(index=without_city, columns=without_dimension, errors="ignore")
        shares = choices.weightings(left, WEIGHTS[left.columns] / WEIGHTS[left.columns].sum())[weighting]
        leaves = [{"name": name, "weight": shares[name], "standardize": choices.STANDARDIZATIONS[way]} for name in left]
        spec = specification({"name": "one", "root": {"name": "total", "aggregate": aggregate, "children": leaves}})
        expected = compute_index(left, spec)["total"]
        assert TOTALS.iloc[number][left.index].to_list() == pytest.approx(expected.to_list(), abs=1e-9)


def test_baseline_is_the_report():
    assert TOTALS.loc[choices.BASELINE].to_list() == pytest.approx(report.read_processed("index")["total"].to_list())
    assert RANKS.loc[choices.BASELINE].to_list() == list(range(1, 16))
    assert choices.places_moved(RANKS)[choices.BASELINE] == 0


def test_weights_that_rest_on_the_data():
    got = choices.weightings(SCORES, WEIGHTS)
    shares = SCORES / SCORES.sum()
    uneven = 1 - stats.entropy(shares) / np.log(15)
    assert got["entropy"].to_list() == pytest.approx(uneven / uneven.sum())
    standard = (SCORES - SCORES.mean()) / SCORES.std()
    assert got["PCA"].to_list() == pytest.approx(np.linalg.svd(standard)[2][0] ** 2)
    assert got.sum().to_list() == pytest.approx([1.0] * 4) and got["equal"].eq(0.25).all()


def test_the_place_of_a_unit_left_out_is_kept_free():
    table = pd.DataFrame({"a": [4.0, 3.0, 2.0, 1.0], "b": [1.0, 2.0, 3.0, 9.0]}, list("wxyz"))
    totals, _ = choices.all_totals(table, {"a": 0.9, "b": 0.1})
    assert totals.loc[choices.BASELINE].to_list() == pytest.approx([3.7, 2.9, 2.1, 1.8])
    got = choices.ranks(totals)
    assert got.loc[("as printed", "nominal", "arithmetic", "none", "x")].to_list() == pytest.approx(
        [1, np.nan, 3, 4], nan_ok=True
    )
    assert got.loc[("as printed", "nominal", "arithmetic", "a", "w")].to_list() == pytest.approx([np.nan, 4, 3, 2], nan_ok=True)
    assert choices.places_moved(got)[("as printed", "nominal", "arithmetic", "a", "w")] == 2 + 0 + 2


def hold_by_trial(totals, cities, first, last):
    """Try every order that the totals admit."""
    return any(
        all(upper >= lower for upper, lower in zip(ordered, ordered[1:]))
        and {place for place, unit in enumerate(order, 1) if unit in cities} <= set(range(first, last + 1))
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
@settings(max_examples=150, deadline=None)
def test_places_are_held_if_some_order_of_equal_totals_holds_them(totals, members, first, more, alone):
    units = ORDER[:5]
    cities, last = [units[number] for number in sorted(members)], min(first + more, 5)
    last = first + len(cities) - 1 if alone else last
    if last > 5 or last - first + 1 < len(cities):
        return
    table = pd.DataFrame([dict(zip(units, map(float, totals)))])
    got = choices._hold_places(table, cities, first, last)[0]
    single = len(cities) == last - first + 1
    if single:
        assert got == hold_by_trial(table.iloc[0].to_dict(), cities, first, last)
    else:  # each city by itself
        assert got == all(hold_by_trial(table.iloc[0].to_dict(), [city], first, last) for city in cities)


def test_a_city_left_out_takes_its_place_with_it():
    units = ORDER[:4]
    table = pd.DataFrame([[np.nan, 9, 8, 7], [9, np.nan, 8, 7], [9, np.nan, 7, 8], [9, 8, np.nan, 7]], columns=units, dtype=float)
    got = choices._hold_places(table, [units[1], units[2]], 2, 3)
    assert got.to_list() == [True, True, False, True]
    assert choices._hold_places(table, [units[0]], 1, 1).to_list() == [pd.NA, True, True, True]
    assert choices._falls(table.ffill(axis=1).fillna(np.inf)).to_list() == [True, True, False, True]


def test_statements_of_the_report():
    stated = choices.statements(PRINTED.prose, PRINTED.named[ORDER])
    assert stated["tier_3_members"] == (["hangzhou", "chengdu", "nanjing", "chongqing"], 6, 9)
    assert stated["gdp_leaders_influence"] == (["beijing", "shanghai", "guangzhou", "shenzhen"], 1, 5)
    assert stated["middle_overall"] == (["changsha", "chengdu", "xian"], 6, 13)
    assert stated["second_and_third"] == (["beijing", "shanghai"], 2, 3)
    held = choices.survives(TOTALS, stated, ORDER)
    assert held.loc[choices.BASELINE].all()  # the report agrees with itself
    expected = (RANKS.loc[:, ORDER[:5]].max(axis=1) <= 5) & (RANKS.loc[:, ORDER[3:5]].min(axis=1) >= 4)
    assert held["tier_2_members"].astype(bool).equals(expected)
    whole = RANKS.index.get_level_values("without_city") == "none"
    assert held.loc[whole, "wuhan_first"].astype(bool).equals(RANKS.loc[whole, "wuhan"] == 1)
    levels = report.read_processed("cities").set_index("city")["admin_level"]
    means = TOTALS.T.groupby(levels).mean()
    falls = (means.loc["municipality"] >= means.loc["sub-provincial"]) & (means.loc["sub-provincial"] >= means.loc["other"])
    assert held["steps"].astype(bool).equals(falls)


def test_summary_by_option():
    held = choices.survives(TOTALS, choices.statements(PRINTED.prose, PRINTED.named[ORDER]), ORDER)
    got = choices.by_option(held)
    stored = report.read_processed("choices")
    pd.testing.assert_frame_equal(got.drop(columns="alone"), stored.drop(columns="alone"), rtol=1e-10)
    assert got["alone"].astype(object).where(got["alone"].notna(), None).to_list() == [
        None if pd.isna(value) else value == True  # noqa: E712
        for value in stored["alone"]
    ]
    rows = got.set_index(["statement", "choice", "option"])
    assert rows.loc[("wuhan_first", "without_city", "wuhan"), "specifications"] == 0
    assert pd.isna(rows.loc[("wuhan_first", "without_city", "wuhan"), "share"])
    part = held.xs("social", level="without_dimension")["wuhan_first"].dropna()
    assert rows.loc[("wuhan_first", "without_dimension", "social"), "share"] == pytest.approx(part.astype(float).mean())
    assert (
        rows.loc[("tier_3_members", "standardization", "rank"), "alone"]
        == held.at[("rank", "nominal", "arithmetic", "none", "none"), "tier_3_members"]
    )


def test_reasons_say_what_cannot_be_computed():
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [5.0, 5.0, 5.0]}, list("xyz"))
    totals, reasons = choices.all_totals(table, {"a": 1, "b": 1})
    assert len(totals) + len(reasons) == 4 * 4 * 3 * 3 * 4 and not totals.isna().all(axis=1).any()
    assert "all values are equal" in reasons[("min-max", "nominal", "arithmetic", "none", "none")]
    assert "no principal components" in reasons[("as printed", "PCA", "arithmetic", "none", "none")]
    one, why = choices.all_totals(table.iloc[:1], {"a": 1, "b": 1})
    assert one.loc[choices.BASELINE].to_list() == [3.0] and "no entropy weights" in set(why.str[:18])
    idle, why = choices.all_totals(table, {"a": 1, "b": 0})
    assert why[("as printed", "nominal", "arithmetic", "a", "none")].startswith("all remaining weights are zero")
    assert idle.loc[choices.BASELINE].to_list() == [1, 2, 3]


def test_data_without_such_weights_are_refused():
    with pytest.raises(InputError, match="no entropy weights; expected two units or more, scores above zero"):
        choices.entropy(pd.DataFrame({"a": [0.0, 1.0]}))
    with pytest.raises(InputError, match="no principal components; expected three units"):
        choices.first_component(pd.DataFrame({"a": [0.0, 1.0]}))
