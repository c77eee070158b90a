import html.parser
import re

import pandas as pd
import pytest
from published import FEW, NAMES, RESULT, SINGLE, SPEC, VALUES

import compindex
from compindex.publish import page

PAGE = page.page_of(RESULT)


class Parser(html.parser.HTMLParser):
    """Gathers tags, and text."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.words = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


READ = Parser(PAGE)


def test_it_is_well_formed_and_asks_for_nothing():
    assert READ.open == []
    assert not re.search(r"https?:|src=|@import|<script|<link", PAGE)
    policy = next(
        given["content"]
        for tag, given in READ.tags
        if tag == "meta" and "http-equiv" in given
    )
    assert policy.startswith("default-src 'none'")


def test_names_are_escaped_and_every_unit_has_its_profile():
    assert "<b>Bari</b>" not in PAGE and "&lt;b&gt;Bari" in PAGE
    assert sum(tag == "summary" for tag, _ in READ.tags) >= len(NAMES)
    text = "".join(READ.words)
    assert all(name in text for name in NAMES)


def test_the_ranking_is_that_of_the_index():
    index = RESULT.index_table()
    last = index[index["year"] == 2021]
    start = PAGE.index('id="ranking"')
    places = [
        PAGE.index(f'scope="row">{name}<', start) for name in escaped(last["unit"])
    ]
    assert places == sorted(places)


def escaped(names):
    return [name.replace("<", "&lt;").replace(">", "&gt;") for name in names]


def test_the_same_page_each_time_and_sections_for_everything():
    assert page.page_of(RESULT) == PAGE
    for section in (
        "ranking",
        "tiers",
        "profiles",
        "pairs",
        "correlations",
        "weights",
        "choices",
    ):
        assert f'id="{section}"' in PAGE


def test_what_is_made_up_says_so_first():
    text = page.page_of(SINGLE)
    assert text.index("SYNTHETIC") < text.index('id="ranking"')


def test_without_an_audit_there_is_a_page_all_the_same():
    plain = {"name": "m", "root": {"name": "total", "children": [{"name": "a"}]}}
    lone = compindex.build(plain, VALUES.xs(2020, level="year").head(1))
    text = page.page_of(lone)
    assert "No audit of total" in text and "There is no audit" in text


def test_a_scenario_shows_what_it_changes():
    other = compindex.under(RESULT, {"question": "Only c?", "weights": {"reach": 0}})
    text = page.page_of(other)
    assert "A scenario: Only c?" in text and 'id="changed"' in text


@pytest.mark.parametrize(
    ("limit", "words"), [("_PROFILES", "too many units"), ("_MATRIX", "")]
)
def test_what_would_be_too_long_is_left_to_the_workbook(monkeypatch, limit, words):
    monkeypatch.setattr(page, limit, 3)
    text = page.page_of(RESULT)
    assert words in text
    assert ('class="square"' in text) == (limit != "_MATRIX")


def test_gaps_show_as_such():
    lacking = VALUES.xs(2020, level="year").copy()
    lacking.loc["Oslo"] = float("nan")
    result = compindex.build(SPEC, lacking, simulation=FEW)
    assert pd.isna(result.ranks.loc["Oslo", "rank"])
    assert "Oslo" in page.page_of(result)
