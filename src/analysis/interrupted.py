r"""Interrupted time series: whether a series broke in a given month, and how sure one
can be from a few months.

The logarithm of the reports is regressed on level, trend, break and change of trend,

.. math:: \ln y_t = \alpha + \beta t + \gamma D_t + \delta t D_t + u_t ,

t counting months from the break and D being 1 from there on. All cities break in the
same month, so that the months are what inference rests on, not the cities.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analysis import small_samples
from compindex.errors import InputError

TERMS = ["level", "trend", "break", "trend_change"]


def design(months, break_month):
    """Lay out the regressors of an interrupted time series.

    Parameters
    ----------
    months : sequence of str
        Consecutive months.
    break_month : str
        First month after the break.

    Returns
    -------
    pandas.DataFrame
        ``level, trend, break, trend_change`` by month.

    Raises
    ------
    InputError
        If fewer than two months lie on either side.

    Examples
    --------
    >>> design(["2019-11", "2019-12", "2020-01", "2020-02"], "2020-01")["trend"].tolist()
    [-2.0, -1.0, 0.0, 1.0]
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
    return pd.DataFrame(
        {"level": 1.0, "trend": trend, "break": after, "trend_change": trend * after},
        index=months,
    )


def logarithms(series):
    """Take logarithms, of a series or of many; a month without reports has none.

    Raises
    ------
    InputError
        If a month has no reports.
    """
    if (series <= 0).to_numpy().any():
        raise InputError(
            "a month without reports has no logarithm", "a series above zero throughout"
        )
    return np.log(series)


def fit(series, break_month):
    """Fit an interrupted time series by ordinary least squares.

    Parameters
    ----------
    series : pandas.Series
        Reports by month, above zero.
    break_month : str

    Returns
    -------
    statsmodels.regression.linear_model.RegressionResultsWrapper
    """
    return sm.OLS(logarithms(series), design(series.index, break_month)).fit()


def break_intervals(series, break_month, level=0.95):
    """Estimate the break, and give the intervals that different assumptions on the
    errors lead to.

    Parameters
    ----------
    series : pandas.Series
        Reports by month, above zero.
    break_month : str
    level : float
        Nominal level of the intervals.

    Returns
    -------
    pandas.DataFrame
        ``estimate, low, high`` in logarithms and ``ratio``, the factor of the break, by
        the names of `small_samples.METHODS`; the last is the headline.
    """
    regressors = design(series.index, break_month)
    logs = logarithms(series).to_numpy()
    rows = small_samples.intervals(
        logs, regressors.to_numpy(), TERMS.index("break"), level
    )
    return rows.assign(ratio=np.exp(rows["estimate"]))


def event_study(series, break_month, level=0.95):
    """Compare each month from the break on with the mean of the months before.

    A regression of the logarithms on a level and one indicator for each later month:
    those months fit exactly, and the spread of the earlier months alone, taken as
    independent and without trend, makes the intervals.

    Parameters
    ----------
    series, break_month, level
        As for `break_intervals`.

    Returns
    -------
    pandas.DataFrame
        ``estimate, low, high`` in logarithms, and ``ratio``, by month.
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


def placebo_breaks(series, margin=3):
    """Look for a break in every month, the true one among them.

    Parameters
    ----------
    series : pandas.Series
        Reports by month, above zero.
    margin : int
        Fewest months on either side.

    Returns
    -------
    pandas.DataFrame
        ``estimate`` in logarithms, ``t``, and ``unexplained``, the sum of squared
        residuals, by month. Where the true break does not stand out, there is none to
        be seen.
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


def fixed_effects(panel, break_month):
    """Fit one break to a panel with fixed effects of the cities, errors clustered by
    city: the instructive mistake.

    Cities that share their months are not independent; the errors look far too small.

    Parameters
    ----------
    panel : pandas.DataFrame
        Reports, months by cities, above zero.
    break_month : str

    Returns
    -------
    pandas.DataFrame
        ``estimate, standard_error`` by term.
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
    months,
    common,
    autocorrelation,
    effect,
    level=0.95,
    runs=2000,
    seed=0,
    cities=13,
    before=None,
):
    """Plant a break in the series of some cities, and count how often each interval
    contains it.

    Parameters
    ----------
    months : int
    common : float
        Share of the error variance that the cities have in common.
    autocorrelation : float
        Of the errors, from one month to the next.
    effect : float
        The planted break, in units of the errors' standard deviation.
    level : float
        Nominal level.
    runs, seed, cities : int
    before : int, optional
        Months before the break; half of them by default.

    Returns
    -------
    dict of str to float
        Share of the runs by method: from several cities with fixed effects,
        `small_samples.clustered_coverage`; from their mean,
        `small_samples.mean_coverage`.
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
    return (
        small_samples.clustered_coverage(panel, regressors, place, effect, level, seed)
        if cities > 1
        else {}
    ) | found


def break_estimates(paths, months, break_month):
    """Estimate the break in many series at once, by least squares.

    Parameters
    ----------
    paths : numpy.ndarray
        Reports, series by months, above zero.
    months : sequence of str
    break_month : str

    Returns
    -------
    numpy.ndarray
        One estimate in logarithms for each series.
    """
    return (
        np.log(paths)
        @ np.linalg.pinv(design(months, break_month).to_numpy())[TERMS.index("break")]
    )
