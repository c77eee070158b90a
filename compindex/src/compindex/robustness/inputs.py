"""What every audit starts from: complete scores, and weights that add up to one."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from compindex.errors import InputError, one_of

Weights = Mapping[str, float] | pd.Series


def complete(scores: pd.DataFrame | ArrayLike) -> pd.DataFrame:
    """Refuse scores that are no numbers, a table without any, and a unit or dimension
    that stands twice.

    Parameters
    ----------
    scores : pandas.DataFrame or array_like
        Units by dimensions.

    Returns
    -------
    pandas.DataFrame
        As floats.

    Raises
    ------
    InputError
        With the unit and the dimension of the first.

    Examples
    --------
    >>> complete([[1, 2]]).shape
    (1, 2)
    """
    try:
        given = pd.DataFrame(scores)
    except ValueError as error:
        found = f"scores that are no table ({error})"
        raise InputError(found, "units by dimensions") from None
    if given.empty:
        raise InputError("no scores", "at least one unit and one dimension")
    for axis in (given.index, given.columns):
        _refuse_names(axis)
    scores = given.apply(_floats)
    wrong = ~np.isfinite(scores.to_numpy())
    for unit, dimension in zip(*np.nonzero(wrong), strict=True):
        found = f"the score is {given.iat[unit, dimension]}"
        expected = "a number; leave the unit or the dimension out"
        column = str(scores.columns[dimension])
        raise InputError(found, expected, row=scores.index[unit], column=column)
    return scores


def varied(scores: pd.DataFrame | ArrayLike, units: int) -> pd.DataFrame:
    """Refuse a sample without variances: too few units, or a dimension in which all
    have the same score, but for the rounding of floating-point numbers.

    Parameters
    ----------
    scores : pandas.DataFrame or array_like
        Units by dimensions.
    units : int
        The fewest that will do.

    Returns
    -------
    pandas.DataFrame
        As floats.

    Raises
    ------
    InputError
        As `complete` does, and for such a sample.

    Examples
    --------
    >>> varied([[1, 2], [2, 5]], 2).shape
    (2, 2)
    """
    scores = complete(scores)
    if len(scores) < units:
        raise InputError(f"{len(scores)} units", f"at least {units}")
    spread = np.ptp(scores.to_numpy(), axis=0)
    for name in scores.columns[spread <= 1e-12 * scores.abs().max()]:
        expected = "scores that differ; leave the dimension out"
        raise InputError(f"all scores of {name} are equal", expected)
    return scores


def checked_scores(
    scores: pd.DataFrame | ArrayLike, weights: Weights
) -> tuple[pd.DataFrame, pd.Series]:
    """Check the scores and weights of an audit.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions; a higher score is better.
    weights : dict of str to float, or pandas.Series
        Weight of each dimension; a weight of zero leaves the dimension without
        influence.

    Returns
    -------
    scores : pandas.DataFrame
        As floats.
    weights : pandas.Series
        In the order of the columns, adding up to one.

    Raises
    ------
    InputError
        If there is no unit or one stands twice, a score is no number, or a weight is
        missing, negative, or all are zero.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1], "b": [2]})
    >>> checked_scores(table, {"b": 1, "a": 3})[1].to_dict()
    {'a': 0.75, 'b': 0.25}
    """
    scores = complete(scores)
    if not isinstance(weights, (Mapping, pd.Series)):
        found = f"weights of type {type(weights).__name__}"
        raise InputError(found, "a weight by the name of each dimension")
    weights = _floats(pd.Series(weights, name="weight"))
    for name in scores.columns.difference(weights.index, sort=False):
        raise InputError(f"{name} has no weight", "a weight for each dimension")
    for name in weights.index.difference(scores.columns, sort=False):
        found = f"{name} is weighted and has no scores"
        raise InputError(found, one_of(scores.columns, name))
    for name in weights.index[weights.index.duplicated()]:
        found = f"the weight of {name} is given twice"
        raise InputError(found, "one weight for each dimension")
    weights = weights[scores.columns]
    for name in weights.index[~(weights >= 0) | np.isinf(weights)]:
        found = f"the weight of {name} is {weights[name]:g}"
        raise InputError(found, "a weight of zero or above")
    with np.errstate(over="ignore"):
        whole = weights.sum()
    if not 0 < whole < np.inf:
        found = f"the weights add up to {whole:g}"
        raise InputError(found, "at least one above zero")
    return scores, weights / whole


def ordered(scores: pd.DataFrame, weights: pd.Series) -> pd.Series:
    r"""Order units by their weighted total :math:`\sum_k w_k s_k`, the highest first;
    equal totals keep the order of the table.

    Parameters
    ----------
    scores, weights
        As `checked` gives them.

    Returns
    -------
    pandas.Series
        Totals by unit.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1, 3]}, ["x", "y"])
    >>> ordered(*checked_scores(table, {"a": 1})).to_dict()
    {'y': 3.0, 'x': 1.0}
    """
    # Equal totals must not differ by the order of their sums.
    totals = (scores * weights).sum(axis=1).round(10)
    return totals.sort_values(ascending=False, kind="stable")


def generators(seed: int, number: int) -> list[np.random.Generator]:
    """Make independent random generators from one seed, so that what they draw can be
    drawn again.

    Parameters
    ----------
    seed : int
        Not negative.
    number : int

    Returns
    -------
    list of numpy.random.Generator

    Raises
    ------
    InputError
        If the seed is no whole number of zero or above.

    Examples
    --------
    >>> first, again = generators(2020, 2), generators(2020, 2)
    >>> [one.integers(100) for one in first] == [one.integers(100) for one in again]
    True
    """
    if not isinstance(seed, (int, np.integer)) or seed < 0:
        raise InputError(f"the seed {seed}", "a whole number of zero or above")
    streams = np.random.SeedSequence(seed).spawn(number)
    return [np.random.default_rng(stream) for stream in streams]


def _refuse_names(axis: pd.Index) -> None:
    """Refuse names that stand twice, or cannot stand in one column of a table."""
    for name in axis[axis.duplicated()]:
        expected = "one row for each unit, one column for each dimension"
        raise InputError(f"{name} stands twice", expected)
    for name in axis:
        if isinstance(name, (tuple, bool, np.bool_)):
            expected = "a name of one part, such as the units of a single year"
            raise InputError(f"a unit or dimension is called {name}", expected)


def _floats(column: pd.Series) -> pd.Series:
    """Take a column as floats; what is no number is missing."""
    if pd.api.types.is_complex_dtype(column):
        found = f"the values are of type {column.dtype}"
        raise InputError(found, "numbers", column=str(column.name))
    try:
        return pd.to_numeric(column, errors="coerce").astype(float)
    except OverflowError:
        found = "a score is too large for a floating-point number"
        raise InputError(found, "numbers", column=str(column.name)) from None
