from itertools import pairwise

import matplotlib.colors

from analysis.figures.style import TIER_COLOURS


def luminance(colour):
    """Relative luminance of a colour (WCAG 2.1), which every kind of colour vision
    sees.
    """
    channels = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in matplotlib.colors.to_rgb(colour)
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def test_tier_colours_are_apart_in_grey():
    levels = [luminance(colour) for colour in TIER_COLOURS.values()]
    assert all((light + 0.05) / (dark + 0.05) > 1.4 for dark, light in pairwise(levels))
