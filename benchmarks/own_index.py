"""CPU time and memory of an index of one's own, from a workbook to an audited report,
each beside a naive way in the same run, one thread; and how they grow.

Naive, for the audit: one draw of weights at a time, totals and ranks by pandas, 200
draws measured and scaled to as many as the audit makes; no pairs, no ranges. For the
workbook: pandas.read_excel, a row at a time, DataFrame.to_excel. Each of ours runs in a
process of its own. Records benchmarks/own_index.json.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy is loaded

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
from machine import machine

import compindex
from compindex.robustness.settings import USUAL, within_effort

RECORD = Path(__file__).with_suffix(".json")
AUDITED = ((15, 4), (51, 8), (195, 12))
GROWN = [(units, parts) for parts in (4, 50) for units in (10, 30, 100, 300, 1000)]
LARGE = (5_000, 50)
NAIVE = 200  # draws


def scores(units, parts):
    """Draw scores that correlate at about one half, as those of indices do."""
    rng = np.random.default_rng(1)
    common = rng.normal(size=(units, 1))
    values = 50 + 7 * (common + rng.normal(size=(units, parts)))
    names = [f"part {number}" for number in range(parts)]
    table = pd.DataFrame(values.clip(1, 100).round(2), columns=names)
    return table.set_axis([f"unit {number}" for number in range(units)])


def weights(table):
    """Give the parts three different weights."""
    return {name: 1.0 + number % 3 for number, name in enumerate(table)}


def audit(units, parts):
    """Audit a table, and say how much of it is exact."""
    table = scores(units, parts)
    start = time.process_time()
    found = compindex.audit(table, weights(table))
    seconds = time.process_time() - start
    ranges = found["rank_ranges"]["found_by"].value_counts()
    pairs = found["pair_reversals"]["found_by"].value_counts()
    return {
        "seconds": seconds,
        "pairs_exact": float(pairs.get("exact", 0) / pairs.sum()),
        "ranges_exact": float(ranges.get("exact", 0) / ranges.drop("draws").sum()),
        "draws": within_effort(USUAL, table).draws,
    }


def naive_audit(units, parts, draws):
    """Rank under random weights and each of nine methods, a draw at a time."""
    table = scores(units, parts)
    shares = pd.Series(weights(table))
    rng = np.random.default_rng(1)
    start = time.process_time()
    for _ in range(NAIVE):
        drawn = shares * rng.uniform(0.75, 1.25, parts)
        totals = (table * (drawn / drawn.sum())).sum(axis=1)
        totals.rank(ascending=False, method="min")
    each = (time.process_time() - start) / NAIVE
    return each * draws * 4  # three laws of weights, and methods with weights


def workbook(folder):
    """Write a large workbook of values with its description."""
    units, parts = LARGE
    table = scores(units, parts).rename_axis("unit")
    rows = [("total", "", 1, "")]
    rows += [(name, "total", 1.0 + n % 3, "minmax") for n, name in enumerate(table)]
    nodes = pd.DataFrame(rows, columns=["code", "parent", "weight", "rule"])
    path = Path(folder) / "large.xlsx"
    with pd.ExcelWriter(path) as book:
        table.reset_index().to_excel(book, sheet_name="data", index=False)
        nodes.to_excel(book, sheet_name="indicators", index=False)
    return path


def whole_road(path):
    """Read a workbook, compute, and write the results as a workbook."""
    start = time.process_time()
    compindex.build(path).to_excel(Path(path).with_name("out.xlsx"))
    return {"seconds": time.process_time() - start}


def naive_road(path):
    """Do the same with pandas alone, a row at a time."""
    start = time.process_time()
    table = pd.read_excel(path, sheet_name="data", index_col="unit")
    shares = pd.Series(weights(table))
    low, high = table.min(), table.max()

    def total(row):
        return (100 * (row - low) / (high - low) * shares).sum() / shares.sum()

    totals = table.apply(total, axis=1)
    ranks = totals.rank(ascending=False, method="min")
    ((table - low) / (high - low)).assign(total=totals, rank=ranks).to_excel(
        Path(path).with_name("naive.xlsx")
    )
    return time.process_time() - start


def index(units, parts):
    """Compute an index of one level, standardized by the sample."""
    table = scores(units, parts)
    children = [
        {"name": name, "weight": weight, "standardize": {"method": "minmax"}}
        for name, weight in weights(table).items()
    ]
    spec = compindex.load_spec(
        {"name": "m", "root": {"name": "t", "children": children}}
    )
    start = time.process_time()
    compindex.compute_index(table, spec)
    return {"seconds": time.process_time() - start}


def apart(job, *arguments):
    """Run a job in a process of its own; give what it found, and its peak memory."""
    command = [sys.executable, __file__, job, *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main():
    """Measure everything, and record it."""
    rows, grown = [], []
    for units, parts in AUDITED:
        ours = apart("audit", units, parts)
        ours |= {"units": units, "parts": parts}
        rows.append(ours | {"naive": naive_audit(units, parts, ours["draws"])})
        print(rows[-1], flush=True)
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(folder)
        road = apart("road", path) | {"naive": naive_road(path)}
    print(road, flush=True)
    for units, parts in GROWN:
        row = {"units": units, "parts": parts} | apart("audit", units, parts)
        grown.append(row | {"index": apart("index", units, parts)["seconds"]})
        print(grown[-1], flush=True)
    found = {"machine": machine(), "audits": rows, "workbook": road, "grown": grown}
    RECORD.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def one(job, *arguments):
    """Do one job, and print what it found."""
    jobs = {"audit": audit, "road": whole_road, "index": index}
    given = arguments if job == "road" else map(int, arguments)
    found = jobs[job](*given)
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in status if line.startswith("VmHWM"))
    print(json.dumps(found | {"MiB": round(int(peak.split()[1]) / 1024)}))


if __name__ == "__main__":
    one(*sys.argv[1:]) if len(sys.argv) > 1 else main()
