"""Sections 2.3 and 3.4: single cities by dimension (Tables 3 and 7)."""

from analysis.ledger.checks.dimensions import deviation_of_dimension
from analysis.ledger.checks.pairs_of_cities import difference_of_scores
from analysis.ledger.checks.totals import are_highest
from analysis.ledger.findings import (
    Finding,
    all_hold,
    beside,
    large,
    less,
    plain,
)
from analysis.ledger.sample import NAMES, Sample
from analysis.report.words import CITIES, name_en, names_en
from compindex.intervals import Interval, mean
from compindex.readings import NONE, positive, rank_of
from compindex.rounding import half_up

# Cities in the middle of the ranking, and the dimension in which each is praised.
_PRAISED = {"changsha": "social", "chengdu": "innovation", "xian": "cognition"}
# The dimensions whose indicators Table 2 takes from social platforms.
_SOCIAL_PLATFORMS = ("social", "innovation")


def highest_in_every_dimension(sample: Sample) -> Finding:
    """Score of the cities named ≥ score of every other city, in each dimension."""
    cities = sample.listed("leading_five")
    found = {name: are_highest(sample.scores[name], cities) for name in NAMES}
    words = [f"{name} {one.recomputed}" for name, one in found.items()]
    return Finding("; ".join(words), all_hold(one.reading for one in found.values()))


def order_of_the_five(sample: Sample) -> str:
    """Say in which dimensions the five cities stand in the order that is printed."""
    cities = sample.listed("leading_five")
    ordered = [
        name
        for name in NAMES
        if sample.scores[name].value[cities].is_monotonic_decreasing
    ]
    return f"In the order that is printed they stand in {', '.join(ordered)} alone."


def in_the_middle(sample: Sample) -> Finding:
    """Rank by total of each of the three cities: in the middle third of all ranks."""
    cities = sample.require(list(_PRAISED))
    third = len(CITIES) // 3
    inside = sample.ranks[cities].between(third + 1, 2 * third).all()
    words = ", ".join(f"{name_en(city)} {sample.ranks[city]}" for city in cities)
    return plain(inside, words)


def tiers_of_the_middle(sample: Sample) -> str:
    """Say in which tiers the three cities stand, which the word can mean too."""
    tiers = sorted(set(sample.named[list(_PRAISED)]))
    return (
        f"By the report's tiers they stand in {' and '.join(map(str, tiers))} of "
        f"{sample.named.max()}; if that was meant, the word fits."
    )


def stand_out(sample: Sample) -> Finding:
    """Score of each of the three cities − mean of all cities: large, in a dimension that
    Table 2 takes from social platforms.
    """
    sample.require(list(_PRAISED))
    readings, words = [], []
    for city, name in _PRAISED.items():
        margin = margin_over_mean(sample, name, city)
        reading = large(margin, deviation_of_dimension(sample, name))
        readings.append(reading if name in _SOCIAL_PLATFORMS else NONE)
        words.append(f"{name_en(city)} {half_up(margin.value)} in {name}")
    return Finding("; ".join(words), all_hold(readings))


def rank_in_dimension(sample: Sample, dimension: str, city: str) -> Interval:
    """1 + number of cities with a higher score."""
    return rank_of(sample.scores[dimension], sample.require([city])[0])


def margin_over_mean(sample: Sample, dimension: str, city: str) -> Interval:
    """Take how far a score lies above the mean of all cities, itself included."""
    scores = sample.scores[dimension]
    others = mean(scores.map(lambda end: end.drop(city)))
    share = 1 - 1 / len(sample.ranks)
    return (scores[city] - others).map(lambda end: share * end)


def far_above_mean(sample: Sample, dimension: str, city: str) -> Finding:
    """Score of a city − mean of all cities: large, in standard deviations."""
    sample.require([city])
    margin = margin_over_mean(sample, dimension, city)
    reading = large(margin, deviation_of_dimension(sample, dimension))
    scores = sample.scores[dimension].value
    return Finding(beside(scores[city], scores.mean()), reading)


def below_mean_in_both(sample: Sample, city: str, *dimensions: str) -> Finding:
    """Score of a city − mean of all cities < 0, in each of some dimensions."""
    sample.require([city])
    margins = [margin_over_mean(sample, name, city) for name in dimensions]
    words = []
    for name in dimensions:
        scores = sample.scores[name].value
        words.append(f"{name} {beside(scores[city], scores.mean())}")
    reading = all_hold(positive(less(0, margin)) for margin in margins)
    return Finding("; ".join(words), reading)


def above_the_mean_everywhere(sample: Sample, city: str) -> Finding:
    """Score of a city − mean of all cities > 0, in every dimension."""
    sample.require([city])
    margins = {name: margin_over_mean(sample, name, city) for name in NAMES}
    words = [f"{name} {half_up(margin.value)}" for name, margin in margins.items()]
    reading = all_hold(positive(margin) for margin in margins.values())
    return Finding(f"from the mean: {', '.join(words)}", reading)


def best_in_any_dimension(sample: Sample) -> Finding:
    """Best rank of the three cities in any dimension, beside the worst rank that the
    leading five have in any.
    """
    cities, five = sample.require(list(_PRAISED)), sample.listed("leading_five")
    best = min(
        rank_of(sample.scores[name], city).low for name in NAMES for city in cities
    )
    worst = max(
        rank_of(sample.scores[name], city).high for name in NAMES for city in five
    )
    return Finding(f"rank {best} at best, the five at worst {worst}", NONE, low=best)


def below_the_mean(sample: Sample, dimension: str) -> Finding:
    """Number of cities whose score lies below the mean > half of the cities."""
    margins = [margin_over_mean(sample, dimension, city) for city in sample.cities]
    low, high = (
        sum(getattr(margin, end) < 0 for margin in margins) for end in ("high", "low")
    )
    value = sum(margin.value < 0 for margin in margins)
    half = Interval.exactly(len(sample.cities) / 2)
    found = Interval(value, low, high)
    return Finding(f"{value} of {len(margins)}", positive(found - half), low, high)


def where_the_praised_stand(sample: Sample) -> str:
    """Say what the three cities have instead of large scores."""
    ranks = [
        f"{name_en(city)} {rank_of(sample.scores[name], city).value}"
        for city, name in _PRAISED.items()
    ]
    changsha = margin_over_mean(sample, "social", "changsha").value
    return (
        f"Their ranks there ({', '.join(ranks)}) are better than those by total; but "
        f"Changsha's score lies {half_up(-changsha)} below the mean, and cognition, in "
        "which Xi'an stands out, is measured by reviews and searches, not on social "
        "platforms."
    )


def margin_in_deviations(sample: Sample, dimension: str, city: str) -> str:
    """Give the distance to the mean in standard deviations."""
    margin = margin_over_mean(sample, dimension, city).value
    share = half_up(margin / deviation_of_dimension(sample, dimension).value)
    return f"Higher by {half_up(margin)} points, {share} standard deviations."


def far_beside_slight(sample: Sample, dimension: str, city: str) -> str:
    """Set a distance that is called far beside those that are called slight."""
    slight = [
        half_up(difference_of_scores(sample, name, "tianjin", "xian").value)
        for name in ("media", "social")
    ]
    return (
        f"{margin_in_deviations(sample, dimension, city)} The next paragraph calls "
        f"{' and '.join(slight)} points between Tianjin and Xi'an slight."
    )


def place_in_dimension(sample: Sample, dimension: str, city: str) -> str:
    """Give the rank of a score, and its distance to the mean."""
    margin = margin_over_mean(sample, dimension, city).value
    rank = rank_of(sample.scores[dimension], city).value
    side = "below" if margin < 0 else "above"
    return (
        f"Its {dimension} score has rank {rank} of {len(sample.cities)} and lies "
        f"{half_up(abs(margin))} {side} the mean."
    )


def who_is_below(sample: Sample, dimension: str) -> str:
    """Name the cities below the mean of a dimension, and the mean."""
    scores = sample.scores[dimension].value
    below = scores.index[scores < scores.mean()]
    return (
        f"Below the mean of {half_up(scores.mean())}: {names_en(below)}. The score counts "
        "tweets on a city, by whomever; a city's own use of Twitter was not measured."
    )
