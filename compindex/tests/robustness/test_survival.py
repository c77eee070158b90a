from itertools import pairwise, permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample import ORDER, SCORES, WEIGHTS

from compindex.robustness import choices, survival


def hold_by_trial(totals, units, first, last):
    """Try every order that the totals admit."""
    return any(
        all(upper >= lower for upper, lower in pairwise(ordered))
        and {place for place, unit in enumerate(order, 1) if unit in units}
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
    order = ORDER[:5]
    units, last = [order[number] for number in sorted(members)], min(first + more, 5)
    last = first + len(units) - 1 if alone else last
    if last > 5 or last - first + 1 < len(units):
        return
    table = pd.DataFrame([dict(zip(order, map(float, totals), strict=True))])
    got = survival.places_held(table, units, first, last, order)[0]
    single = len(units) == last - first + 1
    if single:
        assert got == hold_by_trial(table.iloc[0].to_dict(), units, first, last)
    else:  # each unit by itself
        assert got == all(
            hold_by_trial(table.iloc[0].to_dict(), [unit], first, last)
            for unit in units
        )


def test_a_unit_left_out_takes_its_place_with_it():
    units = ORDER[:4]
    table = pd.DataFrame(
        [[np.nan, 9, 8, 7], [9, np.nan, 8, 7], [9, np.nan, 7, 8], [9, 8, np.nan, 7]],
        columns=units,
        dtype=float,
    )
    got = survival.places_held(table, [units[1], units[2]], 2, 3, units)
    assert got.to_list() == [True, True, False, True]
    assert survival.places_held(table, [units[0]], 1, 1, units).to_list() == [
        pd.NA,
        True,
        True,
        True,
    ]
    assert survival.order_held(table, units).to_list() == [
        True,
        True,
        False,
        True,
    ]


CHOICE_TOTALS, _ = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.all_ranks(CHOICE_TOTALS)


def test_one_place_is_held_where_the_rank_is_that_place():
    whole = RANKS.index.get_level_values("without_unit") == "none"
    for place, unit in enumerate(ORDER, 1):
        held = survival.places_held(CHOICE_TOTALS, [unit], place, place, ORDER)
        tied = CHOICE_TOTALS.round(10).eq(CHOICE_TOTALS[unit], axis=0).sum(axis=1) > 1
        plain = whole & ~tied
        expected = RANKS.loc[plain, unit] == place
        assert held[plain].astype(bool).equals(expected)


def test_groups_fall_by_their_means():
    groups = {unit: "upper" if unit < "haven" else "lower" for unit in ORDER}
    got = survival.groups_fall(CHOICE_TOTALS, groups, ["upper", "lower"])
    first = [unit for unit in ORDER if unit < "haven"]
    rest = [unit for unit in ORDER if unit >= "haven"]
    expected = CHOICE_TOTALS[first].mean(axis=1) >= CHOICE_TOTALS[rest].mean(axis=1)
    assert got.equals(expected)


def test_summary_by_option():
    held = pd.DataFrame(
        {
            "order": survival.order_held(CHOICE_TOTALS, ORDER),
            "first": survival.places_held(CHOICE_TOTALS, ["arden"], 1, 1, ORDER),
        }
    ).astype("boolean")
    got = survival.by_option(held).set_index(["statement", "choice", "option"])
    assert len(got) == 2 * (4 + 4 + 3 + 5 + 16)
    gone = got.loc[("first", "without_unit", "arden")]
    assert gone["specifications"] == 0 and pd.isna(gone["share"])
    part = held.xs("schools", level="without_dimension")["first"].dropna()
    row = got.loc[("first", "without_dimension", "schools")]
    assert row["share"] == pytest.approx(part.astype(float).mean())
    assert row["specifications"] == len(part)
    alone = ("rank", *choices.BASELINE[1:])
    assert (
        got.loc[("order", "standardization", "rank"), "alone"]
        == held.at[alone, "order"]
    )
    assert pd.isna(got.loc[("first", "without_unit", "arden"), "alone"])
