import pandas as pd
import pytest

from analysis.coverage import printed
from analysis.figures import by_month
from analysis.report import register
from analysis.report.words import MONTHS


def texts(figure):
    return [text.get_text() for axes in figure.axes for text in axes.texts]


SPANS = printed.published_spans(register.printed_values())
BOUNDS = printed.monthly_bounds(SPANS)


def reports_by_month(provenance, reading="half_year"):
    spans = printed.published_spans(register.printed_values(), reading)
    values = pd.DataFrame(4000.0, index=MONTHS, columns=printed.SERIES)
    values.loc["2020-06", "beijing"] = 88061
    return printed.with_reports(
        printed.monthly_bounds(spans), values, provenance
    ), spans


def band_around(table):
    return table.assign(low=table["reports"] / 2, high=2 * table["reports"])[
        ["series", "month", "low", "high"]
    ]


@pytest.mark.parametrize("scale", ["linear", "log"])
def test_published_is_in_full_ink_the_path_thin_and_the_band_light(scale):
    table, spans = reports_by_month("synthetic")
    plotted = by_month.plotted_coverage(
        table, spans, ["wuhan", "beijing"], band_around(table)
    )
    figure = by_month.coverage_panels(
        plotted, spans, BOUNDS, {"wuhan": "Wuhan", "beijing": "Beijing"}, scale
    )
    wuhan, beijing = figure.axes
    band, *levels = wuhan.collections
    drawn = [segment for level in levels for segment in level.get_segments()]
    assert [
        (line[0][1], round(line[0][0] + 0.4), round(line[1][0] - 0.4)) for line in drawn
    ] == [(3202, 0, 5), (100148.4, 6, 10)]
    path, point = beijing.lines[0], beijing.lines[1]
    assert list(path.get_ydata()) == [4000] * 11 + [88061]
    assert (point.get_marker(), list(point.get_xdata()), list(point.get_ydata())) == (
        "o",
        [11],
        [88061],
    )
    assert (
        path.get_linewidth() < levels[0].get_linewidth()[0] / 3
        and path.get_linestyle() != "-"
    )
    assert band.get_alpha() < 0.2
    assert "88,061\nJun 2020" in texts(
        figure
    ) and "100,148\nmean of Jan–May 2020" in texts(figure)
    assert wuhan.get_yscale() == scale


def test_a_reader_without_the_caption_is_told_what_is_synthetic_and_what_is_possible():
    table, spans = reports_by_month("synthetic")
    plotted = by_month.plotted_coverage(
        table, spans, ["wuhan", "beijing"], band_around(table)
    )
    figure = by_month.coverage_panels(
        plotted,
        spans,
        BOUNDS,
        {"wuhan": "Wuhan", "beijing": "Beijing"},
        words="Note.",
        band_words="pale: so far",
    )
    for axes in figure.axes:
        written = [text.get_text() for text in axes.texts]
        assert sum("synthetic" in text for text in written) == 1
        assert any("not data" in text for text in written)
        assert written.count("pale: so far") == 1
    assert {
        "any month can be\n0 to 19,215",
        "any month can be\n0 to 500,742",
        "any month can be\n0 and up: no limit printed",
    } <= set(texts(figure))
    assert {"23 Jan", "8 Apr", "11 Jun"} <= set(
        texts(figure)
    ) and figure.get_suptitle().startswith("Note.\n")
    assert figure.axes[0].get_legend() is None


def test_supplied_data_are_drawn_without_band_and_are_not_called_synthetic():
    table, spans = reports_by_month("supplied")
    plotted = by_month.plotted_coverage(table, spans, ["others"])
    assert plotted[["low", "high"]].isna().all(axis=None)
    assert plotted["provenance"].tolist() == ["supplied"] * 12 + ["published"] * 12
    figure = by_month.coverage_panels(plotted, spans, BOUNDS, {"others": "Others"})
    assert not any(
        "synthetic" in text for text in texts(figure)
    ) and "supplied" in texts(figure)
    assert figure.axes[0].lines[0].get_linestyle() == "-"


def test_plotted_coverage_repeats_printed_values_over_their_months():
    table, spans = reports_by_month("synthetic", "full_year")
    got = by_month.plotted_coverage(
        table, spans, ["wuhan", "beijing"], band_around(table)
    )
    assert list(got.columns) == [
        "series",
        "x",
        "y",
        "low",
        "high",
        "provenance",
    ] and set(got["x"]) == set(MONTHS)
    months = got.groupby("series")["x"].agg(list)
    assert months["wuhan_printed"] == list(MONTHS[:11]) and months[
        "beijing_printed"
    ] == ["2020-06"]
    june = got.query("series == 'beijing' and x == '2020-06'").iloc[0]
    assert (june["y"], june["provenance"]) == (88061, "published")
    synthetic = got[got["provenance"] == "synthetic"]
    assert len(synthetic) == 23 and (synthetic["low"] == synthetic["y"] / 2).all()
    figure = by_month.coverage_panels(
        got, spans, printed.monthly_bounds(spans), {"wuhan": "Wuhan"}
    )
    assert "3,202\nmean of Jan–Dec 2019\n(drawn from July)" in texts(figure)
