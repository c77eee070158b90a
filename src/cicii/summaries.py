"""Summaries for readers: how each exhibit stands to the report, as plain text.

Every verdict and count is drawn from the ledger; none is typed.
"""

import csv
import textwrap
from collections import Counter
from pathlib import Path

import pandas as pd

from analysis.ledger.grading import GRADES
from analysis.ledger.showing import headline
from analysis.paths import ROOT, from_checkout
from analysis.report.register import read_register
from cicii.contents import exhibits, file_of
from compindex.errors import InputError
from compindex.rounding import short

_WIDTH = 110  # of the lines of a summary


def read_ledger(folder: Path = ROOT) -> list[dict[str, str]]:
    """Read the ledger of a folder of results, as text, with the ``importance`` that the
    register gives to contradictions.
    """
    path = Path(folder) / "data" / "processed" / "claims.csv"
    if not path.is_file():
        expected, file = "the results of `make reproduce`", from_checkout(path)
        raise InputError("the file is missing", expected, file=file)
    importance = {claim.id: claim.importance for claim in read_register()}
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [row | {"importance": importance.get(row["id"])} for row in rows]


def inconsistencies(ledger: list[dict]) -> list[dict]:
    """List what does not fit each other, by grade, in the order of the report."""
    found = [row for row in ledger if row["verdict"] == "inconsistent"]
    grades = list(GRADES["inconsistent"])
    return sorted(found, key=lambda row: grades.index(row["grade"]))


def contradictions(ledger: list[dict]) -> list[dict]:
    """List the contradicted statements, the weightiest first."""
    found = [row for row in ledger if row["verdict"] == "contradicted"]
    return sorted(found, key=lambda row: row["importance"] or len(ledger))


def counts(ledger: list[dict]) -> dict[str, int]:
    """Count the statements by verdict."""
    found = Counter(row["verdict"] for row in ledger)
    return {verdict: found[verdict] for verdict in GRADES}


def standing(ledger: list[dict], exhibit: str) -> str:
    """Say in a few words how an exhibit stands to the report: its kind, and how many of
    its statements have which verdict.
    """
    own = counts([row for row in ledger if row["exhibit"] == exhibit])
    words = [f"{count} {verdict}" for verdict, count in own.items() if count]
    return "; ".join([exhibits()[exhibit][0].kind, *words])


def summary(ledger: list[dict]) -> str:
    """Write the summary that ends the main command: a line for each exhibit, then the
    count of verdicts and the contradictions.
    """
    rows = [
        (name, file_of(exhibit), standing(ledger, name))
        for name, (exhibit, _) in exhibits().items()
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(2)]
    lines = [
        f"{name:<{widths[0]}}  {file:<{widths[1]}}  {status}"
        for name, file, status in rows
    ]
    lines += ["", *textwrap.wrap(headline(pd.DataFrame(ledger)), _WIDTH)]
    for row in contradictions(ledger):
        printed, found = row["published"] or "-", short(row["recomputed"])
        lines.append(f"  {row['statement']} Printed: {printed}; found: {found}")
    return "\n".join(lines)
