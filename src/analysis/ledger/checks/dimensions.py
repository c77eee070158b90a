"""Section 2.5: means and standard deviations of the dimensions, and their means by tier
(Table 3).
"""

from collections.abc import Sequence
from operator import attrgetter

import numpy as np
import pandas as pd

from analysis.ledger.checks.totals import span_in_words
from analysis.ledger.findings import Finding, all_hold, beside
from analysis.ledger.sample import ENDS, NAMES, Sample
from analysis.report.words import name_en, names_en
from compindex import bounds
from compindex.intervals import Interval, mean
from compindex.numerals import number
from compindex.readings import above, positive
from compindex.rounding import half_up

_OTHERS = (2, 3, 4, 5)  # the tiers below the first


def mean_of_dimension(sample: Sample, dimension: str) -> Interval:
    """Mean of a score over all cities."""
    return mean(sample.scores[dimension])


def deviation_of_dimension(sample: Sample, dimension: str) -> Interval:
    """Standard deviation of a score over all cities, with the divisor n."""
    return bounds.standard_deviation(sample.scores[dimension])


def smallest_deviation(sample: Sample, dimension: str) -> Finding:
    """Standard deviation of every other dimension ≥ that of this one."""
    others = [name for name in NAMES if name != dimension]
    own, rest = _deviations(sample, [dimension]), _deviations(sample, others)
    return Finding(beside(*own.value, *rest.value), above(rest, own))


def larger_deviations(sample: Sample, *dimensions: str) -> Finding:
    """Standard deviation of these dimensions ≥ that of every other."""
    others = [name for name in NAMES if name not in dimensions]
    own, rest = _deviations(sample, dimensions), _deviations(sample, others)
    return Finding(beside(min(own.value), max(rest.value)), above(own, rest))


def _deviations(sample: Sample, dimensions: Sequence[str]) -> Interval:
    """Bound the standard deviations of some dimensions, as one interval of a list."""
    found = [deviation_of_dimension(sample, name) for name in dimensions]
    return Interval(*([getattr(part, end) for part in found] for end in ENDS))


def all_above_the_weaker(sample: Sample, *dimensions: str) -> Finding:
    """Score of every city in these dimensions > mean of each other dimension, which is
    called relatively low.
    """
    weaker = [name for name in NAMES if name not in dimensions]
    limit = max((mean(sample.scores[name]) for name in weaker), key=attrgetter("value"))
    readings, words = [], []
    for name in dimensions:
        scores = sample.scores[name]
        readings += [positive(scores[city] - limit) for city in scores.value.index]
        below = int((scores.value < limit.value).sum())
        words.append(f"{below} cities below {half_up(limit.value)} in {name}")
    return Finding("; ".join(words), all_hold(readings))


def means_and_the_low(sample: Sample, *dimensions: str) -> str:
    """Name the cities whose scores lie below the mean of a dimension called low."""
    weaker = [name for name in NAMES if name not in dimensions]
    limit = max(sample.scores[name].value.mean() for name in weaker)
    scores = sample.scores[dimensions[0]].value
    below = scores.index[scores < limit]
    return (
        f"The means are higher, as stated; but the {dimensions[0]} scores of "
        f"{names_en(below)} lie below a mean that the next sentence calls low."
    )


def larger_means(sample: Sample, *dimensions: str) -> Finding:
    """Mean of these dimensions ≥ mean of every other."""
    means = mean(sample.scores)
    others = [name for name in NAMES if name not in dimensions]
    own, rest = means[list(dimensions)], means[others]
    return Finding(beside(own.value.min(), rest.value.max()), above(own, rest))


def means_of_tiers(sample: Sample, *tiers: int) -> Interval:
    """Take the means of the four dimensions over the cities of some tiers."""
    cities = sample.tier(*tiers)
    means = [mean(sample.scores[name][cities]) for name in NAMES]
    ends = ([getattr(one, end) for one in means] for end in ENDS)
    return Interval(*(pd.Series(end, NAMES) for end in ends))


def tier_mean(sample: Sample, tier: int, dimension: str) -> Interval:
    """Mean of a score over the cities of a tier."""
    return mean(sample.scores[dimension][sample.tier(tier)])


def others_mean(sample: Sample, dimension: str) -> Interval:
    """Mean of a score over the cities below the first tier."""
    return mean(sample.scores[dimension][sample.tier(*_OTHERS)])


def gap_to_others(sample: Sample, dimension: str) -> Interval:
    """Mean of a score in the first tier − its mean over all other cities."""
    return tier_mean(sample, 1, dimension) - others_mean(sample, dimension)


def most_balanced(sample: Sample, tier: int) -> Finding:
    """Highest − lowest mean of the dimensions: smaller in this tier than in any other."""
    own = _spread(means_of_tiers(sample, tier))
    rest = [other for other in range(1, 6) if other != tier]
    others = [_spread(means_of_tiers(sample, other)) for other in rest]
    words = beside(own.value, *(spread.value for spread in others))
    return Finding(words, all_hold(positive(spread - own) for spread in others))


def ranges_of_cities(sample: Sample, tier: int) -> str:
    """Give the range of the four scores of each city of a tier."""
    scores = sample.scores.value[NAMES]
    ranges = scores.max(axis=1) - scores.min(axis=1)
    parts = [f"{name_en(city)} {half_up(ranges[city])}" for city in sample.tier(tier)]
    return f"The means are; the scores of single cities reach over {', '.join(parts)}."


def _spread(means: Interval) -> Interval:
    """Bound how far the highest of some means lies above the lowest."""
    return Interval(
        means.value.max() - means.value.min(),
        means.low.max() - means.high.min(),
        means.high.max() - means.low.min(),
    )


def first_tier_highest(sample: Sample) -> Finding:
    """Mean of each dimension in the first tier > that in every other tier."""
    first = means_of_tiers(sample, 1)
    gaps = [first - means_of_tiers(sample, tier) for tier in _OTHERS]
    least = min(gap.value.min() for gap in gaps)
    reading = all_hold(positive(gap[name]) for gap in gaps for name in NAMES)
    return Finding(f"higher by {half_up(least)} or more", reading)


def gap_widest(sample: Sample, dimension: str) -> Finding:
    """Gap between the first tier and the others: wider here than in any other dimension."""
    widest = gap_to_others(sample, dimension)
    rest = [gap_to_others(sample, name) for name in NAMES if name != dimension]
    words = beside(widest.value, *(gap.value for gap in rest))
    return Finding(words, all_hold(positive(widest - gap) for gap in rest))


def median_for_mean(sample: Sample, dimension: str) -> str:
    """Say whether the printed mean is the median, and where the mean lies."""
    scores = sample.scores[dimension].value
    median = half_up(scores.median())
    if median != sample.prose[f"mean_{dimension}"]:
        return "No reading of Table 3 gives this mean."
    middle = names_en(scores.index[scores == scores.median()])
    lies = span_in_words(mean_of_dimension(sample, dimension))
    return (
        f"{median} is the median of the column, the score of {middle}; the mean lies "
        f"{lies}. Probably the one was taken for the other: the standard deviation "
        f"printed beside it is that of the column. {_elsewhere(sample, dimension)}"
    )


def _elsewhere(sample: Sample, dimension: str) -> str:
    """Say where else the prose has the mean of a dimension."""
    if dimension == "innovation":
        printed = sample.prose["mean_innovation_full_sample"]
        return f"Section 2.3 prints the mean, {printed}."
    texts = [sample.prose[id] for id in ("tier_1_social", "other_tiers_social")]
    sizes = [len(sample.tier(1)), len(sample.tier(*_OTHERS))]
    joined = half_up(np.average([number(text) for text in texts], weights=sizes))
    return (
        "The means that the prose gives for the first tier and for the others make "
        f"{joined}."
    )


def with_the_other_divisor(sample: Sample, dimension: str) -> str:
    """Give the standard deviation with the divisor n − 1."""
    scores = sample.scores[dimension].value
    other = half_up(scores.std(ddof=1))
    return f"With the divisor n; with n - 1 it would be {other}."


def mean_of_tier_means(sample: Sample, dimension: str) -> str:
    """Give the mean of the tiers' means, the other way to take it."""
    means = [tier_mean(sample, tier, dimension).value for tier in _OTHERS]
    return (
        "Over the cities; the mean of the four tiers' means would be "
        f"{half_up(np.mean(means))}."
    )
