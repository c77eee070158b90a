"""The pages of the checkout that people read, and their generated parts.

A part called ``name`` stands between ``<!-- begin name -->`` and ``<!-- end name -->``;
its links start at the checkout, and are written as seen from the page.
"""

import json
import os
import re
from pathlib import Path

from analysis.paths import ROOT
from cicii import blocks, dependencies, front, measured
from cicii.measured import recorded_times
from cicii.readme_zh import blocks_in_chinese
from cicii.summaries import read_ledger

PAGES = (
    "README.md",
    "README.zh.md",
    "docs/contradictions.md",
    "docs/exhibits.md",
    "docs/audit.md",
    "docs/scenarios.md",
    "docs/own-index.md",
    "docs/dependencies.md",
    "docs/zh.md",
    "data/README.md",
    "benchmarks/README.md",
)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def generated() -> dict[Path, bytes]:
    """Give the pages as they are to be, those that are there."""
    paths = [ROOT / page for page in PAGES if (ROOT / page).is_file()]
    if not paths:
        return {}
    ledger = read_ledger()
    english, chinese = parts(ledger), parts_in_chinese(ledger)
    found = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        own = chinese if path.stem.endswith("zh") else english
        folder = path.parent.relative_to(ROOT).as_posix()
        seen = {name: links_from(folder, part) for name, part in own.items()}
        found[path] = fill(text, seen).encode()
    return found


def parts(ledger: list[dict]) -> dict[str, str]:
    """Write the generated parts as Markdown, by their names."""
    return {
        "found": front.what_was_found(ledger),
        "standings": front.standings_table(),
        "sureness": front.words_explained(),
        "verdicts": blocks.verdicts_table(ledger),
        "contradictions": blocks.contradictions_table(ledger),
        "inconsistencies": blocks.inconsistencies_table(ledger),
        "ranges": blocks.ranges_table(),
        "exhibits": blocks.exhibits_table(ledger),
        "data": blocks.data_table(),
        "scenarios": blocks.scenarios_table(),
        "limits": blocks.limits(),
        "dependencies": dependencies.dependency_tables(),
        "speed": recorded_times("main_command", measured.command_speed),
        "audit_speed": recorded_times("rank_probabilities", measured.audit_speed),
        "own_speed": recorded_times("own_index", measured.own_speed),
        "index_speed": recorded_times("index_engine", measured.index_speed),
    }


def parts_in_chinese(ledger: list[dict]) -> dict[str, str]:
    """Write the generated parts of the Chinese pages as Markdown, by their names."""
    tiers = {row["city"]: row["tier"] for row in blocks.published("index")}
    words = words_of_figure(5, "zh")
    sure = blocks.words_of_ranks()
    scores = list(blocks.published("scores"))
    return blocks_in_chinese(ledger, scores, tiers, sure, words)


def words_of_figure(number: int, language: str) -> str:
    """Read the alternative text of a published figure."""
    path = ROOT / "figures" / f"fig{number}.json"
    return json.loads(path.read_text(encoding="utf-8"))["alternative_text"][language]


def links_from(folder: str, text: str) -> str:
    """Write links that start at the checkout as they are seen from one of its folders;
    those that lead out of it stay.
    """

    def seen(link: re.Match) -> str:
        if "://" in link[1]:
            return link[0]
        return f"]({Path(os.path.relpath(link[1], folder)).as_posix()})"

    return _LINK.sub(seen, text)


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
