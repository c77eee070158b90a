"""Snakemake as the main command runs it: what is reported, and how it ends."""

import os
import re
import sys

from analysis import processes
from analysis.commands import DONE, FAILED
from analysis.paths import BUILD, ROOT, shown
from compindex.errors import InputError


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
    log = BUILD / "snakemake.log"
    command = [sys.executable, "-m", "analysis.snakemake_command", *targets]
    command += ["--cores", str(jobs), "--scheduler", "greedy"]
    command += ["--rerun-incomplete", "--nolock"]
    with processes.followed(command, cwd=ROOT, env=_environment()) as process:
        done, errors = _reported(_recorded(process.stdout, log))
    if process.returncode:
        found = errors[0] if errors else f"the workflow failed, see {shown(log)}"
        raise InputError(found)
    return done


def _environment():
    """Give the environment of Snakemake, without profiles that a user may have set."""
    own = {name: value for name, value in os.environ.items() if "SNAKEMAKE" not in name}
    return own | {"PYTHONIOENCODING": "utf-8"}


def _recorded(lines, log):
    """Pass lines on, each written into a log; a full disk is an error."""
    try:
        with log.open("w", encoding="utf-8") as record:
            for line in lines:
                record.write(line)
                yield line
    except OSError as error:
        found = f"cannot be written ({error.strerror})"
        raise InputError(found, "room for the log", shown(log)) from None


def _reported(lines):
    """Print what concerns the reader of Snakemake's lines.

    Returns
    -------
    int
        Number of notebooks that ran.
    list of str
        What was wrong.
    """
    done, errors = 0, []
    for line in lines:
        counted = re.match(r"total\s+(\d+)", line)
        if counted and not done:
            # The last rule only names results; later counts leave out what ran already.
            print(f"Up to {int(counted[1]) - 1} notebooks to run:", flush=True)
        elif line.startswith(DONE):
            done += 1
            print(f"  {line.removeprefix(DONE).rstrip()}", flush=True)
        elif line.startswith(FAILED):
            errors.append(line.removeprefix(FAILED).rstrip())
    return done, errors


def main():
    """Run Snakemake itself with the arguments of this command; `snakemake` starts it.

    Its limit on jobs per second leaves a timer behind, which would hold the finished
    process for another second: hence the way out.
    """
    processes.follow()
    from snakemake import cli

    try:
        cli.main()
    except SystemExit as end:
        code = end.code or 0
        if not isinstance(code, int):
            print(code, file=sys.stderr)
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
