"""Sobol' indices: how much of the variance of a model's outputs each of its inputs
explains, with intervals from repeated randomization.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from compindex.errors import InputError
from compindex.robustness.inputs import generators

Model = Callable[[np.ndarray], np.ndarray]
INDICES = ["output", "factor", "order", "estimate", "low", "high"]


def check_settings(points: int, replications: int, level: float) -> None:
    """Refuse settings that give no estimate.

    Parameters
    ----------
    points, replications, level
        As for `sobol_indices`.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_settings(64, 2, 0.95)
    """
    if points < 2 or points & (points - 1):
        expected = "a power of two, which keeps a Sobol' sequence balanced"
        raise InputError(f"{points} points", expected)
    if replications < 2:
        expected = "two or more, so that there is a spread"
        raise InputError(f"{replications} replications", expected)
    if not 0 < level < 1:
        expected = "a level between 0 and 1, such as 0.95"
        raise InputError(f"intervals of level {level:g}", expected)


def sobol_indices(
    model: Model,
    factors: Sequence[str],
    points: int,
    replications: int,
    seed: int,
    level: float = 0.95,
    outputs: Sequence[object] | None = None,
) -> pd.DataFrame:
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
    factors : sequence of str
        Names of the factors.
    points : int
        Of each sequence, a power of two; the model is evaluated ``points * (factors +
        2)`` times a replication.
    replications : int
        Two or more.
    seed : int
    level : float
        Level of the intervals.
    outputs : sequence, optional
        Names of the outputs, in place of their numbers.

    Returns
    -------
    pandas.DataFrame
        ``output``, ``factor``, ``order`` (first or total), ``estimate, low, high``. An
        output that never changes has no variance to share out, and no rows.

    Raises
    ------
    InputError
        If a setting is none, the model gives no number, or an output changes too
        rarely.

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
    check_settings(points, replications, level)
    runs, varied = [], []
    for generator in generators(seed, replications):
        estimates, changes = _one_run(model, len(factors), points, generator)
        runs.append(estimates)
        varied.append(changes)
    estimates, varied = np.stack(runs), np.stack(varied)
    names = list(range(estimates.shape[2]) if outputs is None else outputs)
    for number in np.flatnonzero(varied.any(axis=0) & ~varied.all(axis=0)):
        found = f"the output {names[number]} changes too rarely for {points} points"
        raise InputError(found, "longer sequences")
    table = _with_intervals(estimates, level, names, factors)
    changing = [
        name for name, ever in zip(names, varied.all(axis=0), strict=True) if ever
    ]
    return table[table["output"].isin(changing)].reset_index(drop=True)


def _one_run(
    model: Model, factors: int, points: int, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Estimate the indices from one scrambling: first and total, outputs by factors;
    and say which outputs ever change.
    """
    varied = False

    def recorded(x: np.ndarray) -> np.ndarray:
        nonlocal varied
        y = np.atleast_2d(model(x))
        if not np.isfinite(y).all():
            found = "the model gives no number somewhere"
            raise InputError(found, "a number at every point")
        varied = varied | (y != y[:, :1]).any(axis=1)
        return y

    uniform = [stats.uniform()] * factors
    # Outputs that never change are taken out afterwards.
    with np.errstate(divide="ignore", invalid="ignore"):
        run = stats.sobol_indices(func=recorded, n=points, dists=uniform, rng=generator)
    both = np.stack([run.first_order, run.total_order])
    return both.reshape(2, -1, factors), varied


def _with_intervals(
    estimates: np.ndarray,
    level: float,
    outputs: list[object],
    factors: Sequence[str],
) -> pd.DataFrame:
    """Take the mean of the replications, with Student's interval, as a table."""
    replications = len(estimates)
    middle = estimates.mean(axis=0)
    quantile = stats.t.ppf((1 + level) / 2, replications - 1)
    half = quantile * stats.sem(estimates, axis=0)
    places = pd.MultiIndex.from_product(
        [["first", "total"], outputs, factors], names=["order", "output", "factor"]
    )
    columns = {"estimate": middle, "low": middle - half, "high": middle + half}
    flat = {name: column.ravel() for name, column in columns.items()}
    table = pd.DataFrame(flat, places).reset_index()
    return table[INDICES]
