"""The best and the worst rank of every unit: exactly, over all weights that a law
admits and over other methods.
"""

from collections import Counter
from collections.abc import Collection

import numpy as np
import pandas as pd

from compindex.robustness.inputs import Weights, checked_scores, complete, ordered
from compindex.robustness.laws import Scheme, dirichlet, noise
from compindex.robustness.programmes import rivals_ahead, without_solver_output

_LEVEL = 1e-9  # of the largest score: totals that differ by less are level
# Of all programmes of a law: about fifteen seconds of one core.
STEPS = 250_000_000
TRIED = 1_000  # weights at their ends, before there is a programme


def extreme_ranks(
    scores: pd.DataFrame, scheme: Scheme, steps: int = STEPS
) -> pd.DataFrame:
    r"""Find the best and the worst rank that each unit takes under any weights of a
    scheme.

    Rivals that are ahead, or not, for all these weights are counted; they bound the
    ranks. Where some weights reach the bound, it is the extreme rank (`_reached`). Else
    a programme finds it. Let :math:`d_j` be the scores of rival j, of those left, minus
    those of the unit, divided by the largest absolute one. The number of rivals ahead
    is least for

    .. math::
       \min_{v, z} \sum_j z_j \quad \text{where} \quad v \cdot d_j \le M_j z_j, \quad
       z_j \in \{0, 1\}, \quad \mathrm{low} \le v \le \mathrm{high},

    and :math:`M_j` the most that :math:`v \cdot d_j` can be. For the most,
    :math:`\sum_j z_j` is maximised where :math:`v \cdot d_j \ge \delta - (m_j +
    \delta)(1 - z_j)`, the least being :math:`-m_j`: equal totals share the better rank,
    so a rival counts only if it is ahead by a little, :math:`\delta = 10^{-5}` of the
    largest difference; leads of several rivals that are all smaller at once are not
    seen. But a rival that is nowhere behind, and somewhere ahead, counts as ahead
    throughout. A common factor of the weights, or of a dimension, changes nothing.

    A programme with r rivals and k dimensions takes about :math:`r^3 k` steps. Those
    with the fewest come first, until `steps` are used up; the units left, and those
    whose programme is given up (`programmes.NODES`), keep the bounds.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.
    scheme : laws.Scheme
    steps : int

    Returns
    -------
    pandas.DataFrame
        By unit: ``best``, ``worst``, and ``found_by``: ``exact``, or ``bounds``, where
        the rank is in no case better or worse, and one of these at least need not be
        reached.

    Raises
    ------
    InputError
        If a score is no number, or the programme has no solution.

    References
    ----------
    M. Kadziński, S. Greco and R. Słowiński, Extreme ranking analysis in robust ordinal
    regression, Omega 40 (2012).

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 0.0], "b": [1.0, 2.0, 0.0]}, list("xyz"))
    >>> extreme_ranks(table, dirichlet([1, 1])).T.to_dict("list")
    {'x': [1, 2, 'exact'], 'y': [1, 2, 'exact'], 'z': [3, 3, 'exact']}
    """
    scores = complete(scores)
    values = scores.to_numpy()
    ahead, rivals = _settled(values, scheme)
    ends = np.column_stack([1 + ahead, 1 + ahead + rivals])
    reached = _reached(values, scheme)
    exact = np.column_stack([reached[:, 0] <= ends[:, 0], reached[:, 1] >= ends[:, 1]])
    left = steps
    for unit in np.argsort(rivals, kind="stable"):
        if exact[unit].all():
            continue
        left -= (~exact[unit]).sum() * rivals[unit] ** 3 * values.shape[1]
        if left < 0:
            break
        kept, lost = scheme.settled(values[unit] - values)
        open_ = (values - values[unit])[~(kept | lost)]
        for end in np.flatnonzero(~exact[unit]):
            with without_solver_output():
                most, exact[unit, end] = rivals_ahead(open_, scheme, (1, -1)[end])
            ends[unit, end] = 1 + ahead[unit] + most
    table = pd.DataFrame(ends, scores.index, columns=["best", "worst"])
    return table.assign(found_by=np.where(exact.all(axis=1), "exact", "bounds"))


def rank_ranges(
    scores: pd.DataFrame,
    weights: Weights,
    undecided: Collection[tuple[object, object]],
    choice_ranks: pd.DataFrame,
    uncertainty: pd.DataFrame | None = None,
    steps: int = STEPS,
) -> pd.DataFrame:
    """Give the best and the worst rank of every unit under each audit.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.
    undecided : collection of tuple
        From `readings.undecided_by_rounding`.
    choice_ranks : pandas.DataFrame
        From `choices.all_ranks`.
    uncertainty : pandas.DataFrame, optional
        From `joint.rank_uncertainty`.
    steps : int
        As for `extreme_ranks`, under each audit.

    Returns
    -------
    pandas.DataFrame
        ``unit, rank, audit, best, worst, found_by``: under ``rounding`` of the scores;
        under weights that are off by up to 10 or 25 percent, ``noise_10`` and
        ``noise_25``, or are ``any_weights``; and under the ``choices`` of method. The
        ends are reached where they are ``exact``; ``bounds`` may not be
        (`extreme_ranks`). Under ``joint``, which needs `uncertainty`, the ends are
        those of nine of ten ``draws``.

    Raises
    ------
    InputError
        As `inputs.checked_scores` and `extreme_ranks` do.

    Examples
    --------
    >>> from compindex.robustness.choices import all_ranks, all_totals
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> ranks = all_ranks(all_totals(table, {"a": 2, "b": 1})[0])
    >>> ranges = rank_ranges(table, {"a": 2, "b": 1}, [], ranks)
    >>> ranges.query("unit == 'x'")[["audit", "best", "worst"]].to_numpy().tolist()[3:]
    [['any_weights', 1, 2], ['choices', 1, 1]]
    """
    scores, weights = checked_scores(scores, weights)
    order = ordered(scores, weights).index
    laws = {
        "noise_10": noise(weights, 0.10),
        "noise_25": noise(weights, 0.25),
        "any_weights": dirichlet(np.ones(len(weights))),
    }
    tables = {"rounding": _rounded(list(order), undecided)}
    for audit, law in laws.items():
        tables[audit] = extreme_ranks(scores.loc[order], law, steps)
    spans = choice_ranks[order].agg(["min", "max"]).T.astype(int)
    tables["choices"] = spans.set_axis(["best", "worst"], axis=1)
    if uncertainty is not None:
        middle = uncertainty.set_index("unit")[["p05", "p95"]]
        tables["joint"] = middle.set_axis(["best", "worst"], axis=1)
    table = pd.concat(tables, names=["audit", "unit"]).reset_index()
    table["rank"] = table["unit"].map({unit: n for n, unit in enumerate(order, 1)})
    table["found_by"] = table["found_by"].fillna("exact")
    table.loc[table["audit"] == "joint", "found_by"] = "draws"
    return table[["unit", "rank", "audit", "best", "worst", "found_by"]]


def _settled(values: np.ndarray, scheme: Scheme) -> tuple[np.ndarray, np.ndarray]:
    """Count for each unit the rivals that are always ahead, and those that are neither
    always ahead nor never.
    """
    ahead, rivals = np.zeros((2, len(values)), int)
    for unit, own in enumerate(values):
        kept, lost = scheme.settled(own - values)
        ahead[unit] = lost.sum()
        rivals[unit] = (~(kept | lost)).sum()
    return ahead, rivals


def _reached(values: np.ndarray, scheme: Scheme) -> np.ndarray:
    """Give the best and the worst rank of each unit under some weights: near each
    dimension at one end and the others at the other, and near draws with each at one of
    its ends. A rival that is level is taken for what makes the rank less extreme.
    """
    k, values = values.shape[1], values / (np.abs(values).max() or 1.0)
    at_ends = np.random.default_rng(1).random((TRIED, k)) < 0.5
    highs = np.vstack([np.eye(k, dtype=bool), ~np.eye(k, dtype=bool), at_ends])
    weights = np.where(highs, scheme.high, scheme.low)
    weights = weights[weights.any(axis=1)]
    # At an end itself, a rival that is ahead everywhere else can be level.
    weights = 0.999 * weights + 0.0005 * (scheme.low + scheme.high)
    found = np.tile([len(values), 1], (len(values), 1))
    for part in np.array_split(weights, 1 + len(weights) * len(values) // 100_000):
        for totals in part / scheme.high.max() @ values.T:
            upwards = np.sort(-totals)
            best = np.searchsorted(upwards, _LEVEL - totals, side="right")
            worst = 1 + np.searchsorted(upwards, -_LEVEL - totals, side="left")
            found[:, 0] = np.minimum(found[:, 0], best)
            found[:, 1] = np.maximum(found[:, 1], worst)
    return found


def _rounded(
    order: list[object], undecided: Collection[tuple[object, object]]
) -> pd.DataFrame:
    """Give the ranks that rounding leaves open: a place is lost, or gained, by each
    pair that it does not decide.
    """
    gained = Counter(lower for _, lower in undecided)
    lost = Counter(upper for upper, _ in undecided)
    rows = [
        (place - gained[unit], place + lost[unit])
        for place, unit in enumerate(order, 1)
    ]
    return pd.DataFrame(rows, order, ["best", "worst"])
