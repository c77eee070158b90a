"""Pictures that explain a step in a notebook: rows of dots and bars, one for each city or
score.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.labels import Labels
from compindex.rounding import half_up

BAND = "#d9d9d9"  # what rounding explains
_HOLLOW = {"facecolor": "white", "edgecolor": style.GREY, "linewidth": 1, "s": 30}


def city_rows(axes: Axes, names: Sequence[str]) -> np.ndarray:
    """Name the rows of a picture, from the top down; give their places."""
    rows = np.arange(len(names))
    axes.set_yticks(rows, names)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    return rows


@style.drawn
def points_of_dimensions(points: pd.DataFrame, *, say: Labels) -> tuple[Figure, str]:
    """Draw how many points of each total come from which dimension."""
    means, total = points.mean(), half_up(points.sum(axis=1).mean(), 1)
    words = {"dimension": say(means.idxmax()), "points": half_up(means.max(), 1)}
    headline = say("points headline", total=total, **words)
    figure, axes = style.headed(3.9, headline, say("points below"))
    rows = city_rows(axes, [say.city(city) for city in points.index])
    start = np.zeros(len(rows))
    for name, colour in zip(points, style.PARTS, strict=True):
        look = {"color": colour, "edgecolor": "white", "label": say(name)}
        axes.barh(rows, points[name], left=start, height=0.78, **look)
        start = start + points[name].to_numpy()
    axes.set(xlabel=say("points axis"), xlim=(0, 100))
    axes.legend(ncols=len(means), loc="lower left", bbox_to_anchor=(0, 1))
    told = say.by_dimension(means.map(lambda mean: half_up(mean, 1)))
    return figure, say("points alternative", headline=headline, parts=told)


@style.drawn
def deviations(
    hundredths: pd.Series, limit: float, kind: str, *, say: Labels
) -> tuple[Figure, str]:
    """Draw differences (`kind`: totals, by city, or residuals, by indicator and city)
    around the band that rounding explains, in hundredths of a point.
    """
    inside = int((hundredths.abs() <= limit).sum())
    headline = say(f"{kind} headline", inside=inside, count=len(hundredths))
    names = [_row_name(key, say) for key in hundredths.index]
    height = 1.1 + 0.19 * len(names)
    figure, axes = style.headed(height, headline, say(f"{kind} below"))
    rows = city_rows(axes, names)
    axes.axvspan(-limit, limit, color=BAND, zorder=0)
    far = hundredths.abs() > limit
    colours = np.where(far, style.ORANGE, style.BLUE)
    axes.scatter(hundredths, rows, color=colours, s=26, zorder=2)
    for row, value in zip(rows[far], hundredths[far], strict=True):
        look = {"va": "center", "ha": "right" if value > 10 * limit else "left"}
        beside = -7 if value > 10 * limit else 7
        text = half_up(value)
        style.note(axes, text, (value, row), (beside, 0), color=style.ORANGE, **look)
    ends = max(1.5 * limit, -hundredths.min()), max(1.5 * limit, hundredths.max())
    axes.set(xlabel=say(f"{kind} axis"), xlim=(-1.06 * ends[0], 1.06 * ends[1]))
    place = int(np.argmax(hundredths.abs()))
    value = half_up(hundredths.iloc[place])
    words = {"headline": headline, "name": names[place], "value": value}
    return figure, say("deviations alternative", **words)


def _row_name(key: str | tuple[str, str], say: Labels) -> str:
    """Call a city, or the score of a city on a platform."""
    if isinstance(key, str):
        return say.city(key)
    indicator, city = key
    return say("city on platform", city=say.city(city), platform=say(indicator))


@style.drawn
def reference_intervals(
    intervals: pd.DataFrame,
    low: float,
    high: float,
    outside: list[str],
    indicator: str,
    *,
    say: Labels,
) -> tuple[Figure, str]:
    """Draw the interval of references that each printed score admits, and the part they
    share.
    """
    inside = len(intervals) - len(outside)
    words = {"inside": inside, "count": len(intervals), "platform": say(indicator)}
    headline = say("references headline", **words)
    figure, axes = style.headed(2.1, headline, say("references below", **words))
    rows = city_rows(axes, [say.city(city) for city in intervals.index])
    axes.axvspan(low / 1e6, high / 1e6, color=BAND, zorder=0)
    ends = intervals["low"] / 1e6, intervals["high"] / 1e6
    apart = intervals.index.isin(outside)
    colours = np.where(apart, style.ORANGE, style.BLUE)
    axes.hlines(rows, *ends, color=colours, linewidth=4)
    axes.set(xlabel=say("references axis"))
    shared = {"low": half_up(low / 1e6), "high": half_up(high / 1e6)}
    named = say.cities(outside) if outside else say("none")
    text = say("references alternative", headline=headline, outside=named, **shared)
    return figure, text


@style.drawn
def remainder(bounds: pd.DataFrame, *, say: Labels) -> tuple[Figure, str]:
    """Draw, city by city, what the two unpublished innovation indicators score on
    average, beside the innovation score.
    """
    middle = (bounds["low"] + bounds["high"]) / 2
    stronger = int((middle > bounds["innovation"]).sum())
    headline = say("remainder headline", stronger=stronger, count=len(bounds))
    figure, axes = style.headed(3.9, headline, say("remainder below"))
    rows = city_rows(axes, [say.city(city) for city in bounds.index])
    axes.hlines(rows, bounds["innovation"], middle, style.LIGHT, linewidth=1)
    axes.scatter(bounds["innovation"], rows, zorder=2, **_HOLLOW)
    axes.scatter(middle, rows, color=style.BLUE, s=26, zorder=3)
    axes.set(xlabel=say("score"))
    furthest = (middle - bounds["innovation"]).abs().idxmax()
    words = {
        "headline": headline,
        "city": say.city(furthest),
        "printed": half_up(bounds.loc[furthest, "innovation"]),
        "derived": half_up(middle[furthest]),
    }
    return figure, say("remainder alternative", **words)


@style.drawn
def rank_spans(uncertainty: pd.DataFrame, *, say: Labels) -> tuple[Figure, str]:
    """Draw the rank of each city, and from where to where (p05 to p95) it is drawn."""
    spans = uncertainty["p95"] - uncertainty["p05"]
    words = {"fixed": int((spans == 0).sum()), "count": len(spans)}
    headline = say("ranks headline", **words)
    figure, axes = style.headed(3.9, headline, say("ranks below"))
    rows = city_rows(axes, [say.city(city) for city in uncertainty.index])
    ends = uncertainty["p05"], uncertainty["p95"]
    axes.hlines(rows, *ends, style.BLUE, linewidth=4, zorder=1)
    axes.scatter(uncertainty["rank"], rows, zorder=2, **_HOLLOW)
    axes.set(xlabel=say("rank axis"), xticks=range(1, len(spans) + 1))
    longest = spans.idxmax()
    told = {"low": ends[0][longest], "high": ends[1][longest]}
    told = {name: f"{value:.0f}" for name, value in told.items()}
    city = say.city(longest)
    return figure, say("ranks alternative", headline=headline, city=city, **told)


@style.drawn
def ratio_bars(
    ratios: pd.Series, followers: pd.Series, unit: int, *, say: Labels
) -> tuple[Figure, str]:
    """Draw the comments per tweet and so many followers of each account."""
    ordered = ratios.sort_values(ascending=False)
    first, fewest = ordered.index[0], followers[ordered.index].idxmin()
    key = "ratio headline, fewest" if first == fewest else "ratio headline"
    headline = say(key, account=first, count=len(ordered))
    below = say("ratio below", unit=f"{unit:,}")
    figure, axes = style.headed(2.1, headline, below)
    names = [f"{name} ({followers[name]:,.0f})" for name in ordered.index]
    rows = city_rows(axes, names)
    axes.barh(rows, ordered, color=style.BLUE, height=0.7)
    for row, value in zip(rows, ordered, strict=True):
        style.note(axes, f"{value:#.3g}", (value, row), (4, 0), va="center")
    axes.set(xlabel=say("ratio axis", unit=f"{unit:,}"), xlim=(0, 1.12 * ordered.max()))
    told = say("and").join(f"{name} {value:#.3g}" for name, value in ordered.items())
    return figure, say("ratio alternative", headline=headline, values=told)
