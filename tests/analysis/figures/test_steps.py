"""Pictures that explain: what they show is what they are given."""

import pandas as pd

from analysis.figures import steps

TOTALS = pd.Series({"a": 80.0, "b": 70.0, "c": 50.0, "d": 40.0})


def test_a_border_lies_midway_between_neighbours_of_different_classes():
    classes = pd.Series({"a": 1, "b": 1, "c": 2, "d": 2})
    assert steps.middles_between(TOTALS, classes) == [60.0]


def test_borders_are_drawn_where_they_are_told():
    cities = ["xian", "wuhan", "suzhou", "beijing"]
    classes = pd.Series([1, 1, 2, 2], cities)
    figure = steps.totals_in_classes(
        TOTALS.set_axis(cities), [classes] * 2, ["one", "other"], [[62, 57], [60]]
    )
    (axes,) = figure.axes
    drawn = [
        [segment[0, 0] for segment in lines.get_segments()]
        for lines in axes.collections[1::2]
    ]
    assert drawn == [[62, 57], [60]]
    assert axes.get_title(loc="left") == "Placed differently: none"


def test_what_is_contradicted_stands_on_top_and_is_named():
    table = pd.DataFrame(
        {
            "value": [0.1, 5.0, -0.2],
            "low": [0.0, 4.0, -0.3],
            "high": [0.2, 6.0, -0.1],
            "verdict": ["reproduced", "contradicted", "reproduced"],
        },
        ["one", "two", "three"],
    )
    figure = steps.distance_chart(table, {"two": "Two"})
    (axes,) = figure.axes
    assert [text.get_text() for text in axes.texts] == ["Two"]
    points = axes.collections[-1].get_offsets()
    assert points[-1].tolist()[0] == 5.0 and points[-1][1] == points[:, 1].max()


def test_an_interval_is_drawn_for_each_score_and_outsiders_in_another_colour():
    intervals = pd.DataFrame(
        {"low": [1e6, 2e6], "high": [3e6, 4e6]}, ["wuhan", "beijing"]
    )
    figure = steps.reference_intervals(intervals, 2e6, 3e6, ["beijing"], "TikTok")
    (axes,) = figure.axes
    (lines,) = axes.collections
    ends = [segment[:, 0].tolist() for segment in lines.get_segments()]
    assert ends == [[1, 3], [2, 4]]
    colours = {tuple(colour) for colour in lines.get_colors()}
    assert len(colours) == 2
    assert [text.get_text() for text in axes.get_yticklabels()] == ["Wuhan", "Beijing"]
