"""The code that notebooks and commands rest on: the files of this checkout's packages
that they import, directly or through one another.

Snakemake decides from these what has to run again.
"""

import ast
import functools
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.ledger.judging import module_of
from analysis.paths import ROOT, sha256
from analysis.report.register import Claim, read_register
from cicii.books import BOOKS
from cicii.contents import judged
from cicii.notebooks import cells, notebook_path

CODE = (ROOT / "src", ROOT / "compindex" / "src")
# Folder in which each package of this checkout lies.
PACKAGES = {
    path.parent.name: folder for folder in CODE for path in folder.glob("*/__init__.py")
}


def code_of(name: str) -> list[str]:
    """List the files that a notebook rests on: what its code imports, and the checks of
    the statements that it judges.
    """
    modules = set()
    for kind, source, _ in cells(notebook_path(name)):
        if kind == "code":
            modules |= imported(source)
    for book in BOOKS:
        if book.name == name:
            modules |= check_modules(judged(book, read_register()))
    return files_of(*modules)


def code_digest(name: str) -> str:
    """Give a digest over the files that a notebook rests on and their names."""
    lines = [f"{file} {_digest(file)}\n" for file in code_of(name)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


@functools.cache
def _digest(file: str) -> str:
    """Give the digest of a file of code, which does not change while a command runs."""
    return sha256(ROOT / file)


def check_modules(claims: Iterable[Claim]) -> set[str]:
    """Name the modules of the functions that the register names for some statements."""
    calls = [
        call
        for claim in claims
        for call in (claim.recompute, claim.cause, claim.note)
        if isinstance(call, list)
    ]
    names = {call[0] for call in calls}
    return {f"analysis.ledger.checks.{module_of(name).stem}" for name in names}


def files_of(*modules: str) -> list[str]:
    """List the files of some modules by their full names, and of all that they import,
    from the checkout, with the templates beside them, sorted.
    """
    left, seen = set().union(*map(_files, modules)), set()
    while left:
        path = left.pop()
        seen.add(path)
        left |= _next_to(path) - seen
    for path in list(seen):
        templates = (path.parent / "templates").rglob("*")
        seen |= {one for one in templates if one.is_file()}
    return sorted(path.relative_to(ROOT).as_posix() for path in seen)


@functools.cache
def _next_to(path: Path) -> frozenset[Path]:
    """List the files that a file imports; code does not change while a command runs."""
    names = imported(path.read_text(encoding="utf-8"))
    return frozenset().union(*map(_files, names))


@functools.cache
def imported(source: str) -> frozenset[str]:
    """List the full names that Python code imports from the packages of this checkout;
    of ``from a import b`` it lists ``a.b``, whether that is a module or not.
    """
    lines = [line for line in source.split("\n") if not line.lstrip().startswith("%")]
    found = set()
    for statement in _statements(ast.parse("\n".join(lines))):
        if isinstance(statement, ast.ImportFrom) and statement.module:
            found |= {f"{statement.module}.{alias.name}" for alias in statement.names}
        elif isinstance(statement, ast.Import):
            found |= {alias.name for alias in statement.names}
    return frozenset(name for name in found if name.split(".")[0] in PACKAGES)


def _statements(within: ast.AST) -> Iterator[ast.AST]:
    """Go through the statements of Python code, however deep; no expression imports."""
    for part in ast.iter_child_nodes(within):
        if not isinstance(part, (ast.expr, ast.expr_context)):
            yield part
            yield from _statements(part)


@functools.cache
def _files(name: str) -> set[Path]:
    """List the files that are run when a full name is imported: its module, or that of
    which it is an attribute, and the packages around. A package that is imported whole,
    or of which an attribute is, loads what it likes: all its files count.
    """
    parts = name.split(".")
    place, files = PACKAGES[parts[0]], set()
    for number, part in enumerate(parts):
        if (place / f"{part}.py").is_file():
            return files | {place / f"{part}.py"}
        place = place / part
        if not place.is_dir():  # an attribute of the package
            return files | set(place.parent.rglob("*.py"))
        files.add(place / "__init__.py")
        if number == len(parts) - 1:
            files |= set(place.rglob("*.py"))
    return files
