"""Pictures that explain a step in a notebook and are not figures of the report."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from analysis.figures.style import TIER_COLOURS
from analysis.report.words import name_en
from compindex.style import canvas, styled


def _label(
    axes: Axes, cities: Sequence[str], x: Sequence[float], y: Sequence[float]
) -> None:
    """Write each city's name beside its point: to the right, or to the left where
    another point is close there.
    """
    x, y = np.asarray(x), np.asarray(y)
    width, height = np.ptp(x), np.ptp(y)
    for city, here, there in zip(cities, x, y, strict=True):
        crowded = (
            (x > here) & (x < here + 0.12 * width) & (abs(y - there) < 0.035 * height)
        ).any()
        side = {"xytext": (-6, 2), "ha": "right"} if crowded else {"xytext": (5, -3)}
        halo = [withStroke(linewidth=2, foreground="white")]
        axes.annotate(
            name_en(city),
            (here, there),
            textcoords="offset points",
            fontsize=7.5,
            path_effects=halo,
            **side,
        )


@styled
def reference_intervals(
    intervals: pd.DataFrame, low: float, high: float, outside: list[str], title: str
) -> Figure:
    """Draw the interval of references that each printed score admits, and the part they
    share.
    """
    figure, axes = canvas(7.2, 2.2)
    rows = np.arange(len(intervals))[::-1]
    inside = len(intervals) - len(outside)
    colours = ["#d55e00" if city in outside else "#0072b2" for city in intervals.index]
    axes.axvspan(low / 1e6, high / 1e6, color="0.85", zorder=0)
    axes.hlines(
        rows,
        intervals["low"] / 1e6,
        intervals["high"] / 1e6,
        color=colours,
        linewidth=4,
    )
    axes.set_yticks(rows, [name_en(city) for city in intervals.index])
    axes.set(
        xlabel="Reference count (millions)",
        title=f"{title} (grey: shared by {inside} of {len(intervals)})",
        ylim=(-0.6, len(rows) - 0.4),
    )
    return figure


@styled
def remainder(bounds: pd.DataFrame) -> Figure:
    """Draw, city by city, what the two unpublished innovation indicators score on average."""
    figure, axes = canvas(7.2, 3.6)
    rows = np.arange(len(bounds))[::-1]
    middle = (bounds["low"] + bounds["high"]) / 2
    axes.hlines(
        rows, bounds["innovation"], middle, color="0.8", linewidth=1.5, zorder=1
    )
    axes.scatter(
        bounds["innovation"],
        rows,
        facecolor="white",
        edgecolor="0.3",
        zorder=2,
        label="innovation score (printed)",
    )
    axes.scatter(
        middle,
        rows,
        color="#0072b2",
        zorder=3,
        label="mean of YouTube and Google video trend (derived)",
    )
    axes.set_yticks(rows, [name_en(city) for city in bounds.index])
    axes.set(xlabel="Score (points)")
    axes.legend(
        frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, fontsize=8
    )
    return figure


@styled
def total_against_gdp(frame: pd.DataFrame, fits: dict[str, pd.Series]) -> Figure:
    """Draw total over GDP with regression lines."""
    figure, axes = canvas(7.2, 3.8)
    axes.scatter(frame["gdp"], frame["total"], color="#0072b2", zorder=3)
    _label(axes, frame["city"], frame["gdp"], frame["total"])
    ends = np.array([frame["gdp"].min(), frame["gdp"].max()])
    for (label, line), style in zip(fits.items(), ("-", "--"), strict=True):
        axes.plot(
            ends,
            line.iloc[0] + line.iloc[1] * ends,
            style,
            color="0.4",
            linewidth=1,
            label=label,
        )
    axes.set(xlabel="GDP 2019 (trillion yuan)", ylabel="Total score (points)")
    axes.legend(frameon=False, loc="lower right")
    return figure


@styled
def residuals_and_influence(table: pd.DataFrame, fitted: pd.Series) -> Figure:
    """Draw the residuals over the fitted totals, and Cook's distance of each city."""
    figure, (left, right) = canvas(7.2, 3.4, 1, 2)
    left.axhline(0, color="0.7", linewidth=0.8)
    left.scatter(fitted, table["residual"], color="#0072b2")
    _label(left, table["city"][:5], fitted[:5], table["residual"][:5])
    left.set(xlabel="Fitted total (points)", ylabel="Residual (points)")
    rows = np.arange(len(table))[::-1]
    right.barh(rows, table["cooks_distance"], color="#0072b2")
    right.set_yticks(rows, [name_en(city) for city in table["city"]], fontsize=7.5)
    right.axvline(4 / len(table), color="0.4", linestyle="--", linewidth=1)
    right.set(xlabel="Cook's distance (dashed: 4/n)")
    return figure


@styled
def totals_in_classes(
    totals: pd.Series,
    classes: list[pd.Series],
    titles: list[str],
    borders: list[Sequence[float]],
) -> Figure:
    """Draw the totals on a line, coloured by class, one row for each classification,
    and its borders.
    """
    figure, axes = canvas(7.2, 1.1 + 0.55 * len(classes))
    for row, tiers in enumerate(classes):
        colours = [TIER_COLOURS.get(tier, "0.5") for tier in tiers.loc[totals.index]]
        axes.scatter(
            totals,
            [-row] * len(totals),
            color=colours,
            edgecolor="0.2",
            linewidth=0.5,
            s=60,
        )
        look = {"color": "0.3", "linewidth": 1}
        axes.vlines(borders[row], -row - 0.3, -row + 0.3, **look)
    moved = totals.index[classes[0].loc[totals.index] != classes[-1].loc[totals.index]]
    axes.set_title(
        "Placed differently: " + (", ".join(name_en(city) for city in moved) or "none")
    )
    axes.set_yticks([-row for row in range(len(classes))], titles)
    axes.set(xlabel="Total score (points)", ylim=(0.5 - len(classes), 0.5))
    return figure


def middles_between(totals: pd.Series, classes: pd.Series) -> list[float]:
    """Place a border midway between neighbouring totals of different classes."""
    ordered = totals.sort_values()
    middles = (ordered + ordered.shift()) / 2
    return middles[classes.loc[ordered.index].diff().fillna(0) != 0].to_list()


@styled
def distance_chart(table: pd.DataFrame, labels: dict[str, str]) -> Figure:
    """Draw how far recomputed numbers lie from the printed ones."""
    # What is contradicted on top, further apart.
    table = table.sort_values("verdict", ascending=False, kind="stable")
    rows = (
        np.arange(len(table))
        + 4 * (table["verdict"] == "contradicted").cumsum().to_numpy()
    )
    colours = table["verdict"].map({"reproduced": "#0072b2", "contradicted": "#d55e00"})
    figure, axes = canvas(7.2, 3.8)
    axes.axvspan(-0.5, 0.5, color="0.92", zorder=0)
    axes.hlines(
        rows, table["low"], table["high"], color=colours, linewidth=1, alpha=0.6
    )
    axes.scatter(table["value"], rows, color=colours, s=9, zorder=2)
    for row, (id, value) in zip(rows, table["value"].items(), strict=True):
        if id in labels:
            side = (
                {"xytext": (-6, 0), "ha": "right"}
                if value > 0
                else {"xytext": (6, 0), "ha": "left"}
            )
            axes.annotate(
                labels[id],
                (value, row),
                textcoords="offset points",
                va="center",
                fontsize=8,
                **side,
            )
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xticks(
        [-100, -10, -1, 0, 1, 10, 100], ["−100", "−10", "−1", "0", "1", "10", "100"]
    )
    axes.set(
        xlabel="Recomputed minus printed, in units of the last printed digit",
        yticks=[],
        ylabel="Statements of a number",
    )
    return figure
