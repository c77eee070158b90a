from collections import Counter

import pytest

from analysis import export, register
from analysis.paths import ROOT
from compindex.errors import InputError

ROW = {
    "statement": "One.",
    "published": "1",
    "recomputed": "1.00000001",
    "explanation": "Why.",
    "importance": None,
}
ROWS = [
    ROW | {"id": "a", "exhibit": "Table 8", "verdict": "reproduced"},
    ROW
    | {
        "id": "b",
        "exhibit": "Table 8",
        "verdict": "contradicted",
        "statement": "Two.",
        "importance": 2,
    },
    ROW | {"id": "c", "exhibit": "Figure 2", "verdict": "unpublished"},
    ROW
    | {
        "id": "d",
        "exhibit": "",
        "verdict": "contradicted",
        "statement": "Four.",
        "published": "",
        "importance": 1,
    },
]


def test_standing_counts_the_verdicts():
    assert (
        export.standing(ROWS, "Table 8") == "recomputed; 1 reproduced; 1 contradicted"
    )
    assert export.standing(ROWS, "Figure 2") == "reconstructed; 1 unpublished"
    assert export.standing(ROWS, "Table 7") == "input, as printed"


def test_summary_has_a_line_for_each_exhibit_and_each_contradiction_the_weightiest_first():
    lines = export.summary(ROWS).split("\n")
    assert [line.split("  ")[0].strip() for line in lines[:18]] == list(export.EXHIBITS)
    assert lines[-3:] == [
        "4 statements: 1 reproduced, 2 contradicted, 1 unpublished, 0 external",
        "  Four. Printed: -; found: 1",
        "  Two. Printed: 1; found: 1",
    ]


def test_every_exhibit_has_statements_and_every_statement_an_exhibit_or_none():
    ledger = export.read_ledger()
    assert {row["exhibit"] for row in ledger} == {*export.EXHIBITS, ""}
    assert [row["id"] for row in ledger] == [
        claim.id for claim in register.read_register()
    ]


def test_fill_replaces_only_between_its_markers():
    text = (
        "a <!-- begin x -->old\nold<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )
    assert (
        export.fill(text, {"x": r"new \1"})
        == "a <!-- begin x -->\nnew \\1\n<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )


def test_readme_says_what_the_results_say():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = export.blocks(export.read_ledger())
    assert all(f"<!-- begin {name} -->" in text for name in parts)
    assert export.fill(text, parts) == text


def test_readme_begins_with_the_counts():
    counts = Counter(row["verdict"] for row in export.read_ledger())
    got = export.blocks(export.read_ledger())
    assert (
        "| " + " | ".join(str(counts[verdict]) for verdict in export.VERDICTS) + " |"
        in got["verdicts"]
    )
    assert f"{counts.total()} statements" in got["verdicts"]
    assert got["contradictions"].count("\n") == 1 + counts["contradicted"]
    top = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert got["verdicts"] in top


def test_no_ledger_is_an_error(tmp_path):
    with pytest.raises(
        InputError,
        match="claims.csv: the file is missing; expected the results of `make reproduce`",
    ):
        export.read_ledger(tmp_path)
