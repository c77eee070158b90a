import sys
from pathlib import Path

import pytest

from cicii.site import building
from compindex.errors import InputError


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Keep the site and what it is made from in a folder of the test."""
    monkeypatch.setattr(building, "SITE", tmp_path / "site")
    monkeypatch.setattr(building, "_WORK", tmp_path / "work")
    return tmp_path / "site"


def sphinx(code):
    """Give a Sphinx that writes one Chinese page and what is no part of the site."""

    def build(arguments):
        tree, pages = map(Path, arguments[-2:])
        assert (tree / "index.md").is_file() and {"-W", "-q"} <= {*arguments}
        (pages / "docs").mkdir(parents=True)
        (pages / "docs" / "zh.html").write_text('<html lang="en">', encoding="utf-8")
        (pages / ".buildinfo").write_text("", encoding="utf-8")
        return code

    return lambda: build


def test_a_whole_site_takes_the_place_of_an_earlier_one(site, monkeypatch, capsys):
    site.mkdir()
    (site / "old.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr(building, "_sphinx", sphinx(0))
    building.build_site()
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.*"))
    assert found == ["docs/zh.html", "ledger.html", "what-if.html"]
    assert (site / "docs/zh.html").read_text() == '<html lang="zh-CN">'
    assert capsys.readouterr().out.startswith("3 pages, ")


def test_an_earlier_site_stays_where_pages_have_faults(site, monkeypatch):
    site.mkdir()
    (site / "old.html").write_text("old", encoding="utf-8")
    monkeypatch.setattr(building, "_sphinx", sphinx(1))
    with pytest.raises(InputError, match="the site was not built"):
        building.build_site()
    assert [path.name for path in site.iterdir()] == ["old.html"]


def test_where_sphinx_is_missing_one_is_told_what_has_it(site, monkeypatch):
    monkeypatch.setitem(sys.modules, "sphinx.cmd.build", None)
    with pytest.raises(
        InputError, match="Sphinx is not installed here; expected .*site"
    ):
        building.build_site()
    assert not site.exists()
