import io

import matplotlib
import pytest
from matplotlib.figure import Figure
from published import NAMES, RESULT, SINGLE, VALUES

import compindex
from compindex.errors import InputError
from compindex.publish import letters, pictures

NAMED = ("ranks", "scores", "correlations")


def labels(axes):
    return [label.get_text() for label in axes.get_yticklabels()]


@pytest.mark.parametrize("name", NAMED)
def test_axes_in_axes_out(name):
    axes = Figure().subplots()
    assert getattr(RESULT, f"plot_{name}")(axes) is axes
    drawn = getattr(RESULT, f"plot_{name}")(year=2020)
    assert drawn.figure is not None


@pytest.mark.parametrize("name", NAMED)
def test_the_same_picture_each_time(name):
    found = []
    for _ in range(2):
        picture = io.BytesIO()
        with matplotlib.rc_context({"svg.hashsalt": "x"}):
            figure = getattr(SINGLE, f"plot_{name}")().figure
            figure.savefig(picture, format="svg", metadata={"Date": None})
        found.append(picture.getvalue())
    assert found[0] == found[1]


def test_ranks_are_drawn_where_they_are():
    axes = SINGLE.plot_ranks()
    index = SINGLE.index_table()
    middle, hollow = axes.collections[1:3]
    assert middle.get_offsets()[:, 0].tolist() == index["p50"].to_list()
    assert hollow.get_offsets()[:, 0].tolist() == index["rank"].to_list()


def test_no_mark_of_a_rank_is_cut_or_lies_below_the_words(monkeypatch):
    monkeypatch.setattr(pictures, "MOST", 2)  # ranks of these reach beyond the second
    axes = SINGLE.plot_ranks()
    axes.figure.draw_without_rendering()
    frame = axes.get_window_extent()
    words = [axes.get_legend().get_window_extent()]
    words += [text.get_window_extent() for text in axes.texts]
    assert all(box.y0 >= frame.y1 for box in words)
    bars, _, rings = axes.collections
    radius = (rings.get_sizes()[0] ** 0.5 / 2) * axes.figure.dpi / 72
    middles = axes.transData.transform(rings.get_offsets())
    ends = axes.transData.transform(
        [point for bar in bars.get_segments() for point in bar]
    )
    assert (middles - radius >= frame.min).all()
    assert (middles + radius <= frame.max).all()
    assert (ends >= frame.min).all() and (ends <= frame.max).all()


def test_parts_of_a_total_end_at_it():
    axes = SINGLE.plot_scores()
    totals = SINGLE.index_table()["total"].to_list()
    ends = [bar.get_x() + bar.get_width() for bar in axes.containers[-1]]
    assert ends == pytest.approx(totals)


def test_another_year_than_there_is_is_refused():
    with pytest.raises(InputError, match="no year 1999; expected 2020, 2021"):
        RESULT.plot_ranks(year=1999)
    with pytest.raises(InputError, match="it has no years"):
        SINGLE.plot_ranks(year=2020)


def test_of_many_units_the_first_are_drawn(monkeypatch):
    monkeypatch.setattr(pictures, "MOST", 3)
    axes = SINGLE.plot_ranks()
    assert len(labels(axes)) == 3
    assert axes.get_xlabel().endswith("the first 3 of 8")


def test_letters_that_no_font_has_are_told_by_their_place(monkeypatch):
    monkeypatch.setattr(letters, "_installed", tuple)
    drawn, fonts = letters.names_drawn(NAMES)
    assert fonts == ["DejaVu Sans"]
    assert drawn[4] == "no. 5" and drawn[:4] == NAMES[:4]


def test_a_total_that_is_no_sum_is_drawn_whole():
    root = {
        "name": "t",
        "aggregate": "geometric",
        "children": [{"name": "a"}, {"name": "b"}],
    }
    values = VALUES.xs(2020, level="year")
    result = compindex.build({"name": "m", "root": root}, values)
    assert len(result.plot_scores().containers) == 1
