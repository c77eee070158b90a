import pandas as pd
import pytest

from compindex import spec_tables
from compindex.specification import load_spec

RULES = [
    {
        "name": "a",
        "standardize": {"method": "log_reference", "reference": 9, "offset": 1},
    },
    {"name": "b", "direction": -1, "standardize": {"method": "minmax", "low": 1.0}},
    {"name": "c", "treat": {"method": "winsorise", "points": 2}, "impute": "median"},
    {
        "name": "d",
        "denominator": "people",
        "label": "Dogs",
        "label_zh": "狗",
        "unit": "n",
    },
    {
        "name": "e",
        "standardize": {
            "method": "goalposts",
            "worst": 9,
            "best": 1,
            "logarithm": True,
        },
    },
    {"name": "f", "treat": {"method": "log", "offset": 2}, "weight": 0.25},
]


@pytest.mark.parametrize("leaf", RULES, ids=lambda leaf: leaf["name"])
def test_a_table_gives_the_nodes_it_was_written_from(leaf):
    pair = {"name": "pair", "aggregate": "harmonic", "weight": 2, "children": [leaf]}
    root = {"name": "t", "aggregate": "geometric", "children": [pair, {"name": "z"}]}
    spec = load_spec({"name": "t", "root": root})
    assert load_spec(spec_tables.nodes_as_table(spec)).root == spec.root


def test_settings_that_are_not_set_are_left_out():
    root = {"name": "t", "children": [{"name": "a"}]}
    more = {"missing": "renormalise", "coverage": 0.5, "decimal": ","}
    spec = load_spec({"name": "m", "root": root} | more)
    got = spec_tables.settings_as_table(spec)
    assert dict(got.to_numpy().tolist()) == {
        **more,
        "impute": "none",
        "sample": "each_year",
    }
    assert isinstance(got, pd.DataFrame)
