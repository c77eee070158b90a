"""The five figures on the site: each with its words, and with what lies beside it."""

import functools
import json
from pathlib import Path

from cicii.books import BOOKS, BY_CITY
from cicii.contents import figure_titles
from cicii.measured import escaped
from cicii.notebooks import notebook_path
from cicii.readme import words_of_figure
from cicii.site.addresses import brought, download, site_links


def figure(number: int, page: str, tree: Path) -> str:
    """Show a figure on a page, with what lies beside it."""
    title = figure_titles()[number]
    drawn = brought(f"figures/fig{number}.svg", page, tree)
    words = escaped(words_of_figure(number, "en"))
    return "\n\n".join(
        [
            f"### Figure {number}. {title}",
            f"![{words}]({drawn})",
            files_beside(number, page, tree),
        ]
    )


def first_of(name: str) -> dict[str, str]:
    """Give the first picture of a notebook, as a file of the tree, with its words."""
    book = json.loads(notebook_path(name).read_text(encoding="utf-8"))
    words = [
        output["metadata"]["image/png"]["alt"]
        for cell in book["cells"]
        for output in cell.get("outputs", [])
        if "image/png" in output.get("data", {})
    ]
    return {"words": escaped(words[0]), "file": f"notebooks/{name}/01.png"}


def below(words: str, page: str, tree: Path) -> list[str]:
    """Say what lies beside a figure of the report, told by its alternative text."""
    number = _by_words().get(words)
    return [files_beside(number, page, tree)] if number else []


@functools.cache
def _by_words() -> dict[str, int]:
    """Give the numbers of the figures by their alternative texts in both languages."""
    return {
        words_of_figure(number, language): number
        for number in figure_titles()
        for language in ("en", "zh")
    }


def files_beside(number: int, page: str, tree: Path) -> str:
    """List what lies beside a figure: notebook, plotted numbers, provenance, pictures in
    both languages.
    """
    (book,) = (book for book in BOOKS if number in book.figures)
    files = {"plotted numbers": f"fig{number}.csv"}
    if number in BY_CITY:
        files["single cities"] = f"fig{number}_cities.csv"
    files["provenance"] = f"fig{number}.json"
    for ending in ("svg", "pdf", "png"):
        files[f"{ending.upper()}"] = f"fig{number}.{ending}"
        files[f"{ending.upper()} 中文"] = f"zh/fig{number}.{ending}"
    notebook = f"[notebook {book.number}](notebooks/{book.name}.ipynb)"
    links = [site_links(notebook, page, tree, "README.md")]
    links += [
        download(name, f"figures/{file}", page, tree) for name, file in files.items()
    ]
    return f"Figure {number}: {' · '.join(links)}"
