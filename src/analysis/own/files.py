"""The results of an index of the user's own as files: a workbook, a page, tables,
pictures.
"""

import codecs
import os
from pathlib import Path

from analysis.own import sources
from analysis.own.summary import summary_of
from analysis.own.what_if_board import own_board
from analysis.paths import ROOT, from_checkout
from analysis.results import figure_bytes, table_bytes, write
from compindex.errors import InputError
from compindex.files import read_text
from compindex.publish.contents import TABLES
from compindex.publish.page import page_of
from compindex.publish.what_if_page import what_if_of
from compindex.publish.workbook import book_of
from compindex.result import Result

SOURCE = "source.txt"  # what the results were computed from
SUMMARY = "summary.txt"
PICTURES = ("ranks", "scores", "correlations")


def results_of(path: str | os.PathLike[str]) -> Path:
    """Name the folder of results after the source; refuse the name where the results of
    another source have it, and that source is still there.
    """
    source = Path(path).resolve()
    target = sources.INDICES / source.stem
    if not target.exists():
        return target
    try:
        before = read_text(target / SOURCE, "the source of these results").strip()
        free = (ROOT / before).resolve() == source or not (ROOT / before).exists()
    except InputError:
        before, free = "an unknown source", False
    if free:
        return target
    found = f"it holds the index of {before}"
    expected = "another name of your data, or that results folder removed"
    raise InputError(found, expected, from_checkout(target))


def source_line(path: str | os.PathLike[str]) -> bytes:
    """Write down what results were computed from; what lies in the checkout, from
    there, so that another checkout writes the same.
    """
    return os.fsencode(from_checkout(Path(path).resolve())) + b"\n"


def write_results(
    result: Result, path: str | os.PathLike[str], target: Path
) -> list[str]:
    """Write everything that is known of an index into a folder, and remove what an
    earlier run had more to say; list the files. A byte order mark tells Excel the
    encoding of a table.
    """
    tables, ending = result.tables(), ""
    if result.provenance == "synthetic":
        ending = "_synthetic"
    what_if = _what_if(result, ending)
    content = what_if | {
        f"index{ending}.xlsx": book_of(result),
        f"index{ending}.html": page_of(result, next(iter(what_if), "")).encode(),
        SUMMARY: (summary_of(result, tables) + "\n").encode(),
        SOURCE: source_line(path),
    }
    for name, table in tables.items():
        content[f"{name}{ending}.csv"] = codecs.BOM_UTF8 + table_bytes(table)
    content |= _pictures(result, ending)
    for file in _all_names() - set(content):
        (target / file).unlink(missing_ok=True)
    for file, whole in content.items():
        write(target / file, whole)
    return sorted(content)


def _what_if(result: Result, ending: str) -> dict[str, bytes]:
    """Write the page on which the weights are changed; of fewer than two units with all
    scores there is none, as there is no audit, which says why.
    """
    try:
        board = own_board(result, f"index{ending}.html")
    except InputError:
        return {}
    return {f"what-if{ending}.html": what_if_of(board).encode()}


def _pictures(result: Result, ending: str) -> dict[str, bytes]:
    """Draw the pictures of the last year."""
    found = {}
    for name in PICTURES:
        figure = getattr(result, f"plot_{name}")().figure
        for kind in ("png", "svg"):
            found[f"{name}{ending}.{kind}"] = figure_bytes(figure, kind)
    return found


def _all_names() -> set[str]:
    """List the files that any run may write."""
    files = {f"{name}.csv" for name in TABLES} | {"index.xlsx", "index.html"}
    files.add("what-if.html")
    files |= {f"{name}.{kind}" for name in PICTURES for kind in ("png", "svg")}
    both = {f"{Path(file).stem}_synthetic{Path(file).suffix}" for file in files}
    return files | both
