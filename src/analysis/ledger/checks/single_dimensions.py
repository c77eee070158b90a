"""Sections 2.3 and 3.4: single cities by dimension (Tables 3 and 7)."""

from analysis.ledger.checks.dimensions import deviation_of_dimension
from analysis.ledger.checks.totals import are_highest
from analysis.ledger.findings import Finding, all_hold, higher, less, plain
from analysis.ledger.sample import NAMES, Sample
from analysis.report.words import TAGS, name_en
from compindex.intervals import Interval, mean
from compindex.numerals import half_up
from compindex.readings import NONE, SOME, positive, rank_of

# Cities in the middle of the ranking, and the dimension in which each is praised.
_PRAISED = {"changsha": "social", "chengdu": "innovation", "xian": "cognition"}


def highest_in_every_dimension(sample: Sample) -> str:
    """Score of the cities named ≥ score of every other city, in each dimension."""
    cities = sample.listed("leading_five")
    return all_hold(are_highest(sample.scores[name], cities) for name in NAMES)


def in_the_middle(sample: Sample) -> Finding:
    """The three cities lie in the third or fourth tier: between the first two and the
    last.
    """
    cities = sample.require(list(_PRAISED))
    inside = sample.named[cities].isin([3, 4]).all()
    words = ", ".join(f"{name_en(city)} {sample.ranks[city]}" for city in cities)
    return Finding(words, SOME if inside else NONE)


def better_than_by_total(sample: Sample) -> str:
    """Rank of each of the three cities in its dimension < its rank by total."""
    sample.require(list(_PRAISED))
    gains = [
        rank_of(sample.totals, city) - rank_of(sample.scores[name], city)
        for city, name in _PRAISED.items()
    ]
    return all_hold(positive(gain) for gain in gains)


def rank_in_dimension(sample: Sample, dimension: str, city: str) -> Interval:
    """1 + number of cities with a higher score."""
    return rank_of(sample.scores[dimension], sample.require([city])[0])


def margin_over_mean(sample: Sample, dimension: str, city: str) -> Interval:
    """Take how far a score lies above the mean of all cities, itself included."""
    scores = sample.scores[dimension]
    others = mean(scores.map(lambda end: end.drop(city)))
    share = 1 - 1 / len(sample.ranks)
    return (scores[city] - others).map(lambda end: share * end)


def above_mean_in(sample: Sample, dimension: str, city: str) -> Finding:
    """Score of a city − mean of all cities > 0."""
    sample.require([city])
    return higher(margin_over_mean(sample, dimension, city))


def below_mean_in_both(sample: Sample, city: str, *dimensions: str) -> str:
    """Score of a city − mean of all cities < 0, in each of some dimensions."""
    sample.require([city])
    margins = [margin_over_mean(sample, name, city) for name in dimensions]
    return all_hold(positive(less(0, margin)) for margin in margins)


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


def higher_score(sample: Sample, dimension: str, upper: str, lower: str) -> Finding:
    """Score of one city − score of another > 0."""
    return higher(difference_of_scores(sample, dimension, upper, lower))


def more_tags(sample: Sample, platform: str, upper: str, lower: str) -> Finding:
    """Count of one city − count of another > 0, counts taken as exact."""
    counts = sample.counts[TAGS[platform]]
    first, second = counts[sample.require([upper, lower])]
    return higher(Interval.exactly(first) - Interval.exactly(second))


def ranks_and_a_low_score(sample: Sample) -> str:
    """Say what the ranks leave open, and where Changsha's score lies."""
    changsha = margin_over_mean(sample, "social", "changsha")
    overall = rank_of(sample.totals, "chengdu")
    return (
        "Each has a better rank in its dimension than by total, Chengdu if its total "
        f"is {overall.high}th and not {overall.low}th. But Changsha's social score lies "
        f"{half_up(-changsha.value)} below the mean of all cities."
    )


def margin_in_deviations(sample: Sample, dimension: str, city: str) -> str:
    """Give the distance to the mean in standard deviations."""
    margin = margin_over_mean(sample, dimension, city).value
    share = half_up(margin / deviation_of_dimension(sample, dimension).value)
    return (
        f"By {share} standard deviations; whether that is far is a matter of wording."
    )


def difference_in_deviations(
    sample: Sample, dimension: str, upper: str, lower: str
) -> str:
    """Give the distance between two cities' scores in standard deviations."""
    distance = difference_of_scores(sample, dimension, upper, lower).value
    share = half_up(distance / deviation_of_dimension(sample, dimension).value)
    return (
        f"By {share} standard deviations; whether that is slight is a matter of "
        "wording."
    )


def times_as_many_tags(sample: Sample, platform: str, upper: str, lower: str) -> str:
    """Give one city's count as a multiple of another's."""
    counts = sample.counts[TAGS[platform]]
    times = half_up(counts[upper] / counts[lower])
    return (
        f"{times} times as many, from counts as printed; whether that is far is a "
        "matter of wording."
    )
