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
from compindex.errors import InputError, one_of, quoted
from compindex.files import read_text
from compindex.rounding import short

_WIDTH = 110  # of the lines of a summary
# Columns of the ledger that summaries and pages read.
_COLUMNS = (
    *("id", "section", "statement", "published", "recomputed", "low", "high"),
    *("verdict", "grade", "explanation", "kind", "exhibit", "printed_in"),
    *("notebook", "checked_by"),
)


def read_ledger(folder: Path = ROOT) -> list[dict[str, str]]:
    """Read the ledger of a folder of results, as text, with the ``importance`` that the
    register gives to contradictions.
    """
    path = Path(folder) / "data" / "processed" / "claims.csv"
    text = read_text(path, "the results of `make reproduce`")
    rows = list(csv.DictReader(text.splitlines()))
    _refuse_other_columns(rows, from_checkout(path))
    importance = {claim.id: claim.importance for claim in read_register()}
    return [row | {"importance": importance.get(row["id"])} for row in rows]


def _refuse_other_columns(rows: list[dict], file: str) -> None:
    """Refuse a ledger without a column that is read, with a row that has fewer or more
    cells, or without rows.
    """
    expected = f"rows with the columns {', '.join(_COLUMNS)}"
    if not rows:
        raise InputError("no statements", expected, file)
    for number, row in enumerate(rows, 2):
        missing = [name for name in _COLUMNS if row.get(name) is None]
        if missing:
            raise InputError(f"no cell under {missing[0]}", expected, file, number)
        if None in row:
            raise InputError("more cells than columns", expected, file, number)
        if row["verdict"] not in GRADES:
            found = f"the verdict {quoted(row['verdict'])}"
            raise InputError(found, one_of(GRADES, row["verdict"]), file, number)
        if row["grade"] not in GRADES[row["verdict"]]:
            found = f"the grade {quoted(row['grade'])}"
            needed = one_of(GRADES[row["verdict"]], row["grade"])
            raise InputError(found, needed, file, number)


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
