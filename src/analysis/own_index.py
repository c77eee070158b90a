"""An index of the user's own: ``python -m analysis.own_index DIR`` computes it from a
folder of raw data.
"""

import argparse
import contextlib
import os
import sys
from pathlib import Path

import pandas as pd

from analysis import outputs, processes
from analysis.commands import DONE, told
from analysis.own_audit import TABLES, audit_index
from analysis.paths import ROOT, shown
from analysis.raw_data import read_folder, unused_columns, worst_provenance
from compindex.errors import InputError, one_of
from compindex.panel import compute_panel, missing_cells, rank_changes, ranked
from compindex.specification import load_spec
from compindex.tree import leaves, nodes

RESULTS = ROOT / "build" / "index"
_RESERVED = ("city", "year", "rank", "missing_values", "provenance")
_NOTES = {
    "synthetic": "SYNTHETIC: the values of {count} of {all} indicators were made up to agree with what is published. This is no data.",
    "supplied": "Supplied: computed from your own raw values.",
}


def own_index(folder):
    """Compute the index of a folder of raw data.

    Parameters
    ----------
    folder : path
        With ``index.yml``, the specification, and CSV files (`raw_data.read_folder`).

    Returns
    -------
    dict of str to pandas.DataFrame
        ``index``: units with rank, the number of missing values, every node from the
        root down, and provenance, the best first; ``missing``: the values that are
        missing; ``rank_changes``, where there are years; and the tables of the audit
        (`own_audit.TABLES`).
    specification.Specification
    str
        A note on what is synthetic or supplied, on columns that no leaf uses, and on
        what the audit leaves out.

    Raises
    ------
    InputError
        If anything in the folder is wrong.
    """
    folder = _raw_folder(folder)
    spec = _specification(folder / "index.yml")
    values, provenance = read_folder(folder, [leaf.name for leaf in leaves(spec)])
    try:
        computed = compute_panel(values, spec)
    except InputError as error:
        raise InputError(str(error), file=shown(folder)) from None
    ranks, known = ranked(computed, spec.root.name), worst_provenance(provenance)
    table = computed[_downwards(spec.root)].assign(
        provenance="derived" if known == "published" else known
    )
    table.insert(0, "rank", ranks)
    table.insert(1, "missing_values", values.isna().sum(axis=1))
    years = "year" in values.index.names
    table = table.reset_index().sort_values(
        ["year", "rank"] if years else ["rank"], kind="stable", ignore_index=True
    )
    found = {"index": table, "missing": missing_cells(values)} | (
        {"rank_changes": rank_changes(ranks)} if years else {}
    )
    with _without_solver_output():
        audit, notes = audit_index(computed, spec)
    return found | audit, spec, "\n".join([_note(folder, provenance), *notes])


@contextlib.contextmanager
def _without_solver_output():
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


def _raw_folder(folder):
    """Take a folder of raw data; refuse one that is not there, or lies where results
    are written.
    """
    folder = Path(folder)
    if folder.resolve() == RESULTS or RESULTS in folder.resolve().parents:
        raise InputError(
            "the folder lies among the results",
            "raw data in another place",
            shown(folder),
        )
    if not folder.is_dir():
        near = [
            path.name
            for path in sorted(folder.absolute().parent.glob("[!.]*"))
            if path.is_dir()
        ]
        raise InputError(
            "no such folder",
            f"{one_of(near, folder.name)}; or a new one by `make template`",
            shown(folder),
        )
    return folder


def _specification(path):
    """Load the specification; refuse nodes named like the other columns of the result."""
    spec = load_spec(path)
    for node in nodes(spec.root):
        if node.name in _RESERVED:
            expected = f"another name; {', '.join(_RESERVED)} are columns of the result"
            raise InputError(f"a node is called {node.name}", expected, shown(path))
    return spec


def _note(folder, provenance):
    """Say what is synthetic or supplied, and which columns no leaf uses."""
    known, unused = (
        worst_provenance(provenance),
        unused_columns(folder, provenance.index),
    )
    note = _NOTES.get(known, "").format(
        count=provenance.eq("synthetic").sum(), all=len(provenance)
    )
    return (
        note
        + (
            f" Columns that no leaf of index.yml uses: {', '.join(unused)}."
            if unused
            else ""
        )
    ).strip()


def _downwards(node):
    """List the names of a node and all below it, a parent before its children."""
    return [node.name, *(name for child in node.children for name in _downwards(child))]


def _summary(tables, spec, note):
    """Write what the command prints: the note, the ranking by year with the upper
    nodes, and the missing values.
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


def _rankings(tables, spec):
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


def _how_sure(verdicts, index):
    """Give the first words of the audit's verdict on each place, where there is one."""
    keys = ["year", "name"] if "year" in verdicts else ["name"]
    words = verdicts.set_index(keys)["verdict"].str.partition(".")[0]
    units = index[["year", "city"] if "year" in verdicts else ["city"]]
    places = units.itertuples(index=False, name=None)
    found = [words.get(place if len(keys) > 1 else place[0], "") for place in places]
    return pd.Series(found, index.index).str.removesuffix(" near the nominal weights")


def main(arguments=None):
    """Compute the index of a folder and write its tables; end with 1 and one line if
    something is wrong.
    """
    parser = argparse.ArgumentParser(
        prog="python -m analysis.own_index",
        description="Compute an index from your raw data.",
    )
    parser.add_argument(
        "folder", nargs="?", help="folder of raw data, such as `make template` prepares"
    )
    options = parser.parse_args(arguments)
    with told():
        if not options.folder:
            raise InputError(
                "no folder is named", "one of yours, such as make index DATA=my-data"
            )
        with processes.alone():
            tables, spec, note = own_index(options.folder)
            target = RESULTS / Path(options.folder).resolve().name
            write_tables(tables, target)
        print(_summary(tables, spec, note))
        print(f"\n{DONE}{shown(target)}")


def write_tables(tables, target):
    """Write the tables of an index, and remove those of an earlier run that had more to
    say, or was synthetic.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        From `own_index`.
    target : path
    """
    known = tables["index"]["provenance"].iloc[0]
    ending = "_synthetic.csv" if known == "synthetic" else ".csv"
    written = {f"{name}{ending}" for name in tables}
    for name, table in tables.items():
        outputs.write(target / f"{name}{ending}", outputs.table_bytes(table))
    for name in ("index", "missing", "rank_changes", *TABLES):
        for file in {f"{name}_synthetic.csv", f"{name}.csv"} - written:
            (target / file).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
