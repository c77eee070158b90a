"""Figures 1, 4 and 5: statistics of the dimensions by tier."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.style import TIER_COLOURS, note
from analysis.report.words import DIMENSIONS
from compindex.errors import InputError
from compindex.rounding import half_up
from compindex.style import canvas, styled

DIMENSION_LABELS = {
    "media": "Media\ncommunication",
    "social": "Comprehensive\nsocial",
    "innovation": "Communication\ninnovation",
    "cognition": "Global\ncognition",
}


def plotted_by_tier(
    statistics: pd.DataFrame,
    column: str,
    known: str = "derived",
    tiers: Iterable[int] = range(1, 6),
) -> pd.DataFrame:
    """Take the numbers of a figure from the statistics of the tiers
    (`tiers.tier_statistics`): series (tier), x (dimension), y (points), provenance.
    """
    shown = statistics[statistics["tier"].isin(list(tiers))]
    columns = {
        "series": shown["tier"],
        "x": shown["dimension"],
        "y": shown[column],
        "provenance": known,
    }
    return pd.DataFrame(columns)


@styled
def tier_gap(plotted: pd.DataFrame, totals: pd.Series, sizes: pd.Series) -> Figure:
    """Draw Figure 1: the mean scores of the first and the last tier, and the gap between
    them; mean totals and numbers of cities by tier are written beside.
    """
    if plotted["series"].nunique() != 2:
        found = f"all cities are in tier {plotted['series'].iloc[0]}"
        raise InputError(found, "tier edges that part them", file="tier_edges")
    first, last = sorted(plotted["series"].unique())
    wide = plotted.pivot(index="x", columns="series", values="y")
    wide = wide.loc[list(DIMENSIONS.values())[::-1]]
    figure, axes = canvas(7.2, 3.2)
    rows = np.arange(len(wide))
    axes.hlines(rows, wide[last], wide[first], color="0.8", linewidth=5, zorder=1)
    _draw_tier(axes, wide[last], sizes[last], -9, "right")
    _draw_tier(axes, wide[first], sizes[first], 9, "left")
    for row, low, high in zip(rows, wide[last], wide[first], strict=True):
        middle, words = (low + high) / 2, f"gap {half_up(high - low)}"
        note(axes, words, (middle, row), (0, 5), ha="center", fontsize=8)
    axes.set_yticks(rows, [DIMENSION_LABELS[name] for name in wide.index])
    axes.set(
        xlim=_limits(wide.min(axis=None), wide.max(axis=None)),
        ylim=(-0.5, len(wide) - 0.3),
        xlabel="Mean score (points)" + _mark(plotted),
    )
    axes.set_title(_difference(first, last, totals))
    axes.tick_params(axis="y", length=0)
    return figure


def _draw_tier(
    axes: Axes, scores: pd.Series, size: int, offset: float, side: str
) -> None:
    """Draw the means of a tier, each with its number, and name the tier above."""
    rows, tier = np.arange(len(scores)), scores.name
    look = {"color": TIER_COLOURS[tier], "edgecolor": "0.2", "linewidth": 0.5}
    axes.scatter(scores, rows, **look, s=75, zorder=2)
    for row, score in zip(rows, scores, strict=True):
        note(axes, half_up(score), (score, row), (offset, 0), ha=side, va="center")
    top, words = (scores.iloc[-1], rows[-1]), f"Tier {tier} (n = {size})"
    note(axes, words, top, (0, 10), ha="center", weight="bold")


def _limits(least: float, most: float) -> tuple[float, float]:
    """Choose the ends of the axis, with room for the numbers."""
    low = 30 if least > 35 else least - 20
    high = 100 if most < 95 else most + 15
    return low, high


def _difference(first: int, last: int, totals: pd.Series) -> str:
    """Write the mean totals of two tiers and their difference, to three decimals: the
    second one of the last tier's mean is a tie that either rounding may settle.
    """
    upper, lower = totals[first], totals[last]
    shown = [half_up(value, 3) for value in (upper, lower, upper - lower)]
    return (
        f"Mean total: tier {first} {shown[0]}, tier {last} {shown[1]}, "
        f"difference {shown[2]} points"
    )


def _mark(plotted: pd.DataFrame) -> str:
    """Say beside the name of an axis that what is drawn along it is synthetic, if it
    is.
    """
    synthetic = plotted["provenance"].eq("synthetic").any()
    return ", from SYNTHETIC raw counts" if synthetic else ""


@styled
def tier_panels(
    plotted: pd.DataFrame, label: str, notes: dict[str, str], sizes: pd.Series
) -> Figure:
    """Draw Figure 4 or 5: one statistic of every tier, a panel for each dimension with a
    line of notes below its name.
    """
    import seaborn as sns  # here, because it takes a second and Figures 2 and 3 do without

    figure, panels = canvas(7.6, 2.9, 1, len(DIMENSIONS), sharex=True, sharey=True)
    ends = (min(0, 1.4 * plotted["y"].min()), 1.4 * plotted["y"].max())
    for axes, dimension in zip(panels, DIMENSIONS.values(), strict=True):
        sns.barplot(
            plotted[plotted["x"] == dimension],
            x="y",
            y="series",
            hue="series",
            palette=TIER_COLOURS,
            orient="h",
            legend=False,
            width=0.75,
            saturation=1,
            ax=axes,
        )
        for container in axes.containers:
            axes.bar_label(container, fmt=half_up, padding=2, fontsize=8)
        axes.set(xlabel="", ylabel="", xlim=ends)
        axes.set_title(f"{DIMENSION_LABELS[dimension]}\n{notes[dimension]}")
        axes.tick_params(axis="y", length=0)
    names = [f"Tier {tier} (n = {n})" for tier, n in sizes.items()]
    panels[0].set_yticks(range(len(sizes)), names)
    figure.supxlabel(label + _mark(plotted), fontsize=9)
    return figure
