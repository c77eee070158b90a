"""What a scenario changes: ``python -m analysis.changes NAME`` compares its results
with the baseline's, on one page.
"""

import argparse
import base64
import html
from pathlib import Path

import pandas as pd

from analysis import outputs, pages, parameters, scenarios
from analysis.commands import DONE, told
from analysis.names import name_en
from analysis.paths import BUILD, shown
from analysis.raw_data import worst_provenance
from compindex.numerals import short

_TITLES = {
    1: "First and last tier compared",
    2: "Monthly coverage of the other cities",
    3: "Monthly coverage of Wuhan and Beijing",
    4: "Standard deviations by tier",
    5: "Means by tier",
}


def rank_and_tier_changes(before, after):
    """Put ranks, totals and tiers of two indices side by side.

    Parameters
    ----------
    before, after : pandas.DataFrame
        The tables ``index`` of the baseline and of the scenario.

    Returns
    -------
    pandas.DataFrame
        One row for each city of the baseline, in its order: ``city, rank,
        rank_in_scenario, places_gained`` (against its place among the cities that the
        scenario keeps), ``total, total_in_scenario, tier, tier_in_scenario``; missing
        where the scenario leaves the city out.
    """
    columns = ["city", "rank", "total", "tier"]
    both = before[columns].merge(
        after[columns], on="city", how="left", suffixes=("", "_in_scenario")
    )
    both = both.astype({"rank_in_scenario": "Int64", "tier_in_scenario": "Int64"})
    kept = both["rank"].where(both["rank_in_scenario"].notna()).rank().astype("Int64")
    both["places_gained"] = kept - both["rank_in_scenario"]
    order = [
        "rank",
        "rank_in_scenario",
        "places_gained",
        "total",
        "total_in_scenario",
        "tier",
        "tier_in_scenario",
    ]
    return both[["city", *order]]


def verdict_changes(before, after):
    """List the statements of the ledger whose verdict changes.

    Parameters
    ----------
    before, after : pandas.DataFrame
        The tables ``claims``, all columns as text.

    Returns
    -------
    pandas.DataFrame
        ``statement, published, recomputed, recomputed_in_scenario, verdict,
        verdict_in_scenario, id``, in the order of the register. A statement about a
        city or a tier that the scenario does not have is ``not judged``.
    """
    columns = ["id", "recomputed", "verdict"]
    both = before[["id", "statement", "published", "recomputed", "verdict"]]
    both = both.merge(
        after[columns], on="id", how="left", suffixes=("", "_in_scenario")
    )
    both["verdict_in_scenario"] = both["verdict_in_scenario"].fillna("not judged")
    both[["recomputed", "recomputed_in_scenario"]] = (
        both[["recomputed", "recomputed_in_scenario"]].fillna("").map(short)
    )
    changed = both[both["verdict"] != both["verdict_in_scenario"]].reset_index(
        drop=True
    )
    names = ["recomputed", "recomputed_in_scenario", "verdict", "verdict_in_scenario"]
    return changed[["statement", "published", *names, "id"]]


def _table(rows):
    """Write a table for the page, its headings in words."""
    return pages.table(rows.rename(columns=lambda name: name.replace("_", " ")))


def _setting(own):
    """List the parameters that a scenario sets, beside the published values."""
    published = parameters.load()
    rows = [
        {
            "parameter": name,
            "baseline": _words(published[name]),
            "scenario": _words(own[name]),
        }
        for name in own
    ]
    return pd.DataFrame(rows)


def _words(value):
    """Write the value of a parameter for a reader."""
    if isinstance(value, dict):
        return (
            ", ".join(f"{key} {part:g}" for key, part in value.items())
            or "as in Table 2"
        )
    if isinstance(value, list):
        return (
            ", ".join(
                f"{part:g}" if isinstance(part, float) else name_en(part)
                for part in value
            )
            or "none"
        )
    return (
        str(value).replace("_", " ")
        if value and "/" not in str(value)
        else str(value) or "none"
    )


def _pictures(number, baseline, scenario):
    """Put a figure of both runs side by side."""
    pair = []
    for label, folder in (("baseline", baseline), ("scenario", scenario)):
        picture = (folder / "figures" / f"fig{number}.png").read_bytes()
        source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
        pair.append(
            (
                f"<figure><figcaption>{label}</figcaption><img alt='Figure {number}, {label}' src='{source}'></figure>",
                picture,
            )
        )
    same = "" if pair[0][1] != pair[1][1] else " (no change)"
    return f"<h3>Figure {number}. {_TITLES[number]}{same}</h3><div class='pair'>{pair[0][0]}{pair[1][0]}</div>"


def _tables(folder):
    """Give the bytes of the tables of a run by name."""
    return {
        path.name: path.read_bytes()
        for path in sorted((folder / "data" / "processed").glob("*.csv"))
    }


def page(name, baseline, scenario):
    """Write the page of a scenario: what it asks and sets, and what changes.

    Parameters
    ----------
    name : str
        Name of the scenario.
    baseline, scenario : path
        Results of both.

    Returns
    -------
    str
        HTML.
    """
    own = scenarios.read(name)
    question = html.escape(own.pop("question"))
    read = {
        table: [
            pd.read_csv(folder / "data" / "processed" / f"{table}.csv", dtype=kind)
            for folder in (baseline, scenario)
        ]
        for table, kind in (("index", None), ("claims", str), ("nodes", None))
    }
    ranks = rank_and_tier_changes(*read["index"])
    moved = int(ranks["places_gained"].fillna(0).ne(0).sum())
    others = int((ranks["tier"] != ranks["tier_in_scenario"]).fillna(False).sum())
    statements = verdict_changes(*read["claims"])
    gone = statements["verdict_in_scenario"] == "not judged"
    theirs = _tables(scenario)
    differing = [
        table
        for table, content in _tables(baseline).items()
        if theirs.get(table) != content
    ]
    ranks = ranks.assign(
        city=ranks["city"].map(name_en), total=ranks["total"].map("{:.2f}".format)
    )
    ranks["total_in_scenario"] = ranks["total_in_scenario"].map(
        "{:.2f}".format, na_action="ignore"
    )
    ranks = ranks.astype(object).where(ranks.notna(), "")
    warning = "<p class='warn'><b>SYNTHETIC.</b> The index rests on raw counts that were made up to agree with the report: no data.</p>"
    return pages.document(
        f"What changed: {name}",
        [
            f"<p><b>{question}</b></p>",
            warning
            if worst_provenance(read["nodes"][1]["provenance"]) == "synthetic"
            else "",
            _table(_setting(own)),
            f"<p>Cities that change places: {moved}; that change their tier: {others}. Statements of the report with another "
            f"verdict: {int((~gone).sum())}; about a city or a tier that the scenario does not have: {int(gone.sum())}. "
            f"Tables that differ: {', '.join(differing) or 'none'}.</p>",
            "<h2>Ranks and tiers</h2><p>Places gained are counted among the cities that the scenario keeps. Tiers begin at "
            f"{_words(scenarios.load(name)['tier_edges'])} points of the scenario's total.</p>"
            + _table(ranks),
            "<h2>Figures</h2>",
            *(_pictures(number, Path(baseline), Path(scenario)) for number in _TITLES),
            "<h2>Statements whose verdict changes</h2><p>A scenario does not refute the report, which used its own index. It shows "
            "which statements rest on that choice: numbers that other cities or weights change, orders that they turn.</p>",
            _table(statements[~gone]) if (~gone).any() else "<p>None.</p>",
            (
                "<h2>Statements about a city or a tier that the scenario does not have</h2>"
                + _table(statements.loc[gone, ["statement", "id"]])
            )
            if gone.any()
            else "",
        ],
    )


def main(arguments=None):
    """Write the page of a scenario; end with 1 and one line if something is wrong."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.changes",
        description="Write the page of what a scenario has changed; `make scenario` "
        "makes its results and then calls this.",
    )
    parser.add_argument("name", help="name of a file in scenarios/")
    name = parser.parse_args(arguments).name
    with told():
        target = BUILD / "scenarios" / name / "what_changed.html"
        text = page(name, BUILD / "results", target.parent)
        outputs.write(target, text.encode())
        print(f"{DONE}{shown(target)}")


if __name__ == "__main__":
    main()
