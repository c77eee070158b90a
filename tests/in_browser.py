"""The site in a real browser: `make test-site` builds it in two folders, and opens every
page from disk. Where there is no Chromium, what it would have shown is skipped aloud.
"""

import filecmp
import os
import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from checkouts import Checkout
from opened import Opened, browser, faults, started

__all__ = ["browser"]  # a fixture
WIDTHS = (390, 1280)


@pytest.fixture(scope="session")
def sites(tmp_path_factory):
    """Build the site in two checkouts that lie in different places."""
    names = ("one", "another/place")
    copies = [Checkout(tmp_path_factory.mktemp("site") / name) for name in names]
    processes = [copy.start("-m", "cicii", "site") for copy in copies]
    for process in processes:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    return [copy.folder / "build" / "site" for copy in copies]


@pytest.fixture(scope="session")
def site(sites):
    return sites[0]


def files(site):
    return sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())


def pages(site):
    return [site / path for path in files(site) if path.suffix == ".html"]


def test_two_builds_differ_in_no_byte(sites):
    one, other = sites
    assert files(one) == files(other)
    _, different, odd = filecmp.cmpfiles(one, other, files(one), shallow=False)
    assert not different and not odd


def test_the_site_is_small(site):
    sizes = {path: (site / path).stat().st_size for path in files(site)}
    assert sum(sizes.values()) <= 16e6
    assert sizes[Path("ledger.html")] <= 200e3


def test_formulas_are_mathml(site):
    text = (site / "notebooks/03_index_by_hand.html").read_text(encoding="utf-8")
    assert "<msub>" in text and "mathjax.js" not in text.lower()
    assert not re.search(r"\\\(|\$\$", re.sub(r"<pre>.*?</pre>", "", text, flags=re.S))


class Links(HTMLParser):
    """The links of a page, and the places in it that can be linked to."""

    def __init__(self, path):
        super().__init__()
        self.targets, self.places = [], set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.targets += [named[name] for name in ("href", "src") if named.get(name)]
        self.places |= {named[name] for name in ("id", "name") if named.get(name)}


def test_every_link_leads_somewhere(site):
    read = {path: Links(path) for path in pages(site)}
    broken = []
    for path, links in read.items():
        for target in links.targets:
            if re.match(r"[a-z]+:|#$", target):
                continue
            file, _, place = re.sub(r"\?[^#]*", "", target).partition("#")
            there = (
                Path(os.path.normpath(path.parent / unquote(file))) if file else path
            )
            if not there.is_file():
                broken.append(f"{path.name}: {target}")
            elif place and there in read and unquote(place) not in read[there].places:
                broken.append(f"{path.name}: {target}")
    assert not broken


def test_every_page_opens_from_disk(site, browser):
    """Open all pages before anything is told, so that one run tells everything. Axe takes
    its time: wide, where only the frame differs, it looks at the first pages.
    """
    left = [(path, width) for path in pages(site) for width in WIDTHS]

    def look(share):
        with started() as own:
            return [
                fault
                for path, width in share
                for fault in faults(
                    own, path, width, width == WIDTHS[0] or path.parent == site
                )
            ]

    with ThreadPoolExecutor() as pool:
        wrong = [
            fault
            for found in pool.map(
                look, (left[0::4] + left[1::4], left[2::4] + left[3::4])
            )
            for fault in found
        ]
    assert not wrong, "\n".join(wrong)


SPOILED = """<!doctype html><title>t</title><html lang=en><main><h1>a</h1>
<img src=none.png alt=a><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<p style="color:#ccc">too pale</p><div style="width:900px">wide</div>
<script src="https://127.0.0.1:9/a.js"></script></main>"""


def test_a_spoiled_page_is_found_out(tmp_path, browser):
    path = tmp_path / "spoiled.html"
    path.write_text(SPOILED)
    got = "\n".join(faults(browser, path, 390))
    for fault in ("asks for https://", "error: ", "broken picture: a", "without words"):
        assert fault in got
    assert "scrolls sideways" in got and "color-contrast" in got and "image-alt" in got


def test_the_ledger_is_filtered_and_searched(site, browser):
    page = Opened(browser, site / "ledger.html", 1280).page
    total = page.locator("tr[id]").count()
    assert page.locator("tr[id]:visible").count() == total
    page.select_option("#verdict", "contradicted")
    assert page.locator("tr[id]:visible").count() == 5
    assert page.inner_text("#shown") == f"5 of {total} statements"
    page.fill("#q", "shanghai instagram")
    assert page.locator("tr[id]:visible").count() == 1
    address = page.url
    page.reload()
    assert page.url == address and page.locator("tr[id]:visible").count() == 1
    page.click("button[type=reset]")
    page.wait_for_function("document.querySelector('#verdict').value === ''")
    assert page.locator("tr[id]:visible").count() == total
    page.select_option("#section", "2.6 Emerging platforms")
    page.select_option("#exhibit", "Table 8")
    page.select_option("#grade", "number")
    assert page.locator("tr[id]:visible").count() == 1


def test_an_address_shows_its_statement(site, browser):
    address = f"{(site / 'ledger.html').as_uri()}?verdict=external#mean_social"
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(address)
    box = page.locator("#mean_social").bounding_box()
    assert 0 <= box["y"] < 844


def test_without_scripts_the_ledger_is_whole(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((site / "ledger.html").as_uri())
    rows = page.locator("tr[id]")
    assert rows.count() == page.locator("tr[id]:visible").count() > 200
    assert not page.locator("form").is_visible()


def test_the_search_finds_a_page(site, browser):
    page = Opened(browser, site / "search.html", 1280).page
    page.goto(f"{(site / 'search.html').as_uri()}?q=leverage")
    page.wait_for_selector("ul.search li a")
    assert "06_regress_on_gdp" in page.locator("ul.search").inner_html()
