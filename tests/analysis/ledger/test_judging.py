"""The verdicts: every one pinned, the register and its functions found both ways."""

import ast
import json
import re
from collections import Counter

import pandas as pd
import pytest
from ledgers import CONTRADICTED, INCONSISTENT, LEDGER, REGISTER

from analysis.ledger import judging
from analysis.ledger.sample import Report
from analysis.paths import RAW, ROOT
from analysis.report.register import REGISTER as FILE
from analysis.report.register import find_claim
from analysis.report.tables import TIDY, Cells
from compindex.errors import InputError

CALLS = [
    call
    for claim in REGISTER
    for call in (claim.recompute, claim.cause, claim.note)
    if isinstance(call, list)
]


def defined(path):
    """List the functions of a module that others may call."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    names = [part.name for part in body if isinstance(part, ast.FunctionDef)]
    return [name for name in names if not name.startswith("_")]


def test_every_verdict_is_pinned():
    """A change here is a finding, not a nuisance: say in the commit what was found."""
    pinned = pd.read_csv(
        ROOT / "tests" / "verdicts.csv", dtype=str, keep_default_na=False
    )
    got = LEDGER.reset_index()[["id", "published", "verdict", "grade"]]
    pd.testing.assert_frame_equal(got.astype(object), pinned.astype(object))


def test_a_function_that_judges_has_its_name_to_itself_and_a_statement_that_needs_it():
    names = Counter(
        name for path in judging.CHECKS.glob("*.py") for name in defined(path)
    )
    assert [name for name, times in names.items() if times > 1] == []
    # What no statement names is used by another function.
    text = "".join(
        path.read_text(encoding="utf-8") for path in judging.CHECKS.glob("*.py")
    )
    for name in set(names) - {call[0] for call in CALLS}:
        assert len(re.findall(rf"\b{name}\(", text)) > 1, name


def test_ids_and_functions_are_found_by_grep_both_ways():
    text = FILE.read_text(encoding="utf-8")
    for claim in REGISTER:
        if claim.recompute:
            name = claim.recompute[0]
            entry = text.partition(f"- id: {claim.id}\n")[2].partition("- id: ")[0]
            assert f"recompute: [{name}" in entry
            place = judging.module_of(name)
            assert f"\ndef {name}(" in place.read_text(encoding="utf-8")
            checked_by = f"analysis.ledger.checks.{place.stem}:{name}"
            assert LEDGER.loc[claim.id, "checked_by"] == checked_by
        else:
            assert LEDGER.loc[claim.id, "checked_by"] == ""


def test_a_function_that_is_not_there_is_refused():
    claim = find_claim("mean_total").model_copy(update={"recompute": ["mean_of_all"]})
    with pytest.raises(InputError, match="claims.yml: no function 'mean_of_all'"):
        judging.recompute(claim, Report())


class RecordedReport(Report):
    """A report that remembers which tidy tables were asked for."""

    def table(self, name):
        self.__dict__.setdefault("asked", set()).add(name)
        return super().table(name)


class RecordedCells(Cells):
    """Printed tables that remember which were asked for."""

    def table(self, number):
        self.__dict__.setdefault("asked", set()).add(number)
        return super().table(number)


@pytest.mark.parametrize("claim", REGISTER, ids=lambda claim: claim.id)
def test_statements_rest_on_the_tables_they_name(claim):
    """Tables 9 to 13 are read as one."""
    report = RecordedReport(cells=RecordedCells(), claims=REGISTER)
    judging.judge(claim, report)
    tidy = report.__dict__.get("asked", set())
    cells = report.cells.__dict__.get("asked", set())
    read = cells | {number for number, name in TIDY.items() if name in tidy}
    accounts = set(range(9, 14))
    if claim.recompute:
        assert read - accounts == set(claim.tables) - accounts
        assert bool(read & accounts) == bool(accounts & set(claim.tables))


def test_contradictions_are_explained_and_ordered():
    ordered = {claim.id: claim.importance for claim in REGISTER if claim.importance}
    assert set(ordered) == CONTRADICTED
    assert sorted(ordered.values()) == list(range(1, len(ordered) + 1))
    for id in CONTRADICTED | INCONSISTENT:
        assert find_claim(id).cause and len(LEDGER.loc[id, "explanation"]) > 60, id


def test_what_is_not_settled_has_its_reason():
    left = LEDGER[LEDGER["verdict"].isin(["unpublished", "external"])]
    assert left["explanation"].str.len().min() > 30


def test_every_grade_that_asks_for_an_explanation_has_one():
    asks = ["rounding", "some_readings", "necessary", "wording", "two_printings"]
    rows = LEDGER[LEDGER["grade"].isin([*asks, "caption", "layout", "bounded"])]
    assert len(rows) > 60 and rows["explanation"].str.len().min() > 30


def test_what_holds_shows_what_was_found():
    """No row says only that it holds; a row of words shows both sides."""
    rows = LEDGER[LEDGER["checked_by"] != ""]
    assert (rows["recomputed"] != "").all()
    assert not rows["recomputed"].str.contains("hold").any()


def test_what_is_external_says_where_to_look_it_up_or_that_nobody_did():
    for id, row in LEDGER[LEDGER["verdict"] == "external"].iterrows():
        source = row["source"]
        years = re.search(r"\b(19|20)\d\d\b", source)
        assert years or "looked up" in source, id
        assert "http" not in source and source in row["explanation"], id


def test_a_word_is_judged_by_a_criterion_that_is_said():
    worded = LEDGER[LEDGER["grade"] == "wording"]
    relations = worded["kind"] == "relation"  # two passages of the prose
    assert (worded.loc[~relations, "criterion"] != "").all()
    for _, row in worded[~relations].iterrows():
        assert f"Criterion: {row['criterion']}." in row["explanation"]


def test_a_printed_value_that_changed_is_refused():
    claim = find_claim("total_wuhan").model_copy(update={"published": "89.75"})
    expected = "claims.yml: total_wuhan: '89.75', but row 2, column 总得分 of Table 3 has '89.57'"
    with pytest.raises(InputError, match=expected):
        judging.recompute(claim, Report())
    with pytest.raises(InputError, match="Table 3 has None"):
        cell = {"cell": [3, 20, "总得分"]}
        judging.recompute(claim.model_copy(update=cell), Report())


def test_only_the_statements_of_a_notebook():
    got = judging.judge_all(notebook="06")
    own = [claim.id for claim in REGISTER if claim.notebook == "06"]
    assert got["id"].to_list() == own
    pd.testing.assert_frame_equal(got.set_index("id"), LEDGER.loc[own])


def test_each_notebook_closes_with_the_statements_it_covers():
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        # The audit covers none of its own: it takes up orderings and sets that other
        # notebooks cover.
        number = path.stem[:2]
        closing = f'notebook=\\"{number}\\"'
        if number == "08":
            closing = "ids=orderings.STATED"
        if path.stem.startswith(("00", "05b", "09", "10", "11")):
            continue  # one shows all of them, the others are about none
        assert closing in path.read_text(encoding="utf-8")


def test_notebook_09_shows_each_statement_once_and_is_small():
    path = ROOT / "notebooks" / "09_verify_report.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    html = "".join(
        "".join(out["data"].get("text/html", "")) for out in outputs if "data" in out
    )
    shown = Counter(re.findall(r"<th style=[^>]*>(\w+)</th><td", html))
    assert {id: shown[id] for id in LEDGER.index} == dict.fromkeys(LEDGER.index, 1)
    assert path.stat().st_size < 250_000


def test_the_ledger_says_what_the_register_says():
    for claim in REGISTER:
        for name in ("section", "kind", "interpretive", "exhibit", "notebook"):
            assert LEDGER.loc[claim.id, name] == getattr(claim, name)
    places = LEDGER["printed_in"]
    assert places["total_wuhan"] == "Table 3, row 2, column 总得分"
    assert places["mean_total"] == places["figure_1_caption"] == "prose of section 2.1"
    assert places["steps"] == "Table 4"


def test_a_full_ledger_reads_each_file_once(monkeypatch):
    from analysis import results
    from analysis.report import register, tables

    read = Counter()

    def counted(function):
        def call(path, *arguments, **options):
            read[str(path)] += 1
            return function(path, *arguments, **options)

        return call

    for module, name in (
        (tables, "read_sheets"),
        (results, "read_csv"),
        (register, "read_text"),
    ):
        monkeypatch.setattr(module, name, counted(getattr(module, name)))
    judging.judge_all()
    assert set(read.values()) == {1}
    printed = {path for path in read if path.startswith(str(RAW))} - {str(FILE)}
    cells = {claim.cell[0] for claim in REGISTER if claim.cell}
    assert cells < {int(path.removeprefix(f"{RAW}/table")[:2]) for path in printed}
    assert len(read) == len(printed) + len(set(TIDY.values())) + 1
