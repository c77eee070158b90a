"""What every audit starts from: complete scores, and weights that add up to one."""

import numpy as np
import pandas as pd

from analysis.errors import InputError, one_of


def complete(scores):
    """Refuse scores that are missing or infinite, and a table without any.

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
    scores = pd.DataFrame(scores).astype(float)
    if scores.empty:
        raise InputError("no scores", "at least one unit and one dimension")
    for unit, dimension in zip(*np.nonzero(~np.isfinite(scores.to_numpy()))):
        place = {"row": scores.index[unit], "column": str(scores.columns[dimension])}
        found = f"the score is {scores.iat[unit, dimension]:g}"
        raise InputError(found, "a number; leave the unit or the dimension out", **place)
    return scores


def checked(scores, weights):
    """Check the scores and weights of an audit.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions; a higher score is better.
    weights : dict of str to float, or pandas.Series
        Weight of each dimension; a weight of zero leaves the dimension without influence.

    Returns
    -------
    scores : pandas.DataFrame
        As floats.
    weights : pandas.Series
        In the order of the columns, adding up to one.

    Raises
    ------
    InputError
        If there is no unit or one stands twice, a score is missing or infinite, or a weight is missing, negative,
        or all are zero.

    Examples
    --------
    >>> checked(pd.DataFrame({"a": [1], "b": [2]}), {"b": 1, "a": 3})[1].to_dict()
    {'a': 0.75, 'b': 0.25}
    """
    scores, weights = complete(scores), pd.Series(weights, dtype=float)
    if scores.index.has_duplicates:
        raise InputError(f"{scores.index[scores.index.duplicated()][0]} stands twice", "one row for each unit")
    for name in (name for name in [*scores.columns, *weights.index] if name not in scores or name not in weights):
        raise InputError(f"{name} is weighted or scored, not both", one_of(scores.columns, name))
    weights = weights[scores.columns]
    for name in weights.index[~(weights >= 0) | np.isinf(weights)]:
        raise InputError(f"the weight of {name} is {weights[name]:g}", "a weight of zero or above")
    if weights.sum() == 0:
        raise InputError("all weights are zero", "at least one above zero")
    return scores, weights / weights.sum()


def ordered(scores, weights):
    """Order units by their weighted total, the highest first; equal totals keep the order of the table.

    Returns
    -------
    pandas.Series
        Totals by unit.

    Examples
    --------
    >>> ordered(*checked(pd.DataFrame({"a": [1, 3]}, ["x", "y"]), {"a": 1})).to_dict()
    {'y': 3.0, 'x': 1.0}
    """
    totals = (scores * weights).sum(axis=1).round(10)  # equal totals must not differ by the order of their sums
    return totals.sort_values(ascending=False, kind="stable")
