"""Time and memory of the index from raw counts, for a thousand to a million units,
beside a per-row pandas apply, in one run.

Nine indicators in four dimensions, standardized by the logarithmic rule, one thread.
Records benchmarks/index_engine.json.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy is loaded

import json
import math
import statistics
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from machine import machine

from compindex.index import compute_index
from compindex.specification import load_spec
from compindex.tree import leaves

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "benchmarks" / "index_engine.json"
SPECIFICATION = ROOT / "data" / "synthetic" / "index.yml"
UNITS, RUNS = (10**3, 10**4, 10**5, 10**6), 5


def counts(units):
    """Draw raw counts of nine indicators."""
    names = [leaf.name for leaf in leaves(load_spec(SPECIFICATION))]
    return pd.DataFrame(
        np.exp(np.random.default_rng(1).uniform(1, 15, (units, len(names)))),
        columns=names,
    )


def row_by_row(values, spec):
    """Compute the total of each row by itself, as a first script would."""
    parts = [
        (
            part.weight,
            [
                (leaf.weight, leaf.name, math.log(leaf.standardize.reference))
                for leaf in part.children
            ],
        )
        for part in spec.root.children
    ]

    def total(row):
        scores = [
            sum(w * 100 * math.log(row[name]) / log for w, name, log in rest)
            / sum(w for w, *_ in rest)
            for _, rest in parts
        ]
        return sum(
            weight * score for (weight, _), score in zip(parts, scores, strict=True)
        ) / sum(weight for weight, _ in parts)

    return values.apply(total, axis=1)


def seconds(compute, *arguments):
    """Time a computation by the processor's clock."""
    start = time.process_time()
    compute(*arguments)
    return time.process_time() - start


def memory(units):
    """Measure the peak memory of a process that draws the counts and computes the
    index, in MiB.
    """
    work = f"import index_engine as e; e.compute_index(e.counts({units}), e.load_spec(e.SPECIFICATION))"
    peak = "print([line for line in open('/proc/self/status') if line.startswith('VmHWM')][0].split()[1])"
    run = subprocess.run(
        [sys.executable, "-c", f"{work}\n{peak}"],
        cwd=ROOT / "benchmarks",
        capture_output=True,
        text=True,
        check=True,
    )
    return round(int(run.stdout) / 1024)


def main():
    """Measure both ways for every number of units, in turn, and record the medians."""
    spec, rows = load_spec(SPECIFICATION), []
    for units in UNITS:
        values = counts(units)
        difference = (
            (
                compute_index(values[:1000], spec)["total"]
                - row_by_row(values[:1000], spec)
            )
            .abs()
            .max()
        )
        assert difference < 1e-9, difference  # both compute the same
        ours, theirs = [], []
        for run in range(RUNS):
            ours.append(seconds(compute_index, values, spec))
            if run == 0 or units < 10**6:  # once takes long enough
                theirs.append(seconds(row_by_row, values, spec))
        row = {
            "units": units,
            "seconds": statistics.median(ours),
            "apply": statistics.median(theirs),
            "MiB": memory(units),
        }
        print(row, flush=True)
        rows.append(row)
    RECORD.write_text(
        json.dumps({"machine": machine(), "runs": RUNS, "rows": rows}, indent=2) + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
