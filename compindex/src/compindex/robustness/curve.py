"""A picture of all specifications at once: how far they move the units."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compindex.robustness.charts import BLUE, ORANGE
from compindex.robustness.choices import CHOICES
from compindex.robustness.verdicts import UNITS, Naming
from compindex.style import canvas, styled

# What the options of each choice are called.
WORDS = dict(
    zip(CHOICES, ("Scores", "Weights", "Mean", "Without", "Without"), strict=True)
)


@styled
def specification_curve(
    moved: pd.Series, bins: int = 100, naming: Naming = UNITS
) -> Figure:
    """Draw how far all specifications move the units, in rising order, and below which
    options they take.

    Specifications that move the units equally far have no order among them: each
    counts with the options of all of these.

    Parameters
    ----------
    moved : pandas.Series
        From `choices.places_moved`, indexed by the choices.
    bins : int
        Number of groups of neighbouring specifications, at most as many as these; a
        group is the darker, the more of it take an option.
    naming : verdicts.Naming
        How units are called.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure, (top, bottom) = canvas(7.6, 7.4, 2, 1, height_ratios=[1, 2.6], sharex=True)
    labels, strips = _strips(moved, min(bins, len(moved)), naming)
    _rising(top, moved.sort_values(kind="stable"), min(bins, len(moved)), naming)
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
    words = "The same specifications (darker: more than on average take the option)"
    bottom.set(xticks=[], xlabel=words)
    return figure


def _rising(axes: Axes, moved: pd.Series, bins: int, naming: Naming) -> None:
    """Draw by how many places the specifications move the units."""
    across = np.linspace(-0.5, bins - 0.5, len(moved))
    axes.plot(across, moved, color=BLUE, drawstyle="steps-mid")
    start = (-0.5, moved.iloc[0])
    axes.scatter(*start, color=ORANGE, s=20, zorder=3, clip_on=False)
    beside = {"xytext": (34, -3), "textcoords": "offset points"}
    axes.annotate("the index as it is", start, fontsize=8, color=ORANGE, **beside)
    count = f"{len(moved):,} specifications"
    title = f"{count}, by how far they move the {naming.many}"
    axes.set(ylabel=f"Places moved, all {naming.many}", title=title)


def _strips(
    moved: pd.Series, bins: int, naming: Naming
) -> tuple[list[str], list[np.ndarray]]:
    """Give for each option how often the specifications take it, group by group, as a
    multiple of the average; with a gap between the choices.
    """
    rising = moved.sort_values(kind="stable")
    group = np.arange(len(rising)) * bins // len(rising)
    labels, strips = [], []
    for choice in rising.index.names:
        if labels:
            labels.append("")
            strips.append(np.full(bins, np.nan))
        options = rising.index.get_level_values(choice)
        for option in dict.fromkeys(moved.index.get_level_values(choice)):
            taken = pd.Series(options == option, dtype=float)
            # Specifications that move the units equally far share their options.
            shared = taken.groupby(rising.to_numpy()).transform("mean")
            strips.append((shared.groupby(group).mean() / taken.mean()).to_numpy())
            labels.append(_label(choice, option, naming))
    return labels, strips


def _label(choice: str, option: object, naming: Naming) -> str:
    """Write an option of a choice."""
    if option == "none":
        left_out = naming.many if choice == "without_unit" else "dimensions"
        return f"All {left_out}"
    name = naming.label(option) if choice == "without_unit" else option
    return f"{WORDS[choice]}: {name}"
