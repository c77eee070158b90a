"""Statements of the report beside what is recomputed, and the verdict at the precision of the printed digits."""

import pandas as pd

from analysis.numerals import printed_interval

# Ends of intervals are compared with room for the rounding of floating-point numbers, and for nothing more.
_FLOAT_ROOM = 1e-9

COLUMNS = ["exhibit", "statement", "published", "recomputed", "low", "high", "verdict"]


def value(exhibit, statement, published, recomputed, slack=0.0, low=None, high=None):
    """Compare a printed number with the recomputed one.

    The printed number stands for every value that rounds to it; the recomputed one for every value that the
    rounding of its own inputs admits. The statement is reproduced if the two intervals meet.

    Parameters
    ----------
    exhibit : str
        The table or figure that the statement belongs to, or ``Prose``.
    statement : str
        What is stated, in our own words.
    published : str
        The number as printed.
    recomputed : float
        The number as recomputed.
    slack : float
        How far the inputs' rounding can move it: ``low`` and ``high`` are ``recomputed`` ± `slack`. A mean, a
        median and a population standard deviation move by at most half a unit when every input does; a
        difference of two means by twice as much.
    low, high : float, optional
        The ends themselves, where they are not symmetric.

    Returns
    -------
    dict
        A row with the keys of `COLUMNS`.

    Examples
    --------
    >>> value("Prose", "mean of the totals", "69.49", 69.474, slack=0.005)["verdict"]
    'contradicted'
    """
    low = recomputed - slack if low is None else low
    high = recomputed + slack if high is None else high
    printed_low, printed_high = printed_interval(published)
    meet = low <= printed_high + _FLOAT_ROOM and high >= printed_low - _FLOAT_ROOM
    row = (exhibit, statement, published, f"{recomputed:.6g}", low, high, "reproduced" if meet else "contradicted")
    return dict(zip(COLUMNS, row))


def _in_words(side):
    """Write a value or a list for the ledger."""
    if isinstance(side, (list, tuple)):
        return ", ".join(str(entry) for entry in side) or "none"
    return str(side)


def same(exhibit, statement, published, recomputed):
    """Compare what is printed with what is recomputed where both are words, whole numbers or lists.

    Returns
    -------
    dict
        A row with the keys of `COLUMNS`, reproduced if both read the same.

    Examples
    --------
    >>> same("Table 8", "order of the cities", ["wuhan", "xian"], ["xian", "wuhan"])["verdict"]
    'contradicted'
    """
    published, recomputed = (_in_words(side) for side in (published, recomputed))
    row = (exhibit, statement, published, recomputed, None, None, "reproduced" if published == recomputed else "contradicted")
    return dict(zip(COLUMNS, row))


def holds(exhibit, statement, outcome):
    """Record whether the data bear out a statement that has no printed value of its own.

    Returns
    -------
    dict
        A row with the keys of `COLUMNS`, reproduced if `outcome` is true.

    Examples
    --------
    >>> holds("Table 13", "accounts in falling order", True)["recomputed"]
    'holds'
    """
    return same(exhibit, statement, "holds", "holds" if outcome else "does not hold")


def unpublished(exhibit, statement):
    """Register a statement that only data never printed could settle.

    Returns
    -------
    dict
        A row with the keys of `COLUMNS`.
    """
    return dict(zip(COLUMNS, (exhibit, statement, "", "", None, None, "unpublished")))


def ledger(rows):
    """Collect rows of `value`, `same`, `holds` and `unpublished` in a table.

    Parameters
    ----------
    rows : list of dict

    Returns
    -------
    pandas.DataFrame
        With `COLUMNS`.
    """
    return pd.DataFrame(rows, columns=COLUMNS)
