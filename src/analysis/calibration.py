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

from itertools import product

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from analysis.coverage import OTHERS, floors, others_year
from compindex.errors import InputError

# A point of the score would multiply the reports by more than a hundred.
_STEEPEST = 5.0


def log_sum(scores, steepness):
    """Take the logarithm of the 13 other cities' reports, in units of what a score of
    zero has, for each steepness.
    """
    return np.log(
        np.exp(np.multiply.outer(steepness, scores[list(OTHERS)].to_numpy())).sum(
            axis=-1
        )
    )


def _steepness(scores, reports):
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


def steepness_of_part(scores, others_year, part=1.0):
    r"""Find the steepness at which the rule without intercept holds for a part of the
    reports.

    Parameters
    ----------
    scores : pandas.Series
        Media score by city.
    others_year : float
        Reports on the 13 other cities in the year, together.
    part : float
        :math:`e^{a/b}`; 1 is the rule without intercept.

    Returns
    -------
    float
        q, in logarithms a point.

    Raises
    ------
    InputError
        If no steepness fits.

    Examples
    --------
    >>> scores = pd.Series(50.0, list(OTHERS))
    >>> round(steepness_of_part(scores, 13 * np.exp(10)), 12)
    0.2
    """
    return _steepness(scores, part * others_year)


def steepness_of_wuhan(scores, others_year, wuhan_year):
    """Find the steepness that gives Wuhan a year.

    Parameters
    ----------
    scores, others_year
        As for `steepness_of_part`.
    wuhan_year : float
        Reports on Wuhan in the year.

    Returns
    -------
    float
    """
    return _steepness(scores - scores["wuhan"], others_year / wuhan_year)


def years(scores, others_year, steepness):
    """Give every city's reports in the year.

    Returns
    -------
    pandas.Series
        Reports by city; those of the 13 other cities add up to `others_year`.
    """
    return others_year * np.exp(steepness * scores - log_sum(scores, steepness))


def constants(scores, others_year, steepness):
    """Give intercept, slope and the part of the reports that the rule without intercept
    would hold for.

    Returns
    -------
    pandas.Series
        ``intercept`` and ``slope`` in points, ``part`` as a share.
    """
    logarithm = log_sum(scores, steepness) - np.log(others_year)
    return pd.Series(
        {
            "intercept": logarithm / steepness,
            "slope": 1 / steepness,
            "part": np.exp(logarithm),
        }
    )


def part_of_share(share, weights):
    """Give the part of the reports that belongs to a share of English, if both
    languages have one reference.

    Parameters
    ----------
    share : float
        Share p of English among the reports, the same for every city.
    weights : tuple of float
        Of English and other-language reports in the index.

    Examples
    --------
    >>> part_of_share(0.5, (0.20, 0.15))
    0.5
    """
    english, other = np.array(weights) / sum(weights)
    return float(share**english * (1 - share) ** other)


def _corners(scores, others_year, city):
    """Run through the ends of what rounding leaves open, for scores and sum; other
    cities move together.
    """
    for own, wuhan, rest, year in product(("low", "high"), repeat=4):
        chosen = getattr(scores, rest).copy()
        chosen["wuhan"] = getattr(scores, wuhan)["wuhan"]
        chosen[city] = getattr(scores, own)[city]
        yield chosen, getattr(others_year, year)


def years_without_intercept(scores, others_year):
    """Bound every city's year under the rule without intercept, as far as rounding
    goes.

    A city's year rises with its own score and the printed sum, and falls as the other
    scores rise; the ends are therefore reached at corners of the box that rounding
    leaves.

    Parameters
    ----------
    scores : intervals.Interval
        Of media scores by city.
    others_year : intervals.Interval

    Returns
    -------
    pandas.DataFrame
        ``reports, low, high`` by city.
    """
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


def check_floors(scores, spans):
    """Confront the rule without intercept with what is printed of Wuhan and Beijing.

    Neither enters the fit, which uses the 13 other cities alone: the rule could be
    refuted here.

    Parameters
    ----------
    scores : intervals.Interval
        Of media scores by city.
    spans : pandas.DataFrame
        From `coverage.published_spans`.

    Returns
    -------
    pandas.DataFrame
        By city ``reports, low, high``, the year that the rule gives, ``printed``, the
        reports that certainly fall into it, ``left``, what then remains for the other
        months, and ``verdict``: possible or refuted.
    """
    printed = floors(spans)
    years = years_without_intercept(scores, others_year(spans)).loc[printed.index]
    verdict = (years["high"] >= printed).map({True: "possible", False: "refuted"})
    return years.assign(
        printed=printed, left=years["reports"] - printed, verdict=verdict
    )


def by_wuhan_left(scores, spans, left):
    """Fit intercept and slope for several values of what is left for Wuhan: June 2020,
    if 2019 is a half-year.

    Parameters
    ----------
    scores : pandas.Series
        Media score by city.
    spans : pandas.DataFrame
    left : iterable of float
        Reports on Wuhan in the year besides those that certainly fall into it.

    Returns
    -------
    pandas.DataFrame
        ``intercept, slope, part`` (see `constants`), and the years ``wuhan`` and
        ``beijing``, by what is left.
    """
    year, floor, rows = others_year(spans).value, floors(spans)["wuhan"], {}
    for rest in left:
        steepness = steepness_of_wuhan(scores, year, floor + rest)
        found = years(scores, year, steepness)[["wuhan", "beijing"]]
        rows[rest] = pd.concat([constants(scores, year, steepness), found])
    return pd.DataFrame(rows).T


def by_english_share(scores, spans, weights, shares):
    """Fit intercept and slope for several shares of English, one reference serving both
    languages.

    Parameters
    ----------
    scores : pandas.Series
        Media score by city.
    spans : pandas.DataFrame
    weights : tuple of float
        Of English and other-language reports in the index.
    shares : iterable of float

    Returns
    -------
    pandas.DataFrame
        ``part``, what is left for Wuhan, ``wuhan_left`` (see `by_wuhan_left`), and the
        years ``wuhan`` and ``beijing``, by share.
    """
    year, floor, rows = others_year(spans).value, floors(spans)["wuhan"], {}
    for share in shares:
        part = part_of_share(share, weights)
        found = years(scores, year, steepness_of_part(scores, year, part))
        rows[share] = {"part": part, "wuhan_left": found["wuhan"] - floor} | found[
            ["wuhan", "beijing"]
        ].to_dict()
    return pd.DataFrame(rows).T


def years_with_intercept(scores, others_year, wuhan_low, wuhan_high):
    """Bound every city's year if Wuhan's lies between two numbers and the intercept is
    not above zero.

    If Wuhan's smallest year is already above the one that the rule without intercept
    gives, no intercept up to zero fits, and the bounds are those for intercepts above
    zero. Between its ends a city's year may rise and then fall; it is therefore looked
    up at 201 steps of the steepness.

    Parameters
    ----------
    scores, others_year : intervals.Interval
        As for `years_without_intercept`.
    wuhan_low, wuhan_high : float
        Reports on Wuhan in the year.

    Returns
    -------
    pandas.DataFrame
        ``low, high`` by city, rounding included.
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
