import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from analysis.coverage import printed
from analysis.report import register
from analysis.report.words import MONTHS
from compindex.errors import InputError

PROSE = register.printed_values()
ALL_MONTHS = [f"2019-{m:02d}" for m in range(1, 7)] + list(MONTHS)
CITIES = ["wuhan", "beijing", *printed.OTHERS]


def column(city, month):
    return CITIES.index(city) * len(ALL_MONTHS) + ALL_MONTHS.index(month)


def printed_programme(reading_of_2019="half_year"):
    """Write down the printed sentences, city by city and month by month, as rows @ x <=
    limits.
    """
    rows, limits = [], []

    def at_most(cells, limit, sign=1):
        row = np.zeros(len(CITIES) * len(ALL_MONTHS))
        for cell, factor in cells.items():
            row[column(*cell)] = sign * factor
        rows.append(row)
        limits.append(sign * limit)

    def between(cities, months, low, high):
        cells = {(city, month): 1 for city in cities for month in months}
        at_most(cells, high)
        at_most(cells, low, sign=-1)

    first = 6 if reading_of_2019 == "half_year" else 0
    between(
        ["wuhan"], ALL_MONTHS[first:12], 3201.5 * (12 - first), 3202.5 * (12 - first)
    )
    between(["wuhan"], ALL_MONTHS[12:17], 500742, 500742)
    between(["beijing"], ["2020-06"], 88061, 88061)
    between(CITIES[2:], ALL_MONTHS[6:12], 13 * 6 * 5155.5, 13 * 6 * 5156.5)
    between(CITIES[2:], ALL_MONTHS[12:], 13 * 6 * 7205.5, 13 * 6 * 7206.5)
    at_most({("wuhan", "2020-06"): 1, ("wuhan", "2020-05"): -1}, 0)
    at_most({("beijing", "2020-05"): 1, ("beijing", "2020-06"): -1}, 0)
    return np.array(rows), np.array(limits)


def solve(programme, series, month, sign):
    """Find one end of one month, attained by a whole set of series; None where it is
    unbounded.
    """
    rows, limits = programme
    cost = np.zeros(rows.shape[1])
    cities = CITIES[2:] if series == "others" else [series]
    cost[[column(city, month) for city in cities]] = -sign / len(cities)
    result = linprog(cost, A_ub=rows, b_ub=limits)
    return None if result.status == 3 else -sign * result.fun


@pytest.mark.parametrize("reading", ["half_year", "full_year"])
def test_bounds_are_attained_and_are_those_of_a_linear_programme(reading):
    programme = printed_programme(reading)
    got = printed.monthly_bounds(printed.published_spans(PROSE, reading))
    # One of the thirteen stands for all: they enter the programme alike.
    for row in got[
        got["series"].isin(["wuhan", "beijing", "others", "xian"])
    ].itertuples():
        assert row.low == pytest.approx(solve(programme, row.series, row.month, -1))
        high = solve(programme, row.series, row.month, 1)
        assert pd.isna(row.high) if high is None else row.high == pytest.approx(high)


def test_the_thirteen_cities_have_the_same_bounds():
    got = printed.monthly_bounds(printed.published_spans(PROSE)).set_index("series")
    assert (
        list(got.index.unique()) == ["wuhan", "beijing", "others", *printed.OTHERS]
        and len(printed.OTHERS) == 13
    )
    assert all(
        (got.loc[city, "high"].to_numpy() == got.loc["xian", "high"].to_numpy()).all()
        for city in printed.OTHERS
    )


def test_only_the_printed_month_is_published():
    got = printed.monthly_bounds(printed.published_spans(PROSE))
    known = got[got["provenance"] == "published"]
    assert known[["series", "month", "reports", "low", "high"]].to_numpy().tolist() == [
        ["beijing", "2020-06", 88061, 88061, 88061]
    ]
    assert got["reports"].count() == 1 and len(got) == 16 * 12


def test_reading_together_shares_the_reports_among_thirteen_cities():
    each = printed.published_spans(PROSE, reading_of_others="together").set_index(
        ["series", "start"]
    )
    assert each.loc[("others", "2019-07"), "reports"] == pytest.approx(5156 / 13)
    assert each.loc[("wuhan", "2020-01"), "reports"] == pytest.approx(500742 / 5)


def test_unknown_reading_is_refused():
    with pytest.raises(InputError, match="nearest: full_year"):
        printed.published_spans(PROSE, "fullyear")


@pytest.mark.parametrize(
    ("reading", "months", "floor"),
    [("half_year", 12, 6 * 3201.5 + 500742), ("full_year", 18, 500742)],
)
def test_sums_and_floors_follow_the_reading_of_2019(reading, months, floor):
    spans = printed.published_spans(PROSE, reading)
    within, totals = printed.sums(spans, "wuhan")
    assert within.shape == (2, months) and within.sum(axis=1).tolist() == [
        months - 6,
        5,
    ]
    assert totals.tolist() == pytest.approx([3202 * (months - 6), 500742])
    assert printed.floors(spans).to_dict() == pytest.approx(
        {"wuhan": floor, "beijing": 88061}
    )


def test_the_year_of_the_others_is_six_times_both_means():
    got = printed.others_year(printed.published_spans(PROSE))
    assert (got.value, got.low, got.high) == (
        13 * 6 * 12362,
        13 * 6 * 12361,
        13 * 6 * 12363,
    )


@pytest.mark.parametrize(
    ("provenance", "june"), [("synthetic", "published"), ("supplied", "supplied")]
)
def test_reports_stand_beside_their_bounds(provenance, june):
    bounds = printed.monthly_bounds(printed.published_spans(PROSE))
    values = np.arange(16 * 13.0).reshape(13, 16)
    monthly = pd.DataFrame(values, index=["2019-06", *MONTHS], columns=printed.SERIES)
    got = printed.with_reports(bounds, monthly, provenance).set_index(
        ["series", "month"]
    )
    assert (
        got.loc[("others", "2019-07"), "reports"] == 16 + 2
        and got.loc[("zhengzhou", "2020-06"), "reports"] == 16 * 13 - 1
    )
    assert got.loc[("beijing", "2020-06"), "provenance"] == june
    assert (got["provenance"] == provenance).sum() == (
        16 * 12 if june == "supplied" else 16 * 12 - 1
    )
    assert got[["low", "high"]].equals(
        bounds.set_index(["series", "month"])[["low", "high"]]
    )
