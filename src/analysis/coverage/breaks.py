r"""Interrupted time series: whether a series broke in a given month, and how sure one
can be from a few months.

The logarithm of the reports is regressed on level, trend, break and change of trend,

.. math:: \ln y_t = \alpha + \beta t + \gamma D_t + \delta t D_t + u_t ,

t counting months from the break and D being 1 from there on. All cities break in the
same month, so that the months are what inference rests on, not the cities.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.regression.linear_model import RegressionResultsWrapper

from analysis.coverage import small_samples
from compindex.errors import InputError

TERMS = ["level", "trend", "break", "trend_change"]


def design(months: Sequence[str], break_month: str) -> pd.DataFrame:
    """Lay out the regressors of an interrupted time series, `TERMS` by month."""
    months = list(months)
    place = months.index(break_month) if break_month in months else -1
    if not 2 <= place <= len(months) - 2:
        raise InputError(
            f"no break can be told at {break_month}",
            f"two months at least before and after it, {months[0]} on",
        )
    trend = np.arange(len(months)) - float(place)
    after = (trend >= 0).astype(float)
    return pd.DataFrame(
        {"level": 1.0, "trend": trend, "break": after, "trend_change": trend * after},
        index=months,
    )


def logarithms(series: pd.Series | pd.DataFrame) -> pd.Series | pd.DataFrame:
    """Take logarithms, of a series or of many; a month without reports has none."""
    if (series <= 0).to_numpy().any():
        raise InputError(
            "a month without reports has no logarithm", "a series above zero throughout"
        )
    return np.log(series)


def fit(series: pd.Series, break_month: str) -> RegressionResultsWrapper:
    """Fit an interrupted time series by ordinary least squares."""
    return sm.OLS(logarithms(series), design(series.index, break_month)).fit()


def break_intervals(
    series: pd.Series, break_month: str, level: float = 0.95
) -> pd.DataFrame:
    """Estimate the break, and give the intervals that different assumptions on the errors
    lead to.
    """
    regressors = design(series.index, break_month)
    logs = logarithms(series).to_numpy()
    rows = small_samples.intervals(
        logs, regressors.to_numpy(), TERMS.index("break"), level
    )
    return rows.assign(ratio=np.exp(rows["estimate"]))


def event_study(
    series: pd.Series, break_month: str, level: float = 0.95
) -> pd.DataFrame:
    """Compare each month from the break on with the mean of the months before, in
    logarithms and as a ratio.
    """
    later = [month for month in series.index if month >= break_month]
    indicators = pd.DataFrame(
        {month: (series.index == month).astype(float) for month in later},
        index=series.index,
    )
    found = sm.OLS(logarithms(series), sm.add_constant(indicators)).fit()
    ends = found.conf_int(1 - level).loc[later]
    table = pd.DataFrame(
        {"estimate": found.params[later], "low": ends[0], "high": ends[1]}
    )
    return table.assign(ratio=np.exp(table["estimate"]))


def placebo_breaks(series: pd.Series, margin: int = 3) -> pd.DataFrame:
    """Look for a break in every month, the true one among them; ``unexplained`` is the
    sum of squared residuals.
    """
    fits = {
        month: fit(series, month)
        for month in series.index[margin : len(series) - margin + 1]
    }
    columns = {
        month: {
            "estimate": found.params["break"],
            "t": found.tvalues["break"],
            "unexplained": found.ssr,
        }
        for month, found in fits.items()
    }
    return pd.DataFrame(columns).T


def fixed_effects(panel: pd.DataFrame, break_month: str) -> pd.DataFrame:
    """Fit one break to a panel with fixed effects of the cities, errors clustered by city:
    the instructive mistake, since all cities break in the same month.
    """
    logs = logarithms(panel).T.stack()  # city by city
    regressors = pd.concat(
        [design(panel.index, break_month)[TERMS[1:]]] * panel.shape[1],
        ignore_index=True,
    )
    cities = logs.index.get_level_values(0)
    effects = pd.get_dummies(cities, dtype=float).reset_index(drop=True)
    groups = {"groups": pd.factorize(cities)[0]}
    found = sm.OLS(logs.to_numpy(), regressors.join(effects)).fit(
        cov_type="cluster", cov_kwds=groups
    )
    return pd.DataFrame({"estimate": found.params, "standard_error": found.bse}).loc[
        TERMS[1:]
    ]


def simulated_coverage(
    months: int,
    common: float,
    autocorrelation: float,
    effect: float,
    level: float = 0.95,
    runs: int = 2000,
    seed: int = 0,
    cities: int = 13,
    before: int | None = None,
) -> dict[str, float]:
    """Plant a break in the series of some cities, and count how often each interval
    contains it.
    """
    names = pd.period_range("2000-01", periods=months, freq="M").astype(str)
    regressors = design(
        names, names[months // 2 if before is None else before]
    ).to_numpy()
    place = TERMS.index("break")
    effects = effect * np.eye(len(TERMS))[place]
    panel = small_samples.panels(
        regressors, effects, common, autocorrelation, runs, seed, cities
    )
    found = small_samples.mean_coverage(
        panel.mean(axis=1), regressors, place, effect, level
    )
    if cities == 1:
        return found
    clustered = small_samples.clustered_coverage(
        panel, regressors, place, effect, level, seed
    )
    return clustered | found


def break_estimates(
    paths: np.ndarray, months: Sequence[str], break_month: str
) -> np.ndarray:
    """Estimate the break in many series at once, by least squares, in logarithms."""
    weights = np.linalg.pinv(design(months, break_month).to_numpy())
    return np.log(paths) @ weights[TERMS.index("break")]
