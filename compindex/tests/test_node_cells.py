import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.node_cells import cell_text, read_nodes


def test_rows_keep_their_numbers_and_rows_that_are_no_nodes_are_left_out():
    table = pd.DataFrame(
        [("a", "t", "Indicator"), (None, None, None), ("pop", None, " Denominators")],
        columns=["iCode", "Parent", "Type"],
    )
    rows, nodes = read_nodes(table, "a.csv", 2, [3, 4, 5])
    assert rows == {3: {"code": "a", "parent": "t", "type": "Indicator"}}
    assert nodes == {"a": {"name": "a"}}


def test_errors_name_the_row_of_the_heading():
    table = pd.DataFrame({"code": ["a"], "parnt": ["t"]})
    with pytest.raises(InputError) as error:
        read_nodes(table, "a.csv", 3, [4])
    told = str(error.value).splitlines()
    assert told[0].startswith("a.csv, row 3: unknown column 'parnt'")
    assert told[1].startswith("a.csv, row 3: no column parent")


@pytest.mark.parametrize(("cell", "expected"), [(7.0, "7"), (" a ", "a"), (1.5, "1.5")])
def test_words(cell, expected):
    assert cell_text(cell) == expected


def test_numbers_of_any_type_are_numbers():
    table = pd.DataFrame({"code": ["a"], "parent": ["t"]}, dtype=object)
    table["weight"] = pd.Series([pd.Series([3]).iloc[0]], dtype=object)
    assert read_nodes(table, "a.csv", 1, [2])[1]["a"]["weight"] == 3
