"""Monthly media coverage: what the report prints of it, and what that leaves open.

The monthly series behind Figures 2 and 3 were never printed, one point excepted. Everything here follows from
the printed sums and means alone.
"""

import numpy as np
import pandas as pd

from analysis.errors import InputError, one_of
from analysis.names import MONTHS
from analysis.numerals import number, printed_interval

READINGS_OF_2019 = {"half_year": ("2019-07", "2019-12"), "full_year": ("2019-01", "2019-12")}
READINGS_OF_OTHERS = {"per_city": 1, "together": 13}


def published_spans(prose, reading_of_2019="half_year", reading_of_others="per_city"):
    """List what is printed on monthly coverage, each value with the span of months it describes.

    Parameters
    ----------
    prose : dict of str to str
        Printed values by id (`register.printed_values`).
    reading_of_2019 : {"half_year", "full_year"}
        The months meant by Wuhan's mean "in 2019": those inside the window, or all of the year.
    reading_of_others : {"per_city", "together"}
        Whether the monthly coverage of the 13 other cities is that of one city or of all together. The report
        does not say; per city is inferred.

    Returns
    -------
    pandas.DataFrame
        ``series, start, end, reports, low, high, provenance``: reports a month, for `others` of one city on
        average, with the interval that the rounding of the printed value admits; ``derived`` where the printed
        value had to be divided (by its months, or by the number of cities).
    """
    for value, allowed in ((reading_of_2019, READINGS_OF_2019), (reading_of_others, READINGS_OF_OTHERS)):
        if value not in allowed:
            raise InputError(f"unknown reading {value!r}", one_of(allowed, value))
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
    frame = pd.DataFrame(rows, columns=["series", "start", "end", "reports", "low", "high", "divisor"])
    values = frame[["reports", "low", "high"]].div(frame["divisor"], axis=0)
    exact = frame["series"].eq("beijing") | frame["end"].eq("2020-05")  # printed as counts, not as rounded means
    values.loc[exact, ["low", "high"]] = values.loc[exact, "reports"]
    provenance = frame["divisor"].eq(1).map({True: "published", False: "derived"})
    return frame[["series", "start", "end"]].join(values).assign(provenance=provenance)


def monthly_bounds(spans):
    """Bound each month of each series by what is printed.

    A month can be as low as zero and as high as the whole sum of its span, all other months of the span being
    zero. The report adds two orderings, read as "not above": Wuhan's June 2020 lies below its May, and Beijing's
    May below its June. Nothing else bounds Beijing: an empty ``high`` means unbounded.

    Parameters
    ----------
    spans : pandas.DataFrame
        From `published_spans`.

    Returns
    -------
    pandas.DataFrame
        ``series, month, reports, low, high, provenance``; `reports` only where the month itself is printed.
    """
    rows = []
    for series in ("wuhan", "beijing", "others"):
        for month in MONTHS:
            held = spans[(spans["series"] == series) & (spans["start"] <= month) & (spans["end"] >= month)]
            rows.append({"series": series, "month": month} | (_bounds(held.iloc[0]) if len(held) else _free()))
    table = pd.DataFrame(rows).set_index(["series", "month"])
    table.loc[("wuhan", "2020-06"), "high"] = table.loc[("wuhan", "2020-05"), "high"]
    table.loc[("beijing", "2020-05"), "high"] = table.loc[("beijing", "2020-06"), "high"]
    return table.reset_index()


def _bounds(span):
    """Bound a month of a printed span; a span of one month is the printed value itself."""
    months = len(pd.period_range(span["start"], span["end"], freq="M"))
    if months == 1:
        return {"reports": span["reports"], "low": span["low"], "high": span["high"], "provenance": span["provenance"]}
    return {"reports": np.nan, "low": 0.0, "high": months * span["high"], "provenance": "derived"}


def _free():
    """Bound a month on which nothing is printed."""
    return {"reports": np.nan, "low": 0.0, "high": np.nan, "provenance": "derived"}
