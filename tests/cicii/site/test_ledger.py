import csv
import re
from html import unescape

import pytest

from analysis.paths import ROOT
from cicii.site.ledger import ledger_page
from cicii.summaries import read_ledger

LEDGER = read_ledger()


@pytest.fixture(scope="module")
def page():
    return ledger_page(LEDGER)


@pytest.fixture(scope="module")
def rows(page):
    """Take the rows of the page by their ids, as plain text."""
    found = {}
    for part in page.split('<tr id="')[1:]:
        id, _, rest = part.partition('" ')
        text = rest.partition(">")[2].partition("<tbody")[0].partition("</table>")[0]
        found[id] = " ".join(
            unescape(re.sub(r"<[^>]+>", " ", text.replace("<wbr>", ""))).split()
        )
    return found


def test_every_statement_has_an_address_in_the_order_of_the_report(rows):
    with (ROOT / "data/processed/claims.csv").open(encoding="utf-8") as file:
        assert list(rows) == [row["id"] for row in csv.DictReader(file)]


def test_a_row_says_everything_without_a_script(rows):
    for row in LEDGER:
        got = rows[row["id"]]
        names = (
            "statement",
            "published",
            "verdict",
            "grade",
            "explanation",
            "criterion",
        )
        for name in names:
            assert " ".join(row[name].split()) in got, (row["id"], name)
        assert f"notebook {row['notebook']}" in got
        assert row["printed_in"] in got and row["exhibit"] in got
        assert row["checked_by"].removeprefix("analysis.ledger.checks.") in got


def test_a_row_names_what_a_check_takes(rows):
    assert "From totals, computed and printed, Tables 2 and 3" in rows["mean_total"]
    assert "69.474" in rows["mean_total"] and "69.4708 to 69.4772" in rows["mean_total"]
    assert "cells of Table 8" in rows["chengdu_instagram"]
    assert "From another passage" in rows["gawc_name"]


def test_the_page_fetches_nothing_and_is_small(page):
    assert not re.search(r"(src|href)=[\"']?(https?:|//)", page)
    assert len(page.encode()) <= 200_000


def test_statements_can_be_filtered_by_all_that_is_asked(page):
    for name in ("verdict", "grade", "section", "exhibit"):
        (options,) = re.findall(rf"<select id={name} .*?</select>", page, re.DOTALL)
        listed = {unescape(one) for one in re.findall(r"<option>([^<]+)", options)}
        assert {row[name] for row in LEDGER if row[name]} <= listed


def test_names_are_escaped():
    row = LEDGER[0] | {"statement": "<script>alert(1)</script>"}
    assert "<script>alert(1)" not in ledger_page([row])
