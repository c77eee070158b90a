"""What each month can have been if no month differs from its neighbour by more than a
factor: exactly, by linear programming.
"""

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from analysis.coverage import printed
from analysis.coverage.printed import SERIES
from analysis.report.words import MONTHS
from compindex.errors import InputError

# Series of which something is printed; of a single one of the 13 others nothing is.
NAMES = SERIES[:3]
_LARGEST = 1e6  # factor; whatever needs a larger step is not looked for


def step_bounds(spans: pd.DataFrame, factor: float) -> pd.DataFrame:
    """Bound each month of each of `NAMES` by what is printed and by a factor between
    neighbouring months; ``low`` and ``high`` are empty where print does not admit it.
    """
    rows = []
    for series in NAMES:
        ends = monthly_ends(spans, series, factor)
        for month, (low, high) in zip(MONTHS, ends, strict=True):
            rows.append({"series": series, "month": month, "low": low, "high": high})
    return pd.DataFrame(rows)


def monthly_ends(spans: pd.DataFrame, series: str, factor: float) -> np.ndarray:
    """Find the least and the most of each month of a series under all that is printed of
    it, rounding included, and a factor between neighbouring months.
    """
    limits, months = (
        _limits(spans, series, factor),
        len(printed.months_of(spans, series)),
    )
    ends = np.full((len(MONTHS), 2), np.nan)
    for place, month in enumerate(range(months - len(MONTHS), months)):
        for column, sign in ((0, 1.0), (1, -1.0)):
            found = linprog(sign * np.eye(months)[month], *limits)
            if found.status == 2:  # no path at all
                return ends
            ends[place, column] = sign * found.fun if found.success else np.nan
    return ends


def smallest_factor(spans: pd.DataFrame, series: str) -> float:
    """Find the smallest factor that print admits between neighbouring months of a
    series, rounded up to a thousandth: some step must be about as large.
    """
    if _admitted(spans, series, 1.0):
        return 1.0
    low, high = 1.0, 2.0
    while not _admitted(spans, series, high):
        low, high = high, 2 * high
        if high > _LARGEST:
            found = f"no factor up to {_LARGEST:g} gives {series} a path"
            raise InputError(found, "printed sums that agree with each other")
    while high - low > 1e-5:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if _admitted(spans, series, middle) else (middle, high)
        )
    return float(np.ceil(1000 * high) / 1000)


def _admitted(spans: pd.DataFrame, series: str, factor: float) -> bool:
    """Say whether any path keeps what is printed and the factor."""
    months = len(printed.months_of(spans, series))
    return linprog(np.zeros(months), *_limits(spans, series, factor)).status == 0


def _limits(
    spans: pd.DataFrame, series: str, factor: float
) -> tuple[np.ndarray, np.ndarray]:
    """Write all limits on the months of a series as ``rows @ months <= ends``."""
    within, low = printed.sums(spans, series, "low")
    _, high = printed.sums(spans, series, "high")
    eye = np.eye(within.shape[1])
    rows = [within.astype(float), -within.astype(float)]
    rows += [eye[1:] - factor * eye[:-1], eye[:-1] - factor * eye[1:]]
    if series == "wuhan":  # its June lies below its May
        rows.append(eye[[-1]] - eye[[-2]])
    if series == "beijing":  # its May lies below its June
        rows.append(eye[[-2]] - eye[[-1]])
    ends = [high, -low, *(np.zeros(len(part)) for part in rows[2:])]
    return np.vstack(rows), np.concatenate(ends)
