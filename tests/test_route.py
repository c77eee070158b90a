"""The reviewer's route: for one number of each figure, from where the report prints its
inputs to the tidy table, the plotted number, the verdict, and what `explain` says.

Everything is read here with the standard library alone.
"""

import csv
import math
import statistics

import pytest

from analysis.paths import ROOT
from analysis.report.register import find_claim
from cicii.explain import explained

# The printed row of each city of the first tier, and the column of the social score.
FIRST_TIER = {"wuhan": 0, "beijing": 1, "shanghai": 2}
SOCIAL = 3


def rows(path):
    """Read a table as text."""
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def printed(number):
    """Read the cells of a printed table, without its heading."""
    (path,) = (ROOT / "data" / "raw").glob(f"table{number:02d}_*.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def plotted_row(figure, series, x):
    """Take the row of a plotted number."""
    found = [
        row
        for row in rows(f"figures/fig{figure}.csv")
        if (row["series"], row["x"]) == (series, x)
    ]
    (row,) = found
    return row


def plotted(figure, series, x):
    """Take a plotted number, and how it is known."""
    row = plotted_row(figure, series, x)
    return float(row["y"]), row["provenance"]


def bounds(figure, series, month):
    """Take what a month can have been, by a figure; it has no value of its own."""
    row = plotted_row(figure, series, month)
    assert row["y"] == "" and row["provenance"] == "derived"
    return float(row["low"]), float(row["high"])


def ledger(id):
    """Take a row of the ledger."""
    (row,) = (row for row in rows("data/processed/claims.csv") if row["id"] == id)
    return row


def tidy_scores(dimension):
    """Take a score of every city, with its printed digits."""
    return {row["city"]: row[dimension] for row in rows("data/processed/scores.csv")}


def test_printed_digits_reach_the_tidy_table():
    cells = [row[SOCIAL] for row in printed(3)]
    assert list(tidy_scores("social").values()) == cells and "90.70" in cells


def judged(id, value, exhibit):
    """Hold a number against what the report prints of it, the ledger and `explain`."""
    row = ledger(id)
    assert row["published"] == find_claim(id).published
    assert row["exhibit"] == exhibit
    assert math.isclose(float(row["recomputed"]), value, rel_tol=1e-9)
    text = explained(id)
    assert f"printed    {row['published']}" in text
    assert f"judged by  {row['checked_by']}" in text
    assert f"verdict    {row['verdict']}" in text
    assert f"notebooks/{row['notebook']}_" in text
    return row


def mean_of_first_tier():
    """Compute the social mean of the first tier from printed cells."""
    cells = [printed(3)[place][SOCIAL] for place in FIRST_TIER.values()]
    assert cells == [tidy_scores("social")[city] for city in FIRST_TIER]
    assert all(
        f"{cell.rstrip('0')} ± 0.005" in explained("tier_1_social") for cell in cells
    )
    return statistics.fmean(map(float, cells))


@pytest.mark.parametrize("figure", [1, 5])
def test_a_mean_of_figures_1_and_5(figure):
    value, known = plotted(figure, "1", "social")
    assert known == "derived" and math.isclose(value, mean_of_first_tier())
    row = judged("tier_1_social", value, "Figure 5")
    assert row["verdict"] == "reproduced" and f"{value:.2f}" == row["published"]


def test_the_gap_of_figure_1():
    totals = {
        row["city"]: float(row["total"]) for row in rows("data/processed/scores.csv")
    }
    first = statistics.fmean(totals[city] for city in FIRST_TIER)
    last = statistics.fmean(totals[city] for city in ("shenyang", "zhengzhou"))
    row = judged("tier_1_tier_5_difference", first - last, "Figure 1")
    assert row["verdict"] == "reproduced"


def test_a_mean_of_figure_2():
    """The report prints two means, and no month."""
    printed_mean, known = plotted(2, "others_printed", "2020-03")
    prose = ledger("others_january_june_mean")
    assert (known, printed_mean) == ("published", float(prose["published"]))
    months = [f"2020-0{month}" for month in range(1, 7)]
    for month in months:  # what one can have been: all reports of the half-year
        low, high = bounds(2, "others", month)
        assert low == 0 and math.isclose(high, 6 * (printed_mean + 0.5))
    before = float(ledger("others_july_december_mean")["published"])
    row = ledger("others_mean_rose")
    assert row["recomputed"] == f"{printed_mean:g} beside {before:g}"
    assert (row["verdict"], row["grade"]) == ("reproduced", "digit")
    words = explained("others_mean_rose")
    assert "others_january_june_mean: '7206', as printed" in words


def test_the_printed_month_and_the_fall_of_figure_3():
    june, known = plotted(3, "beijing", "2020-06")
    assert (known, june) == ("published", float(ledger("beijing_june")["published"]))
    tidy = {
        (row["series"], row["month"]): row
        for row in rows("data/processed/coverage.csv")
    }
    assert float(tidy["beijing", "2020-06"]["reports"]) == june
    # Wuhan's June lies below its May, as the report says: so it is bounded by it.
    total = float(ledger("wuhan_january_may")["published"])
    assert bounds(3, "wuhan", "2020-06") == bounds(3, "wuhan", "2020-05") == (0, total)
    assert ledger("wuhan_june_fall")["verdict"] == "unpublished"
    assert "never printed" in explained("wuhan_june_fall")
    total = float(ledger("wuhan_january_may")["published"])
    judged("wuhan_january_may_mean", total / 5, "")


def test_a_deviation_of_figure_4():
    """The report prints the deviation over all cities; the figure shows it by tier."""
    social = tidy_scores("social")
    first = [float(social[city]) for city in FIRST_TIER]
    value, known = plotted(4, "1", "social")
    assert known == "derived" and math.isclose(value, statistics.pstdev(first))
    everywhere = statistics.pstdev(map(float, social.values()))
    row = judged("sd_social", everywhere, "Figure 4")
    assert row["verdict"] == "reproduced" and f"{everywhere:.2f}" == row["published"]
