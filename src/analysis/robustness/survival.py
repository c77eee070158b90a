"""What survives other choices of method: the report's orderings and sets under every
specification.
"""

import numpy as np
import pandas as pd

from analysis.names import ADMIN_LEVELS, CITIES, city_id
from analysis.robustness.choices import BASELINE, CHOICES


def statements(prose, named):
    """Write the report's orderings and sets as places: which cities stand where, by the
    id of the statement.

    Parameters
    ----------
    prose : dict of str to str
        Printed values by id (`register.printed_values`).
    named : pandas.Series
        Tier by city (`tiers.named_tiers`), the best placed first.

    Returns
    -------
    dict of str to tuple
        Cities, and the first and the last place that they hold in the report; only
        statements all of whose cities there are.
    """
    sizes, middle = (
        named.value_counts().sort_index().cumsum(),
        ["changsha", "chengdu", "xian"],
    )
    found = {"wuhan_first": (["wuhan"], 1, 1)}
    for tier, last in sizes.items():
        found[f"tier_{tier}_members"] = (
            list(named.index[named == tier]),
            last - (named == tier).sum() + 1,
            last,
        )
    found["second_and_third"] = (
        [city_id(name) for name in prose["second_and_third"].split(",")],
        2,
        3,
    )
    found["gdp_leaders_influence"] = (
        [city_id(name) for name in prose["gdp_leaders"].split(",")],
        1,
        len(named) // 3,
    )
    upper, lower = (int((named <= tier).sum()) for tier in (2, 4))
    found["middle_overall"] = (middle, upper + 1, lower)
    return {
        id: place for id, place in found.items() if set(place[0]) <= set(named.index)
    }


def survives(totals, stated, order):
    """Say under which specifications the report's orderings and sets hold.

    A city holds a place from a to b if at least a - 1 others are above it, and at most
    b - 1. Where cities fill their places alone, a - 1 of the other cities are above
    them all, and the rest below. Equal totals may be put in either order. A city that
    is left out takes its place with it.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `all_totals`.
    stated : dict of str to tuple
        From `statements`.
    order : list of str
        Cities in the order of the report.

    Returns
    -------
    pandas.DataFrame
        Specifications by statements: ``order_of_totals``, ``steps`` (the mean total
        falls from administrative level to level), and those of `stated`; missing where
        all cities of a statement are left out.
    """
    filled = totals[order].ffill(axis=1).fillna(np.inf)
    levels = {city.id: city.admin_level for city in CITIES}
    means = totals.T.groupby(levels).mean().T[list(ADMIN_LEVELS.values())]
    held = {"order_of_totals": _falls(filled), "steps": _falls(means)}
    held |= {id: _hold_places(totals[order], *place) for id, place in stated.items()}
    return pd.DataFrame(held).astype("boolean")


def _falls(table):
    """Say for each row whether it never rises."""
    return (table.diff(axis=1).iloc[:, 1:] <= 0).all(axis=1)


def _hold_places(totals, cities, first, last):
    """Say for each specification whether some cities hold places; columns stand in the
    order of the report.
    """
    order, gone = list(totals.columns), totals.isna()
    ahead, upto = (
        first - 1 - gone[order[: first - 1]].sum(axis=1),
        last - gone[order[:last]].sum(axis=1),
    )
    alone = len(cities) == last - first + 1
    rivals = totals.drop(columns=cities) if alone else totals
    above = pd.DataFrame(
        {city: rivals.gt(totals[city], axis=0).sum(axis=1) for city in cities}
    )
    others = {city: rivals.drop(columns=city, errors="ignore") for city in cities}
    level = pd.DataFrame(
        {city: others[city].ge(totals[city], axis=0).sum(axis=1) for city in cities}
    )
    present = totals[cities].notna()
    most, fewest = above.where(present).max(axis=1), level.where(present).min(axis=1)
    holds = (most <= (ahead if alone else upto - 1)) & (fewest >= ahead)
    return holds.astype("boolean").where(present.any(axis=1))


def by_option(held):
    """Sum up what survives each choice.

    Parameters
    ----------
    held : pandas.DataFrame
        From `survives`.

    Returns
    -------
    pandas.DataFrame
        ``statement, choice, option``; ``alone``, whether the statement survives if only
        this choice differs from the baseline, missing where that cannot be computed or
        does not apply; ``share`` of all specifications with this option under which it
        survives, of the ``specifications`` to which it applies.
    """
    rows = []
    for level, choice in enumerate(CHOICES):
        for option, part in held.groupby(level=choice, sort=False):
            alone = tuple(
                option if number == level else default
                for number, default in enumerate(BASELINE)
            )
            for id, column in part.items():
                single = held.at[alone, id] if alone in held.index else pd.NA
                counted = int(column.notna().sum())
                rows.append(
                    (
                        id,
                        choice,
                        option,
                        single,
                        column.sum() / counted if counted else None,
                        counted,
                    )
                )
    columns = ["statement", "choice", "option", "alone", "share", "specifications"]
    return pd.DataFrame(rows, columns=columns).astype(
        {"alone": "boolean", "share": float}
    )
