"""Verification: everything is recomputed elsewhere and compared with what is committed."""

import datetime
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from analysis.ledger.showing import headline
from analysis.paths import BUILD, ROOT, from_checkout, sha256
from analysis.results import json_bytes, write
from cicii import (
    attachments,
    descriptors,
    machine,
    package,
    parameters,
    processes,
    raw_folders,
    readme,
    sources,
    status,
    summaries,
)
from cicii.comparing import DIFFERENT, EQUAL, IDENTICAL, compare
from cicii.contents import in_running_order
from cicii.endings import FAILED
from cicii.launch import PYTHON
from cicii.notebooks import notebook_paths
from compindex.errors import InputError

# What is compared: numbers, which no version of a library may change; and all else.
_NUMBERS = ("data/processed/*.csv", "data/synthetic/*.*", "figures/*.csv")
AS_COMMITTED = "as committed"
_REST = ("figures/*.[!c]*", "figures/zh/*.*", "notebooks/*.ipynb")


def recompute_all(results: Path) -> dict[str, float]:
    """Run all notebooks, one after another, into an empty folder, and make the synthetic
    raw data there; give the seconds by notebook.
    """
    seconds = {}
    names = {path.stem for path in notebook_paths()}
    for name in filter(names.__contains__, in_running_order()):
        start = time.perf_counter()
        command = [*PYTHON, "cicii", "notebook", name]
        command += ["--results", str(results)]
        with processes.followed(command, cwd=ROOT) as process:
            lines = list(process.stdout)
        if process.returncode:
            said = [line for line in lines if line.startswith(FAILED)]
            failed = f"{FAILED}{name} failed"
            raise InputError((said or [failed])[-1].removeprefix(FAILED))
        seconds[name] = round(time.perf_counter() - start, 1)
        print(f"  {name}, {seconds[name]} s", flush=True)
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
    """Say of each exhibit how it stands to the report, in words, and whether our own
    files and verdicts are as committed.
    """
    rows = []
    for row in status.exhibit_rows(fresh):
        stem = row["output"].rpartition(".")[0]
        own = {one["status"] for one in files if one["file"].rpartition(".")[0] == stem}
        worst = [found for found in (DIFFERENT, EQUAL) if found in own]
        ours, theirs = (
            {one["id"]: one["verdict"] for one in ledger if _prints(row, one)}
            for ledger in (committed, fresh)
        )
        row["our_files"] = worst[0] if worst else AS_COMMITTED
        row["our_verdicts"] = AS_COMMITTED if ours == theirs else DIFFERENT
        rows.append(row)
    return rows


def _prints(row: dict, statement: dict) -> bool:
    """Tell whether a statement belongs to an exhibit."""
    return statement["exhibit"] == row["exhibit"]


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
    statuses = [row["status"] for row in files] + [row["our_verdicts"] for row in rows]
    differences = statuses.count(DIFFERENT)
    return {
        "outcome": _outcome(differences, changed, numbers_only),
        "changed_sources": changed,
        "verified": not differences and not changed,
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - start, 1),
        "text": package.stored_text(),
        "code": machine.commit(),
        "machine": machine.machine(),
        "seeds": _seeds(),
        "notebooks": seconds,
        "inputs": sources.digests(),
        "outputs": _output_digests(results),
        "exhibits": rows,
        "files": files,
        "verdicts": summaries.counts(fresh),
        "headline": headline(pd.DataFrame(fresh)),
        "statements": fresh,
    }


def _seeds() -> dict[str, object]:
    """Take the parameters from which random numbers start."""
    values = parameters.load_parameters()
    return {name: value for name, value in values.items() if "seed" in name}


def _output_digests(results: Path) -> dict[str, str]:
    """Give the digests of everything that was recomputed, by its name."""
    found = [path for pattern in _NUMBERS + _REST for path in results.glob(pattern)]
    return {
        path.relative_to(results).as_posix(): sha256(path) for path in sorted(found)
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
        for file in attachments.listed():
            write(BUILD / "verified" / file, (Path(folder) / file).read_bytes())
    write(BUILD / "verification.json", json_bytes(report, indent=1))
    write(BUILD / "verification.html", attachments.verification_page(report).encode())
    write(BUILD / "codecheck.yml", attachments.manifest(report).encode())
    _print(report)
    if not report["verified"]:
        sys.exit("\n".join(_differences(report)))


def _print(report: dict) -> None:
    """Print how each exhibit stands, and the outcome."""
    for row in report["exhibits"]:
        own = f"our files {row['our_files']}, verdicts {row['our_verdicts']}"
        print(f"{row['exhibit']:<10}{own:<48}{row['status'].partition('. ')[0]}")
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
        if row["our_verdicts"] == DIFFERENT:
            lines.append(f"{DIFFERENT}: verdicts of {row['exhibit']}")
    if report["changed_sources"]:
        lines.append(f"changed since recorded: {', '.join(report['changed_sources'])}")
    return lines
