"""Verification: ``python -m analysis.verify`` recomputes everything elsewhere and
compares it with what is committed.
"""

import argparse
import csv
import datetime
import io
import json
import math
import os
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from itertools import zip_longest
from pathlib import Path

import yaml

from analysis import (
    export,
    outputs,
    processes,
    raw_folders,
    sources,
    workflow,
)
from analysis.commands import FAILED, told
from analysis.paths import ROOT
from compindex.errors import InputError, quoted

IDENTICAL, EQUAL, DIFFERENT = "identical bytes", "equal numbers", "different"
REPORT = ROOT / "build"
LIBRARIES = (
    "matplotlib",
    "numpy",
    "pandas",
    "pydantic",
    "scipy",
    "seaborn",
    "statsmodels",
)


def _cells(text):
    return list(csv.reader(io.StringIO(text)))


def _same(ours, theirs):
    """Tell whether two cells hold the same text, or the same number but for the
    rounding of floating-point numbers.
    """
    try:
        return ours == theirs or math.isclose(
            float(ours), float(theirs), rel_tol=1e-9, abs_tol=1e-12
        )
    except (TypeError, ValueError):
        return False


def _where_tables_differ(committed, fresh):
    heading, *_ = _cells(committed.decode()) or [[]]
    pairs = zip_longest(
        _cells(committed.decode()), _cells(fresh.decode()), fillvalue=()
    )
    for row, (ours, theirs) in enumerate(pairs, 1):
        for place, (one, other) in enumerate(zip_longest(ours, theirs)):
            if not _same(one, other):
                column = heading[place] if place < len(heading) else place + 1
                return f"row {row}, column {column}: {quoted(one)} is committed, {quoted(other)} recomputed"
    return ""


def _where_notebooks_differ(committed, fresh):
    pairs = zip_longest(
        *(json.loads(content)["cells"] for content in (committed, fresh)), fillvalue={}
    )
    places = [place for place, (ours, theirs) in enumerate(pairs, 1) if ours != theirs]
    return f"cell {places[0]}" if places else ""


def _where_pictures_differ(committed, fresh):
    import matplotlib.image  # here, because identical pictures, the usual case, do without

    ours, theirs = (
        matplotlib.image.imread(io.BytesIO(content)) for content in (committed, fresh)
    )
    if ours.shape != theirs.shape:
        return f"{ours.shape[1]} × {ours.shape[0]} pixels are committed, {theirs.shape[1]} × {theirs.shape[0]} recomputed"
    changed = (ours != theirs).any(axis=-1).sum()
    return f"{changed} pixels" if changed else ""


def _where_entries_differ(committed, fresh):
    ours, theirs = json.loads(committed), json.loads(fresh)
    return ", ".join(
        sorted(
            key
            for key in ours.keys() | theirs.keys()
            if ours.get(key) != theirs.get(key)
        )
    )


_WHERE = {
    ".csv": _where_tables_differ,
    ".ipynb": _where_notebooks_differ,
    ".png": _where_pictures_differ,
    ".json": _where_entries_differ,
}


def compare(committed, fresh):
    """Compare a committed file with the recomputed one.

    Parameters
    ----------
    committed, fresh : path
        The two files; either may be missing.

    Returns
    -------
    status, where : str
        `IDENTICAL`; `EQUAL` if the bytes differ and the numbers, cells or pixels do
        not; else `DIFFERENT`, and where.
    """
    if not committed.is_file() or not fresh.is_file():
        return (
            DIFFERENT,
            "no such file is committed"
            if fresh.is_file()
            else "committed, but no notebook makes it",
        )
    contents = committed.read_bytes(), fresh.read_bytes()
    if contents[0] == contents[1]:
        return IDENTICAL, ""
    try:
        where = _WHERE.get(committed.suffix, lambda *_: "the bytes")(*contents)
    except (ValueError, KeyError, AttributeError, SyntaxError, OSError) as error:
        where = f"cannot be read ({error})"
    return (DIFFERENT, where) if where else (EQUAL, "")


def recompute(results):
    """Run all notebooks, one after another, into an empty folder, and make the
    synthetic raw data there.

    Parameters
    ----------
    results : path

    Returns
    -------
    dict of str to float
        Seconds by notebook.

    Raises
    ------
    InputError
        If one fails.
    """
    seconds = {}
    for path in sorted(workflow.NOTEBOOKS.glob("*.ipynb")):
        start = time.perf_counter()
        command = [sys.executable, "-m", "analysis.runner", path.stem]
        command += ["--results", str(results)]
        with processes.followed(command, cwd=ROOT) as process:
            lines = list(process.stdout)
        if process.returncode:
            said = [line for line in lines if line.startswith(FAILED)]
            raise InputError(
                said[-1].removeprefix(FAILED) if said else f"{path.stem} failed"
            )
        seconds[path.stem] = round(time.perf_counter() - start, 1)
        print(f"  {path.stem}, {seconds[path.stem]} s", flush=True)
    raw_folders.write_folder(
        results / "data" / "synthetic", raw_folders.synthetic_files()
    )
    return seconds


# What is compared: numbers, which no version of a library may change; and all else.
NUMBERS = ("data/processed/*.csv", "data/synthetic/*.*", "figures/*.csv")
OTHERS = ("figures/*.[!c]*", "notebooks/*.ipynb")


def compare_all(results, numbers_only=False):
    """Compare every committed table, figure and notebook, and the generated parts of
    the README, with recomputed ones.

    Parameters
    ----------
    results : path
        Folder of the recomputed files.
    numbers_only : bool
        Whether to leave out pictures, notebooks and the README.

    Returns
    -------
    list of dict
        ``file, status, where``.
    """
    patterns = NUMBERS if numbers_only else NUMBERS + OTHERS
    files = set()
    for root in (ROOT, Path(results)):
        for pattern in patterns:
            files |= {path.relative_to(root) for path in root.glob(pattern)}
    rows = []
    for file in sorted(files):
        status, where = compare(ROOT / file, results / file)
        rows.append({"file": file.as_posix(), "status": status, "where": where})
    return rows if numbers_only else [*rows, _compared_readme()]


def _compared_readme():
    """Compare the generated parts of the README with what they are generated from."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    same = export.fill(text, export.blocks(export.read_ledger())) == text
    status, where = (IDENTICAL, "") if same else (DIFFERENT, "generated parts")
    return {"file": "README.md", "status": status, "where": where}


def by_exhibit(files, committed, fresh):
    """Sum up files and verdicts exhibit by exhibit.

    Parameters
    ----------
    files : list of dict
        From `compare_all`.
    committed, fresh : list of dict
        The ledger as committed and as recomputed.

    Returns
    -------
    list of dict
        ``exhibit, title, files`` (the worst status among its files), ``verdicts``
        (whether all are as committed), ``standing``.
    """
    rows = []
    for exhibit, (title, _, _, main) in export.EXHIBITS.items():
        own = [
            row
            for row in files
            if row["file"].rpartition(".")[0] == main.rpartition(".")[0]
        ]
        status = next(
            (
                status
                for status in (DIFFERENT, EQUAL)
                if status in {row["status"] for row in own}
            ),
            IDENTICAL,
        )
        ours, theirs = (
            {row["id"]: row["verdict"] for row in ledger if row["exhibit"] == exhibit}
            for ledger in (committed, fresh)
        )
        row = {
            "exhibit": exhibit,
            "title": title,
            "files": status,
            "verdicts": "as committed" if ours == theirs else DIFFERENT,
        }
        rows.append(row | {"standing": export.standing(fresh, exhibit)})
    return rows


def machine():
    """Describe the machine, Python and the libraries that the results rest on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def page(report):
    """Write the report as one HTML page that needs nothing else.

    Parameters
    ----------
    report : dict
        From `verify`.

    Returns
    -------
    str
    """
    import pandas as pd  # here, so that a wrong input is reported without delay

    from analysis import claims
    from analysis.pages import document, table

    differing = [row for row in report["files"] if row["status"] != IDENTICAL]
    parts = [
        f"<p><b>{report['outcome']}</b> Checked {report['date']}, in "
        f"{report['seconds']:.0f} s, on {report['machine']['system']}, Python {report['machine']['python']}.</p>",
        "<h2>Exhibits</h2>" + table(report["exhibits"]),
        f"<h2>Files</h2><p>{len(report['files'])} files compared, {len(report['files']) - len(differing)} of identical bytes.</p>",
        table(differing) if differing else "",
        "<h2>Statements</h2>"
        + table([report["verdicts"]])
        + claims.searchable(pd.DataFrame(report["statements"])),
        "<h2>Inputs</h2>"
        + table(
            [
                {"file": file, "sha256": digest}
                for file, digest in report["inputs"].items()
            ]
        ),
        "<h2>Libraries</h2>" + table([report["machine"]["libraries"]]),
    ]
    return document("CICII, reproduced: verification", parts)


def manifest(report):
    """Write the outputs as a manifest in the form of CODECHECK, for a checker to
    complete.

    References
    ----------
    CODECHECK configuration file, https://codecheck.org.uk/spec/config/1.0/
    """
    exhibits = [
        {"file": main, "comment": f"{name}: {title}"}
        for name, (title, _, _, main) in export.EXHIBITS.items()
    ]
    content = {
        "version": "https://codecheck.org.uk/spec/config/1.0/",
        "paper": {
            "title": "The report (its stored text names no title)",
            "authors": [],
            "reference": None,
        },
        "manifest": [
            *exhibits,
            {
                "file": "data/processed/claims.csv",
                "comment": "Every statement with its verdict",
            },
        ],
        "codechecker": [],
        "check_time": report["date"],
        "summary": report["outcome"],
        "report": "verification.html",
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def verify(results, numbers_only=False):
    """Recompute everything in a folder and compare.

    Parameters
    ----------
    results : path
        An empty folder.
    numbers_only : bool
        Whether to compare tables and verdicts only.

    Returns
    -------
    dict
        The report: ``outcome`` in words, ``verified``, ``date``, ``seconds``,
        ``machine``, ``notebooks``, ``inputs``, ``exhibits``, ``files``, ``verdicts``,
        ``statements``, ``changed_sources``.
    """
    start, results = time.perf_counter(), Path(results)
    changed = sources.look()
    committed = export.read_ledger()
    print("Recomputing everything in a temporary folder:", flush=True)
    notebooks = recompute(results)
    files = compare_all(results, numbers_only)
    fresh = export.read_ledger(results)
    exhibits = by_exhibit(files, committed, fresh)
    statuses = [row["status"] for row in files] + [row["verdicts"] for row in exhibits]
    counts = {
        status: statuses.count(status) for status in (IDENTICAL, EQUAL, DIFFERENT)
    }
    verdicts = {
        verdict: sum(row["verdict"] == verdict for row in fresh)
        for verdict in export.VERDICTS
    }
    verified = not counts[DIFFERENT] and not changed
    return {
        "outcome": _outcome(counts[DIFFERENT], changed, numbers_only),
        "changed_sources": changed,
        "verified": verified,
        "date": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
        "seconds": round(time.perf_counter() - start, 1),
        "machine": machine(),
        "notebooks": notebooks,
        "inputs": sources.digests(),
        "exhibits": exhibits,
        "files": files,
        "verdicts": verdicts,
        "statements": fresh,
    }


def _outcome(differences, changed, numbers_only):
    """Say in a sentence or two what came of a verification."""
    if not differences and not changed:
        compared = "numbers" if numbers_only else "files"
        return f"All {compared} and verdicts are what the code produces."
    parts = [f"{differences} differences."]
    if changed:
        parts.append(f"Changed since recorded: {', '.join(changed)}.")
    return " ".join(parts)


def _write(report):
    """Write the files that a reviewer may attach."""
    content = json.dumps(report, indent=1, ensure_ascii=False) + "\n"
    outputs.write(REPORT / "verification.json", content.encode())
    outputs.write(REPORT / "verification.html", page(report).encode())
    outputs.write(REPORT / "codecheck.yml", manifest(report).encode())


def _print(report):
    """Print how each exhibit stands, and the outcome."""
    for row in report["exhibits"]:
        verdicts = f"verdicts {row['verdicts']}"
        print(f"{row['exhibit']:<10}{row['files']:<18}{verdicts:<23}{row['standing']}")
    for row in report["files"]:
        if row["status"] == EQUAL:
            print(f"{EQUAL}, other bytes: {row['file']}")
    print("\nSee build/verification.html, and verification.json and codecheck.yml.")
    print(report["outcome"], flush=True)


def _differences(report):
    """List every difference in a line, changed sources last."""
    lines = [
        f"{DIFFERENT}: {row['file']}: {row['where']}"
        for row in report["files"]
        if row["status"] == DIFFERENT
    ]
    lines += [
        f"{DIFFERENT}: verdicts of {row['exhibit']}"
        for row in report["exhibits"]
        if row["verdicts"] == DIFFERENT
    ]
    if report["changed_sources"]:
        lines.append(f"changed since recorded: {', '.join(report['changed_sources'])}")
    return lines


def main(arguments=None):
    """Verify the checkout; end with 1 and a line for each difference if there is any."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.verify",
        description="Recompute everything in a temporary folder and compare it with "
        "what is committed.",
    )
    parser.add_argument(
        "--numbers",
        action="store_true",
        help="compare tables and verdicts only, where other versions of libraries draw",
    )
    options = parser.parse_args(arguments)
    with told(), processes.alone():
        with tempfile.TemporaryDirectory() as folder:
            report = verify(folder, options.numbers)
        _write(report)
        _print(report)
        if not report["verified"]:
            sys.exit("\n".join(_differences(report)))


if __name__ == "__main__":
    main()
