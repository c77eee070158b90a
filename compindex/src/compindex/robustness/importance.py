"""How much each dimension moves the totals, beside how much it is meant to."""

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.inputs import Weights, checked_scores, varied

_ROUNDS = 10_000  # of the search; it converges within a few dozen as a rule


def variance_shares(scores: pd.DataFrame, weights: Weights) -> pd.Series:
    r"""Share out the variance of the totals among the dimensions.

    With totals :math:`t = \sum_k w_k s_k` the share of dimension k is
    :math:`w_k \, \mathrm{cov}(s_k, t) / \mathrm{var}(t)`. The shares add up to one. A
    dimension's share can be negative, where it runs against the total.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.

    Returns
    -------
    pandas.Series
        By dimension.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does, and if the totals are all equal.

    References
    ----------
    W. Becker, M. Saisana, P. Paruolo and I. Vandecasteele, Weights and importance in
    composite indicators: closing the gap, Ecological Indicators 80 (2017), on what
    weights do not say; the shares are those of a sum's variance.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0.0, 2.0, 0.0, 2.0], "b": [0.0, 0.0, 1.0, 1.0]})
    >>> variance_shares(table, {"a": 1, "b": 1}).round(6).to_dict()
    {'a': 0.8, 'b': 0.2}
    """
    scores, weights = checked_scores(scores, weights)
    totals = scores @ weights
    if np.ptp(totals) <= 1e-12 * totals.abs().max():
        raise InputError("all totals are equal", "totals that differ")
    parts = weights * (scores.cov(ddof=0) @ weights)
    return parts / parts.sum()


def weights_for_shares(scores: pd.DataFrame, shares: Weights) -> pd.Series:
    r"""Find the weights under which the variance shares are those wanted.

    The weights that solve :math:`w_k (\Sigma w)_k = v_k`, before they are made to add
    up to one, :math:`\Sigma` being the covariances of the dimensions and v the shares.
    They minimise :math:`\frac12 w' \Sigma w - \sum_k v_k \ln w_k`, which is convex, so
    that there are no others above zero; each in turn is set to its best value until
    none moves. A share of zero gets a weight of zero.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.
    shares : dict of str to float, or pandas.Series
        The shares wanted, not negative; they are divided by their sum.

    Returns
    -------
    pandas.Series
        Weights by dimension, adding up to one.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does; if all scores of a dimension with a share are
        equal; and if no weights above zero give these shares, as for dimensions that
        undo each other.

    References
    ----------
    S. Maillard, T. Roncalli and J. Teïletche, The properties of equally weighted risk
    contribution portfolios, Journal of Portfolio Management 36 (2010); T.
    Griveau-Billion, J.-C. Richard and T. Roncalli, A fast algorithm for computing
    high-dimensional risk parity portfolios (2013), for the search.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0.0, 2.0, 0.0, 2.0], "b": [0.0, 0.0, 1.0, 1.0]})
    >>> weights_for_shares(table, {"a": 1, "b": 1}).round(6).to_dict()
    {'a': 0.333333, 'b': 0.666667}
    """
    scores, wanted = checked_scores(scores, shares)
    names = wanted.index[wanted > 0]
    sample = varied(scores[names], 2)
    # In units of the standard deviations, the unknowns are alike in size.
    spread = sample.std(ddof=0)
    covariances = (sample / spread).cov(ddof=0).to_numpy()
    found = _solved(covariances, wanted[names].to_numpy())
    if found is None:
        expected = "dimensions of which none undoes the others"
        raise InputError("no weights above zero give these variance shares", expected)
    weights = pd.Series(found, names) / spread
    return (weights / weights.sum()).reindex(scores.columns, fill_value=0.0)


def importance_of_dimensions(scores: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Set the weights beside the variance shares, and beside the weights under which
    the shares would be what the weights say.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.

    Returns
    -------
    pandas.DataFrame
        ``dimension, weight, variance_share, weight_for_intended``.

    Raises
    ------
    InputError
        As `variance_shares` and `weights_for_shares` do.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [0.0, 2.0, 0.0, 2.0], "b": [0.0, 0.0, 1.0, 1.0]})
    >>> importance_of_dimensions(table, {"a": 1, "b": 1})["weight"].tolist()
    [0.5, 0.5]
    """
    scores, weights = checked_scores(scores, weights)
    columns = {
        "weight": weights,
        "variance_share": variance_shares(scores, weights),
        "weight_for_intended": weights_for_shares(scores, weights),
    }
    return pd.DataFrame(columns).rename_axis("dimension").reset_index()


def _solved(matrix: np.ndarray, wanted: np.ndarray) -> np.ndarray | None:
    """Solve ``w * (matrix @ w) == wanted`` for numbers above zero, one at a time."""
    weights = np.sqrt(wanted)
    for _ in range(_ROUNDS):
        before = weights.copy()
        for k, own in enumerate(np.diag(matrix)):
            rest = matrix[k] @ weights - own * weights[k]
            weights[k] = (np.sqrt(rest**2 + 4 * own * wanted[k]) - rest) / (2 * own)
        if np.allclose(weights, before, rtol=1e-14, atol=0):
            return weights
    return None
