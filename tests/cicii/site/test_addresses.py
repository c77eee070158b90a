import pytest

from analysis.paths import ROOT
from cicii.site.addresses import is_page, site_links
from compindex.errors import InputError


@pytest.mark.parametrize(
    ("link", "page", "expected"),
    [
        ("[a](docs/audit.md)", "index.md", "[a](docs/audit.md)"),
        ("[a](../docs/audit.md#b)", "data/README.md", "[a](../docs/audit.md#b)"),
        ("[a](../README.md)", "docs/zh.md", "[a](../index.md)"),
        ("[a](README.zh.md)", "index.md", "[a](docs/zh.md)"),
        ("[a](../data/processed)", "docs/audit.md", "[a](../data/README.md)"),
        (
            "[a](09_verify_report.ipynb)",
            "notebooks/x.ipynb",
            "[a](09_verify_report.ipynb)",
        ),
        (
            "[a](https://example.org/b.csv)",
            "index.md",
            "[a](https://example.org/b.csv)",
        ),
        ("[a](#b)", "index.md", "[a](#b)"),
    ],
)
def test_links_lead_to_the_pages_of_the_site(tmp_path, link, page, expected):
    assert site_links(link, page, tmp_path) == expected
    assert not list(tmp_path.iterdir())


def test_a_file_comes_along(tmp_path):
    got = site_links("see [`x`](../LICENSE).", "docs/audit.md", tmp_path)
    assert got == "see {download}`x <../files/LICENSE>`."
    assert (tmp_path / "files/LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_a_picture_comes_along_with_its_words(tmp_path):
    got = site_links(r"![a \] b](figures/fig1.svg)", "index.md", tmp_path)
    assert got == r"![a \] b](files/figures/fig1.svg)"
    assert (tmp_path / "files/figures/fig1.svg").is_file()


def test_a_text_from_another_folder_is_seen_from_the_page(tmp_path):
    link = "[a](../03_index_by_hand.ipynb)"
    page, written_in = "reference/g.md", "notebooks/solutions/a.ipynb"
    got = site_links(link, page, tmp_path, written_in)
    assert got == "[a](../notebooks/03_index_by_hand.ipynb)"


def test_a_link_that_leads_nowhere_is_refused(tmp_path):
    with pytest.raises(
        InputError, match="docs/audit.md: a link leads to docs/nothing.csv"
    ):
        site_links("[a](nothing.csv)", "docs/audit.md", tmp_path)


def test_solutions_are_no_pages_of_their_own():
    assert is_page("notebooks/03_index_by_hand.ipynb") and is_page("docs/audit.md")
    assert not is_page("notebooks/solutions/03_index_by_hand.ipynb")
    assert not is_page("data/synthetic/README.md")
