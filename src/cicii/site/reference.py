"""Pages to look things up: the glossary, the library's names, how to cite."""

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import yaml

import compindex
from analysis.paths import ROOT
from cicii.front import words_explained
from cicii.notebooks import cells, notebook_path
from cicii.pages import render
from cicii.site.addresses import download, site_links

_GLOSSARY = "notebooks/00_start_here.ipynb"
_PIECES = ("standardize", "treat", "impute", "bands", "shares", "correlations")


def glossary(page: str, tree: Path) -> str:
    """Take the glossary of the first notebook, and its words for where values are from."""
    sections = {}
    for kind, source, _ in cells(notebook_path(Path(_GLOSSARY).stem)):
        if kind == "markdown":
            for part in re.split(r"^(?=## )", source, flags=re.MULTILINE):
                sections[part.partition("\n")[0]] = part.strip()
    words, values = sections["## Glossary"], sections["## Where a value comes from"]
    sure = f"## How sure a rank is\n\n{words_explained()}"
    terms = words.partition("\n")[2].strip()
    text = f"# Glossary\n\n{terms}\n\n{sure}\n\n{values}"
    return site_links(text, page, tree, _GLOSSARY)


def public_names() -> str:
    """Describe what the library offers by its own name."""
    names = [(name, _kind(getattr(compindex, name))) for name in compindex.__all__]
    return render(
        "site/api.md",
        title="compindex in Python",
        introduction="What `import compindex` gives, with an example each. The "
        "[library's own page](../compindex/README.md) says how they go together; the "
        "[pieces of the audit](audit.md) can be called one by one.",
        parts={"compindex": names},
    )


def pieces() -> str:
    """Describe the functions that compute and audit, module by module."""
    package = importlib.import_module("compindex.robustness")
    found = [f"robustness.{one.name}" for one in pkgutil.iter_modules(package.__path__)]
    modules = [f"compindex.{name}" for name in (*_PIECES, *found)]
    return render(
        "site/api.md",
        title="compindex, piece by piece",
        introduction="The functions behind `compindex.build` and `compindex.audit`.",
        parts={module: _own_names(module) for module in modules},
    )


def _own_names(module: str) -> list[tuple[str, str]]:
    """List what a module defines for others, in its order."""
    content = vars(importlib.import_module(module))
    return [
        (name, _kind(thing))
        for name, thing in content.items()
        if getattr(thing, "__module__", "") == module
        and not name.startswith("_")
        and (inspect.isfunction(thing) or inspect.isclass(thing))
        and name not in compindex.__all__
    ]


def _kind(thing: object) -> str:
    """Say what a thing is, as Sphinx calls it."""
    if not inspect.isclass(thing):
        return "function"
    return "exception" if issubclass(thing, BaseException) else "class"


def citation(page: str, tree: Path, digest: str) -> str:
    """Say how to cite, from the file for machines."""
    name = "CITATION.cff"
    facts = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return render(
        "site/cite.md",
        message=facts["message"],
        authors=", ".join(author["name"] for author in facts["authors"]),
        title=facts["title"],
        version=facts["version"],
        released=facts["date-released"],
        abstract=facts["abstract"].strip(),
        file=download(name, name, page, tree),
        digest=digest,
    )
