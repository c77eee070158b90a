"""An index of the user's own: from a workbook, a CSV file, or a folder of exports."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from analysis.paths import BUILD, ROOT, from_checkout
from analysis.ranking.raw_data import city_or_name, read_folder
from analysis.report.words import CITIES, INDICATORS, name_en, worst_provenance
from compindex.building import result_of, under
from compindex.computed import RESERVED
from compindex.errors import InputError, one_of, quoted, raise_all
from compindex.result import Result
from compindex.robustness.verdicts import Naming
from compindex.specification import load_spec
from compindex.tables.folders import TABLES, sheets_in
from compindex.tables.headings import FORMULA, visible
from compindex.tables.sources import read_source, refuse_headings
from compindex.tables.values import Values
from compindex.tree import Specification, leaves, nodes
from compindex.what_ifs import read_what_if
from compindex.yearly import Tiers

INDICES = BUILD / "index"
_RESERVED = ("city", *RESERVED)
_OURS = {city.id for city in CITIES}


def _label(city: str) -> str:
    """Call a city of the report by its name, any other as its data do."""
    return name_en(city) if city in _OURS else str(city)


NAMINGS = {"city": Naming(_label, "city", "cities"), "unit": Naming(_label)}


def own_result(
    path: str | os.PathLike[str], tiers: Tiers = 3, scenario: str = ""
) -> Result:
    """Compute the index that a workbook, a CSV file or a folder describes, under a
    scenario where one is named from the checkout.
    """
    path = raw_data_at(Path(path))
    with contextlib.chdir(ROOT):  # so that every path is told from there
        result = _as_it_is(path, tiers)
        if not scenario:
            return result
        what_if = read_what_if(ROOT / scenario)
        with _placed(ROOT / scenario, []):
            return under(result, what_if)


def _as_it_is(path: Path, tiers: Tiers) -> Result:
    """Compute an index without a scenario."""
    spec, values, provenance = _read(path)
    known = worst_provenance(provenance)
    with _placed(path, values.remarks):
        return result_of(
            spec,
            values,
            tiers=tiers,
            naming=NAMINGS[values.table.index.names[0]],
            provenance="derived" if known == "published" else known,
            made_up=provenance.index[provenance == "synthetic"].to_list(),
        )


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
        if visible(name).startswith(FORMULA):
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


def raw_data_at(path: Path) -> Path:
    """Take a file or folder of raw data; refuse one that is not there, or lies where
    results are written.
    """
    path = Path(path).absolute()
    if Path(os.path.realpath(path)).is_relative_to(INDICES):
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
