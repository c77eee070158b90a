"""Quantities that are known to an interval: their arithmetic, their bounds, and what
holds under every reading.

A printed number stands for every value that rounds to it. A *reading* of a table takes
one such value for each of its cells; the readings form a box. What follows from the
table is known to an interval, from the smallest to the largest value over that box, and
a statement about an order may hold under every reading, under some, or under none.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.numerals import number, printed_interval

EVERY, SOME, NONE = "holds", "holds under some readings", "does not hold"


@dataclass(frozen=True)
class Interval:
    """A quantity, or a Series or table of independent ones, with the ends that rounding
    admits.

    Attributes
    ----------
    value : float, pandas.Series or pandas.DataFrame
        As computed from the numbers as printed.
    low, high : same as `value`
        Smallest and largest admissible value.

    Examples
    --------
    >>> Interval.printed("60") - Interval.exactly(59)
    Interval(value=1.0, low=0.5, high=1.5)
    """

    value: float | pd.Series | pd.DataFrame
    low: float | pd.Series | pd.DataFrame
    high: float | pd.Series | pd.DataFrame

    @classmethod
    def printed(cls, text):
        """Read printed numbers: one text, or a Series of them."""
        if isinstance(text, str):
            return cls(number(text), *printed_interval(text))
        ends = pd.DataFrame([printed_interval(cell) for cell in text], index=text.index)
        return cls(text.map(number), ends[0], ends[1])

    @classmethod
    def exactly(cls, value):
        """Take a value as known, such as a count of rows."""
        return cls(value, value, value)

    def map(self, increasing):
        """Apply a function that never falls when an input grows (a mean, a median, a
        part); the ends are exact.
        """
        return Interval(
            increasing(self.value), increasing(self.low), increasing(self.high)
        )

    def __getitem__(self, label):
        """Take a column, an entry, or a selection of them."""
        return self.map(lambda end: end[label])

    def __sub__(self, other):
        """Subtract a quantity that rests on other inputs; the ends are exact then, and
        too wide otherwise.
        """
        return Interval(
            self.value - other.value, self.low - other.high, self.high - other.low
        )

    def __and__(self, other):
        """Combine two ways to the same quantity: only what both admit remains. Where
        they contradict, the second counts.
        """
        low, high = np.maximum(self.low, other.low), np.minimum(self.high, other.high)
        apart = low > high
        low, high = low.where(~apart, other.low), high.where(~apart, other.high)
        return Interval(self.value.where(~apart, other.value), low, high)


def mean(values):
    """Take the mean of an interval's values, or of each of its columns."""
    return values.map(lambda end: end.mean())


def standard_deviation(sample):
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
        Exact ends.

    References
    ----------
    S. Ferson et al., Computing variance for interval data is NP-hard, ACM SIGACT News
    33 (2002): why corners are tried one by one. Divisor n: the report's deviations are
    population ones.

    Examples
    --------
    >>> standard_deviation(Interval(pd.Series([1.0, 3.0]), pd.Series([0.0, 3.0]), pd.Series([2.0, 3.0])))
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


def correlation(x, y):
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
    >>> x, y = Interval.printed(pd.Series(["1.00", "2.00", "4.00"])), Interval.exactly(pd.Series([2.0, 1.0, 6.0]))
    >>> [round(float(end), 4) for end in (correlation(x, y).low, correlation(x, y).high)]
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


def _directions(samples):
    """Centre each row and give it the length 1."""
    centred = samples - samples.mean(axis=1, keepdims=True)
    return centred / np.linalg.norm(centred, axis=1, keepdims=True)


def _turn(half, samples):
    """Bound the angle by which changes of up to half a width turn two centred samples,
    both together.
    """
    lengths = np.linalg.norm(samples - samples.mean(axis=1, keepdims=True), axis=1)
    ratios = np.linalg.norm(half, axis=1) / lengths
    return np.where(ratios < 1, np.arcsin(np.minimum(ratios, 1)), np.pi).sum()


def significance(coefficient, n):
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
    """
    from scipy.stats import t

    r = np.abs([coefficient.value, coefficient.low, coefficient.high])
    value, *ends = 2 * t.sf(r * np.sqrt((n - 2) / (1 - r**2)), n - 2)
    return Interval(float(value), float(min(ends)), float(max(ends)))


def reading(always, possible):
    """Say under which readings a statement holds, from whether it always does and
    whether it can.
    """
    return EVERY if always else SOME if possible else NONE


def positive(difference):
    """Say under which readings a difference is above zero.

    Examples
    --------
    >>> positive(Interval(0.1, -0.1, 0.3))
    'holds under some readings'
    """
    return reading(difference.low > 0, difference.high > 0)


def falling(sequence):
    """Say under which readings a sequence never rises.

    Under some: let each value be as large as its own interval and the values before it
    allow.

    Examples
    --------
    >>> falling(Interval(pd.Series([2, 2.1]), pd.Series([1.9, 2.0]), pd.Series([2.1, 2.2])))
    'holds under some readings'
    """
    low, high = np.asarray(sequence.low), np.asarray(sequence.high)
    return reading(
        (low[:-1] >= high[1:]).all(), (np.minimum.accumulate(high) >= low).all()
    )


def above(upper, lower):
    """Say under which readings every value of one group is at least as large as every
    value of another.

    Examples
    --------
    >>> above(Interval.exactly(pd.Series([3, 4])), Interval.exactly(pd.Series([1, 2])))
    'holds'
    """
    return reading(
        np.min(upper.low) >= np.max(lower.high), np.min(upper.high) >= np.max(lower.low)
    )


def rank(sample, label):
    """Bound the rank of one value among all, 1 being the highest and equal values
    sharing the better rank.

    Parameters
    ----------
    sample : Interval
        Series.
    label : str
        Its entry.

    Returns
    -------
    Interval
        Ranks from the best to the worst that any reading gives; each between them is
        some reading's.
    """
    value, low, high = (
        end.drop(label) for end in (sample.value, sample.low, sample.high)
    )
    own = sample[label]
    return Interval(
        1 + int((value > own.value).sum()),
        1 + int((low > own.high).sum()),
        1 + int((high > own.low).sum()),
    )
