import matplotlib
import pytest
from matplotlib.figure import Figure

from compindex import style


def contrast(one, other):
    """The contrast of two greys or colours (WCAG 2.1)."""

    def luminance(colour):
        total = 0
        parts = matplotlib.colors.to_rgb(colour)
        for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True):
            linear = (
                part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            )
            total += weight * linear
        return total + 0.05

    dark, light = sorted(map(luminance, (one, other)))
    return light / dark


@pytest.mark.parametrize("level", range(0, 256, 5))
def test_ink_is_readable_on_any_ground(level):
    ground = (level / 255, 0.5, 1 - level / 255)
    ink = style.ink_on(ground)
    other = {"black": "white", "white": "black"}[ink]
    assert contrast(ink, ground) >= 4.5
    assert contrast(ink, ground) >= contrast(other, ground)


def test_colours_stand_out_from_white():
    for colour in (style.GREY, style.BLUE, style.ORANGE):
        assert contrast(colour, "white") >= 4.5
    for colour in style.PARTS:
        assert contrast(colour, "white") >= 3


def test_no_later_setting_changes_a_picture():
    def draw():
        figure = Figure(figsize=(3, 2), layout="constrained")
        figure.subplots().plot([0, 1], [0, 17])
        style.head(figure, "what is to be seen")
        return figure

    figure = style.styled(draw)()
    axes = figure.axes[0]
    before = axes.get_yticks().tolist(), axes.get_position().bounds
    with matplotlib.rc_context({"ytick.labelsize": 40, "font.size": 30}):
        figure.draw_without_rendering()
    assert (axes.get_yticks().tolist(), axes.get_position().bounds) == before
    assert figure.get_suptitle() == "what is to be seen"
