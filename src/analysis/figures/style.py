"""What the report's pictures share, besides the look of all pictures."""

import matplotlib
from matplotlib.axes import Axes

# Five steps of viridis: ordered like the tiers, apart for colour-blind readers and in
# grey.
TIER_COLOURS = {
    tier: matplotlib.colors.to_hex(matplotlib.colormaps["viridis"](0.21 * (tier - 1)))
    for tier in range(1, 6)
}

Point = tuple[float, float]


def note(axes: Axes, text: str, point: Point, offset: Point, **options: object) -> None:
    """Write a text at a point, moved by an offset in printer's points."""
    axes.annotate(text, point, offset, textcoords="offset points", **options)
