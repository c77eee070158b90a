"""Two units at a time: whether one can pass the other, with what probability, and how
far the weights must move.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations, product
from math import factorial, prod

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.robustness.inputs import Weights, checked_scores, ordered

COLUMNS = [
    "unit_a",
    "unit_b",
    "gap",
    "rounding_bound",
    "settled_by",
    "probability",
    "smallest_weight_change",
]
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
    return [float(a - b) for a, b in zip(_exact(first), _exact(second), strict=True)]


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
       \Big(\prod \varepsilon_k\Big) \max\Big(\sum \varepsilon_k c_k - g, 0\Big)^n

    Computed in fractions: there is no rounding before the last step.

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
    terms = _products(weights, difference)
    gap, ends = sum(terms), [_exact([width])[0] * abs(term) for term in terms if term]
    n = len(ends)
    if abs(gap) >= sum(ends):
        return float(gap < 0)
    powers = 0
    for signs in product((-1, 1), repeat=n):
        corner = sum(sign * end for sign, end in zip(signs, ends, strict=True))
        powers += prod(signs) * max(corner - gap, 0) ** n
    return float(powers / (factorial(n) * 2**n * prod(ends)))


def smallest_change(
    difference: Sequence[float], weights: Sequence[float]
) -> np.ndarray | None:
    r"""Find the weights nearest to the given ones at which a difference of totals
    vanishes.

    The linear programme: minimise :math:`\sum_k |v_k - w_k|` where :math:`\sum_k v_k
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
    from scipy.optimize import linprog  # here, since little else needs it

    difference, weights = np.asarray(difference, float), np.asarray(weights, float)
    n = len(weights)
    if not (difference < 0).any():
        return None
    difference = difference / np.abs(difference).max()
    # The unknowns are the weights, and how far each is off at most.
    eye, none = np.eye(n), np.zeros(n)
    above = np.block([[eye, -eye], [-eye, -eye], [difference, none]])
    limits = np.concatenate([weights, -weights, [0.0]])
    found = linprog(
        np.repeat([0.0, 1.0], n),
        above,
        limits,
        np.concatenate([np.ones(n), none])[None],
        [1.0],
        bounds=(0, None),
    )
    return found.x[:n]


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
    if all(part >= 0 for part in difference):
        return "dominance"
    terms = _products(weights, difference)
    for name, width in NOISE.items():
        if sum(terms) >= _exact([width])[0] * sum(map(abs, terms)):
            return name
    return "open"


def pair_reversals(
    scores: pd.DataFrame, weights: Weights, half_unit: float
) -> pd.DataFrame:
    """Compare all units pair by pair.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.
    half_unit : float
        Half a unit of the last printed digit of the scores; a gap can be off by twice
        that, its weights adding up to one.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, the best placed unit first: the unit ahead and the other; the ``gap``
        of their totals and how much rounding can change it; what settles the order; the
        exact ``probability`` that noise of 25 percent turns it; and the
        ``smallest_weight_change`` that does, as the sum of the absolute changes,
        missing where no weights can.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> pair_reversals(table, {"a": 1, "b": 1}, 0.5).round(4).to_numpy().tolist()
    [['x', 'y', 0.5, 1.0, 'noise_25', 0.0, 0.3333]]
    """
    scores, weights = checked_scores(scores, weights)
    rows = []
    for first, second in combinations(ordered(scores, weights).index, 2):
        apart = subtract(scores.loc[first], scores.loc[second])
        gap = float(sum(_products(weights, apart)))
        nearest = smallest_change(apart, weights)
        change = None
        if nearest is not None:
            change = np.abs(nearest - weights.to_numpy()).sum().round(12)
        probability = reversal_probability(apart, weights, NOISE["noise_25"])
        settled = settled_by(apart, weights)
        rows.append((first, second, gap, 2 * half_unit, settled, probability, change))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"smallest_weight_change": float})


def _exact(numbers: Sequence[float]) -> list[Fraction]:
    """Take numbers for the decimals that they are written as, so that differences and
    sums of them are exact.
    """
    return [Fraction(repr(float(number))) for number in numbers]


def _products(weights: Sequence[float], scores: Sequence[float]) -> list[Fraction]:
    """Weight scores, exactly."""
    pairs = zip(_exact(weights), _exact(scores), strict=True)
    return [weight * score for weight, score in pairs]
