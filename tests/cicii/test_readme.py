import re

import pytest

from analysis.paths import ROOT
from cicii import notebooks, readme, summaries

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {page: (ROOT / page).read_text(encoding="utf-8") for page in readme.PAGES}
MORE = ["CONTRIBUTING.md", "docs/running.md", "docs/media-export.md", "docs/cluster.md"]
MORE += ["docs/architecture.md", "compindex/README.md"]


def test_fill_replaces_only_between_its_markers():
    text = (
        "a <!-- begin x -->old\nold<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )
    assert (
        readme.fill(text, {"x": r"new \1"})
        == "a <!-- begin x -->\nnew \\1\n<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )


def test_links_are_written_as_seen_from_the_page():
    text = "[a](data/b.csv) ![c](figures/d.png) (e)"
    assert readme.links_from(".", text) == text
    got = readme.links_from("data", text)
    assert got == "[a](b.csv) ![c](../figures/d.png) (e)"
    outside = "[a](https://example.org/b.csv)"
    assert readme.links_from("data", outside) == outside


def test_pages_say_what_the_results_say():
    got = {
        path.relative_to(ROOT).as_posix(): text
        for path, text in readme.generated().items()
    }
    assert got == {page: text.encode() for page, text in PAGES.items()}


def test_every_generated_part_has_a_page():
    ledger = summaries.read_ledger()
    for names in (readme.parts(ledger), readme.parts_in_chinese(ledger)):
        for name in names:
            assert any(f"<!-- begin {name} -->\n" in text for text in PAGES.values()), (
                name
            )
    begun = {
        name
        for text in PAGES.values()
        for name in re.findall(r"<!-- begin (\w+) -->", text)
    }
    assert begun == {*readme.parts(ledger), *readme.parts_in_chinese(ledger)}


@pytest.mark.parametrize("page", [*readme.PAGES, *MORE])
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)\s#]+)[^)\s]*\)", text):
        if "://" not in link:
            assert ((ROOT / page).parent / link).exists(), link


def test_the_front_page_is_short_and_says_early_how_to_run():
    assert len(README.encode()) <= 10_000
    top, _, rest = README.partition("## Run it")
    assert "City International Communication Influence Index (CICII)" in top
    assert rest.lstrip().startswith("On Linux or macOS")
    lines = [line for line in top.splitlines() if line.strip()]
    assert len(lines) < 2 * 30, "two screens"


def test_the_front_page_announces_the_minutes_that_each_notebook_announces():
    rows = re.findall(r"\]\(notebooks/(\w+)\.ipynb\) \|.*\| (\d+) \|", README)
    expected = {}
    for path in notebooks.notebook_paths():
        opening = notebooks.cells(path)[0][1]
        minutes = re.search(r"\*\*(?:Time|用时)[:：]\*\* (\d+) ", opening)
        expected[path.stem] = minutes[1]
    assert dict(rows) == expected
