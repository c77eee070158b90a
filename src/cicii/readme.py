"""The generated parts of the README, from the ledger, the published tables and the table
of contents.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.ledger.showing import counted, headline
from analysis.paths import ROOT
from analysis.report.words import name_en
from cicii import measured, scenarios
from cicii.books import BOOKS
from cicii.contents import exhibits, file_of
from cicii.measured import markdown, recorded_times
from cicii.readme_zh import blocks_in_chinese
from cicii.summaries import (
    contradictions,
    inconsistencies,
    read_ledger,
    standing,
)
from compindex import files
from compindex.errors import LONGEST, InputError
from compindex.rounding import short
from compindex.yaml_files import DEEPEST, ENTRIES

README = ROOT / "README.md"
IN_CHINESE = ROOT / "README.zh.md"
_PROCESSED = ROOT / "data" / "processed"
_AUDITS = {
    "rounding": "rounding",
    "noise_25": "each weight ±25%",
    "joint": "methods and weights together, 5–95%",
    "any_weights": "any weights",
}


def generated() -> dict[Path, bytes]:
    """Give the README as it is to be, in both languages, where there is one."""
    if not README.is_file():
        return {}
    ledger, found = read_ledger(), {}
    tiers = {row["city"]: row["tier"] for row in _rows("index")}
    words = words_of_figure(5, "zh")
    chinese = blocks_in_chinese(ledger, list(_rows("scores")), tiers, words)
    for path, parts in ((README, blocks(ledger)), (IN_CHINESE, chinese)):
        text = path.read_text(encoding="utf-8")
        found[path] = fill(text, parts).encode()
    return found


def words_of_figure(number: int, language: str) -> str:
    """Read the alternative text of a published figure."""
    path = ROOT / "figures" / f"fig{number}.json"
    return json.loads(path.read_text(encoding="utf-8"))["alternative_text"][language]


def blocks(ledger: list[dict]) -> dict[str, str]:
    """Write the generated parts as Markdown, by their names."""
    return {
        "verdicts": verdicts_table(ledger),
        "face": f"![{words_of_figure(5, 'en')}](figures/fig5.png)",
        "contradictions": contradictions_table(ledger),
        "inconsistencies": inconsistencies_table(ledger),
        "ranking": ranking_table(),
        "exhibits": exhibits_table(ledger),
        "data": data_table(),
        "scenarios": scenarios_table(),
        "limits": limits(),
        "speed": recorded_times("main_command", measured.command_speed),
        "audit_speed": recorded_times("rank_probabilities", measured.audit_speed),
        "own_speed": recorded_times("own_index", measured.own_speed),
        "index_speed": recorded_times("index_engine", measured.index_speed),
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


def ranking_table() -> str:
    """Say which ranks each audit leaves to each city, and the verdict, from the tables of
    notebook 08b.
    """
    spans = {}
    for row in _rows("rank_ranges"):
        ends = dict.fromkeys((row["best"], row["worst"]))
        spans[row["city"], row["audit"]] = "–".join(ends)
    rows = []
    for row in _rows("verdicts"):
        if row["about"] == "city":
            ranges = [spans[row["name"], audit] for audit in _AUDITS]
            verdict = row["verdict"].partition(".")[0]
            rows.append([name_en(row["name"]), *ranges, verdict])
    return markdown(rows, ["city", *_AUDITS.values(), "its rank is"])


def exhibits_table(ledger: list[dict]) -> str:
    """Say of each table and figure of the report which notebook and file shows it, and
    how it stands to the report.
    """
    rows = []
    for name, (exhibit, book) in exhibits().items():
        notebook = f"[{book.number}](notebooks/{book.name}.ipynb)"
        file = file_of(exhibit)
        title = f"{name}. {exhibit.title}"
        rows.append((title, notebook, f"[{file}]({file})", standing(ledger, name)))
    return markdown(
        rows, ["exhibit", "notebook", "output", "how it stands to the report"]
    )


def data_table() -> str:
    """List the tidy tables: size, content, source and provenance."""
    rows = []
    for book in BOOKS:
        for table in book.writes:
            with (_PROCESSED / f"{table.name}.csv").open(encoding="utf-8") as file:
                heading, *lines = csv.reader(file)
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
        question = own.pop("question")
        sets = ", ".join(f"`{parameter}`" for parameter in own)
        rows.append((f"[{name}](scenarios/{name}.yml)", question, sets))
    return markdown(rows, ["scenario", "what if?", "sets"])


def limits() -> str:
    """Say how large the files of a user may be."""
    return (
        f"A YAML file may have {files.DESCRIPTION} MB, {DEEPEST} levels of nesting and "
        f"{ENTRIES:,} entries, aliases counted as often as they are used; a table "
        f"{files.TABLE:,} MB, an export of media reports {files.EXPORT:,} MB. Messages "
        f"show {LONGEST} characters of a value."
    )


def _rows(name: str) -> Iterator[dict]:
    """Read the rows of a published table as text."""
    text = (_PROCESSED / f"{name}.csv").read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def fill(text: str, parts: dict[str, str]) -> str:
    """Put generated parts between their markers: a part called ``name`` stands between
    ``<!-- begin name -->`` and ``<!-- end name -->``.
    """
    for name, content in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if found and closed:
            text = f"{before}{begin}\n{content}\n{end}{after}"
    return text
