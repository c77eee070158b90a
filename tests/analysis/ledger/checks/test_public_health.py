import pytest
from ledgers import holds, report_with

from analysis.ledger.judging import judge
from analysis.report.register import find_claim

EXPECTED = {
    "wuhan_january_may_mean": 500742 / 5,
    "wuhan_far_above": 500742 / 5 - 3202,
    "others_rose": 7206 - 5156,
}


@pytest.mark.parametrize("id", EXPECTED)
def test_numbers_by_hand(id):
    assert holds(id, EXPECTED[id])


def test_the_rise_rests_on_both_numbers():
    report = report_with(others_july_december_mean="7207")
    assert judge(find_claim("others_rose"), report)["verdict"] == "contradicted"
