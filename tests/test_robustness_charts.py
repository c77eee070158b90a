import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex

from analysis import claims, report
from analysis import robustness_charts as charts
from analysis.names import DIMENSIONS, name_en
from analysis.robustness import choices

PRINTED = claims.Printed()
ORDER = list(PRINTED.ranks.index)


def texts(axes):
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(("place", "count"), [("rank", 15), ("tier", 5)])
def test_heat_maps_show_the_probabilities(place, count):
    table = report.read_processed(f"{place}_probabilities")
    marked = PRINTED.ranks if place == "rank" else PRINTED.named[ORDER]
    figure = charts.probability_heat_maps(table, place, marked)
    assert [axes.get_title(loc="left") for axes in figure.axes] == list(
        charts.SCHEMES.values()
    )
    for axes, scheme in zip(figure.axes, charts.SCHEMES, strict=True):
        shares = (
            table[table["scheme"] == scheme]
            .pivot(index="city", columns=place, values="probability")
            .loc[ORDER]
        )
        np.testing.assert_allclose(axes.images[0].get_array(), shares)
        shown = shares.to_numpy()[shares >= 0.005]
        assert texts(axes) == [
            ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}" for share in shown
        ]
        assert shares.shape == (15, count)
        assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == [
            name_en(city) for city in ORDER
        ]
        assert [label.get_text() for label in axes.get_xticklabels()] == [
            str(number) for number in range(1, count + 1)
        ]
        assert axes.images[0].get_clim() == (0, 1)
        frames = {
            (int(frame.get_x() + 0.5), int(frame.get_y() + 0.5))
            for frame in axes.patches
        }
        assert frames == {(number - 1, row) for row, number in enumerate(marked)}


def test_matrix_shows_probabilities_above_and_changes_below():
    pairs = report.read_processed("pair_reversals")
    axes = charts.pair_matrix(pairs, ORDER).axes[0]
    shown = {text.get_position(): text.get_text() for text in axes.texts}
    shades = axes.images[0].get_array()
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        name_en(city) for city in ORDER
    ]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        name_en(city) for city in ORDER
    ]
    for text, patch, (colour, label) in zip(
        axes.get_legend().texts,
        axes.get_legend().get_patches(),
        charts.SETTLED.values(),
        strict=True,
    ):
        assert text.get_text() == label and to_hex(patch.get_facecolor()) == colour
    assert [
        to_hex(axes.images[0].to_rgba(np.array([[kind]]))[0, 0]) for kind in range(4)
    ] == [colour for colour, _ in charts.SETTLED.values()]
    for row in pairs.itertuples():
        above, below = ORDER.index(row.city_a), ORDER.index(row.city_b)
        assert list(charts.SETTLED)[int(shades[above, below])] == row.settled_by
        expected = (
            "<0.1" if row.probability < 0.0005 else f"{100 * row.probability:.1f}"
        )
        assert shown.get((below, above)) == (expected if row.probability else None)
        change = row.smallest_weight_change
        expected = (
            "–" if np.isnan(change) else "<0.01" if change < 0.005 else f"{change:.2f}"
        )
        assert shown.get((above, below)) == expected


def test_specification_curve_rises_and_shows_who_takes_an_option():
    totals, _ = choices.all_totals(
        PRINTED.scores.value[list(DIMENSIONS.values())],
        {"media": 0.35, "social": 0.25, "innovation": 0.2, "cognition": 0.2},
    )
    moved = choices.places_moved(choices.ranks(totals))
    top, bottom = charts.specification_curve(moved, bins=10).axes
    assert top.lines[0].get_ydata().tolist() == sorted(moved)
    labels = [label.get_text() for label in bottom.get_yticklabels()]
    strips = bottom.images[0].get_array()
    gaps = [number for number, label in enumerate(labels) if not label]
    assert (
        strips.shape == (4 + 4 + 3 + 5 + 16 + 4, 10)
        and len(set(labels)) == len(labels) - 3
        and gaps == [4, 9, 13, 19]
    )
    assert (
        np.ma.getmaskarray(strips)[gaps].all()
        or np.isnan(np.asarray(strips)[gaps]).all()
    )
    shades = np.delete(np.asarray(strips), gaps, axis=0)
    # On average, each option is taken as often as on average.
    np.testing.assert_allclose(shades.mean(axis=1), 1)
    shuffled = charts.specification_curve(
        moved.sample(frac=1, random_state=1), bins=10
    ).axes[1]
    again = dict(
        zip(
            [label.get_text() for label in shuffled.get_yticklabels()],
            np.asarray(shuffled.images[0].get_array()),
            strict=True,
        )
    )
    for label, strip in zip(
        labels, np.asarray(strips), strict=True
    ):  # ties have no order among them
        if label:
            np.testing.assert_allclose(again[label], strip)
    without_social = strips[labels.index("Without: social")]
    taken = moved.index.get_level_values("without_dimension") == "social"
    assert (without_social[-1] > without_social[0]) == (
        moved[taken].mean() > moved[~taken].mean()
    )


def test_sensitivity_shows_the_indices():
    table = report.read_processed("sensitivity")
    left, right = charts.sensitivity_indices(table).axes
    assert [label.get_text() for label in left.get_yticklabels()][:2] == [
        "standardization",
        "aggregate",
    ]
    assert left.yaxis_inverted()
    lines, points = left.collections[0::2], left.collections[1::2]
    for order, line, dots in zip(("first", "total"), lines, points, strict=True):
        part = table[(table["output"] == "mean_rank_shift") & (table["order"] == order)]
        np.testing.assert_allclose(dots.get_offsets()[:, 0], part["estimate"])
        ends = np.array([segment[:, 0] for segment in line.get_segments()])
        np.testing.assert_allclose(ends, part[["low", "high"]])
    assert [text.get_text() for text in left.get_legend().texts] == [
        "first order",
        "total",
    ]
    totals = table[(table["order"] == "total") & (table["output"] != "mean_rank_shift")]
    cities = list(dict.fromkeys(totals["output"]))
    assert [label.get_text() for label in right.get_yticklabels()] == [
        name_en(city) for city in cities
    ]
    wide = totals.pivot(index="output", columns="factor", values="estimate").loc[
        cities, list(dict.fromkeys(totals["factor"]))
    ]
    np.testing.assert_allclose(right.images[0].get_array(), wide.clip(0, 1))
    assert [label.get_text() for label in right.get_xticklabels()][:2] == [
        "standardization",
        "aggregate",
    ]


def test_few_specifications_make_few_bins():
    index = pd.MultiIndex.from_tuples(
        [("a", "b", "c", "none", "none"), ("a", "b", "d", "none", "none")],
        names=choices.CHOICES,
    )
    bottom = charts.specification_curve(pd.Series([0, 2], index)).axes[1]
    assert bottom.images[0].get_array().shape[1] == 2
