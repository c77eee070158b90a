import numpy as np
import pandas as pd
import pytest

from compindex import load_spec
from compindex.errors import InputError
from compindex.prepare import prepared

UNITS = pd.Index(["p", "q", "r", "s"], name="unit")
PANEL = pd.MultiIndex.from_product(
    [["p", "q", "r"], [2020, 2021]], names=["unit", "year"]
)


def a_spec(*leaves, **entries):
    return load_spec(
        {"name": "m", **entries, "root": {"name": "t", "children": list(leaves)}}
    )


def test_as_it_comes_nothing_is_done():
    table = pd.DataFrame({"a": [1.0, np.nan, 3.0, 4.0]}, UNITS)
    ready = prepared(table, a_spec({"name": "a"}))
    pd.testing.assert_frame_equal(ready.values, table)
    assert ready.imputed.empty and ready.treated.empty
    assert ready.observed["a"].to_list() == [True, False, True, True]


def test_values_are_divided_first_then_filled_then_treated():
    table = pd.DataFrame(
        {"a": [10.0, 40.0, np.nan, 1000.0], "people": [10.0, 20.0, 5.0, 10.0]}, UNITS
    )
    leaf = {"name": "a", "denominator": "people", "impute": "median", "treat": "log"}
    ready = prepared(table, a_spec(leaf))
    # Divided 1, 2, 100; their median 2; logarithms of all.
    np.testing.assert_allclose(ready.values["a"], np.log([1, 2, 2, 100]))
    assert ready.imputed.to_numpy().tolist() == [["r", "a", 2.0, "median"]]
    assert ready.treated["unit"].to_list() == ["p", "q", "r", "s"]
    assert ready.treated["before"].to_list() == [1, 2, 2, 100]
    assert ready.observed["a"].to_list() == [True, True, False, True]


def test_a_value_without_a_denominator_is_missing_and_one_of_zero_is_refused():
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0, 4.0], "b": [1, np.nan, 0, -1]}, UNITS)
    spec = a_spec({"name": "a", "denominator": "b"})
    with pytest.raises(InputError) as error:
        prepared(table, spec)
    assert str(error.value).splitlines() == [
        "row r: the denominator b is 0; expected above zero",
        "row s: the denominator b is -1; expected above zero",
    ]
    ready = prepared(table.replace({"b": {0: 2, -1: 2}}), spec)
    np.testing.assert_array_equal(ready.values["a"], [1, np.nan, 1.5, 2])


@pytest.mark.parametrize(
    ("sample", "expected"),
    [("each_year", [1, 9, 3, 5, 2, 7]), ("all_years", [1, 9, 3, 5, 4, 4])],
)
def test_a_sample_is_a_year_or_all_years(sample, expected):
    table = pd.DataFrame({"a": [1.0, 9, 3, 5, np.nan, np.nan]}, PANEL)
    ready = prepared(table, a_spec({"name": "a"}, impute="median", sample=sample))
    assert ready.values["a"].to_list() == expected
    assert ready.imputed.columns.to_list() == [
        "unit",
        "year",
        "indicator",
        "value",
        "method",
    ]


def test_a_leaf_may_be_filled_otherwise_than_the_others():
    table = pd.DataFrame({"a": [1.0, np.nan, 3, 4], "b": [1.0, np.nan, 3, 4]}, UNITS)
    ready = prepared(
        table, a_spec({"name": "a"}, {"name": "b", "impute": "none"}, impute="median")
    )
    assert ready.values.loc["q", "a"] == 3 and np.isnan(ready.values.loc["q", "b"])


def test_groups_are_a_column_of_the_table():
    table = pd.DataFrame({"a": [1.0, np.nan, 9, np.nan], "g": list("xxyy")}, UNITS)
    ready = prepared(table, a_spec({"name": "a"}, impute="group_median", group="g"))
    assert ready.values["a"].to_list() == [1, 1, 9, 9]
    assert set(ready.imputed["method"]) == {"group_median"}


def test_a_line_along_the_years_and_a_logarithm_are_both_listed():
    years = pd.MultiIndex.from_product(
        [["p"], [2020, 2021, 2022]], names=["unit", "year"]
    )
    table = pd.DataFrame({"a": [1.0, np.nan, 3.0]}, years)
    leaf = {"name": "a", "impute": "linear", "treat": "log"}
    ready = prepared(table, a_spec(leaf, sample="all_years"))
    assert ready.imputed.to_numpy().tolist() == [["p", 2021, "a", 2.0, "linear"]]
    assert ready.treated["indicator"].to_list() == ["a", "a", "a"]
    np.testing.assert_allclose(ready.treated["value"], np.log([1, 2, 3]))


def test_an_error_of_a_treatment_names_leaf_and_year():
    table = pd.DataFrame({"a": [1.0, 0, 3, 4, 5, -6]}, PANEL)
    with pytest.raises(InputError) as error:
        prepared(table, a_spec({"name": "a", "treat": "log"}))
    assert [line.partition(";")[0] for line in str(error.value).splitlines()] == [
        "a, 2021: row p, 2021: 0 has no logarithm",
        "a, 2021: row r, 2021: -6 has no logarithm",
    ]


def test_only_values_that_a_treatment_changed_are_listed():
    table = pd.DataFrame({"a": [*range(1, 8), 100.0]}, pd.Index(range(8), name="unit"))
    ready = prepared(table, a_spec({"name": "a", "treat": "jrc"}))
    assert ready.treated.to_numpy().tolist() == [[7, "a", 100.0, 7.0, "winsorise"]]


def test_everything_wrong_is_told_at_once():
    table = pd.DataFrame(
        {"a": ["1", "x", "3", "y"], "b": [True] * 4, "c": [0.0, 1, 2, -3]}, UNITS
    )
    spec = a_spec({"name": "a"}, {"name": "b"}, {"name": "d"})
    with pytest.raises(InputError) as error:
        prepared(table, spec)
    told = str(error.value).splitlines()
    assert [line.split(";")[0] for line in told] == [
        "row q, column a: 'x' is no finite number",
        "row s, column a: 'y' is no finite number",
        "column b: the values are of type bool",
        "the column d is missing",
    ]
    with pytest.raises(InputError, match="c, row p: 0 has no logarithm"):
        prepared(table, a_spec({"name": "c", "treat": "log"}))
