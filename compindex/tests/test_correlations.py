import numpy as np
import pandas as pd
import pytest

from compindex.correlations import node_correlations
from compindex.specification import load_spec

PAIR = {"name": "pair", "children": [{"name": "a"}, {"name": "b"}]}
SPEC = load_spec(
    {"name": "m", "root": {"name": "t", "children": [PAIR, {"name": "c"}]}}
)
A = np.array([1.0, 2, 3, 4, 6])
NODES = pd.DataFrame({"a": A, "b": -A, "pair": 0 * A, "c": A**2, "t": A**2 / 2})
TABLE = node_correlations(SPEC, NODES).set_index(["node_a", "node_b"])


def test_pairs_are_siblings_and_ancestors():
    within = TABLE[TABLE["relation"] == "within"].index.to_list()
    assert within == [("pair", "c"), ("a", "b")]
    between = set(TABLE[TABLE["relation"] == "between"].index)
    expected = {("pair", "t"), ("a", "pair"), ("a", "t"), ("b", "pair")}
    assert between == expected | {("b", "t"), ("c", "t")}


def test_numbers_and_remarks():
    assert TABLE.loc[("a", "b"), "correlation"] == pytest.approx(-1)
    assert TABLE.loc[("a", "b"), "remark"] == "negative"
    expected = np.corrcoef(A, A**2 / 2)[0, 1]
    assert TABLE.loc[("a", "t"), "correlation"] == pytest.approx(expected)
    # High between levels is no fault: a part should go with the whole.
    assert expected > 0.9 and TABLE.loc[("a", "t"), "remark"] == ""
    assert np.isnan(TABLE.loc[("a", "pair"), "correlation"])


def test_siblings_alike_are_remarked_and_gaps_counted():
    spec = load_spec({"name": "m", "root": {"name": "t", "children": PAIR["children"]}})
    table = pd.DataFrame({"a": A, "b": A + 1, "t": A})
    table.loc[0, "b"] = np.nan
    first = node_correlations(spec, table).iloc[0]
    assert first["remark"] == "above 0.9" and first["n"] == 4
    few = node_correlations(spec, table.head(3))
    assert np.isnan(few["correlation"].iloc[0])
