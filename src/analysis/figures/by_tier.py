"""Figures 1, 4 and 5: means and standard deviations of the dimensions by tier, with the
cities behind them.
"""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.figures import style
from analysis.figures.labels import Labels
from analysis.report.words import DIMENSIONS
from compindex.rounding import half_up

_NAMES = list(DIMENSIONS.values())
_DOTS = {"s": 14, "facecolor": "white", "edgecolor": style.GREY, "linewidth": 0.8}


@style.drawn
def tier_gap(
    plotted: pd.DataFrame, cities: pd.DataFrame, tiers: pd.Series, *, say: Labels
) -> tuple[Figure, str]:
    """Draw Figure 1: the mean scores of the first and the last tier (`tiers`: the tier
    of each city), sorted by the gap between them, and the cities behind.
    """
    means = plotted.pivot(index="x", columns="series", values="y")
    first, last = means.columns.min(), means.columns.max()
    gaps = (means[first] - means[last]).sort_values()
    shown = tiers[tiers.isin([first, last])]
    words = {"first": say.tier(first), "last": say.tier(last)}
    widest, gap = say(gaps.index[-1]), half_up(gaps.iloc[-1], 1)
    headline = say("gap headline", dimension=widest, gap=gap, **words)
    below = _synthetic(plotted, say) + say("gap below")
    figure, axes = style.headed(3.2, headline, below, _members(shown, say))
    scores = cities[cities["series"].isin(shown.index)]
    for row, dimension in enumerate(gaps.index):
        _draw_gap(axes, row, means.loc[dimension], scores, shown)
        text = say("gap", gap=half_up(gaps[dimension]))
        axes.text(1.02, row, text, va="center", transform=axes.get_yaxis_transform())
    for tier, colour in ((last, style.ORANGE), (first, style.BLUE)):
        look = {"ha": "center", "color": colour, "weight": "bold"}
        text = say("tier mean", tier=say.tier(tier))
        style.note(axes, text, (means.loc[dimension, tier], row), (0, 24), **look)
    axes.set_yticks(range(len(gaps)), [_named(name, say) for name in gaps.index])
    ends = _ends(pd.concat([plotted["y"], scores["y"]]))
    axes.set(xlabel=say("score"), xlim=ends, ylim=(-0.6, row + 1))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    told = say.by_dimension(gaps.map(half_up))
    return figure, say("gap alternative", headline=headline, gaps=told, **words)


def _ends(scores: pd.Series) -> tuple[float, float]:
    """Choose the ends of an axis: whole tens and 100 where scores are points up to 100,
    else a little beyond what there is.
    """
    low, high = scores.min(), scores.max()
    if low >= 0 and 50 < high <= 100:
        return 10 * (low // 10), 100
    room = 0.08 * (high - low)
    return low - room, high + room


def _draw_gap(
    axes: Axes, row: int, means: pd.Series, scores: pd.DataFrame, tiers: pd.Series
) -> None:
    """Draw the means of two tiers in a dimension, each with its number above it, over the
    dots of its cities.
    """
    axes.hlines(row, *means, style.PALE, linewidth=7, zorder=1)
    part = scores[scores["x"] == means.name].set_index("series")["y"]
    axes.scatter(part, [row - 0.36] * len(part), zorder=3, **_DOTS)
    ends = (means.index.min(), style.BLUE), (means.index.max(), style.ORANGE)
    for tier, colour in ends:
        mean = means[tier]
        axes.vlines(mean, row - 0.2, row + 0.2, colour, linewidth=3.5, zorder=2)
        look = {"ha": "center", "va": "bottom", "color": colour}
        style.note(axes, half_up(mean), (mean, row + 0.2), (0, 1), **look)


@style.drawn
def tier_strips(
    plotted: pd.DataFrame,
    cities: pd.DataFrame,
    tiers: pd.Series,
    statistic: str,
    *,
    say: Labels,
) -> tuple[Figure, str]:
    """Draw Figure 4 or 5 (`statistic`: sd or mean): for each dimension a strip of cities
    for each tier, its statistic as a bar, and that of all cities as a line.
    """
    table = plotted.pivot(index="series", columns="x", values="y")[_NAMES]
    overall = cities[cities["series"] == "all"].set_index("x")["y"]
    count = len(tiers)
    if statistic == "mean":
        headline = _mean_headline(table, say)
    else:
        headline = _sd_headline(table, overall, count, say)
    below = _synthetic(plotted, say) + say(f"{statistic} below", count=count)
    foot = _members(tiers, say)
    if statistic == "sd" and tiers.value_counts().eq(2).any():
        foot += "\n" + say("pairs")
    figure, axes = style.headed(3.9, headline, below, foot)
    for group, name in enumerate(_NAMES):
        start = _start(group, table)
        _draw_strips(axes, start, table[name], cities, tiers)
        _draw_overall(axes, start, len(table), overall[name])
        if statistic == "mean" and len(table) > 1:
            _draw_step(axes, start, *table[name].iloc[:2])
        over = {"ha": "center", "xycoords": axes.get_xaxis_transform()}
        middle, value = start + (len(table) - 1) / 2, half_up(overall[name])
        text = say("all cities", count=count, value=value)
        style.note(axes, text, (middle, 1), (0, 4), color=style.ORANGE, **over)
        style.note(axes, _named(name, say), (middle, 1), (0, 19), **over)
    _tier_axis(axes, table, say("tier"), say(f"{statistic} row"))
    ends = _ends(cities["y"]) if statistic == "mean" else (0, 1.05 * cities["y"].max())
    axes.set(ylabel=say(f"{statistic} axis"), ylim=ends)
    # As many in either language, whatever room its letters leave.
    ticks = MaxNLocator(8 if statistic == "mean" else 4, steps=[1, 2, 5, 10])
    axes.yaxis.set_major_locator(ticks)
    told = {"overall": overall, "highest": table.iloc[0], "largest": table.max()}
    told = {key: say.by_dimension(part.map(half_up)) for key, part in told.items()}
    words = {"headline": headline, "count": count}
    return figure, say(f"{statistic} alternative", **words, **told)


def _draw_strips(
    axes: Axes,
    start: float,
    statistics: pd.Series,
    cities: pd.DataFrame,
    tiers: pd.Series,
) -> None:
    """Draw the strips of a dimension, a tier beside the other."""
    import seaborn as sns  # here, because it takes a second and Figures 2 and 3 do without

    places = {tier: start + place for place, tier in enumerate(statistics.index)}
    part = cities[(cities["x"] == statistics.name) & (cities["series"] != "all")]
    dots = part.assign(place=part["series"].map(tiers).map(places))
    look = {"color": "white", "edgecolor": style.GREY, "linewidth": 0.8, "size": 3.8}
    layout = {"native_scale": True, "jitter": False, "zorder": 3, "clip_on": False}
    sns.stripplot(dots, x="place", y="y", ax=axes, **look, **layout)
    for tier, value in statistics.items():
        ends = places[tier] - 0.38, places[tier] + 0.38
        axes.hlines(value, *ends, style.BLUE, linewidth=3, zorder=2)


def _draw_overall(axes: Axes, start: float, size: int, value: float) -> None:
    """Draw the statistic of all cities as a line through the strips of a dimension."""
    ends = start - 0.45, start + size - 0.55
    axes.hlines(value, *ends, style.ORANGE, linewidth=1.2, zorder=1)


def _draw_step(axes: Axes, start: float, first: float, second: float) -> None:
    """Draw the step from the first tier to the second, with its size."""
    ends = {"xy": (start + 0.5, second), "xytext": (start + 0.5, first)}
    arrow = {"arrowstyle": "-|>", "color": style.INK, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", arrowprops=arrow | {"linewidth": 0.8}, **ends)
    middle = start + 0.5, (first + second) / 2
    text = half_up(first - second, 1)
    style.note(axes, text, middle, (3, 2), va="center", weight="bold")


def _tier_axis(axes: Axes, table: pd.DataFrame, above: str, below: str) -> None:
    """Write below each strip its tier and its statistic, as the rows of a table."""
    under = {"xycoords": axes.get_xaxis_transform(), "va": "baseline"}
    for group, name in enumerate(_NAMES):
        start = _start(group, table)
        for place, (tier, value) in enumerate(table[name].items()):
            point, text = (start + place, 0), half_up(value, 1)
            style.note(axes, str(tier), point, (0, -15), ha="center", **under)
            style.note(axes, text, point, (0, -27), ha="center", **under)
    look = {"xycoords": "axes fraction", "ha": "right", "va": "baseline"}
    for text, down in ((above, -15), (below, -27)):
        style.note(axes, text, (0, 0), (-4, down), color=style.GREY, **look)
    axes.set(xticks=[], xlabel="")
    axes.set_xlim(-0.8, start + len(table) - 0.2)


def _start(group: int, table: pd.DataFrame) -> float:
    """Place the first strip of a dimension."""
    return group * (len(table) + 0.6)


def _mean_headline(means: pd.DataFrame, say: Labels) -> str:
    """Say where the step from the first tier to the second is widest."""
    if len(means) == 1:
        return say("mean headline, one", first=say.tier(means.index[0]))
    first, second = map(say.tier, means.index[:2])
    steps = means.iloc[0] - means.iloc[1]
    words = {"dimension": say(steps.idxmax()), "step": half_up(steps.max(), 1)}
    return say("mean headline", first=first, second=second, **words)


def _sd_headline(
    spreads: pd.DataFrame, overall: pd.Series, count: int, say: Labels
) -> str:
    """Say in how many dimensions every tier is closer together than all cities are."""
    held = int((spreads.max() < overall[spreads.columns]).sum())
    key = "sd headline" if held == len(_NAMES) else "sd headline, some"
    return say(key, held=held, count=count)


def _members(tiers: pd.Series, say: Labels) -> str:
    """Name the cities of each tier, so that a figure can stand alone."""
    return say.wrapped(
        say(
            "tier of cities",
            tier=say.tier(tier),
            cities=say.cities(tiers.index[tiers == tier]),
        )
        for tier in sorted(tiers.unique())
    )


def _named(dimension: str, say: Labels) -> str:
    """Name a dimension, and below it what it counts."""
    return f"{say(dimension)}\n{say(f'{dimension} counts')}"


def _synthetic(plotted: pd.DataFrame, say: Labels) -> str:
    """Say before anything else that what is drawn is synthetic, if it is."""
    return say("synthetic") if plotted["provenance"].eq("synthetic").any() else ""
