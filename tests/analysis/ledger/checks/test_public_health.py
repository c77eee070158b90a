from ledgers import LEDGER, holds, report_with

from analysis.ledger.judging import judge
from analysis.report.register import find_claim


def test_the_mean_by_hand():
    assert holds("wuhan_january_may_mean", 500742 / 5)


def test_both_sides_are_shown_as_printed():
    expected = {
        "wuhan_far_above": "100148.4 beside 3202",
        "others_mean_rose": "7206 beside 5156",
    }
    assert LEDGER.loc[list(expected), "recomputed"].to_dict() == expected


def test_the_rise_rests_on_both_numbers():
    report = report_with(others_july_december_mean="7207")
    assert judge(find_claim("others_mean_rose"), report)["verdict"] == "contradicted"


def test_far_is_twice_as_many():
    for before, expected in (("50000", "reproduced"), ("50100", "inconsistent")):
        report = report_with(wuhan_2019_mean=before)
        assert judge(find_claim("wuhan_far_above"), report)["verdict"] == expected


def test_what_print_bounds():
    bounds = {
        "others_rose": [1, 13],
        "more_cities": [1, 13],
        "wuhan_june_fall": [0, 500742],
        "beijing_surge": [0, 88061],
        "attention_shift": [-88061, 500742 - 88061],
    }
    for id, ends in bounds.items():
        assert LEDGER.loc[id, ["low", "high"]].to_list() == ends, id
        assert LEDGER.loc[id, "grade"] == "bounded"
