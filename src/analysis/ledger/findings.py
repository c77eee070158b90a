"""What a recomputation found, beside what is printed: in digits or words, and under
which readings the two agree.
"""

from collections.abc import Iterable
from typing import NamedTuple

from compindex.errors import InputError
from compindex.intervals import Interval
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


# What a check may return: a quantity to hold against the printed number, a reading, or
# a finding of its own.
Outcome = Interval | Finding | str


def against(published: str, interval: Interval) -> Finding:
    """Compare a printed number, which stands for every value that rounds to it, ends
    included, with a recomputed quantity. One that is known to no better than ten units
    of the last printed digit settles nothing.
    """
    low, high = printed_interval(published)
    room = _FLOAT_ROOM * max(1.0, abs(low), abs(high))
    if interval.high - interval.low > 10 * (high - low) + room:
        reading = WIDE
    elif interval.low > high + room or interval.high < low - room:
        reading = NONE
    elif low - room <= interval.low and interval.high <= high + room:
        reading = EVERY
    else:
        reading = SOME
    return _found(interval, reading)


def higher(difference: Interval) -> Finding:
    """Tell whether a difference is above zero, with its size and interval."""
    return _found(difference, positive(difference))


def _found(interval: Interval, reading: str) -> Finding:
    """Record a quantity and a reading."""
    digits = f"{interval.value:.12g}"
    return Finding(digits, reading, float(interval.low), float(interval.high))


def alike(published: str, elsewhere: str) -> Finding:
    """Compare two printings of the same thing: as numbers where both are, else letter
    by letter, blanks aside.
    """
    try:
        equal = number(published) == number(elsewhere)
    except InputError:
        equal = "".join(str(published).split()) == "".join(str(elsewhere).split())
    return plain(equal, str(elsewhere))


def all_hold(readings: Iterable[str]) -> str:
    """Say under which readings several statements on separate inputs hold together."""
    readings = list(readings)
    return NONE if NONE in readings else SOME if SOME in readings else EVERY


def plain(outcome: bool, words: str = "") -> Finding:
    """Record the outcome of a comparison that no rounding touches, in words of its own
    if there are any.
    """
    reading = EVERY if outcome else NONE
    return Finding(words or reading, reading)


def less(limit: float, quantity: Interval) -> Interval:
    """Take how far a quantity lies below a limit that is known exactly."""
    return Interval.exactly(limit) - quantity
