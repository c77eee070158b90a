import re

import pytest
from checkouts import Checkout

from analysis.paths import ROOT
from cicii.site import pictures, reference, sources


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tree")
    sources.write_sources(folder)
    return folder


def test_every_page_of_the_checkout_is_in_the_contents(tree):
    start = (tree / "index.md").read_text(encoding="utf-8")
    listed = {
        line
        for part in re.findall(r"```\{toctree\}(.*?)```", start, re.DOTALL)
        for line in part.splitlines()
        if line and not line.startswith(":")
    }
    pages = {
        path.relative_to(tree).with_suffix("").as_posix()
        for end in ("md", "ipynb")
        for path in tree.rglob(f"*.{end}")
        if "files" not in path.relative_to(tree).parts
    }
    assert listed == pages - {"index"}


def test_the_first_page_shows_the_five_figures_and_the_digest(tree):
    start = (tree / "index.md").read_text(encoding="utf-8")
    for number in range(1, 6):
        assert f"### Figure {number}. " in start
        assert f"](files/figures/fig{number}.svg)" in start
    assert f"\n{sources.digest()}\n" in start
    assert "City International Communication Influence Index" in start


def test_no_marker_of_a_generated_part_is_left(tree):
    for path in tree.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<!-- (begin|end) \w", text), path


def test_the_digest_changes_with_any_source_and_with_nothing_else(tmp_path):
    checkout = Checkout(tmp_path / "checkout")
    before = ask_digest(checkout)
    assert before == sources.digest()
    (checkout.folder / "build").mkdir()
    (checkout.folder / "build" / "a.txt").write_text("a")
    assert ask_digest(checkout) == before
    with (checkout.folder / "data/raw/table03_index.csv").open("a") as file:
        file.write("\n")
    assert ask_digest(checkout) != before


def ask_digest(checkout):
    process = checkout.start("-m", "cicii", "site", "--digest")
    return process.communicate()[0].strip()


def test_the_glossary_is_that_of_the_first_notebook(tmp_path):
    got = reference.glossary("reference/glossary.md", tmp_path)
    assert got.startswith("# Glossary\n") and "| `synthetic` |" in got
    assert "媒体传播指数" in got and "\n## " in got


def test_the_library_is_described_by_all_its_public_names():
    import compindex

    got = reference.public_names()
    for name in compindex.__all__:
        assert re.search(rf"auto(function|class|exception):: compindex\.{name}\n", got)
    assert "autofunction:: compindex.robustness.pairs." in reference.pieces()


def test_the_citation_has_the_version_of_the_project(tmp_path):
    got = reference.citation("reference/cite.md", tmp_path, "abc")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    (version,) = re.findall(r'^version = "(.+)"$', text, re.MULTILINE)
    assert (
        f"version = {{{version}}}" in got
        and "@software{" in got
        and "{state abc}" in got
    )


def test_nothing_of_a_text_is_read_as_markup():
    assert pictures.escaped("a_b [c] $d$ <e>") == r"a\_b \[c\] \$d\$ \<e\>"
