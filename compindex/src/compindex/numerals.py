"""Numbers as they are printed, with decimal points, and the interval that their digits
leave open.
"""

import math

from compindex.errors import InputError, quoted
from compindex.grammar import Numeral, either_sign, is_blank, why_no_number


def _exact(text: object) -> Numeral | None:
    """Read a number with decimal points that is no bound; None for a blank."""
    text = str(text)
    if is_blank(text):
        return None
    found = either_sign(text).get(".")
    if found is None or found.bound or found.percent:
        raise InputError(*why_no_number(text))
    return found


def number(text: str) -> float:
    """Read a number that is printed with decimal points.

    The value is formed exactly before it becomes a float, so that ``126.4M`` is
    126400000 and not a neighbour of it.

    Parameters
    ----------
    text : str
        The printed number.

    Returns
    -------
    float
        Its value; NaN where the cell is blank or holds a mark for "none" (``-``, ``—``,
        ``/``, ``n/a``), which is not the same as ``0``.

    Raises
    ------
    InputError
        If the text is no number, or a bound or share.

    Examples
    --------
    >>> [number(text) for text in ("126.4M", "1,430", "1.2万", "0.754**", "0", "")]
    [126400000.0, 1430.0, 12000.0, 0.754, 0.0, nan]
    """
    parsed = _exact(text)
    value = float("nan") if parsed is None else float(parsed.value)
    if math.isinf(value):
        raise InputError(f"{quoted(str(text))} is too large", "a number below 1e308")
    return value


def count(text: str) -> float:
    """Read a count that is to be put into a logarithm: a number above zero.

    Parameters
    ----------
    text : str
        The printed number.

    Returns
    -------
    float
        Its value; NaN where the cell is blank.

    Raises
    ------
    InputError
        If the text is no number, or not above zero.

    Examples
    --------
    >>> count("2.54亿")
    254000000.0
    """
    value = number(text)
    if value <= 0:
        raise InputError(
            f"{quoted(str(text))} has no logarithm",
            "a count above zero, or an empty cell where none is known",
        )
    return value


def printed_interval(text: str) -> tuple[float, float]:
    """Give the values that round to a printed number.

    A number printed to the unit u of its last digit stands for any value within u/2 of
    it. Both ends are included, since half-up and half-even rounding treat them
    differently.

    Parameters
    ----------
    text : str
        The printed number.

    Returns
    -------
    low, high : float
        Lower and upper end.

    Raises
    ------
    InputError
        If the text is no number, or blank.

    Examples
    --------
    >>> printed_interval("59.45")
    (59.445, 59.455)
    """
    parsed = _exact(text)
    if parsed is None:
        raise InputError(f"{quoted(str(text))} is blank", "a printed number")
    half = parsed.unit / 2
    return float(parsed.value - half), float(parsed.value + half)
