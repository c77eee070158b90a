"""What it would take: the nearest weights that bring a unit to a place."""

import contextlib
from collections.abc import Iterator

import numpy as np
import pandas as pd

from compindex.robustness.inputs import Weights, checked_scores
from compindex.robustness.means import as_sum
from compindex.robustness.programmes import without_solver_output

# Of the largest difference of two scores: by how much a unit has to lead, or to be led.
LEAD = 1e-5
DIGITS = 7  # decimals of weights; what they leave out is far less than a lead
_NONE = 2  # SciPy's word for a programme without a solution
STEPS = 20_000_000  # of all programmes: some fifteen seconds of one core


def weights_for_places(
    scores: pd.DataFrame,
    weights: Weights,
    mean: str = "arithmetic",
    steps: int = STEPS,
) -> pd.DataFrame:
    r"""Find, for each unit and each place, the weights nearest to the index's own that
    give it: those whose largest change is smallest.

    With :math:`w^0` the weights, :math:`d_j` the scores of rival j minus those of the
    unit (for another mean than the arithmetic one, as `means.as_sum` has them), divided
    by the largest absolute one of all, and p the place,

    .. math::
       \min_{w, t, z} t \quad \text{where} \quad |w_k - w^0_k| \le t, \quad
       w \ge 0, \quad \sum_k w_k = 1, \quad \sum_j z_j = p - 1, \quad z_j \in \{0, 1\},

    and :math:`w \cdot d_j \ge \delta` where :math:`z_j = 1`, :math:`w \cdot d_j \le
    -\delta` where :math:`z_j = 0`: a mixed-integer linear programme. With the rivals
    ahead that it finds, two linear ones give the weights: those of the least largest
    change and, of these, of the least sum of changes. A place counts as reached where
    no total is nearer than :math:`\delta`, a hundred-thousandth of the largest
    difference of two scores; units that have the same scores throughout share their
    places.

    A unit with r rivals that are neither always ahead nor never takes about
    :math:`r^4 k` steps, k being the dimensions. Those with the fewest come first, until
    `steps` are used up. The units left have no rows, nor has one of which the solver
    cannot tell whether a place can be had.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions; above zero, unless the mean is arithmetic.
    weights : dict of str to float, or pandas.Series
    mean : {"arithmetic", "geometric", "harmonic"}
    steps : int

    Returns
    -------
    pandas.DataFrame
        By ``unit`` and ``place``, a column for each dimension: its weight; missing
        where no weights give the place.

    Raises
    ------
    InputError
        As `inputs.checked_scores` and `means.as_sum` do.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> got = weights_for_places(table, {"a": 1, "b": 1}).round(4)
    >>> got.loc["x"].to_numpy().tolist()
    [[0.5, 0.5], [0.3333, 0.6667]]
    """
    scores, weights = checked_scores(scores, weights)
    sums = as_sum(scores, mean).to_numpy()
    widest = np.ptp(sums, axis=0).max() or 1.0
    rivals = [(sums - own) / widest for own in sums]
    needed = np.array([_steps(apart) for apart in rivals])
    order = np.argsort(needed, kind="stable")
    solved, found = [], []
    with without_solver_output():
        for unit in np.sort(order[np.cumsum(needed[order]) <= steps]):
            with contextlib.suppress(_Untold):
                found += list(_nearest(rivals[unit], weights.to_numpy()))
                solved.append(scores.index[unit])
    keys = pd.MultiIndex.from_product(
        [solved, range(1, len(scores) + 1)], names=["unit", "place"]
    )
    values = np.reshape(found, (len(keys), len(weights)))
    return pd.DataFrame(values, keys, scores.columns)


class _Untold(Exception):
    """The solver has found neither weights nor that there are none."""


def _steps(rivals: np.ndarray) -> float:
    """Say about how many steps the places of a unit take."""
    least, most = rivals.min(axis=1), rivals.max(axis=1)
    left = ((least < LEAD) & (most > -LEAD)).sum() - 1.0
    return left**4 * rivals.shape[1]


def _nearest(differences: np.ndarray, weights: np.ndarray) -> Iterator[np.ndarray]:
    """Give the weights for each place of a unit, the first first."""
    rivals = differences[differences.any(axis=1)]
    always = (rivals.min(axis=1) >= LEAD).sum()
    never = (rivals.max(axis=1) <= -LEAD).sum()
    for ahead in range(len(differences)):
        none = np.full(len(weights), np.nan)
        within = always <= ahead <= len(rivals) - never
        above = _rivals_above(rivals, weights, ahead) if within else None
        yield none if above is None else _weights_with(rivals, weights, above)


def _rivals_above(
    rivals: np.ndarray, weights: np.ndarray, ahead: int
) -> np.ndarray | None:
    """Say which rivals are ahead under the nearest weights that put so many there."""
    # Here, since little else needs them.
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not len(rivals):
        return np.zeros(0, bool)
    now = rivals @ weights
    if (np.abs(now) >= LEAD).all() and (now > 0).sum() == ahead:
        return now > 0
    r, k = rivals.shape
    most, least = rivals.max(axis=1), rivals.min(axis=1)
    none, moved = np.zeros((r, 1)), -np.ones((k, 1))
    below = np.hstack([rivals, none, -np.diag(most + LEAD)])
    above = np.hstack([rivals, none, np.diag(least - LEAD)])
    nearby = np.hstack([np.eye(k), moved, np.zeros((k, r))])
    away = np.hstack([np.eye(k), -moved, np.zeros((k, r))])
    sums = np.zeros((2, k + 1 + r))
    sums[0, :k], sums[1, k + 1 :] = 1, 1
    rules = [
        LinearConstraint(below, ub=np.full(r, -LEAD)),
        LinearConstraint(above, lb=least),
        LinearConstraint(nearby, ub=weights),
        LinearConstraint(away, lb=weights),
        LinearConstraint(sums, [1, ahead], [1, ahead]),
    ]
    found = milp(
        np.repeat([0.0, 1.0, 0.0], [k, 1, r]),
        constraints=rules,
        integrality=np.repeat([0, 0, 1], [k, 1, r]),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if found.x is None and found.status != _NONE:
        raise _Untold
    return None if found.x is None else found.x[k + 1 :] > 0.5


def _weights_with(
    rivals: np.ndarray, weights: np.ndarray, above: np.ndarray
) -> np.ndarray:
    """Give the nearest weights that put these rivals ahead, and no others."""
    from scipy.optimize import linprog

    k = len(weights)
    signs = np.where(above, -1.0, 1.0)[:, None] * rivals
    one = np.eye(k)
    # Weights, what each is above and below its own, and the largest of these.
    rows = np.block(
        [
            [signs, np.zeros((len(rivals), 2 * k + 1))],
            [np.zeros((k, k)), one, one, -np.ones((k, 1))],
        ]
    )
    ends = np.repeat([-LEAD, 0.0], [len(rivals), k])
    changes = np.hstack([one, -one, one, np.zeros((k, 1))])
    whole = np.repeat([1.0, 0.0], [k, 2 * k + 1])
    equal = {"A_eq": np.vstack([changes, whole]), "b_eq": np.append(weights, 1.0)}
    largest, total = (
        np.repeat([0.0, 1.0], [3 * k, 1]),
        np.repeat([0, 1, 0], [k, 2 * k, 1]),
    )
    first = linprog(largest, rows, ends, **equal)
    if first.x is None:  # rivals nearer to each other than the programme tells
        raise _Untold
    within = np.append(ends, first.fun * (1 + 1e-9))
    second = linprog(total, np.vstack([rows, largest]), within, **equal)
    found = (first if second.x is None else second).x[:k].clip(0)
    return (found / found.sum()).round(DIGITS)
