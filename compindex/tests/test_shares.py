import numpy as np
import pandas as pd
import pytest

from compindex.index import compute_index
from compindex.shares import node_weights
from compindex.specification import load_spec

ROOT = {
    "name": "total",
    "children": [
        {
            "name": "reach",
            "weight": 3,
            "children": [{"name": "a", "weight": 2}, {"name": "b"}],
        },
        {"name": "c", "weight": 1},
    ],
}
SPEC = load_spec({"name": "mine", "root": ROOT})
VALUES = pd.DataFrame(
    np.random.default_rng(4).normal(50, 10, (12, 3)), columns=["a", "b", "c"]
)
NODES = compute_index(VALUES, SPEC)
TABLE = node_weights(SPEC, NODES).set_index("node")


def test_nominal_and_effective_weights_by_hand():
    assert list(TABLE.index) == ["total", "reach", "a", "b", "c"]
    assert TABLE["nominal"].to_list() == pytest.approx([1, 3 / 4, 2 / 3, 1 / 3, 1 / 4])
    assert TABLE["effective"].to_list() == pytest.approx(
        [1, 3 / 4, 1 / 2, 1 / 4, 1 / 4]
    )
    assert TABLE["level"].to_list() == [1, 2, 3, 3, 2]
    assert TABLE["parent"].to_list() == ["", "total", "reach", "reach", "total"]


def test_importance_is_a_covariance_and_adds_up_at_each_level():
    total = NODES["total"]
    for node, row in TABLE.iterrows():
        along = np.cov(NODES[node], total, ddof=0)[0, 1]
        expected = row["effective"] * along / total.var(ddof=0)
        assert row["importance"] == pytest.approx(expected)
    share = TABLE["importance"]
    assert share["reach"] + share["c"] == pytest.approx(1)
    assert share["a"] + share["b"] == pytest.approx(share["reach"])


def test_without_variance_or_an_arithmetic_mean_there_is_no_importance():
    level = NODES.assign(total=7.0)
    assert node_weights(SPEC, level)["importance"].isna().all()
    other = load_spec({"name": "m", "root": ROOT | {"aggregate": "geometric"}})
    assert node_weights(other, NODES)["importance"].isna().all()
    assert node_weights(SPEC, NODES.head(1))["importance"].isna().all()


def test_units_with_gaps_are_left_out_of_the_importance():
    gap = NODES.copy()
    gap.loc[3, "a"] = np.nan
    got = node_weights(SPEC, gap)["importance"]
    expected = node_weights(SPEC, NODES.drop(index=3))["importance"]
    assert got.to_list() == pytest.approx(expected.to_list())
