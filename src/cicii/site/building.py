"""The site, built in `build`: the pages that Sphinx makes, the ledger, and the page on which
weights are changed."""

import gc
import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from analysis.paths import BUILD, ROOT, from_checkout
from cicii import summaries
from cicii.site.ledger import ledger_page
from cicii.site.sources import write_sources
from cicii.site.stored import stored_what_if
from compindex.errors import InputError

SITE = BUILD / "site"
_WORK = BUILD / "site-work"
# What Sphinx and the theme leave for other builds and for those who mend them.
_NO_PART = (".buildinfo", "objects.inv", "_static/*.html", "_static/**/*.map")


def build_site() -> None:
    """Build the site, and put it in the place of an earlier one once it is whole."""
    start = time.perf_counter()
    _sphinx()
    tree, pages = _WORK / "sources", _WORK / "pages"
    shutil.rmtree(_WORK, ignore_errors=True)
    write_sources(tree)
    _run_sphinx(tree, pages)
    ledger = ledger_page(summaries.read_ledger())
    (pages / "ledger.html").write_text(ledger, encoding="utf-8")
    (pages / "what-if.html").write_text(stored_what_if(), encoding="utf-8")
    _tell_language(pages)
    for pattern in _NO_PART:
        for path in pages.glob(pattern):
            path.unlink()
    shutil.rmtree(SITE, ignore_errors=True)
    os.replace(pages, SITE)
    shutil.rmtree(_WORK)
    print(_told(time.perf_counter() - start))


def _sphinx() -> Callable[[list[str]], int]:
    """Find Sphinx, which only the environment of the site has."""
    try:
        from sphinx.cmd.build import build_main
    except ModuleNotFoundError:
        expected = "the environment that `make site` sets up, .venv-site"
        raise InputError("Sphinx is not installed here", expected) from None
    return build_main


def _run_sphinx(tree: Path, pages: Path) -> None:
    """Let Sphinx write the pages; a warning is an error."""
    folders = [str(tree), str(pages)]
    settings = ["-c", str(ROOT / "docs"), "-d", str(_WORK / "doctrees")]
    # Trees of thousands of nodes are walked for garbage again and again: a quarter of
    # the time, for 150 MB.
    gc.disable()
    try:
        wrong = _sphinx()(["-q", "-W", "--keep-going", *settings, *folders])
    finally:
        gc.enable()
    if wrong:
        expected = "pages without a warning; an earlier site was left as it was"
        raise InputError("the site was not built, for the reasons above", expected)


def _tell_language(pages: Path) -> None:
    """Say of the Chinese pages that they are; Sphinx knows one language for all."""
    for path in (*pages.glob("docs/*zh.html"), *pages.glob("notebooks/*zh_*.html")):
        text = path.read_text(encoding="utf-8")
        told = text.replace('<html lang="en"', '<html lang="zh-CN"', 1)
        path.write_text(told, encoding="utf-8")


def _told(seconds: float) -> str:
    """Say what was built."""
    files = [path for path in SITE.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files) / 1e6
    pages = sum(path.suffix == ".html" for path in files)
    place = from_checkout(SITE / "index.html")
    return f"{pages} pages, {size:.1f} MB, in {seconds:.1f} s. Open {place}"
