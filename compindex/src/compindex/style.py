"""The look that all pictures share, and that neither a user's settings nor the machine
can change.
"""

import functools
from collections.abc import Callable
from contextlib import AbstractContextManager

import matplotlib
import matplotlib.colors
import matplotlib.style
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, MaxNLocator

# Two columns of a journal, in inches: at this width no text is smaller than 8 points.
WIDTH = 7.1
# Text has a contrast of at least 4.5 to white, marks of at least 3 (WCAG 2.1); blue and
# orange are apart for colour-blind readers, and in grey.
GREY, BLUE, ORANGE = "#595959", "#00558c", "#c04a00"
# Parts of a whole, the first four from dark to light, so that they are apart in grey.
PARTS = (
    *("#08306b", "#a63a00", "#21867a", "#8d8fd1"),
    *("#4d4d4d", "#8a3b8f", "#7a7a00"),
)

STYLE = {
    "font.size": 8,
    # Comes with matplotlib, so that every machine draws the same letters.
    "font.family": "DejaVu Sans",
    "text.hinting": "none",  # letters are as wide at any resolution
    "axes.titlesize": 8,
    "axes.labelsize": 8,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "legend.fontsize": 8,
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
    8.0
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


def ink_on(ground: object) -> str:
    """Choose black or white for letters on a colour: whichever stands out more.

    Parameters
    ----------
    ground : colour
        As matplotlib takes it.

    Returns
    -------
    {"black", "white"}
        Its contrast to the ground is at least 4.5 (WCAG 2.1).

    Examples
    --------
    >>> ink_on("#08306b"), ink_on("#c6dbef")
    ('white', 'black')
    """
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in matplotlib.colors.to_rgb(ground)
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # Where the contrasts to black and to white are equal.
    return "black" if luminance > (1.05 * 0.05) ** 0.5 - 0.05 else "white"


def head(figure: Figure, headline: str) -> None:
    """Write above a picture what is to be seen in it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    headline : str
    """
    place = {"x": 0.01, "ha": "left"}
    figure.suptitle(headline, size=10.5, weight="bold", **place)


_NO_LAYOUT = {"figure.autolayout": False, "figure.constrained_layout.use": False}


def fixed(figure: Figure) -> Figure:
    """Lay a picture out once and for all, so that every format shows the same.

    Parameters
    ----------
    figure : matplotlib.figure.Figure

    Returns
    -------
    matplotlib.figure.Figure
        The same.
    """
    figure.draw_without_rendering()
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            # How many ticks there are would follow the settings of a later moment.
            if isinstance(axis.get_major_locator(), MaxNLocator):
                axis.set_major_locator(FixedLocator(axis.get_majorticklocs()))
    figure.draw_without_rendering()  # now that there is room for the labels of ticks
    # Without an engine, saving draws it but once.
    with matplotlib.rc_context(_NO_LAYOUT):
        figure.set_layout_engine(None)
    return figure


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
            return fixed(draw(*args, **kwargs))

    return under_style
