"""Tables for the pages that people read, as Markdown: from the ledger, the published
tables and the table of contents. Links start at the checkout.
"""

import csv
from collections.abc import Iterator

import pandas as pd

from analysis.coverage import export_rows
from analysis.ledger.showing import counted, headline
from analysis.paths import ROOT
from analysis.report.words import name_en
from cicii import scenarios
from cicii.books import BOOKS
from cicii.contents import exhibits, file_of
from cicii.measured import escaped, markdown
from cicii.summaries import contradictions, inconsistencies, standing
from compindex import files
from compindex.errors import LONGEST, InputError
from compindex.rounding import short
from compindex.tables import sheets, text_files
from compindex.yaml_files import DEEPEST, ENTRIES

_PROCESSED = ROOT / "data" / "processed"
_AUDITS = {
    "rounding": "rounding",
    "noise_25": "each weight ±25%",
    "joint": "methods and weights together, 5–95%",
    "any_weights": "any weights",
}


def verdicts_table(ledger: list[dict]) -> str:
    """Count the statements by verdict and grade."""
    frame = pd.DataFrame(ledger)
    table = counted(frame)
    rows = table.astype(object).to_numpy().tolist()
    return f"{headline(frame)}\n\n{markdown(rows, list(table))}"


def contradictions_table(ledger: list[dict]) -> str:
    """List what is contradicted, and what probably happened."""
    heading = [
        "statement",
        "printed",
        "recomputed, or printed elsewhere",
        "what probably happened",
    ]
    rows = []
    for row in contradictions(ledger):
        found = short(row["recomputed"])
        rows.append([row["statement"], row["published"], found, row["explanation"]])
    return markdown(rows, heading)


def inconsistencies_table(ledger: list[dict]) -> str:
    """List what does not fit each other, both sides as printed."""
    rows = [
        [row["statement"], row["published"], short(row["recomputed"])]
        for row in inconsistencies(ledger)
    ]
    return markdown(rows, ["statement", "printed", "beside"])


def ranges_table() -> str:
    """Say which ranks each audit leaves to each city, and the verdict."""
    spans = spans_by_audit()
    rows = [
        [name_en(city), *(spans[city, audit] for audit in _AUDITS), word]
        for city, word in words_of_ranks().items()
    ]
    return markdown(rows, ["city", *_AUDITS.values(), "its rank is"])


def spans_by_audit() -> dict[tuple[str, str], str]:
    """Write the ranks that an audit leaves to a city, by city and audit."""
    spans = {}
    for row in published("rank_ranges"):
        ends = dict.fromkeys((row["best"], row["worst"]))
        spans[row["city"], row["audit"]] = "–".join(ends)
    return spans


def words_of_ranks() -> dict[str, str]:
    """Give the word for how sure the rank of each city is, in the order of the ranks."""
    return {
        row["name"]: row["verdict"].partition(".")[0].lower()
        for row in published("verdicts")
        if row["about"] == "city"
    }


def exhibits_table(ledger: list[dict]) -> str:
    """Say of each table and figure of the report which notebook and file shows it, and
    how it stands to the report.
    """
    rows = []
    for name, (exhibit, book) in exhibits().items():
        notebook = f"[{book.number}](notebooks/{book.name}.ipynb)"
        file = file_of(exhibit)
        title = f"{name}. {exhibit.title}"
        link = f"[{file.rpartition('/')[2]}]({file})"
        rows.append((title, notebook, link, standing(ledger, name)))
    return markdown(
        rows, ["exhibit", "notebook", "output", "how it stands to the report"]
    )


def data_table() -> str:
    """List the tidy tables: size, content, source and provenance."""
    rows = []
    for book in BOOKS:
        for table in book.writes:
            heading, *lines = csv.reader(_lines(table.name))
            link = f"[{table.name}.csv](data/processed/{table.name}.csv)"
            size = f"{len(lines)} × {len(heading)}"
            rows.append(
                (link, size, table.description, table.rests_on, table.provenance)
            )
    heading = ["table", "rows × columns", "content", "rests on", "provenance"]
    return markdown(rows, heading)


def scenarios_table() -> str:
    """List the scenarios: what each asks, and what it sets. One that is wrong is left
    out; running it says what is wrong.
    """
    rows = []
    for name in scenarios.scenario_names():
        try:
            own = scenarios.read_scenario(name)
        except InputError:
            continue
        question = escaped(own.pop("question"))
        sets = ", ".join(f"`{parameter}`" for parameter in own)
        rows.append((f"[{name}](scenarios/{name}.yml)", question, sets))
    return markdown(rows, ["scenario", "what if?", "sets"])


def limits() -> str:
    """Say how large the files of a user may be."""
    return (
        f"A YAML file may have {files.DESCRIPTION} MB, {DEEPEST} levels of nesting and "
        f"{ENTRIES:,} entries, aliases counted as often as they are used; a table "
        f"{files.TABLE:,} MB, {sheets.CELLS:,} cells and {text_files.LONGEST:,} "
        f"characters in a row, an export of media reports {files.EXPORT:,} MB, "
        f"{export_rows.DIFFERENT:,} rows that differ and {export_rows.NUMBERED:,} "
        f"articles with numbers. Messages show {LONGEST} characters of a value."
    )


def published(name: str) -> Iterator[dict]:
    """Read the rows of a published table as text."""
    yield from csv.DictReader(_lines(name))


def _lines(name: str) -> list[str]:
    """Read the lines of a published table."""
    path = _PROCESSED / f"{name}.csv"
    return files.read_text(path, "a published table", files.TABLE).splitlines()
