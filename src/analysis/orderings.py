"""The report's orderings and sets, as statements that can be tried under other methods."""

from functools import partial

from analysis.names import ADMIN_LEVELS, CITIES, city_id
from compindex.robustness.survival import groups_fall, order_held, places_held


def stated_places(prose, named):
    """Write the report's orderings and sets as places: which cities stand where, by the
    id of the statement.

    Parameters
    ----------
    prose : dict of str to str
        Printed values by id (`register.printed_values`).
    named : pandas.Series
        Tier by city (`tiers.named_tiers`).

    Returns
    -------
    dict of str to tuple
        Cities, and the first and the last place that they hold in the report; only
        statements all of whose cities there are.
    """
    found = {"wuhan_first": (["wuhan"], 1, 1)}
    first = 1
    for tier, size in named.value_counts().sort_index().items():
        members = list(named.index[named == tier])
        found[f"tier_{tier}_members"] = (members, first, first + size - 1)
        first += size
    followers, leaders = (
        [city_id(name) for name in prose[id].split(",")]
        for id in ("second_and_third", "gdp_leaders")
    )
    found["second_and_third"] = (followers, 2, 3)
    found["gdp_leaders_influence"] = (leaders, 1, len(named) // 3)
    upper, lower = (int((named <= tier).sum()) for tier in (2, 4))
    found["middle_overall"] = (["changsha", "chengdu", "xian"], upper + 1, lower)
    present = set(named.index)
    return {id: place for id, place in found.items() if set(place[0]) <= present}


def stated_orderings(prose, named, order):
    """Write the report's orderings and sets as statements for `compindex.audit`.

    Parameters
    ----------
    prose, named
        As for `stated_places`.
    order : list of str
        Cities in the order of the report.

    Returns
    -------
    dict of str to callable
        By the id of the statement.
    """
    levels = {city.id: city.admin_level for city in CITIES if city.id in order}
    stated = {
        "order_of_totals": partial(order_held, order=order),
        "steps": partial(
            groups_fall,
            groups=levels,
            order=[name for name in ADMIN_LEVELS.values() if name in levels.values()],
        ),
    }
    for id, (cities, first, last) in stated_places(prose, named).items():
        place = {"units": cities, "first": first, "last": last}
        stated[id] = partial(places_held, **place, order=order)
    return stated
