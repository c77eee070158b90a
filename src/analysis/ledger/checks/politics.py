"""Section 2.2: administrative levels (Tables 3 and 4)."""

import math
from itertools import pairwise

import pandas as pd

from analysis.ledger.findings import Finding, alike, all_hold, plain, quantity
from analysis.ledger.sample import NotInVariant, Sample
from analysis.ranking import levels
from analysis.report.words import ADMIN_LEVELS, CITIES, names_en
from compindex.intervals import Interval, mean
from compindex.readings import EVERY, NONE, positive
from compindex.rounding import half_up


def cities_of_level(sample: Sample, level: str) -> list[str]:
    """List the cities of an administrative level, in the only division of the cities
    that gives Table 4 (`only_division`).
    """
    members = [city.id for city in CITIES if city.admin_level == level]
    return [city for city in members if city in sample.cities]


def mean_total_of_level(sample: Sample, level: str) -> Interval:
    """Mean of the totals of the cities of a level."""
    return mean(sample.totals[cities_of_level(sample, level)])


def mean_rank_of_level(sample: Sample, level: str) -> Interval:
    """Mean of the ranks of the cities of a level."""
    return Interval.exactly(sample.ranks[cities_of_level(sample, level)].mean())


def levels_in_prose(sample: Sample) -> Finding:
    """Means and ranks in the prose = the cells of Table 4."""
    cells = sample.cells.table(4)[["CICII平均值", "平均排名位次"]]
    return alike(sample.prose["table_4_prose"], ", ".join(cells.to_numpy().ravel()))


def totals_fall_by_level(sample: Sample) -> Finding:
    """Mean total of each level > that of the next lower level."""
    means = [mean_total_of_level(sample, level) for level in ADMIN_LEVELS.values()]
    reading = all_hold(positive(upper - lower) for upper, lower in pairwise(means))
    return Finding(", ".join(half_up(mean.value) for mean in means), reading)


def ranks_by_level_tested(sample: Sample) -> Finding:
    """p-value of a Kruskal–Wallis test of the ranks by level < 0.05.

    Source: W. H. Kruskal and W. A. Wallis, Use of ranks in one-criterion variance
    analysis, Journal of the American Statistical Association 47 (1952).
    """
    from scipy.stats import kruskal  # here, since it takes a moment to load

    members = [cities_of_level(sample, level) for level in ADMIN_LEVELS.values()]
    groups = [sample.ranks[cities] for cities in members if cities]
    if len(groups) < 2:
        raise NotInVariant("fewer than two levels")
    p_value = float(kruskal(*groups).pvalue)
    return quantity(Interval.exactly(p_value), EVERY if p_value < 0.05 else NONE)


def correlation_ratio_of_levels(sample: Sample) -> Finding:
    """√(share of the variance of totals that lies between levels) ≥ 0.5, totals as
    printed.
    """
    found = Interval.exactly(math.sqrt(_share_between(sample)))
    return quantity(found, positive(found - Interval.exactly(0.5)))


def _share_between(sample: Sample) -> float:
    """Take the share of the variance of totals that lies between levels."""
    totals = sample.scores["total"].value
    between = totals.groupby(_level_of_each(totals)).transform("mean")
    return float(between.var(ddof=0) / totals.var(ddof=0))


def _level_of_each(totals: pd.Series) -> pd.Index:
    """Give the administrative level of each city."""
    return totals.index.map({city.id: city.admin_level for city in CITIES})


def ratio_by_chance(sample: Sample) -> str:
    """Say what share of the variance levels explain when they are dealt out at random,
    (levels − 1) ÷ (cities − 1) on average, and the ratio that is left when it is taken
    out, as in the adjusted R² of a regression.
    """
    found, totals = _share_between(sample), sample.scores["total"].value
    more_cities, more_levels = len(totals) - 1, _level_of_each(totals).nunique() - 1
    if more_cities == more_levels:
        return "There are as many levels as cities, so that levels explain everything."
    adjusted = 1 - (1 - found) * more_cities / (more_cities - more_levels)
    left = half_up(math.sqrt(max(0.0, adjusted)))
    return (
        f"Levels explain {found:.0%} of the variance of totals; dealt out at random "
        f"they would explain {more_levels / more_cities:.0%} on average. With that "
        f"taken out a ratio of {left} is left. The levels are derived from Table 4, and "
        "administrative; political development was not measured."
    )


def only_division(sample: Sample) -> Finding:
    """Divisions of the cities into three levels that give the means and mean ranks of
    Table 4: exactly one, that of `words.CITIES`; and those whom the prose calls
    municipalities are in its first level.
    """
    report = sample.report
    table = report.cells.table(4).set_index("城市行政级别").loc[list(ADMIN_LEVELS)]
    found = levels.divisions(
        report.totals,
        report.ranks,
        Interval.printed(table["CICII平均值"]),
        Interval.printed(table["平均排名位次"]),
    )
    known = [cities_of_level(report, level) for level in ADMIN_LEVELS.values()]
    same = [[sorted(level) for level in one] for one in found] == [
        [sorted(level) for level in known]
    ]
    named = set(report.listed("administrative_levels"))
    words = "; ".join(names_en(level) for level in found[0]) if found else "none"
    return plain(same and named <= set(known[0]), words)


def municipalities_follow(sample: Sample) -> Finding:
    """Cities of the second and third rank = those named, both municipalities."""
    cities = list(sample.ranks.index[sample.ranks.isin([2, 3])])
    named = cities == sample.listed("second_and_third")
    municipalities = set(cities_of_level(sample, "municipality"))
    return plain(named and set(cities) <= municipalities, names_en(cities))
