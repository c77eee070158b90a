"""Errors that are written for a person: one line that says where, what was found and
what was expected.
"""

import difflib


def _named(row):
    """Name a row: by its number, by the unit, or by all that makes up the unit."""
    return ", ".join(map(str, row)) if isinstance(row, tuple) else row


class InputError(ValueError):
    """Something supplied from outside is wrong.

    Parameters
    ----------
    found : str
        What is wrong, with the value itself.
    expected : str, optional
        What would have been right.
    file, row, column : optional
        Where it stands; rows are counted as in the file, the heading being row 1, or
        named by the unit.

    Examples
    --------
    >>> print(InputError("'many' is not a number", "a count", file="gdp.csv", row=4, column="GDP"))
    gdp.csv, row 4, column GDP: 'many' is not a number; expected a count
    """

    def __init__(self, found, expected=None, file=None, row=None, column=None):
        places = [
            str(file) if file else "",
            f"row {_named(row)}" if row is not None else "",
            f"column {column}" if column else "",
        ]
        place = ", ".join(part for part in places if part)
        line = (
            (f"{place}: " if place else "")
            + found
            + (f"; expected {expected}" if expected else "")
        )
        super().__init__(" ".join(line.split()))


def one_of(allowed, word=None):
    """Say which words are allowed, the nearest to the given one first.

    Parameters
    ----------
    allowed : iterable of str
        The words that may stand here.
    word : str, optional
        The word that was found instead.

    Returns
    -------
    str
        Text for the `expected` of an `InputError`.

    Examples
    --------
    >>> one_of(["mean", "median"], "meen")
    'one of mean, median (nearest: mean)'
    """
    allowed = [str(name) for name in allowed]
    match = difflib.get_close_matches(str(word), allowed, n=1, cutoff=0.5)
    return f"one of {', '.join(allowed)}" + (f" (nearest: {match[0]})" if match else "")
