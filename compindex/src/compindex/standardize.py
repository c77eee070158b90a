"""Standardization: how the raw values of an indicator become scores."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from compindex.errors import InputError, one_of, quoted, raise_all

_LOGARITHM = "counts above zero, or an offset"


def log_reference(
    values: ArrayLike, reference: float, offset: float = 0.0
) -> pd.Series:
    r"""Score a count by its logarithm relative to that of a reference count.

    .. math:: s = 100 \, \ln(x + o) / \ln(x_\mathrm{ref} + o)

    Parameters
    ----------
    values : array_like
        Counts, above zero with the offset; NaN stays NaN.
    reference : float
        The count that scores 100; above 1.
    offset : float
        Added to both, o above; with 1, a count of zero scores 0.

    Returns
    -------
    pandas.Series
        Scores in points.

    Raises
    ------
    InputError
        If the reference is not above 1; for each count that has no logarithm.

    Examples
    --------
    >>> log_reference([1000], reference=1_000_000).round(6).tolist()
    [50.0]
    """
    values = _series(values)
    if not reference > 1:
        found = f"the reference {reference} cannot scale a logarithm"
        raise InputError(found, "a count above 1")
    wrong = values + offset <= 0
    raise_all(
        InputError(f"{value:g} has no logarithm", _LOGARITHM, row=unit)
        for unit, value in values[wrong].items()
    )
    return 100 * np.log(values + offset) / np.log(reference + offset)


def minmax(values: ArrayLike, low: float = 0.0, high: float = 100.0) -> pd.Series:
    r"""Rescale a sample linearly, its smallest value to `low` and its largest to `high`.

    .. math:: s = l + (h - l) \, (x - \min x) / (\max x - \min x)

    Parameters
    ----------
    values : array_like
        NaN stays NaN.
    low, high : float
        Ends of the scale.

    Returns
    -------
    pandas.Series
        Scores from `low` to `high`.

    Raises
    ------
    InputError
        If all values are equal.

    Examples
    --------
    >>> minmax([1, 2, 5]).tolist()
    [0.0, 25.0, 100.0]
    """
    values = _series(values)
    span = values.max() - values.min()
    if span == 0:
        expected = "at least two different values to rescale"
        raise InputError("all values are equal", expected)
    return low + (high - low) * (values - values.min()) / span


def goalposts(
    values: ArrayLike, worst: float, best: float, logarithm: bool = False
) -> pd.Series:
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


def zscore(values: ArrayLike) -> pd.Series:
    r"""Centre a sample on its mean and divide by its population standard deviation.

    .. math:: s = (x - \bar x) / \sigma

    Parameters
    ----------
    values : array_like
        NaN stays NaN.

    Returns
    -------
    pandas.Series
        Scores with mean 0 and standard deviation 1 (divisor n).

    Raises
    ------
    InputError
        If all values are equal.

    Examples
    --------
    >>> zscore([1, 3]).tolist()
    [-1.0, 1.0]
    """
    values = _series(values)
    if values.max() == values.min():
        expected = "at least two different values for a z-score"
        raise InputError("all values are equal", expected)
    return (values - values.mean()) / values.std(ddof=0)


def rank(values: ArrayLike) -> pd.Series:
    """Rank a sample upwards, the smallest 1, ties sharing their mean rank.

    Parameters
    ----------
    values : array_like
        NaN stays NaN.

    Returns
    -------
    pandas.Series
        Ranks, from 1.

    Examples
    --------
    >>> rank([10, 30, 30]).tolist()
    [1.0, 2.5, 2.5]
    """
    return _series(values).rank()


def percentile(values: ArrayLike) -> pd.Series:
    """Give the share of the sample at or below each value, in percent.

    Parameters
    ----------
    values : array_like
        NaN stays NaN.

    Returns
    -------
    pandas.Series
        Scores above 0, and up to 100.

    Examples
    --------
    >>> percentile([10, 20, 30, 40]).tolist()
    [25.0, 50.0, 75.0, 100.0]
    """
    values = _series(values)
    return 100 * values.rank(method="max") / values.count()


def identity(values: ArrayLike) -> ArrayLike:
    """Leave values as they are: they are scores already.

    Parameters
    ----------
    values : array_like

    Returns
    -------
    array_like
        The same.

    Examples
    --------
    >>> identity([1.5])
    [1.5]
    """
    return values


METHODS: dict[str, Callable] = {
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


def by_method(values: pd.Series, method: str, **options: object) -> pd.Series:
    """Apply a standardization by its name.

    Parameters
    ----------
    values : pandas.Series
        Raw values of one indicator.
    method : {"log_reference", "minmax", "goalposts", "zscore", "rank", "percentile", \
"identity"}
        Name of the rule.
    **options
        What the rule takes besides the values (``reference``; ``low`` and ``high``;
        ``worst``, ``best`` and ``logarithm``).

    Returns
    -------
    pandas.Series
        Scores.

    Raises
    ------
    InputError
        If there is no such rule, or as it does.

    Examples
    --------
    >>> by_method(pd.Series([1.0, 3.0]), "minmax", high=1).tolist()
    [0.0, 1.0]
    """
    if method not in METHODS:
        found = f"unknown standardization {quoted(method)}"
        raise InputError(found, one_of(METHODS, method))
    return METHODS[method](values, **options)


def _series(values: ArrayLike) -> pd.Series:
    """Take a sample as a Series of numbers, its labels kept where it has any."""
    return pd.Series(values).astype(float)
