"""Bands of totals, such as tiers: by edges that are given, or by natural breaks."""

import warnings
from collections.abc import Sequence
from itertools import pairwise
from numbers import Real

import numpy as np
import pandas as pd

from compindex.errors import InputError


def check_edges(edges: Sequence[float]) -> None:
    """Refuse edges of tiers that are missing or do not fall.

    Parameters
    ----------
    edges : sequence of float

    Raises
    ------
    InputError
        If there is none, or one is not below the one before it.

    Examples
    --------
    >>> check_edges([85, 71])
    """
    wanted = "the lower ends of all tiers but the last"
    sequence = isinstance(edges, (Sequence, np.ndarray, pd.Series, pd.Index))
    if isinstance(edges, str) or not sequence:
        raise InputError(f"tier edges of type {type(edges).__name__}", wanted)
    if not all(isinstance(edge, Real) for edge in edges):
        raise InputError(f"the tier edges {list(edges)}", "numbers")
    if not len(edges):
        raise InputError("no tier edges", wanted)
    ends = pairwise([float("inf"), *edges, float("-inf")])
    if not all(upper > lower for upper, lower in ends):
        found = f"the tier edges {list(edges)} do not fall, or not all are finite"
        raise InputError(found, "each below the one before it")


def assign_tiers(totals: pd.Series, edges: Sequence[float]) -> pd.Series:
    """Sort totals into half-open bands, the highest being tier 1.

    A total t is in tier 1 if ``t >= edges[0]``, in tier 2 if ``edges[0] > t >=
    edges[1]``, and so on.

    Parameters
    ----------
    totals : pandas.Series
        Totals by unit.
    edges : sequence of float
        Lower ends of all bands but the last, falling.

    Returns
    -------
    pandas.Series
        Tier by unit, 1 to ``len(edges) + 1``.

    Raises
    ------
    InputError
        If there is no edge, or they do not fall.

    Examples
    --------
    >>> assign_tiers(pd.Series([90.0, 85.0, 84.9]), [85]).tolist()
    [1, 1, 2]
    """
    check_edges(edges)
    return (1 + sum((totals < edge).astype(int) for edge in edges)).rename("tier")


def natural_breaks(totals: pd.Series, classes: int) -> pd.Series:
    """Sort totals into classes so that the squared deviations within them are as small
    as can be.

    Parameters
    ----------
    totals : pandas.Series
        Totals by unit.
    classes : int
        Number of classes.

    Returns
    -------
    pandas.Series
        Class by unit, 1 being the highest.

    Raises
    ------
    InputError
        Unless there are more classes than one, and more different totals than classes.

    References
    ----------
    W. D. Fisher, On grouping for maximum homogeneity, Journal of the American
    Statistical Association 53 (1958); G. F. Jenks, Optimal data classification for
    choropleth maps (1977). Computed by the dynamic programme of mapclassify, which is
    exact.

    Examples
    --------
    >>> natural_breaks(pd.Series([9.0, 8.0, 2.0, 1.0]), 2).tolist()
    [1, 1, 2, 2]
    """
    if not 1 < classes < totals.nunique():
        most = totals.nunique() - 1
        expected = f"2 to {most}, fewer than there are different totals"
        raise InputError(f"{classes} classes", expected)
    import mapclassify  # here, because it takes a second and little else needs it

    with warnings.catch_warnings():
        # An index has too few units to need a compiler.
        warnings.filterwarnings("ignore", message="Numba not installed")
        upwards = mapclassify.FisherJenks(totals, k=classes).yb
    return pd.Series(classes - upwards, totals.index, name="tier")


def goodness_of_variance_fit(totals: pd.Series, classes: pd.Series) -> float:
    r"""Measure how much of the variance of the totals a classification explains.

    .. math::
       \mathrm{GVF} = 1 -
       \frac{\sum_k \sum_{i \in k} (t_i - \bar t_k)^2}{\sum_i (t_i - \bar t)^2}

    Parameters
    ----------
    totals, classes : pandas.Series
        Totals, and the class of each.

    Returns
    -------
    float
        1 if every class holds equal totals, 0 if classes explain nothing.

    Examples
    --------
    >>> goodness_of_variance_fit(pd.Series([1.0, 1.0, 5.0]), pd.Series([2, 2, 1]))
    1.0
    """
    within = ((totals - totals.groupby(classes).transform("mean")) ** 2).sum()
    return float(1 - within / ((totals - totals.mean()) ** 2).sum())
