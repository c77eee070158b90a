import io

import openpyxl
import pandas as pd
import pytest

from analysis.own import sources
from cicii import template_workbook
from cicii.__main__ import main

BOOK = template_workbook.workbook_bytes()


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A template, and results of its own."""
    # Named as the notebook names it.
    monkeypatch.setattr(sources, "INDICES", tmp_path / "index")
    main(["template", str(tmp_path / "my.xlsx")])
    return tmp_path / "my.xlsx"


def test_it_computes_as_it_stands(template, tmp_path, capsys):
    main(["index", str(template)])
    printed = capsys.readouterr().out
    assert (
        "Understood: 3 units, 2 years, 4 indicators in 3 levels, 1 value missing."
        in printed
    )
    index = pd.read_csv(tmp_path / "index" / "my" / "index.csv")
    assert len(index) == 6 and index["total"].between(0, 100).all()


def test_the_same_bytes_each_time_and_no_formula():
    assert template_workbook.workbook_bytes() == BOOK
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n"}


def test_it_offers_what_may_stand_there_and_says_what_it_is():
    book = openpyxl.load_workbook(io.BytesIO(BOOK))
    nodes = book["indicators"]
    headings = {cell.value: cell for cell in nodes[1]}
    offered = {
        str(rule.sqref).partition(":")[0].rstrip("0123456789"): rule.formula1
        for rule in nodes.data_validations.dataValidation
    }
    assert "log_reference" in offered[headings["rule"].column_letter]
    assert "geometric" in offered[headings["mean"].column_letter]
    assert headings["rule"].comment.text.startswith("How a value becomes a score")
    units = {row[0].value for row in book["data"].iter_rows(min_row=2)}
    assert units and all(name.endswith("(invented)") for name in units)
    assert len(book["settings"].data_validations.dataValidation) == 3


def test_a_name_that_is_taken_is_refused(template):
    before = template.read_bytes()
    with pytest.raises(
        SystemExit, match="my.xlsx: there is a file of this name; expected a new"
    ):
        main(["template", str(template)])
    assert template.read_bytes() == before
