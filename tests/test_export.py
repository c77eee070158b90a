from collections import Counter

import pytest

from analysis import export
from analysis.errors import InputError
from analysis.paths import ROOT

ROWS = [
    {"exhibit": "Table 8", "statement": "one", "published": "1", "recomputed": "1", "verdict": "reproduced"},
    {"exhibit": "Table 8", "statement": "two", "published": "2", "recomputed": "3", "verdict": "contradicted"},
    {"exhibit": "Figure 2", "statement": "three", "published": "", "recomputed": "", "verdict": "unpublished"},
]


def test_standing_counts_the_verdicts():
    assert export.standing(ROWS, "Table 8") == "recomputed; 1 of 2 statements reproduced; 1 contradicted"
    assert export.standing(ROWS, "Figure 2") == "reconstructed; monthly data never printed"
    assert export.standing(ROWS, "Table 7") == "input, as printed"


def test_summary_has_a_line_for_each_exhibit_and_each_contradiction():
    lines = export.summary(ROWS).split("\n")
    assert [line.split("  ")[0].strip() for line in lines[:18]] == list(export.EXHIBITS)
    assert lines[-2:] == [
        "Statements checked: 1 reproduced, 1 contradicted, 1 unpublished",
        "  Table 8, two: printed 2, recomputed 3",
    ]


def test_every_statement_belongs_to_an_exhibit():
    assert {row["exhibit"] for row in export.read_statements()} <= {*export.EXHIBITS, "Prose"}


def test_verdicts_found_so_far():
    """Pinned: these contradictions and no others. A change here is a finding, not a nuisance."""
    rows = export.read_statements()
    assert Counter(row["verdict"] for row in rows)["unpublished"] == 4
    assert [row["statement"] for row in rows if row["verdict"] == "contradicted"] == [
        "Instagram score of Shanghai",
        "members of tier 4 outside its band as stated",
        "mean total of the 15 cities",
        "mean social score of the 15 cities",
        "mean innovation score of the 15 cities",
        "coefficient of GDP with itself",
        "followers of @VisitBeijingcn alike in Table 9 and later ones",
        "posts of @VisitBeijingcn alike in Table 9 and later ones",
        "handle of Hangzhou's account alike in prose and tables",
    ]


def test_fill_replaces_only_between_its_markers():
    text = "a <!-- begin x -->old\nold<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    assert (
        export.fill(text, {"x": r"new \1"}) == "a <!-- begin x -->\nnew \\1\n<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )


def test_readme_says_what_the_results_say():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = export.blocks(export.read_statements())
    assert all(f"<!-- begin {name} -->" in text for name in parts)
    assert export.fill(text, parts) == text


def test_no_statements_is_an_error(tmp_path, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    with pytest.raises(InputError, match="make reproduce"):
        export.read_statements()
