"""What holds under every reading of printed numbers, under some, or under none: signs,
orders and ranks of quantities that are known to an interval.
"""

from collections.abc import Sequence

import numpy as np

from compindex.intervals import Interval

EVERY, SOME, NONE = "holds", "holds under some readings", "does not hold"


def reading(always: bool, possible: bool) -> str:
    """Say under which readings a statement holds.

    Parameters
    ----------
    always : bool
        Whether it holds under every reading.
    possible : bool
        Whether it holds under one at least.

    Returns
    -------
    str
        One of `EVERY`, `SOME`, `NONE`.

    Examples
    --------
    >>> reading(always=False, possible=True)
    'holds under some readings'
    """
    return EVERY if always else SOME if possible else NONE


def positive(difference: Interval) -> str:
    """Say under which readings a difference is above zero.

    Parameters
    ----------
    difference : Interval

    Returns
    -------
    str
        As from `reading`.

    Examples
    --------
    >>> positive(Interval(0.1, -0.1, 0.3))
    'holds under some readings'
    """
    return reading(difference.low > 0, difference.high > 0)


def falling(sequence: Interval) -> str:
    """Say under which readings a sequence never rises.

    Under some: let each value be as large as its own interval and the values before it
    allow.

    Parameters
    ----------
    sequence : Interval
        Series.

    Returns
    -------
    str
        As from `reading`.

    Examples
    --------
    >>> import pandas as pd
    >>> low, high = pd.Series([1.9, 2.0]), pd.Series([2.1, 2.2])
    >>> falling(Interval(pd.Series([2, 2.1]), low, high))
    'holds under some readings'
    """
    low, high = np.asarray(sequence.low), np.asarray(sequence.high)
    return reading(
        (low[:-1] >= high[1:]).all(), (np.minimum.accumulate(high) >= low).all()
    )


def above(upper: Interval, lower: Interval) -> str:
    """Say under which readings every value of one group is at least as large as every
    value of another.

    Parameters
    ----------
    upper, lower : Interval
        Series.

    Returns
    -------
    str
        As from `reading`.

    Examples
    --------
    >>> import pandas as pd
    >>> upper, lower = pd.Series([3, 4]), pd.Series([1, 2])
    >>> above(Interval.exactly(upper), Interval.exactly(lower))
    'holds'
    """
    return reading(
        np.min(upper.low) >= np.max(lower.high), np.min(upper.high) >= np.max(lower.low)
    )


def rank_of(sample: Interval, label: object) -> Interval:
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

    Examples
    --------
    >>> import pandas as pd
    >>> sample = Interval.printed(pd.Series(["5", "5", "3"], list("xyz")))
    >>> rank_of(sample, "y")
    Interval(value=1, low=1, high=2)
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


def undecided_by_rounding(
    totals: Interval, order: Sequence[object]
) -> list[tuple[object, object]]:
    """List the pairs of units whose order the rounded scores leave open.

    Parameters
    ----------
    totals : Interval
        Totals by unit.
    order : sequence
        Units by rank.

    Returns
    -------
    list of tuple
        In each pair the better placed unit first.

    Examples
    --------
    >>> import pandas as pd
    >>> totals = Interval.printed(pd.Series(["5.1", "5.0", "3.0"], list("xyz")))
    >>> undecided_by_rounding(totals, ["x", "y", "z"])
    [('x', 'y')]
    """
    order = list(order)
    low, high = totals.low[order].to_numpy(), totals.high[order].to_numpy()
    found = []
    for place, unit in enumerate(order):
        open_ = ~(low[place] > high[place + 1 :])
        found += [(unit, order[place + 1 + n]) for n in np.flatnonzero(open_)]
    return found
