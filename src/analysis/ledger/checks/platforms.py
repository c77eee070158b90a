"""Section 2.6: Instagram and TikTok (Tables 7 and 8)."""

import numpy as np
import pandas as pd

from analysis.ledger.checks.single_dimensions import (
    far_above_mean,
    place_in_dimension,
)
from analysis.ledger.findings import (
    Finding,
    against,
    all_hold,
    beside,
    higher,
    large,
    plain,
    quantity,
)
from analysis.ledger.sample import Sample
from analysis.ranking.rule import admissible_references, consensus, predict
from analysis.report.words import TAGS, name_en, names_en
from compindex.intervals import Interval
from compindex.numerals import number
from compindex.readings import EVERY, NONE, SOME, positive, rank_of
from compindex.rounding import half_up


def score_by_rule(sample: Sample, platform: str, city: str = "") -> Interval:
    """100 · ln(count) ÷ ln(reference) of a city, or the mean over all cities; the
    reference is what most printed scores share, the city's own left out.
    """
    used = _printed_scores(sample, platform)
    if city:
        used = used.drop(sample.require([city]))
    predicted = scores_by_rule(sample, platform, used)
    return Interval(*(predicted.loc[city] if city else predicted.mean()))


def scores_by_rule(
    sample: Sample, platform: str, used: pd.Series | None = None
) -> pd.DataFrame:
    """Predict all scores, with their ends, from the reference that most of the printed
    ones share, or of those that are used.
    """
    if used is None:
        used = _printed_scores(sample, platform)
    low, high, _ = consensus(_admitted(sample, platform, used))
    return predict(sample.counts[TAGS[platform]], low, high)


def _admitted(
    sample: Sample, platform: str, used: pd.Series, off: float = 0
) -> pd.DataFrame:
    """Give the references that printed scores admit, if every count is off by so much."""
    counts = sample.counts[TAGS[platform]] + off
    scores = Interval.printed(sample.found(used, f"printed score on {platform}"))
    half_unit = float(scores.high.iloc[0] - scores.value.iloc[0])
    return admissible_references(counts, scores.value, half_unit)


def _printed_scores(sample: Sample, platform: str) -> pd.Series:
    """Take the printed scores of Table 8 for a platform, as text by city."""
    rows = sample.top[sample.top["indicator"] == TAGS[platform]]
    by_city = rows.dropna(subset="city").set_index("city")["printed"]
    return sample.found(by_city, f"printed score on {platform}")


def rule_fits(sample: Sample, *platforms: str) -> Finding:
    """Printed scores that one reference for each platform gives, of all printed ones."""
    fitting = total = 0
    for platform in platforms:
        printed = _printed_scores(sample, platform)
        scores = scores_by_rule(sample, platform).loc[printed.index]
        inside = [
            against(printed[city], Interval(*scores.loc[city]))
            for city in printed.index
        ]
        fitting += sum(one.reading != NONE for one in inside)
        total += len(printed)
    return Finding(
        f"{fitting} of {total} scores fit", EVERY if fitting == total else SOME
    )


def five_highest_counts(sample: Sample, platform: str) -> Finding:
    """Five highest counts of Table 7 = the five cities named, order included."""
    stated = sample.listed(f"{platform}_top_five")
    highest = list(sample.counts[TAGS[platform]].nlargest(5).index)
    return plain(stated == highest, names_en(highest))


def especially_beyond_first_tier(sample: Sample) -> Finding:
    """Places of Table 8 held by cities that are not first-tier > half of the places."""
    first = set(sample.facts.index[sample.facts["charm_class"] == "first-tier"])
    places = [city for name in TAGS for city in _printed_scores(sample, name).index]
    others = [city for city in places if city not in first]
    words = f"{len(others)} of {len(places)}: {names_en(others)}"
    return plain(2 * len(others) > len(places), words)


def places_by_either_tier(sample: Sample) -> str:
    """Count the places of Table 8 by both meanings of 'first tier'."""
    places = [city for name in TAGS for city in _printed_scores(sample, name).index]
    classed = sample.facts["charm_class"][places].eq("first-tier").sum()
    tiered = sample.named[places].eq(1).sum()
    return (
        f"Of {len(places)} places in Table 8 the four first-tier cities hold {classed}, "
        f"the three cities of the index's first tier {tiered}."
    )


def rank_by_count(sample: Sample, platform: str, city: str) -> Interval:
    """1 + number of cities with a higher count."""
    sample.require([city])
    return rank_of(Interval.exactly(sample.counts[TAGS[platform]]), city)


def above_printed_mean(sample: Sample, platform: str, city: str) -> Finding:
    """Printed score of a city − printed mean > 0."""
    score = sample.printed(f"{city}_{platform}")
    return higher(score, sample.printed(f"{platform}_mean"))


def far_above_printed_mean(sample: Sample, platform: str, city: str) -> Finding:
    """Printed score of a city − printed mean: large, in standard deviations of the
    scores that the rule gives.
    """
    score = sample.printed(f"{city}_{platform}")
    overall = sample.printed(f"{platform}_mean")
    reading = large(score - overall, _deviation_by_rule(sample, platform))
    return Finding(beside(score.value, overall.value), reading)


def remarkable_on_platforms(sample: Sample, city: str) -> Finding:
    """Social score of a city − mean of all cities, or printed score − printed mean on
    both platforms: large, in standard deviations.
    """
    social = far_above_mean(sample, "social", city)
    both = {name: far_above_printed_mean(sample, name, city) for name in TAGS}
    words = [f"{name} {one.recomputed}" for name, one in both.items()]
    together = all_hold(one.reading for one in both.values())
    reading = together if social.reading == NONE else social.reading
    return Finding("; ".join([f"social {social.recomputed}", *words]), reading)


def far_on_each_platform(sample: Sample, city: str) -> str:
    """Say by how many deviations a city's scores lie above the mean, and what its social
    score is.
    """
    shares = [
        f"{name}: {above_in_deviations(sample, name, city)}"
        for name in sorted(TAGS, reverse=True)
    ]
    return (
        f"{place_in_dimension(sample, 'social', city)} The sentence cites Table 8, for "
        f"what Table 2 counts as innovation. {' '.join(shares)}"
    )


def lead_by_platform(sample: Sample, city: str, other: str) -> Finding:
    """Score of one city − score of another on each platform whose rule is known, and on
    the other indicators of the dimension together.
    """
    rest = pair_ahead(sample, "innovation", city, other)
    words = []
    for platform in TAGS:
        scores = scores_by_rule(sample, platform)["score"]
        words.append(f"{platform} {half_up(scores[city] - scores[other])}")
    words.append(f"the others together {half_up(rest.low)} to {half_up(rest.high)}")
    return Finding(", ".join(words), EVERY)


def _deviation_by_rule(sample: Sample, platform: str) -> Interval:
    """Bound the standard deviation of the scores that the rule gives."""
    return Interval(*scores_by_rule(sample, platform).std(ddof=0))


def pair_ahead(sample: Sample, dimension: str, upper: str, lower: str) -> Finding:
    """Difference of two cities' scores in a dimension × number of its indicators − their
    differences on the platforms whose rule is known: what the other indicators of the
    dimension differ by, together.
    """
    sample.require([upper, lower])
    weights = sample.weights[sample.weights["dimension"] == dimension]
    scores = sample.scores[dimension]
    left = (scores[upper] - scores[lower]).map(lambda end: len(weights) * end)
    for platform, tags in TAGS.items():
        if tags in set(weights["indicator"]):
            known = scores_by_rule(sample, platform)
            gap = known.loc[upper] - known.loc[lower]
            left -= Interval(gap["score"], gap.min(), gap.max())
    return quantity(left, positive(left))


def digits_exchanged(sample: Sample, platform: str, city: str) -> str:
    """Say what the other scores predict, and what speaks for a wrong score and for a
    wrong count.
    """
    predicted = score_by_rule(sample, platform, city)
    overall = score_by_rule(sample, platform)
    stated = sample.prose[f"{platform}_{city}"]
    count = sample.counts.loc[city, TAGS[platform]]
    needed = count ** (number(stated) / predicted.value)
    excess = (number(stated) - predicted.value) / len(sample.counts)
    same = sorted(half_up(predicted.value)) == sorted(stated)
    order = ", the same digits in another order: two were likely exchanged"
    return (
        f"The other cities' scores give {half_up(predicted.value)}{order if same else ''}. "
        f"A count of {needed / 1e6:.2f} million in place of {count / 1e6:.2f} would "
        "explain it too; then the mean of all cities would be "
        f"{half_up(overall.value + excess, 3)} with counts taken as exact, and down to "
        f"{half_up(_least_mean(sample, platform, city), 3)} if they were rounded to "
        f"thousands, and {sample.prose[f'{platform}_mean']} is printed."
    )


def _least_mean(sample: Sample, platform: str, city: str) -> float:
    """Give the smallest mean by the rule, with every printed score that fits it and that
    of one city, if counts were rounded to thousands: at the highest reference.
    """
    printed = _printed_scores(sample, platform)
    apart = consensus(_admitted(sample, platform, printed))[2]
    fitting = printed.drop({city, *apart})
    highest = _admitted(sample, platform, fitting, off=500)["high"].min()
    least = Interval.printed(printed).low
    scores = 100 * np.log(sample.counts[TAGS[platform]] - 500) / np.log(highest)
    scores[fitting.index] = scores[fitting.index].clip(lower=least[fitting.index])
    scores[city] = least[city]
    return float(scores.mean())


def mean_with_the_printed(sample: Sample, platform: str, city: str) -> str:
    """Say what the mean would be with the printed score of a city."""
    overall, own = (
        score_by_rule(sample, platform),
        score_by_rule(sample, platform, city),
    )
    stated = sample.prose[f"{platform}_{city}"]
    excess = (number(stated) - own.value) / len(sample.counts)
    return (
        f"With {name_en(city)}'s score as the rule gives it, {half_up(own.value)}; with "
        f"the printed {stated} the mean would be {half_up(overall.value + excess, 3)}."
    )


def above_in_deviations(sample: Sample, platform: str, city: str) -> str:
    """Give how far a printed score lies above the printed mean."""
    score = sample.printed(f"{city}_{platform}").value
    margin = score - sample.printed(f"{platform}_mean").value
    share = half_up(margin / _deviation_by_rule(sample, platform).value)
    return f"Higher by {half_up(margin)} points, {share} standard deviations."
