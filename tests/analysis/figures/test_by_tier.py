import matplotlib.colors
import pytest

from analysis import results
from analysis.figures import by_tier
from analysis.figures.style import TIER_COLOURS
from analysis.ranking import tiers
from analysis.report.words import DIMENSIONS
from compindex.rounding import half_up

INDEX = results.read_processed("index")
STATISTICS = tiers.tier_statistics(INDEX)
SIZES = INDEX["tier"].value_counts().sort_index()


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


@pytest.mark.parametrize("column", ["mean", "sd"])
def test_panels_show_the_plotted_numbers(column):
    plotted = by_tier.plotted_by_tier(STATISTICS, column)
    figure = by_tier.tier_panels(
        plotted, "points", dict.fromkeys(DIMENSIONS.values(), ""), SIZES
    )
    for axes, dimension in zip(figure.axes, DIMENSIONS.values(), strict=True):
        expected = (
            INDEX.groupby("tier")[dimension].mean()
            if column == "mean"
            else INDEX.groupby("tier")[dimension].std(ddof=0)
        )
        widths = [bar.get_width() for bars in axes.containers for bar in bars]
        assert widths == pytest.approx(expected.to_list())
        assert [text.get_text() for text in axes.texts] == [
            half_up(value) for value in expected
        ]


def test_gap_shows_both_tiers_and_the_difference():
    plotted = by_tier.plotted_by_tier(STATISTICS, "mean", tiers=[1, 5])
    figure = by_tier.tier_gap(
        plotted, INDEX.groupby("tier")["published_total"].mean(), SIZES
    )
    means = INDEX.groupby("tier")[list(DIMENSIONS.values())].mean()
    for dimension in DIMENSIONS.values():
        first, last = means.loc[1, dimension], means.loc[5, dimension]
        assert {half_up(first), half_up(last), f"gap {half_up(first - last)}"} <= set(
            texts(figure)
        )
    assert (
        figure.axes[0].get_title(loc="left")
        == "Mean total: tier 1 88.330, tier 5 55.105, difference 33.225 points"
    )


def test_tiers_have_the_same_colours_everywhere():
    plotted = by_tier.plotted_by_tier(STATISTICS, "mean")
    panels = by_tier.tier_panels(
        plotted, "", dict.fromkeys(DIMENSIONS.values(), ""), SIZES
    ).axes
    for axes in panels:
        assert [
            matplotlib.colors.to_hex(bar.get_facecolor())
            for bars in axes.containers
            for bar in bars
        ] == list(TIER_COLOURS.values())


def test_plotted_numbers_are_tidy():
    got = by_tier.plotted_by_tier(STATISTICS, "sd")
    assert list(got.columns) == ["series", "x", "y", "provenance"] and len(got) == 20
    assert set(got["series"]) == {1, 2, 3, 4, 5} and set(got["x"]) == set(
        DIMENSIONS.values()
    )
    assert (got["provenance"] == "derived").all()
