"""Figures 2 and 3: monthly media coverage. What is printed is dark, what each month can
have been is pale, and a month that was not published has nothing else.
"""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.figures import style
from analysis.figures.labels import Labels
from analysis.report.words import MONTHS

COLOURS = {"wuhan": style.BLUE, "beijing": style.ORANGE, "others": style.BLUE}


@style.drawn
def coverage_of_others(
    plotted: pd.DataFrame, spans: pd.DataFrame, *, say: Labels
) -> tuple[Figure, str]:
    """Draw Figure 2: the two printed means of the 13 other cities."""
    name = say("others")
    before, after = _levels(spans, "others")
    change = f"{after.reports / before.reports - 1:+.0%}"
    words = say("change in percent", percent=change)
    headline = say("coverage headline", name=name, change=words)
    below = say("supplied below" if _supplied(plotted) else "coverage below, others")
    # A printed mean is published as it stands; that of all cities was divided.
    one = before.provenance == "published"
    foot = say("coverage foot, one city" if one else "coverage foot, together")
    figure, axes = style.headed(3.4, headline, below, foot)
    _report_axis(axes, plotted, "linear", say)
    _draw_coverage(axes, plotted, {"others": name}, [before, after], change, say)
    return figure, _alternative(headline, name, [before, after], say)


@style.drawn
def coverage_of_two(
    plotted: pd.DataFrame, spans: pd.DataFrame, scale: str, *, say: Labels
) -> tuple[Figure, str]:
    """Draw Figure 3: the two printed means of Wuhan, and the printed month of Beijing."""
    cities = {city: say.city(city) for city in ("wuhan", "beijing")}
    before, after = _levels(spans, "wuhan")
    ratio = after.reports / before.reports
    times = f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}"
    words = say("change in times", times=times)
    headline = say("coverage headline", name=cities["wuhan"], change=words)
    monthly = plotted[plotted["series"].isin(cities)]
    missing = {"missing": monthly["y"].isna().sum(), "months": len(monthly)}
    below, foot = say("supplied below"), ""
    if not _supplied(plotted):
        below = say("coverage below, two", **cities, **missing)
        reading = "half year" if before.start in MONTHS else "full year"
        parts = (f"coverage foot, {scale}", reading, "one point")
        foot = say.wrapped(say(part, **cities) for part in parts)
    figure, axes = style.headed(3.6, headline, below, foot)
    _report_axis(axes, plotted, scale, say)
    _draw_coverage(axes, plotted, cities, [before, after], f"×{times}", say)
    point = spans[spans["series"] == "beijing"].iloc[0]
    _draw_point(axes, point, say)
    names = say("and").join(cities.values())
    return figure, _alternative(headline, names, [before, after, point], say)


def _levels(spans: pd.DataFrame, series: str) -> list[NamedTuple]:
    """Take the two printed means of a series, the earlier one first."""
    return list(spans[spans["series"] == series].itertuples())


def _supplied(plotted: pd.DataFrame) -> bool:
    """Tell whether an export was supplied."""
    return bool(plotted["provenance"].eq("supplied").any())


def _draw_coverage(
    axes: Axes,
    plotted: pd.DataFrame,
    names: dict[str, str],
    levels: list[NamedTuple],
    change: str,
    say: Labels,
) -> None:
    """Draw the printed means of the first of some series, over what each month can have
    been; or over all the series, where they were supplied.
    """
    if _supplied(plotted):
        _draw_supplied(axes, plotted, names, levels, say)
        return
    months = plotted[plotted["series"] == levels[0].series].reset_index(drop=True)
    _draw_bounds(axes, months, say)
    for span in levels:
        _draw_level(axes, span)
        _name_level(axes, span, months["high"], say)
    _tell_change(axes, *levels, change)


def _draw_supplied(
    axes: Axes,
    plotted: pd.DataFrame,
    names: dict[str, str],
    levels: list[NamedTuple],
    say: Labels,
) -> None:
    """Draw the monthly values that were supplied. They may run anywhere, so what names
    them, and the printed means, stands above.
    """
    for series, name in names.items():
        values = plotted.loc[plotted["series"] == series, "y"]
        look = {"color": COLOURS[series], "linewidth": 1.2, "marker": "o"}
        look |= {"markersize": 3, "label": say("supplied", name=name)}
        axes.plot(range(len(MONTHS)), values, **look)
    before, after = levels
    words = {"before": _count(before.reports), "after": _count(after.reports)}
    _draw_level(axes, before, label=say("printed means", **words))
    _draw_level(axes, after)
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1))


def _draw_bounds(axes: Axes, rows: pd.DataFrame, say: Labels) -> None:
    """Draw for each month a pale bar up to the most it can have been, and say once for
    neighbours that are alike how much that is.
    """
    places, high = rows.index, rows["high"]
    axes.bar(places, high, width=0.86, color=style.PALE, zorder=0)
    axes.hlines(high, places - 0.43, places + 0.43, style.LIGHT, linewidth=1, zorder=1)
    runs, top = (high != high.shift()).cumsum(), axes.get_ylim()[1]
    for _, run in high.groupby(runs):
        most, middle = run.iloc[0], (run.index[0] + run.index[-1]) / 2
        beyond = most > top
        key = "possible" if len(run) > 1 else "possible alone"
        text = say("possible beyond" if beyond else key, high=f"{most:,.0f}")
        look = {
            "ha": "center",
            "va": "top" if beyond else "bottom",
            "color": style.GREY,
        }
        point, above = (middle, min(most, top)), -4 if beyond else 3
        style.note(axes, text, point, (0, above), **look)


def _draw_level(axes: Axes, span: NamedTuple, label: str | None = None) -> None:
    """Draw a printed mean as a thick line over its months."""
    ends = _position(span.start) - 0.43, _position(span.end) + 0.43
    axes.hlines(span.reports, *ends, style.BLUE, linewidth=3, zorder=3, label=label)


def _name_level(axes: Axes, span: NamedTuple, most: pd.Series, say: Labels) -> None:
    """Write the number of a printed mean above its line; or above what is said of its
    single months (at most so many reports each), where there is no room below that.
    """
    first, last = _position(span.start), _position(span.end)
    key = "mean of months" if span.start in MONTHS else "mean from earlier"
    text, middle = say(key, value=_count(span.reports)), (first + last) / 2
    heights = [(0, span.reports), (0, most[first])]
    level, cap = axes.transData.transform(heights)[:, 1]
    crowded = cap - level < 20 * axes.figure.dpi / 72
    point, above = (
        ((middle, most[first]), 16) if crowded else ((middle, span.reports), 4)
    )
    look = {"ha": "center", "va": "bottom", "color": style.BLUE, "weight": "bold"}
    style.note(axes, text, point, (0, above), **look)


def _draw_point(axes: Axes, span: pd.Series, say: Labels) -> None:
    """Draw a printed month as a point, with its number."""
    place = _position(span["start"])
    axes.plot(place, span["reports"], "o", color=style.ORANGE, markersize=7, zorder=4)
    text = say(
        "one month", name=say.city(span["series"]), value=_count(span["reports"])
    )
    look = {"ha": "left", "va": "center", "color": style.ORANGE, "weight": "bold"}
    beside = place + 0.5, span["reports"]  # off the bar of Wuhan's month
    style.note(axes, text, beside, (2, 0), **look)


def _tell_change(
    axes: Axes, before: NamedTuple, after: NamedTuple, change: str
) -> None:
    """Write the change between two means where the one ends and the other begins."""
    place = _position(after.start) - 0.5
    ends = {"xy": (place, after.reports), "xytext": (place, before.reports)}
    arrow = {"arrowstyle": "-|>", "color": style.INK, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", arrowprops=arrow, zorder=5, **ends)
    point = (place, max(before.reports, after.reports))
    look = {"ha": "right", "va": "bottom", "weight": "bold", "size": 10}
    style.note(axes, change, point, (-3, 1), **look)


def _report_axis(axes: Axes, plotted: pd.DataFrame, scale: str, say: Labels) -> None:
    """Name both axes, and leave room for labels."""
    shown = plotted[["y", "high"]]
    if scale == "log":
        limits = (shown[shown > 0].min(axis=None) / 4, 3 * shown.max(axis=None))
    elif _supplied(plotted):
        limits = (0, 1.12 * plotted["y"].max())
    else:  # bounds run beyond it, and say so: what is printed would be tiny
        limits = (0, 2.2 * plotted["y"].max())
    axes.set(yscale=scale, ylim=limits, ylabel=say(f"reports, {scale}"))
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda count, _: f"{count:,.0f}"))
    axes.set_xticks(range(len(MONTHS)), [_month(month, say) for month in MONTHS])
    axes.tick_params(axis="x", length=0)
    beside = "beijing" in set(plotted["series"]) or shown["y"].count() > len(MONTHS)
    axes.set_xlim(-0.6, len(MONTHS) + (1 if beside else -0.4))


def _month(month: str, say: Labels) -> str:
    """Name a month, and its year where it begins."""
    date = pd.Period(month)
    name = say("month", name=date.strftime("%b"), number=date.month)
    begins = month in (MONTHS[0], f"{date.year}-01")
    return f"{name}\n{say('year', year=date.year) if begins else ' '}"


def _position(month: str) -> int:
    """Place a month on the axis; months before the window stand at its beginning."""
    return MONTHS.index(month) if month in MONTHS else 0


def _count(reports: float) -> str:
    """Write a number of reports."""
    return f"{reports:,.{0 if reports >= 1000 else 1}f}"


def _alternative(headline: str, name: str, spans: list, say: Labels) -> str:
    """Say in words what the figure shows."""
    told = [
        say(
            "span",
            start=_dated(span.start, say),
            end=_dated(span.end, say),
            value=_count(span.reports),
        )
        if span.start != span.end
        else say(
            "span of a month", month=_dated(span.start, say), value=_count(span.reports)
        )
        for span in spans
    ]
    return say(
        "coverage alternative",
        headline=headline,
        name=name,
        spans=say("between spans").join(told),
    )


def _dated(month: str, say: Labels) -> str:
    """Name a month with its year."""
    date = pd.Period(month)
    return say("dated", name=date.strftime("%B"), number=date.month, year=date.year)
