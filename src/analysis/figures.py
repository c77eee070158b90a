"""The report's five figures. Each function draws one and returns it; `outputs` saves it.

The numbers that a figure plots are a table of their own (series, x, y, provenance), made first and drawn second,
so that what is published beside the picture is what the picture shows.
"""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.names import DIMENSIONS, MONTHS
from analysis.numerals import half_up
from analysis.style import TIER_COLOURS, styled

SERIES_COLOURS = {"wuhan": "#0072b2", "beijing": "#d55e00", "others": "#333333"}
DIMENSION_LABELS = {
    "media": "Media\ncommunication",
    "social": "Comprehensive\nsocial",
    "innovation": "Communication\ninnovation",
    "cognition": "Global\ncognition",
}


def plotted_by_tier(statistics, column, tiers=range(1, 6)):
    """Take the numbers of Figures 1, 4 and 5 from the statistics of the tiers.

    Parameters
    ----------
    statistics : pandas.DataFrame
        From `tiers.tier_statistics`.
    column : {"mean", "sd"}
        The statistic to plot.
    tiers : iterable of int
        The tiers to show.

    Returns
    -------
    pandas.DataFrame
        ``series`` (tier), ``x`` (dimension), ``y`` (points), ``provenance``.
    """
    shown = statistics[statistics["tier"].isin(list(tiers))]
    return pd.DataFrame({"series": shown["tier"], "x": shown["dimension"], "y": shown[column], "provenance": "derived"})


@styled
def tier_gap(plotted, totals, sizes):
    """Draw Figure 1: the mean scores of the first and the last tier, and the gap between them.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_by_tier`, two tiers.
    totals : pandas.Series
        Mean total by tier, for the title.
    sizes : pandas.Series
        Number of cities by tier.

    Returns
    -------
    matplotlib.figure.Figure
    """
    first, last = sorted(plotted["series"].unique())
    wide = plotted.pivot(index="x", columns="series", values="y").loc[list(DIMENSIONS.values())[::-1]]
    figure = Figure(figsize=(7.2, 3.2), layout="constrained")
    axes = figure.subplots()
    rows = np.arange(len(wide))
    axes.hlines(rows, wide[last], wide[first], color="0.8", linewidth=5, zorder=1)
    for tier, offset, side in ((last, -9, "right"), (first, 9, "left")):
        axes.scatter(wide[tier], rows, color=TIER_COLOURS[tier], edgecolor="0.2", linewidth=0.5, s=75, zorder=2)
        for row, score in zip(rows, wide[tier]):
            _note(axes, half_up(score), (score, row), (offset, 0), ha=side, va="center")
        _note(axes, f"Tier {tier} (n = {sizes[tier]})", (wide[tier].iloc[-1], rows[-1]), (0, 10), ha="center", weight="bold")
    for row, low, high in zip(rows, wide[last], wide[first]):
        _note(axes, f"gap {half_up(high - low)}", ((low + high) / 2, row), (0, 5), ha="center", fontsize=8)
    axes.set_yticks(rows, [DIMENSION_LABELS[name] for name in wide.index])
    axes.set(xlim=(30, 100), ylim=(-0.5, len(wide) - 0.3), xlabel="Mean score (points)")
    # Three decimals, since the second one of the last tier's mean is a tie that either rounding may settle.
    shown = [half_up(value, 3) for value in (totals[first], totals[last], totals[first] - totals[last])]
    axes.set_title(f"Mean total: tier {first} {shown[0]}, tier {last} {shown[1]}, difference {shown[2]} points")
    axes.tick_params(axis="y", length=0)
    return figure


def _note(axes, text, point, offset, **options):
    """Write a text at a point, moved by an offset in printer's points."""
    axes.annotate(text, point, offset, textcoords="offset points", **options)


@styled
def tier_panels(plotted, label, notes, sizes):
    """Draw Figure 4 or 5: one statistic of every tier, a panel for each dimension.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_by_tier`.
    label : str
        Name of the statistic, with its unit.
    notes : dict of str to str
        A line under each dimension's name.
    sizes : pandas.Series
        Number of cities by tier.

    Returns
    -------
    matplotlib.figure.Figure
    """
    import seaborn as sns  # here, because it takes a second and Figures 2 and 3 do without

    figure = Figure(figsize=(7.6, 2.9), layout="constrained")
    panels = figure.subplots(1, len(DIMENSIONS), sharex=True, sharey=True)
    bars = {"x": "y", "y": "series", "hue": "series", "palette": TIER_COLOURS, "orient": "h", "legend": False}
    for axes, dimension in zip(panels, DIMENSIONS.values()):
        sns.barplot(plotted[plotted["x"] == dimension], **bars, width=0.75, saturation=1, ax=axes)
        for container in axes.containers:
            axes.bar_label(container, fmt=half_up, padding=2, fontsize=8)
        axes.set(xlabel="", ylabel="", xlim=(0, 1.4 * plotted["y"].max()))
        axes.set_title(f"{DIMENSION_LABELS[dimension]}\n{notes[dimension]}")
        axes.tick_params(axis="y", length=0)
    panels[0].set_yticks(range(len(sizes)), [f"Tier {tier} (n = {n})" for tier, n in sizes.items()])
    figure.supxlabel(label, fontsize=9)
    return figure


def plotted_spans(spans, series):
    """Take the numbers of Figures 2 and 3 from the printed spans.

    Parameters
    ----------
    spans : pandas.DataFrame
        From `coverage.published_spans`.
    series : list of str
        The series to show.

    Returns
    -------
    pandas.DataFrame
        ``series``, ``x`` (the month, or its first and last month with a slash between), ``y`` (reports a month),
        ``provenance``.
    """
    shown = spans[spans["series"].isin(series)]
    months = shown["start"].where(shown["start"] == shown["end"], shown["start"] + "/" + shown["end"])
    return pd.DataFrame({"series": shown["series"], "x": months, "y": shown["reports"], "provenance": shown["provenance"]})


@styled
def coverage_spans(plotted, labels, scale="linear", note=""):
    """Draw Figure 2 or 3: printed means as levels over the months they describe, printed months as points.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_spans`.
    labels : dict of str to str
        Name of each series on the picture.
    scale : {"linear", "log"}
        Scale of the reports.
    note : str
        What the reader must know; stands above the picture.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure = Figure(figsize=(7.2, 3.4), layout="constrained")
    axes = figure.subplots()
    top = plotted["y"].max()
    for series, x, y in plotted[["series", "x", "y"]].itertuples(index=False):
        start, _, end = x.partition("/")
        _draw_span(axes, start, end, y, SERIES_COLOURS[series])
        above = scale == "linear" and y < top / 5  # a low level leaves no room below
        place = {"va": "bottom", "offset": (0, 7)} if above else {"va": "top", "offset": (0, -7)}
        middle = (_position(start) + _position(end or start)) / 2
        text = f"{labels[series]}: {y:,.0f}\n({_months_in_words(start, end)})"
        _note(axes, text, (middle, y), **place, ha="center", color=SERIES_COLOURS[series], fontsize=8)
    axes.axvline(5.5, color="0.85", linewidth=0.8, zorder=0)
    names = [pd.Period(month).strftime("%b\n%Y" if month[-2:] in ("07", "01") else "%b") for month in MONTHS]
    axes.set_xticks(range(len(MONTHS)), names)
    limits = (0, 1.15 * top) if scale == "linear" else (plotted["y"].min() / 4, 2 * top)
    axes.set(
        xlim=(-0.6, 11.8), yscale=scale, ylim=limits, ylabel="Foreign media reports a month" + " (log scale)" * (scale == "log")
    )
    axes.yaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda reports, _: f"{reports:,.0f}"))
    axes.set_title(note)
    return figure


def _position(month):
    """Place a month on the axis; months before the window stand at its beginning."""
    return MONTHS.index(month) if month in MONTHS else 0


def _draw_span(axes, start, end, y, colour):
    """Draw a level between end caps over the months of a mean, or a point for a single month."""
    if end:
        left, right = _position(start) - 0.4, _position(end) + 0.4
        axes.hlines(y, left, right, color=colour, linewidth=2.5)
        axes.plot([left, right], [y, y], "|", color=colour, markersize=11, markeredgewidth=1.5)
    else:
        axes.plot(_position(start), y, "o", color=colour, markersize=9)


def _months_in_words(start, end):
    """Say which months a printed value describes."""
    if not end:
        return f"{pd.Period(start):%b %Y}"
    cut = "" if start in MONTHS else ", drawn from July"
    return f"mean of {pd.Period(start):%b}–{pd.Period(end):%b %Y}{cut}"
