"""Pictures of the audit: rank probabilities, pairs, the specification curve,
sensitivity.
"""

import numpy as np
import pandas as pd
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch, Rectangle

from analysis.names import name_en
from analysis.style import canvas, styled

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
CHOICES = (
    "Scores",
    "Weights",
    "Mean",
    "Without",
    "Without",
)  # a word for each of `choices.CHOICES`


def _grid(axes, shares, cities):
    """Draw shares as shades, with those of half a percent and more in figures."""
    axes.imshow(shares, cmap="Blues", vmin=0, vmax=1, aspect="auto")
    for (row, column), share in np.ndenumerate(shares.to_numpy()):
        if share >= 0.005:
            colour = "white" if share > 0.55 else "0.15"
            words = ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}"
            axes.text(
                column,
                row,
                words,
                ha="center",
                va="center",
                fontsize=6 if ">" in words else 6.5,
                color=colour,
            )
    axes.set_yticks(range(len(cities)), cities, fontsize=7.5)
    axes.set_xticks(range(shares.shape[1]), shares.columns, fontsize=7)
    axes.tick_params(length=0)


@styled
def probability_heat_maps(table, place, marked):
    """Draw for each scheme how probable each rank, or tier, of each city is.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ranks.place_probabilities`.
    place : {"rank", "tier"}
    marked : pandas.Series
        The printed rank, or named tier, by city, which is framed; its order is that of
        the rows.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, all_axes = canvas(
        9.6 if place == "rank" else 7.6, 4.2, 1, len(SCHEMES), sharey=True
    )
    for axes, (scheme, title) in zip(all_axes, SCHEMES.items(), strict=True):
        wide = table[table["scheme"] == scheme].pivot(
            index="city", columns=place, values="probability"
        )
        _grid(axes, wide.loc[marked.index], [name_en(city) for city in marked.index])
        for row, number in enumerate(marked):
            axes.add_patch(
                Rectangle(
                    (number - 1.5, row - 0.5),
                    1,
                    1,
                    fill=False,
                    edgecolor="#d55e00",
                    linewidth=1,
                )
            )
        axes.set(title=title, xlabel=place.capitalize())
    return figure


@styled
def pair_matrix(pairs, order):
    """Draw what settles the order of each pair of cities.

    Above the diagonal, what settles the pair, with the probability in percent that
    weights within 25 percent turn it; below, the smallest change of weights that does.

    Parameters
    ----------
    pairs : pandas.DataFrame
        From `pairs.pair_reversals`.
    order : list of str
        Cities by rank.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, axes = canvas(7.2, 6.4)
    place, kinds = {city: number for number, city in enumerate(order)}, list(SETTLED)
    shades = np.full((len(order), len(order)), np.nan)
    for row in pairs.itertuples():
        above, below = place[row.city_a], place[row.city_b]
        shades[above, below] = kinds.index(row.settled_by)
        if row.probability > 0:
            small = (
                "<0.1" if row.probability < 0.0005 else f"{100 * row.probability:.1f}"
            )
            colour = "white" if row.settled_by == "open" else "0.1"
            axes.text(
                below, above, small, ha="center", va="center", fontsize=7, color=colour
            )
        change = row.smallest_weight_change
        words = (
            "–" if np.isnan(change) else "<0.01" if change < 0.005 else f"{change:.2f}"
        )
        axes.text(
            above, below, words, ha="center", va="center", fontsize=6.5, color="0.35"
        )
    colours = [colour for colour, _ in SETTLED.values()]
    axes.imshow(shades, cmap=ListedColormap(colours), vmin=-0.5, vmax=3.5)
    names = [name_en(city) for city in order]
    axes.set_xticks(
        range(len(order)), names, rotation=60, ha="right", rotation_mode="anchor"
    )
    axes.set_yticks(range(len(order)), names)
    axes.tick_params(length=0)
    note = "above the diagonal: probability in % that noise of 25% turns the pair\n"
    note += "below it: smallest change of weights that does (–: no weights do)"
    axes.set_xlabel(note, fontsize=8, loc="left")
    patches = [
        Patch(facecolor=colour, edgecolor="0.6", label=label)
        for colour, label in SETTLED.values()
    ]
    axes.legend(
        handles=patches,
        loc="lower left",
        bbox_to_anchor=(0, 1.0),
        ncols=2,
        frameon=False,
        fontsize=8,
    )
    return figure


@styled
def specification_curve(moved, bins=100):
    """Draw how far all specifications move the cities, in rising order, and below which
    options they take.

    Specifications that move the cities equally far have no order among them: each
    counts with the options of all of these.

    Parameters
    ----------
    moved : pandas.Series
        From `choices.places_moved`, indexed by the choices.
    bins : int
        Number of groups of neighbouring specifications, at most as many as these; a
        group is the darker, the more of it take an option.

    Returns
    -------
    matplotlib.figure.Figure
    """
    options_of = {
        choice: list(dict.fromkeys(moved.index.get_level_values(choice)))
        for choice in moved.index.names
    }
    moved, bins = moved.sort_values(kind="stable"), min(bins, len(moved))
    group = np.arange(len(moved)) * bins // len(moved)
    figure, (top, bottom) = canvas(7.6, 7.4, 2, 1, height_ratios=[1, 2.6], sharex=True)
    top.plot(
        np.linspace(-0.5, bins - 0.5, len(moved)),
        moved,
        color="#0072b2",
        drawstyle="steps-mid",
    )
    top.scatter(-0.5, moved.iloc[0], color="#d55e00", s=20, zorder=3, clip_on=False)
    top.annotate(
        "the index as it is",
        (-0.5, moved.iloc[0]),
        (34, -3),
        textcoords="offset points",
        fontsize=8,
        color="#d55e00",
    )
    title = f"{len(moved):,} specifications, by how far they move the cities"
    top.set(ylabel="Places moved, all cities", title=title)
    strips, labels = [], []
    for word, (choice, all_options) in zip(CHOICES, options_of.items(), strict=True):
        options = moved.index.get_level_values(choice)
        for option in all_options:
            taken = pd.Series(options == option, dtype=float)
            strips.append(
                taken.groupby(moved.to_numpy()).transform("mean").groupby(group).mean()
                / taken.mean()
            )
            name = (
                name_en(option)
                if choice == "without_city" and option != "none"
                else option
            )
            labels.append(
                f"{word}: {name}"
                if option != "none"
                else f"{'All cities' if 'city' in choice else 'All dimensions'}"
            )
        strips.append(np.full(bins, np.nan))  # a gap between the choices
        labels.append("")
    strips, labels = strips[:-1], labels[:-1]
    bottom.imshow(
        np.array(strips),
        cmap="Greys",
        vmin=0,
        vmax=2.5,
        aspect="auto",
        interpolation="nearest",
    )
    bottom.set_yticks(range(len(labels)), labels, fontsize=6.5)
    bottom.tick_params(length=0)
    bottom.set(
        xticks=[],
        xlabel="The same specifications (darker: more than on average take the option)",
    )
    return figure


@styled
def sensitivity_indices(table):
    """Draw the Sobol' indices of the mean rank shift with their intervals, and the
    total indices of each city's rank.

    Parameters
    ----------
    table : pandas.DataFrame
        From `sensitivity.rank_sensitivity`.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, (left, right) = canvas(9.2, 4.2, 1, 2, width_ratios=[1, 1.5])
    factors = list(dict.fromkeys(table["factor"]))
    labels = [factor.replace("_", " ") for factor in factors]
    for offset, (order, colour) in zip(
        (-0.15, 0.15), (("first", "#0072b2"), ("total", "#d55e00")), strict=True
    ):
        part = (
            table.query("output == 'mean_rank_shift' and order == @order")
            .set_index("factor")
            .reindex(factors)
        )
        rows = np.arange(len(factors)) + offset
        left.hlines(rows, part["low"], part["high"], color=colour, linewidth=1.5)
        left.scatter(
            part["estimate"],
            rows,
            color=colour,
            s=14,
            label=f"{order} order" if order == "first" else "total",
        )
    left.set_yticks(range(len(factors)), labels, fontsize=8)
    left.invert_yaxis()
    left.set(xlabel="Share of the variance", title="Mean rank shift")
    left.legend(frameon=False, loc="lower right", fontsize=8)
    part = table[(table["order"] == "total") & (table["output"] != "mean_rank_shift")]
    grid = part.pivot(index="output", columns="factor", values="estimate")
    grid = grid.loc[list(dict.fromkeys(part["output"])), factors].rename(
        columns=dict(zip(factors, labels, strict=True))
    )
    _grid(right, grid.clip(0, 1), [name_en(city) for city in grid.index])
    right.set_xticklabels(labels, rotation=30, ha="right", rotation_mode="anchor")
    right.set(title="Rank of each city, total indices (in percent)")
    return figure
