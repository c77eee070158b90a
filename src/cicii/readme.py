"""The pages of the checkout that people read, and their generated parts.

A part stands between two `markers`; its links start at the checkout, and are written as
seen from the page.
"""

import json
import os
import re
from pathlib import Path

from analysis.paths import ROOT, from_checkout
from cicii import blocks, dependencies, front, measured
from cicii.forgeries import forgeries_table
from cicii.markers import faults_of, fill, strays
from cicii.measured import recorded_times
from cicii.readme_zh import blocks_in_chinese
from cicii.summaries import read_ledger
from compindex.errors import InputError
from compindex.files import read_text

# Each page with the parts that it has to have.
PAGES = {
    "README.md": ("found", "standings", "sureness"),
    "README.zh.md": ("counts",),
    "docs/contradictions.md": ("contradictions", "inconsistencies", "verdicts"),
    "docs/exhibits.md": ("exhibits",),
    "docs/audit.md": ("ranges",),
    "docs/scenarios.md": ("scenarios",),
    "docs/own-index.md": ("limits",),
    "docs/dependencies.md": ("dependencies",),
    "docs/verify.md": ("forgeries",),
    "docs/zh.md": ("verdicts", "face", "rule", "ranking", "contradictions"),
    "data/README.md": ("data",),
    "benchmarks/README.md": (
        *("speed", "scenario_speed", "audit_speed", "own_speed", "index_speed"),
    ),
}
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def generated() -> dict[Path, bytes]:
    """Give the pages as they are to be."""
    ledger = read_ledger()
    english, chinese = parts(ledger), parts_in_chinese(ledger)
    found = {}
    for page, names in PAGES.items():
        path = ROOT / page
        own = chinese if path.stem.endswith("zh") else english
        folder = path.parent.relative_to(ROOT).as_posix()
        seen = {name: links_from(folder, own[name]) for name in names}
        found[path] = fill(_text(page), seen, page).encode()
    return found


def _text(page: str) -> str:
    """Read a page."""
    return read_text(ROOT / page, "a page of the checkout")


def faults() -> list[InputError]:
    """List what is wrong with the pages: one is missing or cannot be read, or the markers
    of its generated parts are not what they have to be.
    """
    errors = []
    others = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/*.md")]
    for page in [*PAGES, *sorted(set(others) - PAGES.keys())]:
        try:
            text = _text(page)
        except InputError as error:
            errors.append(error)
            continue
        names = PAGES.get(page)
        errors += faults_of(text, names, page) if names else strays(text, page)
    return errors


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
        "forgeries": forgeries_table(),
        "speed": recorded_times("main_command", measured.command_speed),
        "scenario_speed": recorded_times("scenarios", measured.command_speed),
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
    text = read_text(path, "where a figure comes from")
    try:
        return str(json.loads(text)["alternative_text"][language])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        found = f"cannot be read ({type(error).__name__}: {error})"
        raise InputError(found, "a text for the figure", from_checkout(path)) from None


def links_from(folder: str, text: str) -> str:
    """Write links that start at the checkout as they are seen from one of its folders;
    those that lead out of it stay.
    """

    def seen(link: re.Match) -> str:
        if "://" in link[1]:
            return link[0]
        return f"]({Path(os.path.relpath(link[1], folder)).as_posix()})"

    return _LINK.sub(seen, text)
