"""A smooth monthly path that no source prints, consistent with what is printed.

It is synthetic. It keeps the printed sums and the single printed month, no month below
zero, and every city's year as `calibration` gives it for the year that the path gives
Wuhan.

Smooth is what has the least sum of squared steps from month to month (the first
differences of Boot, Feibes and Lisman). No step is counted between 2019 and 2020, since
smoothing there would hide a break. Between months of which the mean alone is printed,
the smoothest path is flat. Beijing has one printed month, and no printed mean on either
side of the turn: its path is smooth throughout.

The 13 other cities are held together by their mean, and each is given the mean's own
course. That is an assumption: any division of the mean that is flat in both halves and
gives every city its year is as smooth.
"""

import numpy as np
import pandas as pd

from analysis.coverage import calibration, printed
from analysis.coverage.printed import OTHERS, SERIES
from analysis.report.words import MONTHS
from compindex.errors import InputError

WINDOW = len(MONTHS)
_LEAST = 1  # report, by which one month at least lies below another


def least_squared_steps(total: float, last: float, months: int) -> np.ndarray:
    r"""Find the path with a given sum and a given last month whose squared steps,
    :math:`\sum_t (x_t - x_{t-1})^2`, add up to the least, no month being below zero.

    It rises towards the last month, so that months at zero are the first ones: as few
    are held there as can be.

    Source: J. C. G. Boot, W. Feibes and J. H. C. Lisman, Further methods of derivation
    of quarterly figures from annual data, Applied Statistics 16 (1967).
    """
    steps = np.diff(np.eye(months), axis=0)
    for zeros in range(months - 1):
        kept = np.vstack([np.ones(months), np.eye(months)[-1], np.eye(months)[:zeros]])
        sums = [total, last, *np.zeros(zeros)]
        # The linear equations of Lagrange's multipliers.
        nothing = np.zeros((len(kept), len(kept)))
        system = np.block([[2 * steps.T @ steps, kept.T], [kept, nothing]])
        path = np.linalg.solve(system, [*np.zeros(months), *sums])[:months]
        if path.min() >= -1e-9 * abs(total):
            break
    return path


def wuhan_ceiling(spans: pd.DataFrame, scores: pd.Series) -> float:
    """Give the most reports that Wuhan's year can have if the rule's intercept is not
    above zero; infinite if the printed sums alone exceed it.
    """
    year = printed.others_year(spans).value
    steepness = calibration.steepness_of_part(scores, year)
    most = calibration.years(scores, year, steepness)["wuhan"]
    return most if most > printed.floors(spans)["wuhan"] else np.inf


def smooth_paths(spans: pd.DataFrame, scores: pd.Series) -> pd.DataFrame:
    """Find the smooth path of every series, months by series, to hundredths."""
    wuhan = _smooth_wuhan(*printed.sums(spans, "wuhan"), wuhan_ceiling(spans, scores))
    year = printed.others_year(spans).value
    steepness = calibration.steepness_of_wuhan(scores, year, wuhan.sum())
    years = calibration.years(scores, year, steepness)
    beijing = _smooth_beijing(printed.sums(spans, "beijing")[1][0], years["beijing"])
    mean = _flat(*printed.sums(spans, "others"))
    cities = np.outer(mean / mean.sum(), years[list(OTHERS)])
    columns = np.column_stack([wuhan, beijing, mean, cities])
    return pd.DataFrame(columns, index=MONTHS, columns=SERIES).round(2)


def _flat(within: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Give each month the mean of its printed span, and nothing where none is printed."""
    return (totals / within.sum(axis=1)) @ within


def _smooth_wuhan(within: np.ndarray, totals: np.ndarray, ceiling: float) -> np.ndarray:
    """Find Wuhan's path: flat in each printed span, June just below May and the year not
    above a ceiling.
    """
    path = _flat(within, totals)[-WINDOW:]
    path[-1] = min(path[-2] - _LEAST, ceiling - path[:-1].sum())
    return path


def _smooth_beijing(june: float, year: float) -> np.ndarray:
    """Find Beijing's path: June as printed, the months adding up to the year."""
    path = least_squared_steps(year, june, WINDOW)
    if path[-2] > june - _LEAST or path.min() < -_LEAST:
        found = (
            f"Beijing's year of {year:,.0f} reports has no smooth path into its June"
        )
        raise InputError(found, f"its June, {june:,.0f}, to lie above the month before")
    return np.maximum(path, 0)
