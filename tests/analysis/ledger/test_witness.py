"""One set of unrounded scores gives at once every number that is called reproduced."""

import csv
import statistics

import numpy as np
import pytest
from ledgers import CONTRADICTED, LEDGER, REPORT, printed

from analysis.ledger.judging import judge_all
from analysis.ledger.sample import NAMES, Report
from analysis.ledger.witness import Witness, conditions, solve, witness_table
from analysis.paths import ROOT
from analysis.report.words import CITIES, name_zh
from compindex.errors import InputError

WEIGHTS = np.array([0.35, 0.25, 0.2, 0.2])


def stored():
    """Read the witness with the standard library alone."""
    text = (ROOT / "data/processed/witness.csv").read_text(encoding="utf-8")
    return {row["city"]: row for row in csv.DictReader(text.splitlines())}


STORED = stored()
SCORES = {
    city: np.array([float(row[name]) for name in NAMES]) for city, row in STORED.items()
}
TOTALS = {city: float(scores @ WEIGHTS) for city, scores in SCORES.items()}
TABLE_3 = {row[1]: row for row in printed(3)}


def mean_of(column, cities):
    return statistics.fmean(SCORES[city][column] for city in cities)


@pytest.mark.parametrize("city", STORED)
def test_it_prints_as_table_3(city):
    row = TABLE_3[name_zh(city)]
    assert [f"{score:.2f}" for score in SCORES[city]] == row[2:6]
    assert f"{TOTALS[city]:.2f}" == row[6]
    assert float(STORED[city]["total"]) == pytest.approx(TOTALS[city], abs=1e-9)


def test_it_gives_the_ranks():
    order = sorted(TOTALS, key=TOTALS.get, reverse=True)
    assert order == [city.id for city in CITIES]


def test_it_gives_means_differences_and_deviations_at_once():
    """By hand, with the standard library."""
    cities = list(SCORES)
    first, last, others = cities[:3], cities[-2:], cities[3:]
    columns = [[scores[place] for scores in SCORES.values()] for place in range(4)]
    total = statistics.fmean
    got = {
        "mean_media": mean_of(0, cities),
        "mean_innovation_full_sample": mean_of(2, cities),
        "mean_cognition": mean_of(3, cities),
        **{f"tier_1_{name}": mean_of(place, first) for place, name in enumerate(NAMES)},
        "other_tiers_social": mean_of(1, others),
        "tier_1_others_social_difference": mean_of(1, first) - mean_of(1, others),
        "tier_1_mean_total": total(TOTALS[city] for city in first),
        "tier_5_mean_total": total(TOTALS[city] for city in last),
        "tianjin_xian_innovation": SCORES["xian"][2] - SCORES["tianjin"][2],
        "tianjin_xian_cognition": SCORES["xian"][3] - SCORES["tianjin"][3],
        **{
            f"sd_{name}": statistics.pstdev(column)
            for name, column in zip(NAMES, columns, strict=True)
        },
    }
    got["tier_1_tier_5_difference"] = (
        got["tier_1_mean_total"] - got["tier_5_mean_total"]
    )
    for id, value in got.items():
        assert f"{value:.2f}" == LEDGER.loc[id, "published"], id
    gdp = [float(row[3]) for row in printed(5)]
    assert f"{statistics.correlation(list(TOTALS.values()), gdp):.3f}" == "0.754"


def test_it_gives_table_4():
    levels = {city.id: city.admin_level for city in CITIES}
    printed_rows = printed(4)
    for row, level in zip(
        printed_rows, ("municipality", "sub-provincial", "other"), strict=True
    ):
        own = [TOTALS[city] for city in TOTALS if levels[city] == level]
        assert f"{statistics.fmean(own):.2f}" == row[1]


def test_it_gives_table_8_with_one_reference_a_platform():
    """All but Shanghai's Instagram score, and both means."""
    columns = {"tiktok_tags": 1, "instagram_tags": 4}
    *rows, means = printed(8)
    wrong = []
    for indicator, place in columns.items():
        scores = {name_zh(city): float(row[indicator]) for city, row in STORED.items()}
        assert f"{statistics.fmean(scores.values()):.2f}" == means[place + 1]
        for row in rows:
            city, score = row[place], row[place + 1]
            if f"{scores[city]:.2f}" != score:
                wrong.append((indicator, city, score))
    assert wrong == [("instagram_tags", "上海", "83.97")]


def test_the_ledger_of_the_witness_reproduces_all_that_is_reproduced_digit_by_digit():
    frame = witness_table(REPORT).set_index("city")
    got = judge_all(Witness(frame, REPORT)).set_index("id")
    before = LEDGER[LEDGER["verdict"] == "reproduced"]
    assert (got.loc[before.index, "verdict"] == "reproduced").all()
    rounding = got[got["grade"] == "rounding"]
    # By the rule without the city's own score; the one reference of the table gives them.
    assert set(rounding.index) == {"tiktok_chengdu", "instagram_chengdu"}
    assert set(got.index[got["verdict"] == "contradicted"]) == CONTRADICTED


def test_the_committed_witness_is_what_the_solver_finds():
    found = solve(REPORT)
    for city, scores in SCORES.items():
        assert found.loc[city].to_numpy() == pytest.approx(scores, abs=1e-9)


def test_the_solver_finds_the_nearest():
    """No other admissible set of scores is nearer to the printed ones: the optimum by
    another algorithm.
    """
    from scipy.optimize import LinearConstraint, minimize

    rows, wanted = conditions(REPORT)
    near = REPORT.scores.value.loc[REPORT.cities, NAMES].stack().to_numpy()
    weights = rows.to_numpy()
    order = -np.diff(weights[:15], axis=0)
    room = 0.0005
    bounds = [(score - 0.0045, score + 0.0045) for score in near]
    limits = [
        LinearConstraint(weights, wanted.low + room, wanted.high - room),
        LinearConstraint(order, room, np.inf),
    ]
    found = minimize(
        lambda x: 1e4 * ((x - near) ** 2).sum(),
        near,
        jac=lambda x: 2e4 * (x - near),
        bounds=bounds,
        constraints=limits,
        method="SLSQP",
        options={"maxiter": 500, "ftol": 1e-14},
    )
    own = solve(REPORT).stack().to_numpy()
    assert found.success
    assert found.x == pytest.approx(own, abs=1e-4)


def test_where_nothing_gives_all_of_it_there_is_no_witness():
    report = Report()
    two = {"mean_innovation": "69.386", "mean_innovation_full_sample": "69.394"}
    report.prose = report.prose | two  # each of them possible, but not both
    with pytest.raises(InputError, match="no set of scores gives all of it"):
        solve(report)
