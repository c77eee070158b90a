"""The printed tables laid out: each column as printed, beside it what the ledger found
for its cells, and below it what else is stated of the table.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.paths import RAW
from analysis.report.register import Claim, read_register
from analysis.report.tables import read_table, table_path
from cicii.contents import exhibits
from cicii.exhibit_tables.english import in_english
from compindex.rounding import short

_WEIGHTIEST = ("contradicted", "inconsistent", "unpublished", "external", "reproduced")
PRINTED, FOUND, VERDICT = "printed", "recomputed", "verdict"
NUMBERS = range(1, 14)  # of the report's tables


class ShownColumn(NamedTuple):
    """A column: its heading, what it holds, and its cells as text."""

    heading: str
    kind: str
    cells: list[str]


class ShownTable(NamedTuple):
    """A table: its name and title, its columns, the statements on it that no single
    cell shows, its file, and the notebook that shows it.
    """

    name: str
    title: str
    columns: list[ShownColumn]
    statements: list[dict[str, str]]
    file: str
    notebook: str


def shown_tables(ledger: Iterable[dict[str, str]]) -> list[ShownTable]:
    """Lay out all printed tables beside the ledger's findings."""
    found = {row["id"]: row for row in ledger}
    claims = [claim for claim in read_register() if claim.id in found]
    return [_table(number, claims, found) for number in NUMBERS]


def _table(number: int, claims: list[Claim], found: dict[str, dict]) -> ShownTable:
    """Lay out a table."""
    name, printed = f"Table {number}", read_table(number)
    exhibit, book = exhibits()[name]
    by_cell, of_all = defaultdict(list), []
    for claim in claims:
        row = found[claim.id]
        beside = _in(claim.cell, number) and row["kind"] == "number"
        if beside:
            by_cell[tuple(claim.cell[1:])].append(row)
        stated = claim.exhibit == name or _in(claim.cell, number)
        rests = number in claim.tables or _in(claim.again, number)
        explained = _fails(row) or row["grade"] == "rounding"
        if stated and (explained or not beside) or rests and _fails(row):
            of_all.append(row)
    columns = []
    for heading, column in zip(_headings(number), printed, strict=True):
        beside = _beside(printed[column], by_cell)
        head = f"{heading} (printed)" if beside else heading
        cells = [in_english(cell) for cell in printed[column]]
        columns += [ShownColumn(head, PRINTED, cells), *beside]
    file = table_path(number).name
    return ShownTable(name, exhibit.title, columns, of_all, file, book.name)


def _in(cell: object, number: int) -> bool:
    """Tell whether a cell is named, and is one of a table."""
    return isinstance(cell, (list, tuple)) and cell[0] == number


def _fails(row: dict[str, str]) -> bool:
    """Tell whether a statement is contradicted, or does not fit another."""
    return row["verdict"] in ("contradicted", "inconsistent")


def _beside(printed: pd.Series, by_cell: dict[tuple, list[dict]]) -> list[ShownColumn]:
    """Give what was found for the cells of a column, and how they were judged; nothing
    where none of them was.
    """
    rows = [by_cell[place, printed.name] for place in printed.index]
    if not any(rows):
        return []
    values = ["; ".join(short(one["recomputed"]) for one in row) for row in rows]
    verdicts = ["; ".join(map(judged_as, row)) for row in rows]
    return [ShownColumn(FOUND, FOUND, values), ShownColumn(VERDICT, VERDICT, verdicts)]


def judged_as(row: dict[str, str]) -> str:
    """Write verdict and grade of a statement."""
    return f"{row['verdict']} ({row['grade'].replace('_', ' ')})"


def told_of(row: dict[str, str], judged: bool = True) -> str:
    """Write a statement with what is printed, what was found, the verdict and why."""
    found = short(row["recomputed"])
    facts = [f"Printed: {row['published']}" if row["published"] else ""]
    facts += [f"found: {found}" if found else ""]
    told = "; ".join(filter(None, facts))
    parts = [row["statement"], f"{told[:1].upper()}{told[1:]}." if told else ""]
    parts += [f"{judged_as(row)}." if judged else "", row["explanation"]]
    return " ".join(filter(None, parts))


def weightiest(verdicts: str) -> str:
    """Name the verdict that a cell is coloured by: of several, the weightiest."""
    return next((verdict for verdict in _WEIGHTIEST if verdict in verdicts), "")


def _headings(number: int) -> list[str]:
    """Head the columns by their names in the descriptor of the printed tables."""
    content = json.loads((RAW / "datapackage.json").read_text(encoding="utf-8"))
    file = table_path(number).name
    resource = next(one for one in content["resources"] if one["path"] == file)
    return [field["name"].replace("_", " ") for field in resource["schema"]["fields"]]
