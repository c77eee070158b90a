"""The forgeries that are tried on a verification, told in the page that says what it can
prove.
"""

import csv

from analysis.paths import ROOT
from cicii.measured import markdown
from compindex.files import read_text

TABLE = ROOT / "tests" / "trust" / "forgeries.csv"
# How a verification ends that was tried, as the table says and as a reader would.
ENDS = {"fails": "fail", "named": "are named", "passes": "are not seen"}


def read_forgeries() -> list[dict[str, str]]:
    """Read the forgeries; further lines of the table are further steps of one."""
    text = read_text(TABLE, "the forgeries that make trust tries")
    rows = csv.DictReader(text.splitlines())
    return [row for row in rows if row["kind"]]


def forgeries_table() -> str:
    """Count the forgeries by kind and by how they end, and tell those that nobody sees."""
    forgeries = read_forgeries()
    kinds = dict.fromkeys(row["kind"] for row in forgeries)
    rows = [[kind, *_counts(forgeries, kind)] for kind in kinds]
    rows.append(["**all**", *_counts(forgeries, "")])
    unseen = [
        f"- {row['id'].replace('_', ' ')}: {row['reason']}"
        for row in forgeries
        if row["ends"] == "passes"
    ]
    table = markdown(rows, ["what is forged", "tried", *ENDS.values()])
    return "\n".join([table, "", "Not seen, and why:", "", *unseen])


def _counts(forgeries: list[dict[str, str]], kind: str) -> list[int]:
    """Count the forgeries of a kind, or of all, and those with each end."""
    ends = [row["ends"] for row in forgeries if kind in ("", row["kind"])]
    return [len(ends), *map(ends.count, ENDS)]
