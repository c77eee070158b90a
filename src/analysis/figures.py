"""The report's five figures. Each function draws one and returns it; `outputs` saves it.

The numbers that a figure plots are a table of their own (series, x, y, provenance), made first and drawn second,
so that what is published beside the picture is what the picture shows.
"""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from analysis.names import DIMENSIONS, MONTHS
from analysis.style import TIER_COLOURS, styled

SERIES_COLOURS = {"wuhan": "#0072b2", "beijing": "#d55e00", "others": "#333333"}
DIMENSION_LABELS = {"media": "Media\ncommunication", "social": "Comprehensive\nsocial", "innovation": "Communication\ninnovation", "cognition": "Global\ncognition"}


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
    y = shown[column].round(10)  # a tie such as 1.445 must not depend on the last bit, which differs between processors
    return pd.DataFrame({"series": shown["tier"], "x": shown["dimension"], "y": y, "provenance": "derived"})


@styled
def tier_gap(plotted, totals):
    """Draw Figure 1: the mean scores of the first and the last tier, and the gap between them.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_by_tier`, two tiers.
    totals : pandas.Series
        Mean total of each of the two tiers, for the subtitle.

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
    for tier, side in ((last, "right"), (first, "left")):
        axes.scatter(wide[tier], rows, color=TIER_COLOURS[tier], edgecolor="0.2", linewidth=0.5, s=75, zorder=2)
        for row, score in zip(rows, wide[tier]):
            axes.annotate(f"{score:.2f}", (score, row), (-9 if side == "right" else 9, 0), textcoords="offset points", ha=side, va="center")
        axes.annotate(f"Tier {tier}", (wide[tier].iloc[-1], rows[-1]), (0, 10), textcoords="offset points", ha="center", weight="bold")
    for row, (low, high) in zip(rows, wide[[last, first]].to_numpy()):
        axes.annotate(f"gap {high - low:.2f}", ((low + high) / 2, row), (0, 5), textcoords="offset points", ha="center", fontsize=8)
    axes.set(yticks=rows, yticklabels=[DIMENSION_LABELS[name] for name in wide.index], xlim=(30, 100), ylim=(-0.5, len(wide) - 0.3), xlabel="Mean score (points)")
    # Three decimals, since the second one of the fifth tier's mean is a tie that either rounding may settle.
    axes.set_title(f"Mean total: tier {first} {totals[first]:.3f}, tier {last} {totals[last]:.3f}, difference {totals[first] - totals[last]:.3f} points")
    axes.tick_params(axis="y", length=0)
    return figure


@styled
def tier_panels(plotted, label, notes, members):
    """Draw Figure 4 or 5: one statistic of every tier, a panel for each dimension.

    Parameters
    ----------
    plotted : pandas.DataFrame
        From `plotted_by_tier`.
    label : str
        Name of the statistic, with its unit.
    notes : dict of str to str
        A line under each dimension's name.
    members : pandas.Series
        Number of cities by tier.

    Returns
    -------
    matplotlib.figure.Figure
    """
    import seaborn as sns  # here, because it takes a second and Figures 2 and 3 do without

    figure = Figure(figsize=(7.6, 2.9), layout="constrained")
    panels = figure.subplots(1, len(DIMENSIONS), sharex=True, sharey=True)
    for axes, dimension in zip(panels, DIMENSIONS.values()):
        part = plotted[plotted["x"] == dimension]
        sns.barplot(part, x="y", y="series", hue="series", palette=TIER_COLOURS, orient="h", legend=False, width=0.75, saturation=1, ax=axes)
        for bars in axes.containers:
            axes.bar_label(bars, fmt="%.2f", padding=2, fontsize=8)
        axes.set(xlabel="", ylabel="", xlim=(0, 1.3 * plotted["y"].max()))
        axes.set_title(f"{DIMENSION_LABELS[dimension]}\n{notes[dimension]}")
        axes.tick_params(axis="y", length=0)
    panels[0].set_yticks(range(len(members)), [f"Tier {tier} (n = {n})" for tier, n in members.items()])
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
    return pd.DataFrame({"series": shown["series"], "x": months, "y": shown["reports"], "provenance": "published"})


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
    positions = {month: place for place, month in enumerate(MONTHS)}
    for series, x, y in plotted[["series", "x", "y"]].itertuples(index=False):
        start, _, end = x.partition("/")
        left, right = positions.get(start, 0) - 0.45, positions[end or start] + 0.45
        colour = SERIES_COLOURS[series]
        if end:
            axes.hlines(y, left, right, color=colour, linewidth=3.5)
        else:
            axes.plot(positions[start], y, "o", color=colour, markersize=9)
        span = pd.Period(start).strftime("%b %Y") if not end else f"{pd.Period(start):%b}–{pd.Period(end):%b %Y}"
        axes.annotate(f"{labels[series]}: {y:,.0f}\n({'mean of ' if end else ''}{span})", ((left + right) / 2, y), (0, -7), textcoords="offset points", ha="center", va="top", color=colour, fontsize=8)
    axes.axvline(5.5, color="0.85", linewidth=0.8, zorder=0)
    names = [pd.Period(month).strftime("%b\n%Y" if month[-2:] in ("07", "01") else "%b") for month in MONTHS]
    axes.set(xlim=(-0.6, 11.8), yscale=scale, ylabel="Foreign media reports a month")
    axes.set_xticks(range(len(MONTHS)), names)
    if scale == "linear":
        axes.set_ylim(0, 1.15 * plotted["y"].max())
    else:
        axes.set_ylim(plotted["y"].min() / 4, plotted["y"].max() * 2)
        axes.yaxis.set_minor_formatter(NullFormatter())
    axes.yaxis.set_major_formatter(FuncFormatter(lambda reports, _: f"{reports:,.0f}"))
    axes.set_title(note)
    return figure
