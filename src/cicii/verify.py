"""Verification: everything is looked at, recomputed elsewhere, and compared by bytes
with what is committed.
"""

import datetime
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from analysis.ledger.showing import headline
from analysis.paths import BUILD, ROOT, sha256
from analysis.results import json_bytes, write
from cicii import (
    attachments,
    forks,
    machine,
    package,
    parameters,
    processes,
    raw_folders,
    runner,
    sources,
    summaries,
)
from cicii.compared import NUMBERS, REST, by_exhibit, compare_all
from cicii.comparing import DIFFERENT, EQUAL
from cicii.contents import in_running_order
from cicii.endings import FAILED
from cicii.launch import PYTHON
from cicii.looking import Looked, lines_of, look_around
from cicii.notebooks import notebook_paths
from compindex.errors import MOST, InputError


def recompute_all(results: Path) -> dict[str, float]:
    """Run all notebooks, one after another, into an empty folder, and make the synthetic
    raw data there; give the seconds by notebook.
    """
    seconds = {}
    names = {path.stem for path in notebook_paths()}
    with forks.served(runner.whole_environment(results)):
        for name in filter(names.__contains__, in_running_order()):
            start = time.perf_counter()
            _recompute(name, results)
            seconds[name] = round(time.perf_counter() - start, 1)
            print(f"  {name}, {seconds[name]} s", flush=True)
    folder = results / "data" / "synthetic"
    raw_folders.write_folder(folder, raw_folders.synthetic_files())
    return seconds


def _recompute(name: str, results: Path) -> None:
    """Run a notebook into a folder; where it fails, say why."""
    command = [*PYTHON, "cicii", "notebook", name, "--results", str(results)]
    with processes.followed(command, cwd=ROOT) as process:
        lines = list(process.stdout)
    if process.returncode:
        said = [line for line in lines if line.startswith(FAILED)]
        failed = f"{FAILED}{name} failed"
        raise InputError((said or [failed])[-1].removeprefix(FAILED))


def verify(
    results: Path, numbers_only: bool = False, looked: Looked | None = None
) -> dict:
    """Recompute everything in an empty folder, compare, and report, with what was found
    before.
    """
    start, results = time.perf_counter(), Path(results)
    looked = looked or Looked()
    changed = sources.look()
    print("Recomputing everything in a temporary folder:", flush=True)
    seconds = recompute_all(results)
    files = compare_all(results, numbers_only, looked)
    committed, unreadable = _committed_ledger()
    fresh = summaries.read_ledger(results)
    rows = by_exhibit(files, committed, fresh)
    statuses = [row["status"] for row in files] + [row["our_verdicts"] for row in rows]
    differences = statuses.count(DIFFERENT) + len(unreadable)
    return {
        "outcome": _outcome(differences, changed, looked, numbers_only),
        "changed_sources": changed,
        "findings": looked.rows(),
        "elsewhere": list(looked.elsewhere),
        "unreadable": unreadable,
        "verified": not (differences or changed or looked.fails),
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


def _committed_ledger() -> tuple[list[dict] | None, list[str]]:
    """Read the committed ledger; where it cannot be read, say why."""
    try:
        return summaries.read_ledger(), []
    except InputError as error:
        return None, [str(error)]


def _seeds() -> dict[str, object]:
    """Take the parameters from which random numbers start."""
    values = parameters.load_parameters()
    return {name: value for name, value in values.items() if "seed" in name}


def _output_digests(results: Path) -> dict[str, str]:
    """Give the digests of everything that was recomputed, by its name."""
    found = [path for pattern in NUMBERS + REST for path in results.glob(pattern)]
    return {
        path.relative_to(results).as_posix(): sha256(path) for path in sorted(found)
    }


def _outcome(
    differences: int, changed: list[str], looked: Looked, numbers_only: bool
) -> str:
    """Say in a sentence or two what came of a verification."""
    failing = sum(finding.fails for finding in looked.findings)
    named = len(looked.findings) - failing
    parts = [f"{named} files are changed or added and only named."] if named else []
    if differences or changed or failing:
        parts = [f"{differences} differences, {failing} findings before.", *parts]
        if changed:
            parts.append(f"Changed since recorded: {', '.join(changed)}.")
    else:
        compared = "numbers" if numbers_only else "files"
        parts += [f"All {compared} and verdicts are what the code produces."]
    return " ".join(parts)


def verify_checkout(numbers_only: bool) -> None:
    """Verify the checkout, and write what a reviewer may attach; end with 1 and a line
    for each difference if there is any.
    """
    looked = look_around(numbers_only)
    for line in lines_of(looked.findings):
        print(line, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            report = verify(Path(folder), numbers_only, looked)
        except InputError as error:
            refused = [f"{FAILED}{line}" for line in str(error).splitlines()]
            sys.exit("\n".join([*_failing_lines(looked), *refused]))
        kept = _kept(report, Path(folder))
    _print(report)
    print(_held(looked, report), kept, sep="\n")
    print(report["outcome"], flush=True)
    if not report["verified"]:
        sys.exit("\n".join([*_failing_lines(looked), *_differences(report)]))


def _held(looked: Looked, report: dict) -> str:
    """Say what the files were held to: a forger who removes git is to be noticed."""
    commit = f"and the commit {report['code']['commit']}"
    alone = "alone, since git tells of no commit here"
    return f"\nFiles were held to the record {commit if looked.committed else alone}."


def _failing_lines(looked: Looked) -> list[str]:
    """Write what was found before and fails."""
    return lines_of(finding for finding in looked.findings if finding.fails)


def _kept(report: dict, results: Path) -> str:
    """Write the reports where they can be written, and say where."""
    try:
        for file in attachments.listed():
            write(BUILD / "verified" / file, (results / file).read_bytes())
        write(BUILD / "verification.json", json_bytes(report, indent=1))
        page = attachments.verification_page(report).encode()
        write(BUILD / "verification.html", page)
        write(BUILD / "codecheck.yml", attachments.manifest(report).encode())
    except InputError as error:
        return f"The reports are not kept: {error}."
    return "See build/verification.html, and verification.json and codecheck.yml."


def _print(report: dict) -> None:
    """Print how each exhibit stands, and which bytes another machine explains."""
    for row in report["exhibits"]:
        own = f"our files {row['our_files']}, verdicts {row['our_verdicts']}"
        print(f"{row['exhibit']:<10}{own:<48}{row['status'].partition('. ')[0]}")
    equal = [row for row in report["files"] if row["status"] == EQUAL]
    for row in equal:
        print(f"{EQUAL}, other bytes: {row['file']}: {row['where']}")


def _differences(report: dict) -> list[str]:
    """List the differences in a line each, as many as a reader bears, changed sources
    last.
    """
    different = [row for row in report["files"] if row["status"] == DIFFERENT]
    lines = [f"{DIFFERENT}: {row['file']}: {row['where']}" for row in different[:MOST]]
    if len(different) > MOST:
        lines.append(f"{DIFFERENT}: … ({len(different):,} in all)")
    lines += [f"{DIFFERENT}: {line}" for line in report["unreadable"]]
    for row in report["exhibits"]:
        if row["our_verdicts"] == DIFFERENT:
            lines.append(f"{DIFFERENT}: verdicts of {row['exhibit']}")
    if report["changed_sources"]:
        lines.append(f"changed since recorded: {', '.join(report['changed_sources'])}")
    return [str(InputError(line)) for line in lines]
