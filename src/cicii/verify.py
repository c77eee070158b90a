"""Verification: everything is recomputed elsewhere and compared with what is committed."""

import datetime
import os
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from analysis.paths import BUILD, ROOT, from_checkout
from analysis.results import json_bytes, write
from cicii import (
    attachments,
    descriptors,
    processes,
    raw_folders,
    readme,
    sources,
    summaries,
)
from cicii.comparing import DIFFERENT, EQUAL, IDENTICAL, compare
from cicii.contents import exhibits, file_of
from cicii.endings import FAILED
from cicii.notebooks import notebook_paths
from compindex.errors import InputError

LIBRARIES = (
    "matplotlib",
    "numpy",
    "pandas",
    "pydantic",
    "scipy",
    "seaborn",
    "statsmodels",
)
# What is compared: numbers, which no version of a library may change; and all else.
_NUMBERS = ("data/processed/*.csv", "data/synthetic/*.*", "figures/*.csv")
_REST = ("figures/*.[!c]*", "notebooks/*.ipynb")


def recompute_all(results: Path) -> dict[str, float]:
    """Run all notebooks, one after another, into an empty folder, and make the synthetic
    raw data there; give the seconds by notebook.
    """
    seconds = {}
    for path in notebook_paths():
        start = time.perf_counter()
        command = [sys.executable, "-m", "cicii", "notebook", path.stem]
        command += ["--results", str(results)]
        with processes.followed(command, cwd=ROOT) as process:
            lines = list(process.stdout)
        if process.returncode:
            said = [line for line in lines if line.startswith(FAILED)]
            failed = f"{FAILED}{path.stem} failed"
            raise InputError((said or [failed])[-1].removeprefix(FAILED))
        seconds[path.stem] = round(time.perf_counter() - start, 1)
        print(f"  {path.stem}, {seconds[path.stem]} s", flush=True)
    folder = results / "data" / "synthetic"
    raw_folders.write_folder(folder, raw_folders.synthetic_files())
    return seconds


def compare_all(results: Path, numbers_only: bool = False) -> list[dict[str, str]]:
    """Compare every committed table, figure and notebook, and what is generated into the
    README and the descriptor, with recomputed ones; or tables alone.
    """
    patterns = _NUMBERS if numbers_only else _NUMBERS + _REST
    files = set()
    for root in (ROOT, Path(results)):
        for pattern in patterns:
            files |= {path.relative_to(root) for path in root.glob(pattern)}
    rows = []
    for file in sorted(files):
        status, where = compare(ROOT / file, Path(results) / file)
        rows.append({"file": file.as_posix(), "status": status, "where": where})
    return rows if numbers_only else rows + _compared_generated()


def _compared_generated() -> list[dict[str, str]]:
    """Compare files with generated parts with what these are generated from."""
    rows = []
    for path, content in {**readme.generated(), **descriptors.generated()}.items():
        same = path.read_bytes() == content
        status, where = (IDENTICAL, "") if same else (DIFFERENT, "generated parts")
        rows.append({"file": from_checkout(path), "status": status, "where": where})
    return rows


def by_exhibit(
    files: list[dict], committed: list[dict], fresh: list[dict]
) -> list[dict]:
    """Sum up files and verdicts of two ledgers exhibit by exhibit: the worst status among
    its files, whether all verdicts are as committed, how it stands.
    """
    rows = []
    for name, (exhibit, _) in exhibits().items():
        stem = file_of(exhibit).rpartition(".")[0]
        own = {row["status"] for row in files if row["file"].rpartition(".")[0] == stem}
        worst = [status for status in (DIFFERENT, EQUAL) if status in own]
        ours, theirs = (
            {row["id"]: row["verdict"] for row in ledger if row["exhibit"] == name}
            for ledger in (committed, fresh)
        )
        row = {
            "exhibit": name,
            "title": exhibit.title,
            "files": worst[0] if worst else IDENTICAL,
            "verdicts": "as committed" if ours == theirs else DIFFERENT,
            "standing": summaries.standing(fresh, name),
        }
        rows.append(row)
    return rows


def machine() -> dict[str, object]:
    """Describe the machine, Python and the libraries that the results rest on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def verify(results: Path, numbers_only: bool = False) -> dict:
    """Recompute everything in an empty folder, compare, and report."""
    start, results = time.perf_counter(), Path(results)
    changed = sources.look()
    committed = summaries.read_ledger()
    print("Recomputing everything in a temporary folder:", flush=True)
    seconds = recompute_all(results)
    files = compare_all(results, numbers_only)
    fresh = summaries.read_ledger(results)
    rows = by_exhibit(files, committed, fresh)
    statuses = [row["status"] for row in files] + [row["verdicts"] for row in rows]
    differences = statuses.count(DIFFERENT)
    return {
        "outcome": _outcome(differences, changed, numbers_only),
        "changed_sources": changed,
        "verified": not differences and not changed,
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - start, 1),
        "machine": machine(),
        "notebooks": seconds,
        "inputs": sources.digests(),
        "exhibits": rows,
        "files": files,
        "verdicts": summaries.counts(fresh),
        "statements": fresh,
    }


def _outcome(differences: int, changed: list[str], numbers_only: bool) -> str:
    """Say in a sentence or two what came of a verification."""
    if not differences and not changed:
        compared = "numbers" if numbers_only else "files"
        return f"All {compared} and verdicts are what the code produces."
    parts = [f"{differences} differences."]
    if changed:
        parts.append(f"Changed since recorded: {', '.join(changed)}.")
    return " ".join(parts)


def verify_checkout(numbers_only: bool) -> None:
    """Verify the checkout, and write what a reviewer may attach; end with 1 and a line
    for each difference if there is any.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = verify(Path(folder), numbers_only)
    write(BUILD / "verification.json", json_bytes(report, indent=1))
    write(BUILD / "verification.html", attachments.verification_page(report).encode())
    write(BUILD / "codecheck.yml", attachments.manifest(report).encode())
    _print(report)
    if not report["verified"]:
        sys.exit("\n".join(_differences(report)))


def _print(report: dict) -> None:
    """Print how each exhibit stands, and the outcome."""
    for row in report["exhibits"]:
        verdicts = f"verdicts {row['verdicts']}"
        print(f"{row['exhibit']:<10}{row['files']:<18}{verdicts:<23}{row['standing']}")
    for row in report["files"]:
        if row["status"] == EQUAL:
            print(f"{EQUAL}, other bytes: {row['file']}")
    print("\nSee build/verification.html, and verification.json and codecheck.yml.")
    print(report["outcome"], flush=True)


def _differences(report: dict) -> list[str]:
    """List every difference in a line, changed sources last."""
    lines = []
    for row in report["files"]:
        if row["status"] == DIFFERENT:
            lines.append(f"{DIFFERENT}: {row['file']}: {row['where']}")
    for row in report["exhibits"]:
        if row["verdicts"] == DIFFERENT:
            lines.append(f"{DIFFERENT}: verdicts of {row['exhibit']}")
    if report["changed_sources"]:
        lines.append(f"changed since recorded: {', '.join(report['changed_sources'])}")
    return lines
