"""The report's orderings and sets, as statements that can be tried under other methods."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from analysis.report.words import ADMIN_LEVELS, CITIES, city_ids
from compindex.robustness.survival import groups_fall, order_held, places_held

# The statements of the register that are orderings or sets.
STATED = (
    "order_of_totals",
    "steps",
    "wuhan_first",
    *(f"tier_{tier}_members" for tier in range(1, 6)),
    "second_and_third",
    "gdp_leaders_influence",
)


def stated_places(prose: dict[str, str], named: pd.Series) -> dict[str, tuple]:
    """Write orderings and sets as places: by the id of the statement the cities, and the
    first and the last place that they hold; of statements all of whose cities there are.
    """
    found = {"wuhan_first": (["wuhan"], 1, 1)}
    first = 1
    for tier, size in named.value_counts().sort_index().items():
        members = list(named.index[named == tier])
        found[f"tier_{tier}_members"] = (members, first, first + size - 1)
        first += size
    found["second_and_third"] = (city_ids(prose["second_and_third"]), 2, 3)
    leaders = city_ids(prose["gdp_leaders"])
    found["gdp_leaders_influence"] = (leaders, 1, len(named) // 3)
    present = set(named.index)
    return {id: place for id, place in found.items() if set(place[0]) <= present}


def stated_orderings(
    prose: dict[str, str], named: pd.Series, order: list[str]
) -> dict[str, Callable]:
    """Write orderings and sets as statements for `compindex.audit`, by their ids; the
    cities are given in the order of the report.
    """
    levels = {city.id: city.admin_level for city in CITIES if city.id in order}
    present = [name for name in ADMIN_LEVELS.values() if name in levels.values()]
    stated = {
        "order_of_totals": partial(order_held, order=order),
        "steps": partial(groups_fall, groups=levels, order=present),
    }
    for id, (cities, first, last) in stated_places(prose, named).items():
        place = {"units": cities, "first": first, "last": last}
        stated[id] = partial(places_held, **place, order=order)
    return stated
