"""How many rivals can be ahead of a unit: an integer programme, and the quiet around it."""

import contextlib
import os
import sys
from collections.abc import Iterator
from math import ceil

import numpy as np

from compindex.errors import InputError
from compindex.robustness.laws import Scheme

# Of the largest difference of two units' scores: what counts as being ahead. Rivals that
# cannot be ahead by twice as much are counted as ahead at most, and this is a bound.
_AHEAD = 1e-5
NODES = 200  # of the search tree of a programme, before it is given up


def rivals_ahead(
    differences: np.ndarray, scheme: Scheme, sign: int
) -> tuple[int, bool]:
    """Count the rivals that are ahead of a unit, at least or at most, by a mixed-integer
    linear programme (`ranges.extreme_ranks` states it); or bound their number.

    Parameters
    ----------
    differences : numpy.ndarray
        Rivals by dimensions: their scores minus those of the unit.
    scheme : laws.Scheme
    sign : {1, -1}
        1 for at least, -1 for at most.

    Returns
    -------
    number : int
    exact : bool
        Whether it is reached; else it cannot be passed.

    Raises
    ------
    InputError
        If the programme has no solution.

    Examples
    --------
    >>> from compindex.robustness.laws import dirichlet
    >>> rivals_ahead(np.array([[1.0, -1.0], [2.0, -3.0]]), dirichlet([1, 1]), -1)
    (2, True)
    """
    # Here, since little else needs them.
    from scipy.optimize import Bounds, LinearConstraint, milp

    if not len(differences):
        return 0, True
    differences, low, high = _scaled(differences, scheme)
    hardly = 0
    if sign < 0:
        near = _reach(differences, low, high, 1) <= 2 * _AHEAD
        hardly, differences = int(near.sum()), differences[~near]
    rivals, k = differences.shape
    if not rivals:
        return hardly, not hardly
    least, most = low.sum(), np.inf
    if not low.any():
        least, most = 1.0, 1.0
    reach, delta = _reach(differences, low, high, sign), _AHEAD if sign < 0 else 0.0
    rows = np.hstack([sign * differences, -sign * np.diag(reach + delta)])
    ahead = LinearConstraint(rows, ub=reach if sign < 0 else np.zeros(rivals))
    # Weights are not all zero.
    some = LinearConstraint(np.repeat([1.0, 0.0], [k, rivals]), lb=least, ub=most)
    box = Bounds(np.append(low, np.zeros(rivals)), np.append(high, np.ones(rivals)))
    counted, whole = np.repeat([0.0, sign], [k, rivals]), np.repeat([0, 1], [k, rivals])
    found = milp(
        counted,
        constraints=[ahead, some],
        integrality=whole,
        bounds=box,
        options={"node_limit": NODES},
    )
    if "limit reached" in found.message:  # given up
        bound = found.mip_dual_bound
        bound = -np.inf if bound is None else bound
        nearest = ceil(max(bound, -rivals * (sign < 0)) - 1e-6)
        return abs(nearest) + hardly, False
    if found.fun is None:
        wrong = f"no extreme rank can be computed: {found.message}"
        raise InputError(wrong, "scores and weights of one order of magnitude")
    return round(sign * found.fun) + hardly, not hardly


def _scaled(
    differences: np.ndarray, scheme: Scheme
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Measure each dimension by its largest difference, the ends of the weights the
    other way, and then each rival by its own, so that no unit of a dimension decides
    what a small lead is.
    """
    spread = np.abs(differences).max(axis=0)
    spread = np.where(spread > 0, spread, 1.0)
    differences = differences / spread
    differences = differences / np.abs(differences).max(axis=1, keepdims=True)
    if not scheme.low.any():  # every direction is admitted, and one length is enough
        return differences, scheme.low, np.ceil(scheme.high / scheme.high.max())
    low, high = scheme.low * spread, scheme.high * spread
    return differences, low / high.max(), high / high.max()


@contextlib.contextmanager
def without_solver_output() -> Iterator[None]:
    """Keep off the screen what SciPy's integer solver writes there by mistake.

    Returns
    -------
    context manager

    Examples
    --------
    >>> with without_solver_output():
    ...     _ = os.write(1, b"not to be seen")
    """
    sys.stdout.flush()
    try:
        screen, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # there is no screen
        yield
        return
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        _flush_what_c_has_written()
        os.dup2(screen, 1)
        os.close(screen)
        os.close(nowhere)


def _flush_what_c_has_written() -> None:
    """Write out what C's own output holds back where it goes to no terminal: it would
    come out once the screen is back.
    """
    import ctypes

    with contextlib.suppress(OSError, TypeError):  # where C has no such name
        ctypes.CDLL(None).fflush(None)


def _reach(
    differences: np.ndarray, low: np.ndarray, high: np.ndarray, sign: int
) -> np.ndarray:
    """Say how far each rival can be ahead at most (sign 1), or behind (sign -1)."""
    far = sign * differences
    if not low.any():  # all weight on one dimension
        return far[:, high > 0].max(axis=1)
    return np.maximum(far * low, far * high).sum(axis=1)
