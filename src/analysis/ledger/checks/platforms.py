"""Section 2.6: Instagram and TikTok (Tables 7 and 8)."""

import pandas as pd

from analysis.ledger.findings import Finding, higher, plain
from analysis.ledger.sample import Sample
from analysis.ranking.rule import admissible_references, consensus, predict
from analysis.report.words import TAGS, names_en
from compindex.intervals import Interval
from compindex.numerals import half_up, number
from compindex.readings import rank_of


def score_by_rule(sample: Sample, platform: str, city: str = "") -> Interval:
    """100 · ln(count) ÷ ln(reference) of a city, or the mean over all cities; the
    reference is what most printed scores share, the city's own left out.
    """
    counts, used = sample.counts[TAGS[platform]], _printed_scores(sample, platform)
    if city:
        used = used.drop(sample.require([city]))
    scores = Interval.printed(sample.found(used, f"printed score on {platform}"))
    half_unit = float(scores.high.iloc[0] - scores.value.iloc[0])
    admissible = admissible_references(counts, scores.value, half_unit)
    low, high, _ = consensus(admissible)
    predicted = predict(counts, low, high)
    return Interval(*(predicted.loc[city] if city else predicted.mean()))


def _printed_scores(sample: Sample, platform: str) -> pd.Series:
    """Take the printed scores of Table 8 for a platform, as text by city."""
    rows = sample.top[sample.top["indicator"] == TAGS[platform]]
    by_city = rows.dropna(subset="city").set_index("city")["printed"]
    return sample.found(by_city, f"printed score on {platform}")


def five_highest_counts(sample: Sample, platform: str) -> Finding:
    """Five highest counts of Table 7 = the five cities named, order included."""
    stated = sample.listed(f"{platform}_top_five")
    highest = list(sample.counts[TAGS[platform]].nlargest(5).index)
    return plain(stated == highest, names_en(highest))


def beyond_first_tier(sample: Sample) -> Finding:
    """Cities of Table 8 without the four first-tier ones: some on each platform."""
    first = set(sample.facts.index[sample.facts["charm_class"] == "first-tier"])
    words = {}
    for platform, name in (("instagram", "Instagram"), ("tiktok", "TikTok")):
        others = set(_printed_scores(sample, platform).index) - first
        words[name] = ", ".join(sorted(names_en(others).split(", ")))
    listed = "; ".join(f"{name}: {cities}" for name, cities in words.items())
    return plain(all(words.values()), listed)


def rank_by_count(sample: Sample, platform: str, city: str) -> Interval:
    """1 + number of cities with a higher count."""
    sample.require([city])
    return rank_of(Interval.exactly(sample.counts[TAGS[platform]]), city)


def above_printed_mean(sample: Sample, platform: str, city: str) -> Finding:
    """Printed score of a city − printed mean > 0."""
    score = sample.printed(f"{city}_{platform}")
    return higher(score - sample.printed(f"{platform}_mean"))


def digits_exchanged(sample: Sample, platform: str, city: str) -> str:
    """Say what the other scores predict, and what decides between a wrong score and a
    wrong count.
    """
    predicted = score_by_rule(sample, platform, city)
    overall = score_by_rule(sample, platform)
    stated = sample.prose[f"{platform}_{city}"]
    count = sample.counts.loc[city, TAGS[platform]]
    needed = count ** (number(stated) / predicted.value)
    excess = (number(stated) - predicted.value) / len(sample.counts)
    same = sorted(half_up(predicted.value)) == sorted(stated)
    order = ", the same digits in another order: probably two were exchanged"
    return (
        f"The other cities' scores give {half_up(predicted.value)}{order if same else ''}. "
        f"A count of {needed / 1e6:.2f} million in place of {count / 1e6:.2f} would "
        f"explain it too, but not the mean of all cities: with {stated} it would be "
        f"{half_up(overall.value + excess, 3)}, and {sample.prose[f'{platform}_mean']} "
        "is printed."
    )


def points_above_mean(sample: Sample, platform: str, city: str) -> str:
    """Give how far a printed score lies above the printed mean."""
    score = sample.printed(f"{city}_{platform}").value
    margin = half_up(score - sample.printed(f"{platform}_mean").value)
    return f"By {margin} points; whether that is far is a matter of wording."
