"""One page that opens without a network: ranking, tiers, profiles, pairs, correlations,
choices.
"""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from compindex.computed import Computed
from compindex.publish.marks import as_read, interval, place_words, shade
from compindex.publish.pictures import of_year
from compindex.publish.words import how_sure, opening, warning
from compindex.robustness.verdicts import percent, percent_drawn

_MATRIX = 40  # units up to which all pairs are shown as a square
_PROFILES = 300  # units up to which each has a profile
_LISTED = 100  # pairs that are listed


def page_of(result: Computed, what_if: str = "") -> str:
    """Write the page of an index.

    Parameters
    ----------
    result : computed.Computed
    what_if : str
        The page beside it on which the weights can be changed, if there is one.

    Returns
    -------
    str
        HTML that asks for nothing from elsewhere; names are escaped.
    """
    import jinja2

    loader = jinja2.FileSystemLoader(Path(__file__).parent / "templates")
    environment = jinja2.Environment(
        loader=loader,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    index = result.index_table()
    index = index.assign(how_sure=how_sure(result, index))
    last = result.years[-1] if result.years else None
    return environment.get_template("index.html").render(
        title=result.spec.name,
        what_if=what_if,
        headline=opening(result),
        warning=warning(result),
        notes=result.notes,
        many=result.naming.many,
        one=result.naming.one,
        year=last,
        rankings=_rankings(result, index),
        tiers=_tiers(result, of_year(result, index, last)),
        profiles=_profiles(result, of_year(result, index, last)),
        pairs=_pairs(result, of_year(result, index, last)),
        correlations=_correlations(result, last),
        weights=_rows(of_year(result, result.weights, last)),
        choices=_rows(result.tables()["steps"]),
        changed=_rows(
            of_year(result, result.tables().get("what_changed", pd.DataFrame()), last)
        ),
        effort=_rows(of_year(result, _audited(result, "effort"), last)),
    )


def _audited(result: Computed, name: str) -> pd.DataFrame:
    """Give a table of the audit; an empty one where there is none."""
    return result.audit().get(name, pd.DataFrame())


def _rows(table: pd.DataFrame) -> dict[str, list]:
    """Give the headings and cells of a table, as they are read."""
    cells = [[as_read(cell) for cell in row] for row in table.itertuples(index=False)]
    return {"headings": [str(name) for name in table.columns], "rows": cells}


def _rankings(result: Computed, index: pd.DataFrame) -> list[dict]:
    """Give the ranking of each year, the last first."""
    found = []
    for year in reversed(result.years or [None]):
        part = of_year(result, index, year)
        most = (
            max(part["rank"].max(skipna=True), 1) if part["rank"].notna().any() else 1
        )
        top = part[result.spec.root.name].max()
        rows = []
        for row in part.to_dict("records"):
            total = row[result.spec.root.name]
            share = 0 if pd.isna(total) or not top > 0 else max(0, total) / top
            rows.append(
                {
                    "rank": as_read(row["rank"]),
                    "name": result.naming.label(row[result.word]),
                    "total": as_read(total),
                    "share": f"{100 * share:.1f}",
                    "tier": as_read(row["tier"]),
                    "interval": interval(row, int(most)),
                    "places": place_words(row["p05"], row["p95"]),
                    "gaps": place_words(row["rank_best"], row["rank_worst"]),
                    "coverage": f"{row['coverage']:.0%}",
                    "how_sure": row["how_sure"],
                }
            )
        found.append({"year": year, "rows": rows})
    return found


def _tiers(result: Computed, index: pd.DataFrame) -> list[dict]:
    """Give the members of each tier, and how probably each stays there."""
    if index["tier"].isna().all():
        return []
    drawn = of_year(result, _audited(result, "tier_probabilities"), None)
    chances = {}
    if len(drawn):
        near = drawn[drawn["scheme"] == "noise_25"]
        chances = near.set_index(["unit", "tier"])["probability"].to_dict()
    found = []
    for tier, part in index.dropna(subset="tier").groupby("tier"):
        totals = part[result.spec.root.name]
        members = []
        for unit in part[result.word]:
            chance = chances.get((unit, tier))
            words = "" if chance is None else percent(chance)
            members.append({"name": result.naming.label(unit), "stays": words})
        ends = f"{as_read(totals.min())} to {as_read(totals.max())}"
        found.append({"tier": int(tier), "ends": ends, "members": members})
    return found


def _profiles(result: Computed, index: pd.DataFrame) -> list[dict]:
    """Give of each unit its place, its parts, what it is good at and what not."""
    if len(index) > _PROFILES:
        return []
    strong = of_year(result, result.strengths, None)
    verdicts = of_year(result, _audited(result, "verdicts"), None)
    said = (
        dict(zip(verdicts["name"], verdicts["verdict"], strict=True))
        if len(verdicts)
        else {}
    )
    parts_of = _parts(result, index)
    found = []
    for row, unit in zip(index.index, index[result.word], strict=True):
        own = strong[strong[result.word] == unit]
        kinds = {
            kind: own[own["kind"] == kind].to_dict("records")
            for kind in ("strength", "weakness")
        }
        found.append(
            {
                "name": result.naming.label(unit),
                "rank": as_read(index.at[row, "rank"]),
                "tier": as_read(index.at[row, "tier"]),
                "missing": int(index.at[row, "missing_values"]),
                "parts": parts_of[row],
                "verdict": said.get(unit, ""),
                **kinds,
            }
        )
    return found


def _parts(result: Computed, index: pd.DataFrame) -> dict[int, list[dict]]:
    """Give by row the total and the parts that it joins: score, rank, mean of all, and
    where these lie between the lowest and the highest.
    """
    root = result.spec.root
    scores = index[[root.name, *(child.name for child in root.children)]]
    ranks = scores.round(10).rank(ascending=False, method="min")
    means, ends = scores.mean(), scores.agg(["min", "max"])
    return {
        row: [
            {
                "name": name,
                "score": as_read(scores.at[row, name]),
                "rank": as_read(ranks.at[row, name]),
                "mean": as_read(means[name]),
                "share": _share(scores.at[row, name], *ends[name]),
                "middle": _share(means[name], *ends[name]),
            }
            for name in scores
        ]
        for row in index.index
    }


def _share(value: float, low: float, high: float) -> str:
    """Place a score between the lowest and the highest, in percent."""
    if pd.isna(value) or not high > low:
        return "0"
    return f"{100 * (value - low) / (high - low):.1f}"


def _pairs(result: Computed, index: pd.DataFrame) -> dict:
    """Give what settles the pairs: as a square where they are few, and those that
    weights can turn, the likeliest first.
    """
    pairs = of_year(result, _audited(result, "pair_reversals"), None)
    if pairs.empty:
        return {}
    label = result.naming.label
    turning = pairs[pairs["settled_by"].isin(["noise_10", "open"])]
    turning = turning.sort_values("probability", ascending=False, kind="stable")
    listed = [
        {
            "above": label(row.unit_a),
            "below": label(row.unit_b),
            "gap": as_read(row.gap),
            "chance": _chance(row.probability, row.found_by),
            "found_by": row.found_by,
            "change": as_read(row.smallest_weight_change),
        }
        for row in turning.head(_LISTED).itertuples()
    ]
    units = list(dict.fromkeys([*pairs["unit_a"], pairs["unit_b"].iloc[-1]]))
    return {
        "counts": pairs["settled_by"].value_counts().to_dict(),
        "all": len(pairs),
        "turning": len(turning),
        "listed": listed,
        "square": _square(pairs, units, label) if len(units) <= _MATRIX else [],
    }


def _square(
    pairs: pd.DataFrame, units: list[object], label: Callable[[object], str]
) -> list[dict]:
    """Lay out pairs as a square, upper units by lower ones."""
    cells = {
        (row.unit_a, row.unit_b): {
            "kind": row.settled_by,
            "words": _chance(row.probability, row.found_by)
            if row.settled_by in ("noise_10", "open")
            else "",
        }
        for row in pairs.itertuples()
    }
    return [
        {
            "name": label(unit),
            "place": place,
            "cells": [cells.get((unit, other)) for other in units],
        }
        for place, unit in enumerate(units, 1)
    ]


def _chance(probability: float, found_by: str) -> str:
    """Write a probability so that what was drawn does not look certain."""
    return percent_drawn(probability) if found_by == "draws" else percent(probability)


def _correlations(result: Computed, year: int | None) -> dict:
    """Give the correlations within each level, and between levels, as shaded rows."""
    table = of_year(result, result.correlations, year)
    found = {}
    for relation, part in table.groupby("relation"):
        found[relation] = [
            {
                "first": row.node_a,
                "second": row.node_b,
                "value": as_read(row.correlation),
                "shade": shade(row.correlation),
                "n": row.n,
                "remark": row.remark,
            }
            for row in part.itertuples()
        ]
    return found
