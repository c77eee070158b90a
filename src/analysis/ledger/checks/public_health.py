"""Section 2.4: monthly media coverage."""

from analysis.coverage.calibration import check_floors
from analysis.coverage.printed import published_spans
from analysis.ledger.findings import Finding, beside, higher
from analysis.ledger.sample import Sample
from compindex.intervals import Interval
from compindex.numerals import number
from compindex.readings import EVERY, positive
from compindex.rounding import half_up

_MONTHS = 5  # January to May
_OTHERS = 13  # cities without Wuhan and Beijing


def mean_of_five_months(sample: Sample) -> Interval:
    """Wuhan's reports from January to May, a count and thus exact, ÷ 5."""
    sample.require(["wuhan"])
    return Interval.exactly(number(sample.prose["wuhan_january_may"]) / _MONTHS)


def twice_2019(sample: Sample) -> Finding:
    """Wuhan's mean of January to May − 2 × its mean of 2019 > 0."""
    now, before = mean_of_five_months(sample), sample.printed("wuhan_2019_mean")
    reading = positive(now - before.map(lambda end: 2 * end))
    return Finding(beside(now.value, before.value), reading)


def means_rose(sample: Sample) -> Finding:
    """Mean of the other cities in January to June − that in July to December > 0."""
    later = sample.printed("others_january_june_mean")
    return higher(later, sample.printed("others_july_december_mean"))


def some_city_rose(sample: Sample) -> Finding:
    """Number of cities whose coverage rose ≥ 1, since the mean of all rose."""
    return Finding(
        f"1 or more of {_OTHERS}", means_rose(sample).reading, 1, float(_OTHERS)
    )


def june_below_may(sample: Sample) -> Finding:
    """Wuhan's June < its May ≤ its reports from January to May."""
    sample.require(["wuhan"])
    most = number(sample.prose["wuhan_january_may"])
    return Finding(f"0 to {most:.0f}, May's limit", EVERY, 0.0, most)


def june_of_both(sample: Sample) -> Finding:
    """Wuhan's June − Beijing's June: from −Beijing's to what Wuhan's May can have been
    above it.
    """
    sample.require(["wuhan", "beijing"])
    june = number(sample.prose["beijing_june"])
    most = number(sample.prose["wuhan_january_may"])
    words = f"Wuhan 0 to {most:.0f} beside Beijing {june:.0f}"
    return Finding(words, EVERY, -june, most - june)


def may_below_june(sample: Sample) -> Finding:
    """Beijing's May < its June, if it rose."""
    sample.require(["beijing"])
    june = number(sample.prose["beijing_june"])
    return Finding(f"May 0 to {june:.0f} beside June {june:.0f}", EVERY, 0.0, june)


def times_2019(sample: Sample) -> str:
    """Give Wuhan's mean of 2020 as a multiple of that of 2019."""
    before = number(sample.prose["wuhan_2019_mean"])
    times = half_up(mean_of_five_months(sample).value / before, 1)
    return f"{times} times as much."


def june_from_scores(sample: Sample) -> str:
    """Say what scores and volumes together would leave for Wuhan's June."""
    spans = published_spans(sample.prose)
    floors = check_floors(sample.scores["media"], spans).loc["wuhan"]
    times = floors["left"] / mean_of_five_months(sample).value
    return (
        "Were the media score the logarithm of a year's reports, without an intercept, "
        f"{floors['left']:.0f} would be left for June, {half_up(times, 1)} times the "
        "mean of January to May; with an intercept, anything from nothing to its May "
        "(notebook 05b). So a slight fall is neither shown nor refuted."
    )


def rise_of_the_mean(sample: Sample) -> str:
    """Give the rise of the mean, and what it leaves open city by city."""
    before = number(sample.prose["others_july_december_mean"])
    after = number(sample.prose["others_january_june_mean"])
    share = half_up(100 * (after / before - 1), 0)
    return (
        f"Their mean rose by {share}%, so that one city at least rose; it can have been "
        f"a single one, with the {_OTHERS - 1} others falling."
    )
