"""The report and its variants, behind one interface."""

import inspect

import numpy as np
import pandas as pd
import pytest
from ledgers import SCORES, report_with

from analysis.ledger.judging import judge_all
from analysis.ledger.sample import NotInVariant, Report, Sample
from analysis.ledger.variant import Variant, in_force
from analysis.paths import RAW
from analysis.ranking.system import report_specification
from analysis.results import read_processed
from compindex.hierarchy import adapted, upper_levels

NODES = read_processed("nodes")
TIERS = read_processed("index").set_index("city")["tier"]


def test_a_variant_answers_whatever_is_asked_of_the_report():
    # How the report itself is made and computed.
    own = {"table", "of_folder", "specification"}
    asked = {name for name, _ in inspect.getmembers(Report) if name[0] != "_"} - own
    variant = Variant(NODES, TIERS)
    for name in asked | set(Sample.__annotations__):
        assert hasattr(variant, name), name


def test_the_index_in_force_is_the_report_where_nothing_is_changed():
    assert not in_force().is_variant


def test_a_report_from_printed_tables_is_that_from_tidy_ones():
    one, other = Report(), Report.of_folder(RAW)
    for name in ("scores", "totals", "weighted", "gdp"):
        for end in ("value", "low", "high"):
            ours, theirs = (getattr(getattr(part, name), end) for part in (one, other))
            assert np.array_equal(ours, theirs)
    for name in ("facts", "weights", "counts", "top", "accounts", "ranks", "named"):
        assert getattr(one, name).equals(getattr(other, name)), name


def test_scores_are_known_to_half_a_unit_of_their_last_printed_digit():
    scores = Report().scores
    widths = (scores.high - scores.low).to_numpy()
    assert widths == pytest.approx(np.full((15, 5), 0.01))  # 89.00 as well


def test_totals_use_both_sets_of_inputs():
    totals = Report().totals
    for city, row in zip(totals.low.index, SCORES.values(), strict=True):
        weighted = np.dot([0.35, 0.25, 0.2, 0.2], row[:4])
        low, high = max(row[4], weighted) - 0.005, min(row[4], weighted) + 0.005
        assert totals.low[city] == pytest.approx(low), city
        assert totals.high[city] == pytest.approx(high), city


def test_other_weights_give_other_verdicts():
    report = Report()
    weights = dict.fromkeys(["media", "social", "innovation", "cognition"], 1)
    spec = upper_levels(report_specification(report.weights), weights)
    report.specification = adapted(spec, weights)
    got = judge_all(report, "03").set_index("id")
    cities = [f"total_{city}" for city in ("beijing", "tianjin")]
    assert (got.loc[cities, "verdict"] == "contradicted").all()
    assert got["explanation"].str.contains("No reading of the printed inputs").any()


def test_what_is_left_out_is_not_answered():
    variant = Variant(NODES[NODES["city"] != "wuhan"], TIERS.drop("wuhan"))
    with pytest.raises(NotInVariant, match="wuhan left out"):
        variant.require(["beijing", "wuhan"])
    with pytest.raises(NotInVariant, match="no account left"):
        variant.found(pd.Series(dtype=float), "account")
    with pytest.raises(NotInVariant, match="no city in tier 6"):
        variant.tier(6)
    assert variant.tier(1) == ["beijing", "shanghai"]
    assert "wuhan" not in variant.scores.value.index
    assert set(variant.facts.index) == set(variant.counts.index) == set(variant.cities)


def test_printed_values_are_those_of_the_register():
    assert report_with(mean_total="1.5").printed("mean_total").low == 1.45
    assert Report().listed("second_and_third") == ["beijing", "shanghai"]
