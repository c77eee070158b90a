"""Tiers of cities: stated bands, named members, natural breaks, and means by tier and
administrative level.
"""

import re

import numpy as np
import pandas as pd

from analysis.names import ADMIN_LEVELS, CITIES, DIMENSIONS, city_id
from compindex.errors import InputError, quoted
from compindex.numerals import printed_interval


def named_tiers(prose):
    """Read which cities the report names in each of its five tiers.

    Parameters
    ----------
    prose : dict of str to str
        Printed values by id (`register.printed_values`).

    Returns
    -------
    pandas.Series
        Tier, 1 to 5, by city.
    """
    members = {tier: prose[f"tier_{tier}_members"].split(",") for tier in range(1, 6)}
    pairs = [(city_id(name), tier) for tier, names in members.items() for name in names]
    found = [city for city, _ in pairs]
    for city in CITIES:
        if found.count(city.id) != 1:
            times = f"{city.id} is named in {found.count(city.id)} tiers"
            raise InputError(
                times, "one tier for each city", file="data/raw/claims.yml"
            )
    return pd.Series(dict(pairs), name="tier")


def stated_band(text):
    """Read the band of totals that the report states for a tier.

    A stated end is a printed number: it stands for every value that rounds to it.

    Parameters
    ----------
    text : str
        ``<low> to <high>``, ``<low> or above`` or ``below <high>``.

    Returns
    -------
    low, high : float
        The band at its widest; infinite where no end is stated.

    Examples
    --------
    >>> stated_band("60 to 64"), stated_band("85 or above")
    ((59.5, 64.5), (84.5, inf))
    """
    match = re.fullmatch(
        r"(?P<low>[\d.]+)(?: to (?P<high>[\d.]+)| or above)|below (?P<below>[\d.]+)",
        text,
    )
    if not match:
        raise InputError(
            f"the band {quoted(text)} cannot be read",
            "such as 60 to 64, 85 or above, below 60",
        )
    low, high = match["low"], match["high"] or match["below"]
    return printed_interval(low)[0] if low else -np.inf, printed_interval(high)[
        1
    ] if high else np.inf


def members_outside(index, prose):
    """List the cities whose total lies outside the band that the report states for
    their tier.

    Parameters
    ----------
    index : pandas.DataFrame
        One row for each city, with ``total`` and the named ``tier``.
    prose : dict of str to str
        Printed values by id, with ``tier_<k>_band``.

    Returns
    -------
    pandas.DataFrame
        ``city, tier, total, stated``.
    """
    table = index[["city", "tier", "total"]].copy()
    table["stated"] = [prose[f"tier_{tier}_band"] for tier in index["tier"]]
    inside = [
        low <= total <= high
        for total, (low, high) in zip(
            table["total"], map(stated_band, table["stated"]), strict=True
        )
    ]
    return table[~np.array(inside)].reset_index(drop=True)


def tier_statistics(index):
    """Compute mean and population standard deviation of each dimension in each tier.

    Parameters
    ----------
    index : pandas.DataFrame
        One row for each city, with ``tier`` and the four dimensions.

    Returns
    -------
    pandas.DataFrame
        ``tier, dimension, n, mean, sd``; the standard deviation has the divisor n.
    """
    long = index.melt(
        "tier", list(DIMENSIONS.values()), var_name="dimension", value_name="score"
    )
    groups = long.groupby(["tier", "dimension"], sort=False)["score"]
    table = groups.agg(
        n="size", mean="mean", sd=lambda scores: scores.std(ddof=0)
    ).reset_index()
    return table.sort_values("tier", kind="stable", ignore_index=True)


def sample_statistics(index):
    """Compute mean, median and population standard deviation of each dimension and the
    total over all cities.

    Returns
    -------
    pandas.DataFrame
        ``mean, median, sd`` by column.
    """
    scores = index[[*DIMENSIONS.values(), "total"]]
    return pd.DataFrame(
        {"mean": scores.mean(), "median": scores.median(), "sd": scores.std(ddof=0)}
    )


def admin_level_means(index, cities):
    """Compute mean total and mean rank by administrative level, as in Table 4.

    Parameters
    ----------
    index : pandas.DataFrame
        One row for each city, with ``rank`` and ``total``.
    cities : pandas.DataFrame
        The tidy Table 1, with ``admin_level``.

    Returns
    -------
    pandas.DataFrame
        ``admin_level, n, mean_total, mean_rank``, from the highest level down.
    """
    joined = index.merge(
        cities[["city", "admin_level"]], on="city", validate="one_to_one"
    )
    means = joined.groupby("admin_level").agg(
        n=("city", "size"),
        mean_total=("total", "mean"),
        mean_rank=("rank", "mean"),
    )
    return means.loc[
        [level for level in ADMIN_LEVELS.values() if level in means.index]
    ].reset_index()
