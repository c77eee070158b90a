import numpy as np
import pandas as pd

from compindex.index import compute_index
from compindex.specification import load_spec
from compindex.strengths import strong_and_weak

LEAVES = [{"name": name} for name in "abcde"]
SPEC = load_spec({"name": "m", "root": {"name": "t", "children": LEAVES}})
UNITS = pd.Index([f"u{n}" for n in range(9)], name="unit")
VALUES = pd.DataFrame(
    np.random.default_rng(6).normal(50, 9, (9, 5)).round(1), UNITS, list("abcde")
)
NODES = compute_index(VALUES, SPEC)
TABLE = strong_and_weak(SPEC, NODES)


def test_every_strength_and_weakness_by_brute_force():
    own = NODES["t"].rank(ascending=False, method="min")
    for unit in UNITS:
        ranks = {
            leaf: 1 + (VALUES[leaf] > VALUES.at[unit, leaf]).sum() for leaf in VALUES
        }
        far = (VALUES.loc[unit] - VALUES.mean()) / VALUES.std(ddof=0)
        better = sorted(
            (rank, -far[leaf], leaf) for leaf, rank in ranks.items() if rank < own[unit]
        )
        worse = sorted(
            (-rank, far[leaf], leaf) for leaf, rank in ranks.items() if rank > own[unit]
        )
        rows = TABLE[TABLE["unit"] == unit]
        got = {kind: set(part["indicator"]) for kind, part in rows.groupby("kind")}
        assert got.get("strength", set()) == {leaf for *_, leaf in better[:3]}
        assert got.get("weakness", set()) == {leaf for *_, leaf in worse[:3]}
        for row in rows.itertuples():
            assert row.rank == ranks[row.indicator] and row.ranked == 9


def test_units_come_by_their_rank_and_gaps_are_nothing():
    order = list(dict.fromkeys(TABLE["unit"]))
    ranked = NODES["t"].sort_values(ascending=False).index
    assert order == [unit for unit in ranked if unit in order]
    gap = NODES.copy()
    gap.loc["u0", "a"] = np.nan
    rows = strong_and_weak(SPEC, gap)
    assert not ((rows["unit"] == "u0") & (rows["indicator"] == "a")).any()
    assert set(rows.loc[rows["indicator"] == "a", "ranked"]) <= {8}


def test_alike_units_have_neither():
    flat = pd.DataFrame(5.0, UNITS, [*"abcde", "t"])
    assert strong_and_weak(SPEC, flat).empty
