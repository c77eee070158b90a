import math

import hypothesis
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex.errors import InputError
from compindex.index import all_nodes_of, compute_index, joined
from compindex.specification import from_content, load_spec
from compindex.tree import leaves, nodes

VALUES = pd.DataFrame(
    {"a": [1.0, 4.0], "b": [4.0, 1.0], "c": [10.0, 20.0]}, index=["x", "y"]
)


def tree(aggregate="arithmetic", missing="error", **leaf):
    """Two levels: total of (pair of a with weight 3 and b with weight 1) and c, equally
    weighted.
    """
    pair = {
        "name": "pair",
        "aggregate": aggregate,
        "children": [{"name": "a", "weight": 3, **leaf}, {"name": "b", "weight": 1}],
    }
    return from_content(
        {
            "name": "test",
            "missing": missing,
            "root": {"name": "total", "children": [pair, {"name": "c"}]},
        }
    )


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        ("arithmetic", [(3 * 1 + 4) / 4, (3 * 4 + 1) / 4]),
        ("geometric", [4**0.25, 4**0.75]),
        ("harmonic", [4 / (3 / 1 + 1 / 4), 4 / (3 / 4 + 1 / 1)]),
    ],
)
def test_means_by_hand(aggregate, expected):
    got = compute_index(VALUES, tree(aggregate))
    assert got["pair"].to_list() == pytest.approx(expected)
    assert got["total"].to_list() == pytest.approx(
        [(pair + c) / 2 for pair, c in zip(expected, VALUES["c"], strict=True)]
    )
    assert list(got.columns) == ["a", "b", "pair", "c", "total"]


def test_a_missing_value_is_refused_or_shared_among_the_others():
    values = VALUES.assign(a=[np.nan, 4.0])
    with pytest.raises(InputError, match="row x: a is missing"):
        compute_index(values, tree())
    got = compute_index(values, tree(missing="renormalise"))
    assert got.loc["x"].to_dict() == pytest.approx(
        {"a": math.nan, "b": 4, "pair": 4, "c": 10, "total": 7}, nan_ok=True
    )


def test_a_node_without_any_value_is_missing():
    values = VALUES.assign(a=np.nan, b=np.nan)
    got = compute_index(values, tree(missing="renormalise"))
    assert got["pair"].isna().all() and got["total"].to_list() == [10, 20]


def test_direction_negates_before_standardizing():
    got = compute_index(VALUES, tree(direction=-1, standardize={"method": "minmax"}))
    assert got["a"].to_list() == [100, 0]


@given(
    st.lists(st.floats(0.1, 100), min_size=4, max_size=4),
    st.sampled_from(["arithmetic", "geometric", "harmonic"]),
    st.floats(0.01, 100),
)
def test_laws_of_a_mean(weights, aggregate, factor):
    children = [
        {"name": name, "weight": weight}
        for name, weight in zip("abcd", weights, strict=True)
    ]
    values = pd.DataFrame(
        np.array([[1.0, 2, 3, 4], [4, 4, 4, 4], [2, 3, 4, 5]]), columns=list("abcd")
    )
    got = {}
    for label, siblings in {
        "plain": children,
        "turned": children[::-1],
        "scaled": [c | {"weight": factor * c["weight"]} for c in children],
    }.items():
        got[label] = compute_index(
            values,
            from_content(
                {
                    "name": "m",
                    "root": {
                        "name": "total",
                        "aggregate": aggregate,
                        "children": siblings,
                    },
                }
            ),
        )["total"]
    # Siblings may change places.
    assert got["turned"].to_list() == pytest.approx(got["plain"].to_list())
    # Weights are relative.
    assert got["scaled"].to_list() == pytest.approx(got["plain"].to_list())
    # Between the extremes.
    assert 1 <= got["plain"][0] <= 4 and got["plain"][1] == pytest.approx(4)
    assert got["plain"][2] > got["plain"][0]  # grows with its parts


def test_wrong_values_are_refused():
    with pytest.raises(InputError, match="column b is missing"):
        compute_index(VALUES.drop(columns="b"), tree())
    with pytest.raises(InputError, match="x stands twice"):
        compute_index(VALUES.rename(index={"y": "x"}), tree())
    with pytest.raises(
        InputError, match="row y, column pair: a geometric mean of a negative value"
    ):
        compute_index(VALUES.assign(b=[4, -1]), tree("geometric"))
    with pytest.raises(InputError, match="a, row y: -4 has no logarithm"):
        compute_index(
            VALUES.assign(a=[4, -4]),
            tree(standardize={"method": "log_reference", "reference": 10}),
        )


def test_specification_from_a_file(tmp_path):
    path = tmp_path / "spec.yml"
    path.write_text(
        "name: mine\nroot:\n  name: total\n  children:\n    - {name: a, standardize: {method: log_reference, reference: 1.0e2}}\n"
    )
    got = compute_index(VALUES, load_spec(path))
    assert got["total"].to_list() == pytest.approx(
        [0, 100 * math.log(4) / math.log(100)]
    )
    with pytest.raises(InputError, match="the file is missing"):
        load_spec(tmp_path / "none.yml")
    path.write_text("name: [")
    with pytest.raises(InputError, match="cannot be read"):
        load_spec(path)


# Human Development Report 2021/2022, Table 1, values for 2021: life expectancy (years),
# expected and mean years of schooling, gross national income per capita (dollars of
# 2017 at purchasing power parity), and the index.
HDI = pd.DataFrame(
    {
        "Switzerland": [84.0, 16.5, 13.9, 66_933, 0.962],
        "Norway": [83.2, 18.2, 13.0, 64_660, 0.961],
        "Iceland": [82.7, 19.2, 13.8, 55_782, 0.959],
        "China": [78.2, 14.2, 7.6, 17_504, 0.768],
        "Niger": [61.6, 7.0, 2.1, 1_240, 0.400],
    },
    ["life", "expected", "mean", "income", "hdi"],
).T

# Goalposts of its Technical note 1.
HDI_SPECIFICATION = """
name: human-development-index
root:
  name: hdi
  aggregate: geometric
  children:
    - {name: life, standardize: {method: goalposts, worst: 20, best: 85}}
    - name: education
      children:
        - {name: expected, standardize: {method: goalposts, worst: 0, best: 18}}
        - {name: mean, standardize: {method: goalposts, worst: 0, best: 15}}
    - {name: income, standardize: {method: goalposts, worst: 100, best: 75000, logarithm: true}}
"""


def test_the_human_development_index_of_five_countries(tmp_path):
    (tmp_path / "hdi.yml").write_text(HDI_SPECIFICATION)
    spec = load_spec(tmp_path / "hdi.yml")
    half_units = [0.05, 0.05, 0.05, 0.5, 0]  # the index grows with all of its inputs
    low, got, high = (
        compute_index(HDI + turn * np.array(half_units), spec)["hdi"] / 100
        for turn in (-1, 0, 1)
    )
    assert (low <= HDI["hdi"] + 0.0005).all() and (HDI["hdi"] - 0.0005 <= high).all()
    assert (got - HDI["hdi"]).abs().max() < 0.0015  # so near, even with rounded inputs
    by_hand = (
        (84 - 20) / 65 * (16.5 / 18 + 13.9 / 15) / 2 * math.log(669.33) / math.log(750)
    ) ** (1 / 3)
    assert got["Switzerland"] == pytest.approx(by_hand)


def by_recursion(node, row):
    """A second way to a node: recursion over plain numbers, for leaves that are scores
    already.
    """
    if not node.children:
        return row[node.name]
    parts = [(child.weight, by_recursion(child, row)) for child in node.children]
    parts = [
        (weight, value)
        for weight, value in parts
        if not math.isnan(value) and weight > 0
    ]
    if not parts:
        return math.nan
    whole = math.fsum(weight for weight, _ in parts)
    if node.aggregate == "geometric":
        return math.prod(value ** (weight / whole) for weight, value in parts)
    if node.aggregate == "harmonic":
        return (
            0.0
            if any(value == 0 for _, value in parts)
            else whole / math.fsum(weight / value for weight, value in parts)
        )
    return math.fsum(weight * value for weight, value in parts) / whole


@st.composite
def hierarchies(draw, depth=3):
    """A hierarchy of random depth, weights and means; leaves are numbered."""
    numbers = iter(range(1000))

    def grow(depth):
        node = {
            "name": f"n{next(numbers)}",
            "weight": draw(st.sampled_from([0.0, 0.5, 1.0, 3.0])),
        }
        if depth and draw(st.booleans()):
            node["aggregate"] = draw(
                st.sampled_from(["arithmetic", "geometric", "harmonic"])
            )
            node["children"] = [grow(depth - 1) for _ in range(draw(st.integers(1, 4)))]
            node["children"][0]["weight"] = 1.0
        return node

    root = {
        "name": "root",
        "aggregate": draw(st.sampled_from(["arithmetic", "geometric", "harmonic"])),
    }
    root["children"] = [{"name": "first", "weight": 2.0}] + [
        grow(depth) for _ in range(draw(st.integers(1, 3)))
    ]
    return from_content({"name": "any", "missing": "renormalise", "root": root})


@given(hierarchies(), st.data())
def test_any_hierarchy_agrees_with_recursion(spec, data):
    names = [leaf.name for leaf in leaves(spec)]
    cell = st.one_of(st.just(math.nan), st.just(0.0), st.floats(0.01, 1000))
    rows = data.draw(
        st.lists(
            st.lists(cell, min_size=len(names), max_size=len(names)),
            min_size=1,
            max_size=3,
        )
    )
    values = pd.DataFrame(rows, columns=names)
    got = compute_index(values, spec)
    for node in nodes(spec.root):
        expected = [by_recursion(node, row) for _, row in values.iterrows()]
        assert got[node.name].to_list() == pytest.approx(
            expected, nan_ok=True, rel=1e-9
        )


STANDARDIZED = from_content(
    {
        "name": "s",
        "root": {
            "name": "total",
            "children": [
                {"name": "a", "standardize": {"method": "minmax", "low": 1}},
                {
                    "name": "b",
                    "direction": -1,
                    "standardize": {"method": "minmax", "low": 1},
                },
                {
                    "name": "c",
                    "aggregate": "geometric",
                    "children": [{"name": "d"}, {"name": "e", "weight": 2}],
                },
            ],
        },
    }
)
SAMPLES = st.lists(
    st.lists(st.integers(1, 1000), min_size=4, max_size=4), min_size=2, max_size=6
)


@given(SAMPLES, st.floats(0.001, 1000), st.floats(-1000, 1000))
def test_rescaled_indicators_do_not_mind_their_unit(rows, factor, shift):
    values = pd.DataFrame(rows, columns=list("abde")).astype(float)
    hypothesis.assume(values["a"].nunique() > 1 and values["b"].nunique() > 1)
    before = compute_index(values, STANDARDIZED)["total"]
    after = compute_index(values.assign(a=factor * values["a"] + shift), STANDARDIZED)[
        "total"
    ]
    assert after.to_list() == pytest.approx(before.to_list(), rel=1e-6)
    scaled = compute_index(
        factor * values[["d", "e"]].assign(a=values["a"], b=values["b"]), STANDARDIZED
    )
    assert scaled["c"].to_list() == pytest.approx(
        (factor * compute_index(values, STANDARDIZED)["c"]).to_list()
    )


@given(SAMPLES, st.sampled_from("abde"), st.integers(1, 100))
def test_a_better_value_never_lowers_the_total(rows, column, more):
    values = pd.DataFrame(rows, columns=list("abde")).astype(float)
    hypothesis.assume(values["a"].nunique() > 1 and values["b"].nunique() > 1)
    raised = values.copy()
    raised.loc[0, column] += -more if column == "b" else more
    hypothesis.assume(raised["a"].nunique() > 1 and raised["b"].nunique() > 1)
    before, after = (
        compute_index(table, STANDARDIZED).loc[0, "total"] for table in (values, raised)
    )
    assert after >= before - 1e-9
    assert (
        compute_index(values, STANDARDIZED)[["a", "b"]]
        .stack()
        .between(1 - 1e-9, 100 + 1e-9)
        .all()
    )


def test_columns_that_hold_no_numbers_are_refused():
    with pytest.raises(InputError, match="row y, column b: 'many' is no finite number"):
        compute_index(VALUES.assign(b=[1, "many"]), tree())
    with pytest.raises(InputError, match="row x, column b: 'inf' is no finite number"):
        compute_index(VALUES.assign(b=[np.inf, 1]), tree())
    with pytest.raises(InputError, match="the column a stands twice"):
        compute_index(pd.concat([VALUES, VALUES[["a"]]], axis=1), tree())


def test_a_negative_zero_does_not_lose_a_unit():
    posts = {"method": "goalposts", "worst": 80, "best": 2}
    children = [{"name": "a", "standardize": posts}, {"name": "b"}]
    spec = from_content(
        {
            "name": "t",
            "root": {"name": "total", "aggregate": "harmonic", "children": children},
        }
    )
    assert compute_index(pd.DataFrame({"a": [90.0], "b": [0.0]}), spec)[
        "total"
    ].to_list() == [0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (
            VALUES.assign(a=[1e308, 1.7e308], b=[1e308, 1e308]),
            "the scores of pair leave the range",
        ),
        (VALUES.assign(a=[True, False]), "column a: the values are of type bool"),
        (
            VALUES.assign(a=pd.to_datetime(["2020-01-01", "2021-01-01"])),
            "column a: the values are of type datetime64",
        ),
        (VALUES.assign(a=[1j, 2]), "column a: the values are of type complex"),
        (
            VALUES.assign(a=pd.Series([10**400, 1], VALUES.index, dtype=object)),
            "column a",
        ),
    ],
)
def test_values_that_are_no_numbers_or_too_large_are_refused(values, expected):
    with pytest.raises(InputError, match=expected):
        compute_index(values, tree())


def test_enormous_weights_count_as_any_others():
    children = [{"name": "a", "weight": 1e308}, {"name": "b", "weight": 1e308}]
    spec = from_content({"name": "t", "root": {"name": "total", "children": children}})
    assert compute_index(VALUES, spec)["total"].to_list() == [2.5, 2.5]


def test_units_of_several_parts_are_named_in_full():
    values = VALUES.set_axis(
        pd.MultiIndex.from_tuples([("x", 2020), ("x", 2021)], names=["unit", "year"])
    )
    with pytest.raises(InputError, match="^row x, 2021: a is missing"):
        compute_index(values.assign(a=[1, np.nan]), tree())


@pytest.mark.parametrize("values", [None, {"a": [1]}, [[1.0]], pd.Series([1.0])])
def test_values_that_are_no_table_are_refused(values):
    with pytest.raises(InputError, match="expected a DataFrame, units by leaves"):
        compute_index(values, tree())


MEANS_OF_TWO = {
    "name": "m",
    "missing": "renormalise",
    "root": {"name": "t", "children": [{"name": "a", "weight": 3}, {"name": "b"}]},
}


def test_scores_are_joined_over_those_that_are_present():
    spec = load_spec(MEANS_OF_TWO)
    scores = pd.DataFrame({"a": [4.0, np.nan, np.nan], "b": [8.0, 8, np.nan]})
    got = joined(scores, spec)["t"]
    # (3 · 4 + 8) / 4; b alone; nothing.
    assert got.fillna(-1).to_list() == [5.0, 8.0, -1.0]
    scarce = spec.model_copy(update={"coverage": 0.5})
    assert joined(scores, scarce)["t"].fillna(-1).to_list() == [5.0, -1.0, -1.0]


def test_every_missing_value_and_every_wrong_leaf_is_told():
    rule = {"method": "log_reference", "reference": 10}
    leaves = [{"name": "a"}, {"name": "b", "standardize": rule}]
    spec = load_spec({"name": "m", "root": {"name": "t", "children": leaves}})
    table = pd.DataFrame({"a": [np.nan, 1, np.nan], "b": [0.0, 5, -1]}, list("xyz"))
    with pytest.raises(InputError) as error:
        all_nodes_of(table, spec)
    assert [line.partition(";")[0] for line in str(error.value).splitlines()] == [
        "row x: a is missing",
        "row z: a is missing",
        "b, row x: 0 has no logarithm",
        "b, row z: -1 has no logarithm",
    ]


def test_an_offset_gives_zeros_a_score():
    rule = {"method": "log_reference", "reference": 99, "offset": 1}
    leaves = [{"name": "a", "standardize": rule}]
    spec = load_spec({"name": "m", "root": {"name": "t", "children": leaves}})
    got = compute_index(pd.DataFrame({"a": [0, 9, 99]}), spec)["t"]
    assert got.to_list() == pytest.approx([0, 50, 100])
