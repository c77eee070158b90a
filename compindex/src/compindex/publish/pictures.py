"""Pictures of an index: axes in, axes out."""

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from compindex.computed import Computed
from compindex.errors import InputError
from compindex.publish.letters import names_drawn
from compindex.publish.words import warning
from compindex.style import BLUE, ORANGE, PARTS, WIDTH, applied, canvas, head, ink_on

MOST = 60  # units that a picture can hold
_NONE = "Nothing has a rank"  # a headline where no value is to be had
_ABOVE = {"loc": "lower left", "bbox_to_anchor": (0, 1.0)}  # a legend, off the marks


def of_year(result: Computed, table: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Take the rows of a year, the last by default.

    Parameters
    ----------
    result : computed.Computed
    table : pandas.DataFrame
        With a column ``year``, or none.
    year : int or None

    Returns
    -------
    pandas.DataFrame
        Without the year.

    Raises
    ------
    InputError
        If there is no such year.
    """
    if year is not None and year not in result.years:
        known = ", ".join(map(str, result.years)) or "none, it has no years"
        raise InputError(f"no year {year}", known)
    if "year" not in table:
        return table
    wanted = year or result.years[-1]
    return table[table["year"] == wanted].drop(columns="year")


def draw_ranks(
    result: Computed, axes: Axes | None = None, year: int | None = None
) -> Axes:
    """Draw the ranking with what is left of each rank if methods and weights are drawn
    together: the middle nine of ten draws, and their median.

    Parameters
    ----------
    result : computed.Computed
    axes : matplotlib.axes.Axes, optional
    year : int, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    table, words = _first(of_year(result, result.index_table(), year))
    rows = np.arange(len(table))
    names, fonts = names_drawn([result.naming.label(one) for one in table[result.word]])
    with applied(), rc_context({"font.family": fonts}):
        own, axes = axes is None, axes or canvas(WIDTH, 1.3 + 0.22 * len(table))[1]
        ends = [table[name].astype(float) for name in ("p05", "p95")]
        if ends[0].notna().any():
            look = {"color": BLUE, "linewidth": 5, "alpha": 0.35}
            look["label"] = "middle nine of ten draws"
            axes.hlines(rows, ends[0] - 0.2, ends[1] + 0.2, **look)
            middle = table["p50"].astype(float)
            axes.scatter(middle, rows, color=BLUE, s=26, zorder=3, label="median")
        hollow = {"facecolors": "none", "edgecolors": ORANGE, "linewidths": 1.4}
        places = table["rank"].astype(float)
        axes.scatter(places, rows, s=70, zorder=2, label="as it is", **hollow)
        axes.set_yticks(rows, names)
        axes.set_ylim(len(table) - 0.4, -0.6)
        axes.set_xlabel(f"Rank, methods and weights drawn together{words}")
        axes.set_xlim(0.4, np.nanmax([1, *places, *ends[1]]) + 0.6)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.grid(axis="x", color="0.9", linewidth=0.6)
        axes.set_axisbelow(True)
        axes.legend(frameon=False, ncols=3, **_ABOVE)
        _warned(result, axes)
        if own:
            of_all = f"{len(table)} {result.naming.many}"
            headline = f"{names[0]} leads {of_all}" if names else _NONE
            head(axes.figure, _made_up(result) + headline)
    return axes


def draw_scores(
    result: Computed, axes: Axes | None = None, year: int | None = None
) -> Axes:
    """Draw what each total is made of: the weighted scores of the parts that it joins,
    where it is their arithmetic mean and none is below zero; else the totals alone.

    Parameters
    ----------
    result : computed.Computed
    axes : matplotlib.axes.Axes, optional
    year : int, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    root = result.spec.root
    table, words = _first(of_year(result, result.index_table(), year))
    whole = sum(child.weight for child in root.children)
    names = [child.name for child in root.children]
    parts = table[names] * [child.weight / whole for child in root.children]
    apart = root.aggregate == "arithmetic" and parts.notna().all(axis=None)
    apart = apart and (parts >= 0).all(axis=None)
    if not apart:
        parts, names = table[[root.name]], [root.name]
    rows, start = np.arange(len(table)), np.zeros(len(table))
    units, fonts = names_drawn([result.naming.label(one) for one in table[result.word]])
    with applied(), rc_context({"font.family": fonts}):
        own, axes = axes is None, axes or canvas(WIDTH, 1.5 + 0.22 * len(table))[1]
        for number, name in enumerate(names):
            colour = PARTS[number % len(PARTS)]
            values = parts[name].to_numpy(float)
            look = {"color": colour, "edgecolor": "white", "linewidth": 0.5}
            axes.barh(rows, values, left=start, label=name, height=0.75, **look)
            start = start + values
        axes.set_yticks(rows, units)
        axes.invert_yaxis()
        axes.set_xlabel(f"{root.name}, and what each part adds to it{words}")
        axes.legend(frameon=False, ncols=min(4, len(names)), **_ABOVE)
        _warned(result, axes)
        if own:
            headline = _NONE
            if units:
                total = table[root.name].iloc[0]
                headline = f"{units[0]} leads with {total:.1f}; what each part adds"
            head(axes.figure, _made_up(result) + headline)
    return axes


def draw_correlations(
    result: Computed, axes: Axes | None = None, year: int | None = None
) -> Axes:
    """Draw the correlations of all nodes, those above before those below.

    Parameters
    ----------
    result : computed.Computed
    axes : matplotlib.axes.Axes, optional
    year : int, optional

    Returns
    -------
    matplotlib.axes.Axes
    """
    names = list(of_year(result, result.weights, year)["node"])
    scores = of_year(result, result.scores.reset_index(), year)[names]
    matrix = scores.corr(min_periods=3).to_numpy()
    names, fonts = names_drawn(names)
    with applied(), rc_context({"font.family": fonts}):
        size = 2.2 + 0.36 * len(names)
        axes = axes or canvas(size, size)[1]
        image = axes.imshow(matrix, cmap="RdBu_r", vmin=-1, vmax=1)
        for (row, column), value in np.ndenumerate(matrix):
            if len(names) <= 30 and np.isfinite(value):
                colour = ink_on(image.to_rgba(value))
                place = {"ha": "center", "va": "center", "fontsize": 8}
                axes.text(column, row, f"{value:.2f}", color=colour, **place)
        axes.set_xticks(range(len(names)), names, rotation=90)
        axes.set_yticks(range(len(names)), names)
        axes.tick_params(length=0)
        _warned(result, axes)
    return axes


def _first(table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Take the units of the first places, and say so where there are more."""
    table = table.dropna(subset="rank")
    if len(table) <= MOST:
        return table, ""
    return table.head(MOST), f"; the first {MOST} of {len(table):,}"


def _made_up(result: Computed) -> str:
    """Open a headline with what its values are, where they are made up."""
    return "Made-up values: " if warning(result) else ""


def _warned(result: Computed, axes: Axes) -> None:
    """Say across a picture that its values are made up, where they are."""
    if warning(result):
        place = {"ha": "right", "va": "bottom", "transform": axes.transAxes}
        look = {"color": ORANGE, "fontsize": 9, "fontweight": "bold"}
        axes.text(1, 1.01, "SYNTHETIC: no data", **place, **look)
