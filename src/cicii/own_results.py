"""The results of an index of the user's own: where they are written, and what is printed
of them.
"""

import codecs
import os
from pathlib import Path

import pandas as pd

from analysis.paths import from_checkout
from analysis.results import table_bytes, write
from cicii import own_index
from cicii.own_audit import AUDIT_TABLES
from cicii.own_index import OwnIndex
from compindex.errors import InputError
from compindex.files import read_text

SOURCE = "source.txt"  # what the results were computed from
TABLES = (
    *("index", "missing", "steps", "rank_changes"),
    *("imputed", "treated", "bounds", "beyond_scale"),
    *AUDIT_TABLES,
)
_LISTED = 20  # rows of a list that is printed
_RANKED = 100  # units of a ranking that is printed


def results_of(path: Path) -> Path:
    """Name the folder of results after the source; refuse the name where the results of
    another source have it, and that source is still there.
    """
    source = Path(path).resolve()
    target = own_index.INDICES / source.stem
    if not target.exists():
        return target
    try:
        before = read_text(target / SOURCE, "the source of these results").strip()
    except InputError:
        before = "an unknown source"
    if before == str(source) or os.path.isabs(before) and not Path(before).exists():
        return target
    found = f"it holds the index of {before}"
    expected = "another name of your data, or that results folder removed"
    raise InputError(found, expected, from_checkout(target))


def write_index(own: OwnIndex, path: Path, target: Path | None = None) -> Path:
    """Write the tables of an index, and remove those of an earlier run that had more to
    say, or was synthetic. A byte order mark tells Excel the encoding.
    """
    target = target or results_of(path)
    known = own.tables["index"]["provenance"].iloc[0]
    ending = "_synthetic.csv" if known == "synthetic" else ".csv"
    written = {f"{name}{ending}" for name in own.tables}
    for name, table in own.tables.items():
        write(target / f"{name}{ending}", codecs.BOM_UTF8 + table_bytes(table))
    for name in TABLES:
        for file in {f"{name}_synthetic.csv", f"{name}.csv"} - written:
            (target / file).unlink(missing_ok=True)
    source = os.fsencode(Path(path).resolve())
    write(target / SOURCE, source + b"\n")
    return target


def summary_of_index(own: OwnIndex) -> str:
    """Write what the command prints: what was understood, the ranking by year with the
    upper nodes, and what is missing.
    """
    first, *notes = own.notes
    lines = [first, f"Understood: {own.understood}."]
    lines += [f"  {note}" for note in notes]
    lines += [*_rankings(own), *_changes(own), *_open_places(own)]
    lines += [*_beyond(own), *_missing(own)]
    return "\n".join(lines)


def _beyond(own: OwnIndex) -> list[str]:
    """List the values above a reference or beyond a goalpost."""
    rows = own.tables.get("beyond_scale", pd.DataFrame()).to_dict("records")
    lines = []
    for row in rows[:_LISTED]:
        unit = ", ".join(str(row[key]) for key in (own.word, "year") if key in row)
        side = "above its" if row["kind"] == "reference" else "beyond its"
        words = f"{row['value']:.12g} is {side} {row['kind']}, {row['limit']:.12g}"
        lines.append(f"{unit}, {row['indicator']}: {words}")
    if len(rows) > _LISTED:
        lines.append(f"… and {len(rows) - _LISTED:,} more, see beyond_scale.csv")
    return lines


def _missing(own: OwnIndex) -> list[str]:
    """List the values that are missing."""
    missing = own.tables["missing"].to_numpy()
    if not len(missing):
        return ["", "No value is missing."]
    lines = ["", f"Missing values: {len(missing)}; policy: {own.spec.missing}."]
    lines += [f"  {', '.join(map(str, row))}" for row in missing[:_LISTED]]
    if len(missing) > _LISTED:
        lines.append(f"  … and {len(missing) - _LISTED:,} more, see missing.csv")
    return lines


def _changes(own: OwnIndex) -> list[str]:
    """Say who changed places from year to year."""
    if "rank_changes" not in own.tables:
        return []
    moved = own.tables["rank_changes"].query("places_gained != 0")
    lines = [
        f"{getattr(row, own.word)}: {row.earlier_rank} in {row.earlier_year}, {row.rank} in {row.year}"
        for row in moved.head(_LISTED).itertuples()
    ]
    if len(moved) > _LISTED:
        lines.append(f"… and {len(moved) - _LISTED:,} more, see rank_changes.csv")
    return lines


def _open_places(own: OwnIndex) -> list[str]:
    """Say which places are left to each unit that lacks values, and to each whose rank
    is none of them.
    """
    index = own.tables["index"]
    ranks = index[["rank_best", "rank", "rank_worst"]].astype(float)
    outside = ~ranks["rank"].between(ranks["rank_best"], ranks["rank_worst"])
    lacking = index[(index["missing_values"] > 0) | outside & ranks["rank"].notna()]
    lines = []
    for row in lacking.to_dict("records")[:_LISTED]:
        unit = ", ".join(str(row[key]) for key in (own.word, "year") if key in row)
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


def _rankings(own: OwnIndex) -> list[str]:
    """Write the ranking of each year, with how sure each place is."""
    index, lines = own.tables["index"], []
    upper = [own.spec.root.name, *(child.name for child in own.spec.root.children)]
    columns = ["rank", own.word, *upper]
    if len(own.tables["missing"]):
        columns += ["rank_best", "rank_worst", "coverage"]
    if "verdicts" in own.tables:
        index = index.assign(how_sure=_how_sure(own))
        columns.append("how_sure")
    for year, part in index.groupby("year") if "year" in index else [("", index)]:
        lines += ["", f"{year}:"] if year else [""]
        rows = part[columns].head(_RANKED).round(2)
        lines.append(rows.to_string(index=False))
        if len(part) > _RANKED:
            lines.append(f"… and {len(part) - _RANKED:,} more, see index.csv")
    return lines


def _how_sure(own: OwnIndex) -> pd.Series:
    """Give the first words of the audit's verdict on each place, where there is one."""
    index, verdicts = own.tables["index"], own.tables["verdicts"]
    years = ["year"] if "year" in verdicts else []
    verdicts = verdicts[verdicts["about"] == own.word]
    words = verdicts["verdict"].str.partition(".")[0]
    words = words.str.removesuffix(" near the nominal weights")
    known = verdicts[[*years, "name"]].assign(how_sure=words)
    keys = index[[*years, own.word]].rename(columns={own.word: "name"})
    joined = keys.merge(known, how="left", on=[*years, "name"])["how_sure"]
    return joined.fillna("").set_axis(index.index)
