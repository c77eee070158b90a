"""The picture of two ways to cut the ranking into classes."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.labels import Labels
from analysis.figures.steps import city_rows
from compindex.rounding import half_up

# Where the two columns of numbers stand, in widths of the axes.
_COLUMNS = {"report's tiers": 1.06, "natural breaks": 1.16}


@style.drawn
def totals_in_classes(
    totals: pd.Series, tiers: pd.Series, breaks: pd.Series, *, say: Labels
) -> tuple[Figure, str]:
    """Draw the totals, the highest on top, beside the tier that the report gives each
    city and its class by natural breaks, with a line at each border.
    """
    ordered = totals.sort_values(ascending=False)
    moved = ordered.index[tiers[ordered.index] != breaks[ordered.index]]
    key = "classes headline" if len(moved) else "classes headline, none"
    headline = say(key, count=len(moved), cities=say.cities(moved))
    figure, axes = style.headed(3.9, headline, say("classes below"))
    rows = city_rows(axes, [say.city(city) for city in ordered.index])
    axes.scatter(ordered, rows, color=style.BLUE, s=26)
    for name, classes in (("report's tiers", tiers), ("natural breaks", breaks)):
        _draw_classes(axes, name, classes[ordered.index], moved, say)
    axes.set(xlabel=say("total axis"))
    ends = {"most": half_up(ordered.iloc[0]), "least": half_up(ordered.iloc[-1])}
    return figure, say("classes alternative", headline=headline, **ends)


def _draw_classes(
    axes: Axes, name: str, classes: pd.Series, moved: pd.Index, say: Labels
) -> None:
    """Write a column of classes beside the rows, with a line where one ends."""
    place, beside = _COLUMNS[name], axes.get_yaxis_transform()
    look = {"ha": "center", "va": "center", "transform": beside}
    axes.text(place, -1, say(name), color=style.GREY, **look)
    for row, (city, number) in enumerate(classes.items()):
        colour = style.ORANGE if city in moved else style.INK
        axes.text(place, row, number, color=colour, **look)
        if row and classes.iloc[row - 1] != number:
            ends, line = (
                [place - 0.04, place + 0.04],
                {"color": style.GREY, "linewidth": 1},
            )
            axes.plot(ends, [row - 0.5] * 2, transform=beside, clip_on=False, **line)
