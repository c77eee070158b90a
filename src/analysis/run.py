"""The main command: ``python -m analysis.run`` reproduces the whole report."""

import argparse
import compileall
import contextlib
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from analysis import export, outputs, package, parameters, scenarios, workflow
from analysis.errors import InputError
from analysis.paths import ROOT, shown
from analysis.runner import DONE, FAILED

# Snakemake's own command, except that it ends when it is done: its limit on jobs per
# second leaves a timer behind that would hold the finished process for another second.
_SNAKEMAKE = """
import os, sys
from snakemake.cli import main
try:
    main()
except SystemExit as end:
    sys.stdout.flush(), sys.stderr.flush()
    os._exit(int(end.code or 0))
"""


def snakemake(jobs, *targets):
    """Let Snakemake run what has to run, and report each notebook as it ends.

    Parameters
    ----------
    jobs : int
        Number of notebooks at a time.
    *targets : str
        Files or rules to make, all results of the published parameters by default; and
        options of Snakemake.

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
    command = [
        sys.executable,
        "-c",
        _SNAKEMAKE,
        "--cores",
        str(jobs),
        "--scheduler",
        "greedy",
        "--rerun-incomplete",
        "--nolock",
    ]
    command += targets
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done, errors = 0, []
    with (
        log.open("w", encoding="utf-8") as record,
        subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=environment,
        ) as process,
    ):
        for line in process.stdout:
            record.write(line)
            if match := re.match(r"total\s+(\d+)", line):
                if not done:  # the last rule only names the results; later counts leave out what ran already
                    print(f"Up to {int(match[1]) - 1} notebooks to run:", flush=True)
            elif line.startswith(DONE):
                done += 1
                print(f"  {line.removeprefix(DONE).rstrip()}", flush=True)
            elif line.startswith(FAILED):
                errors.append(line.removeprefix(FAILED).rstrip())
    if process.returncode:
        raise InputError(
            errors[0] if errors else f"the workflow failed, see {shown(log)}"
        )
    return done


def publish():
    """Copy results into the checkout where their bytes differ from the committed ones.

    Returns
    -------
    list of str
        The files that changed.
    """
    changed = [
        file
        for file in workflow.made_files()
        if outputs.write(ROOT / file, (workflow.RESULTS / file).read_bytes())
    ]
    readme = ROOT / "README.md"
    if readme.is_file():
        filled = export.fill(
            readme.read_text(encoding="utf-8"), export.blocks(export.read_ledger())
        )
        changed += [Path("README.md")] if outputs.write(readme, filled.encode()) else []
    return [file.as_posix() for file in changed]


def prepare(*folders):
    """Check inputs, parameters, notebooks and folders before anything runs.

    Parameters
    ----------
    *folders : str
        Folders of the checkout that have to be written.

    Raises
    ------
    InputError
        For the first that is wrong.
    """
    compileall.compile_dir(
        ROOT / "src", quiet=2
    )  # else every notebook pays for it where Python may not store bytecode
    package.check_package()
    values = parameters.load()
    for path in workflow.NOTEBOOKS.glob("*.ipynb"):
        workflow.check_notebook(path.stem, values)
    for folder in folders:
        with contextlib.suppress(OSError):
            (ROOT / folder).mkdir(parents=True, exist_ok=True)
        if not (ROOT / folder).is_dir() or not os.access(ROOT / folder, os.W_OK):
            raise InputError(
                "no folder that can be written", "one for the results", file=folder
            )
    print("Printed tables and parameters are as described.", flush=True)


def reproduce(jobs):
    """Reproduce the report: check the inputs, run the notebooks that have to run,
    publish and summarise.

    Parameters
    ----------
    jobs : int
        Number of notebooks at a time.

    Raises
    ------
    InputError
        If an input, a parameter or a folder is wrong, before anything runs; or if a
        notebook fails, in which case the published files stay as they were.
    """
    start = time.perf_counter()
    prepare("build", "data/processed", "figures", "notebooks")
    ran = snakemake(jobs)
    changed = publish()
    if not ran:
        print("Nothing to do: every result is up to date.")
    named = ", ".join(changed) if len(changed) < 8 else f"{len(changed)} files"
    print(f"Published files replaced because their bytes differ: {named or 'none'}")
    print("\n" + export.summary(export.read_ledger()))
    print(
        f"\n{ran} notebooks in {time.perf_counter() - start:.1f} s. Read on in README.md, or open notebooks/ with `make lab`."
    )


def under_scenarios(jobs, names):
    """Run all notebooks under scenarios, into ``build/scenarios``; the published files
    are not touched.

    Parameters
    ----------
    jobs : int
        Number of notebooks at a time.
    names : list of str
        Names of scenarios.

    Raises
    ------
    InputError
        If a scenario is wrong, before anything runs; or if a notebook fails.
    """
    for name in names:
        scenarios.rehearse(scenarios.load(name))
    prepare("build")
    pages = [f"build/scenarios/{name}/what_changed.html" for name in names]
    ran = snakemake(jobs, "--keep-going", *pages)
    print(
        "Nothing to do: every page is up to date." if not ran else f"{ran} steps done."
    )
    print("\n".join(["What changed:", *(f"  {page}" for page in pages)]))


def main(arguments=None):
    """Reproduce the report; end with 1 and one line on standard error if something is
    wrong.
    """
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
        "--scenario",
        nargs="*",
        metavar="NAME",
        help="run these scenarios instead; all if none is named",
    )
    options = parser.parse_args(arguments)
    os.environ.pop(
        "CICII_RESULTS", None
    )  # the main command always works on the checkout
    try:
        if options.scenario is None:
            reproduce(options.jobs)
        else:
            under_scenarios(options.jobs, options.scenario or scenarios.names())
    except InputError as error:
        sys.exit(f"{FAILED}{error}")
    except KeyboardInterrupt:
        sys.exit(f"{FAILED}interrupted; the published files are as they were")


if __name__ == "__main__":
    main()
