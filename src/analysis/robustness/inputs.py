"""What every audit starts from: complete scores, and weights that add up to one."""

import numpy as np
import pandas as pd

from analysis.errors import InputError, one_of


def complete(scores):
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
    given = pd.DataFrame(scores)
    if given.empty:
        raise InputError("no scores", "at least one unit and one dimension")
    for axis in (given.index, given.columns):
        for name in axis[axis.duplicated()]:
            raise InputError(
                f"{name} stands twice",
                "one row for each unit, one column for each dimension",
            )
    scores = given.apply(pd.to_numeric, errors="coerce").astype(float)
    for unit, dimension in zip(
        *np.nonzero(~np.isfinite(scores.to_numpy())), strict=True
    ):
        place = {"row": scores.index[unit], "column": str(scores.columns[dimension])}
        found = f"the score is {given.iat[unit, dimension]}"
        raise InputError(
            found, "a number; leave the unit or the dimension out", **place
        )
    return scores


def checked(scores, weights):
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
    >>> checked(pd.DataFrame({"a": [1], "b": [2]}), {"b": 1, "a": 3})[1].to_dict()
    {'a': 0.75, 'b': 0.25}
    """
    scores, weights = (
        complete(scores),
        pd.to_numeric(pd.Series(weights), errors="coerce").astype(float),
    )
    for name in scores.columns.difference(weights.index, sort=False):
        raise InputError(f"{name} has no weight", "a weight for each dimension")
    for name in weights.index.difference(scores.columns, sort=False):
        raise InputError(
            f"{name} is weighted and has no scores", one_of(scores.columns, name)
        )
    for name in weights.index[weights.index.duplicated()]:
        raise InputError(
            f"the weight of {name} is given twice", "one weight for each dimension"
        )
    weights = weights[scores.columns]
    for name in weights.index[~(weights >= 0) | np.isinf(weights)]:
        raise InputError(
            f"the weight of {name} is {weights[name]:g}", "a weight of zero or above"
        )
    if not 0 < weights.sum() < np.inf:
        raise InputError(
            f"the weights add up to {weights.sum():g}", "at least one above zero"
        )
    return scores, weights / weights.sum()


def ordered(scores, weights):
    """Order units by their weighted total, the highest first; equal totals keep the
    order of the table.

    Returns
    -------
    pandas.Series
        Totals by unit.

    Examples
    --------
    >>> ordered(*checked(pd.DataFrame({"a": [1, 3]}, ["x", "y"]), {"a": 1})).to_dict()
    {'y': 3.0, 'x': 1.0}
    """
    # Equal totals must not differ by the order of their sums.
    totals = (scores * weights).sum(axis=1).round(10)
    return totals.sort_values(ascending=False, kind="stable")


def generators(seed, number):
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

    Examples
    --------
    >>> [one.integers(100) for one in generators(2020, 2)] == [one.integers(100) for one in generators(2020, 2)]
    True
    """
    if not isinstance(seed, (int, np.integer)) or seed < 0:
        raise InputError(f"the seed {seed}", "a whole number of zero or above")
    return [
        np.random.default_rng(stream)
        for stream in np.random.SeedSequence(seed).spawn(number)
    ]
