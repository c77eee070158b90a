"""Numbers as the decimals that they are written as: whole numbers of one small unit, so
that differences, products and sums of them are exact.
"""

from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike


def whole_numbers(numbers: ArrayLike) -> tuple[np.ndarray, int]:
    """Write numbers as whole numbers of a common unit, a power of ten.

    Parameters
    ----------
    numbers : array_like
        Finite.

    Returns
    -------
    whole : numpy.ndarray of int
        In the shape of `numbers`; Python's integers, which have no largest.
    unit : int
        What one is of them, so that ``whole / unit`` are the numbers.

    Examples
    --------
    >>> whole, unit = whole_numbers([0.1, 84.12])
    >>> whole.tolist(), unit
    ([10, 8412], 100)
    """
    given = np.asarray(numbers, float)
    written = [Decimal(repr(number)) for number in given.ravel().tolist()]
    places = max([0, *(-number.as_tuple().exponent for number in written)])
    whole = np.empty(len(written), object)
    whole[:] = [int(number.scaleb(places)) for number in written]
    return whole.reshape(given.shape), 10**places


def ratio_of(number: float) -> tuple[int, int]:
    """Write a number as a ratio of whole numbers.

    Parameters
    ----------
    number : float

    Returns
    -------
    above, below : int

    Examples
    --------
    >>> ratio_of(0.25)
    (1, 4)
    """
    return Fraction(repr(float(number))).as_integer_ratio()


def narrowed(whole: np.ndarray, most: int) -> np.ndarray:
    """Hold whole numbers in 64 bits where that is enough, which is faster.

    Parameters
    ----------
    whole : numpy.ndarray of int
    most : int
        The largest number that will be computed with them.

    Returns
    -------
    numpy.ndarray

    Examples
    --------
    >>> narrowed(np.array([10, 8412], object), 10**9).dtype
    dtype('int64')
    """
    return whole.astype(np.int64) if most < 2**62 else whole
