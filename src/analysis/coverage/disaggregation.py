r"""A smooth monthly path that no source prints, consistent with what is printed.

It is synthetic. It keeps the printed sums and the single printed month exactly, no
month below zero, and every city's year as `calibration` gives it for the year that the
path gives Wuhan. Wuhan's June lies below its May and Beijing's May below its June, as
the report says, by one report at least: reports are counted in whole numbers.

The 13 other cities are held together by their mean. Among all ways to divide a path of
the mean so that every city has its year, giving each city the mean's own course
minimizes the squared steps relative to the cities' years, :math:`\sum_c \sum_t (x_{c,t}
- x_{c,t-1})^2 / X_c` (by the inequality of Cauchy and Schwarz).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.linalg import null_space
from scipy.optimize import nnls

from analysis.coverage import calibration, printed
from analysis.coverage.printed import OTHERS, SERIES
from analysis.report.words import MONTHS
from compindex.errors import InputError

WINDOW = len(MONTHS)
_LEAST = 1  # report, by which one month at least lies below another


def denton(
    levels: np.ndarray,
    within: np.ndarray,
    totals: np.ndarray,
    rows: Sequence[Sequence[float]] = (),
    limits: Sequence[float] = (),
) -> np.ndarray:
    r"""Find the smoothest path with given sums: temporal disaggregation after Denton, as a
    quadratic programme.

    Minimizes :math:`\sum_t \left((x_t - x_{t-1}) / \max(l_t, l_{t-1})\right)^2`, each
    step taken relative to the higher of the two levels, so that a step of a hundred
    counts for less where a hundred are few.

    Source: F. T. Denton, Adjustment of monthly or quarterly series to annual totals: an
    approach based on quadratic minimization, Journal of the American Statistical
    Association 66 (1971). C. L. Lawson and R. J. Hanson, Solving Least Squares Problems
    (1974), chapter 23.
    """
    # In units of the levels, all unknowns are near 1.
    lengths = np.maximum(levels[1:], levels[:-1])
    steps = np.diff(np.diag(levels), axis=0) / lengths[:, None]
    some = np.linalg.lstsq(within * levels / totals[:, None], np.ones(len(totals)))[0]
    free = null_space(within * levels)
    orthogonal, triangle = np.linalg.qr(steps @ free)
    base = orthogonal.T @ steps @ some

    bounds, ends = [*-np.eye(len(levels))], [0.0] * len(levels)
    for row, limit in zip(rows, limits, strict=True):
        if np.isfinite(limit):
            bounds.append(np.array(row, float) * levels / levels.mean())
            ends.append(limit / levels.mean())
    # Of the limits, by direction.
    slopes = -np.linalg.solve(triangle.T, (np.array(bounds) @ free).T)
    needed = np.array(bounds) @ some - np.array(ends) + base @ slopes
    shortest = _shortest(slopes, needed)
    path = some + free @ np.linalg.solve(triangle, shortest - base)
    return levels * np.maximum(path, 0)


def _shortest(slopes: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Find the shortest vector under linear limits, ``vector @ slopes >= needed``, by a
    regression with coefficients of at least zero (Lawson and Hanson, chapter 23), which
    ends after finitely many steps, exact but for rounding.
    """
    matrix, target = np.vstack([slopes, needed]), np.append(np.zeros(len(slopes)), 1)
    residual = matrix @ nnls(matrix, target)[0] - target
    if abs(residual[-1]) < 1e-12:
        found = "no path keeps these sums and limits"
        raise InputError(found, "limits that leave room for the sums")
    return -residual[:-1] / residual[-1]


def wuhan_ceiling(spans: pd.DataFrame, scores: pd.Series) -> float:
    """Give the most reports that Wuhan's year can have if the rule's intercept is not
    above zero; infinite if the printed sums alone exceed it.
    """
    year = printed.others_year(spans).value
    steepness = calibration.steepness_of_part(scores, year)
    most = calibration.years(scores, year, steepness)["wuhan"]
    return most if most > printed.floors(spans)["wuhan"] else np.inf


def smooth_paths(spans: pd.DataFrame, scores: pd.Series) -> pd.DataFrame:
    """Find the smooth path of every series, months by series; to hundredths, since the
    solver's further digits differ between machines.
    """
    wuhan = _smooth_wuhan(*printed.sums(spans, "wuhan"), wuhan_ceiling(spans, scores))
    year = printed.others_year(spans).value
    years = calibration.years(
        scores, year, calibration.steepness_of_wuhan(scores, year, wuhan.sum())
    )
    beijing = _smooth_beijing(*printed.sums(spans, "beijing"), years["beijing"])
    within, totals = printed.sums(spans, "others")
    mean = denton(_levels(within, totals), within, totals)
    cities = np.outer(mean / mean.sum(), years[list(OTHERS)])
    return pd.DataFrame(
        np.column_stack([wuhan, beijing, mean, cities]), index=MONTHS, columns=SERIES
    ).round(2)


def _levels(
    within: np.ndarray, totals: np.ndarray, unprinted: float = np.nan
) -> np.ndarray:
    """Give each month the mean of its printed span, and another level where none is
    printed.
    """
    means = totals / within.sum(axis=1)
    return np.where(within.any(axis=0), means @ within, unprinted)


def _last_step(months: int) -> np.ndarray:
    """Give the row that takes the last month less the one before."""
    return np.eye(months)[-1] - np.eye(months)[-2]


def _smooth_wuhan(within: np.ndarray, totals: np.ndarray, ceiling: float) -> np.ndarray:
    """Find Wuhan's smooth path: June below May, the year not above a ceiling; June's
    level is that of May.
    """
    months = within.shape[1]
    window = np.arange(months) >= months - WINDOW
    levels = _levels(within, totals, unprinted=totals[1] / 5)
    rows, limits = [_last_step(months), window], [-_LEAST, ceiling]
    return denton(levels, within, totals, rows, limits)[-WINDOW:]


def _smooth_beijing(within: np.ndarray, totals: np.ndarray, year: float) -> np.ndarray:
    """Find Beijing's smooth path: June as printed, May below it, the months adding up to
    the year.
    """
    levels = _levels(within, totals, unprinted=(year - totals[0]) / (WINDOW - 1))
    whole = np.vstack([within, np.ones_like(within)])
    sums = np.append(totals, year)
    return denton(levels, whole, sums, [-_last_step(WINDOW)], [-_LEAST])
