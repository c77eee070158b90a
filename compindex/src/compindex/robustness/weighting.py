"""Other weights for the dimensions: equal ones, and ones that rest on the data."""

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.structure import principal_components


def first_component(scores: pd.DataFrame) -> np.ndarray:
    """Weight dimensions by their squared loadings on the first principal component of
    their correlations.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.

    Returns
    -------
    numpy.ndarray
        Weights that add up to one.

    Raises
    ------
    InputError
        As `structure.principal_components` does.

    Examples
    --------
    >>> first_component(pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6]})).round(6)
    array([0.5, 0.5])
    """
    first = principal_components(scores).iloc[0]
    return (first[scores.columns] ** 2 / first["eigenvalue"]).to_numpy()


def entropy(scores: pd.DataFrame) -> np.ndarray:
    r"""Weight dimensions by how unevenly their scores are shared among the units.

    With :math:`p_i = x_i / \sum x`, a dimension's weight is proportional to :math:`1 +
    \sum_i p_i \ln p_i / \ln n`.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions, above zero.

    Returns
    -------
    numpy.ndarray
        Weights that add up to one.

    Raises
    ------
    InputError
        For a single unit, a score that is not above zero, or scores that are all equal.

    References
    ----------
    C. L. Hwang and K. Yoon, Multiple attribute decision making (1981).

    Examples
    --------
    >>> entropy(pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 3.0]})).tolist()
    [1.0, 0.0]
    """
    from scipy import stats  # here, since it takes a moment to load

    usable = len(scores) > 1 and (scores > 0).all(axis=None)
    uneven = 1 - stats.entropy(scores) / np.log(len(scores)) if usable else np.zeros(1)
    if uneven.sum() <= 1e-12:
        expected = "two units or more, scores above zero, not all of them equal"
        raise InputError("no entropy weights", expected)
    return uneven / uneven.sum()


WEIGHTINGS = {
    "nominal": lambda scores, weights: weights.to_numpy(),
    "equal": lambda scores, weights: np.full(len(weights), 1 / len(weights)),
    "PCA": lambda scores, weights: first_component(scores),
    "entropy": lambda scores, weights: entropy(scores),
}


def weightings(scores: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Weight the dimensions in four ways; those that rest on the data use the scores as
    they are.

    Parameters
    ----------
    scores, weights
        As `inputs.checked_scores` gives them.

    Returns
    -------
    pandas.DataFrame
        Dimensions by weightings.

    Raises
    ------
    InputError
        If the data allow no such weights.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [3.0, 1.0, 2.0]})
    >>> weightings(table, pd.Series({"a": 0.75, "b": 0.25}))["equal"].tolist()
    [0.5, 0.5]
    """
    columns = {name: weigh(scores, weights) for name, weigh in WEIGHTINGS.items()}
    return pd.DataFrame(columns, scores.columns)
