r"""Interrupted time series: whether a series broke in a given month, and how sure one
can be from a few months.

The logarithm of the reports is regressed on level, trend, break and change of trend,

.. math:: \ln y_t = \alpha + \beta t + \gamma D_t + \delta t D_t + u_t ,

t counting months from the break and D being 1 from there on; and, if asked for, on a
wave with a period of twelve months. All cities break in the same month, so that the
months are what inference rests on, not the cities.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.coverage import small_samples
from compindex.errors import InputError

TERMS = ["level", "trend", "break", "trend_change"]
SEASON = ["season_cos", "season_sin"]
_PLACE = TERMS.index("break")
SHORTEST_WITH_SEASON = 24  # months; in twelve it leaves six coefficients too uncertain


def design(
    months: Sequence[str], break_month: str, seasonal: bool = False
) -> pd.DataFrame:
    """Lay out the regressors of an interrupted time series, `TERMS` and perhaps `SEASON`
    by month.
    """
    months = list(months)
    place = months.index(break_month) if break_month in months else -1
    if not 2 <= place <= len(months) - 2:
        raise InputError(
            f"no break can be told at {break_month}",
            f"two months at least before and after it, {months[0]} on",
        )
    trend = np.arange(len(months)) - float(place)
    after = (trend >= 0).astype(float)
    columns = [np.ones(len(months)), trend, after, trend * after]
    table = pd.DataFrame(dict(zip(TERMS, columns, strict=True)), index=months)
    return table.join(_season(months)) if seasonal else table


def _season(months: list[str]) -> pd.DataFrame:
    """Lay out a wave with a period of twelve months."""
    if len(months) < SHORTEST_WITH_SEASON:
        found = f"{len(months)} months for a seasonal term"
        raise InputError(found, f"{SHORTEST_WITH_SEASON} months or more")
    angle = 2 * np.pi * np.array([int(month[-2:]) for month in months]) / 12
    waves = np.column_stack([np.cos(angle), np.sin(angle)])
    return pd.DataFrame(waves, index=months, columns=SEASON)


def logarithms(series: pd.Series) -> pd.Series:
    """Take the logarithms of a series; a month without reports has none."""
    if (series <= 0).any():
        raise InputError(
            "a month without reports has no logarithm", "a series above zero throughout"
        )
    return np.log(series)


def break_intervals(
    series: pd.Series, break_month: str, level: float = 0.95, seasonal: bool = False
) -> pd.DataFrame:
    """Estimate the break by each of `small_samples.METHODS`, in logarithms, with its
    interval; ``ratio``, ``ratio_low`` and ``ratio_high`` are factors.
    """
    regressors = design(series.index, break_month, seasonal).to_numpy()
    logs = logarithms(series).to_numpy()
    rows = small_samples.intervals(logs, regressors, _PLACE, level)
    ratios = np.exp(rows).set_axis(["ratio", "ratio_low", "ratio_high"], axis=1)
    return rows.join(ratios)


def found_ratio(series: pd.Series, break_month: str, seasonal: bool = False) -> float:
    """Give the factor by which a series breaks, by least squares."""
    regressors = design(series.index, break_month, seasonal).to_numpy()
    return float(np.exp((np.linalg.pinv(regressors) @ logarithms(series))[_PLACE]))


def simulated_shares(
    months: int,
    autocorrelation: float,
    effect: float,
    value: float,
    level: float = 0.95,
    runs: int = 2000,
    seed: int = 0,
) -> dict[str, float]:
    """Plant a break in the middle of many series with errors of unit variance, and give
    by method the share of them whose interval holds a value.

    With the planted effect for the value this is how often an interval holds the truth;
    with zero, one less how often it shows that there is a break.
    """
    names = pd.period_range("2000-01", periods=months, freq="M").astype(str)
    regressors = design(names, names[months // 2]).to_numpy()
    errors = small_samples.autoregressions(months, autocorrelation, runs, seed)
    series = errors + effect * regressors[:, _PLACE]
    return small_samples.shares_holding(series, regressors, _PLACE, value, level)
