"""Pictures of the audit: intervals of ranks, rank probabilities, pairs, sensitivity."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator, MultipleLocator

from compindex.robustness.verdicts import UNITS, Naming
from compindex.style import BLUE, GREY, ORANGE, WIDTH, canvas, head, ink_on, styled

SCHEMES = {
    "noise_25": "Each weight off by up to 25%",
    "dirichlet": "Dirichlet around the weights",
    "uniform": "All weights equally likely",
}
# From settled to open: light to dark, apart in grey as well.
SETTLED = {
    "dominance": ("#f0f0f0", "settled for all weights"),
    "noise_25": ("#c6dbef", "settled with each weight ±25%"),
    "noise_10": ("#fdae6b", "settled with each weight ±10%"),
    "open": ("#a63603", "open even so"),
}


@styled
def probability_heat_maps(
    table: pd.DataFrame, place: str, marked: pd.Series, naming: Naming = UNITS
) -> Figure:
    """Draw for each scheme how probable each rank, or tier, of each unit is.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ranks.place_probabilities`.
    place : {"rank", "tier"}
    marked : pandas.Series
        The rank, or tier, by unit, which is framed; its order is that of the rows.
    naming : verdicts.Naming
        How units are called.

    Returns
    -------
    matplotlib.figure.Figure
    """
    height = 1.4 + 0.2 * len(marked)
    figure, all_axes = canvas(WIDTH, height, 1, len(SCHEMES), sharey=True)
    names = [naming.label(unit) for unit in marked.index]
    for axes, (scheme, title) in zip(all_axes, SCHEMES.items(), strict=True):
        part = table[table["scheme"] == scheme]
        wide = part.pivot(index="unit", columns=place, values="probability")
        _grid(axes, wide.loc[marked.index], names, numbers=place == "tier")
        for row, number in enumerate(marked):
            corner = (number - 1.5, row - 0.5)
            axes.add_patch(
                Rectangle(corner, 1, 1, fill=False, edgecolor=ORANGE, linewidth=1)
            )
        axes.set(title=title, xlabel=place.capitalize())
        if place == "rank":  # no room for numbers
            axes.xaxis.set_major_locator(MultipleLocator(5, offset=-1))
    if place == "rank":
        words = {"label": "Probability", "aspect": 30}
        figure.colorbar(axes.images[0], ax=all_axes, **words)
    near, random = (
        _kept(table, scheme, place, marked) for scheme in ("noise_25", "uniform")
    )
    words = (
        f"{near} of {len(marked)} {naming.many} keep their {place} with weights ±25%"
    )
    head(figure, f"{words}, {random} with random weights")
    below = f"Framed: the {place} as it is. It is kept in 99.5% of the draws or more."
    if place == "tier":
        below += " Numbers: percent of the draws; blank: below one half."
    figure.supxlabel(below, x=0.01, ha="left", fontsize=8, color=GREY)
    return figure


def _kept(table: pd.DataFrame, scheme: str, place: str, marked: pd.Series) -> int:
    """Count the units that keep their place in nearly all draws of a scheme."""
    part = table[table["scheme"] == scheme]
    own = part[part[place] == part["unit"].map(marked)]
    return int((own["probability"] >= 0.995).sum())


@styled
def pair_matrix(
    pairs: pd.DataFrame, order: Sequence[object], naming: Naming = UNITS
) -> Figure:
    """Draw what settles the order of each pair of units.

    Above the diagonal, what settles the pair, with the probability in percent that
    weights within 25 percent turn it; below, the smallest change of weights that does.

    Parameters
    ----------
    pairs : pandas.DataFrame
        From `reversals.pair_reversals`.
    order : sequence
        Units by rank.
    naming : verdicts.Naming
        How units are called.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = canvas(WIDTH, 1.8 + 0.32 * len(order))
    place, kinds = {unit: number for number, unit in enumerate(order)}, list(SETTLED)
    shades = np.full((len(order), len(order)), np.nan)
    for row in pairs.itertuples():
        above, below = place[row.unit_a], place[row.unit_b]
        shades[above, below] = kinds.index(row.settled_by)
        if row.probability > 0:
            colour = ink_on(SETTLED[row.settled_by][0])
            _write(axes, below, above, _percentage(row.probability), colour)
        _write(axes, above, below, _change(row.smallest_weight_change), GREY)
    colours = [colour for colour, _ in SETTLED.values()]
    axes.imshow(shades, cmap=ListedColormap(colours), vmin=-0.5, vmax=3.5)
    names = [naming.label(unit) for unit in order]
    axes.set_xticks(range(len(order)), names, rotation=90)
    axes.set_yticks(range(len(order)), names)
    axes.tick_params(length=0)
    note = "above the diagonal: probability in % that noise of 25% turns the pair\n"
    note += (
        "below it: smallest change of weights that does, as the sum of the absolute\n"
    )
    note += "changes of weights that add up to 1 (–: no weights do)"
    axes.set_xlabel(note, loc="left")
    _legend(axes)
    found = [(pairs["settled_by"] == kind).sum() for kind in ("dominance", "open")]
    words = f"{found[0]} of {len(pairs)} pairs are settled for all weights"
    head(figure, f"{words}, {found[1]} are open even at ±10%")
    return figure


@styled
def rank_intervals(table: pd.DataFrame, naming: Naming = UNITS) -> Figure:
    """Draw beside the ranking what is left of it if methods and weights are drawn
    together: the middle nine of ten draws of each unit's rank, and their median.

    Parameters
    ----------
    table : pandas.DataFrame
        From `joint.rank_uncertainty`.
    naming : verdicts.Naming
        How units are called.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = canvas(WIDTH, 0.9 + 0.22 * len(table))
    rows = range(len(table))
    look = {"color": BLUE, "linewidth": 5, "alpha": 0.35}
    ends = table["p05"] - 0.2, table["p95"] + 0.2  # so that one rank can be seen
    axes.hlines(rows, *ends, label="middle nine of ten draws", **look)
    axes.scatter(table["p50"], rows, color=BLUE, s=26, zorder=3, label="median")
    hollow = {"facecolors": "none", "edgecolors": ORANGE, "linewidths": 1.4}
    axes.scatter(table["rank"], rows, s=70, zorder=2, label="as it is", **hollow)
    names = [
        f"{naming.label(row.unit)}  {row.rank}" for row in table.itertuples(index=False)
    ]
    axes.set_yticks(rows, names)
    axes.invert_yaxis()
    axes.set(
        xlabel="Rank, methods and weights drawn together", xlim=(0.4, len(table) + 0.6)
    )
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="x", color="0.9", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.legend(frameon=False, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    fixed = (table["p05"] == table["p95"]).sum()
    words = f"{fixed} of {len(table)} {naming.many} have one rank"
    head(figure, f"{words} in the middle nine of ten draws")
    return figure


@styled
def sensitivity_indices(table: pd.DataFrame, naming: Naming = UNITS) -> Figure:
    """Draw how the variance of the mean rank shift is split, under each prior, and the
    total indices of each unit's rank under the first of them.

    Parameters
    ----------
    table : pandas.DataFrame
        From `sensitivity.rank_sensitivity`.
    naming : verdicts.Naming
        How units are called.

    Returns
    -------
    matplotlib.figure.Figure
    """
    ratios = {"width_ratios": [1, 1.2]}
    figure, (left, right) = canvas(WIDTH, 4.4, 1, 2, **ratios)
    factors, priors = (list(dict.fromkeys(table[name])) for name in ("factor", "prior"))
    shift = table[table["output"] == "mean_rank_shift"]
    rows = np.arange(len(factors))
    for (prior, order), part in shift.groupby(["prior", "order"], sort=False):
        later, colour = priors.index(prior), BLUE if order == "first" else ORANGE
        shares = part.set_index("factor")["estimate"].reindex(factors)
        place = rows + 0.2 * later - 0.1
        filled = "none" if later else colour
        words = f"{order.replace('first', 'first order')}, {prior.replace('_', ' ')}"
        look = {"facecolors": filled, "edgecolors": colour, "label": words}
        look["marker"] = "o" if order == "first" else "s"  # apart in grey
        left.scatter(shares, place, s=26, **look)
    left.set_yticks(rows, factors)
    left.invert_yaxis()
    left.set(xlabel="Share of the variance of the mean rank shift", xlim=(0, 1))
    left.legend(frameon=False, loc="lower left", bbox_to_anchor=(0, 1))
    total = (table["order"] == "total") & (table["output"] != "mean_rank_shift")
    part = table[total & (table["prior"] == priors[0])]
    grid = part.pivot(index="output", columns="factor", values="estimate")
    grid = grid.loc[list(dict.fromkeys(part["output"])), factors]
    _grid(right, grid.clip(0, 1), [naming.label(unit) for unit in grid.index])
    right.tick_params(axis="x", rotation=30)
    words = f"Rank of each {naming.one}, total indices (percent)"
    right.set(title=words, xlabel=priors[0].replace("_", " "))
    alike = shift[(shift["prior"] == priors[0]) & (shift["order"] == "total")]
    largest = alike.loc[alike["estimate"].idxmax()]
    part = f"has a part in {largest['estimate']:.0%} of the variance of the mean shift"
    head(figure, f"{largest['factor'].capitalize()} {part} of ranks")
    return figure


def _grid(
    axes: Axes, shares: pd.DataFrame, names: list[str], numbers: bool = True
) -> None:
    """Draw shares as shades, with those of half a percent and more in figures, where
    there is room for `numbers`.
    """
    image = axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares.to_numpy()):
        if numbers and share >= 0.005:
            colour = ink_on(image.to_rgba(share))
            words = ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}"
            _write(axes, column, row, words, colour)
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks(range(shares.shape[1]), shares.columns)
    axes.tick_params(length=0)


def _write(axes: Axes, x: float, y: float, text: str, colour: str) -> None:
    """Write into the middle of a square."""
    axes.text(x, y, text, ha="center", va="center", color=colour)


def _percentage(probability: float) -> str:
    """Write a probability above zero in percent."""
    return "<0.1" if probability < 0.0005 else f"{100 * probability:.1f}"


def _change(change: float) -> str:
    """Write a smallest change of weights."""
    if np.isnan(change):
        return "–"
    return "<0.01" if change < 0.005 else f"{change:.2f}"


def _legend(axes: Axes) -> None:
    """Say above the matrix which shade means what."""
    patches = [
        Patch(facecolor=colour, edgecolor="0.6", label=label)
        for colour, label in SETTLED.values()
    ]
    above = {"loc": "lower left", "bbox_to_anchor": (0, 1.0), "ncols": 2}
    axes.legend(handles=patches, frameon=False, **above)
