"""First places over all weights, exactly: as shares of the volume of the weights."""

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.inputs import complete


def first_rank_acceptability(scores: pd.DataFrame) -> pd.Series:
    """Give the exact share of all weights under which each unit is first, as a share of
    volumes.

    The weights are the points of a simplex; those under which a unit has the largest
    total are the part of it that the unit's comparisons cut out, a polytope, whose
    corners and volume Qhull finds.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions, at least three.

    Returns
    -------
    pandas.Series
        Shares by unit; 0 where the part has no volume. Units that are alike share first
        places and each get the share.

    Raises
    ------
    InputError
        For fewer than three dimensions, or scores too close for floating-point numbers.

    References
    ----------
    R. Lahdelma and P. Salminen, SMAA-2: Stochastic multicriteria acceptability analysis
    for group decision making, Operations Research 49 (2001).

    Examples
    --------
    >>> shares = first_rank_acceptability(pd.DataFrame(np.eye(3), list("abc")))
    >>> shares.round(6).to_dict()
    {'a': 0.333333, 'b': 0.333333, 'c': 0.333333}
    """
    scores = complete(scores)
    k = scores.shape[1]
    if k < 3:
        expected = "three or more, so that the weights fill an area or a space"
        raise InputError(f"{k} dimensions", expected)
    values, none_below_zero = (scores - scores.min()).to_numpy(), -np.eye(k)
    values = values / (values.max() or 1)
    parts = [_volume(np.vstack([none_below_zero, values - row])) for row in values]
    return pd.Series(parts, scores.index) / _volume(none_below_zero)


def _volume(halfspaces: np.ndarray) -> float:
    """Give the volume, up to a common factor, of the weights w that add up to one with
    ``halfspaces @ w <= 0``.
    """
    from scipy.optimize import linprog  # here, since little else needs them
    from scipy.spatial import ConvexHull, HalfspaceIntersection

    # The last weight is one minus the others. Rounded, so that differences that are
    # equal leave nothing behind.
    rows = (halfspaces[:, :-1] - halfspaces[:, [-1]]).round(12)
    last = halfspaces[:, -1].round(12)
    lengths = np.linalg.norm(rows, axis=1)
    flat = lengths == 0
    if (last[flat] > 0).any():  # a rival that is ahead by the same in all dimensions
        return 0.0
    rows, last = rows[~flat] / lengths[~flat, None], last[~flat] / lengths[~flat]
    # The centre of the largest ball inside; without a ball there is no volume.
    target, distance = np.append(np.zeros(rows.shape[1]), -1.0), np.ones((len(rows), 1))
    ball = linprog(target, np.hstack([rows, distance]), -last, bounds=(None, None))
    if ball.status not in (0, 2):
        found = f"no volume can be computed: {ball.message}"
        raise InputError(found, "scores that are further apart")
    if ball.status == 2 or ball.x[-1] < 1e-9:
        return 0.0
    bounded = HalfspaceIntersection(np.column_stack([rows, last]), ball.x[:-1])
    return ConvexHull(bounded.intersections).volume
