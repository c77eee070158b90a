"""The tree of pages that Sphinx reads, written from what is stored in the checkout."""

import hashlib
import re
import shutil
from pathlib import Path

from analysis.paths import ROOT, from_checkout, sha256
from cicii import readme, summaries
from cicii.contents import figure_titles
from cicii.exhibit_tables.files import files_to_take
from cicii.notebooks import notebook_paths
from cicii.pages import render
from cicii.site import pictures, reference
from cicii.site.addresses import PAGES, site_links
from cicii.site.chapters import Chapter
from cicii.site.dictionary import dictionary

# What results, texts and pages come from.
_FOLDERS = (
    *("benchmarks", "compindex", "data", "docs", "figures", "notebooks"),
    *("requirements", "scenarios", "specifications", "src"),
)
_FILES = ("CITATION.cff", "CONTRIBUTING.md", "README.md", "README.zh.md", "Snakefile")
_GENERATED = re.compile(r"<!-- (begin|end) \w+ -->\n?")


def digest() -> str:
    """Give one digest over all files that results, texts and pages come from."""
    paths = [ROOT / name for name in _FILES]
    for folder in _FOLDERS:
        paths += [path for path in (ROOT / folder).rglob("*") if _counts(path)]
    lines = [f"{sha256(path)}  {from_checkout(path)}\n" for path in paths]
    lines.sort(key=lambda line: line.split("  ", 1)[1])
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _counts(path: Path) -> bool:
    """Tell whether a file belongs to the checkout: no bytecode, nothing hidden."""
    parts = path.relative_to(ROOT).parts
    made = any(part.startswith((".", "__pycache__")) for part in parts)
    return path.is_file() and not made


def write_sources(tree: Path) -> None:
    """Write all pages into an empty folder."""
    shutil.rmtree(tree, ignore_errors=True)
    for path in notebook_paths():
        Chapter(path, tree).write()
    docs = [from_checkout(path) for path in sorted((ROOT / "docs").glob("*.md"))]
    for page in (*PAGES, *docs):
        text = (ROOT / page).read_text(encoding="utf-8")
        _write(tree, page, site_links(_GENERATED.sub("", text), page, tree))
    page = "data/README.md"
    tables = f"{(tree / page).read_text(encoding='utf-8')}\n{dictionary(page, tree)}\n"
    _write(tree, page, tables)
    page = "reference/glossary.md"
    _write(tree, page, reference.glossary(page, tree))
    _write(tree, "reference/compindex.md", reference.public_names())
    _write(tree, "reference/audit.md", reference.pieces())
    page = "reference/cite.md"
    _write(tree, page, reference.citation(page, tree, digest()))
    # Two pages are written by themselves; these hold their places in the lists.
    _write(tree, "ledger.md", "# The ledger\n")
    _write(tree, "what-if.md", "# What if the weights were different?\n")
    for name, content in files_to_take().items():
        path = tree / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    _write(tree, "index.md", start(tree))


def start(tree: Path) -> str:
    """Write the first page."""
    page = "index.md"
    front = (ROOT / "README.md").read_text(encoding="utf-8")
    introduction = front.partition("README.zh.md)")[2].partition("\n## ")[0].strip()
    notebooks, cite = (
        _section(front, name) for name in ("Notebooks", "Cite, and licences")
    )
    parts = readme.parts(summaries.read_ledger())
    return render(
        "site/start.md",
        introduction=site_links(introduction, page, tree),
        found=site_links(parts["found"], page, tree),
        standings=parts["standings"],
        sureness=parts["sureness"],
        distances=pictures.first_of("09_verify_report"),
        figures=[pictures.figure(number, page, tree) for number in figure_titles()],
        notebooks_table=site_links(notebooks, page, tree),
        licences=site_links(cite, page, tree),
        notebooks=[path.stem for path in notebook_paths()],
        digest=digest(),
    )


def _section(text: str, name: str) -> str:
    """Take what stands under a heading."""
    return text.partition(f"\n## {name}\n")[2].partition("\n## ")[0].strip()


def _write(tree: Path, page: str, text: str) -> None:
    """Write a page."""
    path = tree / page
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
