"""Quantities that are known to an interval: their arithmetic and their bounds.

A printed number stands for every value that rounds to it. A *reading* of a table takes
one such value for each of its cells; the readings form a box. What follows from the
table is known to an interval, from the smallest to the largest value over that box.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from compindex.numerals import number, printed_interval


@dataclass(frozen=True)
class Interval:
    """A quantity, or a Series or table of independent ones, with the ends that rounding
    admits.

    Attributes
    ----------
    value : float, pandas.Series or pandas.DataFrame
        As computed from the numbers as printed.
    low : same as `value`
        Smallest admissible value.
    high : same as `value`
        Largest admissible value.

    Examples
    --------
    >>> Interval.printed("60") - Interval.exactly(59)
    Interval(value=1.0, low=0.5, high=1.5)
    """

    value: float | pd.Series | pd.DataFrame
    low: float | pd.Series | pd.DataFrame
    high: float | pd.Series | pd.DataFrame

    @classmethod
    def printed(cls, text: str | pd.Series) -> "Interval":
        """Read printed numbers: each stands for every value that rounds to it.

        Parameters
        ----------
        text : str, or pandas.Series of str

        Returns
        -------
        Interval

        Raises
        ------
        InputError
            If a text is no number, or blank.
        """
        if isinstance(text, str):
            return cls(number(text), *printed_interval(text))
        ends = pd.DataFrame([printed_interval(cell) for cell in text], index=text.index)
        return cls(text.map(number), ends[0], ends[1])

    @classmethod
    def exactly(cls, value: float | pd.Series | pd.DataFrame) -> "Interval":
        """Take a value as known, such as a count of rows.

        Parameters
        ----------
        value : float, pandas.Series or pandas.DataFrame

        Returns
        -------
        Interval
            With both ends at the value.
        """
        return cls(value, value, value)

    def map(self, increasing: Callable) -> "Interval":
        """Apply a function that never falls when an input grows (a mean, a median, a
        part).

        Parameters
        ----------
        increasing : callable

        Returns
        -------
        Interval
            With exact ends.
        """
        return Interval(
            increasing(self.value), increasing(self.low), increasing(self.high)
        )

    def __getitem__(self, label: object) -> "Interval":
        """Take a column, an entry, or a selection of them."""
        return self.map(lambda end: end[label])

    def __sub__(self, other: "Interval") -> "Interval":
        """Subtract a quantity that rests on other inputs; the ends are exact then, and
        too wide otherwise.
        """
        return Interval(
            self.value - other.value, self.low - other.high, self.high - other.low
        )

    def __and__(self, other: "Interval") -> "Interval":
        """Combine two ways to the same quantity: only what both admit remains. Where
        they contradict, the second counts.
        """
        low, high = np.maximum(self.low, other.low), np.minimum(self.high, other.high)
        apart = low > high
        low, high = low.where(~apart, other.low), high.where(~apart, other.high)
        return Interval(self.value.where(~apart, other.value), low, high)


def mean(values: Interval) -> Interval:
    """Take the mean of an interval's values, or of each of its columns.

    Parameters
    ----------
    values : Interval
        Series or table.

    Returns
    -------
    Interval
        With exact ends.

    Examples
    --------
    >>> mean(Interval.printed(pd.Series(["1", "2"]))).low.item()
    1.0
    """
    return values.map(lambda end: end.mean())
