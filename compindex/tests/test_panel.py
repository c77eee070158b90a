import numpy as np
import pandas as pd
import pytest

from compindex import panel
from compindex.errors import InputError
from compindex.specification import from_content


def spec(sample="each_year", missing="error"):
    """One indicator, rescaled to 0 to 100."""
    leaf = {"name": "a", "standardize": {"method": "minmax"}}
    return from_content(
        {
            "name": "t",
            "sample": sample,
            "missing": missing,
            "root": {"name": "total", "children": [leaf]},
        }
    )


def values(rows):
    """Values of ``a`` by (unit, year)."""
    return pd.DataFrame(
        {"a": rows.values()},
        pd.MultiIndex.from_tuples(rows, names=["unit", "year"]),
        dtype=float,
    )


PANEL = values(
    {("x", 2020): 0, ("y", 2020): 5, ("x", 2021): 30, ("y", 2021): 10, ("z", 2021): 20}
)


def test_each_year_is_rescaled_by_itself_or_all_together():
    assert panel.compute_panel(PANEL, spec())["total"].to_list() == [0, 100, 100, 0, 50]
    got = panel.compute_panel(PANEL, spec("all_years"))["total"]
    assert got.to_list() == pytest.approx(
        [100 * value / 30 for value in (0, 5, 30, 10, 20)]
    )


def test_without_years_there_is_one_index():
    table = pd.DataFrame({"a": [1.0, 3.0, 2.0]}, pd.Index(["x", "y", "z"], name="unit"))
    got = panel.compute_panel(table, spec())
    assert panel.ranked(got, "total").to_dict() == {"x": 3, "y": 1, "z": 2}


def test_an_error_names_its_year():
    with pytest.raises(InputError, match="^2021: a, all values are equal"):
        panel.compute_panel(
            values({("x", 2020): 0, ("y", 2020): 5, ("x", 2021): 1, ("y", 2021): 1}),
            spec(),
        )


def test_ranks_are_taken_within_a_year_and_ties_share_the_better():
    index = values(
        {
            ("x", 2020): 1,
            ("y", 2020): 1,
            ("z", 2020): 0,
            ("x", 2021): 1,
            ("y", 2021): np.nan,
        }
    )
    assert panel.ranked(index, "a").fillna(0).to_list() == [1, 1, 3, 1, 0]


def test_changes_are_against_the_last_year_with_a_rank():
    ranks = panel.ranked(panel.compute_panel(PANEL, spec()), "total")
    got = panel.rank_changes(ranks)
    expected = [["x", 2021, 1, 2020, 2, 1], ["y", 2021, 3, 2020, 1, -2]]
    assert got.to_numpy().tolist() == expected
    assert list(got) == [
        "unit",
        "year",
        "rank",
        "earlier_year",
        "earlier_rank",
        "places_gained",
    ]


def test_missing_cells_are_listed_with_unit_and_year():
    table = values({("x", 2020): 1, ("y", 2020): np.nan}).assign(b=[np.nan, 2])
    assert panel.missing_cells(table).to_numpy().tolist() == [
        ["x", 2020, "b"],
        ["y", 2020, "a"],
    ]


@pytest.mark.parametrize("names", [["unit"], ["unit", "year"]])
def test_a_unit_that_stands_twice_is_refused(names):
    units = pd.MultiIndex.from_tuples(
        [("a", 2020), ("a", 2020)], names=["unit", "year"]
    )
    units = units if len(names) == 2 else units.droplevel("year")
    spec = {"name": "m", "root": {"name": "t", "children": [{"name": "x"}]}}
    with pytest.raises(
        InputError, match="stands twice; expected one row for each unit"
    ):
        panel.compute_panel(pd.DataFrame({"x": [1.0, 2.0]}, units), spec)
    with pytest.raises(InputError, match="values of type list"):
        panel.compute_panel([1.0], spec)
