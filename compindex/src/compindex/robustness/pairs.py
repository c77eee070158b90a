"""Two units at a time: whether one can pass the other, with what probability, and how
far the weights must move.
"""

from collections.abc import Sequence
from math import comb, factorial, prod

import numpy as np
from numpy.typing import ArrayLike

from compindex.errors import InputError
from compindex.robustness.decimals import ratio_of, whole_numbers

NOISE = {"noise_25": 0.25, "noise_10": 0.10}


def subtract(first: Sequence[float], second: Sequence[float]) -> list[float]:
    """Subtract scores as the decimals that they are written as, so that 0.3 - 0.1 is
    0.2.

    Parameters
    ----------
    first, second : sequence of float
        Scores of two units.

    Returns
    -------
    list of float

    Examples
    --------
    >>> subtract([0.3, 5.0], [0.1, 5.01])
    [0.2, -0.01]
    """
    (one, other), unit = whole_numbers([first, second])
    return [part / unit for part in (one - other).tolist()]


def reversal_probability(
    difference: Sequence[float], weights: Sequence[float], width: float
) -> float:
    r"""Give the exact probability that noise on the weights turns a difference of
    totals.

    Each weight becomes :math:`w_k (1 + u_k)`, the :math:`u_k` independent and uniform
    between -width and width. The difference of the totals has the sign of :math:`\sum_k
    w_k (1 + u_k) d_k`, whatever the weights are then divided by. With :math:`g = \sum_k
    w_k d_k` and :math:`c_k = \mathrm{width} \cdot w_k |d_k|`, n of them above zero, it
    turns if a sum of n uniform numbers between :math:`-c_k` and :math:`c_k` exceeds g:

    .. math::
       P = \frac{1}{n! \, 2^n \prod c_k} \sum_{\varepsilon \in \{-1, 1\}^n}
       \left(\prod \varepsilon_k\right) \max\left(\sum \varepsilon_k c_k - g, 0\right)^n

    Computed in whole numbers: there is no rounding before the last step. The corners
    :math:`\varepsilon` are sums of one of the first half of the terms and one of the
    second, so that the power is opened by the binomial theorem and :math:`2^{n/2}` sums
    do for :math:`2^n`.

    Parameters
    ----------
    difference, weights : sequence of float
        Scores of the first unit minus those of the second; and the weights.
    width : float
        Above zero and at most one.

    Returns
    -------
    float

    Raises
    ------
    InputError
        If the width is none.

    References
    ----------
    D. M. Bradley and R. C. Gupta, On the distribution of the sum of n non-identically
    distributed uniform random variables, Annals of the Institute of Statistical
    Mathematics 54 (2002).

    Examples
    --------
    >>> reversal_probability([1, -1], [0.5, 0.5], 0.25)
    0.5
    >>> reversal_probability([2, -1], [0.5, 0.5], 0.5)
    0.0625
    """
    if not 0 < width <= 1:
        raise InputError(f"noise of {width:g}", "a share above 0 and at most 1")
    terms = whole_numbers(difference)[0] * whole_numbers(weights)[0]
    return chance_to_turn(terms, width)


def chance_to_turn(terms: np.ndarray, width: float) -> float:
    """Give the probability of `reversal_probability` from weighted differences.

    Parameters
    ----------
    terms : numpy.ndarray
        Differences times weights, as whole numbers of any common unit.
    width : float

    Returns
    -------
    float

    Examples
    --------
    >>> chance_to_turn(np.array([2, -1], object), 0.5)
    0.0625
    """
    above, below = ratio_of(width)
    terms = [int(term) for term in terms if term]
    gap, ends = below * sum(terms), [above * abs(term) for term in terms]
    if abs(gap) >= sum(ends):
        return float(gap < 0)
    whole = factorial(len(ends)) * 2 ** len(ends) * prod(ends)
    return _powers_above(ends, gap) / whole


def smallest_change(
    difference: Sequence[float], weights: Sequence[float]
) -> np.ndarray | None:
    r"""Find the weights nearest to the given ones at which a difference of totals
    vanishes.

    They solve the linear programme: minimise :math:`\sum_k |v_k - w_k|` where :math:`\sum_k v_k
    d_k \le 0`, :math:`\sum_k v_k = 1` and no :math:`v_k` is negative. Beyond these
    weights the second unit is ahead.

    Parameters
    ----------
    difference, weights : sequence of float
        Scores of the unit that is ahead minus those of the other; weights that add up
        to one.

    Returns
    -------
    numpy.ndarray or None
        The weights; None if the other unit is nowhere better, so that no weights can
        put it ahead.

    Examples
    --------
    >>> smallest_change([2, -1], [0.5, 0.5]).round(6).tolist()
    [0.333333, 0.666667]
    """
    difference, weights = np.asarray(difference, float), np.asarray(weights, float)
    if not (difference < 0).any():
        return None
    moved = moved_weights(difference[None], weights)[0]
    nearest = weights - moved
    nearest[difference.argmin()] += moved.sum()
    return nearest


def moved_weights(differences: ArrayLike, weights: ArrayLike) -> np.ndarray:
    """Say how much of each weight has to move, pair by pair, until a difference of
    totals vanishes.

    Whatever moves goes to the dimension in which the second unit is best; what moves
    first is the weight of the one in which it is worst, for each share of it closes the
    most of the gap. That is the solution of the linear programme of `smallest_change`.

    Parameters
    ----------
    differences : array_like
        Pairs by dimensions; each pair has a dimension below zero.
    weights : array_like

    Returns
    -------
    numpy.ndarray
        Pairs by dimensions.

    Examples
    --------
    >>> moved_weights([[2, -1]], [0.5, 0.5]).round(6).tolist()
    [[0.166667, 0.0]]
    """
    differences, weights = np.asarray(differences, float), np.asarray(weights, float)
    order = np.argsort(-differences, axis=1, kind="stable")
    falling = np.take_along_axis(differences, order, axis=1)
    closes = falling - falling[:, -1:]  # of the gap, by a weight of one that moves
    mass = weights[order]
    gap = (differences @ weights)[:, None]
    before = np.cumsum(closes * mass, axis=1) - closes * mass
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = np.where(closes > 0, (gap - before) / closes, 0.0)
    moved = np.empty_like(mass)
    np.put_along_axis(moved, order, np.clip(needed, 0.0, mass), axis=1)
    return moved


def settled_by(difference: Sequence[float], weights: Sequence[float]) -> str:
    """Say what settles the order of two units: the first of dominance, noise_25,
    noise_10 that does, or open.

    Dominance: the unit ahead is nowhere worse. Noise: no weights within 25 (10) percent
    of the given ones turn it.

    Parameters
    ----------
    difference, weights : sequence of float
        Scores of the unit that is ahead minus those of the other; and the weights.

    Returns
    -------
    str

    Examples
    --------
    >>> [settled_by(d, [0.5, 0.5]) for d in ([1, 0], [5, -1], [6, -4], [5, -4.5])]
    ['dominance', 'noise_25', 'noise_10', 'open']
    """
    terms = whole_numbers(difference)[0] * whole_numbers(weights)[0]
    if all(part >= 0 for part in difference):
        return "dominance"
    for name, width in NOISE.items():
        above, below = ratio_of(width)
        if below * sum(terms) >= above * sum(map(abs, terms)):
            return name
    return "open"


def _powers_above(ends: list[int], gap: int) -> int:
    """Add up, over all corners, their signs times the n-th power of what they have
    above the gap.
    """
    n, half = len(ends), len(ends) // 2
    lower, lower_signs = _corners(ends[:half])
    upper, upper_signs = _corners(ends[half:])
    order = np.argsort(upper, kind="stable")
    upper, upper_signs = upper[order], upper_signs[order]
    reach = lower - gap
    # Those of the upper half that, with one of the lower, are above the gap.
    first = np.searchsorted(upper, -reach, side="right")
    powers, whole = upper_signs, np.zeros(len(lower), object)
    for j in range(n + 1):
        from_end = np.append(np.cumsum(powers[::-1])[::-1], 0)
        whole = whole * reach + comb(n, j) * from_end[first]
        powers = powers * upper
    return int((lower_signs * whole).sum())


def _corners(ends: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Give the sums of all choices of signs, and the products of the signs."""
    sums, signs = np.zeros(1, object), np.ones(1, object)
    for end in ends:
        sums = np.concatenate([sums - end, sums + end])
        signs = np.concatenate([-signs, signs])
    return sums, signs
