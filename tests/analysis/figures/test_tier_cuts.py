import pandas as pd

from analysis.figures import tier_cuts

TOTALS = pd.Series({"suzhou": 50.0, "wuhan": 80.0, "xian": 40.0, "beijing": 70.0})
ONE = pd.Series({"wuhan": 1, "beijing": 1, "suzhou": 2, "xian": 2})
OTHER = pd.Series({"wuhan": 1, "beijing": 2, "suzhou": 2, "xian": 2})


def drawn(breaks):
    picture = tier_cuts.totals_in_classes(TOTALS, ONE, breaks)
    (axes,) = picture.figure.axes
    borders = [(line.get_xdata()[0], line.get_ydata()[0]) for line in axes.lines]
    return picture, axes, borders


def test_a_border_stands_where_a_class_ends():
    _, axes, borders = drawn(OTHER)
    assert [height for _, height in borders] == [1.5, 0.5]
    dots = axes.collections[0].get_offsets()
    assert dots[:, 0].tolist() == [80, 70, 50, 40]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == ["Wuhan", "Beijing", "Suzhou", "Xi'an"]


def test_cities_that_are_placed_otherwise_are_named():
    assert "1 cities otherwise than the report: Beijing" in drawn(OTHER)[0].alternative
    assert drawn(ONE)[0].alternative.startswith("Natural breaks cut the ranking where")
