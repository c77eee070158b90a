r"""Yearly coverage from media scores: what follows if the scores are logarithms of the
number of reports.

The two indicators whose rule is known are scored
:math:`100 \ln x / \ln x_\mathrm{ref}`. Suppose the same of the media score s and a city's reports x in the
year, with an intercept,

.. math:: s = a + b \ln x ,

which is zero if all reports are scored together. If English and other-language reports
are scored apart, with weights w and 1 - w, and every city has the same share p of
English, then a/b is a weighted mean of ln p and ln(1 - p): the intercept is negative,
and the rule is the one without intercept for a part :math:`e^{a/b}` of the reports. The
printed year S of the 13 other cities leaves one number to fix, the steepness q = 1/b:

.. math:: x_c = S \, e^{q s_c} / \textstyle\sum_o e^{q s_o} , \qquad e^{a/b} = \textstyle\sum_o e^{q s_o} / S .
"""

from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from analysis.coverage.printed import OTHERS, floors, others_year
from compindex.errors import InputError
from compindex.intervals import Interval

# A point of the score would multiply the reports by more than a hundred.
_STEEPEST = 5.0


def log_sum(scores: pd.Series, steepness: float | np.ndarray) -> float | np.ndarray:
    """Take the logarithm of the 13 other cities' reports, in units of what a score of
    zero has, for each steepness.
    """
    return np.log(
        np.exp(np.multiply.outer(steepness, scores[list(OTHERS)].to_numpy())).sum(
            axis=-1
        )
    )


def _steepness(scores: pd.Series, reports: float) -> float:
    """Find the steepness at which cities of these scores have so many reports together,
    a score of zero having one.
    """
    scores, sought = scores[list(OTHERS)].to_numpy(), np.log(reports)
    ends = [
        np.log(np.exp(steepness * scores).sum()) - sought
        for steepness in (0.0, _STEEPEST)
    ]
    if min(ends) > 0 or max(ends) < 0:
        raise InputError(
            "no steepness fits the printed sums and the scores",
            f"at most {_STEEPEST:g} in logarithms a point",
        )
    return brentq(
        lambda q: np.log(np.exp(q * scores).sum()) - sought,
        0.0,
        _STEEPEST,
        xtol=1e-15,
        rtol=1e-14,
    )


def steepness_of_part(
    scores: pd.Series, others_year: float, part: float = 1.0
) -> float:
    """Find the steepness at which the rule without intercept holds for a part of the
    reports.
    """
    return _steepness(scores, part * others_year)


def steepness_of_wuhan(
    scores: pd.Series, others_year: float, wuhan_year: float
) -> float:
    """Find the steepness that gives Wuhan a year."""
    return _steepness(scores - scores["wuhan"], others_year / wuhan_year)


def years(scores: pd.Series, others_year: float, steepness: float) -> pd.Series:
    """Give every city's reports in the year."""
    return others_year * np.exp(steepness * scores - log_sum(scores, steepness))


def constants(scores: pd.Series, others_year: float, steepness: float) -> pd.Series:
    """Give intercept and slope, in points, and the part of the reports for which the rule
    without intercept would hold.
    """
    logarithm = log_sum(scores, steepness) - np.log(others_year)
    return pd.Series(
        {
            "intercept": logarithm / steepness,
            "slope": 1 / steepness,
            "part": np.exp(logarithm),
        }
    )


def _corners(
    scores: Interval, others_year: Interval, city: str
) -> Iterator[tuple[pd.Series, float]]:
    """Run through the ends of what rounding leaves open, for scores and sum; other
    cities move together.
    """
    for own, wuhan, rest, year in product(("low", "high"), repeat=4):
        chosen = getattr(scores, rest).copy()
        chosen["wuhan"] = getattr(scores, wuhan)["wuhan"]
        chosen[city] = getattr(scores, own)[city]
        yield chosen, getattr(others_year, year)


def years_without_intercept(scores: Interval, others_year: Interval) -> pd.DataFrame:
    """Bound every city's year under the rule without intercept, as far as rounding goes."""
    rows = {}
    for city in scores.value.index:
        found = [
            years(*corner, steepness_of_part(*corner))[city]
            for corner in _corners(scores, others_year, city)
        ]
        rows[city] = {"low": min(found), "high": max(found)}
    value = years(
        scores.value,
        others_year.value,
        steepness_of_part(scores.value, others_year.value),
    )
    return pd.DataFrame(rows).T.assign(reports=value)[["reports", "low", "high"]]


def check_floors(scores: Interval, spans: pd.DataFrame) -> pd.DataFrame:
    """Confront the rule without intercept with what is printed of Wuhan and Beijing."""
    printed = floors(spans)
    years = years_without_intercept(scores, others_year(spans)).loc[printed.index]
    verdict = (years["high"] >= printed).map({True: "possible", False: "refuted"})
    return years.assign(
        printed=printed, left=years["reports"] - printed, verdict=verdict
    )


def by_wuhan_left(
    scores: pd.Series, spans: pd.DataFrame, left: Iterable[float]
) -> pd.DataFrame:
    """Fit intercept and slope for several values of what is left for Wuhan: June 2020, if
    2019 is a half-year.
    """
    year, floor, rows = others_year(spans).value, floors(spans)["wuhan"], {}
    for rest in left:
        steepness = steepness_of_wuhan(scores, year, floor + rest)
        found = years(scores, year, steepness)[["wuhan", "beijing"]]
        rows[rest] = pd.concat([constants(scores, year, steepness), found])
    return pd.DataFrame(rows).T


def years_with_intercept(
    scores: Interval, others_year: Interval, wuhan_low: float, wuhan_high: float
) -> pd.DataFrame:
    """Bound every city's year if Wuhan's lies between two numbers and the intercept is not
    above zero, rounding included.
    """
    rows = {}
    for city in scores.value.index:
        found = []
        for chosen, year in _corners(scores, others_year, city):
            first, last = (
                steepness_of_wuhan(chosen, year, wuhan)
                for wuhan in (wuhan_low, wuhan_high)
            )
            zero = steepness_of_part(chosen, year)
            steps = np.linspace(first, min(last, zero) if zero > first else last, 201)
            found.append(year * np.exp(steps * chosen[city] - log_sum(chosen, steps)))
        rows[city] = {"low": np.min(found), "high": np.max(found)}
    return pd.DataFrame(rows).T
