r"""Synthetic raw data: counts that nobody printed, made to be consistent with
everything that was.

Under the rule that Tables 7 and 8 reveal, :math:`s = 100 \ln x / \ln x_\mathrm{ref}`, a
score and a reference give a count. For seven indicators neither is printed, only the
score of the dimension that they make up. The free choices are made here: the references
in `REFERENCES`, and how two unknown indicators of a dimension share its score. Nothing
that this module makes is data.
"""

import numpy as np
import pandas as pd
from scipy.optimize import brentq

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


def unrounded_scores(scores, totals, named, difference):
    """Choose unrounded scores that round to the printed ones, and whose total rounds to
    the printed total.

    All dimensions of a city are moved by half of what the printed total is above the
    one that the printed scores give; then those of the first and of the last tier by
    what the difference of their mean totals, which is printed to a hundredth, still
    lacks. Both are less than rounding admits.

    Parameters
    ----------
    scores : pandas.DataFrame
        Printed scores, cities by dimensions.
    totals : pandas.DataFrame
        ``printed`` and ``computed`` from the printed scores, by city.
    named : pandas.Series
        Tier by city.
    difference : intervals.Interval
        Printed difference of the mean totals of the first and the last tier.

    Returns
    -------
    pandas.DataFrame
        Cities by dimensions.
    """
    moved = (totals["printed"] - totals["computed"]) / 2
    first, last = (named.index[named == tier] for tier in (named.min(), named.max()))
    found = (totals["computed"] + moved)[first].mean() - (totals["computed"] + moved)[
        last
    ].mean()
    lacking = (
        np.clip(found, difference.low + _MARGIN, difference.high - _MARGIN) - found
    )
    moved[first] += lacking / 2
    moved[last] -= lacking / 2
    return scores.add(moved, axis=0)


def count_of(score, reference):
    """Turn a score into the count that has it.

    Examples
    --------
    >>> float(round(count_of(50, 1e6), 6))
    1000.0
    """
    return np.exp(score / 100 * np.log(reference))


def score_of(value, reference):
    """Turn a count into its score, the inverse of `count_of`."""
    return 100 * np.log(value) / np.log(reference)


def english_part(score, reports, reference, weights):
    r"""Divide a city's reports between English and other languages so that they have a
    score together.

    With the share p of English, weights v and 1 - v, and a common reference R, :math:`s
    \ln R / 100 = \ln x + v \ln p + (1 - v) \ln(1 - p)`; of its two solutions the one
    with more English.

    Parameters
    ----------
    score : float
        Media score of the city.
    reports : float
        Its reports, both together.
    reference : float
    weights : tuple of float
        Of English and other-language reports.

    Returns
    -------
    float
        p.
    """
    share, sought = (
        weights[0] / sum(weights),
        score * np.log(reference) / 100 - np.log(reports),
    )
    return brentq(
        lambda p: share * np.log(p) + (1 - share) * np.log1p(-p) - sought,
        share,
        1 - 1e-9,
        xtol=1e-14,
    )


def grouped(value):
    """Write a count with thousands separators, rounded to a whole number.

    Examples
    --------
    >>> grouped(12345.6)
    '12,346'
    """
    return f"{value:,.0f}"


def suffixed(value, units=(("B", 1e9), ("M", 1e6), ("K", 1e3))):
    """Write a count with a suffix, to five significant digits.

    Examples
    --------
    >>> suffixed(126_400_000), suffixed(65_000), suffixed(123_456, (("万", 1e4),))
    ('126.4M', '65K', '12.346万')
    """
    suffix, unit = next(
        ((suffix, unit) for suffix, unit in units if value >= unit), ("", 1)
    )
    return f"{value / unit:.5g}{suffix}"


def _whole_index(scores, reference, chance):
    """Draw a search index, a whole number from 2 to the reference, whose score is near
    a score.
    """
    moved = scores + chance.normal(0, _SPREAD, len(scores))
    return count_of(moved, reference).round().clip(2, reference)


def raw_counts(scores, published, reports, references, weights, seed):
    """Make raw counts for all nine indicators, as text in the form in which platforms
    export them.

    Parameters
    ----------
    scores : pandas.DataFrame
        From `unrounded_scores`.
    published : pandas.DataFrame
        The printed counts, cities by ``instagram_tags`` and ``tiktok_tags``; they are
        taken over.
    reports : pandas.Series
        Media reports of the year by city, both languages together (from the synthetic
        path of notebook 05).
    references : dict of str to float
        Of all nine indicators.
    weights : pandas.DataFrame
        The tidy Table 2.
    seed : int
        Seed of the random numbers, which only part two unknown indicators from each
        other.

    Returns
    -------
    pandas.DataFrame
        Cities by indicators. Within each dimension the last count takes up what
        rounding the others left.
    """
    chance, text, news = (
        np.random.default_rng(seed),
        {},
        tuple(weights.query("dimension == 'media'")["weight"]),
    )
    reports = reports.loc[scores.index]
    shares = [
        english_part(*pair, references["english_reports"], news)
        for pair in zip(scores["media"], reports, strict=True)
    ]
    text["english_reports"] = (reports * shares).map(grouped)
    text["instagram_tags"], text["tiktok_tags"] = (
        published[name].map(suffixed) for name in ("instagram_tags", "tiktok_tags")
    )
    known = [
        score_of(published[name], references[name])
        for name in ("instagram_tags", "tiktok_tags")
    ]
    video = (4 * scores["innovation"] - sum(known)) / 2
    for name, aim in (
        ("google_video_trend", video),
        ("google_trend", scores["cognition"]),
    ):
        text[name] = _whole_index(aim, references[name], chance).map("{:.0f}".format)
    forms = {
        "other_language_reports": grouped,
        "twitter_daily": "{:,.2f}".format,
    }  # a daily mean has decimals
    forms |= {"tripadvisor_reviews": grouped, "youtube_videos": suffixed}
    for dimension, part in weights.groupby("dimension", sort=False):
        last = next(name for name in part["indicator"] if name in forms)
        others = part[part["indicator"] != last].set_index("indicator")["weight"]
        taken = sum(
            weight * score_of(text[name].map(number), references[name])
            for name, weight in others.items()
        )
        rest = (part["weight"].sum() * scores[dimension] - taken) / part.set_index(
            "indicator"
        )["weight"][last]
        text[last] = count_of(rest, references[last]).map(forms[last])
    return pd.DataFrame(text)[list(weights["indicator"])]
