"""What the workflow knows of a notebook: its parameters, its source apart from outputs,
the modules it imports.

Snakemake decides from these, and from the data files that the Snakefile names, what has
to run again.
"""

import ast
import contextlib
import functools
import hashlib
import json
import os
from pathlib import Path

from analysis import parameters, register
from analysis.paths import BUILD, CODE, ROOT, sha256, shown
from compindex.errors import InputError, one_of, quoted
from compindex.files import TABLE, read_text

NOTEBOOKS = ROOT / "notebooks"
RESULTS = BUILD / "results"
MANIFEST = BUILD / "results.json"
# Folder in which each package of this checkout lies.
PACKAGES = {
    path.parent.name: folder for folder in CODE for path in folder.glob("*/__init__.py")
}


def notebook_path(name):
    """Find a notebook by its name, without ending.

    Raises
    ------
    InputError
        If there is none; the nearest name is given.
    """
    path = NOTEBOOKS / f"{name}.ipynb"
    if not path.is_file():
        raise InputError(
            f"unknown notebook {quoted(name)}",
            one_of(sorted(file.stem for file in NOTEBOOKS.glob("*.ipynb")), name),
        )
    return path


def cells(path):
    """Read the cells of a notebook as ``(type, source, tags)``, without what a run has
    put in.

    Parameters
    ----------
    path : path

    Returns
    -------
    list of tuple
    """
    text = read_text(path, "a notebook", TABLE)
    content = json.loads(text)["cells"]
    plain = [
        (
            cell["cell_type"],
            "".join(cell["source"]),
            tuple(cell["metadata"].get("tags", ())),
        )
        for cell in content
    ]
    return [cell for cell in plain if "injected-parameters" not in cell[2]]


_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    SyntaxError,
    RecursionError,
    MemoryError,  # of the parser, for thousands of signs in a row
)


@contextlib.contextmanager
def _reading(path):
    """Say in one line what cannot be read of a notebook."""
    try:
        yield
    except InputError:
        raise
    except _UNREADABLE as error:
        found = f"cannot be read ({type(error).__name__}: {error})"
        expected = "a notebook with one cell tagged parameters"
        raise InputError(found, expected, file=shown(path)) from None


def default_parameters(path):
    """Read the names and literal values of a notebook's parameters cell.

    Parameters
    ----------
    path : path

    Returns
    -------
    dict

    Raises
    ------
    InputError
        If the notebook cannot be read, or has no such cell or more than one.
    """
    found = {}
    with _reading(path):
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


def _assigned(statement):
    """Give the name to which a plain assignment gives a value; nothing of another."""
    targets = statement.targets if isinstance(statement, ast.Assign) else []
    if len(targets) == 1 and isinstance(targets[0], ast.Name):
        return targets[0].id
    return ""


def notebook_parameters(name, values=None):
    """Select the parameters that a notebook takes.

    Parameters
    ----------
    name : str
        Name of the notebook.
    values : dict, optional
        Checked parameters; those of the published results by default.

    Returns
    -------
    dict
    """
    values = parameters.load() if values is None else values
    return {
        parameter: values[parameter]
        for parameter in default_parameters(notebook_path(name))
    }


def check_parameters(name, values):
    """Hold the parameters cell of a notebook to the baseline, and what is to run to
    what exists.

    Parameters
    ----------
    name : str
        Name of the notebook.
    values : dict
        Checked parameters of the run.

    Raises
    ------
    InputError
        If the notebook cannot be read or names a parameter that does not exist; if its
        cell has another value than the baseline, which would be injected below the cell
        and overrule it in silence; or if a statement is named that does not exist.
    """
    path = notebook_path(name)
    own, baseline = default_parameters(path), parameters.load()
    for parameter in own:
        if parameter not in values:
            found = f"unknown parameter {quoted(parameter)}"
            raise InputError(found, one_of(values, parameter), file=shown(path))
    parameters.check(baseline | own, shown(path))  # 5.0 is not 5
    differing = [
        f"{parameter} is {quoted(value)} in the cell tagged parameters and "
        f"{quoted(baseline[parameter])} in scenarios/baseline.yml"
        for parameter, value in own.items()
        if value != baseline[parameter]
    ]
    if differing:
        expected = "the same in both; to try another value, `make lab`"
        raise InputError("; ".join(differing), expected, file=shown(path))
    if "claim_id" in own:
        register.find(values["claim_id"])


def check_notebook(name, values):
    """Refuse a notebook that cannot be run: one with wrong parameters
    (`check_parameters`), or with code that is no Python.

    Parameters
    ----------
    name, values
        As for `check_parameters`.
    """
    check_parameters(name, values)
    with _reading(notebook_path(name)):
        rooms(name)


def source_digest(name):
    """Give a digest of what a notebook's author wrote; running or re-opening it does
    not change it.
    """
    return digest_of_cells(notebook_path(name))


def digest_of_cells(path):
    """Give the digest of the cells of a notebook in a file."""
    return hashlib.sha256(json.dumps(cells(path)).encode()).hexdigest()


def rooms(*names):
    """List the files of the packages that notebooks import, directly or through one
    another.

    Parameters
    ----------
    *names : str
        Names of notebooks.

    Returns
    -------
    list of str
        Paths relative to the checkout, sorted.

    Examples
    --------
    >>> "src/analysis/regression.py" in rooms("06_regress_on_gdp")
    True
    """
    code = [
        source
        for name in names
        for kind, source, _ in cells(notebook_path(name))
        if kind == "code"
    ]
    return files_of(*set().union(*map(imported, code)))


def files_of(*modules):
    """List the files of some modules, and of all that they import.

    Parameters
    ----------
    *modules : str
        Full names, such as ``analysis.changes``.

    Returns
    -------
    list of str
        Paths relative to the checkout, sorted.
    """
    left, seen = set().union(*map(_files, modules)), set()
    while left:
        path = left.pop()
        seen.add(path)
        for module in imported(path.read_text(encoding="utf-8")):
            left |= _files(module) - seen
    return sorted(path.relative_to(ROOT).as_posix() for path in seen)


@functools.cache
def imported(source):
    """List the full names that Python code imports from the packages of this checkout.

    Of ``from a import b`` it lists ``a.b``, whether that is a module or not.
    """
    lines = "\n".join(
        line for line in source.split("\n") if not line.lstrip().startswith("%")
    )
    found = set()
    for statement in ast.walk(ast.parse(lines)):
        if isinstance(statement, ast.ImportFrom) and statement.module:
            found |= {f"{statement.module}.{alias.name}" for alias in statement.names}
        elif isinstance(statement, ast.Import):
            found |= {alias.name for alias in statement.names}
    return {name for name in found if name.split(".")[0] in PACKAGES}


def _files(name):
    """List the files that are run when a full name is imported: its module, or that of
    which it is an attribute, and the packages around.

    A package that is imported whole, or of which an attribute is, loads what it likes:
    all its files count.
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


def record(files):
    """Write down which files the workflow has made, with their digests."""
    made = {str(file): sha256(file) for file in sorted(files) if Path(file).is_file()}
    MANIFEST.write_text(json.dumps(made, indent=1))


def read_digests(path):
    """Read digests by name from a file in `build`; none where it is lost or broken."""
    try:
        found = json.loads(read_text(path, "digests by name"))
    except (InputError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def discard_altered():
    """Remove results that are not what the workflow has made, so that it makes them
    anew: somebody may have changed them since.
    """
    made = read_digests(MANIFEST)
    for path in RESULTS.rglob("*"):
        name = path.relative_to(ROOT).as_posix()
        if path.is_symlink() or (path.is_file() and sha256(path) != made.get(name)):
            path.unlink()


SEEN = BUILD / "seen.json"


def touch_changed(files):
    """Give files that have changed since the last run a new date.

    Snakemake looks only at what is newer than the results. A file that was put back
    with the date it had before is not.

    Parameters
    ----------
    files : iterable of pathlib.Path
        What results are made from.
    """
    seen = read_digests(SEEN)
    now = {shown(path): sha256(path) for path in files if path.is_file()}
    for name, digest in now.items():
        if seen.get(name, digest) != digest:
            os.utime(ROOT / name)
    SEEN.write_text(json.dumps(now, indent=1))


def made_files():
    """List the files that the workflow has made, relative to the results folder."""
    return [(ROOT / name).relative_to(RESULTS) for name in read_digests(MANIFEST)]
