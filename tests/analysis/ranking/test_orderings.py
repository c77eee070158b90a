import pandas as pd

from analysis.ranking import orderings
from analysis.report.register import find_claim, printed_values, read_register

PROSE = printed_values()
NAMED = pd.Series(
    {"wuhan": 1, "beijing": 1, "shanghai": 2, "changsha": 3, "xian": 4, "suzhou": 5}
)


def test_every_ordering_is_a_statement_of_the_register():
    claims = read_register()
    for id in orderings.STATED:
        assert find_claim(id, claims).kind in ("order", "set", "rank", "comparison")


def test_places_follow_each_other_and_need_all_their_cities():
    got = orderings.stated_places(PROSE, NAMED)
    assert got["tier_1_members"] == (["wuhan", "beijing"], 1, 2)
    assert got["tier_4_members"] == (["xian"], 5, 5)
    assert got["second_and_third"] == (["beijing", "shanghai"], 2, 3)
    assert "gdp_leaders_influence" not in got


def test_orderings_hold_in_the_report_s_own_order():
    order = list(NAMED.index)
    totals = pd.DataFrame([range(len(order), 0, -1)], columns=order, dtype=float)
    stated = orderings.stated_orderings(PROSE, NAMED, order)
    assert set(stated) <= set(orderings.STATED)
    held = {id: bool(holds(totals).iloc[0]) for id, holds in stated.items()}
    assert held.pop("order_of_totals") and held.pop("tier_1_members")
    turned = totals[order[::-1]].set_axis(order, axis=1)
    assert not stated["order_of_totals"](turned).iloc[0]
