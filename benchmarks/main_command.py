"""Measure the main command, and all scenarios, against the same notebooks run one after
another with papermill's command line.

They are timed in turn on one machine: `make reproduce` with its results deleted and the
environment in place; `make reproduce` with nothing to do; papermill on each notebook in
order; all of it several times. Then, once, since it takes a quarter of an hour: `make
scenarios`, and papermill on each notebook under each scenario. The medians go to
benchmarks/main_command.json and scenarios.json, from which benchmarks/README.md takes them
at the next `make reproduce`.
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

import yaml
from machine import machine

from analysis import results
from analysis.paths import BUILD, ROOT
from cicii import made, notebooks, scenarios
from cicii.contents import in_running_order
from cicii.notebook_parameters import notebook_parameters

RUNS = 5
COLD, NO_OP, SEQUENTIAL = (
    "main command, results deleted",
    "main command, nothing to do",
    "papermill command line, one after another",
)
SCENARIOS, SCENARIOS_SEQUENTIAL = (
    "all scenarios, results deleted",
    "papermill command line, one after another, under each scenario",
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


def no_op():
    """Time the main command once it has run."""
    return seconds([["make", "reproduce"]])


def all_scenarios():
    """Time all scenarios with their results deleted, those of the main command made."""
    no_op()
    shutil.rmtree(BUILD / "scenarios", ignore_errors=True)
    return seconds([["make", "scenarios"]])


def sequential(scenario=scenarios.PUBLISHED):
    """Time papermill on each notebook in order, in a folder of its own, under the same
    settings.
    """
    values = scenarios.load_scenario(scenario)
    papermill = str(Path(sys.executable).with_name("papermill"))
    with tempfile.TemporaryDirectory() as folder:
        tables = Path(folder) / "data" / "processed"
        shutil.copytree(ROOT / "data" / "processed", tables)
        commands = []
        for name in in_running_order():
            path = notebooks.notebook_path(name)
            own = yaml.safe_dump(notebook_parameters(name, values), allow_unicode=True)
            command = [papermill, "--cwd", str(notebooks.NOTEBOOKS), "-y", own]
            commands.append([*command, str(path), f"{folder}/{path.name}"])
        settings = {
            "CICII_RESULTS": folder,
            "MPLCONFIGDIR": str(BUILD / "matplotlib"),
        }
        return seconds(commands, env=os.environ | settings)


def sequential_scenarios():
    """Time papermill on each notebook under each scenario."""
    return sum(map(sequential, scenarios.scenario_names()))


def measured(runs, measures):
    """Take several measures in turn, so often; give the medians."""
    found = {name: [] for name in measures}
    for run in range(runs):
        for name, measure in measures.items():
            found[name].append(measure())
            took = f"{found[name][-1]:.1f} s"
            print(f"run {run + 1} of {runs}, {name}: {took}", flush=True)
    return {name: round(statistics.median(times), 2) for name, times in found.items()}


def recorded(name, found, runs, **more):
    """Write down what was measured, with the ratio of the first to the last."""
    first, last = list(found.values())[:: len(found) - 1]
    record = {
        "machine": machine(),
        "runs": runs,
        **more,
        "median_seconds": found,
        "ratio": round(first / last, 3),
    }
    content = (json.dumps(record, indent=2) + "\n").encode()
    results.write(ROOT / "benchmarks" / f"{name}.json", content)
    print(content.decode())


def main():
    """Run the measurements in turn and record them."""
    found = measured(RUNS, {COLD: cold, NO_OP: no_op, SEQUENTIAL: sequential})
    recorded("main_command", found, RUNS)
    under = {SCENARIOS: all_scenarios, SCENARIOS_SEQUENTIAL: sequential_scenarios}
    names = scenarios.scenario_names()
    recorded("scenarios", measured(1, under), 1, scenarios=len(names))


if __name__ == "__main__":
    main()
