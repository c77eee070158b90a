"""Figures 2 and 3: monthly media coverage. What is printed stands in full ink, a
synthetic path is thin and dashed; what each month can have been is pale, and said in
words.
"""

from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.coverage.printed import EVENTS
from analysis.figures.style import note
from analysis.report.words import MONTHS
from compindex.style import canvas, styled

SERIES_COLOURS = {"wuhan": "#0072b2", "beijing": "#d55e00", "others": "#333333"}
_COLUMNS = ["series", "x", "y", "low", "high", "provenance"]


def plotted_coverage(
    table: pd.DataFrame,
    spans: pd.DataFrame,
    series: list[str],
    band: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Take the numbers of a figure: a row for each month of some series, with the band
    of what it can have been, where there is one. The series ``<name>_printed`` repeats a
    printed value over the months that it describes: their mean, not the value of each.
    """
    paths = table[table["series"].isin(series)].drop(columns=["low", "high"])
    if band is None:
        paths = paths.assign(low=float("nan"), high=float("nan"))
    else:
        paths = paths.merge(band, how="left", on=["series", "month"])
    printed = [
        {
            "series": f"{span.series}_printed",
            "month": month,
            "reports": span.reports,
            "provenance": span.provenance,
        }
        for span in spans[spans["series"].isin(series)].itertuples()
        for month in MONTHS
        if span.start <= month <= span.end
    ]
    rows = pd.concat([paths, pd.DataFrame(printed)], ignore_index=True)
    return rows.rename(columns={"month": "x", "reports": "y"})[_COLUMNS]


@styled
def coverage_panels(
    plotted: pd.DataFrame,
    spans: pd.DataFrame,
    bounds: pd.DataFrame,
    titles: dict[str, str],
    scale: str = "linear",
    words: str = "",
    band_words: str = "",
) -> Figure:
    """Draw Figure 2 or 3, a panel for each series; what the reader must know stands
    above the picture, what the band is beside it.
    """
    figure, (panels,) = canvas(7.6, 4.2, 1, len(titles), sharey=True, squeeze=False)
    for axes, (series, title) in zip(panels, titles.items(), strict=True):
        colour = SERIES_COLOURS[series]
        _draw_path(axes, plotted[plotted["series"] == series], colour, band_words)
        for span in spans[spans["series"] == series].itertuples():
            _draw_printed(axes, span, colour)
        _tell_bounds(axes, bounds[bounds["series"] == series])
        _mark_events(axes)
        axes.set_title(title, weight="bold", color=colour, pad=14)
        _month_axis(axes, every=1 if len(titles) == 1 else 2)
    _report_axis(panels[0], plotted, scale)
    days = ((pd.Timestamp(day), name) for day, name in EVENTS.items())
    events = "; ".join(f"{day.day} {day:%b}, {name}" for day, name in days)
    heading = f"{words}\nDotted, from public record: {events}."
    figure.suptitle(heading, x=0.01, ha="left", fontsize=8)
    return figure


def _report_axis(axes: Axes, plotted: pd.DataFrame, scale: str) -> None:
    """Name the axis of reports, and leave room below for words."""
    shown = plotted.loc[plotted["y"] > 0, ["y", "low", "high"]]
    top = shown.max(axis=None)
    label = "Foreign media reports a month"
    if scale == "log":
        limits = (shown.min(axis=None) / 5, 2.5 * top)
        label += " (log scale)"
    else:
        limits = (-0.16 * top, 1.1 * top)
    axes.set(yscale=scale, ylim=limits, ylabel=label)
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda reports, _: f"{reports:,.0f}" if reports >= 0 else "")
    )


def _draw_path(axes: Axes, rows: pd.DataFrame, colour: str, band_words: str) -> None:
    """Draw monthly values and the band around them, and label both."""
    supplied = rows["provenance"].eq("supplied").all()
    months = [MONTHS.index(month) for month in rows["x"]]
    low, high = rows["low"].astype(float), rows["high"].astype(float)
    axes.fill_between(months, low, high, color=colour, alpha=0.13, linewidth=0)
    width, dashes = (1.5, "-") if supplied else (0.7, (0, (5, 2)))
    axes.plot(months, rows["y"], color=colour, linewidth=width, linestyle=dashes)
    look = {"color": colour, "fontsize": 7, "style": "italic"}
    end = (11, rows["y"].iloc[-1])
    if supplied:
        note(axes, "supplied", end, (7, 0), va="center", **look)
    else:
        text = "synthetic path:\nmade here,\nnot data"
        note(axes, text, end, (7, -7), va="top", **look)
    if high.notna().any():
        first = int(high.notna().to_numpy().argmax())
        place = (first + 0.1, high.iloc[first])
        note(axes, band_words, place, (0, 3), va="bottom", **look)


def _draw_printed(axes: Axes, span: NamedTuple, colour: str) -> None:
    """Draw a printed mean as a level over its months, or a printed month as a point,
    with its label.
    """
    start, end = _position(span.start), _position(span.end)
    if span.start == span.end:
        axes.plot(start, span.reports, "o", color=colour, markersize=8)
        words = pd.Period(span.start).strftime("%b %Y")
    else:
        axes.hlines(span.reports, start - 0.4, end + 0.4, color=colour, linewidth=3)
        cut = "" if span.start in MONTHS else "\n(drawn from July)"
        first = pd.Period(span.start).strftime("%b")
        words = f"mean of {first}–{pd.Period(span.end).strftime('%b %Y')}{cut}"
    decimals = 0 if span.reports >= 1000 else 1
    note(
        axes,
        f"{span.reports:,.{decimals}f}\n{words}",
        ((start + end) / 2, span.reports),
        (0, 5),
        path_effects=[withStroke(linewidth=2, foreground="white")],
        ha="center",
        va="bottom",
        color=colour,
        fontsize=8,
        weight="bold",
    )


def _tell_bounds(axes: Axes, rows: pd.DataFrame) -> None:
    """Say below each run of months how low and how high the printed numbers let any of
    them be.
    """
    words = [_bound_in_words(row.low, row.high) for row in rows.itertuples()]
    starts = [
        place
        for place in range(len(words))
        if place == 0 or words[place] != words[place - 1]
    ]
    places = axes.get_xaxis_transform()
    look = {"fontsize": 7, "color": "0.35", "ha": "center", "va": "bottom"}
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        if end - start == 1:  # a single month leaves no room
            continue
        line = {"transform": places, "color": "0.35", "linewidth": 0.6}
        axes.plot([start - 0.4, end - 0.6], [0.095] * 2, **line)
        middle = (start + end - 1) / 2
        axes.text(middle, 0.01, words[start], transform=places, **look)


def _bound_in_words(low: float, high: float) -> str:
    """Say how high a month can be."""
    if low == high:
        return "printed"
    if pd.isna(high):
        return "any month can be\n0 and up: no limit printed"
    return f"any month can be\n0 to {high:,.0f}"


def _mark_events(axes: Axes) -> None:
    """Mark the events from public record, by their dates."""
    places = axes.get_xaxis_transform()
    look = {"ha": "center", "va": "bottom", "fontsize": 7, "color": "0.4"}
    for day in EVENTS:
        date = pd.Timestamp(day)
        place = MONTHS.index(day[:7]) + (date.day - 1) / date.days_in_month - 0.5
        axes.axvline(place, color="0.6", linewidth=0.7, linestyle=":", zorder=0)
        axes.text(place, 1.0, f"{date.day} {date:%b}", transform=places, **look)


def _month_axis(axes: Axes, every: int) -> None:
    """Name the months, and leave room on the right for labels."""
    names = [
        pd.Period(month).strftime("%b\n%Y" if month[-2:] in ("07", "01") else "%b")
        for month in MONTHS
    ]
    axes.set_xticks(range(0, len(MONTHS), every), names[::every])
    axes.set_xlim(-0.6, 13.2 if every == 1 else 14.6)


def _position(month: str) -> int:
    """Place a month on the axis; months before the window stand at its beginning."""
    return MONTHS.index(month) if month in MONTHS else 0
