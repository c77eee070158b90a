import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from sample import EDGES, ORDER, SCORES, TIERS, WEIGHTS

import compindex
from compindex.robustness import (
    charts,
    verdicts,
)

RANK = pd.Series(range(1, 16), ORDER)
AUDIT = compindex.audit(SCORES, WEIGHTS, 0.005, edges=EDGES)


def texts(axes):
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(("place", "count"), [("rank", 15), ("tier", 5)])
def test_heat_maps_show_the_probabilities(place, count):
    table = AUDIT[f"{place}_probabilities"]
    marked = RANK if place == "rank" else TIERS
    figure = charts.probability_heat_maps(table, place, marked)
    panels = figure.axes[:3]  # of ranks, the scale of the shades comes last
    assert len(figure.axes) == (4 if place == "rank" else 3)
    titles = [axes.get_title(loc="left") for axes in panels]
    assert titles == list(charts.SCHEMES.values())
    for axes, scheme in zip(panels, charts.SCHEMES, strict=True):
        shares = (
            table[table["scheme"] == scheme]
            .pivot(index="unit", columns=place, values="probability")
            .loc[ORDER]
        )
        np.testing.assert_allclose(axes.images[0].get_array(), shares)
        shown = shares.to_numpy()[shares >= 0.005] if place == "tier" else []
        assert texts(axes) == [
            ">99" if 0.995 <= share < 1 else f"{100 * share:.0f}" for share in shown
        ]
        assert shares.shape == (15, count)
        assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == [
            unit for unit in ORDER
        ]
        ticks = {
            round(tick): label.get_text()
            for tick, label in zip(
                axes.get_xticks(), axes.get_xticklabels(), strict=True
            )
            if 0 <= tick < count
        }
        step = 5 if place == "rank" else 1
        places = range(step, count + 1, step)
        assert ticks == {number - 1: str(number) for number in places}
        assert axes.images[0].get_clim() == (0, 1)
        frames = {
            (int(frame.get_x() + 0.5), int(frame.get_y() + 0.5))
            for frame in axes.patches
        }
        assert frames == {(number - 1, row) for row, number in enumerate(marked)}


def test_matrix_shows_probabilities_above_and_changes_below():
    pairs = AUDIT["pair_reversals"]
    axes = charts.pair_matrix(pairs, ORDER).axes[0]
    shown = {text.get_position(): text.get_text() for text in axes.texts}
    shades = axes.images[0].get_array()
    assert [label.get_text() for label in axes.get_xticklabels()] == [
        unit for unit in ORDER
    ]
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        unit for unit in ORDER
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
        above, below = ORDER.index(row.unit_a), ORDER.index(row.unit_b)
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


def test_intervals_stand_beside_the_ranking():
    table = AUDIT["uncertainty"]
    axes = charts.rank_intervals(table).axes[0]
    names = [label.get_text() for label in axes.get_yticklabels()]
    assert names == [f"{unit}  {place}" for place, unit in enumerate(ORDER, 1)]
    bars, medians, own = axes.collections
    ends = np.array([segment[:, 0] for segment in bars.get_segments()])
    np.testing.assert_allclose(ends[:, 0], table["p05"] - 0.2)
    np.testing.assert_allclose(ends[:, 1], table["p95"] + 0.2)
    assert medians.get_offsets()[:, 0].tolist() == table["p50"].to_list()
    assert own.get_offsets()[:, 0].tolist() == list(range(1, 16))
    assert axes.yaxis_inverted()


def test_sensitivity_shows_the_indices():
    table = AUDIT["sensitivity"]
    left, right = charts.sensitivity_indices(table).axes
    factors = ["standardization", "aggregate", "weighting", "noise"]
    assert [label.get_text() for label in left.get_yticklabels()] == factors
    assert left.yaxis_inverted()
    shift = table[table["output"] == "mean_rank_shift"]
    ways = [(p, o) for p in shift["prior"].unique() for o in ("first", "total")]
    for (prior, order), dots in zip(ways, left.collections, strict=True):
        part = shift[(shift["prior"] == prior) & (shift["order"] == order)]
        np.testing.assert_allclose(dots.get_offsets()[:, 0], part["estimate"])
    assert [text.get_text() for text in left.get_legend().texts] == [
        "first order, options alike",
        "total, options alike",
        "first order, own option half",
        "total, own option half",
    ]
    totals = table[(table["order"] == "total") & (table["output"] != "mean_rank_shift")]
    totals = totals[totals["prior"] == "options_alike"]
    units = list(dict.fromkeys(totals["output"]))
    assert [label.get_text() for label in right.get_yticklabels()] == units
    wide = totals.pivot(index="output", columns="factor", values="estimate")
    np.testing.assert_allclose(
        right.images[0].get_array(), wide.loc[units, factors].clip(0, 1)
    )


def test_units_have_the_names_that_are_asked_for():
    naming = verdicts.Naming(str.upper, "town", "towns")
    heat = charts.probability_heat_maps(
        AUDIT["rank_probabilities"], "rank", RANK, naming
    )
    matrix = charts.pair_matrix(AUDIT["pair_reversals"], ORDER, naming)
    indices = charts.sensitivity_indices(AUDIT["sensitivity"], naming)
    beside = charts.rank_intervals(AUDIT["uncertainty"], naming).axes[0]
    assert beside.get_yticklabels()[0].get_text() == "ARDEN  1"
    for axes in (heat.axes[0], matrix.axes[0], indices.axes[1]):
        assert axes.get_yticklabels()[0].get_text() in ("ARDEN", "BIRCH")
    assert indices.axes[1].get_title(loc="left").startswith("Rank of each town")


def headline(figure):
    return figure.get_suptitle()


def test_headlines_count_what_is_drawn():
    pairs, table = AUDIT["pair_reversals"], AUDIT["uncertainty"]
    firm = (pairs["settled_by"] == "dominance").sum()
    open_ = (pairs["settled_by"] == "open").sum()
    assert headline(charts.pair_matrix(pairs, ORDER)) == (
        f"{firm} of 105 pairs are settled for all weights, {open_} are open even at ±10%"
    )
    fixed = sum(
        low == high for low, high in zip(table["p05"], table["p95"], strict=True)
    )
    words = f"{fixed} of 15 units have one rank in the middle nine of ten draws"
    assert headline(charts.rank_intervals(table)) == words
    ranks = AUDIT["rank_probabilities"].set_index(["scheme", "unit", "rank"])
    kept = [
        sum(
            ranks.loc[(law, unit, RANK[unit]), "probability"] >= 0.995 for unit in ORDER
        )
        for law in ("noise_25", "uniform")
    ]
    drawn = charts.probability_heat_maps(AUDIT["rank_probabilities"], "rank", RANK)
    words = f"{kept[0]} of 15 units keep their rank with weights ±25%, {kept[1]} with random"
    assert headline(drawn).startswith(words)
    table = AUDIT["sensitivity"]
    shift = table[(table["output"] == "mean_rank_shift") & (table["order"] == "total")]
    first = shift[shift["prior"] == table["prior"].iloc[0]]
    largest = first.sort_values("estimate").iloc[-1]
    said = headline(charts.sensitivity_indices(table))
    assert said.startswith(f"{largest['factor'].capitalize()} has a part in")
    assert f"{100 * largest['estimate']:.0f}%" in said
