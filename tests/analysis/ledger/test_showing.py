import statistics

import pytest
from ledgers import LEDGER, SOCIAL

from analysis.ledger import showing

TABLE = LEDGER.reset_index()


def test_a_readable_ledger_rounds_and_keeps_words():
    got = showing.readable(TABLE)["recomputed"]
    assert got["mean_social"] == "59.9253" and got["charm_note"] == "at Shenzhen"


def test_a_shown_ledger_is_whole_and_set_to_the_left():
    html = showing.show(TABLE.head(3), without=["verdict"]).data
    assert LEDGER.iloc[0]["explanation"] in html
    assert "<th>verdict" not in html and "NaN" not in html
    assert html.count("text-align:left") == 5 + 1 + 3 * 6
    assert html.count("\n    <tr") == 1 + 3  # a row a line


def test_a_notebook_closes_with_what_does_not_hold_and_how_words_were_measured():
    table = TABLE.set_index("id", drop=False).loc[["mean_social", "levels_differ"]]
    html = showing.closing(table).data
    assert "2 statements: 1 contradicted, 1 inconsistent." in html
    assert table.loc["levels_differ", "criterion"] in html
    assert table.loc["mean_social", "explanation"] not in html
    assert "measured by" not in showing.closing(table.head(1)).data


def test_a_notebook_whose_statements_hold_closes_with_their_count_alone():
    held = TABLE[TABLE["verdict"] == "reproduced"].head(3)
    assert showing.closing(held).data == "<p>3 statements: 3 reproduced.</p>"


def test_the_headline_counts_by_verdict_and_grade():
    words = showing.headline(TABLE)
    found = TABLE.groupby(["verdict", "grade"]).size()
    assert words.startswith(f"{len(TABLE)} statements. ")
    numbers = found["contradicted", "number"]
    assert f"{numbers} numbers are contradicted: no reading" in words
    assert f"{found['inconsistent', 'caption']} captions" in words
    assert f"{found['reproduced', 'rounding']} only within the rounding" in words
    assert f"{found['unpublished', 'bounded']} of them bounded by print" in words
    counts = showing.counted(TABLE).set_index(["verdict", "grade"])["statements"]
    assert counts.to_dict() == found.to_dict()
    nothing = showing.headline(TABLE[TABLE["verdict"] == "reproduced"])
    assert "0 numbers are contradicted" in nothing


def test_distances_are_in_units_of_the_last_digit():
    got = showing.distances(TABLE)
    assert got.loc["mean_total", "value"] == pytest.approx((69.474 - 69.49) / 0.01)
    expected = (statistics.fmean(SOCIAL) - 58.86) / 0.01
    assert got.loc["mean_social", "value"] == pytest.approx(expected)
    reproduced = got[got["verdict"] == "reproduced"]
    assert (reproduced["low"] <= 0.5 + 1e-9).all()
    assert (reproduced["high"] >= -0.5 - 1e-9).all()


def test_a_name_is_no_markup():
    table = TABLE.head(1).assign(statement="<script>alert(1)</script>")
    assert "<script>alert(1)" not in showing.show(table).data
