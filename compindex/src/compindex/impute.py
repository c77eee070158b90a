"""Imputation: missing values filled, each of them marked."""

from collections.abc import Callable

import pandas as pd

from compindex.errors import InputError


def median(values: pd.Series) -> pd.Series:
    """Fill missing values by the median of a sample.

    Parameters
    ----------
    values : pandas.Series

    Returns
    -------
    pandas.Series

    Examples
    --------
    >>> median(pd.Series([1.0, 2.0, 9.0, None])).tolist()
    [1.0, 2.0, 9.0, 2.0]
    """
    return values.fillna(values.median())


def group_median(values: pd.Series, groups: pd.Series) -> pd.Series:
    """Fill missing values by the median of the unit's group; a group without any value
    stays missing.

    Parameters
    ----------
    values, groups : pandas.Series
        Of the same units.

    Returns
    -------
    pandas.Series

    Examples
    --------
    >>> values = pd.Series([1.0, None, 9.0, None])
    >>> group_median(values, pd.Series(["a", "a", "b", "b"])).tolist()
    [1.0, 1.0, 9.0, 9.0]
    """
    return values.fillna(values.groupby(groups).transform("median"))


def linear(values: pd.Series) -> pd.Series:
    r"""Fill missing values of a unit on the straight line between its nearest years
    before and after; before its first value and after its last nothing is filled.

    .. math:: x_t = x_a + (x_b - x_a) (t - a) / (b - a)

    Parameters
    ----------
    values : pandas.Series
        By unit and ``year``.

    Returns
    -------
    pandas.Series

    Raises
    ------
    InputError
        If there are no years.

    Examples
    --------
    >>> years = pd.MultiIndex.from_product([["x"], [2020, 2021, 2024]], names=["unit", "year"])
    >>> linear(pd.Series([1.0, None, 9.0], years)).tolist()
    [1.0, 3.0, 9.0]
    """
    if "year" not in values.index.names:
        raise InputError("no years to fill along", "a column year, or another impute")
    table = values.unstack("year").sort_index(axis=1)
    filled = table.interpolate(axis=1, method="index", limit_area="inside")
    return filled.stack(future_stack=True).reindex(values.index).rename(values.name)


def fill_missing(
    values: pd.Series, method: str, groups: pd.Series | None, by_sample: Callable
) -> pd.Series:
    """Fill the missing values of a column as it is told.

    Parameters
    ----------
    values : pandas.Series
    method : {"none", "median", "group_median", "linear"}
    groups : pandas.Series or None
        For ``group_median``.
    by_sample : callable
        Applies a function to the values of each sample.

    Returns
    -------
    pandas.Series

    Raises
    ------
    InputError
        For ``linear`` without years.

    Examples
    --------
    >>> fill_missing(pd.Series([1.0, None]), "median", None, lambda f, x: f(x)).tolist()
    [1.0, 1.0]
    """
    if method == "median":
        return by_sample(median, values)
    if method == "group_median":
        own = groups.where(groups.fillna("").astype(str).str.strip() != "")
        return by_sample(lambda part: group_median(part, own[part.index]), values)
    return linear(values) if method == "linear" else values
