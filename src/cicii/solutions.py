"""The solutions to the exercises: run where they lie, on what is published."""

import tempfile
from pathlib import Path

from analysis.paths import from_checkout
from cicii import runner
from cicii.notebooks import solution_paths


def run_solutions() -> None:
    """Run every solution on the published tables, and keep it with its outputs."""
    with tempfile.TemporaryDirectory() as folder:
        runner.start_afresh(Path(folder))
        for path in solution_paths():
            runner.run_cells(path, Path(folder), path, {})
            print(f"  {from_checkout(path)}", flush=True)
