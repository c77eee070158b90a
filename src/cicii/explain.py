"""One statement of the report, from where it is printed to the cell that shows its
verdict.
"""

import functools
import inspect
import json
import textwrap
from pathlib import Path

from analysis.ledger.judging import address, function_named, judge
from analysis.ledger.sample import Report
from analysis.paths import from_checkout
from analysis.report.register import Claim, find_claim
from analysis.report.tables import table_path
from cicii.books import BOOKS
from cicii.notebooks import notebook_path
from cicii.tracing import inputs_of
from compindex.rounding import short

_WIDTH = 76


def explained(id: str) -> str:
    """Write all there is to say of a statement: where it stands, what is printed, its
    inputs with their intervals, formula and function, verdict, notebook and cell.
    """
    report = Report.of_folder()
    claim = find_claim(id, report.claims)
    row = judge(claim, report)
    parts = {
        "statement": [f"{claim.id}: {claim.statement}"],
        "stands in": _place(claim),
        "printed": [_printed(claim)],
        "inputs": inputs_of(claim, report) if claim.recompute else [],
        "formula": _formula(claim),
        "judged by": _judged_by(claim),
        "found": [_found(row)],
        "verdict": [
            f"{row['verdict']}, {row['grade']}",
            *textwrap.wrap(row["explanation"], _WIDTH),
        ],
        "covered by": [from_checkout(_covered_by(claim))],
        "shown in": [shown_in(claim)],
    }
    return "\n".join(_paragraph(name, lines) for name, lines in parts.items() if lines)


def _paragraph(name: str, lines: list[str]) -> str:
    """Write lines behind their name."""
    first, *rest = lines
    return "\n".join([f"{name:<11}{first}", *(f"{'':<11}{line}" for line in rest)])


def _printed(claim: Claim) -> str:
    """Write the printed value, a number with its unit, where a value is printed."""
    if not claim.published:
        return "nothing"
    unit = claim.unit if claim.published[0].isdigit() else ""
    return f"{claim.published} {unit}".strip()


def _place(claim: Claim) -> list[str]:
    """Say where a statement stands in the report, and in which cell it is printed."""
    exhibit = f", {claim.exhibit}" if claim.exhibit else ""
    lines = [f"section {claim.section}{exhibit}"]
    if claim.cell:
        number, row, column = claim.cell
        file = from_checkout(table_path(number))
        lines.append(f"{file}, row {row}, column {column}")
    return lines


def _formula(claim: Claim) -> list[str]:
    """Take the formula of a check, its first words."""
    if not claim.recompute:
        return []
    text = inspect.getdoc(function_named(claim.recompute[0]))
    return textwrap.wrap(" ".join(text.partition("\n\n")[0].split()), _WIDTH)


def _judged_by(claim: Claim) -> list[str]:
    """Name the function that judges, its arguments, where it stands, and its lines."""
    if not claim.recompute:
        return []
    name, *arguments = claim.recompute
    function = function_named(name)
    source, line = inspect.getsourcelines(function)
    called = f"{name}({', '.join(map(str, ['report', *arguments]))})"
    place = f"{from_checkout(inspect.getfile(function))}, line {line}"
    code = [f"  {text.rstrip()}" for text in source]
    return [address(function), f"{called}, in {place}:", *code]


def _found(row: dict) -> str:
    """Write what was recomputed, with its interval, or the limit that print sets."""
    found = short(row["recomputed"]) or "not recomputed"
    if row["low"] is None:
        return found
    if row["high"] is None:
        return f"{found} (from {row['low']:.8g})"
    return f"{found} ({row['low']:.8g} to {row['high']:.8g})"


def _covered_by(claim: Claim) -> Path:
    """Find the notebook that covers a statement."""
    (book,) = (book for book in BOOKS if book.number == claim.notebook)
    return notebook_path(book.name)


def shown_in(claim: Claim) -> str:
    """Name the notebook that shows all statements, and the cell whose output holds this
    one by its id.
    """
    (book,) = (book for book in BOOKS if book.statements == ("all",))
    path = notebook_path(book.name)
    heading = ""
    for number, cell in enumerate(_cells(path), 1):
        lines = "".join(cell["source"]).split("\n")
        if cell["cell_type"] == "markdown":
            heads = [line.lstrip("# ") for line in lines if line.startswith("#")]
            heading = heads[-1] if heads else heading
        elif f">{claim.id}<" in _html(cell):
            return f"{from_checkout(path)}, cell {number}, under “{heading}”"
    return from_checkout(path)


@functools.cache
def _cells(path: Path) -> list[dict]:
    """Read the cells of a notebook with their outputs."""
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def _html(cell: dict) -> str:
    """Take the tables that a cell shows."""
    data = (output.get("data", {}) for output in cell.get("outputs", []))
    return "".join("".join(part.get("text/html", "")) for part in data)
