"""Sections 2 and 4: totals and ranks (Table 3)."""

from analysis.ledger.findings import Finding, beside, plain
from analysis.ledger.sample import Sample
from analysis.report.words import name_en
from compindex.intervals import Interval
from compindex.readings import above, falling, rank_of
from compindex.rounding import half_up


def computed_total(sample: Sample, city: str) -> Interval:
    """Σ weight × score of a city over the four dimensions."""
    return sample.weighted[sample.require([city])[0]]


def ranks_complete(sample: Sample) -> Finding:
    """Printed ranks = the first to the last stated, each once."""
    first, last = (int(text) for text in sample.prose["ranks"].split(" to "))
    complete = sorted(sample.ranks) == list(range(first, last + 1))
    return plain(complete, ", ".join(map(str, sample.ranks)))


def totals_fall(sample: Sample) -> Finding:
    """Total of each city ≥ that of the next in the ranking."""
    steps = sample.totals.value.diff().dropna().abs()
    words = f"smallest step {half_up(steps.min())}, before {name_en(steps.idxmin())}"
    return Finding(words, falling(sample.totals))


def rank_by_total(sample: Sample, city: str) -> Interval:
    """1 + number of cities with a higher total."""
    return rank_of(sample.totals, sample.require([city])[0])


def are_highest(values: Interval, cities: list[str]) -> Finding:
    """Say under which readings some cities are the highest of all: the lowest of them
    beside the highest other.
    """
    own, others = values[cities], values.map(lambda end: end.drop(cities))
    words = beside(own.value.min(), others.value.max())
    return Finding(words, above(own, others))


def span_in_words(interval: Interval, decimals: int = 3) -> str:
    """Write an interval in words."""
    low, high = half_up(interval.low, decimals), half_up(interval.high, decimals)
    return f"between {low} and {high}"


def totals_printed_alike(sample: Sample) -> str:
    """Give the intervals of the two totals that are printed alike."""
    ends = [
        f"{name_en(city)}'s lies {span_in_words(sample.totals[city], 4)}"
        for city in ("hangzhou", "chengdu")
    ]
    return (
        f"Two totals are printed alike: {', '.join(ends)}, so that either can be the "
        "higher."
    )
