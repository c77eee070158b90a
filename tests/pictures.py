"""What an art editor looks for in a picture, measured from what matplotlib draws."""

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgb
from matplotlib.container import BarContainer
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from matplotlib.spines import Spine
from matplotlib.text import Text

from compindex.style import applied

# Fills that say what is possible, and what rounding explains: their ends are lines, or
# what stands in them is.
PALE = {"#dbe5ee", "#d9d9d9"}


def luminance(colour):
    """Relative luminance of a colour (WCAG 2.1), which every kind of colour vision
    sees.
    """
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in to_rgb(colour)
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(colour, ground="white"):
    """Contrast of two colours (WCAG 2.1), from 1 to 21."""
    dark, light = sorted(map(luminance, (colour, ground)))
    return (light + 0.05) / (dark + 0.05)


class Drawn:
    """A figure as it is drawn, with its texts and where they stand."""

    def __init__(self, figure):
        self.figure = figure
        self.renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(self.renderer)
        found = figure.findobj(lambda one: isinstance(one, Text) and one.get_visible())
        self.texts = [text for text in found if text.get_text().strip()]
        self.texts = [text for text in self.texts if self._is_shown(text)]

    def _is_shown(self, text):
        """Tell whether a text is drawn: matplotlib keeps labels of ticks off the axis."""
        for axes in self.figure.axes:
            for axis in (axes.xaxis, axes.yaxis):
                ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
                labels = [t for tick in ticks for t in (tick.label1, tick.label2)]
                if any(text is label for label in labels):
                    shown = axis._update_ticks()
                    return any(text is tick.label1 for tick in shown)
        return True

    def box(self, text):
        """The box around a text."""
        return text.get_window_extent(self.renderer)

    def lines(self):
        """Every drawn line that carries something, as a path in pixels."""
        for axes in self.figure.axes:
            for one in axes.findobj(Spine):
                if one.get_visible() and one.axes is axes:
                    yield one.get_transform().transform_path(one.get_path())
            for one in axes.lines:
                if one.get_linestyle() not in ("None", "none", ""):
                    yield one.get_transform().transform_path(one.get_path())
            for one in axes.collections:
                if isinstance(one, LineCollection):
                    for segment in one.get_segments():
                        yield one.get_transform().transform_path(Path(segment))

    def points(self):
        """The middle of every mark, in pixels."""
        for axes in self.figure.axes:
            for one in axes.collections:
                if isinstance(one, PathCollection):
                    offsets = np.asarray(one.get_offsets(), float)
                    yield from one.get_offset_transform().transform(offsets)
            for one in axes.lines:
                if one.get_marker() not in ("None", "none", "", None):
                    yield from one.get_transform().transform(one.get_xydata())

    def ground(self, text):
        """The colour below a text: white, or that of the bar or band on which it stands."""
        box, colours = self.box(text), ["white"]
        middle = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        for axes in self.figure.axes:
            for image in axes.images:
                if axes.get_window_extent(self.renderer).contains(*middle):
                    column, row = axes.transData.inverted().transform(middle)
                    pixels = image.to_rgba(image.get_array())
                    pixel = pixels[round(row), round(column)]
                    return [pixel if pixel[3] else "white"]
            for patch in axes.patches:
                if isinstance(patch, Rectangle) and patch.get_fill():
                    if patch.get_window_extent(self.renderer).overlaps(box):
                        colours.append(patch.get_facecolor())
        return colours


def colours_of_marks(figure):
    """Every colour in which a mark is drawn, but for the pale fills."""
    from matplotlib.colors import to_hex

    found = set()
    for axes in figure.axes:
        for one in axes.lines:
            found.add(to_hex(one.get_color()))
        for one in axes.collections:
            edges, fills = one.get_edgecolor(), one.get_facecolor()
            found |= set(map(to_hex, edges if len(edges) else fills))
        for one in axes.patches:
            found.add(to_hex(one.get_facecolor()))
    return found - PALE


def bars_without_zero(figure):
    """List the directions of bars on an even scale that does not show where they begin."""
    found = []
    for axes in figure.axes:
        for bars in axes.containers:
            if isinstance(bars, BarContainer):
                flat = bars.orientation == "horizontal"
                axis = axes.xaxis if flat else axes.yaxis
                low, high = sorted(axis.get_view_interval())
                if axis.get_scale() == "linear" and not low <= 0 <= high:
                    found.append(bars.orientation)
    return found


def faults(figure):
    """List what an art editor would send back."""
    with applied():  # letters are as wide as in the files that are saved
        return _faults(figure)


def _faults(figure):
    drawn, found = Drawn(figure), []
    boxes = [(text, drawn.box(text)) for text in drawn.texts]
    lines, points = list(drawn.lines()), list(drawn.points())
    whole = figure.bbox
    for place, (text, box) in enumerate(boxes):
        name = text.get_text()
        if text.get_fontsize() < 8:
            found.append(f"small: {name}")
        if not (
            whole.x0 <= box.x0
            and box.x1 <= whole.x1
            and whole.y0 <= box.y0
            and box.y1 <= whole.y1
        ):
            found.append(f"beyond the figure: {name}")
        found += [
            f"over each other: {name} | {other.get_text()}"
            for other, theirs in boxes[place + 1 :]
            if box.overlaps(theirs)
        ]
        if any(line.intersects_bbox(box, filled=False) for line in lines):
            found.append(f"over a line: {name}")
        if any(box.contains(*point) for point in points):
            found.append(f"over a mark: {name}")
        if any(
            contrast(text.get_color(), ground) < 4.5 for ground in drawn.ground(text)
        ):
            found.append(f"pale: {name}")
    found += [f"no zero for bars: {one}" for one in bars_without_zero(figure)]
    found += [
        f"pale mark: {one}" for one in colours_of_marks(figure) if contrast(one) < 3
    ]
    return found
