"""The style sheet of the figures: sizes, colours, fonts, and how a figure is headed."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.figures.labels import Labels
from analysis.paths import from_checkout
from analysis.report.words import LANGUAGES
from analysis.results import Picture
from compindex import style as common
from compindex.errors import InputError
from compindex.style import applied, canvas, fixed

SMALL = 8  # points: no text is smaller at this width

INK, GREY = "#1a1a1a", common.GREY
BLUE, ORANGE, PARTS = common.BLUE, common.ORANGE, common.PARTS[:4]
LIGHT = "#8c8c8c"  # small marks behind the others
PALE = "#dbe5ee"  # fills that say what is possible; their ends are lines

STYLE = {
    "axes.titlepad": 4,
    "legend.frameon": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.edgecolor": GREY,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
}

# A system's own Chinese font would give other bytes on each machine.
FONTS = Path(__file__).with_name("fonts")
CHINESE = "CICII Sans SC"
_FAMILIES = {"en": ["DejaVu Sans"], "zh": [CHINESE, "DejaVu Sans"]}

Point = tuple[float, float]


@functools.cache
def add_fonts() -> None:
    """Make the Chinese letters that come with the project known to matplotlib, once."""
    for weight in ("Regular", "Bold"):
        path = FONTS / f"CICIISansSC-{weight}.otf"
        if not path.is_file():
            found, expected = "the file is missing", "Chinese letters of the figures"
            raise InputError(found, expected, from_checkout(path))
        font_manager.fontManager.addfont(path)


@contextmanager
def style_sheet(language: str) -> Iterator[None]:
    """Put the style sheet in force, with the letters of a language."""
    add_fonts()
    fonts = {"font.family": _FAMILIES[language]}
    with applied(), rc_context(STYLE | fonts):
        yield


def drawn(draw: Callable[..., tuple[Figure, str]]) -> Callable[..., Picture]:
    """Let a drawing function work under the style sheet, and join the figure and the
    alternative text that it gives.
    """

    @functools.wraps(draw)
    def under_style(*given: object, language: str = "en", **options: object) -> Picture:
        with style_sheet(language):
            figure, words = draw(*given, say=Labels(language), **options)
            picture = fixed(figure)
        return Picture(picture, words[:1].upper() + words[1:])

    return under_style


def in_each(
    draw: Callable[..., Picture], *given: object, **options: object
) -> dict[str, Picture]:
    """Draw a picture in each language."""
    return {
        language: draw(*given, language=language, **options) for language in LANGUAGES
    }


def headed(
    height: float, headline: str, below: str, foot: str = "", **options: object
) -> tuple[Figure, Axes | object]:
    """Lay out a figure under a headline that says what is to be seen, with a line below
    it that says what is drawn, and one at the foot.
    """
    figure, axes = canvas(common.WIDTH, height, **options)
    top, bottom = 0.05, 0.05
    headline = headline[:1].upper() + headline[1:]
    for text, size, weight in ((headline, 10.5, "bold"), (below, SMALL, "normal")):
        y = 1 - top / height
        look = {"size": size, "weight": weight, "va": "top", "linespacing": 1.3}
        figure.text(0.06 / common.WIDTH, y, text, **look)
        top += (text.count("\n") + 1) * size * 1.45 / 72
    if foot:
        look = {"size": SMALL, "color": GREY, "va": "bottom", "linespacing": 1.3}
        figure.text(0.06 / common.WIDTH, bottom / height, foot, **look)
        bottom += (foot.count("\n") + 1) * SMALL * 1.45 / 72 + 0.04
    inside = (0.005, bottom / height, 0.99, 1 - (top + bottom) / height)
    figure.get_layout_engine().set(rect=inside)
    return figure, axes


def note(axes: Axes, text: str, point: Point, offset: Point, **options: object) -> None:
    """Write a text at a point, moved by an offset in printer's points."""
    look = {"textcoords": "offset points", "linespacing": 1.3}
    axes.annotate(text, point, offset, **look | options)
