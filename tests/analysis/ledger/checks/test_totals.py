import pytest
from ledgers import LEDGER, SCORES, holds, recomputed, verdict

CITIES = {"wuhan": "武汉", "chengdu": "成都", "xian": "西安", "shenyang": "沈阳"}


@pytest.mark.parametrize("city", CITIES)
def test_totals_by_hand(city):
    media, social, innovation, cognition, _ = SCORES[CITIES[city]]
    total = 0.35 * media + 0.25 * social + 0.2 * innovation + 0.2 * cognition
    assert holds(f"total_{city}", total)


def test_rounding_of_four_scores_leaves_half_a_unit_of_the_total():
    assert recomputed("total_wuhan") == pytest.approx((89.5735, 89.5685, 89.5785))


def test_two_totals_that_are_printed_alike_leave_the_order_open():
    row = LEDGER.loc["order_of_totals"]
    assert row["recomputed"] == "smallest step 0.00, before Chengdu"
    assert (row["verdict"], row["grade"]) == ("reproduced", "some_readings")


def test_other_ranks_are_inconsistent():
    assert verdict("ranks", "1 to 14") == "inconsistent"
