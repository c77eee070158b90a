"""The picture of all recomputed numbers beside the printed ones."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.figures import style
from analysis.figures.labels import Labels
from analysis.figures.steps import BAND

_TICKS = {-100: "−100", -10: "−10", -1: "−1", 0: "0", 1: "1", 10: "10", 100: "100"}
_APART = 9  # rows between numbers that are named


@style.drawn
def distance_chart(table: pd.DataFrame, *, say: Labels) -> tuple[Figure, str]:
    """Draw how far recomputed numbers lie from the printed ones, in units of the last
    printed digit; what is contradicted stands on top and is named.
    """
    table = table.sort_values("verdict", ascending=False, kind="stable")
    apart = (table["verdict"] == "contradicted").to_numpy()
    words = {"contradicted": int(apart.sum()), "count": len(table)}
    headline = say("distance headline", **words)
    figure, axes = style.headed(4.2, headline, say("distance below"))
    rows = np.arange(len(table)) + _APART * apart.cumsum()
    colours = np.where(apart, style.ORANGE, style.BLUE)
    axes.axvspan(-0.5, 0.5, color=BAND, zorder=0)
    axes.hlines(rows, table["low"], table["high"], color=colours, linewidth=1)
    axes.scatter(table["value"], rows, color=colours, s=9, zorder=2)
    for row, (id, value) in zip(
        rows[apart], table.loc[apart, "value"].items(), strict=True
    ):
        look = {"ha": "center", "va": "bottom", "color": style.ORANGE}
        style.note(axes, say.claim(id), (value, row), (0, 3), **look)
    axes.set_xscale("symlog", linthresh=1)
    axes.set_xticks(list(_TICKS), list(_TICKS.values()))
    axes.set(xlabel=say("distance axis"), yticks=[], ylim=(-3, rows.max() + 9))
    axes.spines["left"].set_visible(False)
    names = say("and").join(say.claim(id) for id in table.index[apart])
    return figure, say("distance alternative", headline=headline, names=names)
