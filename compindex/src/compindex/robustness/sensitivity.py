"""Sensitivity of the ranks to the choices of method."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.choices import STANDARDIZATIONS
from compindex.robustness.inputs import Weights, checked_scores
from compindex.robustness.laws import noise
from compindex.robustness.ranks import places
from compindex.robustness.sobol import Model, sobol_indices
from compindex.robustness.weighting import weightings
from compindex.standardize import by_method

# A ranking by a geometric (harmonic) mean is one by the weighted sum of logarithms
# (negative reciprocals).
AGGREGATES = {
    "arithmetic": lambda values: values,
    "geometric": np.log,
    "harmonic": lambda values: -1 / values,
}
# Z-scores have no geometric or harmonic mean.
SCALES = [name for name in STANDARDIZATIONS if name != "z-score"]


def rank_model(
    scores: pd.DataFrame, weights: Weights, width: float
) -> tuple[Model, list[str]]:
    """Build the model whose inputs are the choices of method and whose outputs are the
    ranks.

    Factors: the standardization, the mean, the weighting, the dimension left out (none
    being one of the options), each with equally likely options; and for each dimension
    noise on its weight, a factor between 1 - width and 1 + width.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`; scores above zero.
    width : float
        Of the noise, above zero and at most one.

    Returns
    -------
    model : callable
        For `sobol.sobol_indices`; the first output is the mean rank shift, by how many
        places the units are off their nominal ranks on average; then follow the ranks
        of the units.
    factors : list of str

    Raises
    ------
    InputError
        If the width is none, fewer than two dimensions have a weight, or a score is not
        above zero.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [1.0, 2.0, 1.5]})
    >>> model, factors = rank_model(table, {"a": 1, "b": 1}, 0.25)
    >>> factors[-2:], model(np.full((6, 1), 0.5)).shape
    (['noise_a', 'noise_b'], (4, 1))
    """
    scores, weights = checked_scores(scores, weights)
    noise(weights, width)  # refuses a width that is none
    if (weights > 0).sum() < 2:
        expected = "two or more, so that each can be left out"
        raise InputError("fewer than two dimensions have a weight", expected)
    model = _Ranks(
        settings=_settings(scores),
        shares=_shares(scores, weights),
        baseline=places(scores.to_numpy(), weights.to_numpy()[:, None])[0],
        width=width,
    )
    choices = ["standardization", "aggregate", "weighting", "without_dimension"]
    return model, [*choices, *(f"noise_{name}" for name in scores)]


def rank_sensitivity(
    scores: pd.DataFrame,
    weights: Weights,
    width: float,
    points: int,
    replications: int,
    seed: int,
    level: float = 0.95,
) -> pd.DataFrame:
    """Estimate the Sobol' indices of the mean rank shift and of each unit's rank.

    Parameters
    ----------
    scores, weights, width
        As for `rank_model`.
    points, replications, seed, level
        As for `sobol.sobol_indices`.

    Returns
    -------
    pandas.DataFrame
        As from `sobol.sobol_indices`, ``output`` being ``mean_rank_shift`` or a unit. A
        unit whose rank never changes is absent.

    Raises
    ------
    InputError
        As `rank_model` and `sobol.sobol_indices` do.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [4.0, 2.0, 1.0], "b": [1.0, 2.0, 1.5]}, list("xyz"))
    >>> got = rank_sensitivity(table, {"a": 1, "b": 1}, 0.25, 64, 2, seed=1)
    >>> list(got["output"].unique())
    ['mean_rank_shift', 'x', 'y', 'z']
    """
    model, factors = rank_model(scores, weights, width)
    if "mean_rank_shift" in scores.index:
        found = "a unit is called mean_rank_shift"
        raise InputError(found, "another name: the average of all has it")
    outputs = ["mean_rank_shift", *scores.index]
    return sobol_indices(model, factors, points, replications, seed, level, outputs)


@dataclass(frozen=True)
class _Ranks:
    """The ranks of the units as a function of choices drawn from [0, 1)."""

    settings: list[np.ndarray]  # scores by scale and mean, ready to be weighted
    shares: np.ndarray  # samples (none or a dimension left out), weightings, dimensions
    baseline: np.ndarray
    width: float

    def __call__(self, x: np.ndarray) -> np.ndarray:
        samples, weightings = self.shares.shape[:2]
        sizes = (len(SCALES), len(AGGREGATES), weightings, samples)
        options = [
            (part * size).astype(int) for part, size in zip(x[:4], sizes, strict=True)
        ]
        scale, mean, weighting, left_out = options
        noises = 1 + self.width * (2 * x[4:] - 1)
        drawn = self.shares[left_out, weighting].T * noises
        ranks = np.empty((x.shape[1], len(self.baseline)), int)
        for number, setting in enumerate(self.settings):
            chosen = scale * len(AGGREGATES) + mean == number
            ranks[chosen] = places(setting, drawn[:, chosen])
        shift = abs(ranks - self.baseline).mean(axis=1)
        return np.vstack([shift, 1 + ranks.T])


def _settings(scores: pd.DataFrame) -> list[np.ndarray]:
    """Standardize the scores in every way, and make each ready for every mean."""
    scaled = [scores.apply(by_method, **STANDARDIZATIONS[name]) for name in SCALES]
    if min(part.min(axis=None) for part in scaled) <= 0:
        expected = "scores that have a geometric and a harmonic mean"
        raise InputError("a score is not above zero", expected)
    return [AGGREGATES[mean](part.to_numpy()) for part in scaled for mean in AGGREGATES]


def _shares(scores: pd.DataFrame, weights: pd.Series) -> np.ndarray:
    """Weight the dimensions in every way, all of them and without each."""
    samples = [scores, *(scores.drop(columns=column) for column in scores)]
    tables = []
    for part in samples:
        table = weightings(*checked_scores(part, weights[part.columns]))
        tables.append(table.reindex(scores.columns).fillna(0).T)
    return np.stack(tables)
