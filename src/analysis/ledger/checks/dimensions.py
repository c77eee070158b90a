"""Section 2.5: means and standard deviations of the dimensions, and their means by tier
(Table 3).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.ledger.checks.totals import span_in_words
from analysis.ledger.findings import all_hold
from analysis.ledger.sample import ENDS, NAMES, Sample
from analysis.report.words import names_en
from compindex import bounds
from compindex.intervals import Interval, mean
from compindex.numerals import half_up, number
from compindex.readings import above, positive

_OTHERS = (2, 3, 4, 5)  # the tiers below the first


def mean_of_dimension(sample: Sample, dimension: str) -> Interval:
    """Mean of a score over all cities."""
    return mean(sample.scores[dimension])


def deviation_of_dimension(sample: Sample, dimension: str) -> Interval:
    """Standard deviation of a score over all cities, with the divisor n."""
    return bounds.standard_deviation(sample.scores[dimension])


def smallest_deviation(sample: Sample, dimension: str) -> str:
    """Standard deviation of every other dimension ≥ that of this one."""
    others = [name for name in NAMES if name != dimension]
    return above(_deviations(sample, others), _deviations(sample, [dimension]))


def larger_deviations(sample: Sample, *dimensions: str) -> str:
    """Standard deviation of these dimensions ≥ that of every other."""
    others = [name for name in NAMES if name not in dimensions]
    return above(_deviations(sample, dimensions), _deviations(sample, others))


def _deviations(sample: Sample, dimensions: Sequence[str]) -> Interval:
    """Bound the standard deviations of some dimensions, as one interval of a list."""
    found = [deviation_of_dimension(sample, name) for name in dimensions]
    return Interval(*([getattr(part, end) for part in found] for end in ENDS))


def larger_means(sample: Sample, *dimensions: str) -> str:
    """Mean of these dimensions ≥ mean of every other."""
    means = mean(sample.scores)
    others = [name for name in NAMES if name not in dimensions]
    return above(means[list(dimensions)], means[others])


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


def most_balanced(sample: Sample, tier: int) -> str:
    """Highest − lowest mean of the dimensions: smaller in this tier than in any other."""
    own = _spread(means_of_tiers(sample, tier))
    others = [means_of_tiers(sample, other) for other in range(1, 6) if other != tier]
    return all_hold(positive(_spread(means) - own) for means in others)


def _spread(means: Interval) -> Interval:
    """Bound how far the highest of some means lies above the lowest."""
    return Interval(
        means.value.max() - means.value.min(),
        means.low.max() - means.high.min(),
        means.high.max() - means.low.min(),
    )


def first_tier_highest(sample: Sample) -> str:
    """Mean of each dimension in the first tier > that in every other tier."""
    first = means_of_tiers(sample, 1)
    gaps = [first - means_of_tiers(sample, tier) for tier in _OTHERS]
    return all_hold(positive(gap[name]) for gap in gaps for name in NAMES)


def gap_widest(sample: Sample, dimension: str) -> str:
    """Gap between the first tier and the others: wider here than in any other dimension."""
    widest = gap_to_others(sample, dimension)
    others = [name for name in NAMES if name != dimension]
    return all_hold(positive(widest - gap_to_others(sample, name)) for name in others)


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


def mean_and_median(sample: Sample, dimension: str) -> str:
    """Give the mean and the median of a column, of which two means are printed."""
    scores = sample.scores[dimension].value
    return (
        "Two printings of one mean differ. The mean of the column in Table 3 is "
        f"{half_up(scores.mean())}, its median {half_up(scores.median())}."
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
