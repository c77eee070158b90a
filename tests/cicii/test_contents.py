"""The table of contents: one row a notebook, and what follows from it."""

import json
import re

import pytest

from analysis.paths import ROOT
from analysis.report.register import read_register
from analysis.report.tables import TIDY
from cicii import books, contents, descriptors, imports
from cicii.notebooks import NOTEBOOKS, cells, notebook_paths
from compindex.errors import InputError

CLAIMS = read_register()


def code(book):
    """Give the code of a notebook."""
    found = cells(NOTEBOOKS / f"{book.name}.ipynb")
    return "\n".join(source for kind, source, _ in found if kind == "code")


def test_there_is_a_row_for_each_notebook_in_their_order():
    names = [book.name for book in books.BOOKS]
    assert names == [path.stem for path in notebook_paths()]
    assert {claim.notebook for claim in CLAIMS} <= {book.number for book in books.BOOKS}


def test_every_notebook_comes_after_those_whose_tables_it_reads():
    order = contents.in_running_order()
    assert sorted(order) == sorted(book.name for book in books.BOOKS)
    written = set()
    for name in order:
        (book,) = (one for one in books.BOOKS if one.name == name)
        assert set(contents.tidy_tables(book, CLAIMS)) <= written
        written |= {table.name for table in book.writes}


@pytest.mark.parametrize("book", books.BOOKS, ids=lambda book: book.name)
def test_a_notebook_writes_what_its_row_says(book):
    text = code(book)
    saved = re.findall(r'save_table\([^\n]*"(\w+)"\)', text)
    assert saved == [table.name for table in book.writes]
    figures = re.findall(r'save_figure\(\s*\w+, "fig(\d)"', text)
    assert sorted(map(int, figures)) == list(book.figures)


REST = [book for book in books.BOOKS if book is not books.FIRST]


@pytest.mark.parametrize("book", REST, ids=lambda book: book.name)
def test_a_notebook_reads_what_its_row_says(book):
    text = code(book)
    read = set(re.findall(r'read_processed\(\s*"(\w+)"', text))
    if "in_force(" in text:
        read |= set(books.INDEX)
    if book.number == "03b":
        read |= {"scores"}  # in `leaf_values`
    if "Report()" in text:
        read |= {"weights", "scores"}
    assert read == set(book.reads)


def test_no_notebook_waits_for_one_that_is_to_run_later():
    writer = {table.name: book for book in books.BOOKS for table in book.writes}
    waits = [
        (book.name, writer[name].name)
        for book in books.BOOKS
        for name in book.reads
        if writer[name].priority < book.priority
    ]
    assert waits == []


def test_a_notebook_rests_on_the_printed_tables_of_its_statements():
    assert set(TIDY) <= set(contents.printed_tables(books.FIRST, CLAIMS))
    for book in REST:
        printed = contents.printed_tables(book, CLAIMS)
        for claim in contents.judged(book, CLAIMS):
            assert set(claim.tables) <= set(printed)
        tidy = contents.tidy_tables(book, CLAIMS)
        assert {TIDY[number] for number in printed if number in TIDY} <= set(tidy)
        assert set(book.reads) <= set(tidy)
    ledger = next(book for book in books.BOOKS if book.number == "09")
    every = contents.printed_tables(ledger, CLAIMS)
    assert every == list(range(1, 14))


def test_the_accounts_concern_two_notebooks():
    resting = [
        book.number
        for book in books.BOOKS
        if "src/analysis/ranking/accounts.py" in imports.code_of(book.name)
    ]
    assert resting == ["07", "09"]


def test_exhibits_are_the_tables_and_figures_of_the_report_in_their_order():
    names = [f"Table {number}" for number in range(1, 14)]
    names += [f"Figure {number}" for number in range(1, 6)]
    assert list(contents.exhibits()) == names
    for exhibit, _ in contents.exhibits().values():
        assert (ROOT / contents.file_of(exhibit)).is_file()
    assert contents.figure_titles()[1] == "First and fifth tier compared"


def test_the_descriptor_follows_from_the_table():
    for path, content in descriptors.generated().items():
        assert path.read_bytes() == content


def test_a_table_without_described_columns_is_refused():
    package = json.loads(descriptors.DESCRIPTOR.read_text(encoding="utf-8"))
    package["resources"] = package["resources"][1:]
    with pytest.raises(InputError, match="the columns of cities are not described"):
        descriptors.filled(package)


def test_the_files_of_figures_are_those_that_are_published():
    named = [file for book in books.BOOKS for file in contents.figure_files(book)]
    figures = ROOT / "figures"
    there = [path for path in figures.rglob("*") if path.is_file()]
    assert sorted(named) == sorted(path.relative_to(ROOT).as_posix() for path in there)
    assert "figures/zh/fig5.svg" in named and "figures/fig4_cities.csv" in named
