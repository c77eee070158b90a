"""Monthly media coverage: what the report prints of it, and what that leaves open.

The monthly series behind Figures 2 and 3 were never printed, one point excepted.
Everything here follows from the printed sums and means alone.
"""

import numpy as np
import pandas as pd

from analysis.report.words import CITIES, MONTHS
from compindex.errors import InputError, one_of, quoted
from compindex.intervals import Interval
from compindex.numerals import number, printed_interval

READINGS_OF_2019 = {
    "half_year": ("2019-07", "2019-12"),
    "full_year": ("2019-01", "2019-12"),
}
READINGS_OF_OTHERS = {"per_city": 1, "together": 13}
OTHERS = tuple(city.id for city in CITIES if city.id not in ("wuhan", "beijing"))
SERIES = (
    "wuhan",
    "beijing",
    "others",
    *OTHERS,
)  # `others`: one of the 13 cities on average


def published_spans(
    prose: dict[str, str],
    reading_of_2019: str = "half_year",
    reading_of_others: str = "per_city",
) -> pd.DataFrame:
    """List what is printed on monthly coverage, each value with the span of months it
    describes.
    """
    for value, allowed in (
        (reading_of_2019, READINGS_OF_2019),
        (reading_of_others, READINGS_OF_OTHERS),
    ):
        if value not in allowed:
            raise InputError(f"unknown reading {quoted(value)}", one_of(allowed, value))
    cities = READINGS_OF_OTHERS[reading_of_others]
    spans = [
        ("wuhan", *READINGS_OF_2019[reading_of_2019], "wuhan_2019_mean", 1),
        ("wuhan", "2020-01", "2020-05", "wuhan_january_may", 5),
        ("beijing", "2020-06", "2020-06", "beijing_june", 1),
        ("others", "2019-07", "2019-12", "others_july_december_mean", cities),
        ("others", "2020-01", "2020-06", "others_january_june_mean", cities),
    ]
    rows = [
        (series, start, end, number(prose[key]), *printed_interval(prose[key]), divisor)
        for series, start, end, key, divisor in spans
    ]
    frame = pd.DataFrame(
        rows, columns=["series", "start", "end", "reports", "low", "high", "divisor"]
    )
    values = frame[["reports", "low", "high"]].div(frame["divisor"], axis=0)
    # Printed as counts, not as rounded means.
    exact = frame["series"].eq("beijing") | frame["end"].eq("2020-05")
    values.loc[exact, ["low", "high"]] = values.loc[exact, "reports"]
    provenance = frame["divisor"].eq(1).map({True: "published", False: "derived"})
    return frame[["series", "start", "end"]].join(values).assign(provenance=provenance)


def months_of(spans: pd.DataFrame, series: str) -> list[str]:
    """List the months that matter for a series: those of the window, and earlier ones that
    a span of it describes.
    """
    first = min([MONTHS[0], *spans.loc[spans["series"] == series, "start"]])
    return pd.period_range(first, MONTHS[-1], freq="M").astype(str).to_list()


def sums(
    spans: pd.DataFrame, series: str, end: str = "reports"
) -> tuple[np.ndarray, np.ndarray]:
    """Take the printed sums of a series, or an end of what their rounding admits: which
    of its months (`months_of`) each adds up, and the sum; of the others, for one city on
    average.
    """
    rows, months = spans[spans["series"] == series], np.array(months_of(spans, series))
    within = (rows[["start"]].to_numpy(str) <= months) & (
        rows[["end"]].to_numpy(str) >= months
    )
    return within, within.sum(axis=1) * rows[end].to_numpy()


def others_year(spans: pd.DataFrame) -> Interval:
    """Add up the printed reports on the 13 other cities in the year, with the interval
    that rounding admits.
    """
    return Interval(
        *(
            float(len(OTHERS) * sums(spans, "others", end)[1].sum())
            for end in ("reports", "low", "high")
        )
    )


def floors(spans: pd.DataFrame) -> pd.Series:
    """Add up the printed reports on Wuhan and on Beijing that certainly fall into the
    year.
    """
    found = {}
    for city in ("wuhan", "beijing"):
        within, totals = sums(spans, city, "low")
        found[city] = totals[~within[:, : -len(MONTHS)].any(axis=1)].sum()
    return pd.Series(found)


def monthly_bounds(spans: pd.DataFrame) -> pd.DataFrame:
    """Bound each month of each series by what is printed: from zero to the whole sum of
    its span, for one of the 13 other cities that of all 13. Two orderings add a limit:
    Wuhan's June lies below its May, Beijing's May below its June. Nothing bounds
    Beijing's earlier months: their ``high`` is empty.
    """
    rows = []
    for series in SERIES:
        one_of_many = series in OTHERS
        for month in MONTHS:
            name = "others" if one_of_many else series
            held = spans[
                (spans["series"] == name)
                & (spans["start"] <= month)
                & (spans["end"] >= month)
            ]
            bounds = (
                _bounds(held.iloc[0], len(OTHERS) if one_of_many else 1)
                if len(held)
                else _free()
            )
            rows.append({"series": series, "month": month} | bounds)
    table = pd.DataFrame(rows).set_index(["series", "month"])
    table.loc[("wuhan", "2020-06"), "high"] = table.loc[("wuhan", "2020-05"), "high"]
    table.loc[("beijing", "2020-05"), "high"] = table.loc[
        ("beijing", "2020-06"), "high"
    ]
    return table.reset_index()


def _bounds(span: pd.Series, cities: int) -> dict:
    """Bound a month of a printed span; a span of one month is the printed value itself."""
    months = len(pd.period_range(span["start"], span["end"], freq="M"))
    if months == 1:
        return {
            "reports": span["reports"],
            "low": span["low"],
            "high": span["high"],
            "provenance": span["provenance"],
        }
    return {
        "reports": np.nan,
        "low": 0.0,
        "high": cities * months * span["high"],
        "provenance": "derived",
    }


def _free() -> dict:
    """Bound a month on which nothing is printed."""
    return {"reports": np.nan, "low": 0.0, "high": np.nan, "provenance": "derived"}


def with_reports(
    bounds: pd.DataFrame, monthly: pd.DataFrame, provenance: str
) -> pd.DataFrame:
    """Put monthly reports, months by series, beside their bounds, and say where they come
    from. A synthetic value that equals the printed one of its month is ``published``.
    """
    reports = (
        monthly.stack()
        .reindex(pd.MultiIndex.from_frame(bounds[["month", "series"]]))
        .to_numpy()
    )
    printed = bounds["provenance"].eq("published") & (provenance == "synthetic")
    return bounds.assign(
        reports=reports, provenance=printed.map({True: "published", False: provenance})
    )
