"""The ledger as a page of its own: every statement with its verdict, complete where no
script runs.
"""

from itertools import groupby

import pandas as pd

from analysis.ledger.grading import COLOURS, GRADES
from analysis.ledger.sample import Report
from analysis.ledger.showing import headline
from analysis.report.register import Claim
from cicii.books import BOOKS
from cicii.contents import exhibits
from cicii.pages import render
from cicii.tracing import names_of_inputs
from compindex.rounding import short

_CHECKS = "analysis.ledger.checks."


def ledger_page(ledger: list[dict]) -> str:
    """Write the ledger as HTML, the statements under the sections of the report."""
    report = Report.of_folder()
    claims = {claim.id: claim for claim in report.claims}
    pages = {book.number: f"notebooks/{book.name}.html" for book in BOOKS}
    rows = [
        {**entry(row, claims[row["id"]], report), "page": pages[row["notebook"]]}
        for row in ledger
    ]
    sections = [
        {"name": name, "rows": list(own)}
        for name, own in groupby(rows, key=lambda row: row["section"])
    ]
    return render(
        "ledger.html",
        headline=headline(pd.DataFrame(ledger)),
        count=len(ledger),
        sections=sections,
        grades=GRADES,
        colours=COLOURS,
        exhibits=list(exhibits()),
    )


def entry(row: dict, claim: Claim, report: Report) -> dict[str, str]:
    """Give what the page says of a statement; what is left empty it leaves out."""
    unit = claim.unit if claim.published[:1].isdigit() else ""
    inputs = names_of_inputs(claim, report) if claim.recompute else []
    module, _, function = row["checked_by"].removeprefix(_CHECKS).partition(":")
    return {
        **{name: row[name] for name in ("id", "section", "statement", "exhibit")},
        **{name: row[name] for name in ("verdict", "grade", "explanation")},
        **{name: row[name] for name in ("criterion", "notebook")},
        "printed": f"{claim.published} {unit}".strip(),
        "found": short(row["recomputed"]),
        "interval": _interval(row),
        "place": row["printed_in"],
        "inputs": "; ".join(inputs),
        "module": module,
        "function": function,
    }


def _interval(row: dict) -> str:
    """Write the ends that rounding leaves, or the limits that print sets."""
    low, high = (_end(row[name]) for name in ("low", "high"))
    if not low and not high or low == high == short(row["recomputed"]):
        return ""
    if not high:
        return f"from {low}"
    return f"{low} to {high}" if low else f"up to {high}"


def _end(text: str) -> str:
    """Write an end of an interval with eight digits at most."""
    return f"{float(text):.8g}" if text else ""
