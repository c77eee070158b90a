"""What a recomputation found, beside what is printed: in digits or words, and under
which readings the two agree.
"""

from collections.abc import Iterable
from typing import NamedTuple

from compindex.errors import InputError
from compindex.intervals import Interval
from compindex.numerals import number, printed_interval
from compindex.readings import EVERY, NONE, SOME, positive
from compindex.rounding import short

WIDE = "the inputs leave more than ten units of the last digit open"

# One measure for words of degree, such as "far" and "slightly": a difference is large
# from 0.8 standard deviations up.
# Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd ed., 1988.
LARGE = 0.8

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


# What a check may return: a quantity to hold against the printed number, or a finding
# of its own.
Outcome = Interval | Finding


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
    return quantity(interval, reading)


def quantity(interval: Interval, reading: str = EVERY) -> Finding:
    """Record a quantity with its interval."""
    digits = f"{interval.value:.12g}"
    return Finding(digits, reading, float(interval.low), float(interval.high))


def higher(first: Interval, second: Interval) -> Finding:
    """Tell whether one quantity is above another that rests on other inputs."""
    return Finding(beside(first.value, second.value), positive(first - second))


def large(difference: Interval, deviation: Interval) -> str:
    """Say under which readings a difference is large, in standard deviations."""
    return positive(difference - deviation.map(lambda end: LARGE * end))


def small(difference: Interval, deviation: Interval) -> str:
    """Say under which readings a difference is above zero and not large."""
    under = positive(deviation.map(lambda end: LARGE * end) - difference)
    return all_hold([positive(difference), under])


def beside(first: float, *others: float) -> str:
    """Write quantities in the unit in which they are printed, one beside others."""
    return f"{_digits(first)} beside {', '.join(map(_digits, others))}"


def _digits(value: float) -> str:
    return short(f"{value:.12g}", 3)


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


def plain(outcome: bool, words: str) -> Finding:
    """Record in words the outcome of a comparison that no rounding touches."""
    return Finding(words, EVERY if outcome else NONE)


def less(limit: float, found: Interval) -> Interval:
    """Take how far a quantity lies below a limit that is known exactly."""
    return Interval.exactly(limit) - found
