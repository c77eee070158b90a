"""An index of the user's own, computed and audited: from a workbook, a CSV file, or a
folder of exports.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.paths import BUILD, from_checkout
from analysis.ranking.raw_data import city_or_name, read_folder
from analysis.report.words import INDICATORS, worst_provenance
from cicii.own_audit import audit_index
from compindex.errors import InputError, one_of, quoted, raise_all
from compindex.gaps import beyond_scale, coverage, rank_bounds
from compindex.method import in_a_line, steps
from compindex.panel import missing_cells, panel_nodes, rank_changes, ranked
from compindex.prepare import Prepared, prepared
from compindex.specification import load_spec
from compindex.tables.folders import TABLES, sheets_in
from compindex.tables.headings import FORMULA
from compindex.tables.sources import read_source, refuse_headings
from compindex.tables.values import Values
from compindex.tree import Node, Specification, leaves, nodes

INDICES = BUILD / "index"
_PLACES = ("rank", "rank_best", "rank_worst", "coverage", "missing_values")
_RESERVED = ("city", "unit", "year", *_PLACES, "provenance")
_NOTES = {
    "synthetic": "SYNTHETIC: the values of {count} of {all} indicators were made up to agree with what is published. This is no data.",
    "supplied": "Supplied: computed from your own raw values.",
}


@dataclass
class OwnIndex:
    """An index of the user's own: its specification, its tables by name, what a unit is
    called, and what the reader has to know.
    """

    spec: Specification
    tables: dict[str, pd.DataFrame]
    word: str
    understood: str
    notes: list[str]


def own_index(path: Path) -> OwnIndex:
    """Compute and audit the index that a workbook, a CSV file or a folder describes."""
    path = raw_data_at(path)
    spec, values, provenance = _read(path)
    with _placed(path, values.remarks):
        ready = prepared(_with_groups(values, spec), spec)
        computed = panel_nodes(ready.values, spec)
    word = values.table.index.names[0]
    tables = _tables(computed, ready, values, provenance, spec)
    with _without_solver_output():
        audit, notes = audit_index(computed, spec, word)
    line = in_a_line(ready, spec, word, {"city": "cities"}.get(word, "units"))
    told = [_note(provenance), *values.remarks, *_without_rules(spec), *notes]
    return OwnIndex(spec, tables | audit, word, line, told)


def _read(path: Path) -> tuple[Specification, Values, pd.Series]:
    """Read description and values, and how well each indicator is known."""
    if not path.is_dir():

        def look(spec: Specification) -> None:
            """Refuse names before the values are read."""
            _refuse_names(spec, path)

        read = read_source(path, INDICATORS, city_or_name, look)
        known = pd.Series("supplied", [leaf.name for leaf in leaves(read.spec)])
        return read.spec, read.values, known
    file = path / "index.yml"
    if not file.exists():
        raise _no_description(path)
    try:
        spec = load_spec(file)
    except InputError as error:
        raise_all([error, *sheets_in(path)[1]])
    refuse_headings(spec, INDICATORS, from_checkout(file))
    _refuse_names(spec, file)
    return spec, *read_folder(path, spec)


def _no_description(folder: Path) -> InputError:
    """Say that a folder has no specification; that of a workbook is in the workbook."""
    books = [
        one.name
        for one in sorted(folder.glob("[!.~]*"))
        if one.suffix.casefold() in TABLES
    ]
    found = "no index.yml in this folder"
    expected = "one, such as `make template` prepares"
    if books:
        expected += f"; or a single file, such as {from_checkout(folder / books[0])}"
    return InputError(found, expected, from_checkout(folder))


def _refuse_names(spec: Specification, path: Path) -> None:
    """Refuse nodes named like the other columns of the result, or as a spreadsheet's
    formula begins, which it would compute.
    """
    columns = f"another name; {', '.join(_RESERVED)} are columns of the result"
    place, errors = from_checkout(path), []
    for name in (node.name for node in nodes(spec.root)):
        if name in _RESERVED:
            errors.append(InputError(f"a node is called {name}", columns, place))
        if name.startswith(FORMULA):
            found = f"the node {quoted(name)} begins as a formula does"
            errors.append(InputError(found, "a name", place))
    raise_all(errors)


@contextlib.contextmanager
def _placed(path: Path, remarks: list[str]) -> Iterator[None]:
    """Name the source in errors of the computation, with what was understood of it."""
    try:
        yield
    except InputError as error:
        place = from_checkout(path)
        raise_all((InputError(str(one), file=place) for one in error.errors), remarks)


def _without_rules(spec: Specification) -> list[str]:
    """Say where nothing is standardized, which a forgotten column `rule` does too."""
    if any(leaf.standardize.method != "identity" for leaf in leaves(spec)):
        return []
    return ["no indicator has a rule: all values are taken as scores (identity)"]


def _with_groups(values: Values, spec: Specification) -> pd.DataFrame:
    """Give the values, with the column of groups where there is one."""
    if not spec.group:
        return values.table
    units = values.table.index.get_level_values(0)
    return values.table.assign(**{spec.group: values.groups.reindex(units).to_numpy()})


def _tables(
    computed: pd.DataFrame,
    ready: Prepared,
    values: Values,
    provenance: pd.Series,
    spec: Specification,
) -> dict[str, pd.DataFrame]:
    """Lay out the index, and everything that was done or is lacking."""
    ranks = ranked(computed, spec.root.name)
    with_years = "year" in computed.index.names
    missing = missing_cells(ready.values.where(ready.observed))
    tables = {
        "index": _index_table(computed, ranks, ready, provenance, spec),
        "missing": missing,
        "steps": steps(spec, ready),
        "imputed": ready.imputed,
        "treated": ready.treated,
        "bounds": values.bounds,
        "beyond_scale": beyond_scale(ready.values, spec),
    }
    if with_years:
        tables["rank_changes"] = rank_changes(ranks)
    always = ("index", "missing", "steps", "rank_changes")
    return {name: one for name, one in tables.items() if name in always or len(one)}


def _index_table(
    computed: pd.DataFrame,
    ranks: pd.Series,
    ready: Prepared,
    provenance: pd.Series,
    spec: Specification,
) -> pd.DataFrame:
    """Lay out the index, year by year, the best first, with the places that missing
    values leave.
    """
    known = worst_provenance(provenance)
    table = computed[_downwards(spec.root)].assign(
        provenance="derived" if known == "published" else known
    )
    places = rank_bounds(computed, ready.observed, spec).assign(
        rank=ranks,
        coverage=coverage(ready.observed, spec),
        missing_values=(~ready.observed).sum(axis=1),
    )
    table = places[list(_PLACES)].join(table)
    order = ["year", "rank"] if "year" in computed.index.names else ["rank"]
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


def raw_data_at(path: Path) -> Path:
    """Take a file or folder of raw data; refuse one that is not there, or lies where
    results are written.
    """
    path = Path(path)
    if path.resolve().is_relative_to(INDICES):
        found = "this lies among the results"
        raise InputError(found, "raw data in another place", from_checkout(path))
    if not path.exists():
        beside = sorted(path.absolute().parent.glob("[!.~]*"))
        names = [
            one.name
            for one in beside
            if one.is_dir() or one.suffix.casefold() in TABLES
        ]
        expected = f"{one_of(names, path.name)}; or a new one by `make template`"
        raise InputError("no such file or folder", expected, from_checkout(path))
    return path


def _note(provenance: Mapping[str, str]) -> str:
    """Say what is synthetic or supplied."""
    words = _NOTES.get(worst_provenance(provenance), "")
    made_up = provenance.eq("synthetic").sum()
    return words.format(count=made_up, all=len(provenance))


def _downwards(node: Node) -> list[str]:
    """List the names of a node and all below it, a parent before its children."""
    return [node.name, *(name for child in node.children for name in _downwards(child))]
