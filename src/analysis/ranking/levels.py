"""The administrative levels behind Table 4, which prints a mean total and a mean rank for
each level and not which cities belong to it.
"""

import numpy as np
import pandas as pd

from compindex.intervals import Interval


def divisions(
    totals: Interval, ranks: pd.Series, means: Interval, mean_ranks: Interval
) -> list[list[list[str]]]:
    """Find every division of the cities into three levels whose mean totals and mean
    ranks round to the printed ones: all 3ⁿ are tried, by way of the 2ⁿ sets of cities
    that each level can be.
    """
    cities = list(ranks.index)
    masks = np.arange(1, 2 ** len(cities))
    members = masks[:, None] >> np.arange(len(cities)) & 1
    sizes = members.sum(axis=1)
    low, high = (members @ end[cities] / sizes for end in (totals.low, totals.high))
    rank = members @ ranks.to_numpy() / sizes
    fitting = []
    for place in range(3):
        total_fits = (low <= means.high.iloc[place]) & (high >= means.low.iloc[place])
        rank_fits = (rank <= mean_ranks.high.iloc[place]) & (
            rank >= mean_ranks.low.iloc[place]
        )
        fitting.append(set(masks[total_fits & rank_fits].tolist()))
    everyone = 2 ** len(cities) - 1
    return [
        [_cities(mask, cities) for mask in (first, second, everyone - first - second)]
        for first in sorted(fitting[0])
        for second in sorted(fitting[1])
        if not first & second and everyone - first - second in fitting[2]
    ]


def _cities(mask: int, cities: list[str]) -> list[str]:
    """List the cities of a set."""
    return [city for place, city in enumerate(cities) if mask >> place & 1]
