from itertools import combinations, pairwise

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure
from pictures import contrast

from analysis.figures import style

# Linear light of colours as people see them who lack one kind of cone (Machado,
# Oliveira and Fernandes 2009, severity 1).
BLINDNESS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}


def seen(colour, kind):
    """A colour as it is seen with a kind of colour blindness."""
    matrix = np.array(BLINDNESS[kind])
    return np.clip(matrix @ matplotlib.colors.to_rgb(colour), 0, 1)


@pytest.mark.parametrize("kind", BLINDNESS)
def test_blue_and_orange_are_apart_for_the_colour_blind(kind):
    one, other = (seen(colour, kind) for colour in (style.BLUE, style.ORANGE))
    assert np.abs(one - other).max() > 0.3


def test_text_and_marks_stand_out_from_white():
    for colour in (style.INK, style.GREY, style.BLUE, style.ORANGE):
        assert contrast(colour) >= 4.5
    for colour in (*style.PARTS, style.LIGHT):
        assert contrast(colour) >= 3


def test_parts_of_a_whole_are_apart_in_grey():
    levels = [contrast(colour) for colour in style.PARTS]
    assert all(dark / light > 1.25 for dark, light in pairwise(levels))
    assert len(set(style.PARTS)) == 4


@style.drawn
def plain(*, say):
    figure, axes = style.headed(3, "a headline", "below", "foot")
    axes.plot([0, 1], [1, 2])
    return figure, f"an alternative text in {say.language}"


def test_a_picture_has_its_words_and_does_not_follow_later_settings():
    picture = plain(language="zh")
    assert picture.alternative == "An alternative text in zh"
    assert isinstance(picture.figure, Figure)
    head, below, foot = (text.get_text() for text in picture.figure.texts)
    assert (head, below, foot) == ("A headline", "below", "foot")
    assert picture.figure.texts[0].get_fontfamily() == [style.CHINESE, "DejaVu Sans"]
    ticks = picture.figure.axes[0].get_xticks().tolist()
    with matplotlib.rc_context({"xtick.labelsize": 30}):
        picture.figure.draw_without_rendering()
    assert picture.figure.axes[0].get_xticks().tolist() == ticks


def test_each_language_has_its_picture():
    both = style.in_each(plain)
    assert [picture.alternative[-2:] for picture in both.values()] == ["en", "zh"]
    assert all(
        one.figure is not other.figure for one, other in combinations(both.values(), 2)
    )
