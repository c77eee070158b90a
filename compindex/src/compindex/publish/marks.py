"""Small marks of a page: numbers, intervals of ranks, shades."""

from collections.abc import Mapping

import pandas as pd


def as_read(cell: object) -> str:
    """Write a cell as it is read: two decimals, or three digits of what is small;
    nothing where it is missing.

    Parameters
    ----------
    cell : object

    Returns
    -------
    str

    Examples
    --------
    >>> [as_read(cell) for cell in (3, 12.346, 0.00123, None, "a", 0.0)]
    ['3', '12.35', '0.00123', '', 'a', '0']
    """
    if isinstance(cell, str):
        return cell
    if cell is None or pd.isna(cell):
        return ""
    if float(cell) == int(cell):
        return f"{int(cell):,}"
    return f"{cell:,.2f}" if abs(cell) >= 0.1 else f"{cell:.3g}"


def place_words(best: object, worst: object) -> str:
    """Write a range of places.

    Parameters
    ----------
    best, worst : int, or missing

    Returns
    -------
    str

    Examples
    --------
    >>> place_words(2, 4), place_words(3, 3)
    ('2–4', '3')
    """
    if pd.isna(best):
        return ""
    return f"{best}" if best == worst else f"{best}–{worst}"


def interval(row: Mapping[str, object], most: int) -> dict[str, str]:
    """Place the ends, the middle and the rank itself on a scale of all places, in
    percent of its width.

    Parameters
    ----------
    row : mapping
        With ``rank, p05, p50, p95``.
    most : int
        The last place.

    Returns
    -------
    dict of str to str
        Empty where there is no rank.

    Examples
    --------
    >>> interval({"rank": 1, "p05": 1, "p50": 2, "p95": 3}, 5)
    {'rank': '10.0', 'low': '0.0', 'wide': '60.0', 'middle': '30.0'}
    """
    if pd.isna(row["rank"]):
        return {}
    found = {"rank": f"{100 * (row['rank'] - 0.5) / most:.1f}"}
    if not pd.isna(row["p05"]):
        low, high = 100 * (row["p05"] - 1) / most, 100 * row["p95"] / most
        found["low"], found["wide"] = f"{low:.1f}", f"{high - low:.1f}"
        found["middle"] = f"{100 * (row['p50'] - 0.5) / most:.1f}"
    return found


def shade(correlation: float) -> str:
    """Give the colour of a correlation: blue below zero, orange above, white at none;
    pale enough for dark text.

    Parameters
    ----------
    correlation : float

    Returns
    -------
    str

    Examples
    --------
    >>> shade(0.0), shade(1.0)
    ('#ffffff', '#fdb878')
    """
    if pd.isna(correlation):
        return "#f4f4f4"
    end = (253, 184, 120) if correlation > 0 else (140, 190, 230)
    part = min(1.0, abs(correlation))
    mixed = (round(255 + (one - 255) * part) for one in end)
    return "#" + "".join(f"{one:02x}" for one in mixed)
