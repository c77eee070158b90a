import re
import shutil

import pandas as pd
import pytest

from analysis.paths import ROOT
from cicii import changes, scenarios

BEFORE = pd.DataFrame(
    {
        "city": list("abcd"),
        "rank": [1, 2, 3, 4],
        "total": [9.0, 8.0, 7.0, 6.0],
        "tier": [1, 1, 2, 2],
    }
)


def test_ranks_and_tiers_side_by_side():
    after = pd.DataFrame(
        {
            "city": ["c", "b", "d"],
            "rank": [1, 2, 3],
            "total": [9.5, 8.0, 6.0],
            "tier": [1, 1, 2],
        }
    )
    got = changes.rank_and_tier_changes(BEFORE, after).set_index("city")
    assert got["rank_in_scenario"].fillna(0).to_dict() == {
        "a": 0,
        "b": 2,
        "c": 1,
        "d": 3,
    }
    assert got["places_gained"].fillna(0).to_dict() == {
        "a": 0,
        "b": -1,
        "c": 1,
        "d": 0,
    }  # b and c were 1st and 2nd without a
    assert got.loc[
        "c", ["tier", "tier_in_scenario", "total_in_scenario"]
    ].to_list() == [2, 1, 9.5]


def claims(**verdicts):
    rows = [
        (id, f"About {id}.", "1", "1", verdict, "digit")
        for id, verdict in verdicts.items()
    ]
    return pd.DataFrame(
        rows, columns=["id", "statement", "published", "recomputed", "verdict", "grade"]
    )


def test_statements_whose_verdict_changes_or_that_are_gone():
    got = changes.verdict_changes(
        claims(x="reproduced", y="reproduced", z="external"),
        claims(x="contradicted", z="external"),
    )
    assert got[["id", "verdict", "verdict_in_scenario"]].to_numpy().tolist() == [
        ["x", "reproduced", "contradicted"],
        ["y", "reproduced", "not judged"],
    ]


@pytest.fixture
def runs(tmp_path):
    """Two folders with the published results."""
    for name in ("baseline", "scenario"):
        for folder in ("data/processed", "figures"):
            shutil.copytree(ROOT / folder, tmp_path / name / folder)
    return tmp_path / "baseline", tmp_path / "scenario"


def test_the_page_shows_what_changed_and_nothing_else(runs):
    path = runs[1] / "data" / "processed" / "index.csv"
    index = pd.read_csv(path)
    index.loc[[5, 6], "rank"] = [7, 6]
    index.to_csv(path, index=False)
    (runs[1] / "figures" / "fig5.png").write_bytes(
        (runs[1] / "figures" / "fig1.png").read_bytes()
    )
    got = changes.scenario_page("equal_weights", *runs)
    assert (
        "Cities that change places: 2; that change their tier: 0." in got
        and "Tables that differ: index.csv." in got
    )
    assert (
        scenarios.read_scenario("equal_weights")["question"] in got
        and "does not refute the report" in got
    )
    assert (
        got.count("(no change)") == 4
        and "Means by tier (no change)" not in got
        and "SYNTHETIC" not in got
    )
    assert got == changes.scenario_page("equal_weights", *runs)


def test_a_synthetic_index_is_announced(runs):
    path = runs[1] / "data" / "processed" / "nodes.csv"
    path.write_text(
        re.sub("published|derived", "synthetic", path.read_text(encoding="utf-8"))
    )
    assert (
        "SYNTHETIC"
        in changes.scenario_page("synthetic_raw_counts", *runs).split("<table")[0]
    )


def test_settings_are_written_for_a_reader():
    got = changes._setting(
        {
            "dimension_weights": {"media": 0.5},
            "excluded_cities": ["xian"],
            "tier_edges": [80.0, 70.0],
        }
    )
    assert got["baseline"].to_list() == ["as in Table 2", "none", "85, 71, 65, 60"]
    assert got["scenario"].to_list() == ["media 0.5", "Xi'an", "80, 70"]
