"""Tiers of cities: stated bands, named members, and means by tier and administrative
level (Table 4, Figures 1, 4 and 5).
"""

import re

import numpy as np
import pandas as pd

from analysis.report.words import CITIES, DIMENSIONS, city_ids
from compindex.errors import InputError, quoted
from compindex.numerals import printed_interval

_BAND = r"(?P<low>[\d.]+)(?: to (?P<high>[\d.]+)| or above)|below (?P<below>[\d.]+)"


def named_tiers(prose: dict[str, str]) -> pd.Series:
    """Read the tier, 1 to 5, in which the report names each city."""
    found = [
        (city, tier)
        for tier in range(1, 6)
        for city in city_ids(prose[f"tier_{tier}_members"])
    ]
    named = [city for city, _ in found]
    for city in CITIES:
        times = named.count(city.id)
        if times != 1:
            words = f"{city.id} is named in {times} tiers"
            expected = "one tier for each city"
            raise InputError(words, expected, file="data/raw/claims.yml")
    return pd.Series(dict(found), name="tier")


def stated_band(text: str) -> tuple[float, float]:
    """Read a band of totals, such as ``60 to 64``, ``85 or above`` or ``below 60``.

    A stated end is a printed number: it stands for every value that rounds to it.
    """
    match = re.fullmatch(_BAND, text)
    if not match:
        found = f"the band {quoted(text)} cannot be read"
        raise InputError(found, "such as 60 to 64, 85 or above, below 60")
    low, high = match["low"], match["high"] or match["below"]
    least = printed_interval(low)[0] if low else -np.inf
    most = printed_interval(high)[1] if high else np.inf
    return least, most


def tier_statistics(index: pd.DataFrame) -> pd.DataFrame:
    """Compute mean and population standard deviation (the divisor is n) of each
    dimension in each tier.
    """
    long = index.melt(
        "tier", list(DIMENSIONS.values()), var_name="dimension", value_name="score"
    )
    groups = long.groupby(["tier", "dimension"], sort=False)["score"]
    table = groups.agg(
        n="size", mean="mean", sd=lambda scores: scores.std(ddof=0)
    ).reset_index()
    return table.sort_values("tier", kind="stable", ignore_index=True)
