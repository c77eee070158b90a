"""The look that all pictures share, and that neither a user's settings nor the machine
can change.
"""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager

import matplotlib
import matplotlib.style
from matplotlib.figure import Figure

STYLE = {
    "font.size": 9,
    # Comes with matplotlib, so that every machine draws the same letters.
    "font.family": "DejaVu Sans",
    "axes.titlesize": 9,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.dpi": 110,
    "savefig.dpi": 300,
    "svg.hashsalt": "compindex",
    "pdf.fonttype": 42,
}


def applied() -> AbstractContextManager[None]:
    """Put the style in force for a ``with`` block, matplotlib's own defaults below it.

    Returns
    -------
    context manager

    Examples
    --------
    >>> with applied():
    ...     matplotlib.rcParams["font.size"]
    9.0
    """
    return matplotlib.style.context(["default", STYLE])


def canvas(
    width: float, height: float, rows: int = 1, columns: int = 1, **options: object
) -> tuple[Figure, object]:
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


def styled(draw: Callable[..., Figure]) -> Callable[..., Figure]:
    """Let a drawing function work under this style, whatever the user's own settings
    are.

    Parameters
    ----------
    draw : callable
        It returns a figure.

    Returns
    -------
    callable
        The same, with a figure that no later setting can change.
    """

    @functools.wraps(draw)
    def under_style(*args: object, **kwargs: object) -> Figure:
        with applied():
            figure = draw(*args, **kwargs)
            # Ticks are made on drawing and would take the style of that moment.
            figure.draw_without_rendering()
            # Laid out once: every format shows the same picture.
            figure.set_layout_engine("none")
            return figure

    return under_style
