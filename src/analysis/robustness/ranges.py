"""The best and the worst rank of every unit: exactly, over all weights that a law
admits and over other methods.
"""

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.robustness.inputs import checked, complete, ordered
from analysis.robustness.schemes import dirichlet, noise

# Of the largest difference of two units' scores: what counts as being ahead.
_AHEAD = 1e-5


def extreme_ranks(scores, scheme):
    r"""Find the best and the worst rank that each unit takes under any weights of a
    scheme.

    Rivals that are ahead, or not, for all these weights are counted. For the others,
    let :math:`d_j` be the scores of rival j minus those of the unit, divided by the
    largest absolute one. The number of rivals ahead is least for

    .. math:: \min_{v, z} \sum_j z_j \quad \text{where} \quad v \cdot d_j \le M z_j, \quad z_j \in \{0, 1\},
       \quad \mathrm{low} \le v \le \mathrm{high},

    and M the sum of the upper ends, the largest being 1. For the most, :math:`\sum_j
    z_j` is maximised where :math:`v \cdot d_j \ge \delta - (M + \delta)(1 - z_j)`:
    equal totals share the better rank, so a rival counts only if it is ahead by a
    little, :math:`\delta = 10^{-5}`. But a rival that is nowhere behind, and somewhere
    ahead, counts as ahead throughout. A common factor of the weights changes nothing.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.
    scheme : schemes.Scheme

    Returns
    -------
    pandas.DataFrame
        By unit: ``best``, ``worst``.

    References
    ----------
    M. Kadziński, S. Greco and R. Słowiński, Extreme ranking analysis in robust ordinal
    regression, Omega 40 (2012).

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 0.0], "b": [1.0, 2.0, 0.0]}, ["x", "y", "z"])
    >>> extreme_ranks(table, dirichlet([1, 1])).T.to_dict("list")
    {'x': [1, 2], 'y': [1, 2], 'z': [3, 3]}
    """
    scores = complete(scores)
    values, ends = scores.to_numpy(), {}
    for number, unit in enumerate(scores.index):
        kept, lost = scheme.settled(values[number] - values)
        open_ = (values - values[number])[~(kept | lost)]
        ends[unit] = [
            1 + lost.sum() + _rivals_ahead(open_, scheme, sign) for sign in (1, -1)
        ]
    return pd.DataFrame.from_dict(ends, orient="index", columns=["best", "worst"])


def _rivals_ahead(differences, scheme, sign):
    """Count the rivals ahead, at least (sign 1) or at most (sign -1), by a
    mixed-integer linear programme.
    """
    # Here, since little else needs them.
    from scipy.optimize import (
        Bounds,
        LinearConstraint,
        milp,
    )

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
        raise InputError(
            f"no extreme rank can be computed: {found.message}",
            "scores and weights of one order of magnitude",
        )
    return round(sign * found.fun)


def rank_ranges(scores, weights, undecided, choice_ranks):
    """Give the best and the worst rank of every unit under each audit.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`.
    undecided : list of tuple of str
        From `pairs.undecided_by_rounding`.
    choice_ranks : pandas.DataFrame
        From `choices.ranks`.

    Returns
    -------
    pandas.DataFrame
        ``city, rank, audit, best, worst``, the ends being reached: under ``rounding``
        of the scores; under weights that are off by up to 10 or 25 percent,
        ``noise_10`` and ``noise_25``, or are ``any_weights``; and under the ``choices``
        of method.
    """
    scores, weights = checked(scores, weights)
    order = ordered(scores, weights).index
    laws = {
        "noise_10": noise(weights, 0.10),
        "noise_25": noise(weights, 0.25),
        "any_weights": dirichlet(np.ones(len(weights))),
    }
    place = pd.Series(range(1, len(order) + 1), order)
    better, worse = (
        [sum(pair[side] == unit for pair in undecided) for unit in order]
        for side in (1, 0)
    )
    tables = {
        "rounding": pd.DataFrame({"best": place - better, "worst": place + worse})
    }
    tables |= {
        audit: extreme_ranks(scores.loc[order], law) for audit, law in laws.items()
    }
    tables["choices"] = (
        choice_ranks[order]
        .agg(["min", "max"])
        .T.astype(int)
        .set_axis(["best", "worst"], axis=1)
    )
    table = (
        pd.concat(tables, names=["audit", "city"])
        .reset_index()
        .assign(rank=lambda part: part["city"].map(place))
    )
    return table[["city", "rank", "audit", "best", "worst"]]
