"""Recomputations for sections 2.1 and 2.2: totals, tiers, administrative levels and GDP
(Tables 3 to 6).
"""

from functools import partial
from itertools import pairwise

from analysis import tiers
from analysis.claims.findings import Finding, alike, plain, together
from analysis.names import ADMIN_LEVELS, CITIES, name_en
from compindex import bounds
from compindex.intervals import Interval, mean
from compindex.readings import EVERY, SOME, above, falling, positive, rank


def ranks_complete(printed):
    """Test whether the printed ranks run from the first to the last stated, each given
    once.
    """
    first, last = (int(text) for text in printed.prose["ranks"].split(" to "))
    return plain(
        sorted(printed.ranks) == list(range(first, last + 1)),
        ", ".join(map(str, printed.ranks)),
    )


def tier_count(printed):
    """Count the tiers that share the cities out, each city once."""
    return Interval.exactly(printed.named[printed.ranks.index].nunique())


def tier_members(printed, tier):
    """Test whether the cities named in a tier follow each other in the ranking, after
    those of the tier above.
    """
    ranks, before = (
        printed.ranks[printed.tier(tier)],
        len(printed.tier(*range(1, tier))),
    )
    names = ", ".join(
        name_en(city) for city in printed.ranks.index[before : before + len(ranks)]
    )
    return plain(
        sorted(ranks) == list(range(before + 1, before + len(ranks) + 1)), names
    )


def tier_band(printed, tier):
    """Test whether the totals of a tier can lie in the band stated for it, its ends
    being rounded numbers too.
    """
    low, high = tiers.stated_band(printed.prose[f"tier_{tier}_band"])
    totals = printed.totals[printed.tier(tier)]
    possible = (totals.high >= low) & (totals.low <= high)
    words = ", ".join(
        f"{name_en(city)} {totals.value[city]:g}"
        for city in totals.value.index[~possible]
    )
    if words:
        return plain(False, f"outside: {words}")
    always = ((totals.low >= low) & (totals.high <= high)).all()
    return Finding(
        f"{totals.value.min():g} to {totals.value.max():g}", EVERY if always else SOME
    )


def above_mean(printed):
    """Count the cities with a total above the mean."""
    margin = printed.totals - mean(printed.totals)
    return Interval(
        *(int((end > 0).sum()) for end in (margin.value, margin.low, margin.high))
    )


def level(printed, name):
    """List the cities of an administrative level, an external fact."""
    return [
        city.id
        for city in CITIES
        if city.admin_level == name and city.id in printed.ranks.index
    ]


def table_4_prose(printed):
    """Compare the means and ranks in the prose with the cells of Table 4."""
    cells = printed.table(4)[["CICII平均值", "平均排名位次"]].to_numpy().ravel()
    return alike(printed.prose["table_4_prose"], ", ".join(cells))


def steps(printed):
    """Say under which readings the mean total falls from level to level."""
    means = [
        mean(printed.totals[level(printed, name)]) for name in ADMIN_LEVELS.values()
    ]
    return together(positive(upper - lower) for upper, lower in pairwise(means))


def second_and_third(printed):
    """Test which cities have the second and third rank, and that they are
    municipalities.
    """
    cities = list(printed.ranks.index[printed.ranks.isin([2, 3])])
    right = cities == printed.listed("second_and_third") and set(cities) <= set(
        level(printed, "municipality")
    )
    return plain(right, ", ".join(name_en(city) for city in cities))


def leaders(sample, cities):
    """Say under which readings some cities are the highest of a sample."""
    return above(sample[cities], sample.map(lambda end: end.drop(cities)))


def correlation(printed):
    """Bound the correlation of total and GDP."""
    totals = printed.totals[list(printed.gdp.value.index)]
    return bounds.correlation(totals, printed.gdp)


def significance(printed):
    """Bound its two-sided p-value."""
    return bounds.significance(correlation(printed), len(printed.gdp.value))


def significant(printed):
    """Say under which readings the p-value is below 0.01."""
    p_value = significance(printed)
    return Finding(
        f"{p_value.value:.12g}",
        positive(Interval.exactly(0.01) - p_value),
        p_value.low,
        p_value.high,
    )


def stars(printed):
    """Test whether the starred coefficient is significant at the 0.01 level."""
    starred = printed.table(6).loc[2, "GDP"].endswith("**")
    return significant(printed) if starred else plain(False, "no two stars")


def gdp_totals(printed):
    """Compare the totals of Table 5 with those of Table 3, order included; name the
    cities that differ.
    """
    ours, theirs = printed.by_city(3, "总得分"), printed.by_city(5, "总得分")
    return plain(
        ours.equals(theirs),
        ", ".join(
            name_en(city) for city in ours.index if ours[city] != theirs.get(city)
        ),
    )


def table_6_halves(printed):
    """Compare the two halves of Table 6 with each other, and both with the register."""
    table = printed.table(6)
    upper, lower = (
        ", ".join(part) for part in (table["GDP"].iloc[:3], table["CICII值"].iloc[3:])
    )
    return plain(upper == lower == printed.prose["table_6_halves"], lower)


CHECKS = {
    **{
        f"total_{city.id}": lambda printed, city=city.id: printed.weighted[city]
        for city in CITIES
    },
    "ranks": ranks_complete,
    "order_of_totals": lambda printed: falling(printed.totals),
    "wuhan_first": lambda printed: rank(printed.totals, "wuhan"),
    "tier_count": tier_count,
    **{
        f"tier_{tier}_members": partial(tier_members, tier=tier) for tier in range(1, 6)
    },
    **{f"tier_{tier}_band": partial(tier_band, tier=tier) for tier in range(1, 6)},
    "mean_total": lambda printed: mean(printed.totals),
    "above_mean": above_mean,
    "tier_1_mean_total": lambda printed: mean(printed.totals[printed.tier(1)]),
    "tier_5_mean_total": lambda printed: mean(printed.totals[printed.tier(5)]),
    "tier_1_tier_5_difference": lambda printed: (
        mean(printed.totals[printed.tier(1)]) - mean(printed.totals[printed.tier(5)])
    ),
    **{
        f"mean_total_{name.replace('-', '_')}": lambda printed, name=name: mean(
            printed.totals[level(printed, name)]
        )
        for name in ADMIN_LEVELS.values()
    },
    **{
        f"mean_rank_{name.replace('-', '_')}": lambda printed, name=name: (
            Interval.exactly(printed.ranks[level(printed, name)].mean())
        )
        for name in ADMIN_LEVELS.values()
    },
    "table_4_prose": table_4_prose,
    "steps": steps,
    "second_and_third": second_and_third,
    "gdp_leaders": lambda printed: leaders(printed.gdp, printed.listed("gdp_leaders")),
    "gdp_leaders_influence": lambda printed: together(
        positive(Interval.exactly(len(CITIES) / 3 + 0.5) - rank(printed.totals, city))
        for city in printed.listed("gdp_leaders")
    ),
    "correlation": correlation,
    "correlation_level": significant,
    "table_6_coefficient": correlation,
    "table_6_significance": significance,
    "table_6_n": lambda printed: Interval.exactly(len(printed.gdp.value)),
    "table_6_stars": stars,
    "table_6_halves": table_6_halves,
    "table_6_headings": lambda printed: alike(printed.table(6).loc[2, "GDP"], "1"),
    "gdp_totals": gdp_totals,
}
