"""An index of the user's own, computed and audited from a folder of raw data."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.paths import BUILD, from_checkout
from analysis.ranking.raw_data import read_folder, unused_columns
from analysis.report.words import worst_provenance
from analysis.results import table_bytes, write
from cicii.own_audit import AUDIT_TABLES, audit_index
from compindex.errors import InputError, one_of
from compindex.files import read_text
from compindex.panel import compute_panel, missing_cells, rank_changes, ranked
from compindex.specification import load_spec
from compindex.tree import Node, Specification, leaves, nodes

INDICES = BUILD / "index"
SOURCE = "source.txt"  # the folder that results were computed from
_RESERVED = ("city", "year", "rank", "missing_values", "provenance")
_NOTES = {
    "synthetic": "SYNTHETIC: the values of {count} of {all} indicators were made up to agree with what is published. This is no data.",
    "supplied": "Supplied: computed from your own raw values.",
}


def own_index(folder: Path) -> tuple[dict[str, pd.DataFrame], Specification, str]:
    """Compute and audit the index of a folder with ``index.yml`` and CSV files: its tables
    by name (``index``, ``missing``, ``rank_changes`` where there are years, and those of
    the audit), the specification, and a note for the reader.
    """
    folder = raw_folder(folder)
    spec = _specification(folder / "index.yml")
    values, provenance = read_folder(folder, [leaf.name for leaf in leaves(spec)])
    try:
        computed = compute_panel(values, spec)
    except InputError as error:
        raise InputError(str(error), file=from_checkout(folder)) from None
    ranks = ranked(computed, spec.root.name)
    found = {
        "index": _index_table(computed, ranks, values, provenance, spec),
        "missing": missing_cells(values),
    }
    if "year" in values.index.names:
        found["rank_changes"] = rank_changes(ranks)
    with _without_solver_output():
        audit, notes = audit_index(computed, spec)
    return found | audit, spec, "\n".join([_note(folder, provenance), *notes])


def _index_table(
    computed: pd.DataFrame,
    ranks: pd.Series,
    values: pd.DataFrame,
    provenance: pd.Series,
    spec: Specification,
) -> pd.DataFrame:
    """Lay out the index, year by year, the best first."""
    known = worst_provenance(provenance)
    table = computed[_downwards(spec.root)].assign(
        provenance="derived" if known == "published" else known
    )
    table.insert(0, "rank", ranks)
    table.insert(1, "missing_values", values.isna().sum(axis=1))
    order = ["year", "rank"] if "year" in values.index.names else ["rank"]
    table = table.reset_index()
    return table.sort_values(order, kind="stable", ignore_index=True)


@contextlib.contextmanager
def _without_solver_output() -> Iterator[None]:
    """Keep off the screen what SciPy's integer solver writes there by mistake."""
    sys.stdout.flush()
    screen, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(screen, 1)
        os.close(screen)
        os.close(nowhere)


def raw_folder(folder: Path) -> Path:
    """Take a folder of raw data; refuse one that is not there, or lies where results
    are written.
    """
    folder = Path(folder)
    if folder.resolve().is_relative_to(INDICES):
        found = "the folder lies among the results"
        raise InputError(found, "raw data in another place", from_checkout(folder))
    if not folder.is_dir():
        beside = sorted(folder.absolute().parent.glob("[!.]*"))
        near = one_of([path.name for path in beside if path.is_dir()], folder.name)
        expected = f"{near}; or a new one by `make template`"
        raise InputError("no such folder", expected, from_checkout(folder))
    return folder


def _specification(path: Path) -> Specification:
    """Load the specification; refuse nodes named like the other columns of the result."""
    spec = load_spec(path)
    for node in nodes(spec.root):
        if node.name in _RESERVED:
            expected = f"another name; {', '.join(_RESERVED)} are columns of the result"
            found = f"a node is called {node.name}"
            raise InputError(found, expected, from_checkout(path))
    return spec


def _note(folder: Path, provenance: pd.Series) -> str:
    """Say what is synthetic or supplied, and which columns no leaf uses."""
    words = _NOTES.get(worst_provenance(provenance), "")
    made_up = provenance.eq("synthetic").sum()
    note = words.format(count=made_up, all=len(provenance))
    unused = unused_columns(folder, provenance.index)
    if unused:
        note += f" Columns that no leaf of index.yml uses: {', '.join(unused)}."
    return note.strip()


def _downwards(node: Node) -> list[str]:
    """List the names of a node and all below it, a parent before its children."""
    return [node.name, *(name for child in node.children for name in _downwards(child))]


def results_of(folder: Path) -> Path:
    """Name the folder of results after that of the raw data; refuse the name where the
    results of another source have it.
    """
    source = Path(folder).resolve()
    target = INDICES / source.stem
    if not target.exists():
        return target
    try:
        before = read_text(target / SOURCE, "the source of these results").strip()
    except InputError:
        before = "an unknown source"
    if before != str(source):
        found = f"it holds the index of {before}"
        expected = "another name of your folder, or that results folder removed"
        raise InputError(found, expected, from_checkout(target))
    return target


def write_index(
    tables: dict[str, pd.DataFrame], folder: Path, target: Path | None = None
) -> Path:
    """Write the tables of an index, and remove those of an earlier run that had more to
    say, or was synthetic.
    """
    target = target or results_of(folder)
    known = tables["index"]["provenance"].iloc[0]
    ending = "_synthetic.csv" if known == "synthetic" else ".csv"
    written = {f"{name}{ending}" for name in tables}
    for name, table in tables.items():
        write(target / f"{name}{ending}", table_bytes(table))
    for name in ("index", "missing", "rank_changes", *AUDIT_TABLES):
        for file in {f"{name}_synthetic.csv", f"{name}.csv"} - written:
            (target / file).unlink(missing_ok=True)
    source = os.fsencode(Path(folder).resolve())
    write(target / SOURCE, source + b"\n")
    return target


def summary_of_index(
    tables: dict[str, pd.DataFrame], spec: Specification, note: str
) -> str:
    """Write what the command prints: the note, the ranking by year with the upper nodes,
    and the missing values.
    """
    lines = [note, *_rankings(tables, spec)]
    if "rank_changes" in tables:
        for row in tables["rank_changes"].query("places_gained != 0").itertuples():
            before = f"{row.earlier_rank} in {row.earlier_year}"
            lines.append(f"{row.city}: {before}, {row.rank} in {row.year}")
    missing = tables["missing"].to_numpy()
    words = f"Missing values: {len(missing)}; policy: {spec.missing}."
    lines += ["", words if len(missing) else "No value is missing."]
    lines += [f"  {', '.join(map(str, row))}" for row in missing[:20]]
    return "\n".join(lines)


def _rankings(tables: dict[str, pd.DataFrame], spec: Specification) -> list[str]:
    """Write the ranking of each year, with how sure each place is."""
    index, lines = tables["index"], []
    upper = [spec.root.name, *(child.name for child in spec.root.children)]
    columns = ["rank", "city", *upper]
    if len(tables["missing"]):
        columns.append("missing_values")
    if "verdicts" in tables:
        index = index.assign(how_sure=_how_sure(tables["verdicts"], index))
        columns.append("how_sure")
    for year, part in index.groupby("year") if "year" in index else [("", index)]:
        lines += ["", f"{year}:"] if year else [""]
        lines.append(part[columns].round(2).to_string(index=False))
    return lines


def _how_sure(verdicts: pd.DataFrame, index: pd.DataFrame) -> pd.Series:
    """Give the first words of the audit's verdict on each place, where there is one."""
    years = ["year"] if "year" in verdicts else []
    verdicts = verdicts[verdicts["about"] == "city"]
    words = verdicts["verdict"].str.partition(".")[0]
    words = words.str.removesuffix(" near the nominal weights")
    known = verdicts[[*years, "name"]].assign(how_sure=words)
    keys = index[[*years, "city"]].rename(columns={"city": "name"})
    joined = keys.merge(known, how="left", on=[*years, "name"])["how_sure"]
    return joined.fillna("").set_axis(index.index)
