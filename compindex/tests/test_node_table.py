import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex import node_table
from compindex.errors import InputError
from compindex.specification import from_content, load_spec
from compindex.tree import nodes

# Two levels, a node of each kind, in no order.
ROWS = [
    {"code": "b", "parent": "pair", "weight": 3, "direction": -1, "rule": "minmax"},
    {"code": "total", "mean": "geometric"},
    {"code": "c", "parent": "total", "rule": "log_reference", "reference": 1e6},
    {"code": "pair", "parent": "total", "weight": 2, "mean": "harmonic"},
    {"code": "a", "parent": "pair"},
]
CONTENT = {
    "name": "total",
    "root": {
        "name": "total",
        "aggregate": "geometric",
        "children": [
            {
                "name": "c",
                "standardize": {"method": "log_reference", "reference": 1e6},
            },
            {
                "name": "pair",
                "weight": 2,
                "aggregate": "harmonic",
                "children": [
                    {
                        "name": "b",
                        "weight": 3,
                        "direction": -1,
                        "standardize": {"method": "minmax"},
                    },
                    {"name": "a"},
                ],
            },
        ],
    },
}
TABLE = pd.DataFrame(ROWS)


def with_row(**cells):
    """Put another node below the root."""
    return pd.DataFrame([*ROWS, {"code": "z", "parent": "total"} | cells])


def test_a_table_says_the_same_as_a_mapping():
    assert load_spec(TABLE) == from_content(CONTENT)


def test_a_table_of_text_says_the_same():
    text = TABLE.astype(object).where(TABLE.notna(), "").astype(str)
    assert load_spec(text) == from_content(CONTENT)


def test_each_node_knows_its_row():
    lines = node_table.content(TABLE)[1]
    assert lines == {
        ("root",): 3,
        ("root", "children", 0): 4,
        ("root", "children", 1): 5,
        ("root", "children", 1, "children", 0): 2,
        ("root", "children", 1, "children", 1): 6,
    }


def test_a_table_as_coinr_has_it():
    table = pd.DataFrame(
        [
            ("Index", "Index", None, 3, 1, 1, "Aggregate", None),
            ("Conn", "Connectivity", "Index", 2, 1, 1.5, "Aggregate", None),
            ("Goods", "Trade in goods", "Conn", 1, 1, 1, "Indicator", "Trillion USD"),
            ("Tariff", "Tariffs", "Conn", 1, -1, 1, "Indicator", "Percent"),
            ("Area", "Land area", None, None, None, None, "Denominator", "km2"),
            ("Region", "Region", None, None, None, None, "Group", None),
        ],
        columns=[
            *("iCode", "iName", "Parent", "Level", "Direction", "Weight", "Type"),
            "Unit",
        ],
    )
    spec = load_spec(table)
    got = {node.name: (node.weight, node.direction) for node in nodes(spec.root)}
    assert got == {
        "Goods": (1, 1),
        "Tariff": (1, -1),
        "Conn": (1.5, 1),
        "Index": (1, 1),
    }


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (TABLE.drop(columns="parent"), "row 1: no column parent"),
        (TABLE.rename(columns={"weight": "wieght"}), "nearest: weight"),
        (TABLE.assign(icode="x"), "row 1: two columns code"),
        (with_row(code=None), "row 7, column code: no code"),
        (with_row(code="a"), "row 7, column code: a stands here a second time"),
        (with_row(parent="pari"), "row 7, column parent: no node 'pari'; .*: pair"),
        (with_row(parent=None), "row 7, column parent: z has no parent, as total"),
        (with_row(weight="much"), "row 7, column weight: 'much' is not a number"),
        (with_row(weight=[1, 2]), "row 7, column weight"),
        (with_row(weight=-1), "row 7: .*-1.*greater than or equal to 0"),
        (with_row(direction=2), "row 7: .*unknown value 2.*; expected one of 1, -1"),
        (with_row(rule="minmx"), "row 7: .*unknown value 'minmx'; .*nearest: minmax"),
        (with_row(rule="log_reference"), "row 7: .*lacks its reference"),
        (with_row(mean="median"), "unknown value 'median'; .*arithmetic"),
        (with_row(logarithm="perhaps"), "row 7, column logarithm: 'perhaps' is neit"),
        (with_row(type="Pillar"), "row 7, column type: unknown type 'pillar'"),
        (with_row(type="Aggregate"), "row 7, column type: z is an aggregate without"),
        (TABLE.assign(type="Indicator"), "row 3, column type: total is an indicator"),
        (pd.DataFrame({"code": [], "parent": []}), "no root"),
        (
            pd.DataFrame([*ROWS, *({"code": c, "parent": c} for c in "yz")]),
            "row 7, column parent: y stands below itself",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_row(table, expected):
    with pytest.raises(InputError, match=expected) as error:
        load_spec(table)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("the table of nodes")


def test_headings_may_be_chinese():
    table = pd.DataFrame(
        [("total", None, None, None, None), ("x", "total", 3, "minmax", "甲")],
        columns=["代码", "上级", "权重", "规则", "中文名称"],
    )
    (leaf,) = load_spec(table).root.children
    assert (leaf.weight, leaf.standardize.method, leaf.label_zh) == (3, "minmax", "甲")


def test_headings_may_be_those_of_a_specification_in_yaml():
    table = pd.DataFrame(
        [
            ("t", None, "harmonic", None, None, None),
            ("x", "t", None, "minmax", "X", "甲"),
        ],
        columns=["code", "parent", "aggregate", "standardize", "label_en", "name_zh"],
    )
    spec = load_spec(table)
    (leaf,) = spec.root.children
    assert spec.root.aggregate == "harmonic" and leaf.standardize.method == "minmax"
    assert (leaf.label, leaf.label_zh) == ("X", "甲")


def test_what_is_done_to_a_leaf_stands_in_its_row():
    table = with_row(
        rule="log_reference",
        reference=100,
        offset=1,
        denominator="people",
        impute="median",
        unit="per head",
    )
    leaf = next(node for node in nodes(load_spec(table).root) if node.name == "z")
    assert leaf.standardize.options() == {"reference": 100, "offset": 1}
    assert (leaf.denominator, leaf.impute, leaf.unit) == (
        "people",
        "median",
        "per head",
    )
    leaf = nodes(load_spec(with_row(treat="winsorise", points=2)).root)[-2]
    assert (leaf.treat.method, leaf.treat.points) == ("winsorise", 2)
    leaf = nodes(load_spec(with_row(treat="log", offset=2)).root)[-2]
    assert (leaf.treat.offset, leaf.standardize.offset) == (2, None)


def test_everything_wrong_in_a_table_is_told_at_once():
    rows = [
        *ROWS,
        {"code": "z", "parent": "total", "weight": "much", "reference": "<1"},
    ]
    with pytest.raises(InputError) as error:
        load_spec(pd.DataFrame([*rows, {"code": "a", "parent": "total"}]))
    told = [line.partition("; ")[0] for line in str(error.value).splitlines()]
    assert told == [
        "the table of nodes, row 7, column weight: 'much' is not a number",
        "the table of nodes, row 7, column reference: '<1' is only a bound",
        "the table of nodes, row 8, column code: a stands here a second time",
    ]


def test_a_table_of_thousands_of_levels_is_refused():
    codes = [f"n{number}" for number in range(5000)]
    table = pd.DataFrame({"code": codes, "parent": [None, *codes[:-1]]})
    with pytest.raises(InputError, match="row 103: too many levels; expected 100"):
        load_spec(table)


@st.composite
def trees(draw):
    """A tree of named, weighted nodes, as rows in any order."""
    size = draw(st.integers(2, 12))
    rows = [{"code": "n0", "parent": None}]
    for number in range(1, size):
        parent = draw(st.integers(0, number - 1))
        weight = draw(st.integers(1, 9))
        rows.append(
            {"code": f"n{number}", "parent": f"n{parent}", "weight": float(weight)}
        )
    return draw(st.permutations(rows))


@given(trees())
def test_every_tree_is_found_again(rows):
    spec = load_spec(pd.DataFrame(rows))
    found = {}
    for node in nodes(spec.root):
        for child in node.children:
            found[child.name] = node.name, child.weight
    expected = {
        row["code"]: (row["parent"], row["weight"]) for row in rows if row["parent"]
    }
    assert found == expected and spec.name == spec.root.name == "n0"


def test_whole_codes_that_a_spreadsheet_made_decimal_keep_their_digits():
    table = pd.DataFrame({"code": [1.0, 2.0], "parent": [np.nan, 1.0]})
    assert [node.name for node in nodes(load_spec(table).root)] == ["2", "1"]
