"""Snakemake as the main command runs it: what is reported, and how it ends."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.paths import BUILD, ROOT, from_checkout
from cicii import forks, made, processes, runner
from cicii.endings import DONE, FAILED
from cicii.launch import PYTHON
from compindex.errors import InputError


def snakemake(jobs: int, *targets: str) -> int:
    """Let Snakemake make files or rules, all published results by default, with options of
    its own; report each notebook as it ends, and give the number of those that ran.
    """
    log = BUILD / "snakemake.log"
    command = [*PYTHON, "cicii.snakemake_command", *targets]
    command += ["--cores", str(jobs), "--scheduler", "greedy"]
    command += ["--rerun-incomplete", "--nolock"]
    with (
        forks.served(runner.whole_environment(made.RESULTS)),
        processes.followed(command, cwd=ROOT, env=_environment()) as process,
    ):
        done, errors, steps = _reported(_recorded(process.stdout, log))
    if process.returncode:
        code = process.returncode
        ended = f"was ended (signal {-code})" if code < 0 else "failed"
        place = f" at {steps[0]}" if steps else ""
        failed = f"the workflow {ended}{place}, see {from_checkout(log)}"
        raise InputError(errors[0] if errors else failed)
    return done


def _environment() -> dict[str, str]:
    """Give the environment of Snakemake, without profiles that a user may have set; what
    it keeps for itself lies in `build`, since not every home can be written to.
    """
    kept = {name: os.environ[name] for name in os.environ if "SNAKEMAKE" not in name}
    return kept | {"XDG_CACHE_HOME": str(BUILD / "cache")}


def _recorded(lines: Iterable[str], log: Path) -> Iterator[str]:
    """Pass lines on, each written into a log; a full disk is an error."""
    try:
        with log.open("w", encoding="utf-8") as record:
            for line in lines:
                record.write(line)
                yield line
    except OSError as error:
        found = f"cannot be written ({error.strerror})"
        raise InputError(found, "room for the log", from_checkout(log)) from None


def _reported(lines: Iterable[str]) -> tuple[int, list[str], list[str]]:
    """Print what concerns the reader of Snakemake's lines; give the number of notebooks
    that ran, what was wrong, and the steps at which it was.
    """
    done, errors, steps = 0, [], []
    for line in lines:
        counted = re.match(r"total\s+(\d+)", line)
        step = re.match(r"Error in rule (\w+):", line)
        if counted and not done:
            # The last rule only names results; later counts leave out what ran already.
            print(f"Up to {int(counted[1]) - 1} notebooks to run:", flush=True)
        elif line.startswith(DONE):
            done += 1
            print(f"  {line.removeprefix(DONE).rstrip()}", flush=True)
        elif line.startswith(FAILED):
            errors.append(line.removeprefix(FAILED).rstrip())
        elif step:
            steps.append(step[1])
    return done, errors, steps


def main() -> None:
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
