"""What a scenario changes: its results beside the baseline's, on one page.

The workflow writes it: ``python -m cicii.changes NAME``.
"""

import base64
import json
import sys
from pathlib import Path

import pandas as pd

from analysis.paths import BUILD, from_checkout
from analysis.report.words import name_en, worst_provenance
from analysis.results import write
from cicii import parameters, scenarios
from cicii.contents import figure_titles
from cicii.endings import DONE, told
from cicii.made import RESULTS
from cicii.pages import render, rows_of
from compindex.rounding import short

_RANKS = [
    "city",
    "rank",
    "rank_in_scenario",
    "places_gained",
    "total",
    "total_in_scenario",
    "tier",
    "tier_in_scenario",
]


def rank_and_tier_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Put ranks, totals and tiers of two indices side by side, a row for each city of the
    first. Places gained are counted among the cities that the second keeps.
    """
    columns = ["city", "rank", "total", "tier"]
    both = before[columns].merge(
        after[columns], on="city", how="left", suffixes=("", "_in_scenario")
    )
    both = both.astype({"rank_in_scenario": "Int64", "tier_in_scenario": "Int64"})
    kept = both["rank"].where(both["rank_in_scenario"].notna()).rank().astype("Int64")
    both["places_gained"] = kept - both["rank_in_scenario"]
    return both[_RANKS]


def verdict_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """List the statements of two ledgers, all cells as text, whose verdict changes, with
    their grades; one about a city or a tier that the second does not have is ``not
    judged``.
    """
    columns = ["id", "recomputed", "verdict", "grade"]
    both = before[[*columns, "statement", "published"]].merge(
        after[columns], on="id", how="left", suffixes=("", "_in_scenario")
    )
    both["verdict_in_scenario"] = both["verdict_in_scenario"].fillna("not judged")
    for name in ("recomputed", "recomputed_in_scenario"):
        both[name] = both[name].fillna("").map(short)
    changed = both[both["verdict"] != both["verdict_in_scenario"]]
    found = ["recomputed", "recomputed_in_scenario"]
    judged = ["verdict", "grade", "verdict_in_scenario", "grade_in_scenario"]
    order = ["statement", "published", *found, *judged, "id"]
    return changed.reset_index(drop=True)[order]


def scenario_page(name: str, baseline: Path, scenario: Path) -> str:
    """Write the page of a scenario from the results of both: what it asks and sets, and
    what changes.
    """
    own = scenarios.read_scenario(name)
    question = own.pop("question")
    ranks = rank_and_tier_changes(_table(baseline, "index"), _table(scenario, "index"))
    both = [_table(folder, "claims", dtype=str) for folder in (baseline, scenario)]
    statements = verdict_changes(*both)
    gone = statements["verdict_in_scenario"] == "not judged"
    provenance = worst_provenance(_table(scenario, "nodes")["provenance"])
    other_tier = ranks["tier"] != ranks["tier_in_scenario"]
    return render(
        "what_changed.html",
        title=f"What changed: {name}",
        question=question,
        synthetic=provenance == "synthetic",
        setting=rows_of(_setting(own)),
        moved=int(ranks["places_gained"].fillna(0).ne(0).sum()),
        other_tier=int(other_tier.fillna(False).sum()),
        statements=rows_of(statements[~gone]),
        gone=rows_of(statements.loc[gone, ["statement", "id"]]),
        differing=_differing(baseline, scenario),
        edges=in_words(scenarios.load_scenario(name)["tier_edges"]),
        ranks=rows_of(_for_the_eye(ranks)),
        figures=_figures(baseline, scenario),
    )


def _table(folder: Path, name: str, dtype: type | None = None) -> pd.DataFrame:
    """Read a table of a run."""
    return pd.read_csv(folder / "data" / "processed" / f"{name}.csv", dtype=dtype)


def _for_the_eye(ranks: pd.DataFrame) -> pd.DataFrame:
    """Name the cities, and write the totals to two decimals."""
    shown = ranks.assign(city=ranks["city"].map(name_en))
    for name in ("total", "total_in_scenario"):
        shown[name] = ranks[name].map("{:.2f}".format, na_action="ignore")
    return shown


def _differing(baseline: Path, scenario: Path) -> list[str]:
    """Name the tables of two runs that differ."""
    ours, theirs = (
        {path.name: path.read_bytes() for path in folder.glob("data/processed/*.csv")}
        for folder in (baseline, scenario)
    )
    return sorted(name for name, content in ours.items() if theirs.get(name) != content)


def _setting(own: dict) -> pd.DataFrame:
    """List the parameters that a scenario sets, beside the published values."""
    published = parameters.load_parameters()
    rows = [
        {
            "parameter": name,
            "baseline": in_words(published[name]),
            "scenario": in_words(value),
        }
        for name, value in own.items()
    ]
    return pd.DataFrame(rows)


def in_words(value: object) -> str:
    """Write the value of a parameter for a reader."""
    if isinstance(value, dict):
        parts = [f"{key} {part:g}" for key, part in value.items()]
        return ", ".join(parts) or "as in Table 2"
    if isinstance(value, list):
        parts = [
            f"{part:g}" if isinstance(part, float) else name_en(part) for part in value
        ]
        return ", ".join(parts) or "none"
    text = str(value)
    return (text if "/" in text else text.replace("_", " ")) or "none"


def _figures(baseline: Path, scenario: Path) -> list[dict]:
    """Put each figure of both runs side by side."""
    found = []
    for number, title in figure_titles().items():
        folders = {"baseline": baseline, "scenario": scenario}
        pictures = {
            label: (folder / "figures" / f"fig{number}.png").read_bytes()
            for label, folder in folders.items()
        }
        encoded = {
            label: base64.b64encode(content).decode()
            for label, content in pictures.items()
        }
        figure = {"number": number, "title": title, "pictures": encoded}
        figure["words"] = {
            label: _alternative(folder, number) for label, folder in folders.items()
        }
        figure["same"] = pictures["baseline"] == pictures["scenario"]
        found.append(figure)
    return found


def _alternative(folder: Path, number: int) -> str:
    """Read what a figure of a run says in words."""
    path = folder / "figures" / f"fig{number}.json"
    return json.loads(path.read_text(encoding="utf-8"))["alternative_text"]["en"]


def main() -> None:
    """Write the page of the scenario that is named."""
    (name,) = sys.argv[1:]
    with told():
        target = BUILD / "scenarios" / name / "what_changed.html"
        write(target, scenario_page(name, RESULTS, target.parent).encode())
        print(f"{DONE}{from_checkout(target)}")


if __name__ == "__main__":
    main()
