"""What a recomputation found, beside what is printed: in digits or words, and under
which readings the two agree.
"""

from typing import NamedTuple

from compindex.errors import InputError
from compindex.numerals import number, printed_interval
from compindex.readings import EVERY, NONE, SOME, positive

WIDE = "the inputs leave more than ten units of the last digit open"

# Ends of intervals are compared with room for the rounding of floating-point numbers,
# and for nothing more.
_FLOAT_ROOM = 1e-12


class Finding(NamedTuple):
    """What a recomputation found: in words or digits, under which readings it agrees
    with the report, and its interval.
    """

    recomputed: str
    reading: str
    low: float | None = None
    high: float | None = None


def against(published, interval):
    """Compare a printed number with a recomputed quantity.

    The printed number stands for every value that rounds to it, ends included, so that
    either rounding of a tie will do. If the quantity is known to no better than ten
    units of the last printed digit, the comparison settles nothing.

    Parameters
    ----------
    published : str
        The number as printed.
    interval : Interval
        The recomputed quantity, with the ends that its inputs admit.

    Returns
    -------
    Finding

    Examples
    --------
    >>> from compindex.intervals import Interval
    >>> against("69.49", Interval(69.474, 69.470, 69.478)).reading
    'does not hold'
    """
    low, high = printed_interval(published)
    room = _FLOAT_ROOM * max(1.0, abs(low), abs(high))
    if interval.high - interval.low > 10 * (high - low) + room:
        reading = WIDE
    elif interval.low > high + room or interval.high < low - room:
        reading = NONE
    else:
        reading = (
            EVERY
            if low - room <= interval.low and interval.high <= high + room
            else SOME
        )
    return Finding(
        f"{interval.value:.12g}", reading, float(interval.low), float(interval.high)
    )


def higher(difference):
    """Tell whether a difference is above zero, with its size and interval."""
    return Finding(
        f"{difference.value:.12g}",
        positive(difference),
        float(difference.low),
        float(difference.high),
    )


def alike(published, elsewhere):
    """Compare two printings of the same thing: as numbers where both are, else letter
    by letter, blanks aside.

    Examples
    --------
    >>> alike("@ szdaily1", "@szdaily1").reading, alike("0.754", "0.754**").reading, alike("3015", "2574").reading
    ('holds', 'holds', 'does not hold')
    """
    try:
        equal = number(published) == number(elsewhere)
    except InputError:
        equal = "".join(str(published).split()) == "".join(str(elsewhere).split())
    return Finding(str(elsewhere), EVERY if equal else NONE)


def together(readings):
    """Say under which readings several statements on separate inputs hold together."""
    readings = list(readings)
    return NONE if NONE in readings else SOME if SOME in readings else EVERY


def plain(outcome, words=None):
    """Record the outcome of a comparison that no rounding touches, in words of its own
    if there are any.
    """
    return Finding(words or (EVERY if outcome else NONE), EVERY if outcome else NONE)
