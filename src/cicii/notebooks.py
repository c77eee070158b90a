"""Notebooks as files: their cells, their parameters, and a digest of what their author
wrote.
"""

import ast
import contextlib
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from analysis.paths import ROOT, from_checkout
from compindex.errors import InputError, one_of, quoted
from compindex.files import TABLE, read_text

NOTEBOOKS = ROOT / "notebooks"
# Type, source and tags of a cell.
CellParts = tuple[str, str, tuple[str, ...]]

_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    SyntaxError,
    RecursionError,
    MemoryError,  # of the parser, for thousands of signs in a row
)


def notebook_paths() -> list[Path]:
    """List the notebooks in their order."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def solution_paths() -> list[Path]:
    """List the notebooks with solutions to the exercises, in their order."""
    return sorted((NOTEBOOKS / "solutions").glob("*.ipynb"))


def notebook_path(name: str) -> Path:
    """Find a notebook by its name, without ending; the nearest name is given where there
    is none.
    """
    path = NOTEBOOKS / f"{name}.ipynb"
    names = [file.stem for file in notebook_paths()]
    if name not in names:
        # Those of its number, where there are any: all are more than a line.
        number = name.partition("_")[0]
        alike = [one for one in names if one.partition("_")[0] == number]
        expected = one_of(alike or names, name)
        raise InputError(f"unknown notebook {quoted(name)}", expected)
    return path


def cells(path: Path) -> list[CellParts]:
    """Read the cells of a notebook, without what a run has put in."""
    text, found = read_text(path, "a notebook", TABLE), []
    with told_in_one_line(path):
        for cell in json.loads(text)["cells"]:
            tags = tuple(cell["metadata"].get("tags", ()))
            if "injected-parameters" not in tags:
                found.append((cell["cell_type"], "".join(cell["source"]), tags))
    return found


@contextlib.contextmanager
def told_in_one_line(path: Path) -> Iterator[None]:
    """Say in one line what cannot be read of a notebook."""
    try:
        yield
    except InputError:
        raise
    except _UNREADABLE as error:
        found = f"cannot be read ({type(error).__name__}: {error})"
        expected = "a notebook with one cell tagged parameters"
        raise InputError(found, expected, file=from_checkout(path)) from None


def default_parameters(path: Path) -> dict:
    """Read the names and literal values of a notebook's parameters cell; refuse a
    notebook that has none, or more than one.
    """
    found = {}
    with told_in_one_line(path):
        (source,) = (
            source
            for kind, source, tags in cells(path)
            if kind == "code" and "parameters" in tags
        )
        for statement in ast.parse(source).body:
            name = _assigned(statement)
            if not name or name in found:
                raise ValueError("expected lines such as name = value, each name once")
            found[name] = ast.literal_eval(statement.value)
    return found


def _assigned(statement: ast.stmt) -> str:
    """Give the name to which a plain assignment gives a value; nothing of another."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if len(targets) == 1 and isinstance(targets[0], ast.Name):
        return targets[0].id
    return ""


def digest_of_cells(path: Path) -> str:
    """Give a digest of what a notebook's author wrote; running or re-opening it does not
    change it.
    """
    return hashlib.sha256(json.dumps(cells(path)).encode()).hexdigest()


def source_digest(name: str) -> str:
    """Give the digest of a notebook by its name."""
    return digest_of_cells(notebook_path(name))
