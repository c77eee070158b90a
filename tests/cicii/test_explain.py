"""What is said of a statement, and that it is what the check looks at."""

import pytest
from ledgers import LEDGER, REGISTER, printed

from analysis.ledger.sample import Report
from analysis.report.register import find_claim
from cicii.explain import explained, shown_in
from cicii.tracing import TracedReport, inputs_of
from compindex.errors import InputError

REPORT = Report()


def test_a_total_from_its_cell_to_the_notebook():
    lines = explained("total_wuhan").split("\n")
    assert lines[0].startswith("statement  total_wuhan: Total of Wuhan")
    assert lines[2].strip() == "data/raw/table03_index.csv, row 2, column 总得分"
    assert printed(3)[0][-1] == "89.57" and "printed    89.57 points" in lines
    text = "\n".join(lines)
    assert "weights: media 0.35, social 0.25, innovation 0.2, cognition 0.2" in text
    for score in ("90.76", "93.63", "86.32", "85.68"):
        assert f"{score} ± 0.005" in text
    assert "beijing" not in text  # nothing that it does not rest on
    assert "formula    Σ weight × score of a city over the four dimensions." in lines
    assert "judged by  analysis.ledger.checks.totals:computed_total" in lines
    assert "found      89.5735 (89.5685 to 89.5785)" in lines
    assert "verdict    reproduced, digit" in lines
    assert "covered by notebooks/03_index_by_hand.ipynb" in lines
    assert lines[-1].startswith("shown in   notebooks/09_verify_report.ipynb, cell ")


def test_where_no_value_is_printed_no_unit_is_said():
    assert "printed    nothing" in explained("gdp_totals").split("\n")


def test_what_cannot_be_checked_says_why():
    text = explained("wuhan_since_january")
    assert "verdict    unpublished, open" in text and "never printed" in text
    assert "judged by" not in text and "inputs" not in text


def test_a_limit_on_one_side_is_said():
    assert "found      3 or more (from 3)" in explained("many_plans").split("\n")


def test_words_have_no_unit():
    assert "printed    far higher" in explained("xian_youtube").split("\n")


def test_the_nearest_id_is_given():
    with pytest.raises(InputError, match="nearest: mean_total"):
        explained("mean_tota")


@pytest.mark.parametrize("claim", REGISTER, ids=lambda claim: claim.id)
def test_every_statement_has_inputs_and_a_cell_that_shows_it(claim, monkeypatch):
    monkeypatch.setattr(Report, "of_folder", lambda: REPORT)
    assert f"statement  {claim.id}: " in explained(claim.id)
    if claim.recompute:
        assert inputs_of(claim, REPORT)
    place = shown_in(claim)
    assert place.startswith("notebooks/09_verify_report.ipynb, cell ")
    assert claim.id in LEDGER.index


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("tier_1_social", ["scores:", "named:"]),
        ("tier_2_band", ["weights:", "scores:", "totals:", "named:"]),
        ("correlation", ["weights:", "scores:", "totals:", "gdp:"]),
        ("tiktok_top_five", ["counts:"]),
        ("xian_youtube", ["scores:", "weights:", "top:", "counts:"]),
        ("charm_note", ["cells of data/raw/table01_research_objects.csv"]),
        (
            "gdp_totals",
            ["rows of data/processed/scores.csv", "rows of data/processed/gdp.csv"],
        ),
        (
            "chengdu_tiktok",
            [
                "data/raw/table08_top5_scores.csv, row 5, column 短视频社交影响力得分: '87.67'"
            ],
        ),
        ("figure_1_caption", ["'mean totals', as printed elsewhere"]),
        ("national_central_count", ["'Beijing', as listed", "'Shanghai', as listed"]),
        ("mean_rank_other", ["ranks:"]),
        ("video_order", ["none but the printed value"]),
        ("wuhan_far_above", ["wuhan_january_may: '500742', as printed"]),
    ],
)
def test_inputs_are_what_the_check_looks_at(id, expected):
    lines = inputs_of(find_claim(id), REPORT)
    heads = [line for line in lines if not line.startswith(" ")]
    assert [head.split(" media")[0] for head in heads][: len(expected)] == expected


def test_parts_of_an_interval_are_noted_by_their_labels():
    traced = TracedReport(REPORT)
    part = traced.scores["social"]["xian"]
    assert traced.parts["scores"] == []  # nothing is taken yet
    assert part.low == pytest.approx(46.015)
    assert traced.parts["scores"] == [("social", "xian")]


def test_a_traced_report_finds_what_the_report_finds():
    from analysis.ledger.judging import function_named

    for claim in REGISTER:
        if claim.recompute:
            name, *arguments = claim.recompute
            check = function_named(name)
            ours = check(REPORT, *arguments)
            theirs = check(TracedReport(REPORT), *arguments)
            one, other = getattr(ours, "value", ours), getattr(theirs, "value", theirs)
            assert one == other, claim.id
