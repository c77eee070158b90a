import jinja2
import pandas as pd
import pytest

from cicii.pages import render, rows_of


def page(**values):
    """Write the page of a scenario with as little on it as there can be."""
    empty = {"headings": ["a"], "rows": []}
    given = {"title": "t", "question": "q", "edges": "85", "moved": 0}
    given |= {"synthetic": False, "other_tier": 0, "figures": [], "differing": []}
    given |= dict.fromkeys(["setting", "statements", "gone", "ranks"], empty)
    return render("what_changed.html", **given | values)


def test_a_page_is_whole_and_fetches_nothing():
    got = page()
    assert got.startswith("<!doctype html>") and got.endswith("</html>\n")
    assert "http" not in got and "<p>None.</p>" in got


@pytest.mark.parametrize("place", ["title", "question", "edges"])
def test_every_name_is_escaped(place):
    got = page(**{place: "<b> & more"})
    assert "&lt;b&gt; &amp; more" in got and "<b> &" not in got


def test_names_in_tables_and_lists_are_escaped():
    rows = rows_of(pd.DataFrame({"<i>": ["<script>"]}))
    got = page(ranks=rows, differing=["<u>.csv"])
    for text in ("&lt;i&gt;", "&lt;script&gt;", "&lt;u&gt;.csv"):
        assert text in got


def test_a_table_keeps_long_texts_and_leaves_missing_cells_empty():
    table = pd.DataFrame({"long_text": ["x" * 300], "number": [float("nan")]})
    got = page(ranks=rows_of(table))
    assert "x" * 300 in got and "<td></td>" in got and "nan" not in got.lower()
    assert "<th>long text</th>" in got


def test_a_value_that_is_missing_is_a_fault():
    with pytest.raises(jinja2.UndefinedError):
        render("synthetic.md", note="n", seed=1)


def test_a_specification_is_text_and_not_escaped():
    leaf = {"name": "a", "weight": 0.5, "reference": 1e6, "why": "Xi'an & others"}
    one = {"name": "b", "weight": 1, "leaves": [leaf]}
    got = render("index.yml", name="n", missing="error", decimal="", dimensions=[one])
    rule = "{method: log_reference, reference: 1000000}"
    assert f"{{name: a, weight: 0.5, standardize: {rule}}}  # Xi'an & others" in got
