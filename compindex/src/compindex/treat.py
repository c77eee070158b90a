"""Treatment of outliers: values drawn in, or a logarithm taken, before standardization."""

import numpy as np
import pandas as pd

from compindex.errors import InputError, raise_all
from compindex.rules import Treatment

# Beyond both, a distribution is taken to have outliers.
SKEWNESS, KURTOSIS = 2.0, 3.5
POINTS = 5  # values that are drawn in at most, by the rule


def has_outliers(values: pd.Series) -> bool:
    r"""Tell whether a sample has outliers, by the rule of the Joint Research Centre: the
    skewness lies beyond 2 (or -2), and the excess kurtosis above 3.5.

    Both are the bias-corrected moments G1 and G2, as spreadsheets compute them.

    Parameters
    ----------
    values : pandas.Series
        NaN is left out; fewer than four values have no outliers.

    Returns
    -------
    bool

    References
    ----------
    W. Becker and others, COINr: An R package for developing composite indicators,
    Journal of Open Source Software 7(78), 4567 (2022), doi:10.21105/joss.04567.

    Examples
    --------
    >>> has_outliers(pd.Series([1, 2, 3, 4, 5, 100])), has_outliers(pd.Series([1, 2, 3, 4]))
    (True, False)
    """
    values = values.dropna()
    if len(values) < 4 or values.nunique() == 1:
        return False
    return bool(abs(values.skew()) > SKEWNESS and values.kurt() > KURTOSIS)


def winsorised(values: pd.Series, points: int | None = None) -> pd.Series:
    """Draw the outermost values in to the next one inside, at the end towards which the
    sample is skewed.

    Parameters
    ----------
    values : pandas.Series
        NaN stays NaN.
    points : int, optional
        How many; by default as many as it takes until the sample has no outliers any
        more (`has_outliers`), and 5 at most.

    Returns
    -------
    pandas.Series

    Raises
    ------
    InputError
        If there are not more values than points.

    Examples
    --------
    >>> winsorised(pd.Series([1, 2, 3, 4, 5, 100])).tolist()
    [1, 2, 3, 4, 5, 5]
    """
    if points is not None:
        return _drawn_in(values, points)
    drawn = values
    for number in range(1, min(POINTS, values.count() - 2) + 1):
        if not has_outliers(drawn):
            break
        drawn = _drawn_in(values, number)
    return drawn


def _drawn_in(values: pd.Series, points: int) -> pd.Series:
    """Draw in a certain number of values."""
    known = values.dropna().sort_values()
    if points >= len(known):
        found = f"{points} of {len(known)} values to be winsorised"
        raise InputError(found, "fewer points than values")
    if len(known) < 3 or known.skew() >= 0:
        return values.clip(upper=known.iloc[-1 - points])
    return values.clip(lower=known.iloc[points])


def by_rule(values: pd.Series) -> tuple[pd.Series, str]:
    """Treat a sample as the rule asks: nothing where it has no outliers; winsorised
    where that is enough; else, of the values as they were, the logarithm.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    values : pandas.Series
    method : {"none", "winsorise", "log", "log1p"}
        What was done: the logarithm of x, or of 1 + x where there are zeros.

    Raises
    ------
    InputError
        If it takes a logarithm, and there are negative values.

    Examples
    --------
    >>> by_rule(pd.Series([1, 2, 3, 4, 5, 100]))[1]
    'winsorise'
    """
    if not has_outliers(values):
        return values, "none"
    drawn = winsorised(values)
    if not has_outliers(drawn):
        return drawn, "winsorise"
    method = "log" if (values.dropna() > 0).all() else "log1p"
    return _logarithm(values, 0.0 if method == "log" else 1.0), method


def treated(values: pd.Series, treatment: Treatment) -> tuple[pd.Series, str]:
    """Treat a sample as it is told.

    Parameters
    ----------
    values : pandas.Series
    treatment : Treatment

    Returns
    -------
    values : pandas.Series
    method : str
        What was done.

    Raises
    ------
    InputError
        For each value without a logarithm.

    Examples
    --------
    >>> treated(pd.Series([0.0]), Treatment(method="log1p"))[0].tolist()
    [0.0]
    """
    method = treatment.method
    if method == "jrc":
        return by_rule(values)
    if method == "winsorise":
        return winsorised(values, treatment.points), method
    if method == "none":
        return values, method
    offset = 1.0 if method == "log1p" else treatment.offset or 0.0
    return _logarithm(values, offset), method


def _logarithm(values: pd.Series, offset: float) -> pd.Series:
    """Take the logarithm of the values and an offset."""
    wrong = values + offset <= 0
    expected = "values above zero, or log with an offset"
    raise_all(
        InputError(f"{value:g} has no logarithm", expected, row=unit)
        for unit, value in values[wrong].items()
    )
    return np.log(values + offset)
