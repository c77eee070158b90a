"""The ledger of the report, judged once, and printed numbers read with the standard
library alone.
"""

import csv

from analysis.ledger.judging import judge, judge_all
from analysis.ledger.sample import Report
from analysis.paths import RAW
from analysis.report.register import find_claim, read_register

REGISTER = read_register()
REPORT = Report()
LEDGER = judge_all(REPORT).set_index("id")
CONTRADICTED = set(LEDGER.index[LEDGER["verdict"] == "contradicted"])
INCONSISTENT = set(LEDGER.index[LEDGER["verdict"] == "inconsistent"])


def printed(number):
    """Read the rows of a printed table."""
    (path,) = RAW.glob(f"table{number:02d}_*.csv")
    return list(csv.reader(path.read_text(encoding="utf-8").splitlines()))[1:]


SCORES = {row[1]: [float(cell) for cell in row[2:]] for row in printed(3)}
MEDIA, SOCIAL, INNOVATION, COGNITION, TOTAL = zip(*SCORES.values(), strict=True)


def report_with(**prose):
    """Take the report as if it printed something else, by the id of the statement."""
    report = Report()
    report.prose = report.prose | prose
    return report


def judged(id, published):
    """Judge a statement as if the report printed something else for it."""
    claim = find_claim(id).model_copy(update={"published": published, "cell": None})
    row = judge(claim, report_with(**{id: published}))
    return row["verdict"], row["grade"]


def verdict(id, published):
    """Give the verdict on a statement as if the report printed something else for it."""
    return judged(id, published)[0]


def recomputed(id):
    """Give a recomputed number with its interval."""
    row = LEDGER.loc[id]
    return float(row["recomputed"]), row["low"], row["high"]


def holds(id, expected):
    """Tell whether a recomputed number is the expected one, within its interval."""
    value, low, high = recomputed(id)
    near = abs(value - expected) <= 1e-9 * max(1, abs(expected))
    return near and low - 1e-9 <= expected <= high + 1e-9
