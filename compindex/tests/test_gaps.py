import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex import compute_index, load_spec
from compindex.gaps import beyond_scale, coverage, rank_bounds
from compindex.panel import panel_nodes, ranked
from compindex.prepare import prepared

TREE = {
    "name": "t",
    "aggregate": "geometric",
    "children": [
        {
            "name": "p",
            "weight": 2,
            "children": [{"name": "a", "weight": 3}, {"name": "b"}],
        },
        {"name": "c"},
    ],
}
SPEC = load_spec({"name": "m", "missing": "renormalise", "root": TREE})


def bounds_of(table, spec=SPEC):
    """Give the bounds of a table of values."""
    ready = prepared(table, spec)
    return rank_bounds(panel_nodes(ready.values, spec), ready.observed, spec)


def by_brute_force(table):
    """Try each end of its indicator in each gap, all gaps together."""
    gaps = list(zip(*np.where(table.isna()), strict=True))
    ends = [
        (table.iloc[:, column].min(), table.iloc[:, column].max()) for _, column in gaps
    ]
    ranks = []
    for values in itertools.product(*ends):
        full = table.copy()
        for (row, column), value in zip(gaps, values, strict=True):
            full.iloc[row, column] = value
        ranks.append(ranked(compute_index(full, SPEC), "t"))
    tried = pd.concat(ranks, axis=1)
    return pd.DataFrame(
        {"rank_best": tried.min(axis=1), "rank_worst": tried.max(axis=1)}
    )


@st.composite
def tables(draw):
    """Five units and three indicators, with some gaps."""
    cells = st.one_of(st.integers(1, 9).map(float), st.none())
    rows = draw(st.lists(st.tuples(cells, cells, cells), min_size=5, max_size=5))
    table = pd.DataFrame(rows, columns=list("abc"), dtype=float)
    few = table.isna().to_numpy().sum() <= 4
    known = table.notna().any(axis=1).all() and table.notna().any().all()
    return (
        table if few and known else pd.DataFrame({"a": [1.0], "b": [2.0], "c": [3.0]})
    )


@given(tables())
def test_the_places_are_those_of_every_corner(table):
    pd.testing.assert_frame_equal(
        bounds_of(table), by_brute_force(table), check_dtype=False
    )


def test_a_unit_without_its_weakest_score_is_not_first_for_sure():
    root = {"name": "t", "children": [{"name": name} for name in "ab"]}
    spec = load_spec({"name": "m", "missing": "renormalise", "root": root})
    table = pd.DataFrame({"a": [60.0, 80, 70], "b": [np.nan, 50, 30]}, list("xyz"))
    # x: 60 alone; with 30 to 50 it has 45 to 55, y has 65, z has 50.
    assert bounds_of(table, spec).to_numpy().tolist() == [[2, 3], [1, 1], [2, 3]]
    assert ranked(compute_index(table, spec), "t").to_list() == [2, 1, 3]


def test_without_gaps_the_places_are_the_ranks():
    table = pd.DataFrame({"a": [1.0, 5, 5], "b": [1.0, 5, 5], "c": [1.0, 5, 5]})
    assert bounds_of(table).to_numpy().tolist() == [[3, 3], [1, 1], [1, 1]]


def test_a_value_that_was_imputed_counts_as_missing():
    root = {"name": "t", "children": [{"name": "a"}, {"name": "b"}]}
    entries = {"name": "m", "root": root, "missing": "renormalise"}
    table = pd.DataFrame({"a": [5.0, 6, 7], "b": [np.nan, 1, 9]})
    without = bounds_of(table, load_spec(entries))
    pd.testing.assert_frame_equal(
        bounds_of(table, load_spec(entries | {"impute": "median"})), without
    )


def test_each_year_has_its_own_ends():
    root = {"name": "t", "children": [{"name": "a"}, {"name": "b"}]}
    years = pd.MultiIndex.from_product(
        [["x", "y", "z"], [2020, 2021]], names=["unit", "year"]
    )
    table = pd.DataFrame(
        {"a": [5.0, 5, 6, 6, 7, 7], "b": [np.nan, 1, 2, 2, 2.5, 99]}, years
    )
    entries = {"name": "m", "missing": "renormalise", "root": root}
    got = bounds_of(table, load_spec(entries))
    # In 2020 x has 3.5 to 3.75, below 4 and 4.75; with the 99 of 2021 it could be first.
    assert got.loc[("x", 2020)].to_list() == [3, 3]
    got = bounds_of(table, load_spec(entries | {"sample": "all_years"}))
    assert got.loc[("x", 2020)].to_list() == [1, 3]


def test_where_nothing_was_seen_every_place_is_possible():
    root = {"name": "t", "children": [{"name": "a"}, {"name": "b"}]}
    spec = load_spec({"name": "m", "missing": "renormalise", "root": root})
    table = pd.DataFrame({"a": [1.0, 2, 3], "b": np.nan})
    assert bounds_of(table, spec).to_numpy().tolist() == [[1, 3]] * 3


def test_a_leaf_without_weight_opens_no_place():
    children = [{"name": "a"}, {"name": "b", "weight": 0}]
    spec = load_spec(
        {
            "name": "m",
            "missing": "renormalise",
            "root": {"name": "t", "children": children},
        }
    )
    table = pd.DataFrame({"a": [1.0, 2, 3], "b": np.nan})
    assert bounds_of(table, spec).to_numpy().tolist() == [[3, 3], [2, 2], [1, 1]]


def test_coverage_multiplies_weights_down():
    observed = pd.DataFrame({"a": [True, False], "b": [False, True], "c": [True, True]})
    assert coverage(observed, SPEC).to_list() == pytest.approx(
        [2 / 3 * 3 / 4 + 1 / 3, 2 / 3 / 4 + 1 / 3]
    )


@pytest.mark.parametrize(
    ("least", "is_there"), [(0, True), (0.6, True), (0.75, True), (0.76, False)]
)
def test_a_node_needs_the_least_share_of_the_weight_below_it(least, is_there):
    content = {"name": "m", "missing": "renormalise", "coverage": least, "root": TREE}
    table = pd.DataFrame({"a": [4.0], "b": [np.nan], "c": [9.0]})
    got = compute_index(table, load_spec(content)).iloc[0]
    assert np.isfinite(got["p"]) == is_there
    # Without p, a third of the weight of t is there: less than each of these but 0.
    assert np.isfinite(got["t"]) == is_there


def test_a_unit_without_a_rank_has_no_places_and_takes_none():
    content = {"name": "m", "missing": "renormalise", "coverage": 0.9, "root": TREE}
    table = pd.DataFrame({"a": [4.0, 5], "b": [np.nan, 3], "c": [9.0, 8]})
    spec = load_spec(content)
    index = compute_index(table, spec)
    assert ranked(index, "t").isna().to_list() == [True, False]
    bounds = bounds_of(table, spec)
    assert bounds.loc[0].isna().all() and bounds.loc[1].to_list() == [1, 1]


def test_a_unit_whose_values_are_all_imputed_has_places():
    root = {"name": "t", "children": [{"name": "a"}, {"name": "b"}]}
    entries = {"missing": "renormalise", "impute": "linear", "root": root}
    years = pd.MultiIndex.from_product(
        [["x", "y", "z"], [2020, 2021, 2022]], names=["unit", "year"]
    )
    table = pd.DataFrame(
        {"a": [1, np.nan, 3, 5, 6, 7, 2, 2, 2], "b": [2, np.nan, 4, 6, 7, 8, 2, 2, 2]},
        years,
    )
    got = bounds_of(table, load_spec({"name": "m", **entries}))
    # In 2021 x can have 2 to 6.5, beside 6.5 and 2.
    assert got.xs(2021, level="year").to_numpy().tolist() == [[1, 2], [1, 1], [2, 3]]


def test_values_beyond_the_scale_are_listed():
    rules = [
        {"method": "log_reference", "reference": 100},
        {"method": "goalposts", "worst": 50, "best": 10},
        {"method": "minmax"},
    ]
    children = [
        {"name": name, "standardize": rule}
        for name, rule in zip("abc", rules, strict=True)
    ]
    spec = load_spec({"name": "m", "root": {"name": "t", "children": children}})
    units = pd.Index(["x", "y", "z"], name="unit")
    table = pd.DataFrame({"a": [100, 101, 5], "b": [9, 50, 51], "c": [1, 2, 3]}, units)
    assert beyond_scale(table, spec).to_numpy().tolist() == [
        ["y", "a", 101, 100, "reference"],
        ["x", "b", 9, 10, "goalpost"],
        ["z", "b", 51, 50, "goalpost"],
    ]
