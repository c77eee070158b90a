"""Bounds of statistics whose samples are known to intervals: the standard deviation, the
correlation and its significance.
"""

from itertools import pairwise

import numpy as np

from compindex.errors import InputError
from compindex.intervals import Interval


def standard_deviation(sample: Interval) -> Interval:
    r"""Bound the population standard deviation of values that are known to intervals.

    The largest value lies at a corner of the box, since the standard deviation is
    convex in the values; all corners are tried. The smallest is :math:`\min_m
    \sqrt{\operatorname{mean}_i (\operatorname{clip}(m, l_i, u_i) - m)^2}`: with every
    value as close to m as its interval allows, m becomes their mean. Between two
    neighbouring ends the same values are held at an end, and their mean is the best m.

    Parameters
    ----------
    sample : Interval
        Series of at most 16 values.

    Returns
    -------
    Interval
        With exact ends.

    Raises
    ------
    InputError
        For more than 16 values.

    References
    ----------
    S. Ferson et al., Computing variance for interval data is NP-hard, ACM SIGACT News
    33 (2002): why corners are tried one by one.

    Examples
    --------
    >>> import pandas as pd
    >>> low, high = pd.Series([0.0, 3.0]), pd.Series([2.0, 3.0])
    >>> standard_deviation(Interval(pd.Series([1.0, 3.0]), low, high))
    Interval(value=1.0, low=0.5, high=1.5)
    """
    low, high = np.asarray(sample.low, float), np.asarray(sample.high, float)
    if len(low) > 16:
        raise InputError(
            f"{len(low)} values", "at most 16, since every corner of their box is tried"
        )
    corners = np.where(
        np.arange(2 ** len(low))[:, None] >> np.arange(len(low)) & 1, low, high
    )
    ends = np.unique([low, high])
    middles = list(ends)
    for start, stop in pairwise(ends):
        between = (start + stop) / 2
        held = np.clip(between, low, high)
        middles.append(
            np.clip(np.mean(held[held != between]), start, stop)
            if (held != between).any()
            else between
        )
    least = min(
        np.sqrt(np.mean((np.clip(middle, low, high) - middle) ** 2))
        for middle in middles
    )
    return Interval(
        float(np.std(sample.value)), float(least), float(corners.std(axis=1).max())
    )


def correlation(x: Interval, y: Interval) -> Interval:
    r"""Bound Pearson's correlation of two samples that are known to intervals.

    With the samples centred and of length 1 the correlation is :math:`r = \langle u, v
    \rangle = \cos \alpha`. A change d of a sample turns its direction by at most
    :math:`\arcsin(|d| / |x|)`, which bounds :math:`\alpha` and so r. It also bounds the
    slopes: r grows with a value of x as :math:`v_i - r u_i` does in sign, and over the
    box each of u, v and r changes by at most the turns :math:`t_x`, :math:`t_y` and
    :math:`t_x + t_y`, so that a slope of more than :math:`2 (t_x + t_y)` keeps its
    sign. Such values are settled: at either end of r they lie at an end of their
    interval. For the others the angle at that corner is widened by what they can turn.

    Parameters
    ----------
    x, y : Interval
        Series of paired values.

    Returns
    -------
    Interval
        Exact ends if every value is settled, as it is for boxes as small as rounding
        makes them; else ends at or beyond the exact ones.

    Examples
    --------
    >>> import pandas as pd
    >>> x = Interval.printed(pd.Series(["1.00", "2.00", "4.00"]))
    >>> got = correlation(x, Interval.exactly(pd.Series([2.0, 1.0, 6.0])))
    >>> [round(got.low, 4), round(got.high, 4)]
    [0.8642, 0.8679]
    """
    middle = np.array([(part.low + part.high) / 2 for part in (x, y)])
    half = np.array([(part.high - part.low) / 2 for part in (x, y)])
    units = _directions(middle)
    r = float(np.clip(units[0] @ units[1], -1, 1))
    slopes, turn = units[::-1] - r * units, _turn(half, middle)
    settled = np.abs(slopes) > 2 * turn
    ends = []
    for sign in (-1, 1):
        corner = middle + sign * np.where(settled, np.sign(slopes) * half, 0)
        there = np.clip(np.prod(_directions(corner), axis=0).sum(), -1, 1)
        angles = (
            np.arccos(there) - sign * _turn(np.where(settled, 0, half), corner),
            np.arccos(r) - sign * turn,
        )
        ends.append(
            sign * min(sign * np.cos(np.clip(angle, 0, np.pi)) for angle in angles)
        )
    return Interval(float(np.corrcoef(x.value, y.value)[0, 1]), *map(float, ends))


def _directions(samples: np.ndarray) -> np.ndarray:
    """Centre each row and give it the length 1."""
    centred = samples - samples.mean(axis=1, keepdims=True)
    return centred / np.linalg.norm(centred, axis=1, keepdims=True)


def _turn(half: np.ndarray, samples: np.ndarray) -> float:
    """Bound the angle by which changes of up to half a width turn two centred samples,
    both together.
    """
    lengths = np.linalg.norm(samples - samples.mean(axis=1, keepdims=True), axis=1)
    ratios = np.linalg.norm(half, axis=1) / lengths
    return np.where(ratios < 1, np.arcsin(np.minimum(ratios, 1)), np.pi).sum()


def significance(coefficient: Interval, n: int) -> Interval:
    r"""Bound the two-sided p-value of a Pearson correlation, from Student's t with n -
    2 degrees of freedom.

    .. math:: t = |r| \sqrt{(n - 2) / (1 - r^2)}

    Parameters
    ----------
    coefficient : Interval
        The correlation, on one side of zero.
    n : int
        Number of pairs.

    Returns
    -------
    Interval
        With exact ends.

    Examples
    --------
    >>> round(significance(Interval.exactly(0.754), 15).value, 4)
    0.0012
    """
    from scipy.stats import t  # here, since it takes a moment to load

    r = np.abs([coefficient.value, coefficient.low, coefficient.high])
    value, *ends = 2 * t.sf(r * np.sqrt((n - 2) / (1 - r**2)), n - 2)
    return Interval(float(value), float(min(ends)), float(max(ends)))
