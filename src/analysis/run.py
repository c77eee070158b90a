"""The main command: ``python -m analysis.run`` reproduces the whole report."""

import argparse
import compileall
import contextlib
import os
import shutil
import time

from analysis import (
    export,
    outputs,
    parameters,
    processes,
    scenarios,
    sources,
    workflow,
)
from analysis.commands import told
from analysis.paths import CODE, ROOT, shown
from analysis.snakemake_command import snakemake
from compindex.errors import InputError


def publish():
    """Copy results into the checkout where their bytes differ from the committed ones.

    Returns
    -------
    list of str
        The files that changed.
    """
    changed = []
    for file in workflow.made_files():
        if outputs.write(ROOT / file, (workflow.RESULTS / file).read_bytes()):
            changed.append(file.as_posix())
    readme = ROOT / "README.md"
    if readme.is_file():
        parts = export.blocks(export.read_ledger())
        filled = export.fill(readme.read_text(encoding="utf-8"), parts)
        if outputs.write(readme, filled.encode()):
            changed.append("README.md")
    return changed


def prepare(*folders, record=False):
    """Check inputs, parameters, notebooks and folders before anything runs.

    Parameters
    ----------
    *folders : str
        Folders of the checkout that have to be written.
    record : bool
        Whether the sources will be recorded as they are.

    Returns
    -------
    list of str
        The sources that are not as recorded.

    Raises
    ------
    InputError
        For the first that is wrong.
    """
    # Else every notebook pays for it where Python may not store bytecode.
    for folder in CODE:
        compileall.compile_dir(folder, quiet=2)
    changed = sources.look(record)
    values = parameters.load()
    if values["data_folder"] or values["index_specification"]:
        scenarios.rehearse(values)
    for folder in folders:
        with contextlib.suppress(OSError):
            (ROOT / folder).mkdir(parents=True, exist_ok=True)
        if not (ROOT / folder).is_dir() or not os.access(ROOT / folder, os.W_OK):
            raise InputError(
                "no folder that can be written", "one for the results", file=folder
            )
    shutil.rmtree(workflow.RESULTS / "running", ignore_errors=True)
    workflow.discard_altered()
    code = [path for folder in CODE for path in folder.rglob("*.py")]
    workflow.touch_changed([*sources.files(), *code])
    print("Printed tables and parameters are as described.", flush=True)
    return changed


def reproduce(jobs, record=False):
    """Reproduce the report: check the inputs, run the notebooks that have to run,
    publish and summarise.

    Parameters
    ----------
    jobs : int
        Number of notebooks at a time.
    record : bool
        Whether to publish from changed sources, and to record them as they are.

    Raises
    ------
    InputError
        If an input, a parameter or a folder is wrong, before anything runs; or if a
        notebook fails, in which case the published files stay as they were.
    """
    start = time.perf_counter()
    changed = prepare("data/processed", "figures", "notebooks", record=record)
    before = sources.digests()
    ran = snakemake(jobs)
    during = sources.differing(before, sources.digests())
    if during:
        found = f"changed while notebooks ran: {', '.join(during)}"
        raise InputError(found, "a run without a change; nothing was published")
    if not ran:
        print("Nothing to do: every result is up to date.")
    if changed and not record:
        print(f"\n{export.summary(export.read_ledger(workflow.RESULTS))}\n")
        print(_unpublished(changed))
        return
    replaced = publish()
    if record:
        sources.record()
        words = f"Recorded and published: {', '.join(changed) or 'nothing new'}"
    else:
        words = "Read on in README.md, or change copies of the notebooks: `make lab`."
    named = ", ".join(replaced) if len(replaced) < 8 else f"{len(replaced)} files"
    print(f"Published files replaced because their bytes differ: {named or 'none'}")
    print(f"\n{export.summary(export.read_ledger())}\n")
    print(f"{ran} notebooks in {time.perf_counter() - start:.1f} s. {words}")


def _unpublished(changed):
    """Say that nothing was published, and why."""
    return (
        f"Nothing was published, since it was changed: {', '.join(changed)}. The results "
        f"are in {shown(workflow.RESULTS)}; `make reproduce RECORD=yes` records the "
        "change and publishes them."
    )


def under_scenarios(jobs, names):
    """Run all notebooks under scenarios, into ``build/scenarios``; the published files
    are not touched.

    Parameters
    ----------
    jobs : int
        Number of notebooks at a time.
    names : list of str
        Names of scenarios; all without one.

    Raises
    ------
    ExceptionGroup
        Of an `InputError` for each scenario that is wrong: before anything runs if it
        was named, after the others have run if all were asked for.
    InputError
        If a notebook fails.
    """
    right, wrong = _rehearsed(names or scenarios.names())
    if wrong and (names or not right):
        raise ExceptionGroup("scenarios", wrong)
    for error in wrong:
        print(f"Left out: {error}", flush=True)
    changed = prepare()
    pages = [f"build/scenarios/{name}/what_changed.html" for name in right]
    ran = snakemake(jobs, *pages, "--keep-going")
    print(f"{ran} steps done." if ran else "Nothing to do: every page is up to date.")
    print("\n".join(["What changed:", *(f"  {page}" for page in pages)]))
    if changed:
        print(f"Changed since recorded: {', '.join(changed)}")
    if wrong:
        raise ExceptionGroup("scenarios", wrong)


def _rehearsed(names):
    """Try scenarios without running a notebook.

    Returns
    -------
    list of str
        Those that can be run.
    list of InputError
        What is wrong with the others.
    """
    right, wrong = [], []
    for name in names:
        try:
            scenarios.rehearse(scenarios.load(name))
        except InputError as error:
            wrong.append(error)
        else:
            right.append(name)
    return right, wrong


def _arguments(arguments):
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.run",
        description="Run every notebook that is out of date and publish the results.",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        default=os.cpu_count() or 1,
        help="notebooks at a time; as many as there are processors by default",
    )
    parser.add_argument(
        "--record",
        action="store_true",
        help="publish from changed sources too, and record them as they are",
    )
    parser.add_argument(
        "--scenario",
        nargs="*",
        metavar="NAME",
        help="run these scenarios instead; all if none is named",
    )
    return parser.parse_args(arguments)


def main(arguments=None):
    """Reproduce the report; end with 1 and a line on standard error for what is wrong."""
    options = _arguments(arguments)
    with told(), processes.alone():
        if options.scenario is None:
            reproduce(options.jobs, options.record)
        else:
            under_scenarios(options.jobs, options.scenario)


if __name__ == "__main__":
    main()
