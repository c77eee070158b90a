"""How the dimensions hang together: principal components, reliability, compensation."""

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.index import MEANS
from compindex.robustness.inputs import Weights, checked_scores, varied


def principal_components(scores: pd.DataFrame) -> pd.DataFrame:
    """Find the principal components of the correlations between dimensions.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.

    Returns
    -------
    pandas.DataFrame
        A row for each component, the strongest first: ``eigenvalue``, its ``share`` of
        the variance, and the loading of each dimension, the correlation of its scores
        with the component; of each component the sum of the loadings is positive.

    Raises
    ------
    InputError
        For fewer than three units, or a dimension with equal scores.

    Examples
    --------
    >>> alike = pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6]})
    >>> principal_components(alike).round(3).iloc[0].tolist()
    [2.0, 1.0, 1.0, 1.0]
    """
    scores = varied(scores, 3)
    values, vectors = np.linalg.eigh(scores.corr().to_numpy())
    values, vectors = np.clip(values[::-1], 0, None), vectors[:, ::-1]
    vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1, 1)
    loadings = pd.DataFrame((vectors * np.sqrt(values)).T, columns=scores.columns)
    strengths = pd.DataFrame({"eigenvalue": values, "share": values / values.sum()})
    number = pd.RangeIndex(1, len(values) + 1, name="component")
    return strengths.join(loadings).set_index(number)


def cronbach_alpha(scores: pd.DataFrame) -> float:
    r"""Measure the internal consistency of the dimensions by Cronbach's alpha.

    .. math::
       \alpha = \frac{k}{k - 1}
       \left(1 - \frac{\sum_j \mathrm{Var}(x_j)}{\mathrm{Var}(\sum_j x_j)}\right)

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions, two or more.

    Returns
    -------
    float
        1 for dimensions that are alike, 0 for uncorrelated ones.

    Raises
    ------
    InputError
        For fewer than two dimensions or units, a dimension with equal scores, or sums
        that are all equal.

    References
    ----------
    L. J. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika
    16 (1951).

    Examples
    --------
    >>> cronbach_alpha(pd.DataFrame({"a": [1, 2, 3], "b": [3, 4, 5]}))
    1.0
    """
    k = scores.shape[1]
    if k < 2:
        raise InputError(f"{k} dimension", "two or more")
    scores = varied(scores, 2)
    whole = scores.sum(axis=1).var()
    if whole <= 1e-12 * scores.var().sum():
        raise InputError("the sums of the scores are all equal", "sums that differ")
    return float(k / (k - 1) * (1 - scores.var().sum() / whole))


def reliability(scores: pd.DataFrame) -> pd.Series:
    """Compute Cronbach's alpha of all dimensions, and without each.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions, two or more.

    Returns
    -------
    pandas.Series
        ``all`` and, of three dimensions or more, ``without <dimension>``.

    Raises
    ------
    InputError
        As `cronbach_alpha` does.

    Examples
    --------
    >>> reliability(pd.DataFrame({"a": [1, 2, 3], "b": [3, 4, 5]})).to_dict()
    {'all': 1.0}
    """
    alphas = {"all": cronbach_alpha(scores)}
    for name in scores if scores.shape[1] > 2 else ():
        alphas[f"without {name}"] = cronbach_alpha(scores.drop(columns=name))
    return pd.Series(alphas, name="alpha")


def compensation(scores: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Compare arithmetic with geometric totals: what a unit owes to good scores making
    up for bad ones.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`; scores above zero.

    Returns
    -------
    pandas.DataFrame
        By unit, the best first: ``arithmetic, geometric``, their difference
        ``compensated``, and ``rank_change``, the rank by geometric totals minus that by
        arithmetic ones.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does, and for a score that is not above zero.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 5.0], "b": [4.0, 1.0]}, ["x", "y"])
    >>> compensation(table, {"a": 1, "b": 1})["compensated"].round(3).to_dict()
    {'x': 0.0, 'y': 0.764}
    """
    scores, weights = checked_scores(scores, weights)
    for unit in scores.index[(scores <= 0).any(axis=1)]:
        found = "a geometric mean of a score that is not above zero"
        raise InputError(found, "scores above zero", row=unit)
    table = pd.DataFrame(index=scores.index)
    for name in ("arithmetic", "geometric"):
        mean = MEANS[name](scores.to_numpy(), weights.to_numpy())
        table[name] = mean.round(10)
    ranks = table.rank(ascending=False, method="min").astype(int)
    table["compensated"] = table["arithmetic"] - table["geometric"]
    table["rank_change"] = ranks["geometric"] - ranks["arithmetic"]
    return table.sort_values("arithmetic", ascending=False, kind="stable")
