"""Standardization: how raw counts become scores, and how the report's unstated rule is
recovered.
"""

import numpy as np
import pandas as pd

from analysis.errors import InputError, one_of, quoted


def _series(values):
    """Take a sample as a Series of numbers, its labels kept where it has any."""
    return pd.Series(values).astype(float)


def log_reference(values, reference):
    r"""Score a count by its logarithm relative to that of a reference count.

    .. math:: s = 100 \, \ln x / \ln x_\mathrm{ref}

    Parameters
    ----------
    values : array_like
        Counts, each above zero; NaN stays NaN.
    reference : float
        The count that scores 100; above 1.

    Returns
    -------
    pandas.Series
        Scores in points.

    Raises
    ------
    InputError
        If a count or the reference has no (positive) logarithm.

    Notes
    -----
    The report never states its rule; Tables 7 and 8 reveal this one.

    Examples
    --------
    >>> log_reference([1000], reference=1_000_000).round(6).tolist()
    [50.0]
    """
    values = _series(values)
    if not reference > 1:
        raise InputError(
            f"the reference {reference} cannot scale a logarithm", "a count above 1"
        )
    if (values <= 0).any():
        unit = values.index[values <= 0][0]
        raise InputError(
            f"{values[unit]:g} has no logarithm", "counts above zero", row=unit
        )
    return 100 * np.log(values) / np.log(reference)


def minmax(values, low=0.0, high=100.0):
    """Rescale a sample linearly, its smallest value to `low` and its largest to `high`.

    Examples
    --------
    >>> minmax([1, 2, 5]).tolist()
    [0.0, 25.0, 100.0]
    """
    values = _series(values)
    span = values.max() - values.min()
    if span == 0:
        raise InputError(
            "all values are equal", "at least two different values to rescale"
        )
    return low + (high - low) * (values - values.min()) / span


def goalposts(values, worst, best, logarithm=False):
    r"""Score values between two goalposts that do not depend on the sample.

    .. math:: s = 100 \, (x - x_\mathrm{worst}) / (x_\mathrm{best} - x_\mathrm{worst})

    Values beyond a goalpost count as the goalpost. Where smaller values are better,
    `worst` lies above `best`.

    Parameters
    ----------
    values : array_like
        NaN stays NaN.
    worst, best : float
        The values that score 0 and 100.
    logarithm : bool
        Whether to take the logarithm of values and goalposts first.

    Returns
    -------
    pandas.Series
        Scores from 0 to 100.

    References
    ----------
    UNDP, Human Development Report 2021/2022, Technical note 1: Human Development Index.

    Examples
    --------
    >>> goalposts([20, 52.5, 90], worst=20, best=85).tolist()
    [0.0, 50.0, 100.0]
    """
    values = _series(values).clip(min(worst, best), max(worst, best))
    if logarithm:
        values, worst, best = np.log(values), np.log(worst), np.log(best)
    return 100 * (values - worst) / (best - worst) + 0.0  # no negative zero


def zscore(values):
    """Centre a sample on its mean and divide by its population standard deviation.

    Examples
    --------
    >>> zscore([1, 3]).tolist()
    [-1.0, 1.0]
    """
    values = _series(values)
    if values.max() == values.min():
        raise InputError(
            "all values are equal", "at least two different values for a z-score"
        )
    return (values - values.mean()) / values.std(ddof=0)


def rank(values):
    """Rank a sample upwards, the smallest 1, ties sharing their mean rank.

    Examples
    --------
    >>> rank([10, 30, 30]).tolist()
    [1.0, 2.5, 2.5]
    """
    return _series(values).rank()


def percentile(values):
    """Give the share of the sample at or below each value, in percent.

    Examples
    --------
    >>> percentile([10, 20, 30, 40]).tolist()
    [25.0, 50.0, 75.0, 100.0]
    """
    values = _series(values)
    return 100 * values.rank(method="max") / values.count()


def identity(values):
    """Leave values as they are: they are scores already."""
    return values


METHODS = {
    function.__name__: function
    for function in (
        log_reference,
        minmax,
        goalposts,
        zscore,
        rank,
        percentile,
        identity,
    )
}


def standardize(values, method, **options):
    """Apply a standardization by its name.

    Parameters
    ----------
    values : pandas.Series
        Raw values of one indicator.
    method : {"log_reference", "minmax", "goalposts", "zscore", "rank",
        "percentile", "identity"}
        Name of the rule.
    **options
        What the rule takes besides the values (``reference``; ``low`` and ``high``;
        ``worst``, ``best`` and ``logarithm``).

    Returns
    -------
    pandas.Series
        Scores.

    Examples
    --------
    >>> standardize(pd.Series([1.0, 3.0]), "minmax", high=1).tolist()
    [0.0, 1.0]
    """
    if method not in METHODS:
        raise InputError(
            f"unknown standardization {quoted(method)}", one_of(METHODS, method)
        )
    return METHODS[method](values, **options)


def admissible_references(counts, scores, half_unit):
    r"""Find for each printed score the reference counts that could have given it.

    Under the logarithmic rule a score printed as s stands for any value within half a
    unit u of its last digit, so :math:`\ln x_\mathrm{ref}` lies between :math:`100 \ln
    x / (s + u)` and :math:`100 \ln x / (s - u)`.

    Parameters
    ----------
    counts, scores : pandas.Series
        Raw counts, taken as exact, and printed scores of the same cities.
    half_unit : float
        Half a unit of the last printed digit, in points.

    Returns
    -------
    pandas.DataFrame
        ``low`` and ``high``, the ends of each city's interval, as counts.
    """
    logs = np.log(counts.loc[scores.index])
    return pd.DataFrame(
        {
            "low": np.exp(100 * logs / (scores + half_unit)),
            "high": np.exp(100 * logs / (scores - half_unit)),
        }
    )


def consensus(intervals):
    """Find the reference on which most printed scores agree.

    Parameters
    ----------
    intervals : pandas.DataFrame
        ``low`` and ``high`` for each city.

    Returns
    -------
    low, high : float
        The ends of the part that most intervals share.
    outside : list
        The cities whose interval lies apart from it: their printed scores cannot come
        from the same reference. Where two parts are shared by equally many, the lower
        is taken.

    Examples
    --------
    >>> consensus(pd.DataFrame({"low": [1, 2, 8], "high": [4, 5, 9]}, index=["a", "b", "c"]))
    (2.0, 4.0, ['c'])
    """
    holds = {
        start: (intervals["low"] <= start) & (start <= intervals["high"])
        for start in sorted(intervals["low"])
    }
    start = max(holds, key=lambda low: holds[low].sum())
    inside = intervals[holds[start]]
    return (
        float(inside["low"].max()),
        float(inside["high"].min()),
        list(intervals.index[~holds[start]]),
    )


def predict(counts, low, high):
    """Predict scores from counts when the reference is known to lie between two counts.

    Parameters
    ----------
    counts : pandas.Series
        Raw counts, taken as exact.
    low, high : float
        Smallest and largest admissible reference.

    Returns
    -------
    pandas.DataFrame
        ``score`` at the reference whose logarithm lies midway, and the ends ``low`` and
        ``high``; in points.
    """
    middle = np.sqrt(low * high)
    ends = {"score": middle, "low": high, "high": low}
    return pd.DataFrame(
        {name: log_reference(counts, reference) for name, reference in ends.items()}
    )
