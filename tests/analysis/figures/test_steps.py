"""Pictures that explain: what they show is what they are given."""

import pandas as pd
import pytest

from analysis.figures import steps, style


def rows_of(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


def test_an_interval_is_drawn_for_each_score_and_outsiders_in_another_colour():
    intervals = pd.DataFrame(
        {"low": [1e6, 2e6], "high": [3e6, 4e6]}, ["wuhan", "beijing"]
    )
    picture = steps.reference_intervals(intervals, 2e6, 3e6, ["beijing"], "tiktok_tags")
    (axes,) = picture.figure.axes
    (lines,) = axes.collections
    ends = [segment[:, 0].tolist() for segment in lines.get_segments()]
    assert ends == [[1, 3], [2, 4]]
    assert len({tuple(colour) for colour in lines.get_colors()}) == 2
    assert rows_of(axes) == ["Wuhan", "Beijing"]
    assert picture.alternative.startswith("One reference fits 1 of 2 printed scores")


def test_where_one_reference_fits_all_scores_none_is_apart():
    intervals = pd.DataFrame({"low": [1e6], "high": [3e6]}, ["wuhan"])
    picture = steps.reference_intervals(intervals, 1e6, 3e6, [], "tiktok_tags")
    assert picture.alternative.endswith("Apart from it: none.")


@pytest.mark.parametrize("kind", ["totals", "residuals"])
def test_differences_are_counted_and_coloured_by_the_band(kind):
    keys = ["wuhan", "xian", "suzhou"]
    if kind == "residuals":
        keys = pd.MultiIndex.from_product([["tiktok_tags"], keys])
    picture = steps.deviations(pd.Series([0.2, -1.5, 0.5], keys), 0.5, kind)
    (axes,) = picture.figure.axes
    (dots,) = axes.collections
    assert dots.get_offsets()[:, 0].tolist() == [0.2, -1.5, 0.5]
    assert picture.alternative.startswith("2 of 3")
    assert [text.get_text() for text in axes.texts] == ["-1.50"]  # outside the band
    assert "Xi'an" in picture.alternative and "-1.50" in picture.alternative
    low, high = axes.get_xlim()
    assert low < -1.5 and high > 0.5


def test_parts_of_a_total_stand_one_after_another():
    points = pd.DataFrame(
        {
            "media": [30.0, 20],
            "social": [20.0, 30],
            "innovation": 5.0,
            "cognition": 1.0,
        },
        ["wuhan", "xian"],
    )
    picture = steps.points_of_dimensions(points)
    (axes,) = picture.figure.axes
    ends = [bar.get_x() + bar.get_width() for bar in axes.patches]
    assert ends == [30, 20, 50, 50, 55, 55, 56, 56]
    # Equal means: the first one is named, and no more is said of it than its points.
    assert "25.0 of 56.0 points on average" in picture.alternative


def test_the_remainder_lies_in_the_middle_of_its_bounds():
    bounds = pd.DataFrame(
        {"low": [40.0, 60], "high": [50.0, 62], "innovation": [50.0, 60]},
        ["wuhan", "xian"],
    )
    picture = steps.remainder(bounds)
    (axes,) = picture.figure.axes
    printed, derived = axes.collections[1:]
    assert printed.get_offsets()[:, 0].tolist() == [50, 60]
    assert derived.get_offsets()[:, 0].tolist() == [45, 61]
    assert picture.alternative.startswith("In 1 of 2 cities")


def test_ranks_are_drawn_with_their_spans():
    table = pd.DataFrame(
        {"rank": [1, 2, 3], "p05": [1, 1, 3], "p95": [1, 3, 3]},
        ["wuhan", "xian", "suzhou"],
    )
    picture = steps.rank_spans(table)
    (axes,) = picture.figure.axes
    bars, circles = axes.collections
    assert [bar[:, 0].tolist() for bar in bars.get_segments()] == [
        [1, 1],
        [1, 3],
        [3, 3],
    ]
    assert circles.get_offsets()[:, 0].tolist() == [1, 2, 3]
    assert picture.alternative.startswith("2 of 3 cities have one rank")
    assert "Xi'an, from 1 to 3" in picture.alternative


@pytest.mark.parametrize(("followers", "said"), [(10, True), (90, False)])
def test_the_leader_has_the_fewest_followers_only_where_it_has(followers, said):
    ratios = pd.Series({"@a": 0.1, "@b": 0.5})
    picture = steps.ratio_bars(ratios, pd.Series({"@a": 50, "@b": followers}), 1000)
    (axes,) = picture.figure.axes
    assert [bar.get_width() for bar in axes.patches] == [0.5, 0.1]
    assert rows_of(axes) == [f"@b ({followers})", "@a (50)"]
    assert ("fewest" in picture.alternative) == said


def test_blue_and_orange_are_apart_in_grey():
    from pictures import luminance

    dark, light = sorted(map(luminance, (style.BLUE, style.ORANGE)))
    assert (light + 0.05) / (dark + 0.05) > 1.25
