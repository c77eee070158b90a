"""Which choice moves the ranks most: their variance, split among the choices."""

from itertools import chain, combinations

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.inputs import Weights, checked_scores, generators, ordered
from compindex.robustness.joint import PRIORS, methods, option_probabilities
from compindex.robustness.laws import noise
from compindex.robustness.means import as_sum
from compindex.robustness.ranks import places

FACTORS = ("standardization", "aggregate", "weighting", "noise")
SHIFT = "mean_rank_shift"
_NONE = 1e-12  # a variance, or share of one, that is none but for its rounding
INDICES = ["prior", "output", "factor", "order", "estimate"]


def rank_outputs(
    scores: pd.DataFrame,
    weights: Weights,
    width: float,
    noises: int,
    seed: int,
    mean: str = "arithmetic",
) -> np.ndarray:
    """Rank the units under every combination of methods and of some draws of noise on
    the weights.

    Parameters
    ----------
    scores, weights
        As for `joint.methods`.
    width : float
        Of the noise, above zero and at most one.
    noises : int
        Draws of the noise, the same for every method.
    seed : int
    mean : {"arithmetic", "geometric", "harmonic"}
        The index's own.

    Returns
    -------
    numpy.ndarray
        Outputs by the options of `FACTORS`. The first output is the mean rank shift, by
        how many places the units are off their nominal ranks on average; then follow
        the ranks of the units.

    Raises
    ------
    InputError
        As `joint.methods` and `laws.noise` do.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [1.0, 2.0, 1.5]})
    >>> rank_outputs(table, {"a": 1, "b": 1}, 0.25, 10, seed=1).shape
    (4, 3, 3, 3, 10)
    """
    scores, weights = checked_scores(scores, weights)
    noise(weights, width)  # refuses a width that is none
    if noises < 2:
        raise InputError(f"{noises} draws of noise", "two or more")
    ways = methods(scores, weights, mean)
    scales, means, units, dimensions = ways.settings.shape
    generator = generators(seed, 1)[0]
    factors = 1 + width * generator.uniform(-1, 1, (dimensions, noises))
    drawn = np.hstack([share[:, None] * factors for share in ways.shares])
    order = ordered(as_sum(scores, mean), weights).index
    nominal = order.get_indexer(scores.index)
    found = np.empty((units + 1, scales, means, len(ways.shares), noises))
    for scale, joining in np.ndindex(scales, means):
        ranks = places(ways.settings[scale, joining], drawn)
        shift = abs(ranks - nominal).mean(axis=1)
        outputs = np.vstack([shift, 1 + ranks.T])
        found[:, scale, joining] = outputs.reshape(-1, len(ways.shares), noises)
    return found


def variance_split(
    outputs: np.ndarray, probabilities: list[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    r"""Split the variance of each output among independent factors, exactly for the
    options that are given.

    The *first-order* index of a factor is :math:`\mathrm{Var}(\mathrm{E}[y \mid x_i]) /
    \mathrm{Var}(y)`, the share of the variance of y that it explains alone; the *total*
    index is :math:`1 - \mathrm{Var}(\mathrm{E}[y \mid x_{\sim i}]) / \mathrm{Var}(y)`,
    the share in which it has a part. They are Sobol' indices.

    Parameters
    ----------
    outputs : numpy.ndarray
        Outputs by the options of each factor.
    probabilities : list of numpy.ndarray
        Of the options of each factor.

    Returns
    -------
    first, total : numpy.ndarray
        Outputs by factors; missing for an output that never changes.

    References
    ----------
    A. Saltelli et al., Variance based sensitivity analysis of model output, Computer
    Physics Communications 181 (2010).

    Examples
    --------
    >>> y = np.array([[[0.0, 0.0], [2.0, 2.0]]])
    >>> first, total = variance_split(y, [np.array([0.5, 0.5])] * 2)
    >>> first.tolist(), total.tolist()
    ([[1.0, 0.0]], [[1.0, 0.0]])
    """
    factors = range(len(probabilities))
    explained = {}
    for kept in chain([()], ((one,) for one in factors)):
        explained[kept] = _variance_of_mean(outputs, probabilities, kept)
    for others in combinations(factors, len(probabilities) - 1):
        explained[others] = _variance_of_mean(outputs, probabilities, others)
    whole = _variance_of_mean(outputs, probabilities, tuple(factors))
    whole[whole <= _NONE] = np.nan
    first = [explained[(one,)] / whole for one in factors]
    rest = [
        explained[tuple(other for other in factors if other != one)] for one in factors
    ]
    total = [1 - part / whole for part in rest]
    return _without_rounding(first), _without_rounding(total)


def _without_rounding(shares: list[np.ndarray]) -> np.ndarray:
    """Lay shares out as outputs by factors; one that is nothing but rounding, of which
    every processor has its own, is none.
    """
    table = np.array(shares).T
    table[abs(table) <= _NONE] = 0
    return table


def rank_sensitivity(
    scores: pd.DataFrame,
    weights: Weights,
    width: float,
    noises: int,
    seed: int,
    mean: str = "arithmetic",
) -> pd.DataFrame:
    """Split the variance of the mean rank shift, and of each unit's rank, among the
    choices of method and noise on the weights, under several priors.

    Every combination of methods is computed; noise is one factor, known by some draws.

    Parameters
    ----------
    scores, weights, width, noises, seed, mean
        As for `rank_outputs`.

    Returns
    -------
    pandas.DataFrame
        `INDICES`: the ``prior`` on the options, by its name in `joint.PRIORS`; the
        ``output``, ``mean_rank_shift`` or a unit; the factor; the ``order``, first or
        total; and the index. A unit whose rank never changes is absent.

    Raises
    ------
    InputError
        As `rank_outputs` does; or if a unit is called ``mean_rank_shift``.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [1.0, 2.0, 1.5]}, list("xyz"))
    >>> got = rank_sensitivity(table, {"a": 1, "b": 1}, 0.25, 64, seed=1)
    >>> list(got["output"].unique())
    ['mean_rank_shift', 'x', 'y', 'z']
    """
    if SHIFT in scores.index:
        found = f"a unit is called {SHIFT}"
        raise InputError(found, "another name: the average of all has it")
    outputs = rank_outputs(scores, weights, width, noises, seed, mean)
    names, parts = [SHIFT, *scores.index], []
    for prior, own in PRIORS.items():
        chances = [option_probabilities(size, own) for size in outputs.shape[1:4]]
        chances.append(np.full(noises, 1 / noises))
        for order, found in zip(
            ("first", "total"), variance_split(outputs, chances), strict=True
        ):
            table = pd.DataFrame(found, names, FACTORS).stack().rename("estimate")
            table = table.rename_axis(["output", "factor"]).reset_index()
            parts.append(table.assign(prior=prior, order=order))
    return pd.concat(parts, ignore_index=True)[INDICES].dropna(ignore_index=True)


def _variance_of_mean(
    outputs: np.ndarray, probabilities: list[np.ndarray], kept: tuple[int, ...]
) -> np.ndarray:
    """Give the variance of the mean of each output over all factors but those kept."""
    means = outputs
    for factor in reversed(range(len(probabilities))):
        if factor not in kept:
            means = np.average(means, axis=factor + 1, weights=probabilities[factor])
    chances = np.ones(1)
    for factor in kept:
        chances = np.multiply.outer(chances, probabilities[factor])
    flat, chances = means.reshape(len(outputs), -1), chances.ravel()
    middle = flat @ chances
    return ((flat - middle[:, None]) ** 2) @ chances
