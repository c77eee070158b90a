import pandas as pd
import pytest

from compindex import what_ifs
from compindex.errors import InputError
from compindex.specification import load_spec
from compindex.tables.values import Values

PAIR = {"name": "pair", "weight": 3, "children": [{"name": "a"}, {"name": "b"}]}
SPEC = load_spec(
    {"name": "m", "root": {"name": "t", "children": [PAIR, {"name": "c"}]}}
)
ROWS = pd.MultiIndex.from_product(
    [["x", "y", "7"], [2020, 2021]], names=["unit", "year"]
)
BOUNDS = pd.DataFrame(
    {"unit": ["x", "y"], "year": [2020, 2020], "indicator": ["a", "a"]}
)
VALUES = Values(
    pd.DataFrame({name: range(6) for name in "abc"}, ROWS), BOUNDS, pd.Series(dtype=str)
)


def asked(**entries):
    return what_ifs.read_what_if({"question": "What if?"} | entries)


def test_everything_that_is_named_changes_and_nothing_else():
    told = asked(
        weights={"pair": 1, "a": 5},
        aggregate={"t": "geometric"},
        standardize={"b": {"method": "rank"}},
        treat={"c": {"method": "winsorise"}},
        direction={"a": -1},
        missing="renormalise",
        coverage=0.5,
    )
    got = what_ifs.changed_specification(SPEC, told)
    pair, c = got.root.children
    a, b = pair.children
    assert (got.root.aggregate, pair.weight, a.weight, a.direction) == (
        "geometric",
        1,
        5,
        -1,
    )
    assert b.standardize.method == "rank" and b.weight == 1 and b.direction == 1
    assert c.treat.method == "winsorise" and c.standardize.method == "identity"
    assert (got.missing, got.coverage, got.sample) == ("renormalise", 0.5, "each_year")
    assert what_ifs.changed_specification(SPEC, asked()) == SPEC


def test_units_and_years_are_chosen_with_what_belongs_to_them():
    got = what_ifs.chosen_values(VALUES, asked(left_out=["x", 7], years=[2020]))
    assert got.table.index.to_list() == [("y", 2020)]
    assert got.bounds["unit"].to_list() == ["y"]
    assert what_ifs.chosen_values(VALUES, asked()).table.equals(VALUES.table)


def test_every_unknown_name_is_told_with_the_nearest():
    with pytest.raises(InputError) as error:
        what_ifs.changed_specification(
            SPEC,
            asked(
                weights={"pear": 1}, aggregate={"a": "geometric"}, treat={"pair": {}}
            ),
        )
    assert [str(one).partition(";")[0] for one in error.value.errors] == [
        "weights: no such node pear",
        "aggregate: no such node a",
        "treat: no such node pair",
    ]
    assert "nearest: pair" in str(error.value)
    with pytest.raises(InputError) as error:
        what_ifs.chosen_values(VALUES, asked(left_out=["z"], years=[1999]))
    assert [str(one).partition(";")[0] for one in error.value.errors] == [
        "left_out: no unit z",
        "years: no year 1999",
    ]


def test_a_scenario_that_leaves_nobody_or_asks_nothing_is_refused():
    with pytest.raises(InputError, match="leaves no unit"):
        what_ifs.chosen_values(VALUES, asked(left_out=["x", "y", "7"]))
    with pytest.raises(InputError, match="question"):
        what_ifs.read_what_if({"weights": {"a": 1}})
    single = Values(pd.DataFrame({"a": [1.0]}, ["x"]), pd.DataFrame(), VALUES.groups)
    with pytest.raises(InputError, match="no year 2020"):
        what_ifs.chosen_values(single, asked(years=[2020]))


def test_a_file_is_told_with_its_line(tmp_path):
    file = tmp_path / "s.yml"
    file.write_text("question: What?\nwieghts: {a: 1}\n")
    with pytest.raises(
        InputError, match="s.yml, line 2: unknown entry 'wieghts'.*weights"
    ):
        what_ifs.read_what_if(file)
    file.write_text("question: What?\nweights: {a: -1}\n")
    with pytest.raises(InputError, match=r"line 2: entry weights\[a\]: -1"):
        what_ifs.read_what_if(file)


@pytest.mark.parametrize(
    "entry", [{"weights": {"a": True}}, {"direction": {"a": True}}, {"years": [True]}]
)
def test_a_truth_is_no_number(entry):
    with pytest.raises(InputError, match="True: expected a number"):
        what_ifs.read_what_if({"question": "Why?"} | entry)
