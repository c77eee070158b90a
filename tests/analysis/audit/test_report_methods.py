import io

import pandas as pd
import pytest
from reported import (
    AUDIT,
    NAMED,
    ORDER,
    PRINTED,
    RANKS,
    REASONS,
    SCORES,
    STATED,
    TOTALS,
    WEIGHTS,
)

from analysis import results
from analysis.ranking import orderings
from analysis.report.words import as_cities
from compindex.robustness import (
    choices,
    structure,
)


def test_baseline_is_the_report():
    assert TOTALS.loc[choices.BASELINE].to_list() == pytest.approx(
        results.read_processed("index")["total"].to_list()
    )
    assert RANKS.loc[choices.BASELINE].to_list() == list(range(1, 16))
    assert choices.places_moved(RANKS)[choices.BASELINE] == 0


def test_every_specification_is_computed_or_has_a_reason():
    ways = 4 * 4 * 3 * 5 * 16
    assert len(TOTALS) + len(REASONS) == ways == len({*TOTALS.index, *REASONS.index})
    assert set(REASONS.index.get_level_values("standardization")) == {"z-score"}
    assert (
        TOTALS.isna()
        .sum(axis=1)
        .eq(TOTALS.index.get_level_values("without_unit") != "none")
        .all()
    )


HELD = pd.DataFrame({id: holds(TOTALS) for id, holds in STATED.items()}).astype(
    "boolean"
)


def test_statements_of_the_report():
    stated = orderings.stated_places(PRINTED.prose, NAMED)
    assert stated["tier_3_members"] == (
        ["hangzhou", "chengdu", "nanjing", "chongqing"],
        6,
        9,
    )
    assert stated["gdp_leaders_influence"] == (
        ["beijing", "shanghai", "guangzhou", "shenzhen"],
        1,
        5,
    )
    assert stated["second_and_third"] == (["beijing", "shanghai"], 2, 3)
    assert HELD.loc[choices.BASELINE].all()  # the report agrees with itself
    expected = (RANKS.loc[:, ORDER[:5]].max(axis=1) <= 5) & (
        RANKS.loc[:, ORDER[3:5]].min(axis=1) >= 4
    )
    assert HELD["tier_2_members"].astype(bool).equals(expected)
    whole = RANKS.index.get_level_values("without_unit") == "none"
    assert (
        HELD.loc[whole, "wuhan_first"]
        .astype(bool)
        .equals(RANKS.loc[whole, "wuhan"] == 1)
    )
    levels = results.read_processed("cities").set_index("city")["admin_level"]
    means = TOTALS.T.groupby(levels).mean()
    falls = (means.loc["municipality"] >= means.loc["sub-provincial"]) & (
        means.loc["sub-provincial"] >= means.loc["other"]
    )
    assert HELD["steps"].astype(bool).equals(falls)


def test_statements_lose_what_is_about_cities_that_are_left_out():
    left = orderings.stated_places(PRINTED.prose, NAMED.drop(["wuhan", "xian"]))
    assert "wuhan_first" not in left
    assert left["second_and_third"] == (["beijing", "shanghai"], 2, 3)
    assert left["tier_1_members"] == (["beijing", "shanghai"], 1, 2)


def test_summary_by_option():
    rows = AUDIT["choices"].set_index(["statement", "choice", "option"])
    gone = rows.loc[("wuhan_first", "without_unit", "wuhan")]
    assert gone["specifications"] == 0 and pd.isna(gone["share"])
    part = HELD.xs("social", level="without_dimension")["wuhan_first"].dropna()
    assert rows.loc[
        ("wuhan_first", "without_dimension", "social"), "share"
    ] == pytest.approx(part.astype(float).mean())
    alone = ("rank", *choices.BASELINE[1:])
    assert (
        rows.loc[("tier_3_members", "standardization", "rank"), "alone"]
        == HELD.at[alone, "tier_3_members"]
    )


STORED = [
    *("pair_reversals", "rank_probabilities", "tier_probabilities", "rank_ranges"),
    *("choices", "sensitivity", "verdicts"),
]


@pytest.mark.parametrize("name", STORED)
def test_the_stored_tables_are_those_of_the_audit(name):
    """Notebook 08 takes the same call; a verdict that speaks of a border rests on the
    draws of `compindex.audit`, as the stored one does.
    """
    written = results.table_bytes(as_cities(AUDIT[name]))
    got = pd.read_csv(io.BytesIO(written))
    expected = results.read_processed(name)
    pd.testing.assert_frame_equal(got, expected, rtol=1e-9, atol=1e-11)


def test_indices_of_the_ranks():
    got = AUDIT["sensitivity"]
    assert "zhengzhou" not in set(got["output"]) and len(got) == 15 * 8 * 2
    wide = got.set_index(["output", "factor", "order"])["estimate"].unstack()
    assert (wide["first"] <= wide["total"] + 0.03).all()
    assert wide["first"].groupby("output").sum().max() < 1.03


def test_influence_of_the_dimensions():
    got = structure.influence(SCORES, WEIGHTS)
    assert got["nominal"].to_dict() == WEIGHTS
    assert (got["correlation_ratio"] >= got["pearson_squared"] - 1e-6).all()
    assert (got["correlation_ratio"] <= 1).all()
