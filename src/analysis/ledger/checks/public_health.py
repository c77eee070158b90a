"""Section 2.4: monthly media coverage."""

from analysis.ledger.findings import Finding, higher
from analysis.ledger.sample import Sample
from compindex.intervals import Interval
from compindex.numerals import half_up, number

_MONTHS = 5  # January to May


def mean_of_five_months(sample: Sample) -> Interval:
    """Wuhan's reports from January to May, a count and thus exact, ÷ 5."""
    sample.require(["wuhan"])
    return Interval.exactly(number(sample.prose["wuhan_january_may"]) / _MONTHS)


def above_2019(sample: Sample) -> Finding:
    """Wuhan's mean of January to May − its mean of 2019 > 0."""
    return higher(mean_of_five_months(sample) - sample.printed("wuhan_2019_mean"))


def means_rose(sample: Sample) -> Finding:
    """Mean of the other cities in January to June − that in July to December > 0."""
    later = sample.printed("others_january_june_mean")
    return higher(later - sample.printed("others_july_december_mean"))


def times_2019(sample: Sample) -> str:
    """Give Wuhan's mean of 2020 as a multiple of that of 2019."""
    before = number(sample.prose["wuhan_2019_mean"])
    times = half_up(mean_of_five_months(sample).value / before, 1)
    return f"{times} times as much; the recomputed number is the difference."
