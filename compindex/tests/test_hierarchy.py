import pytest

from compindex.errors import InputError
from compindex.hierarchy import adapted, upper_levels
from compindex.specification import from_content
from compindex.tree import leaves, nodes


def test_leaves_and_cut():
    pair = {"name": "pair", "children": [{"name": "a"}, {"name": "b"}]}
    spec = from_content(
        {"name": "t", "root": {"name": "total", "children": [pair, {"name": "c"}]}}
    )
    assert [leaf.name for leaf in leaves(spec)] == ["a", "b", "c"]
    assert [node.name for node in nodes(upper_levels(spec, ["pair", "c"]).root)] == [
        "pair",
        "c",
        "total",
    ]


def test_another_standardization_keeps_which_values_are_better():
    posts = {"method": "goalposts", "worst": 9, "best": 1}
    spec = from_content(
        {
            "name": "t",
            "root": {
                "name": "total",
                "children": [{"name": "a", "standardize": posts}],
            },
        }
    )
    leaf = leaves(adapted(spec, standardization="minmax"))[0]
    assert (leaf.direction, leaf.standardize.method) == (-1, "minmax")


def test_a_node_to_cut_at_must_not_hold_another():
    inner = {"name": "pair", "children": [{"name": "single"}]}
    with pytest.raises(
        InputError, match="single stands below pair; expected neither below the other"
    ):
        upper_levels(
            from_content({"name": "t", "root": {"name": "total", "children": [inner]}}),
            ["pair", "single"],
        )
