r"""Synthetic raw data: counts that nobody printed, made to be consistent with
everything that was.

Under the rule that Tables 7 and 8 reveal, :math:`s = 100 \ln x / \ln x_\mathrm{ref}`, a
score and a reference give a count. For seven indicators neither is printed, only the
score of the dimension that they make up. The free choices are made here: the references
in `REFERENCES`, and how two unknown indicators of a dimension share its score. Nothing
that this module makes is data.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from compindex.intervals import Interval
from compindex.numerals import number

# Free choices, round numbers: the counts that would score 100. One reference serves
# both languages of news reports.
REFERENCES = {
    "english_reports": 1e6,
    "other_language_reports": 1e6,
    "twitter_daily": 1e5,
    "youtube_videos": 1e9,
    "google_video_trend": 100.0,
    "tripadvisor_reviews": 1e6,
    "google_trend": 100.0,
}
_MARGIN = 0.001  # in points, room for the rounding of the counts
# Standard deviation, in points, of how far two indicators are moved apart.
_SPREAD = 2.0


_FORMS = {
    "english_reports": "{:,.0f}".format,
    "other_language_reports": "{:,.0f}".format,
    "twitter_daily": "{:,.2f}".format,  # a daily mean has decimals
    "google_video_trend": "{:.0f}".format,
    "tripadvisor_reviews": "{:,.0f}".format,
    "google_trend": "{:.0f}".format,
}
# What takes up in each dimension what rounding the others left.
_LAST = {
    "media": "other_language_reports",
    "social": "twitter_daily",
    "innovation": "youtube_videos",
    "cognition": "tripadvisor_reviews",
}
_UNITS = (("B", 1e9), ("M", 1e6), ("K", 1e3))


def unrounded_scores(
    scores: pd.DataFrame, totals: pd.DataFrame, named: pd.Series, difference: Interval
) -> pd.DataFrame:
    """Choose scores that round to the printed ones, with totals that round to the printed
    totals: all of a city move by half of what its printed total is above the computed
    one, then the first and the last tier by what the printed difference of their mean
    totals still lacks. Both are less than rounding admits.
    """
    moved = (totals["printed"] - totals["computed"]) / 2
    first, last = (named.index[named == tier] for tier in (named.min(), named.max()))
    reached = totals["computed"] + moved
    found = reached[first].mean() - reached[last].mean()
    aim = np.clip(found, difference.low + _MARGIN, difference.high - _MARGIN)
    moved[first] += (aim - found) / 2
    moved[last] -= (aim - found) / 2
    return scores.add(moved, axis=0)


def count_of(score: pd.Series | float, reference: float) -> pd.Series | float:
    """Turn a score into the count that has it."""
    return np.exp(score / 100 * np.log(reference))


def score_of(value: pd.Series | float, reference: float) -> pd.Series | float:
    """Turn a count into its score, the inverse of `count_of`."""
    return 100 * np.log(value) / np.log(reference)


def english_part(
    score: float, reports: float, reference: float, weights: Sequence[float]
) -> float:
    r"""Divide a city's reports between English and other languages so that they have a
    score together.

    With the share p of English, weights v and 1 - v, and a common reference R, :math:`s
    \ln R / 100 = \ln x + v \ln p + (1 - v) \ln(1 - p)`; of its two solutions the one
    with more English.
    """
    share = weights[0] / sum(weights)
    sought = score * np.log(reference) / 100 - np.log(reports)

    def excess(part: float) -> float:
        return share * np.log(part) + (1 - share) * np.log1p(-part) - sought

    return brentq(excess, share, 1 - 1e-9, xtol=1e-14)


def suffixed(value: float, units: Sequence[tuple[str, float]] = _UNITS) -> str:
    """Write a count with a suffix, to five significant digits."""
    for suffix, unit in units:
        if value >= unit:
            return f"{value / unit:.5g}{suffix}"
    return f"{value:.5g}"


def synthetic_counts(
    scores: pd.DataFrame,
    published: pd.DataFrame,
    reports: pd.Series,
    references: dict[str, float],
    weights: pd.DataFrame,
    seed: int,
) -> pd.DataFrame:
    """Make raw counts for all nine indicators, cities by indicators, as text in the form
    in which platforms export them: `scores` from `unrounded_scores`, the published
    counts as they are, `reports` of the year in all languages.
    """
    rng = np.random.default_rng(seed)  # only parts two unknown indicators
    text = {name: published[name].map(suffixed) for name in published}
    text["english_reports"] = _english(scores, reports, references, weights)
    known = sum(score_of(published[name], references[name]) for name in published)
    video = (4 * scores["innovation"] - known) / 2
    for name, aim in (
        ("google_video_trend", video),
        ("google_trend", scores["cognition"]),
    ):
        text[name] = _search_index(aim, references[name], rng).map(_FORMS[name])
    for dimension, part in weights.groupby("dimension", sort=False):
        last, shares = _LAST[dimension], part.set_index("indicator")["weight"]
        taken = sum(
            weight * score_of(text[name].map(number), references[name])
            for name, weight in shares.drop(last).items()
        )
        rest = (shares.sum() * scores[dimension] - taken) / shares[last]
        form = _FORMS.get(last, suffixed)
        text[last] = count_of(rest, references[last]).map(form)
    return pd.DataFrame(text)[list(weights["indicator"])]


def _english(
    scores: pd.DataFrame,
    reports: pd.Series,
    references: dict[str, float],
    weights: pd.DataFrame,
) -> pd.Series:
    """Take the English part of each city's reports."""
    news = tuple(weights.query("dimension == 'media'")["weight"])
    reports, reference = reports.loc[scores.index], references["english_reports"]
    shares = [
        english_part(score, count, reference, news)
        for score, count in zip(scores["media"], reports, strict=True)
    ]
    return (reports * shares).map(_FORMS["english_reports"])


def _search_index(
    scores: pd.Series, reference: float, rng: np.random.Generator
) -> pd.Series:
    """Draw a search index, a whole number from 2 to the reference, whose score is near
    a score.
    """
    moved = scores + rng.normal(0, _SPREAD, len(scores))
    return count_of(moved, reference).round().clip(2, reference)
