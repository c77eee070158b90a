"""Links of the checkout's pages, as they lead on the site: to another page, to a file
that comes along, or to the page that stands for a folder.
"""

import os
import re
import shutil
from pathlib import Path

from analysis.paths import ROOT
from compindex.errors import InputError

# Pages of the checkout that are pages of the site, beside notebooks and `docs`.
PAGES = (
    "CONTRIBUTING.md",
    "benchmarks/README.md",
    "compindex/README.md",
    "data/README.md",
)
_FOLDERS_OF_PAGES = (("notebooks", ".ipynb"), ("docs", ".md"))
# What stands on the site for a place of the checkout that is no page there.
_INSTEAD = {
    "README.md": "index.md",
    "README.zh.md": "docs/zh.md",
    "figures": "index.md#the-five-figures",
    "figures/zh": "index.md#the-five-figures",
    "data/processed": "data/README.md",
    "notebooks/solutions": "notebooks/01_clean_data.ipynb",
}
_LINK = re.compile(r"(!?)\[((?:\\.|[^\]\\\n])*)\]\(([^)\s]+)\)")


def is_page(place: str) -> bool:
    """Tell whether a file of the checkout is a page of the site."""
    path = Path(place)
    folder = path.parent.as_posix()
    return place in PAGES or (folder, path.suffix) in _FOLDERS_OF_PAGES


def site_links(text: str, page: str, tree: Path, written_in: str = "") -> str:
    """Write the links of a page as they lead on the site, and bring along the files to
    which they lead; the text may come from another folder than that of the page. A link
    that leads nowhere is a fault.
    """
    home = os.path.dirname(written_in or page)

    def seen(link: re.Match) -> str:
        shows, words, (target, mark, part) = link[1], link[2], link[3].partition("#")
        if not target or "://" in target:
            return link[0]
        place = Path(os.path.normpath(os.path.join(home, target))).as_posix()
        if shows:
            return f"![{words}]({brought(place, page, tree)})"
        if place in _INSTEAD:
            return f"[{words}]({_from(page, _INSTEAD[place])})"
        if is_page(place):
            return f"[{words}]({_from(page, place)}{mark}{part})"
        return download(words, place, page, tree)

    return _LINK.sub(seen, text)


def download(words: str, place: str, page: str, tree: Path) -> str:
    """Bring a file of the checkout along, and write a link to it from a page."""
    seen = brought(place, page, tree)
    return f"{{download}}`{words.replace('`', '')} <{seen}>`"


def brought(place: str, page: str, tree: Path) -> str:
    """Bring a file of the checkout along, and say where it lies as seen from a page."""
    if not (ROOT / place).is_file():
        found = f"a link leads to {place}, which is not there"
        raise InputError(found, "a file of the checkout", file=page)
    copy = tree / "files" / place
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / place, copy)
    return _from(page, f"files/{place}")


def _from(page: str, place: str) -> str:
    """Write a place as it is seen from a page."""
    return Path(os.path.relpath(place, os.path.dirname(page) or ".")).as_posix()
