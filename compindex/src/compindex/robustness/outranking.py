"""A ranking in which a good score does not make up for a bad one."""

import numpy as np
import pandas as pd

from compindex.robustness.inputs import Weights, checked_scores

_EQUAL = 1e-12  # difference of sums of weights that is none but for their rounding


def copeland(scores: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    r"""Rank units by Copeland's rule: how many rivals each beats, less how many beat it.

    A unit beats another if the dimensions in which it is better weigh more than those
    in which it is worse; by how much it is better does not count. Its score is

    .. math::
       C_i = \sum_j \mathrm{sign} \left(\sum_k w_k \,
       \mathrm{sign}(s_{ik} - s_{jk})\right).

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.

    Returns
    -------
    pandas.DataFrame
        By unit: ``wins`` and ``losses``, the number of rivals beaten and of those that
        beat it; ``score``, the difference; and ``rank``, equal scores sharing the
        better one.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does.

    References
    ----------
    A. H. Copeland, A reasonable social welfare function (1951), for the rule. G. Munda
    and M. Nardo, Noncompensatory/nonlinear composite indicators for ranking countries:
    a defensible setting, Applied Economics 41 (2009), for weighing pairs of units.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [9.0, 2.0], "b": [1.0, 2.0], "c": [1.0, 2.0]})
    >>> copeland(table, {"a": 1, "b": 1, "c": 1})["rank"].tolist()
    [2, 1]
    """
    scores, weights = checked_scores(scores, weights)
    ahead = np.zeros((len(scores), len(scores)))
    for name, weight in weights.items():
        column = scores[name].to_numpy()
        ahead += weight * np.sign(column[:, None] - column)
    table = pd.DataFrame(index=scores.index)
    table["wins"] = (ahead > _EQUAL).sum(axis=1)
    table["losses"] = (ahead < -_EQUAL).sum(axis=1)
    table["score"] = table["wins"] - table["losses"]
    ranks = table["score"].rank(ascending=False, method="min")
    return table.assign(rank=ranks.astype(int))
