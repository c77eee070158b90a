"""Sensitivity of the ranks to the choices of method: Sobol' indices, with intervals
from repeated randomization.
"""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import InputError
from analysis.robustness.choices import STANDARDIZATIONS, WEIGHTINGS, weightings
from analysis.robustness.inputs import checked, generators
from analysis.robustness.ranks import places
from analysis.robustness.schemes import noise
from analysis.standardize import standardize

# A ranking by a geometric (harmonic) mean is one by the weighted sum of logarithms
# (negative reciprocals).
AGGREGATES = {
    "arithmetic": lambda values: values,
    "geometric": np.log,
    "harmonic": lambda values: -1 / values,
}
SCALES = [
    name for name in STANDARDIZATIONS if name != "z-score"
]  # z-scores have no geometric or harmonic mean


def sobol_indices(model, factors, points, replications, seed, level=0.95, outputs=None):
    r"""Estimate first-order and total Sobol' indices, with intervals.

    The first-order index of a factor is :math:`\mathrm{Var}(\mathrm{E}[y \mid x_i]) /
    \mathrm{Var}(y)`, the share of the variance of y that the factor explains alone; the
    total index is :math:`\mathrm{E}[\mathrm{Var}(y \mid x_{\sim i})] /
    \mathrm{Var}(y)`, the share that would vanish only if it were known last,
    interactions included. Each replication scrambles a Sobol' sequence anew; the
    estimates of several are independent, their mean is reported, and its interval is
    Student's t from their spread.

    Parameters
    ----------
    model : callable
        Takes factors by points, each uniform on [0, 1), and gives outputs by points.
    factors : list of str
        Names of the factors.
    points : int
        Of each sequence, a power of two; the model is evaluated ``points * (factors +
        2)`` times a replication.
    replications : int
        Two or more.
    seed : int
    level : float
        Level of the intervals.
    outputs : list of str, optional
        Names of the outputs, in place of their numbers.

    Returns
    -------
    pandas.DataFrame
        ``output``, ``factor``, ``order`` (first or total), ``estimate, low, high``. An
        output that never changes has no variance to share out, and no rows.

    References
    ----------
    A. Saltelli et al., Variance based sensitivity analysis of model output, Computer
    Physics Communications 181 (2010); computed by ``scipy.stats.sobol_indices``.

    Examples
    --------
    >>> table = sobol_indices(lambda x: x[:1] + 0 * x[1:], ["a", "b"], 64, 4, seed=1)
    >>> table.query("order == 'total'")["estimate"].round(2).tolist()
    [1.0, 0.0]
    """
    if points < 2 or points & (points - 1):
        raise InputError(
            f"{points} points", "a power of two, which keeps a Sobol' sequence balanced"
        )
    if replications < 2:
        raise InputError(
            f"{replications} replications", "two or more, so that there is a spread"
        )
    if not 0 < level < 1:
        raise InputError(
            f"intervals of level {level:g}", "a level between 0 and 1, such as 0.95"
        )
    uniform, runs, varied = [stats.uniform()] * len(factors), [], []

    def recorded(x):
        y = np.atleast_2d(model(x))
        if not np.isfinite(y).all():
            raise InputError(
                "the model gives no number somewhere", "a number at every point"
            )
        varied[-1] = varied[-1] | (y != y[:, :1]).any(axis=1)
        return y

    for generator in generators(seed, replications):
        varied.append(False)
        with np.errstate(
            divide="ignore", invalid="ignore"
        ):  # outputs that never change are taken out below
            run = stats.sobol_indices(
                func=recorded, n=points, dists=uniform, rng=generator
            )
        runs.append(
            np.stack([run.first_order, run.total_order]).reshape(2, -1, len(factors))
        )
    estimates, varied = np.stack(runs), np.stack(varied)
    outputs = range(estimates.shape[2]) if outputs is None else outputs
    for number in np.flatnonzero(varied.any(axis=0) & ~varied.all(axis=0)):
        raise InputError(
            f"the output {outputs[number]} changes too rarely for {points} points",
            "longer sequences",
        )
    middle, half = (
        estimates.mean(axis=0),
        stats.t.ppf((1 + level) / 2, replications - 1) * stats.sem(estimates, axis=0),
    )
    orders = pd.MultiIndex.from_product(
        [["first", "total"], outputs, factors], names=["order", "output", "factor"]
    )
    columns = {"estimate": middle, "low": middle - half, "high": middle + half}
    table = pd.DataFrame(
        {name: column.ravel() for name, column in columns.items()}, orders
    ).reset_index()
    kept = table["output"].isin(
        [
            name
            for name, changes in zip(outputs, varied.all(axis=0), strict=True)
            if changes
        ]
    )
    return table.loc[kept, ["output", "factor", "order", *columns]].reset_index(
        drop=True
    )


def rank_model(scores, weights, width):
    """Build the model whose inputs are the choices of method and whose outputs are the
    ranks.

    Factors: the standardization, the mean, the weighting, the dimension left out (none
    being one of the options), each with equally likely options; and for each dimension
    noise on its weight, a factor between 1 - width and 1 + width.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`; scores above zero.
    width : float
        Of the noise, above zero and at most one.

    Returns
    -------
    model : callable
        For `sobol_indices`; the first output is the mean rank shift, by how many places
        the units are off their nominal ranks on average; then follow the ranks of the
        units.
    factors : list of str
    """
    scores, weights = checked(scores, weights)
    noise(weights, width)  # refuses a width that is none
    if (weights > 0).sum() < 2:
        raise InputError(
            "fewer than two dimensions have a weight",
            "two or more, so that each can be left out",
        )
    scaled = [scores.apply(standardize, **STANDARDIZATIONS[name]) for name in SCALES]
    if min(part.min(axis=None) for part in scaled) <= 0:
        raise InputError(
            "a score is not above zero",
            "scores that have a geometric and a harmonic mean",
        )
    settings = [
        AGGREGATES[mean](part.to_numpy()) for part in scaled for mean in AGGREGATES
    ]
    samples = [scores, *(scores.drop(columns=column) for column in scores)]
    shares = [
        weightings(*checked(part, weights[part.columns]))
        .reindex(scores.columns)
        .fillna(0)
        for part in samples
    ]
    shares, sizes = (
        np.stack([part.T for part in shares]),
        (len(SCALES), len(AGGREGATES), len(WEIGHTINGS), len(samples)),
    )
    baseline = places(scores.to_numpy(), weights.to_numpy()[:, None])[0]

    def model(x):
        scale, mean, weighting, left_out = (
            (part * size).astype(int) for part, size in zip(x[:4], sizes, strict=True)
        )
        drawn = shares[left_out, weighting].T * (1 + width * (2 * x[4:] - 1))
        ranks = np.empty((x.shape[1], len(scores)), int)
        for number, setting in enumerate(settings):
            chosen = scale * len(AGGREGATES) + mean == number
            ranks[chosen] = places(setting, drawn[:, chosen])
        return np.vstack([abs(ranks - baseline).mean(axis=1), 1 + ranks.T])

    return model, [
        "standardization",
        "aggregate",
        "weighting",
        "without_dimension",
        *(f"noise_{name}" for name in scores),
    ]


def rank_sensitivity(scores, weights, width, points, replications, seed, level=0.95):
    """Estimate the Sobol' indices of the mean rank shift and of each unit's rank.

    Parameters
    ----------
    scores, weights, width
        As for `rank_model`.
    points, replications, seed, level
        As for `sobol_indices`.

    Returns
    -------
    pandas.DataFrame
        As from `sobol_indices`, ``output`` being ``mean_rank_shift`` or a unit. A unit
        whose rank never changes is absent.
    """
    model, factors = rank_model(scores, weights, width)
    return sobol_indices(
        model,
        factors,
        points,
        replications,
        seed,
        level,
        ["mean_rank_shift", *scores.index],
    )
