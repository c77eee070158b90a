"""Verdict and grade of every statement, found a second time: numbers in decimal
arithmetic from the ledger's own interval, orders and words by drawing readings of Table 3.
"""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from ledgers import LEDGER, REGISTER, REPORT, verdict

from analysis.ledger.grading import GRADES, graded
from analysis.ledger.judging import recompute
from analysis.ledger.sample import NAMES, Report
from analysis.ledger.witness import Witness, solve
from analysis.report.register import find_claim
from compindex.readings import NONE

NUMBERS = [claim for claim in REGISTER if claim.kind == "number"]
DRAWN = [
    claim
    for claim in REGISTER
    if claim.recompute and 3 in claim.tables and claim.kind != "number"
]


@pytest.mark.parametrize("claim", NUMBERS, ids=lambda claim: claim.id)
def test_numbers_by_decimal_arithmetic(claim):
    printed = Decimal(claim.published.rstrip("*"))
    unit = Decimal(1).scaleb(printed.as_tuple().exponent)
    row = LEDGER.loc[claim.id]
    value = Decimal(row["recomputed"])
    low, high = (Decimal(repr(float(row[end]))) for end in ("low", "high"))
    room = Decimal("1e-12") * max(1, abs(printed))
    meets = low <= printed + unit / 2 + room and high >= printed - unit / 2 - room
    if value.quantize(unit, ROUND_HALF_UP) == printed:
        expected = ("reproduced", "digit")
    elif meets:
        expected = ("reproduced", "rounding")
    else:
        expected = ("contradicted", "number")
    assert (row["verdict"], row["grade"]) == expected


@pytest.fixture(scope="module")
def readings():
    """Draw sets of unrounded scores that would print as Table 3, totals included: steps
    from the witness towards random corners and points, as far as the totals allow.
    """
    middle = solve(REPORT)
    printed = REPORT.scores.value[NAMES].loc[middle.index]
    totals = REPORT.scores.value["total"].loc[middle.index]
    generator = np.random.default_rng(2020)
    found = [Witness(middle, REPORT)]
    for place in range(30):
        step = generator.uniform(-0.005, 0.005, printed.shape)
        if place % 2:
            step = 0.005 * np.sign(step)
        if not place:  # the two totals that are printed alike, turned round
            step = (middle - printed).to_numpy(copy=True)
            step[middle.index.get_loc("hangzhou")] = -0.005
            step[middle.index.get_loc("chengdu")] = 0.005
        share = 1.0
        while True:
            scores = middle + share * (printed + step - middle)
            off = (scores @ [0.35, 0.25, 0.2, 0.2] - totals).abs()
            if (off <= 0.005).all():
                break
            share *= 0.8
        found.append(Witness(scores, REPORT))
    return found


@pytest.mark.parametrize("claim", DRAWN, ids=lambda claim: claim.id)
def test_orders_and_words_by_drawn_readings(claim, readings):
    outcomes = {graded(claim, recompute(claim, one)) for one in readings}
    row = LEDGER.loc[claim.id]
    own = (row["verdict"], row["grade"])
    if row["grade"] == "some_readings":  # some hold, and some do not
        assert {name for name, _ in outcomes} == {"reproduced", "contradicted"}
    else:
        assert outcomes == {own}


def test_every_grade_belongs_to_its_verdict():
    pairs = {(name, grade) for name, grades in GRADES.items() for grade in grades}
    found = set(zip(LEDGER["verdict"], LEDGER["grade"], strict=True))
    assert found <= pairs
    assert {name for name, _ in found} == set(GRADES)


def test_what_the_report_does_not_state_is_not_judged():
    """An order that fails is contradicted, a word that fails is inconsistent, two
    printings that differ are; and a necessary condition that fails is contradicted.
    """
    assert verdict("second_and_third", "Shanghai, Beijing") == "contradicted"
    assert verdict("video_categories", "9 and 6 of 14") == "contradicted"
    claim = find_claim("mean_total")
    row = graded(claim, recompute(claim, Report()))
    assert row == ("contradicted", "number")
    claim = find_claim("leading_five")
    failed = recompute(claim, Report())._replace(reading=NONE)
    assert graded(claim, failed) == ("inconsistent", "wording")
