import re
import shutil

import pytest

from cicii.exhibit_tables import files
from cicii.exhibit_tables.beside import ShownColumn, ShownTable, shown_tables
from cicii.exhibit_tables.texts import as_latex, as_markdown
from cicii.summaries import read_ledger
from compindex.errors import InputError

TABLES = shown_tables(read_ledger())
MARKDOWN, LATEX = as_markdown(TABLES), as_latex(TABLES)
AWKWARD = ShownTable(
    "Table 1",
    "50% & more",
    [ShownColumn("a_b", "printed", ["x|y", "#1_{2}^~\\", "*b*"])],
    [],
    "",
    "",
)
TEX = shutil.which("pdflatex")


def test_markdown_holds_every_cell():
    for table in TABLES:
        part = MARKDOWN.partition(f"## {table.name}. ")[2].partition("\n## ")[0]
        lines = [line for line in part.split("\n") if line.startswith("|")][2:]
        got = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]
        cells = [[cell.strip().replace("\\", "") for cell in row] for row in got]
        expected = zip(*(column.cells for column in table.columns), strict=True)
        assert cells == [list(row) for row in expected]


def test_a_statement_is_told_with_its_verdict():
    assert "Printed: 83.97; found: 83.7918. contradicted (number)." in MARKDOWN
    assert "Printed: 83.97; found: 83.7918. contradicted (number)." in LATEX


def test_no_cell_is_read_as_markdown():
    assert r"| x\|y |" in as_markdown([AWKWARD]) and r"\*b\*" in as_markdown([AWKWARD])


def test_no_cell_is_read_as_latex():
    got = as_latex([AWKWARD])
    assert r"50\% \& more" in got
    assert r"\#1\_\{2\}\textasciicircum{}\textasciitilde{}\textbackslash{}" in got


def test_latex_has_no_letter_that_it_may_not_know():
    assert {letter for letter in LATEX if ord(letter) > 126} <= set("é–’")


def test_rules_are_those_of_booktabs():
    assert LATEX.count("\\toprule") == LATEX.count("\\bottomrule") == 13
    assert "\\hline" not in LATEX and LATEX.count("\\begin{tabular}") == 13


def test_a_label_belongs_to_a_caption():
    assert len(re.findall(r"\\caption\{[^}]+\}\\label\{table-\d+\}", LATEX)) == 13


@pytest.mark.skipif(TEX is None, reason="there is no TeX: nothing was compiled")
@pytest.mark.parametrize("tables", [TABLES, [AWKWARD]], ids=["all", "awkward"])
def test_it_compiles(tables):
    assert files.compiled(as_latex(tables).encode()).startswith(b"%PDF")


@pytest.mark.skipif(TEX is None, reason="there is no TeX: nothing was compiled")
def test_what_does_not_compile_is_told():
    with pytest.raises(InputError, match="Undefined control sequence"):
        files.compiled(
            b"\\documentclass{article}\\begin{document}\\nothing\\end{document}"
        )
