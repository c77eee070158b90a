"""Sensitivity of the ranks to the choices of method: Sobol' indices, with intervals from repeated randomization."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import InputError
from analysis.robustness.choices import STANDARDIZATIONS, WEIGHTINGS, weightings
from analysis.robustness.inputs import checked
from analysis.robustness.ranks import places
from analysis.standardize import standardize

# A ranking by a geometric (harmonic) mean is one by the weighted sum of logarithms (negative reciprocals).
AGGREGATES = {"arithmetic": lambda values: values, "geometric": np.log, "harmonic": lambda values: -1 / values}
SCALES = [name for name in STANDARDIZATIONS if name != "z-score"]  # z-scores have no geometric or harmonic mean


def sobol_indices(model, factors, points, replications, seed, level=0.95):
    r"""Estimate first-order and total Sobol' indices, with intervals.

    The first-order index of a factor is :math:`\mathrm{Var}(\mathrm{E}[y \mid x_i]) / \mathrm{Var}(y)`, the share of the
    variance of y that the factor explains alone; the total index is
    :math:`\mathrm{E}[\mathrm{Var}(y \mid x_{\sim i})] / \mathrm{Var}(y)`, the share that would vanish only if it were known
    last, interactions included. Each replication scrambles a Sobol' sequence anew; the estimates of several are
    independent, their mean is reported, and its interval is Student's t from their spread.

    Parameters
    ----------
    model : callable
        Takes factors by points, each uniform on [0, 1), and gives outputs by points.
    factors : list of str
        Names of the factors.
    points : int
        Of each sequence, a power of two; the model is evaluated ``points * (factors + 2)`` times a replication.
    replications : int
        Two or more.
    seed : int
    level : float
        Level of the intervals.

    Returns
    -------
    pandas.DataFrame
        ``output`` (its number), ``factor``, ``order`` (first or total), ``estimate, low, high``. An output that never
        changes has no variance to share out, and no rows.

    References
    ----------
    A. Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics Communications 181 (2010);
    computed by ``scipy.stats.sobol_indices``.

    Examples
    --------
    >>> table = sobol_indices(lambda x: x[:1] + 0 * x[1:], ["a", "b"], 64, 4, seed=1)
    >>> table.query("order == 'total'")["estimate"].round(2).tolist()
    [1.0, 0.0]
    """
    if points < 2 or points & (points - 1):
        raise InputError(f"{points} points", "a power of two, which keeps a Sobol' sequence balanced")
    if replications < 2:
        raise InputError(f"{replications} replications", "two or more, so that there is a spread")
    uniform, runs, ends = [stats.uniform()] * len(factors), [], []

    def recorded(x):
        y = np.atleast_2d(model(x))
        ends.append((y.min(axis=1), y.max(axis=1)))
        return y

    for stream in np.random.SeedSequence(seed).spawn(replications):
        with np.errstate(divide="ignore", invalid="ignore"):  # outputs that never change are taken out below
            run = stats.sobol_indices(func=recorded, n=points, dists=uniform, rng=np.random.default_rng(stream))
        runs.append(np.stack([run.first_order, run.total_order]).reshape(2, -1, len(factors)))
    lowest, highest = (pick(end, axis=0) for pick, end in zip((np.min, np.max), zip(*ends)))
    estimates = np.stack(runs)
    middle, half = estimates.mean(axis=0), stats.t.ppf((1 + level) / 2, replications - 1) * stats.sem(estimates, axis=0)
    orders = pd.MultiIndex.from_product(
        [["first", "total"], range(middle.shape[1]), factors], names=["order", "output", "factor"]
    )
    columns = {"estimate": middle, "low": middle - half, "high": middle + half}
    table = pd.DataFrame({name: column.ravel() for name, column in columns.items()}, orders).reset_index()
    varied = table["output"].isin(np.flatnonzero(highest > lowest))
    return table.loc[varied, ["output", "factor", "order", *columns]].reset_index(drop=True)


def rank_model(scores, weights, width):
    """Build the model whose inputs are the choices of method and whose outputs are the ranks.

    Factors: the standardization, the mean, the weighting, the dimension left out (none being one of the options), each with
    equally likely options; and for each dimension noise on its weight, a factor between 1 - width and 1 + width.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`; scores above zero.
    width : float
        Of the noise.

    Returns
    -------
    model : callable
        For `sobol_indices`; the first output is the mean rank shift, then follow the ranks of the units.
    factors : list of str
    """
    scores, weights = checked(scores, weights)
    scaled = [scores.apply(standardize, **STANDARDIZATIONS[name]) for name in SCALES]
    if min(part.min(axis=None) for part in scaled) <= 0:
        raise InputError("a score is not above zero", "scores that have a geometric and a harmonic mean")
    settings = [AGGREGATES[mean](part.to_numpy()) for part in scaled for mean in AGGREGATES]
    samples = [scores, *(scores.drop(columns=column) for column in scores)]
    shares = [weightings(part, _shares(weights[part.columns])).reindex(scores.columns).fillna(0).to_numpy().T for part in samples]
    baseline = places(scores.to_numpy(), weights.to_numpy()[:, None])[0]

    def model(x):
        scale, mean, weighting, left_out = (
            (part * count).astype(int) for part, count in zip(x, (len(SCALES), len(AGGREGATES), len(WEIGHTINGS), len(samples)))
        )
        drawn = np.stack(shares)[left_out, weighting].T * (1 + width * (2 * x[4:] - 1))
        ranks = np.empty((x.shape[1], len(scores)), int)
        for number, setting in enumerate(settings):
            chosen = scale * len(AGGREGATES) + mean == number
            ranks[chosen] = places(setting, drawn[:, chosen])
        return np.vstack([abs(ranks - baseline).mean(axis=1), 1 + ranks.T])

    return model, ["standardization", "aggregate", "weighting", "without_dimension", *(f"noise_{name}" for name in scores)]


def _shares(weights):
    """Let weights add up to one again."""
    if not weights.any():
        raise InputError("all remaining weights are zero", "two dimensions with weights above zero")
    return weights / weights.sum()


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
        As from `sobol_indices`, ``output`` being ``mean_rank_shift`` or a unit. A unit whose rank never changes is absent.
    """
    model, factors = rank_model(scores, weights, width)
    outputs = dict(enumerate(["mean_rank_shift", *scores.index]))
    table = sobol_indices(model, factors, points, replications, seed, level)
    return table.assign(output=table["output"].map(outputs))
