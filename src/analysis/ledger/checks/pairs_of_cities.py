"""Section 2.3: one city beside another (Tables 3 and 7)."""

import numpy as np

from analysis.ledger.checks.dimensions import deviation_of_dimension
from analysis.ledger.findings import (
    Finding,
    all_hold,
    beside,
    higher,
    large,
    plain,
    small,
)
from analysis.ledger.sample import NAMES, Sample
from analysis.report.words import TAGS
from compindex import bounds
from compindex.intervals import Interval
from compindex.rounding import half_up


def next_in_rank(sample: Sample, upper: str, lower: str) -> Finding:
    """Rank of one city = rank of the other + 1."""
    first, second = sample.ranks[sample.require([upper, lower])]
    return plain(second - first == 1, f"{first} and {second}")


def difference_of_scores(
    sample: Sample, dimension: str, upper: str, lower: str
) -> Interval:
    """Score of one city − score of another."""
    sample.require([upper, lower])
    scores = sample.scores[dimension]
    return scores[upper] - scores[lower]


def slightly_higher(sample: Sample, dimension: str, upper: str, lower: str) -> Finding:
    """Score of one city − score of another: above zero and not large, in standard
    deviations.
    """
    difference = difference_of_scores(sample, dimension, upper, lower)
    reading = small(difference, deviation_of_dimension(sample, dimension))
    scores = sample.scores[dimension].value
    return Finding(beside(scores[upper], scores[lower]), reading)


def far_more_tags(sample: Sample, platform: str, upper: str, lower: str) -> Finding:
    """ln count of one city − ln count of another: large, in standard deviations of all
    logarithms; scores are logarithms of counts, which are taken as exact.
    """
    counts = sample.counts[TAGS[platform]]
    first, second = counts[sample.require([upper, lower])]
    logarithms = Interval.exactly(np.log(counts))
    difference = logarithms[upper] - logarithms[lower]
    reading = large(difference, bounds.standard_deviation(logarithms))
    return Finding(beside(first, second), reading)


def ahead_in_every_score(sample: Sample, upper: str, lower: str) -> Finding:
    """Score of one city − score of another > 0, in every dimension."""
    sample.require([upper, lower])
    found = {
        name: higher(sample.scores[name][upper], sample.scores[name][lower])
        for name in NAMES
    }
    words = [f"{name} {one.recomputed}" for name, one in found.items()]
    return Finding("; ".join(words), all_hold(one.reading for one in found.values()))


def difference_of_totals(sample: Sample, upper: str, lower: str) -> str:
    """Give the distance between two cities' totals as printed."""
    totals = sample.scores["total"].value
    return f"Their totals are {half_up(totals[upper] - totals[lower])} apart."


def difference_in_deviations(
    sample: Sample, dimension: str, upper: str, lower: str
) -> str:
    """Give the distance between two cities' scores in standard deviations."""
    distance = difference_of_scores(sample, dimension, upper, lower).value
    share = half_up(distance / deviation_of_dimension(sample, dimension).value)
    return f"By {half_up(distance)} points, {share} standard deviations."


def times_as_many_tags(sample: Sample, platform: str, upper: str, lower: str) -> str:
    """Give one city's count as a multiple of another's, and in standard deviations."""
    counts = sample.counts[TAGS[platform]]
    logarithms = np.log(counts)
    share = (logarithms[upper] - logarithms[lower]) / logarithms.std(ddof=0)
    return (
        f"{half_up(counts[upper] / counts[lower])} times as many, from counts as "
        f"printed; {half_up(share)} standard deviations of the logarithms."
    )
