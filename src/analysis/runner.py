"""Running of one notebook through papermill; also a command: ``python -m
analysis.runner NOTEBOOK [name=value ...]``.
"""

import argparse
import contextlib
import os
import shutil
import time
from pathlib import Path

from analysis import outputs, parameters, processes, scenarios, workflow
from analysis.commands import DONE, told
from analysis.paths import BUILD, CODE, ROOT, shown
from compindex.errors import InputError, one_of, quoted


def tidy(notebook):
    """Remove from an executed notebook what differs from run to run: times, versions,
    random ids.

    Parameters
    ----------
    notebook : nbformat.NotebookNode

    Returns
    -------
    nbformat.NotebookNode
        The same notebook, changed in place.
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


def _joined(pieces):
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


# Settings of a user's own that would change what notebooks show, or stop them.
_FOREIGN = ("MATPLOTLIBRC", "MPLBACKEND")


def environment(results):
    """Give the environment variables under which notebooks run.

    Parameters
    ----------
    results : path
        Folder from which they read, and to which they write.

    Returns
    -------
    dict of str to str
        The results folder, and settings that keep the user's own for pictures and
        shells out of it.
    """
    own = {"MPLCONFIGDIR": "matplotlib", "IPYTHONDIR": "ipython"}
    # Of this checkout, not another.
    folders = [*map(str, CODE), os.environ.get("PYTHONPATH")]
    sources = os.pathsep.join(filter(None, folders))
    fixed = {"CICII_RESULTS": str(Path(results).resolve()), "PYTHONPATH": sources}
    return fixed | {name: str(BUILD / folder) for name, folder in own.items()}


@contextlib.contextmanager
def _environment_of_kernels(results):
    """Set the environment that a kernel inherits, and put it back."""
    before = dict(os.environ)
    for name in _FOREIGN:
        os.environ.pop(name, None)
    os.environ.update(environment(results))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def run_notebook(name, results, values=None):
    """Run a notebook through papermill and keep it, tidied, if it succeeds.

    Parameters
    ----------
    name : str
        Name of the notebook, without ending.
    results : path
        Folder from which it reads, and to which it writes, tables and figures.
    values : dict, optional
        Checked parameters; those of the published results by default. Only those that
        differ from the notebook's own cell are injected.

    Returns
    -------
    pathlib.Path
        The executed notebook, ``<results>/notebooks/<name>.ipynb``.

    Raises
    ------
    InputError
        If a cell fails: with the line of the error itself where it was written for a
        person, else with the cell.
    """
    import nbformat  # here, since the other commands do without

    source = workflow.notebook_path(name)
    values = parameters.load() if values is None else values
    workflow.check_parameters(name, values)
    running = Path(results) / "running" / f"{name}.{os.getpid()}.ipynb"
    outputs.make_folder(running.parent)
    with _environment_of_kernels(results):
        _execute(source, running, _injected(source, values))
    notebook = tidy(nbformat.read(running, as_version=4))
    executed = Path(results) / "notebooks" / source.name
    outputs.write(executed, (nbformat.writes(notebook) + "\n").encode())
    running.unlink()
    return executed


def _injected(source, values):
    """Select the parameters that differ from the notebook's own cell."""
    defaults = workflow.default_parameters(source)
    return {name: values[name] for name in defaults if values[name] != defaults[name]}


def _execute(source, running, changed):
    """Run the cells of a notebook; where one fails, keep it as far as it ran."""
    import nbformat
    import papermill

    from analysis.kernels import OwnAsyncKernel

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
            cwd=source.parent,
            shutdown_kernel="immediate",
        )
    except papermill.PapermillExecutionError as error:
        stopped = running.with_name(source.name)
        os.replace(running, stopped)
        line = (
            error.evalue
            if error.ename == "InputError"
            else f"cell {error.exec_count}: {error.ename}: {error.evalue}"
        )
        raise InputError(
            f"{source.stem}: {line} (the notebook as far as it ran: {shown(stopped)})"
        ) from None
    except RuntimeError as error:  # the kernel died, for want of memory perhaps
        raise InputError(f"{source.stem}: {error}") from None


TRY = BUILD / "try"


def start_afresh(results):
    """Make a results folder that holds the published tables and nothing else, so that a
    single notebook finds what it reads and nothing that another experiment has left.

    Parameters
    ----------
    results : path
    """
    outputs.remove_folder(results)
    tables = Path(results) / "data" / "processed"
    outputs.make_folder(tables)
    for table in (ROOT / "data" / "processed").glob("*.csv"):
        shutil.copy(table, tables)


def _results(options):
    """Take the results folder of a command line: outside the checkout, or in `build`.

    The workflow's own folders take its own parameters alone: what lies there is
    published, or compared with what is.
    """
    folder = Path(options.results)
    if any(map(_is_published, (folder, *(folder / part for part in _PARTS)))):
        expected = "a folder in build/; published results are written by make reproduce"
        raise InputError(f"{shown(folder)} is no place for results", expected)
    own = BUILD / "scenarios" / options.scenario
    if options.scenario == scenarios.BASELINE:
        own = workflow.RESULTS
    place = folder.resolve()
    taken = place == BUILD or any(
        place.is_relative_to(other) for other in (workflow.RESULTS, BUILD / "scenarios")
    )
    if taken and (place != own or options.assignments):
        expected = "another folder; it holds what make reproduce and make scenario make"
        raise InputError(f"{shown(folder)} is the workflow's", expected)
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{shown(folder)} is no folder", "a folder for results")
    return folder


# Where a notebook writes to in its results folder.
_PARTS = ("data/processed", "figures", "notebooks")


def _is_published(path):
    """Tell whether a path is in the checkout but not in `build`, links followed."""
    place = path.resolve()
    return place.is_relative_to(ROOT) and not place.is_relative_to(BUILD)


def _values(name, scenario, assignments):
    """Take the parameters of a command line, those that the notebook does not have
    refused.
    """
    own = workflow.default_parameters(workflow.notebook_path(name))
    for assignment in assignments:
        given = assignment.partition("=")[0]
        if "=" in assignment and given not in own:
            found = f"{name} takes no parameter {quoted(given)}"
            raise InputError(found, one_of(own, given))
    return parameters.override(scenarios.load(scenario), assignments)


def _run(options):
    """Run a notebook as the command line says."""
    values = _values(options.name, options.scenario, options.assignments)
    if options.results:
        return run_notebook(options.name, _results(options), values)
    with processes.alone():
        if not (options.keep and TRY.is_dir()):
            start_afresh(TRY)
        return run_notebook(options.name, TRY, values)


def main(arguments=None):
    """Run a notebook from the command line; end with 1 and one line on standard error
    if something is wrong.
    """
    parser = argparse.ArgumentParser(
        prog="python -m analysis.runner",
        description="Run one notebook, with other parameters if you like.",
    )
    parser.add_argument("name", help="name of the notebook, such as 06_regress_on_gdp")
    parser.add_argument("assignments", nargs="*", metavar="parameter=value")
    parser.add_argument(
        "--results",
        help="folder to read tables from and to write to; build/try, holding the published tables, by default",
    )
    parser.add_argument(
        "--keep",
        action="store_true",
        help="work on what the last run has left in build/try, not on the published tables",
    )
    parser.add_argument(
        "--scenario", default="baseline", help="name of a file in scenarios/"
    )
    options = parser.parse_args(arguments)
    processes.follow()
    start = time.perf_counter()
    with told():
        executed = _run(options)
        seconds = time.perf_counter() - start
        print(f"{DONE}{shown(executed)}, {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
