"""Methods and weights drawn together: what is left of the ranks if scale, mean and
weights are open, and nothing is left out of the index.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.choices import STANDARDIZATIONS
from compindex.robustness.inputs import Weights, checked_scores, ordered
from compindex.robustness.laws import noise
from compindex.robustness.means import as_sum, means_from, summed
from compindex.robustness.ranks import place_counts
from compindex.robustness.weighting import weightings
from compindex.standardize import by_method

# Z-scores have no geometric or harmonic mean.
SCALES = [name for name in STANDARDIZATIONS if name != "z-score"]
# Prior on the options of each choice: the probability of the index's own option, the
# others sharing the rest; None: all options alike.
PRIORS = {"options_alike": None, "own_option_half": 0.5}


class Methods(NamedTuple):
    """Every way to make the ranking, apart from noise on the weights.

    Attributes
    ----------
    settings : numpy.ndarray
        Scores ready to be weighted and added up: scales by aggregates by units by
        dimensions, the index's own option of each first.
    shares : numpy.ndarray
        Weightings by dimensions, the nominal weights first.
    """

    settings: np.ndarray
    shares: np.ndarray


def methods(
    scores: pd.DataFrame, weights: Weights, mean: str = "arithmetic"
) -> Methods:
    """Prepare every way to make the ranking.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`; scores above zero.
    mean : {"arithmetic", "geometric", "harmonic"}
        The index's own.

    Returns
    -------
    Methods

    Raises
    ------
    InputError
        If a score is not above zero, or a standardization or weighting needs scores
        that differ, or more units.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [1.0, 2.0, 1.5]})
    >>> methods(table, {"a": 1, "b": 1}).settings.shape
    (3, 3, 3, 2)
    """
    scores, weights = checked_scores(scores, weights)
    scaled = [scores.apply(by_method, **STANDARDIZATIONS[name]) for name in SCALES]
    if min(part.min(axis=None) for part in scaled) <= 0:
        expected = "scores that have a geometric and a harmonic mean"
        raise InputError("a score is not above zero", expected)
    settings = [
        [summed(part.to_numpy(), name) for name in means_from(mean)] for part in scaled
    ]
    shares = weightings(scores, weights).to_numpy().T
    return Methods(np.array(settings), shares)


def option_probabilities(options: int, own: float | None) -> np.ndarray:
    """Give each option of a choice its probability, the first being the index's own.

    Parameters
    ----------
    options : int
    own : float or None
        Probability of the index's own option; None: all options alike.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> option_probabilities(3, 0.5).tolist()
    [0.5, 0.25, 0.25]
    """
    if own is None:
        return np.full(options, 1 / options)
    return np.array([own, *[(1 - own) / (options - 1)] * (options - 1)])


def joint_probabilities(
    scores: pd.DataFrame,
    weights: Weights,
    width: float,
    draws: int,
    seed: int,
    own: float | None = None,
    mean: str = "arithmetic",
) -> pd.DataFrame:
    """Estimate the probability of every rank if methods and weights are drawn together.

    The scale of the scores, the mean and the weighting are drawn independently, and
    each weight is multiplied by 1 + u, the u independent and uniform between -width and
    width. Of the methods every combination is computed; only the noise is drawn, anew
    for each.

    Parameters
    ----------
    scores, weights
        As for `methods`.
    width : float
        Of the noise, above zero and at most one.
    draws : int
        Draws of the noise in all, shared among the combinations, rounded up.
    seed : int
    own : float or None
        As for `option_probabilities`.
    mean : {"arithmetic", "geometric", "harmonic"}
        The index's own.

    Returns
    -------
    pandas.DataFrame
        Units by ranks.

    Raises
    ------
    InputError
        As `methods` and `laws.noise` do.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [3.0, 2.0, 1.5]}, list("xyz"))
    >>> joint_probabilities(table, {"a": 1, "b": 1}, 0.25, 270, 1).loc["x"].round(9)[1]
    np.float64(1.0)
    """
    ways = methods(scores, weights, mean)
    scales, means, units, _ = ways.settings.shape
    prior = np.einsum(
        "s,m,w->smw",
        option_probabilities(scales, own),
        option_probabilities(means, own),
        option_probabilities(len(ways.shares), own),
    )
    in_each = -(-draws // prior.size)
    found = np.zeros((units, units))
    for number, ((scale, joining, share), chance) in enumerate(np.ndenumerate(prior)):
        law = noise(ways.shares[share], width)
        setting = ways.settings[scale, joining]
        counts = place_counts(setting, law, in_each, seed + number)
        found += chance * counts / in_each
    ranks = pd.RangeIndex(1, units + 1, name="rank")
    return pd.DataFrame(found, scores.index, ranks)


def rank_uncertainty(
    scores: pd.DataFrame,
    weights: Weights,
    width: float,
    draws: int,
    seed: int,
    own: float | None = None,
    mean: str = "arithmetic",
) -> pd.DataFrame:
    """Give the median rank of every unit, and the ranks between which it lies in nine
    of ten cases, if methods and weights are drawn together.

    Parameters
    ----------
    scores, weights, width, draws, seed, own, mean
        As for `joint_probabilities`.

    Returns
    -------
    pandas.DataFrame
        ``unit, rank, p05, p50, p95, mean, probability``, the best unit first: its rank
        by the index as it is; the smallest ranks that are reached or bettered with a
        probability of 5, 50 and 95 percent; the mean rank; and the probability of the
        rank that it has.

    Raises
    ------
    InputError
        As `joint_probabilities` does.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [3.0, 2.0, 1.5]}, list("xyz"))
    >>> got = rank_uncertainty(table, {"a": 1, "b": 1}, 0.25, 270, seed=1)
    >>> got[["unit", "p05", "p50", "p95"]].to_numpy().tolist()[0]
    ['x', 1, 1, 1]
    """
    scores, weights = checked_scores(scores, weights)
    order = ordered(as_sum(scores, mean), weights).index
    drawn = joint_probabilities(scores, weights, width, draws, seed, own, mean)
    chances = drawn.loc[order]
    reached = chances.cumsum(axis=1).round(12)
    table = pd.DataFrame({"unit": order, "rank": range(1, len(order) + 1)})
    for name, share in (("p05", 0.05), ("p50", 0.50), ("p95", 0.95)):
        table[name] = 1 + (reached < share).sum(axis=1).to_numpy()
    table["mean"] = (chances @ chances.columns.to_numpy()).to_numpy()
    rows = np.arange(len(order))
    return table.assign(probability=chances.to_numpy()[rows, rows])
