import numpy as np
import pandas as pd

from compindex import load_spec
from compindex.method import in_a_line, steps
from compindex.prepare import prepared

YEARS = pd.MultiIndex.from_product(
    [["x", "y"], [2020, 2021, 2022]], names=["unit", "year"]
)
TABLE = pd.DataFrame(
    {"a": [5.0, np.nan, 9, 200, 8, 7], "b": [1.0, 2, 3, 4, np.nan, 6], "people": 2.0},
    YEARS,
)
SPEC = load_spec({"name": "m", "missing": "renormalise", "coverage": 0.5, "sample": "all_years", "root": {
    "name": "t", "aggregate": "geometric", "children": [
        {"name": "p", "weight": 3, "children": [
            {"name": "a", "impute": "linear", "denominator": "people",
             "standardize": {"method": "log_reference", "reference": 50, "offset": 1}}]},
        {"name": "b", "direction": -1, "treat": {"method": "winsorise", "points": 1}},
    ]}})  # fmt: skip
READY = prepared(TABLE, SPEC)


def test_an_index_in_a_line():
    assert in_a_line(READY, SPEC, "city", "cities") == (
        "2 cities, 3 years, 2 indicators in 3 levels, 2 values missing, 1 of them imputed, 1 treated, 1 above their reference"
    )


def test_one_of_a_thing_and_none_missing():
    spec = load_spec({"name": "m", "root": {"name": "t", "children": [{"name": "a"}]}})
    table = pd.DataFrame({"a": [1.0]}, ["x"])
    got = in_a_line(prepared(table, spec), spec, "city", "cities")
    assert got == "1 city, 1 indicator in 2 levels, no value missing"


def test_every_choice_is_listed_in_the_order_in_which_it_acts():
    assert steps(SPEC, READY).to_numpy().tolist() == [
        ["missing", "", "renormalise", ""],
        ["coverage", "", "0.5", "least share of a node's weight"],
        ["sample", "", "all_years", ""],
        ["denominator", "a", "people", "values divided by it"],
        ["impute", "a", "linear", "1 values filled"],
        ["treat", "b", "winsorise", "1 values changed: winsorise"],
        ["direction", "b", "-1", "smaller values are better"],
        ["standardize", "a", "log_reference", "reference 50, offset 1"],
        ["standardize", "b", "identity", ""],
        ["weight", "a", "1", "among its siblings"],
        ["weight", "p", "3", "among its siblings"],
        ["weight", "b", "1", "among its siblings"],
        ["aggregate", "p", "arithmetic", "of a"],
        ["aggregate", "t", "geometric", "of p, b"],
    ]
