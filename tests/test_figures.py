import matplotlib.colors
import pytest

from analysis import coverage, figures, register, report, tiers
from analysis.names import DIMENSIONS
from analysis.numerals import half_up
from analysis.style import TIER_COLOURS

INDEX = report.read_processed("index")
STATISTICS = tiers.tier_statistics(INDEX)
SIZES = INDEX["tier"].value_counts().sort_index()


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize("column", ["mean", "sd"])
def test_panels_show_the_plotted_numbers(column):
    plotted = figures.plotted_by_tier(STATISTICS, column)
    figure = figures.tier_panels(plotted, "points", dict.fromkeys(DIMENSIONS.values(), ""), SIZES)
    for axes, dimension in zip(figure.axes, DIMENSIONS.values()):
        expected = INDEX.groupby("tier")[dimension].mean() if column == "mean" else INDEX.groupby("tier")[dimension].std(ddof=0)
        widths = [bar.get_width() for bars in axes.containers for bar in bars]
        assert widths == pytest.approx(expected.to_list())
        assert [text.get_text() for text in axes.texts] == [half_up(value) for value in expected]


def test_gap_shows_both_tiers_and_the_difference():
    plotted = figures.plotted_by_tier(STATISTICS, "mean", tiers=[1, 5])
    figure = figures.tier_gap(plotted, INDEX.groupby("tier")["published_total"].mean(), SIZES)
    means = INDEX.groupby("tier")[list(DIMENSIONS.values())].mean()
    for dimension in DIMENSIONS.values():
        first, last = means.loc[1, dimension], means.loc[5, dimension]
        assert {half_up(first), half_up(last), f"gap {half_up(first - last)}"} <= set(texts(figure))
    assert figure.axes[0].get_title(loc="left") == "Mean total: tier 1 88.330, tier 5 55.105, difference 33.225 points"


def test_tiers_have_the_same_colours_everywhere():
    plotted = figures.plotted_by_tier(STATISTICS, "mean")
    panels = figures.tier_panels(plotted, "", dict.fromkeys(DIMENSIONS.values(), ""), SIZES).axes
    for axes in panels:
        assert [matplotlib.colors.to_hex(bar.get_facecolor()) for bars in axes.containers for bar in bars] == list(
            TIER_COLOURS.values()
        )


def luminance(colour):
    """Relative luminance of a colour (WCAG 2.1), which every kind of colour vision sees."""
    channels = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in matplotlib.colors.to_rgb(colour)]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def test_tier_colours_are_apart_in_grey():
    levels = [luminance(colour) for colour in TIER_COLOURS.values()]
    assert all((light + 0.05) / (dark + 0.05) > 1.4 for dark, light in zip(levels, levels[1:]))


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_spans_are_drawn_over_their_months(scale):
    spans = coverage.published_spans(register.printed_values())
    plotted = figures.plotted_spans(spans, ["wuhan", "beijing"])
    assert plotted["x"].to_list() == ["2019-07/2019-12", "2020-01/2020-05", "2020-06"]
    axes = figures.coverage_spans(plotted, {"wuhan": "Wuhan", "beijing": "Beijing"}, scale).axes[0]
    lines = [collection.get_segments()[0] for collection in axes.collections]
    assert [(line[0][1], round(line[0][0] + 0.4), round(line[1][0] - 0.4)) for line in lines] == [(3202, 0, 5), (100148.4, 6, 10)]
    assert "Beijing: 88,061\n(Jun 2020)" in texts(axes.figure)
    assert axes.get_yscale() == scale


def test_plotted_numbers_are_tidy():
    got = figures.plotted_by_tier(STATISTICS, "sd")
    assert list(got.columns) == ["series", "x", "y", "provenance"] and len(got) == 20
    assert set(got["series"]) == {1, 2, 3, 4, 5} and set(got["x"]) == set(DIMENSIONS.values())
    assert (got["provenance"] == "derived").all()
