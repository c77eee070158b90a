"""What is printed of an index of the user's own."""

import pandas as pd

from compindex.publish.words import how_sure
from compindex.result import Result
from compindex.tree import leaves

_KNOWN = {
    "supplied": "Supplied: computed from your own raw values.",
    "external": "External: computed from values from elsewhere, whose source the data name.",
}
_LISTED = 20  # rows of a list that is printed
_RANKED = 100  # units of a ranking that is printed


def summary_of(result: Result, tables: dict[str, pd.DataFrame]) -> str:
    """Write what was understood, the ranking by year with the upper nodes, and what is
    missing.
    """
    lines = [_known(result), f"Understood: {result.understood}."]
    if result.question:
        lines.append(f"Scenario: {result.question}")
    lines += [f"  {note}" for note in result.notes]
    lines += [*_rankings(result, tables), *_changes(result, tables)]
    lines += [*_open_places(result, tables), *_beyond(result, tables)]
    lines += _missing(result, tables)
    return "\n".join(lines)


def _known(result: Result) -> str:
    """Say how the values are known."""
    if result.provenance != "synthetic":
        return _KNOWN.get(result.provenance, f"The values are {result.provenance}.")
    count, every = len(result.made_up), len(leaves(result.spec))
    return f"SYNTHETIC: the values of {count} of {every} indicators were made up to agree with what is published. This is no data."


def _beyond(result: Result, tables: dict[str, pd.DataFrame]) -> list[str]:
    """List the values above a reference or beyond a goalpost."""
    rows = tables.get("beyond_scale", pd.DataFrame()).to_dict("records")
    lines = []
    for row in rows[:_LISTED]:
        unit = ", ".join(str(row[key]) for key in (result.word, "year") if key in row)
        side = "above its" if row["kind"] == "reference" else "beyond its"
        words = f"{row['value']:.12g} is {side} {row['kind']}, {row['limit']:.12g}"
        lines.append(f"{unit}, {row['indicator']}: {words}")
    if len(rows) > _LISTED:
        lines.append(f"… and {len(rows) - _LISTED:,} more, see beyond_scale.csv")
    return lines


def _missing(result: Result, tables: dict[str, pd.DataFrame]) -> list[str]:
    """List the values that are missing."""
    missing = tables["missing"].to_numpy()
    if not len(missing):
        return ["", "No value is missing."]
    lines = ["", f"Missing values: {len(missing)}; policy: {result.spec.missing}."]
    lines += [f"  {', '.join(map(str, row))}" for row in missing[:_LISTED]]
    if len(missing) > _LISTED:
        lines.append(f"  … and {len(missing) - _LISTED:,} more, see missing.csv")
    return lines


def _changes(result: Result, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Say who changed places from year to year."""
    if "rank_changes" not in tables:
        return []
    moved = tables["rank_changes"].query("places_gained != 0")
    lines = [
        f"{getattr(row, result.word)}: {row.earlier_rank} in {row.earlier_year}, {row.rank} in {row.year}"
        for row in moved.head(_LISTED).itertuples()
    ]
    if len(moved) > _LISTED:
        lines.append(f"… and {len(moved) - _LISTED:,} more, see rank_changes.csv")
    return lines


def _open_places(result: Result, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Say which places are left to each unit that lacks values, and to each whose rank
    is none of them.
    """
    index = tables["index"]
    ranks = index[["rank_best", "rank", "rank_worst"]].astype(float)
    outside = ~ranks["rank"].between(ranks["rank_best"], ranks["rank_worst"])
    lacking = index[(index["missing_values"] > 0) | outside & ranks["rank"].notna()]
    lines = []
    for row in lacking.to_dict("records")[:_LISTED]:
        unit = ", ".join(str(row[key]) for key in (result.word, "year") if key in row)
        if pd.isna(row["rank"]):
            lines.append(f"{unit}: no rank, on {row['coverage']:.0%} of the weight")
            continue
        best, worst = row["rank_best"], row["rank_worst"]
        places = f"place {best}" if best == worst else f"places {best} to {worst}"
        line = f"{unit}: rank {row['rank']}, on {row['coverage']:.0%} of the weight; {places} with any score between the lowest and the highest seen for each value that is missing"
        if not best <= row["rank"] <= worst:
            line += ", and not the rank that sharing out the weight gives"
        lines.append(line)
    if len(lacking) > _LISTED:
        lines.append(f"… and {len(lacking) - _LISTED:,} more, see index.csv")
    return ["", *lines] if lines else []


def _rankings(result: Result, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Write the ranking of each year, with how sure each place is."""
    index, lines = tables["index"], []
    upper = [
        result.spec.root.name,
        *(child.name for child in result.spec.root.children),
    ]
    columns = ["rank", result.word, *upper]
    if len(tables["missing"]):
        columns += ["rank_best", "rank_worst", "coverage"]
    if "verdicts" in tables:
        index = index.assign(how_sure=how_sure(result, index))
        columns.append("how_sure")
    for year, part in index.groupby("year") if "year" in index else [("", index)]:
        lines += ["", f"{year}:"] if year else [""]
        rows = part[columns].head(_RANKED).round(2)
        lines.append(rows.to_string(index=False))
        if len(part) > _RANKED:
            lines.append(f"… and {len(part) - _RANKED:,} more, see index.csv")
    return lines
