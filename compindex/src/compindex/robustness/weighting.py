"""Other weights for the dimensions: equal ones, and ones that rest on the data.

Entropy weights are none of them: they grow with the spread of a dimension's scores in
relation to their mean, and so measure where the scale has its zero.
"""

import numpy as np
import pandas as pd

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


WEIGHTINGS = {
    "nominal": lambda scores, weights: weights.to_numpy(),
    "equal": lambda scores, weights: np.full(len(weights), 1 / len(weights)),
    "PCA": lambda scores, weights: first_component(scores),
}


def weightings(scores: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    """Weight the dimensions in three ways; principal components rest on the scores as they
    are.

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
