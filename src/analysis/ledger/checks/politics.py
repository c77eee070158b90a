"""Section 2.2: administrative levels (Tables 3 and 4)."""

from itertools import pairwise

from analysis.ledger.findings import Finding, alike, all_hold, plain
from analysis.ledger.sample import Sample
from analysis.report.words import ADMIN_LEVELS, CITIES, names_en
from compindex.intervals import Interval, mean
from compindex.readings import positive


def cities_of_level(sample: Sample, level: str) -> list[str]:
    """List the cities of an administrative level, an external fact."""
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


def totals_fall_by_level(sample: Sample) -> str:
    """Mean total of each level > that of the next lower level."""
    means = [mean_total_of_level(sample, level) for level in ADMIN_LEVELS.values()]
    return all_hold(positive(upper - lower) for upper, lower in pairwise(means))


def municipalities_follow(sample: Sample) -> Finding:
    """Cities of the second and third rank = those named, both municipalities."""
    cities = list(sample.ranks.index[sample.ranks.isin([2, 3])])
    named = cities == sample.listed("second_and_third")
    municipalities = set(cities_of_level(sample, "municipality"))
    return plain(named and set(cities) <= municipalities, names_en(cities))
