"""Measure the main command against the same notebooks run one after another with
papermill's command line.

Three things are timed in turn, several times, on one machine: `make reproduce` with its
results deleted and the environment in place; papermill on each notebook in order; `make
reproduce` with nothing to do. The medians go to benchmarks/main_command.json, from
which the README takes them at the next `make reproduce`.
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from machine import machine

from analysis import results
from analysis.paths import ROOT
from cicii import made, notebooks

RUNS = 5
COLD, SEQUENTIAL, NO_OP = (
    "main command, results deleted",
    "papermill command line, one after another",
    "main command, nothing to do",
)


def seconds(commands, **options):
    """Time commands that must succeed, from start to end."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(
            command,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **options,
        )
    return time.perf_counter() - start


def cold():
    """Time the main command with its results deleted."""
    shutil.rmtree(made.RESULTS, ignore_errors=True)
    return seconds([["make", "reproduce"]])


def sequential():
    """Time papermill on each notebook in order, in a folder of its own, under the same
    settings.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(
            ROOT / "data" / "processed", Path(folder) / "data" / "processed"
        )
        papermill = str(Path(sys.executable).with_name("papermill"))
        paths = notebooks.notebook_paths()
        commands = [
            [
                papermill,
                "--cwd",
                str(notebooks.NOTEBOOKS),
                str(path),
                f"{folder}/{path.name}",
            ]
            for path in paths
        ]
        return seconds(
            commands,
            env=os.environ
            | {
                "CICII_RESULTS": folder,
                "MPLCONFIGDIR": str(ROOT / "build" / "matplotlib"),
            },
        )


def main():
    """Run the measurements in turn and record them."""
    measured = {COLD: [], SEQUENTIAL: [], NO_OP: []}
    for run in range(RUNS):
        for name, measure in (
            (COLD, cold),
            (NO_OP, lambda: seconds([["make", "reproduce"]])),
            (SEQUENTIAL, sequential),
        ):
            measured[name].append(measure())
            print(
                f"run {run + 1} of {RUNS}, {name}: {measured[name][-1]:.1f} s",
                flush=True,
            )
    medians = {
        name: round(statistics.median(times), 2) for name, times in measured.items()
    }
    record = {
        "machine": machine(),
        "runs": RUNS,
        "median_seconds": medians,
        "ratio": round(medians[COLD] / medians[SEQUENTIAL], 3),
    }
    results.write(
        ROOT / "benchmarks" / "main_command.json",
        (json.dumps(record, indent=2) + "\n").encode(),
    )
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
