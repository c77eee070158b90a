"""CPU time of rank histograms under random weights: counted, sorted draw by draw, and
by other packages, in one run.

One thread, 15 cities by 4 dimensions. Each case is a test of pytest-benchmark; run as a
program, this file runs them in turn, measures the memory, and records nanoseconds a
draw and their ratios in benchmarks/rank_probabilities.json.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"  # before NumPy is loaded

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import skcriteria
from machine import machine
from pymcdm.helpers import rrankdata
from pymcdm.methods import WSM
from pysensmcda.smaa import simulate
from skcriteria.agg.simple import WeightedSumModel

from compindex.robustness import laws, ranks

ROOT = Path(__file__).parents[1]
RECORD = ROOT / "benchmarks" / "rank_probabilities.json"
WEIGHTS = np.array([0.35, 0.25, 0.20, 0.20])
FRAME = pd.read_csv(ROOT / "data" / "processed" / "scores.csv")[
    ["media", "social", "innovation", "cognition"]
]
SCORES, MAXIMISED = FRAME.to_numpy(), np.ones(4)
SCHEMES = laws.schemes(WEIGHTS, 100)
FEW = next(laws.draw(SCHEMES["noise_25"], 1000, seed=1)).T
FEW = FEW / FEW.sum(axis=1, keepdims=True)
MEMORY = """
import pandas as pd
from compindex.robustness import laws, ranks
scores = pd.read_csv("data/processed/scores.csv")[["media", "social", "innovation", "cognition"]].to_numpy()
ranks.place_counts(scores, laws.schemes([0.35, 0.25, 0.20, 0.20], 100)["{scheme}"], {draws}, seed=1)
lines = open("/proc/self/status").read().splitlines()  # a child's ru_maxrss would hold its parent's memory
print(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))
"""


def counted(scheme, draws):
    """Count ranks as the audit does."""
    return ranks.place_counts(SCORES, SCHEMES[scheme], draws, seed=1)


def drawn(scheme, draws):
    """Draw the weights, and nothing else."""
    for _ in laws.draw(SCHEMES[scheme], draws, seed=1):
        pass


def sorted_by_argsort(scheme, draws):
    """Sort every draw, chunk by chunk, and count."""
    counts = np.zeros((15, 15), np.int64)
    for weights in laws.draw(SCHEMES[scheme], draws, seed=1):
        places = np.argsort(np.argsort(-(weights.T @ SCORES.T), axis=1), axis=1)
        counts += np.bincount(
            (places + 15 * np.arange(15)).ravel(), minlength=225
        ).reshape(15, 15)
    return counts


def histogram(places):
    """Count places, from 1, draws by cities."""
    return np.stack(
        [np.bincount(column - 1, minlength=15) for column in np.asarray(places, int).T]
    )


def by_pymcdm():
    """Evaluate and rank 1,000 draws with pymcdm's weighted sum."""
    method = WSM(normalization_function=lambda values, cost=False: values)
    return histogram(
        [
            rrankdata(method(SCORES, weights, MAXIMISED, validation=False))
            for weights in FEW
        ]
    )


def by_pysensmcda():
    """Simulate 1,000 draws with pysensmcda, pymcdm's weighted sum being the method."""
    method = WSM(normalization_function=lambda values, cost=False: values)
    return simulate(
        method, SCORES, MAXIMISED, weights=FEW, store="accumulate", reverse_ranking=True
    ).rank_counts


def by_scikit_criteria():
    """Evaluate 1,000 draws with scikit-criteria's weighted sum."""
    method = WeightedSumModel()
    found = (
        method.evaluate(skcriteria.mkdm(SCORES, [max] * 4, weights=weights)).rank_
        for weights in FEW
    )
    return histogram(list(found))


LAWS = {
    "noise_25": "noise of 25%",
    "dirichlet": "Dirichlet",
    "uniform": "all weights alike",
}
COUNTED = "counted, noise of 25%, {:,} draws"
CASES = {
    **{
        COUNTED.format(draws): (counted, "noise_25", draws)
        for draws in (10**5, 10**6, 10**7)
    },
    **{
        f"counted, {LAWS[law]}": (counted, law, 10**6)
        for law in ("dirichlet", "uniform")
    },
    **{
        f"weights drawn alone, {name}": (drawn, law, 10**6)
        for law, name in LAWS.items()
    },
    **{
        f"every draw sorted by argsort, {name}": (sorted_by_argsort, law, 10**6)
        for law, name in LAWS.items()
    },
    "pymcdm": (by_pymcdm,),
    "pysensmcda": (by_pysensmcda,),
    "scikit-criteria": (by_scikit_criteria,),
}


@pytest.mark.parametrize("case", CASES)
def test_time(benchmark, case):
    work, *arguments = CASES[case]
    benchmark.extra_info["draws"] = arguments[-1] if arguments else len(FEW)
    benchmark.pedantic(work, args=arguments, rounds=5, warmup_rounds=1)


def test_all_ways_agree():
    expected = np.zeros((15, 15), int)
    for places in ranks.places(SCORES, FEW.T):
        expected[np.arange(15), places] += 1
    for got in (
        by_pymcdm(),
        by_pysensmcda(),
        by_scikit_criteria(),
        counted("noise_25", 1000),
    ):
        np.testing.assert_array_equal(got, expected)
    np.testing.assert_array_equal(
        sorted_by_argsort("uniform", 5000), counted("uniform", 5000)
    )


def peak(scheme, draws):
    """Measure the largest memory, in MiB, of a process that counts ranks, imports
    included.
    """
    code = MEMORY.format(scheme=scheme, draws=draws)
    return round(
        float(
            subprocess.run(
                [sys.executable, "-c", code],
                cwd=ROOT,
                check=True,
                capture_output=True,
                text=True,
            ).stdout
        )
    )


def main():
    """Run all cases, and record what they took."""
    with tempfile.TemporaryDirectory() as folder:
        measured = Path(folder) / "measured.json"
        options = [
            "-q",
            "-o",
            "addopts=",
            "--noconftest",
            "-p",
            "no:cacheprovider",
            "--benchmark-timer=time.process_time",
        ]
        command = [
            sys.executable,
            "-m",
            "pytest",
            __file__,
            *options,
            f"--benchmark-json={measured}",
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            sys.exit("error: the benchmark failed; nothing was recorded")
        found = json.loads(measured.read_text())["benchmarks"]
    seconds = {one["params"]["case"]: one["stats"]["median"] for one in found}
    draws = {one["params"]["case"]: one["extra_info"]["draws"] for one in found}
    one_draw = {case: 1e9 * seconds[case] / draws[case] for case in CASES}
    record = {
        "machine": machine(),
        "counted": COUNTED.format(10**6),
        "seconds": {case: round(seconds[case], 4) for case in CASES},
        "nanoseconds_per_draw": {
            case: round(time, 1) for case, time in one_draw.items()
        },
        "peak_MiB": {
            f"{LAWS[law]}, {n:,} draws": peak(law, n)
            for law in LAWS
            for n in (10**6, 10**7)
        },
    }
    RECORD.write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main()
