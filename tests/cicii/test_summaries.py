import pytest

from analysis.paths import ROOT
from analysis.report import register
from cicii import summaries
from cicii.contents import exhibits
from compindex.errors import InputError

ROW = {
    "statement": "One.",
    "published": "1",
    "recomputed": "1.00000001",
    "explanation": "Why.",
    "importance": None,
}
ROWS = [
    ROW | {"id": "a", "exhibit": "Table 8", "verdict": "reproduced", "grade": "digit"},
    ROW
    | {
        "id": "b",
        "exhibit": "Table 8",
        "verdict": "contradicted",
        "grade": "number",
        "statement": "Two.",
        "importance": 2,
    },
    ROW | {"id": "c", "exhibit": "Figure 2", "verdict": "unpublished", "grade": "open"},
    ROW
    | {
        "id": "d",
        "exhibit": "",
        "verdict": "contradicted",
        "grade": "number",
        "statement": "Four.",
        "published": "",
        "importance": 1,
    },
]


def test_standing_counts_the_verdicts():
    assert (
        summaries.standing(ROWS, "Table 8")
        == "recomputed; 1 reproduced; 1 contradicted"
    )
    assert summaries.standing(ROWS, "Figure 2") == "reconstructed; 1 unpublished"
    assert summaries.standing(ROWS, "Table 7") == "input, as printed"


def test_summary_has_a_line_for_each_exhibit_and_each_contradiction_the_weightiest_first():
    lines = summaries.summary(ROWS).split("\n")
    assert [line.split("  ")[0].strip() for line in lines[:18]] == list(exhibits())
    assert lines[19].startswith(
        "4 statements. 2 numbers are contradicted: no reading of"
    )
    assert lines[-2:] == [
        "  Four. Printed: -; found: 1",
        "  Two. Printed: 1; found: 1",
    ]


def test_every_exhibit_has_statements_and_every_statement_an_exhibit_or_none():
    ledger = summaries.read_ledger()
    assert {row["exhibit"] for row in ledger} == {*exhibits(), ""}
    assert [row["id"] for row in ledger] == [
        claim.id for claim in register.read_register()
    ]


def test_no_ledger_is_an_error(tmp_path):
    with pytest.raises(
        InputError,
        match="claims.csv: the file is missing; expected the results of `make reproduce`",
    ):
        summaries.read_ledger(tmp_path)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            lambda text: text.replace("statement,", "sentence,", 1),
            "row 2: no cell under",
        ),
        (lambda text: text.splitlines()[0], "no statements"),
        (lambda text: "", "no statements"),
        (lambda text: text.replace(",reproduced,", ",proved,"), "the verdict 'proved'"),
        (
            lambda text: text.replace(",reproduced,digit", ",reproduced,order"),
            "the grade",
        ),
        (lambda text: text.strip() + ",more\n", "more cells than columns"),
    ],
)
def test_a_damaged_ledger_is_refused(tmp_path, change, expected):
    text = (ROOT / "data/processed/claims.csv").read_text(encoding="utf-8")
    (tmp_path / "data/processed").mkdir(parents=True)
    file = tmp_path / "data/processed/claims.csv"
    file.write_text(change(text), encoding="utf-8")
    with pytest.raises(InputError, match=expected) as error:
        summaries.read_ledger(tmp_path)
    assert "\n" not in str(error.value)
