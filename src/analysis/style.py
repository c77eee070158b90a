"""The look that all pictures share, and that neither a user's settings nor the machine
can change.
"""

import functools

import matplotlib
import matplotlib.style
from matplotlib.figure import Figure

STYLE = {
    "font.size": 9,
    "font.family": "DejaVu Sans",  # comes with matplotlib, so that every machine draws the same letters
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.dpi": 110,
    "savefig.dpi": 300,
    "svg.hashsalt": "cicii",
    "pdf.fonttype": 42,
}

# Five steps of viridis: ordered like the tiers, apart for colour-blind readers and in
# grey.
TIER_COLOURS = {
    tier: matplotlib.colors.to_hex(matplotlib.colormaps["viridis"](0.21 * (tier - 1)))
    for tier in range(1, 6)
}


def applied():
    """Put the style in force for a ``with`` block, matplotlib's own defaults below it."""
    return matplotlib.style.context(["default", STYLE])


def canvas(width, height, rows=1, columns=1, **options):
    """Lay out an empty picture.

    Parameters
    ----------
    width, height : float
        In inches.
    rows, columns : int
    **options
        For ``Figure.subplots``.

    Returns
    -------
    figure : matplotlib.figure.Figure
    axes : matplotlib.axes.Axes, or an array of them
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    return figure, figure.subplots(rows, columns, **options)


def styled(draw):
    """Let a drawing function work under the project's style, whatever the user's own
    settings are.
    """

    @functools.wraps(draw)
    def under_style(*args, **kwargs):
        with applied():
            figure = draw(*args, **kwargs)
            figure.draw_without_rendering()  # ticks are made on drawing and would take the style of that moment
            # Laid out once: every format shows the same picture.
            figure.set_layout_engine("none")
            return figure

    return under_style
