import numpy as np
import pandas as pd
import pytest

from analysis import results
from analysis.figures import by_tier, style
from analysis.figures import plotted as numbers_of
from analysis.report.words import DIMENSIONS
from compindex.errors import InputError
from compindex.rounding import half_up

INDEX = results.read_processed("index")
TIERS = INDEX.set_index("city")["tier"]
NAMES = list(DIMENSIONS.values())
MEANS = INDEX.groupby("tier")[NAMES].mean()
SPREADS = INDEX.groupby("tier")[NAMES].std(ddof=0)


def numbers(statistic, known="published"):
    return (
        numbers_of.plotted_by_tier(INDEX, statistic, known),
        numbers_of.plotted_cities(INDEX, statistic, known),
    )


def texts(figure):
    found = [text.get_text() for axes in figure.axes for text in axes.texts]
    return found + [text.get_text() for text in figure.texts]


def levels(axes, colour):
    """The bars or lines of a colour, as (start, end, height), from left to right."""
    found = [
        (segment[0, 0], segment[-1, 0], segment[0, 1])
        for lines in axes.collections
        if hasattr(lines, "get_segments")
        and lines.get_color()[0][:3] == pytest.approx(style_rgb(colour))
        for segment in lines.get_segments()
    ]
    return sorted(found)


def style_rgb(colour):
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


@pytest.mark.parametrize(("statistic", "expected"), [("mean", MEANS), ("sd", SPREADS)])
def test_strips_show_the_statistic_of_each_tier_and_of_all(statistic, expected):
    picture = by_tier.tier_strips(*numbers(statistic), TIERS, statistic)
    (axes,) = picture.figure.axes
    bars = levels(axes, style.BLUE)
    assert [height for _, _, height in bars] == pytest.approx(
        expected.to_numpy().T.ravel()
    )
    overall = INDEX[NAMES].mean() if statistic == "mean" else INDEX[NAMES].std(ddof=0)
    lines = levels(axes, style.ORANGE)
    assert [height for _, _, height in lines] == pytest.approx(overall.to_list())
    for bar, line in zip(bars[::5], lines, strict=True):  # from the first tier on
        assert line[0] < bar[0]
    for bar, line in zip(bars[4::5], lines, strict=True):  # to the last
        assert bar[1] < line[1]
    written = texts(picture.figure)
    assert {half_up(value, 1) for value in expected.to_numpy().ravel()} <= set(written)


def test_the_step_of_the_headline_is_drawn():
    picture = by_tier.tier_strips(*numbers("mean"), TIERS, "mean")
    steps = MEANS.loc[1] - MEANS.loc[2]
    assert {half_up(step, 1) for step in steps} <= set(texts(picture.figure))
    words = f"is widest in {steps.idxmax()}: {half_up(steps.max(), 1)} points"
    assert words in picture.alternative


def test_where_two_dots_are_one_the_figure_says_so():
    words = "In a tier of two cities both dots lie in one place"
    drawn = by_tier.tier_strips(*numbers("sd"), TIERS, "sd").figure
    assert any(words in text for text in texts(drawn))
    others = INDEX[INDEX["tier"].isin([1, 3, 4])]
    drawn = by_tier.tier_strips(
        numbers_of.plotted_by_tier(others, "sd"),
        numbers_of.plotted_cities(others, "sd"),
        others.set_index("city")["tier"],
        "sd",
    ).figure
    assert not any(words in text for text in texts(drawn))


def test_each_city_is_a_dot_in_the_strip_of_its_tier():
    picture = by_tier.tier_strips(*numbers("mean"), TIERS, "mean")
    (axes,) = picture.figure.axes
    dots = [one.get_offsets() for one in axes.collections if len(one.get_offsets())]
    dots = [dot for dot in dots if np.asarray(dot).any()]
    drawn = sorted(float(y) for part in dots for y in part[:, 1])
    assert drawn == pytest.approx(sorted(INDEX[NAMES].to_numpy().ravel()))


def test_a_city_lies_as_far_from_the_mean_of_its_tier_as_its_dot_says():
    _, cities = numbers("sd")
    rows = cities.set_index(["series", "x"])["y"]
    wuhan = INDEX.set_index("city").loc["wuhan", "social"]
    assert rows["wuhan", "social"] == pytest.approx(abs(wuhan - MEANS.loc[1, "social"]))
    # The sd is the root of the mean of the squared distances.
    members = TIERS.index[TIERS == 3]
    squares = rows[[(city, "media") for city in members]] ** 2
    assert np.sqrt(squares.mean()) == pytest.approx(SPREADS.loc[3, "media"])


def test_gaps_are_sorted_and_taken_before_rounding():
    means, cities = numbers("mean")
    picture = by_tier.tier_gap(numbers_of.first_and_last(means), cities, TIERS)
    (axes,) = picture.figure.axes
    gaps = (MEANS.loc[1] - MEANS.loc[5]).sort_values()
    rows = [label.get_text().split("\n")[0] for label in axes.get_yticklabels()]
    assert rows == list(gaps.index)
    written = texts(picture.figure)
    for name in NAMES:
        ends = {half_up(MEANS.loc[1, name]), half_up(MEANS.loc[5, name])}
        assert ends | {f"gap {half_up(gaps[name])}"} <= set(written)
    assert f"in the social score: {half_up(gaps.max(), 1)} points" in written[-3]
    by_name = {text.get_text(): text for text in axes.texts}
    for name, row in zip(gaps.index, range(4), strict=True):
        for tier in (1, 5):  # a number stands over its own mark
            place = by_name[half_up(MEANS.loc[tier, name])].xy
            assert place == (pytest.approx(MEANS.loc[tier, name]), row + 0.2)


def test_one_tier_alone_has_no_gap():
    means, _ = numbers("mean")
    with pytest.raises(InputError, match="all cities are in tier 1.*that part them"):
        numbers_of.first_and_last(means[means["series"] == 1])


def test_a_figure_names_its_tiers_in_either_language():
    for language, words in (
        ("en", "Tier 1: Wuhan, Beijing, Shanghai."),
        ("zh", "第一梯队：武汉、北京、上海。"),
    ):
        picture = by_tier.tier_strips(
            *numbers("mean"), TIERS, "mean", language=language
        )
        assert any(words in text for text in texts(picture.figure))


@pytest.mark.parametrize(("language", "word"), [("en", "SYNTHETIC"), ("zh", "合成")])
def test_synthetic_scores_are_called_so_before_anything_else(language, word):
    for statistic in ("mean", "sd"):
        means, cities = numbers(statistic, "synthetic")
        assert set(means["provenance"]) == {"synthetic"}
        picture = by_tier.tier_strips(
            means, cities, TIERS, statistic, language=language
        )
        assert any(text.startswith(word) for text in texts(picture.figure))
    means, cities = numbers("mean", "synthetic")
    shown = numbers_of.first_and_last(means)
    picture = by_tier.tier_gap(shown, cities, TIERS, language=language)
    assert any(text.startswith(word) for text in texts(picture.figure))


def test_headlines_say_what_holds():
    flat = INDEX.assign(**dict.fromkeys(NAMES[1:], 50.0))
    picture = by_tier.tier_strips(
        numbers_of.plotted_by_tier(flat, "sd"),
        numbers_of.plotted_cities(flat, "sd"),
        TIERS,
        "sd",
    )
    # Of the flat dimensions no tier is closer together than all cities are.
    assert "in 1 of the four dimensions" in picture.alternative
    one = INDEX[INDEX["tier"] == 1]
    alone = by_tier.tier_strips(
        numbers_of.plotted_by_tier(one, "mean"),
        numbers_of.plotted_cities(one, "mean"),
        TIERS[TIERS == 1],
        "mean",
    )
    assert alone.alternative.startswith("Mean scores of tier 1.")


def test_plotted_numbers_are_tidy():
    for statistic in ("mean", "sd"):
        got, cities = numbers(statistic)
        for table in (got, cities):
            assert list(table.columns) == ["series", "x", "y", "provenance"]
            assert set(table["x"]) == set(NAMES)
        assert len(got) == 20 and len(cities) == 4 * 16
        assert set(got["provenance"]) == {"derived"}
    known = numbers("mean")[1].set_index("series")["provenance"]
    assert known["wuhan"].eq("published").all() and known["all"].eq("derived").all()
    assert isinstance(got, pd.DataFrame)
