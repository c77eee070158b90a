"""Section 2.1: the tiers, and the means of the totals (Table 3)."""

import numpy as np

from analysis.ledger.checks.politics import cities_of_level
from analysis.ledger.checks.totals import span_in_words
from analysis.ledger.findings import Finding, Outcome, beside, large, plain
from analysis.ledger.sample import NotInVariant, Sample
from analysis.ranking.tiers import stated_band
from analysis.report.words import ADMIN_LEVELS, name_en, names_en
from compindex import bounds
from compindex.bands import assign_tiers
from compindex.intervals import Interval, mean
from compindex.numerals import number
from compindex.readings import EVERY, SOME, positive
from compindex.rounding import half_up


def count_tiers(sample: Sample) -> Interval:
    """Number of tiers that share the cities out, each city once."""
    return Interval.exactly(sample.named[sample.ranks.index].nunique())


def tier_members(sample: Sample, tier: int) -> Finding:
    """Ranks of a tier = those that follow the ranks of the tiers above."""
    ranks = sample.ranks[sample.tier(tier)]
    before = len(sample.tier(*range(1, tier)))
    places = range(before + 1, before + len(ranks) + 1)
    holders = sample.ranks.index[before : before + len(ranks)]
    return plain(sorted(ranks) == list(places), names_en(holders))


def tier_band(sample: Sample, tier: int) -> Outcome:
    """Totals of a tier lie in its stated band, the ends being rounded numbers too."""
    low, high = stated_band(sample.prose[f"tier_{tier}_band"])
    totals = sample.totals[sample.tier(tier)]
    possible = (totals.high >= low) & (totals.low <= high)
    outside = [
        f"{name_en(city)} {totals.value[city]:g}"
        for city in totals.value.index[~possible]
    ]
    if outside:
        return plain(False, f"outside: {', '.join(outside)}")
    always = ((totals.low >= low) & (totals.high <= high)).all()
    words = f"{totals.value.min():g} to {totals.value.max():g}"
    return Finding(words, EVERY if always else SOME)


def mean_of_totals(sample: Sample, tier: int = 0) -> Interval:
    """Mean of the totals of a tier, or of all cities."""
    return mean(sample.totals[sample.tier(tier)] if tier else sample.totals)


def difference_of_mean_totals(sample: Sample, upper: int, lower: int) -> Interval:
    """Mean total of one tier − that of another."""
    return mean_of_totals(sample, upper) - mean_of_totals(sample, lower)


def count_above_mean(sample: Sample) -> Interval:
    """Number of cities with a total above the mean."""
    margin = sample.totals - mean(sample.totals)
    ends = (margin.value, margin.low, margin.high)
    return Interval(*(int((end > 0).sum()) for end in ends))


def _steps(sample: Sample) -> tuple[Interval, list[str]]:
    """Take the steps from each total to the next lower one, and the cities in that
    order.
    """
    falling = sample.totals.value.sort_values(ascending=False, kind="stable")
    order = list(falling.index)
    ends = sample.totals[order].map(lambda end: end.to_numpy())
    steps = ends.map(lambda end: end[:-1]) - ends.map(lambda end: end[1:])
    return steps, order


def totals_far_apart(sample: Sample) -> Finding:
    """Largest step from one total to the next lower one: large, in standard deviations
    of all totals.
    """
    steps, order = _steps(sample)
    place = int(steps.value.argmax())
    deviation = bounds.standard_deviation(sample.totals)
    words = f"{half_up(steps.value[place])} after {name_en(order[place])}"
    return Finding(words, large(steps[place], deviation))


def range_of_totals(sample: Sample) -> str:
    """Give the largest difference between the totals of two cities."""
    totals = sample.scores["total"].value
    widest = half_up(totals.max() - totals.min())
    return f"Of tiers it is the largest; between two cities it is up to {widest}."


def steps_between_and_within(sample: Sample) -> Finding:
    """Narrowest step from a tier to the next > widest step within a tier."""
    steps, order = _steps(sample)
    tiers = sample.named[order].to_numpy()
    border = tiers[1:] != tiers[:-1]
    if not border.any() or border.all():
        raise NotInVariant("no border between tiers, or no step within one")
    between, within = steps[border].map(min), steps[~border].map(max)
    return Finding(beside(between.value, within.value), positive(between - within))


def step_in_deviations(sample: Sample) -> str:
    """Give the largest step between totals in standard deviations, and their range."""
    totals, (steps, _) = sample.totals.value, _steps(sample)
    share = half_up(steps.value.max() / totals.std(ddof=0))
    return (
        f"The largest step from city to city is {share} standard deviations; from the "
        f"first to the last it is {half_up(totals.max() - totals.min())} points."
    )


def gap_in_bands(sample: Sample) -> str:
    """Say whether half-open bands would take every city where it is named."""
    bands = [sample.prose[f"tier_{tier}_band"] for tier in range(1, 5)]
    edges = [number(band.split()[0]) for band in bands]
    assigned = assign_tiers(sample.scores["total"].value, edges)
    said = "The stated bands leave gaps between them."
    whole = np.floor(sample.scores["total"].value[sample.tier(4)])
    low, high = (number(end) for end in bands[3].split(" to "))
    if whole.between(low, high).all():
        said += " With decimals cut off, not rounded, all four totals lie inside."
    if not assigned.equals(sample.named[sample.ranks.index]):
        return said
    ends = ", ".join(f"{edge:g}" for edge in edges)
    return (
        f"{said} Read as half-open bands from {ends} they take every city where it is "
        "named."
    )


def other_means_of_totals(sample: Sample) -> str:
    """Give the mean of the totals, that of the means of Table 4, and the median."""
    table = sample.cells.table(4).set_index("城市行政级别")["CICII平均值"].map(number)
    sizes = [len(cities_of_level(sample, name)) for name in ADMIN_LEVELS.values()]
    again = np.average(table[list(ADMIN_LEVELS)], weights=sizes)
    found, median = mean(sample.totals), sample.totals.value.median()
    said = (
        f"The totals give a mean {span_in_words(found)}, and the means of Table 4, "
        f"weighted by their numbers of cities, {half_up(again, 3)}; the median is "
        f"{half_up(median)}."
    )
    if half_up(found.value)[:-1] == sample.prose["mean_total"][:-1]:
        said += " A slip in the last digit would explain it."
    return said
