import re

import pytest

from analysis.paths import ROOT
from cicii import notebooks, readme, summaries
from compindex.errors import InputError

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = {page: (ROOT / page).read_text(encoding="utf-8") for page in readme.PAGES}
MORE = ["CONTRIBUTING.md", "docs/running.md", "docs/media-export.md", "docs/cluster.md"]
MORE += ["docs/architecture.md", "compindex/README.md"]


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
    english = {*readme.PAGES} - {"README.zh.md", "docs/zh.md"}
    for pages, parts in (
        (english, readme.parts(ledger)),
        ({*readme.PAGES} - english, readme.parts_in_chinese(ledger)),
    ):
        named = [name for page in pages for name in readme.PAGES[page]]
        assert sorted(named) == sorted(parts)


def test_the_pages_are_without_fault():
    assert readme.faults() == []


@pytest.fixture
def pages(monkeypatch, tmp_path):
    """Copy the pages to where tests may change them."""
    for page in PAGES:
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / page).write_text(PAGES[page], encoding="utf-8")
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    return tmp_path


def test_missing_and_unreadable_pages_and_wrong_markers_are_told_together(pages):
    (pages / "README.zh.md").unlink()
    (pages / "docs/audit.md").write_bytes("a".encode("utf-16"))
    text = PAGES["docs/exhibits.md"].replace("end exhibits", "end exhibit")
    (pages / "docs/exhibits.md").write_text(text, encoding="utf-8")
    (pages / "docs/new.md").write_text("<!-- begin found -->\n", encoding="utf-8")
    got = " ".join(str(error) for error in readme.faults())
    for words in (
        "README.zh.md: the file is missing",
        "docs/audit.md: cannot be read (byte 1 is not UTF-8)",
        "'<!-- end exhibit -->' is no marker of this page",
        "docs/exhibits.md: the marker '<!-- end exhibits -->' is missing",
        "docs/new.md, row 1: a marker in a page without generated parts",
    ):
        assert words in got


def test_a_page_with_a_wrong_marker_is_not_written(pages, monkeypatch):
    monkeypatch.setattr(readme, "parts_in_chinese", lambda _: {})
    text = PAGES["README.md"].replace("begin found", "begin fund")
    (pages / "README.md").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="README.md, row .*nearest: <!-- begin found"):
        readme.generated()


@pytest.mark.parametrize("content", ["[]", "{", "{}", '{"alternative_text": 7}'])
def test_words_of_a_damaged_figure_are_an_error(monkeypatch, tmp_path, content):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "fig5.json").write_text(content)
    monkeypatch.setattr(readme, "ROOT", tmp_path)
    with pytest.raises(InputError, match="fig5.json: cannot be read"):
        readme.words_of_figure(5, "en")


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
