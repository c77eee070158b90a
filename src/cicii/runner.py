"""Running of one notebook through papermill."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.paths import BUILD, ROOT, from_checkout
from analysis.results import write
from cicii import made, parameters, processes, scenarios
from cicii.folders import make_folder, remove_folder
from cicii.imports import CODE
from cicii.notebook_parameters import check_parameters
from cicii.notebooks import default_parameters, notebook_path
from compindex.errors import InputError, one_of, quoted

if TYPE_CHECKING:
    from nbformat import NotebookNode

TRY = BUILD / "try"
# Settings of a user's own that would change what notebooks show, or stop them.
_FOREIGN = ("MATPLOTLIBRC", "MPLBACKEND")
# Where a notebook writes to in its results folder.
_PARTS = ("data/processed", "figures", "notebooks")


def tidy(notebook: "NotebookNode") -> "NotebookNode":
    """Remove from an executed notebook what differs from run to run: times, versions,
    random ids.
    """
    notebook.metadata.pop("papermill", None)
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.id = "injected-parameters"
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs)
    return notebook


def _joined(pieces: "list[NotebookNode]") -> "list[NotebookNode]":
    """Join neighbouring pieces of one stream: how a kernel cuts what it prints depends
    on the load of the machine.
    """
    whole = []
    for piece in pieces:
        before = whole[-1] if whole else {}
        if piece.output_type == "stream" and piece.get("name") == before.get("name"):
            before.text += piece.text
        else:
            whole.append(piece)
    return whole


def environment(results: Path) -> dict[str, str]:
    """Give the environment variables under which notebooks run: the results folder that
    they read from and write to, the code of this checkout, and settings that keep the
    user's own for pictures and shells out of it: in `build`, or with the results where
    nobody can write there.
    """
    results = Path(results).resolve()
    own = BUILD if os.access(BUILD, os.W_OK) else results / "settings"
    return {
        "CICII_RESULTS": str(results),
        "PYTHONPATH": os.pathsep.join(map(str, CODE)),
        "MPLCONFIGDIR": str(own / "matplotlib"),
        "IPYTHONDIR": str(own / "ipython"),
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # a warning to those who debug
        "OPENBLAS_NUM_THREADS": "1",  # notebooks share the processors between them
    }


def whole_environment(results: Path) -> dict[str, str]:
    """Give all that notebooks find in their environment."""
    kept = {name: os.environ[name] for name in os.environ if name not in _FOREIGN}
    return kept | environment(results)


@contextlib.contextmanager
def _environment_of_kernels(results: Path) -> Iterator[None]:
    """Set the environment that a kernel inherits, and put it back."""
    before, own = dict(os.environ), whole_environment(results)
    os.environ.clear()
    os.environ.update(own)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def run_notebook(
    name: str,
    results: Path,
    values: dict | None = None,
    executed: Path | None = None,
) -> Path:
    """Run a notebook in a results folder under checked parameters, the published ones by
    default; keep it there, or as `executed`, tidied, if it succeeds. Where a cell fails,
    the error is its own line if that was written for a person.
    """
    source = notebook_path(name)
    values = parameters.load_parameters() if values is None else values
    check_parameters(name, values)
    executed = executed or Path(results) / "notebooks" / source.name
    run_cells(source, results, executed, _injected(source, values))
    return executed


def run_cells(source: Path, results: Path, executed: Path, changed: dict) -> None:
    """Run the cells of a notebook in a results folder, some parameters changed; write it
    with its outputs, tidied, if it succeeds.
    """
    import nbformat  # here, since the other commands do without

    running = Path(results) / "running" / f"{source.stem}.{os.getpid()}.ipynb"
    make_folder(running.parent)
    with _environment_of_kernels(results):
        _execute(source, running, changed)
    notebook = tidy(nbformat.read(running, as_version=4))
    write(executed, (nbformat.writes(notebook) + "\n").encode())
    running.unlink()


def _injected(source: Path, values: dict) -> dict:
    """Select the parameters that differ from the notebook's own cell."""
    defaults = default_parameters(source)
    return {name: values[name] for name in defaults if values[name] != defaults[name]}


def _execute(source: Path, running: Path, changed: dict) -> None:
    """Run the cells of a notebook; where one fails, keep it as far as it ran."""
    import nbformat
    import papermill

    from cicii.kernels import OwnAsyncKernel

    written = nbformat.read(source, as_version=4)
    written.cells = [
        cell
        for cell in written.cells
        if "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    try:
        papermill.execute_notebook(
            written,
            running,
            changed,
            kernel_name="python3",
            kernel_manager_class=OwnAsyncKernel,
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=running.parent,  # where nobody has settings for pictures
            shutdown_kernel="immediate",
        )
    except papermill.PapermillExecutionError as error:
        stopped = running.with_name(source.name)
        os.replace(running, stopped)
        line = error.evalue
        if error.ename not in ("InputError", "InputErrors"):
            line = f"cell {error.exec_count}: {error.ename}: {error.evalue}"
        kept = f"(the notebook as far as it ran: {from_checkout(stopped)})"
        raise InputError(f"{source.stem}: {line} {kept}") from None
    except RuntimeError as error:  # the kernel died, for want of memory perhaps
        found = f"{source.stem}: its kernel was ended, for want of memory perhaps"
        raise InputError(f"{found} ({error})") from None


def start_afresh(results: Path) -> None:
    """Make a results folder that holds the published tables and nothing else, so that a
    single notebook finds what it reads and nothing that another experiment has left.
    """
    remove_folder(results)
    tables = Path(results) / "data" / "processed"
    make_folder(tables)
    for table in (ROOT / "data" / "processed").glob("*.csv"):
        shutil.copy(table, tables)


def run_one(
    name: str, assignments: list[str], results: str | None, keep: bool, scenario: str
) -> Path:
    """Run a notebook as a command line says: with parameters of a scenario and some of
    its own, in a folder or in `build/try`, which keeps what the last run left if asked.
    """
    values = _values(name, scenario, assignments)
    if results:
        place = _results_folder(results, scenario, assignments)
        return run_notebook(name, place, values)
    with processes.alone():
        if not (keep and TRY.is_dir()):
            start_afresh(TRY)
        return run_notebook(name, TRY, values)


def _values(name: str, scenario: str, assignments: list[str]) -> dict:
    """Take the parameters of a command line, those that the notebook does not have
    refused.
    """
    own = default_parameters(notebook_path(name))
    for assignment in assignments:
        given = assignment.partition("=")[0]
        if "=" in assignment and given not in own:
            found = f"{name} takes no parameter {quoted(given)}"
            raise InputError(found, one_of(own, given))
    return parameters.override(scenarios.load_scenario(scenario), assignments)


def _results_folder(results: str, scenario: str, assignments: list[str]) -> Path:
    """Take the results folder of a command line: outside the checkout, or in `build`.

    The workflow's own folders take its own parameters alone: what lies there is
    published, or compared with what is.
    """
    folder = Path(results)
    if any(map(_is_published, (folder, *(folder / part for part in _PARTS)))):
        expected = "a folder in build/; published results are written by make reproduce"
        raise InputError(f"{from_checkout(folder)} is no place for results", expected)
    own = BUILD / "scenarios" / scenario
    if scenario == scenarios.PUBLISHED:
        own = made.RESULTS
    place, workflows = folder.resolve(), (made.RESULTS, BUILD / "scenarios")
    taken = place == BUILD or any(map(place.is_relative_to, workflows))
    if taken and (place != own or assignments):
        expected = "another folder; it holds what make reproduce and make scenario make"
        raise InputError(f"{from_checkout(folder)} is the workflow's", expected)
    if folder.exists() and not folder.is_dir():
        found = f"{from_checkout(folder)} is no folder"
        raise InputError(found, "a folder for results")
    return folder


def _is_published(path: Path) -> bool:
    """Tell whether a path is in the checkout but not in `build`, links followed."""
    place = path.resolve()
    return place.is_relative_to(ROOT) and not place.is_relative_to(BUILD)
