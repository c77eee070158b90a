"""The command line: run one notebook, or reproduce the whole report."""

import argparse
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from analysis import export, outputs, parameters, report, workflow
from analysis.errors import InputError
from analysis.report import ROOT, shown

# Lines that a notebook's process addresses to the reader, through Snakemake's own output.
_DONE, _FAILED = "done: ", "error: "


def tidy(notebook):
    """Remove from an executed notebook what differs from run to run: times, versions, random ids.

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


def run_notebook(name, results, values=None):
    """Run a notebook through papermill and keep it, tidied, if it succeeds.

    Parameters
    ----------
    name : str
        Name of the notebook, without ending.
    results : path
        Folder from which it reads, and to which it writes, tables and figures.
    values : dict, optional
        Checked parameters; those of the published results by default. Only those that differ from the notebook's
        own cell are injected.

    Returns
    -------
    pathlib.Path
        The executed notebook, ``<results>/notebooks/<name>.ipynb``.

    Raises
    ------
    InputError
        If a cell fails: with the line of the error itself where it was written for a person, else with the cell.
    """
    import nbformat  # here, since the other commands do without
    import papermill

    source = workflow.notebook_path(name)
    defaults = workflow.default_parameters(source)
    changed = {key: value for key, value in workflow.notebook_parameters(name, values).items() if value != defaults[key]}
    running = Path(results) / "running" / source.name
    running.parent.mkdir(parents=True, exist_ok=True)
    os.environ["CICII_RESULTS"] = str(Path(results).resolve())
    # The user's own settings for pictures and shells stay out of it.
    os.environ["MPLCONFIGDIR"] = str(ROOT / "build" / "matplotlib")
    os.environ["IPYTHONDIR"] = str(ROOT / "build" / "ipython")
    try:
        papermill.execute_notebook(source, running, changed, kernel_name="python3", progress_bar=False, cwd=source.parent)
    except papermill.PapermillExecutionError as error:
        line = error.evalue if error.ename == "InputError" else f"{error.ename}: {error.evalue}"
        raise InputError(f"{name}: {line} (the notebook as far as it ran: {shown(running)})") from None
    notebook = tidy(nbformat.read(running, as_version=4))
    executed = Path(results) / "notebooks" / source.name
    outputs.write(executed, (nbformat.writes(notebook) + "\n").encode())
    running.unlink()
    return executed


def snakemake(cores):
    """Let Snakemake run what has to run, and report each notebook as it ends.

    Parameters
    ----------
    cores : str
        Number of cores, or ``all``.

    Returns
    -------
    int
        Number of notebooks that ran.

    Raises
    ------
    InputError
        If one fails; the others' results in ``build`` stay.
    """
    log = ROOT / "build" / "snakemake.log"
    log.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "snakemake", "--cores", cores, "--scheduler", "greedy", "--rerun-incomplete", "--nolock"]
    jobs, done, errors = 0, 0, []
    with log.open("w", encoding="utf-8") as record, subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    ) as process:
        for line in process.stdout:
            record.write(line)
            if match := re.match(r"total\s+(\d+)", line):
                jobs = int(match[1]) - 1  # without the rule that only names the results
                print(f"{jobs} of the notebooks to run", flush=True)
            elif line.startswith(_DONE):
                done += 1
                print(f"  [{done}/{jobs}] {line.removeprefix(_DONE).rstrip()}", flush=True)
            elif line.startswith(_FAILED):
                errors.append(line.removeprefix(_FAILED).rstrip())
    if process.returncode:
        raise InputError(errors[0] if errors else f"the workflow failed, see {shown(log)}")
    return done


def publish():
    """Copy results into the checkout where their bytes differ from the committed ones.

    Returns
    -------
    list of str
        The files that changed.
    """
    changed = [file for file in workflow.made_files() if outputs.write(ROOT / file, (workflow.RESULTS / file).read_bytes())]
    readme = ROOT / "README.md"
    if readme.is_file():
        filled = export.fill(readme.read_text(encoding="utf-8"), export.blocks(export.read_statements()))
        changed += [Path("README.md")] if outputs.write(readme, filled.encode()) else []
    return [file.as_posix() for file in changed]


def reproduce(cores="all"):
    """Reproduce the report: check the inputs, run the notebooks that have to run, publish and summarise.

    Parameters
    ----------
    cores : str
        Number of cores, or ``all``.

    Raises
    ------
    InputError
        If an input, a parameter or a folder is wrong, before anything runs; or if a notebook fails, in which case
        the published files stay as they were.
    """
    start = time.perf_counter()
    report.check_package()
    parameters.load()
    for folder in ("build", "data/processed", "figures", "notebooks"):
        (ROOT / folder).mkdir(parents=True, exist_ok=True)
        if not os.access(ROOT / folder, os.W_OK):
            raise InputError("the folder cannot be written", "a folder for the results", file=folder)
    print("Printed tables and parameters are as described.", flush=True)
    ran = snakemake(cores)
    changed = publish()
    if not ran:
        print("Nothing to do: every result is up to date.")
    named = ", ".join(changed) if len(changed) < 8 else f"{len(changed)} files"
    print(f"Published files replaced because their bytes differ: {named or 'none'}")
    print("\n" + export.summary(export.read_statements()))
    print(f"\n{ran} notebooks in {time.perf_counter() - start:.1f} s. Read on in README.md, or open notebooks/ with `make lab`.")


def main(arguments=None):
    """Take a command from the command line; end with 1 and one line on standard error if something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m analysis.run", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    whole = commands.add_parser("reproduce", help="run every notebook that is out of date and publish the results")
    whole.add_argument("--cores", default="all")
    single = commands.add_parser("notebook", help="run one notebook, with other parameters if you like")
    single.add_argument("name")
    single.add_argument("assignments", nargs="*", metavar="parameter=value")
    single.add_argument("--results", default=str(ROOT / "build" / "try"))
    options = parser.parse_args(arguments)
    try:
        if options.command == "reproduce":
            reproduce(options.cores)
        else:
            start = time.perf_counter()
            values = parameters.override(parameters.load(), options.assignments)
            executed = run_notebook(options.name, options.results, values)
            print(f"{_DONE}{shown(executed)}, {time.perf_counter() - start:.1f} s", flush=True)
    except InputError as error:
        sys.exit(f"{_FAILED}{error}")


if __name__ == "__main__":
    main()
