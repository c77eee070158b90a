"""What a check has looked at: it is run once with a report that takes note."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.ledger.judging import function_named
from analysis.ledger.sample import Report
from analysis.paths import from_checkout
from analysis.report.register import Claim
from analysis.report.tables import Cells, table_path
from compindex.intervals import Interval

# What a check may take from the report.
INTERVALS = ("scores", "weighted", "totals", "gdp")
TABLES = ("facts", "weights", "ranks", "named", "counts", "top", "accounts")
# What these are, for a reader.
_IN_WORDS = {
    "scores": "scores of Table 3",
    "weighted": "totals computed from scores and weights, Tables 2 and 3",
    "totals": "totals, computed and printed, Tables 2 and 3",
    "gdp": "GDP of Table 5",
    "facts": "Table 1",
    "weights": "weights of Table 2",
    "ranks": "ranks of Table 3",
    "named": "tiers, by the names in the prose",
    "counts": "counts of Table 7",
    "top": "scores of Table 8",
    "accounts": "accounts of Tables 9 to 13",
}
_COLUMNS = ("media", "social", "innovation", "cognition", "total")
_MOST = 40  # rows of an input that are listed


class View(Interval):
    """An interval, or a part of one, that tells when its numbers are taken, and by which
    labels.
    """

    def __init__(
        self, interval: Interval, labels: tuple, tell: Callable[[tuple], None]
    ) -> None:
        for name, value in (("_own", interval), ("_labels", labels), ("_tell", tell)):
            object.__setattr__(self, name, value)

    def __getitem__(self, label: object) -> "View":
        """Take a part; nothing is told before its numbers are taken."""
        return View(self._own[label], (*self._labels, label), self._tell)

    def _end(self, name: str) -> float | pd.Series | pd.DataFrame:
        self._tell(self._labels)
        return getattr(self._own, name)

    value = property(lambda self: self._end("value"))
    low = property(lambda self: self._end("low"))
    high = property(lambda self: self._end("high"))


class NotedProse(dict):
    """Printed values that remember which were read."""

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__(values)
        self.read: dict[str, str] = {}

    def __getitem__(self, id: str) -> str:
        """Take a printed value."""
        self.read[id] = super().__getitem__(id)
        return self.read[id]


class NotedCells(Cells):
    """Printed tables that remember which were looked up."""

    def __init__(self, cells: Cells) -> None:
        super().__init__(cells.folder)
        self.read: set[int] = set()
        self.numbers: set[int] = set()
        self.texts: list[str] = []

    def text(self, place: tuple[int, int, str]) -> str | None:
        """Take the text of a cell."""
        number, row, column = place
        self.numbers.add(number)
        text = super().text(place)
        file = from_checkout(table_path(number, self.folder))
        self.texts.append(f"{file}, row {row}, column {column}: {text!r}")
        return text

    def table(self, number: int) -> pd.DataFrame:
        """Take a printed table."""
        self.read.add(number)
        return super().table(number)


class TracedReport:
    """A report that notes what is taken of it: intervals with the labels by which parts
    were taken, tables, printed values, cells.
    """

    def __init__(self, report: Report) -> None:
        self.own = report
        self.prose = NotedProse(report.prose)
        self.cells = NotedCells(report.cells)
        self.parts: dict[str, list[tuple]] = {}
        self.tables: list[str] = []
        self.files: list[str] = []

    def table(self, name: str) -> pd.DataFrame:
        """Take a tidy table whole."""
        self.files.append(f"data/processed/{name}.csv")
        return self.own.table(name)

    def __getattr__(self, name: str) -> object:
        """Take an attribute of the report, a method with this report in its place."""
        value = getattr(self.own, name)
        if name in INTERVALS:
            return View(value, (), self.parts.setdefault(name, []).append)
        if name in TABLES and name not in self.tables:
            self.tables.append(name)
        if callable(value) and hasattr(type(self.own), name):
            method = getattr(type(self.own), name)
            return lambda *arguments: method(self, *arguments)
        return self if name == "report" else value


def traced(claim: Claim, report: Report) -> TracedReport:
    """Run the check of a statement, and give what has taken note of its inputs."""
    noted = TracedReport(report)
    name, *arguments = claim.recompute
    outcome = function_named(name)(noted, *arguments)
    if isinstance(outcome, View):  # a part of an input, as it stands
        outcome.value  # noqa: B018, which notes that it was taken
    return noted


def names_of_inputs(claim: Claim, report: Report) -> list[str]:
    """Name what the check of a statement takes, in words."""
    noted = traced(claim, report)
    names = []
    for name, parts in noted.parts.items():
        columns = ", ".join(_rows_and_columns(parts)[1])
        words = _IN_WORDS[name]
        names.append(f"{columns} {words}" if columns else words)
    names += [_IN_WORDS[name] for name in noted.tables]
    names += [file.rpartition("/")[2] for file in noted.files]
    names += [id for id in noted.prose.read if id != claim.id]
    printed = noted.cells.numbers | noted.cells.read
    names += [f"cells of Table {number}" for number in sorted(printed)]
    names += ["another passage"] if isinstance(claim.again, str) else []
    return [*names, *(["what is listed"] if claim.listed else [])]


def inputs_of(claim: Claim, report: Report) -> list[str]:
    """List the values that the check of a statement takes, with their intervals."""
    noted = traced(claim, report)
    lines = [
        f"{id}: {text!r}, as printed"
        for id, text in noted.prose.read.items()
        if id != claim.id
    ]
    taken = {name: _rows_and_columns(parts) for name, parts in noted.parts.items()}
    for name in ("weighted", "totals"):
        if name in taken:
            lines += _behind_totals(report, taken[name][0])
            break
    for name, (rows, columns) in taken.items():
        lines += _interval_lines(name, getattr(report, name), rows, columns)
    for name in noted.tables:
        lines += _table_lines(name, getattr(report, name), claim)
    lines += [f"rows of {file}" for file in noted.files]
    lines += noted.cells.texts
    if not noted.cells.texts:
        for number in sorted(noted.cells.read):
            lines.append(f"cells of {from_checkout(table_path(number))}")
    if isinstance(claim.again, str):
        lines.append(f"{claim.again!r}, as printed elsewhere")
    lines += [f"{thing!r}, as listed" for thing in claim.listed]
    return lines or ["none but the printed value"]


def _rows_and_columns(parts: list[tuple]) -> tuple[list[str], list[str]]:
    """Name the rows and columns that were taken by their labels; nothing means all."""
    rows, columns, whole = [], [], False
    for labels in parts:
        flat = []
        for label in labels:
            flat += [label] if isinstance(label, str) else list(label)
        own = [name for name in flat if name not in _COLUMNS]
        rows += own
        columns += [name for name in flat if name in _COLUMNS]
        whole = whole or not own
    return ([] if whole else list(dict.fromkeys(rows))), list(dict.fromkeys(columns))


def _behind_totals(report: Report, cities: list[str]) -> list[str]:
    """List weights and scores behind computed totals."""
    first = report.weights.drop_duplicates("dimension").set_index("dimension")
    words = [f"{name} {weight:g}" for name, weight in first["dimension_weight"].items()]
    scores = _interval_lines("scores", report.scores, cities, [])
    return [f"weights: {', '.join(words)}", *scores]


def _interval_lines(
    name: str, interval: Interval, rows: list[str], columns: list[str]
) -> list[str]:
    """List numbers with what rounding leaves open."""
    ends = []
    for end in (interval.value, interval.low, interval.high):
        table = end if isinstance(end, pd.DataFrame) else end.to_frame("")
        ends.append(table.loc[rows or slice(None), columns or slice(None)])
    text = pd.DataFrame(index=ends[0].index.rename(None))
    for column in ends[0]:
        numbers = zip(*(end[column] for end in ends), strict=True)
        text[column] = [_with_room(*each) for each in numbers]
    return [f"{name}:", *_listed(text, headed=len(text.columns) > 1 or bool(columns))]


def _with_room(value: float, low: float, high: float) -> str:
    """Write a number with its interval, in short where the interval is even."""
    if low == high:
        return f"{value:.10g}"
    if np.isclose(value - low, high - value, rtol=1e-6):
        return f"{value:.10g} ± {(high - low) / 2:.3g}"
    return f"{value:.10g} ({low:.10g} to {high:.10g})"


def _table_lines(name: str, table: pd.Series | pd.DataFrame, claim: Claim) -> list[str]:
    """List the rows of a table; of the accounts, those of the printed tables that the
    statement names.
    """
    frame = pd.DataFrame(table)
    if "table" in frame:
        frame = frame[frame["table"].isin(claim.tables)]
    headed = isinstance(table, pd.DataFrame)
    return [f"{name}:", *_listed(frame.rename_axis(columns=None), headed)]


def _listed(frame: pd.DataFrame, headed: bool) -> list[str]:
    """Write the rows of a table, at most as many as a reader takes in."""
    rows = frame.head(_MOST).rename_axis(None)
    text = rows.to_string(header=headed, float_format="{:.10g}".format)
    lines = [f"  {line}" for line in text.split("\n")]
    if len(frame) > _MOST:
        lines.append(f"  … ({len(frame)} rows in all)")
    return lines
