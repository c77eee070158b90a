"""The best and the worst rank of every unit: exactly, over all weights that a law
admits and over other methods.
"""

from collections.abc import Collection

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.inputs import Weights, checked_scores, complete, ordered
from compindex.robustness.laws import Scheme, dirichlet, noise

# Of the largest difference of two units' scores: what counts as being ahead.
_AHEAD = 1e-5


def extreme_ranks(scores: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    r"""Find the best and the worst rank that each unit takes under any weights of a
    scheme.

    Rivals that are ahead, or not, for all these weights are counted. For the others,
    let :math:`d_j` be the scores of rival j minus those of the unit, divided by the
    largest absolute one. The number of rivals ahead is least for

    .. math::
       \min_{v, z} \sum_j z_j \quad \text{where} \quad v \cdot d_j \le M z_j, \quad
       z_j \in \{0, 1\}, \quad \mathrm{low} \le v \le \mathrm{high},

    and M the sum of the upper ends, the largest being 1. For the most, :math:`\sum_j
    z_j` is maximised where :math:`v \cdot d_j \ge \delta - (M + \delta)(1 - z_j)`:
    equal totals share the better rank, so a rival counts only if it is ahead by a
    little, :math:`\delta = 10^{-5}`. But a rival that is nowhere behind, and somewhere
    ahead, counts as ahead throughout. A common factor of the weights changes nothing.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.
    scheme : laws.Scheme

    Returns
    -------
    pandas.DataFrame
        By unit: ``best``, ``worst``.

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
    {'x': [1, 2], 'y': [1, 2], 'z': [3, 3]}
    """
    scores = complete(scores)
    values, ends = scores.to_numpy(), {}
    for number, unit in enumerate(scores.index):
        kept, lost = scheme.settled(values[number] - values)
        open_ = (values - values[number])[~(kept | lost)]
        best = 1 + int(lost.sum()) + _rivals_ahead(open_, scheme, 1)
        worst = 1 + int(lost.sum()) + _rivals_ahead(open_, scheme, -1)
        ends[unit] = best, worst
    return pd.DataFrame.from_dict(ends, orient="index", columns=["best", "worst"])


def rank_ranges(
    scores: pd.DataFrame,
    weights: Weights,
    undecided: Collection[tuple[object, object]],
    choice_ranks: pd.DataFrame,
    uncertainty: pd.DataFrame | None = None,
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

    Returns
    -------
    pandas.DataFrame
        ``unit, rank, audit, best, worst``, the ends being reached: under ``rounding``
        of the scores; under weights that are off by up to 10 or 25 percent,
        ``noise_10`` and ``noise_25``, or are ``any_weights``; and under the ``choices``
        of method. Under ``joint``, which needs `uncertainty`, the ends are those of
        nine of ten draws.

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
        tables[audit] = extreme_ranks(scores.loc[order], law)
    spans = choice_ranks[order].agg(["min", "max"]).T.astype(int)
    tables["choices"] = spans.set_axis(["best", "worst"], axis=1)
    if uncertainty is not None:
        middle = uncertainty.set_index("unit")[["p05", "p95"]]
        tables["joint"] = middle.set_axis(["best", "worst"], axis=1)
    table = pd.concat(tables, names=["audit", "unit"]).reset_index()
    table["rank"] = table["unit"].map({unit: n for n, unit in enumerate(order, 1)})
    return table[["unit", "rank", "audit", "best", "worst"]]


def _rivals_ahead(differences: np.ndarray, scheme: Scheme, sign: int) -> int:
    """Count the rivals ahead, at least (sign 1) or at most (sign -1), by a
    mixed-integer linear programme.
    """
    # Here, since little else needs them.
    from scipy.optimize import Bounds, LinearConstraint, milp

    rivals, k = differences.shape
    if not rivals:
        return 0
    differences = differences / np.abs(differences).max(axis=1, keepdims=True)
    low, high = (end / scheme.high.max() for end in (scheme.low, scheme.high))
    if not low.any():  # then every direction is admitted
        high = np.ceil(high)
    most, delta = high.sum(), _AHEAD if sign < 0 else 0.0
    rows = np.hstack([sign * differences, -sign * (most + delta) * np.eye(rivals)])
    ahead = LinearConstraint(rows, ub=np.full(rivals, most if sign < 0 else 0.0))
    # Weights are not all zero.
    some = LinearConstraint(np.repeat([1.0, 0.0], [k, rivals]), lb=low.sum() or 1.0)
    box = Bounds(np.append(low, np.zeros(rivals)), np.append(high, np.ones(rivals)))
    counted, whole = np.repeat([0.0, sign], [k, rivals]), np.repeat([0, 1], [k, rivals])
    found = milp(counted, constraints=[ahead, some], integrality=whole, bounds=box)
    if found.fun is None:
        wrong = f"no extreme rank can be computed: {found.message}"
        raise InputError(wrong, "scores and weights of one order of magnitude")
    return round(sign * found.fun)


def _rounded(
    order: list[object], undecided: Collection[tuple[object, object]]
) -> pd.DataFrame:
    """Give the ranks that rounding leaves open: a place is lost, or gained, by each
    pair that it does not decide.
    """
    rows = []
    for place, unit in enumerate(order, 1):
        gained = sum(lower == unit for _, lower in undecided)
        lost = sum(upper == unit for upper, _ in undecided)
        rows.append((place - gained, place + lost))
    return pd.DataFrame(rows, order, ["best", "worst"])
