"""Running of one notebook through papermill; also a command: ``python -m
analysis.runner NOTEBOOK [name=value ...]``.
"""

import argparse
import os
import shutil
import sys
import time
from pathlib import Path

from analysis import outputs, parameters, scenarios, workflow
from analysis.errors import InputError
from analysis.paths import ROOT, shown

# How this command begins the lines that it addresses to the reader.
DONE, FAILED = "done: ", "error: "


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
    return notebook


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
    sources = os.pathsep.join(
        filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")])
    )  # of this checkout, not another
    fixed = {"CICII_RESULTS": str(Path(results).resolve()), "PYTHONPATH": sources}
    return fixed | {name: str(ROOT / "build" / folder) for name, folder in own.items()}


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
    import papermill

    source = workflow.notebook_path(name)
    defaults = workflow.default_parameters(source)
    changed = {
        key: value
        for key, value in workflow.notebook_parameters(name, values).items()
        if value != defaults[key]
    }
    written = nbformat.read(source, as_version=4)
    written.cells = [
        cell
        for cell in written.cells
        if "injected-parameters" not in cell.metadata.get("tags", [])
    ]
    running = Path(results) / "running" / source.name
    running.parent.mkdir(parents=True, exist_ok=True)
    before = dict(os.environ)
    os.environ.update(environment(results))  # the kernel inherits it
    try:
        papermill.execute_notebook(
            written,
            running,
            changed,
            kernel_name="python3",
            progress_bar=False,
            cwd=source.parent,
            shutdown_kernel="immediate",
        )
    except papermill.PapermillExecutionError as error:
        line = (
            error.evalue
            if error.ename == "InputError"
            else f"cell {error.exec_count}: {error.ename}: {error.evalue}"
        )
        raise InputError(
            f"{name}: {line} (the notebook as far as it ran: {shown(running)})"
        ) from None
    except RuntimeError as error:  # the kernel died, for want of memory perhaps
        raise InputError(f"{name}: {error}") from None
    finally:
        os.environ.clear()
        os.environ.update(before)
    notebook = tidy(nbformat.read(running, as_version=4))
    executed = Path(results) / "notebooks" / source.name
    outputs.write(executed, (nbformat.writes(notebook) + "\n").encode())
    running.unlink()
    return executed


def seed(results):
    """Give a new results folder the published tables, so that a single notebook finds
    what it reads.

    Parameters
    ----------
    results : path
        A table that is there already is left alone.
    """
    folder = Path(results) / "data" / "processed"
    folder.mkdir(parents=True, exist_ok=True)
    for table in (ROOT / "data" / "processed").glob("*.csv"):
        if not (folder / table.name).exists():
            shutil.copy(table, folder)


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
        "--scenario", default="baseline", help="name of a file in scenarios/"
    )
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    try:
        values = parameters.override(
            scenarios.load(options.scenario), options.assignments
        )
        if not options.results:
            seed(ROOT / "build" / "try")
        executed = run_notebook(
            options.name, options.results or ROOT / "build" / "try", values
        )
    except InputError as error:
        sys.exit(f"{FAILED}{error}")
    print(f"{DONE}{shown(executed)}, {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
