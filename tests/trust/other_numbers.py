"""Whether two files hold the same numbers, within one unit of the twelfth digit."""

import re
from decimal import Decimal

DIGITS = 12  # that tables on disk have
# Letters before it make a number a name, such as fig2 or a digest.
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?!\w)")
TEXTS = (".csv", ".json", ".ipynb", ".md", ".txt", ".yml")


def taken_apart(text):
    """Give the numbers of a text, and what stands between them."""
    found = [Decimal(one) for one in _NUMBER.findall(text)]
    return found, _NUMBER.split(text)


def is_within_a_unit(one, other, digits=DIGITS):
    """Tell whether two numbers differ by one unit of that digit of the larger at most."""
    largest = max(abs(one), abs(other))
    unit = Decimal(1).scaleb(largest.adjusted() - digits + 1) if largest else 0
    return abs(one - other) <= unit


def difference(committed, fresh):
    """Compare two texts: the largest relative difference of their numbers, and whether
    all are within a unit of the twelfth digit; nothing and false if words differ.
    """
    ours, words = taken_apart(committed)
    theirs, other_words = taken_apart(fresh)
    if words != other_words:
        return None, False
    pairs = list(zip(ours, theirs, strict=True))
    relative = [
        abs(one - other) / max(abs(one), abs(other))
        for one, other in pairs
        if one != other
    ]
    return max(relative, default=Decimal(0)), all(
        is_within_a_unit(one, other) for one, other in pairs
    )


def compared(committed, fresh):
    """Compare files by name, as bytes: how many have other bytes, the largest relative
    difference of numbers, and the names of those whose numbers or words differ, or that
    are no text.
    """
    other, largest, wrong = 0, Decimal(0), []
    for name, content in committed.items():
        if fresh.get(name) == content:
            continue
        other += 1
        if not str(name).endswith(TEXTS) or name not in fresh:
            wrong.append(str(name))
            continue
        found, within = difference(content.decode(), fresh[name].decode())
        largest = max(largest, found or Decimal(0))
        if not within:
            wrong.append(str(name))
    return other, largest, wrong
