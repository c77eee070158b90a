"""Run the main command as on other machines, under other settings, and compare with the
committed files.

``python tests/trust/elsewhere.py [--record FILE] [variant ...]``; all variants if none is
named. Each is a whole run in a temporary copy of the checkout, its results deleted: with
the bytes of the committed files, or (other processors) the same numbers within one unit
of the twelfth digit.
"""

import argparse
import csv
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from checkouts import RESULTS, Checkout
from trust.other_numbers import compared
from trust.test_settings import foreign_settings

from analysis.paths import ROOT
from cicii.machine import machine

LAUNCHED = ["-I", "-X", "utf8", "src/cicii/launch.py", "cicii", "reproduce"]
NAMESPACE = ["unshare", "--map-root-user", "--net"]
TURKISH = {"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr", "LANG": "tr_TR.UTF-8"}
SINGLE = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
OLD = "AVX512F AVX512CD AVX512_SKX AVX2 FMA3"  # what a processor of 2010 lacks
COLUMNS = ("variant", "code", "seconds", "other_bytes", "largest_relative", "verdict")


class Variant(NamedTuple):
    """Another machine: variables that are set, or removed where they are None; what a
    command begins with; whether other bytes are expected.
    """

    set: dict = {}
    before: tuple = ()
    folder: str = "checkout"
    umask: int = 0o022
    other_bytes: bool = False


def processor(name):
    """Another processor, as far as the library of linear algebra goes."""
    return Variant({"OPENBLAS_CORETYPE": name}, other_bytes=True)


VARIANTS = {
    "nothing set": Variant(),
    "settings of a user": Variant(),  # which are made in a folder of their own
    "no network, no loopback": Variant(before=tuple(NAMESPACE)),
    "LC_ALL=C, 西安 and a blank": Variant({"LC_ALL": "C"}, folder="西安 one"),
    "Turkish": Variant(TURKISH),
    "umask 077": Variant(umask=0o077),
    "HOME unset": Variant({"HOME": None}),
    "HOME not to be written": Variant({"HOME": "/proc/nobody"}),
    "Kathmandu": Variant({"TZ": "Asia/Kathmandu"}),
    "hash seed 0": Variant({"PYTHONHASHSEED": "0"}),
    "hash seed 4242": Variant({"PYTHONHASHSEED": "4242"}),
    "PYTHONOPTIMIZE=2": Variant({"PYTHONOPTIMIZE": "2"}),
    "warnings as errors": Variant({"PYTHONWARNINGS": "error"}),
    "one thread": Variant({f"{one}_NUM_THREADS": "1" for one in SINGLE}),
    "eight threads": Variant({f"{one}_NUM_THREADS": "8" for one in SINGLE}),
    "one processor": Variant(before=("taskset", "--cpu-list", "0")),
    "256 open files": Variant(before=("prlimit", "--nofile=256")),
    "Prescott": processor("Prescott"),
    "Nehalem": processor("Nehalem"),
    "Haswell": processor("Haswell"),
    "SkylakeX": processor("SkylakeX"),
    "Zen": processor("Zen"),
    "NumPy without AVX2": Variant({"NPY_DISABLE_CPU_FEATURES": OLD}, other_bytes=True),
}


def published(folder):
    """Give the bytes of all published results of a folder."""
    names = [path.relative_to(ROOT) for path in RESULTS]
    return {name: (folder / name).read_bytes() for name in names}


def environment_of(name, variant, copy):
    """Give the environment of a variant; nobody else's code is found by it."""
    found = copy.environment()
    found.pop("PYTHONPATH")
    if name == "settings of a user":
        user = copy.folder.parent / "user"
        user.mkdir()
        found |= foreign_settings(user) | {"SNAKEMAKE_PROFILE": "slurm"}
    for key, value in variant.set.items():
        found.pop(key, None)
        if value is not None:
            found[key] = value
    return found


def tried(name, variant, folder):
    """Run a variant in a copy below a folder; give a row of the table."""
    copy = Checkout(folder / variant.folder)
    command = [*variant.before, sys.executable, *LAUNCHED]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        cwd=copy.folder,
        env=environment_of(name, variant, copy),
        umask=variant.umask,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=900,
    )
    seconds = time.perf_counter() - start
    other, largest, wrong = compared(published(ROOT), published(copy.folder))
    if done.returncode:
        verdict = (done.stderr or done.stdout).strip().splitlines()[-1][:200]
    elif not other:
        verdict = "same bytes"
    elif not wrong:
        verdict = "same numbers"
    else:
        verdict = f"other: {', '.join(wrong)}"
    shown = f"{largest:.1e}" if other else ""
    return (name, done.returncode, f"{seconds:.0f}", other, shown, verdict)


def is_as_expected(row):
    """Tell whether a row of the table holds what is promised for its variant."""
    allowed = ["same bytes"]
    if VARIANTS[row[0]].other_bytes:
        allowed.append("same numbers")
    return row[1] == 0 and row[-1] in allowed


def main():
    """Try the variants, one after the other; tell, and record if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", type=Path, metavar="FILE", help="write a CSV file")
    parser.add_argument("variants", nargs="*", metavar="variant")
    options = parser.parse_args()
    rows = []
    for name in options.variants or VARIANTS:
        variant = VARIANTS[name]
        if variant.before and not can_run(variant.before):
            print(f"{name}: skipped, {shlex.join(variant.before)} cannot be run here")
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows.append(tried(name, variant, Path(folder)))
        print(*rows[-1], sep=" | ", flush=True)
    if options.record:
        write_record(options.record, rows)
    wrong = [row[0] for row in rows if not is_as_expected(row)]
    print(f"{len(rows) - len(wrong)} of {len(rows)} variants as expected")
    sys.exit(bool(wrong))


def can_run(before):
    """Tell whether a command may be started so."""
    if not shutil.which(before[0]):
        return False
    done = subprocess.run([*before, "true"], capture_output=True, env=os.environ)
    return done.returncode == 0


def write_record(path, rows):
    """Write the rows, and below them the machine."""
    here = machine()
    words = f"{here['processor']}, {here['processors']} processors, {here['system']}"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
        writer.writerow([f"on {words}, Python {here['python']}"])


if __name__ == "__main__":
    main()
