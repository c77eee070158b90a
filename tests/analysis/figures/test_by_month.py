import numpy as np
import pandas as pd
import pytest

from analysis.coverage import printed
from analysis.figures import by_month, style
from analysis.figures import plotted as numbers_of
from analysis.report import register
from analysis.report.words import MONTHS

PROSE = register.printed_values()
SPANS = printed.published_spans(PROSE)
BOUNDS = printed.monthly_bounds(SPANS)
OF_OTHERS = numbers_of.plotted_coverage(BOUNDS, SPANS, ["others"])
OF_TWO = numbers_of.plotted_coverage(BOUNDS, SPANS, ["wuhan", "beijing"])


def texts(figure):
    found = [text for axes in figure.axes for text in axes.texts]
    legends = [axes.get_legend() for axes in figure.axes if axes.get_legend()]
    found += [text for legend in legends for text in legend.get_texts()]
    return [text.get_text() for text in [*found, *figure.texts]]


def levels(axes):
    """The thick lines, as (first month, last month, reports)."""
    return [
        (round(segment[0, 0] + 0.43), round(segment[1, 0] - 0.43), segment[0, 1])
        for lines in axes.collections
        if lines.get_linewidth()[0] == 3
        for segment in lines.get_segments()
    ]


def test_figure_2_shows_the_printed_means_and_what_a_month_can_have_been():
    figure = by_month.coverage_of_others(OF_OTHERS, SPANS).figure
    (axes,) = figure.axes
    assert levels(axes) == [(0, 5, 5156), (6, 11, 7206)]
    heights = [bar.get_height() for bar in axes.patches]
    # A mean of 5,156 may have been 5,156.5, and one month all six.
    assert heights == [6 * 5156.5] * 6 + [6 * 7206.5] * 6
    assert axes.get_ylim()[0] == 0 and len(axes.get_xticks()) == 12
    written = texts(figure)
    assert {"+40%", "5,156 a month"} <= set(written)
    assert "each of these months: 0 to 30,939, beyond this scale" in written
    assert any("no single month was published" in text for text in written)
    # The upper ends are far above the means, so that the scale ends below them.
    assert 7206 < axes.get_ylim()[1] < 6 * 5156.5


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_figure_3_shows_two_means_and_a_point(scale):
    figure = by_month.coverage_of_two(OF_TWO, SPANS, scale).figure
    (axes,) = figure.axes
    assert levels(axes) == [(0, 5, 3202), (6, 10, 100148.4)]
    (point,) = [line for line in axes.lines if line.get_marker() == "o"]
    assert point.get_xydata().tolist() == [[11, 88061]]
    assert point.get_color() == style.ORANGE
    assert axes.get_yscale() == scale and len(axes.get_xticks()) == 12
    written = texts(figure)
    assert {"×31", "Beijing: 88,061", "3,202 a month"} <= set(written)
    assert any(
        "Of the 24 months of both cities, 23 were not published" in text
        for text in written
    )


@pytest.mark.parametrize(
    ("readings", "of_others", "of_wuhan"),
    [
        (("half_year", "per_city"), "Read as reports on one city", "July to December"),
        (("full_year", "together"), "Read as reports on all 13", "the whole year"),
    ],
)
def test_a_figure_says_how_what_is_unclear_was_read(readings, of_others, of_wuhan):
    spans = printed.published_spans(PROSE, *readings)
    bounds = printed.monthly_bounds(spans)
    others = numbers_of.plotted_coverage(bounds, spans, ["others"])
    two = numbers_of.plotted_coverage(bounds, spans, ["wuhan", "beijing"])
    written = texts(by_month.coverage_of_others(others, spans).figure)
    assert any(of_others in text for text in written)
    written = texts(by_month.coverage_of_two(two, spans, "log").figure)
    assert any(of_wuhan in text for text in written)


def test_nothing_that_was_not_printed_is_drawn_as_a_value():
    for plotted in (OF_OTHERS, OF_TWO):
        assert not plotted["provenance"].isin(["synthetic", "supplied"]).any()
        assert (
            plotted.loc[plotted["provenance"] == "derived", "y"]
            .dropna()
            .isin(SPANS["reports"])
            .all()
        )


def test_supplied_data_are_drawn_as_a_series_and_called_so():
    values = pd.DataFrame(4000.0, index=MONTHS, columns=printed.SERIES)
    table = printed.with_reports(BOUNDS, values, "supplied")
    plotted = numbers_of.plotted_coverage(table, SPANS, ["others"])
    assert plotted["provenance"].tolist() == ["supplied"] * 12 + ["published"] * 12
    both = numbers_of.plotted_coverage(table, SPANS, ["wuhan", "beijing"])
    for language, word in (("en", "supplied"), ("zh", "用户提供")):
        for picture in (
            by_month.coverage_of_others(plotted, SPANS, language=language),
            by_month.coverage_of_two(both, SPANS, "log", language=language),
        ):
            (axes,) = picture.figure.axes
            series = [line for line in axes.lines if len(line.get_xdata()) == 12]
            assert series and all(set(line.get_ydata()) == {4000} for line in series)
            assert any(word in text for text in texts(picture.figure))
            assert not any("synthetic" in text for text in texts(picture.figure))


def test_plotted_coverage_repeats_printed_values_over_their_months():
    spans = printed.published_spans(PROSE, "full_year")
    bounds = printed.monthly_bounds(spans)
    got = numbers_of.plotted_coverage(bounds, spans, ["wuhan", "beijing"])
    columns = ["series", "x", "y", "low", "high", "provenance"]
    assert list(got.columns) == columns and set(got["x"]) == set(MONTHS)
    months = got.groupby("series")["x"].agg(list)
    assert months["wuhan_printed"] == list(MONTHS[:11])
    assert months["beijing_printed"] == ["2020-06"]
    june = got.query("series == 'beijing' and x == '2020-06'").iloc[0]
    assert (june["y"], june["provenance"]) == (88061, "published")
    missing = got[got["series"].isin(["wuhan", "beijing"])]["y"].isna()
    assert missing.sum() == 23
    figure = by_month.coverage_of_two(got, spans, "log").figure
    assert "3,202 a month (from January)" in texts(figure)


def test_a_level_near_the_axis_is_labelled_where_there_is_room():
    figure = by_month.coverage_of_two(OF_TWO, SPANS, "linear").figure
    (axes,) = figure.axes
    low = next(text for text in axes.texts if text.get_text() == "3,202 a month")
    most = OF_TWO.loc[OF_TWO["series"] == "wuhan", "high"].iloc[0]
    assert low.xy[1] == most and np.isfinite(most)
