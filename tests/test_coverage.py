import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from analysis import coverage, register
from analysis.errors import InputError
from analysis.names import MONTHS

PROSE = register.printed_values()


def by_linear_programme(series, reading_of_2019, month, sign):
    """Solve for one end of one month, from the printed sentences alone; None where it is unbounded."""
    months = [f"2019-{m:02d}" for m in range(1, 7)] + list(MONTHS)
    at = {name: place for place, name in enumerate(months)}
    sums, orders = [], []  # (months, low, high) of a sum; (smaller, larger)
    if series == "wuhan":
        first = 6 if reading_of_2019 == "half_year" else 0
        span = months[first:12]
        sums = [(span, 3201.5 * len(span), 3202.5 * len(span)), (months[12:17], 500742, 500742)]
        orders = [("2020-06", "2020-05")]
    elif series == "beijing":
        sums, orders = [(["2020-06"], 88061, 88061)], [("2020-05", "2020-06")]
    else:
        sums = [(months[6:12], 5155.5 * 6, 5156.5 * 6), (months[12:18], 7205.5 * 6, 7206.5 * 6)]
    rows, limits = [], []
    for span, low, high in sums:
        row = np.isin(months, span).astype(float)
        rows += [row, -row]
        limits += [high, -low]
    for smaller, larger in orders:
        row = np.zeros(len(months))
        row[at[smaller]], row[at[larger]] = 1, -1
        rows.append(row)
        limits.append(0)
    cost = np.zeros(len(months))
    cost[at[month]] = -sign
    result = linprog(cost, A_ub=np.array(rows), b_ub=limits)
    return None if result.status == 3 else -sign * result.fun


@pytest.mark.parametrize("reading", ["half_year", "full_year"])
def test_bounds_are_those_of_a_linear_programme(reading):
    got = coverage.monthly_bounds(coverage.published_spans(PROSE, reading))
    for row in got.itertuples():
        assert row.low == pytest.approx(by_linear_programme(row.series, reading, row.month, -1))
        high = by_linear_programme(row.series, reading, row.month, 1)
        assert pd.isna(row.high) if high is None else row.high == pytest.approx(high)


def test_only_the_printed_month_is_published():
    got = coverage.monthly_bounds(coverage.published_spans(PROSE))
    known = got[got["provenance"] == "published"]
    assert known[["series", "month", "reports", "low", "high"]].to_numpy().tolist() == [
        ["beijing", "2020-06", 88061, 88061, 88061]
    ]
    assert got["reports"].count() == 1 and len(got) == 36


def test_reading_together_shares_the_reports_among_thirteen_cities():
    each = coverage.published_spans(PROSE, reading_of_others="together").set_index(["series", "start"])
    assert each.loc[("others", "2019-07"), "reports"] == pytest.approx(5156 / 13)
    assert each.loc[("wuhan", "2020-01"), "reports"] == pytest.approx(500742 / 5)


def test_unknown_reading_is_refused():
    with pytest.raises(InputError, match="nearest: full_year"):
        coverage.published_spans(PROSE, "fullyear")
