"""What survives other choices of method: under which specifications an order or a place
is held.
"""

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import pandas as pd

from compindex.robustness.choices import BASELINE, CHOICES

COLUMNS = ["statement", "choice", "option", "alone", "share", "specifications"]


def order_held(totals: pd.DataFrame, order: Sequence[object]) -> pd.Series:
    """Say under which specifications the units keep an order; equal totals may be put
    in either.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `choices.all_totals`.
    order : sequence
        Units by rank.

    Returns
    -------
    pandas.Series of bool
        By specification. A unit that is left out is in nobody's way.

    Examples
    --------
    >>> totals = pd.DataFrame({"x": [3.0, 1.0], "y": [2.0, 2.0]})
    >>> order_held(totals, ["x", "y"]).tolist()
    [True, False]
    """
    return falls(totals[list(order)].ffill(axis=1).fillna(np.inf))


def places_held(
    totals: pd.DataFrame,
    units: Collection[object],
    first: int,
    last: int,
    order: Sequence[object],
) -> pd.Series:
    """Say under which specifications some units hold the places from `first` to `last`.

    A unit holds a place from a to b if at least a - 1 others are above it, and at most
    b - 1. Where units fill their places alone, a - 1 of the other units are above them
    all, and the rest below. Equal totals may be put in either order. A unit that is
    left out takes its place with it.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `choices.all_totals`.
    units : collection
    first, last : int
        The places, from 1.
    order : sequence
        All units by the rank to which the places belong.

    Returns
    -------
    pandas.Series of bool
        By specification; missing where all of the units are left out.

    Examples
    --------
    >>> totals = pd.DataFrame({"x": [3.0, 1.0], "y": [2.0, 2.0], "z": [1.0, 0.0]})
    >>> places_held(totals, ["x"], 1, 1, ["x", "y", "z"]).tolist()
    [True, False]
    """
    order, units = list(order), list(units)
    totals = totals[order]
    gone = totals.isna()
    ahead = first - 1 - gone[order[: first - 1]].sum(axis=1)
    upto = last - gone[order[:last]].sum(axis=1)
    alone = len(units) == last - first + 1
    rivals = totals.drop(columns=units) if alone else totals
    above, level = {}, {}  # how many are above a unit, and how many at least level
    for unit in units:
        above[unit] = rivals.gt(totals[unit], axis=0).sum(axis=1)
        others = rivals.drop(columns=unit, errors="ignore")
        level[unit] = others.ge(totals[unit], axis=0).sum(axis=1)
    present = totals[units].notna()
    most = pd.DataFrame(above).where(present).max(axis=1)
    fewest = pd.DataFrame(level).where(present).min(axis=1)
    holds = (most <= (ahead if alone else upto - 1)) & (fewest >= ahead)
    return holds.astype("boolean").where(present.any(axis=1))


def groups_fall(
    totals: pd.DataFrame, groups: Mapping[object, object], order: Sequence[object]
) -> pd.Series:
    """Say under which specifications the mean total never rises from group to group.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `choices.all_totals`.
    groups : dict
        Group by unit.
    order : sequence
        The groups, the highest first.

    Returns
    -------
    pandas.Series of bool
        By specification.

    Examples
    --------
    >>> totals = pd.DataFrame({"x": [3.0, 1.0], "y": [2.0, 2.0], "z": [1.0, 3.0]})
    >>> groups_fall(totals, {"x": "a", "y": "a", "z": "b"}, ["a", "b"]).tolist()
    [True, False]
    """
    return falls(totals.T.groupby(dict(groups)).mean().T[list(order)])


def falls(table: pd.DataFrame) -> pd.Series:
    """Say for each row whether it never rises.

    Parameters
    ----------
    table : pandas.DataFrame

    Returns
    -------
    pandas.Series of bool

    Examples
    --------
    >>> falls(pd.DataFrame({"first": [2, 1], "second": [2, 3]})).tolist()
    [True, False]
    """
    return (table.diff(axis=1).iloc[:, 1:] <= 0).all(axis=1)


def by_option(held: pd.DataFrame) -> pd.DataFrame:
    """Sum up what survives each choice.

    Parameters
    ----------
    held : pandas.DataFrame of bool
        Specifications by statements, missing where a statement does not apply.

    Returns
    -------
    pandas.DataFrame
        ``statement, choice, option``; ``alone``, whether the statement survives if only
        this choice differs from the baseline, missing where that cannot be computed or
        does not apply; ``share`` of all specifications with this option under which it
        survives, of the ``specifications`` to which it applies.

    Examples
    --------
    >>> from compindex.robustness.choices import all_totals
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> totals, _ = all_totals(table, {"a": 3, "b": 1})
    >>> held = pd.DataFrame({"order": order_held(totals, ["x", "y"])})
    >>> rows = by_option(held.astype("boolean")).set_index(["choice", "option"])
    >>> rows.loc["without_dimension", "alone"].to_dict()
    {'none': True, 'a': False, 'b': True}
    """
    rows = []
    for level, choice in enumerate(CHOICES):
        for option, part in held.groupby(level=choice, sort=False):
            alone = (*BASELINE[:level], option, *BASELINE[level + 1 :])
            for statement, column in part.items():
                single = held.at[alone, statement] if alone in held.index else pd.NA
                counted = int(column.notna().sum())
                share = column.sum() / counted if counted else None
                rows.append((statement, choice, option, single, share, counted))
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table.astype({"alone": "boolean", "share": float})
