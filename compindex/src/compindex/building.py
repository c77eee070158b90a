"""An index built from what people have: a workbook, a CSV file, a folder of exports, or
a table with its specification.
"""

import os
from collections.abc import Callable, Mapping
from numbers import Integral
from pathlib import Path

import pandas as pd

from compindex.computed import RESERVED
from compindex.errors import InputError, quoted, raise_all
from compindex.files import shown
from compindex.panel import panel_nodes
from compindex.prepare import prepared
from compindex.result import Result
from compindex.robustness.settings import USUAL, Simulation
from compindex.robustness.verdicts import Naming
from compindex.specification import load_spec
from compindex.tables.folders import read_folder_of_exports
from compindex.tables.sources import read_source
from compindex.tables.values import Values
from compindex.tree import Specification, nodes
from compindex.what_ifs import (
    WhatIf,
    changed_specification,
    chosen_values,
    read_what_if,
)
from compindex.yearly import Tiers, checked_tiers

# What a level of units is called in results, as the reader calls it: other names could
# be those of other columns.
_UNITS = ("unit", "city")


def build(
    source: object,
    values: pd.DataFrame | None = None,
    *,
    tiers: Tiers = 3,
    naming: Naming | None = None,
    provenance: str = "supplied",
    simulation: Simulation = USUAL,
    told: Callable[[str], None] | None = None,
) -> Result:
    """Compute an index.

    Parameters
    ----------
    source : path, dict, pandas.DataFrame or Specification
        A workbook, a CSV file with its description beside it, or a folder of exports
        with its `index.yml`; or, where `values` are given, the specification, in any
        form that `specification.load_spec` takes.
    values : pandas.DataFrame, optional
        Units, or units and ``year``, by leaves.
    tiers : int or sequence of float
        How many natural classes the totals are sorted into, or the lower ends of all
        tiers but the last, falling; 0 for none.
    naming : verdicts.Naming, optional
        How units are called.
    provenance : str
        How the values are known; ``synthetic`` is said wherever they are shown.
    simulation : Simulation
        What the audit draws, and how much it may compute.
    told : callable, optional
        Takes a line on what is being done, such as `print`.

    Returns
    -------
    Result

    Raises
    ------
    InputError
        Everything that is wrong with the description; else with the values.

    Examples
    --------
    >>> spec = {"name": "mine", "root": {"name": "total", "children": [
    ...     {"name": "a", "weight": 3}, {"name": "b", "weight": 1}]}}
    >>> values = pd.DataFrame({"a": [1.0, 4], "b": [5.0, 4]}, ["x", "y"])
    >>> result = build(spec, values)
    >>> result.scores["total"].tolist(), result.ranks["rank"].tolist()
    ([2.0, 4.0], [2, 1])
    """
    if values is not None:
        spec, read = load_spec(source), as_values(values)
    elif isinstance(source, (str, os.PathLike)):
        spec, read = _read(Path(source))
    else:
        found = f"a source of type {type(source).__name__} without values"
        raise InputError(found, "a path; or a specification, and values")
    return result_of(
        spec,
        read,
        tiers=tiers,
        naming=naming or Naming(),
        provenance=provenance,
        simulation=simulation,
        told=told,
    )


def result_of(spec: Specification, values: Values, **options: object) -> Result:
    """Compute an index from values that were read.

    Parameters
    ----------
    spec : Specification
    values : tables.values.Values
    **options
        Of `Result`.

    Returns
    -------
    Result

    Raises
    ------
    InputError
        As `prepare.prepared` and `panel.panel_nodes` do.
    """
    _refuse_names(spec, values.table)
    options["tiers"] = checked_tiers(options.get("tiers", 3))
    ready = prepared(_with_groups(values, spec), spec)
    return Result(spec, panel_nodes(ready.values, spec), ready, values, **options)


def under(result: Result, what_if: WhatIf | Mapping | str | os.PathLike) -> Result:
    """Compute an index under a scenario.

    Parameters
    ----------
    result : Result
        The index as it is.
    what_if : WhatIf, dict or path
        What differs (`what_ifs.WhatIf`).

    Returns
    -------
    Result
        Its table ``what_changed`` sets the ranks beside those of the index as it is.

    Raises
    ------
    InputError
        For every node, unit and year that there is not, with the nearest name; or as
        `build` does.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> values = pd.DataFrame({"a": [1.0, 4], "b": [5.0, 3]}, ["x", "y"])
    >>> result = build({"name": "mine", "root": root}, values)
    >>> other = under(result, {"question": "Only b?", "weights": {"a": 0}})
    >>> other.tables()["what_changed"][["unit", "places_gained"]].to_numpy().tolist()
    [['x', 1], ['y', -1]]
    """
    told = what_if if isinstance(what_if, WhatIf) else read_what_if(what_if)
    spec = changed_specification(result.spec, told)
    values = chosen_values(result.values, told)
    return result_of(
        spec,
        values,
        tiers=result.tiers if told.tiers is None else told.tiers,
        naming=result.naming,
        provenance=result.provenance,
        made_up=result.made_up,
        simulation=result.simulation,
        told=result.told,
        question=told.question,
        as_it_is=result,
    )


def as_values(table: pd.DataFrame) -> Values:
    """Take a table for values that were read.

    Parameters
    ----------
    table : pandas.DataFrame
        The first level of its index is called ``unit``, unless it is called ``city``;
        a second one without a name ``year``.

    Returns
    -------
    Values

    Examples
    --------
    >>> as_values(pd.DataFrame({"a": [1.0]}, ["x"])).table.index.name
    'unit'
    """
    if not isinstance(table, pd.DataFrame):
        found = f"values of type {type(table).__name__}"
        raise InputError(found, "a DataFrame, units by leaves")
    first, *rest = table.index.names
    names = [
        first if first in _UNITS else "unit",
        *((name or "year") for name in rest[:1]),
        *rest[1:],
    ]
    return Values(table.rename_axis(names), pd.DataFrame(), pd.Series(dtype=str))


def _refuse_names(spec: Specification, table: pd.DataFrame) -> None:
    """Refuse nodes that are called as other columns of the results are, an index of
    another form than units, or units and years, and a table without units.
    """
    levels = list(table.index.names)
    if len(levels) > 2 or levels[1:] not in ([], ["year"]):
        found = f"an index of levels {', '.join(map(str, levels))}"
        raise InputError(found, "units, or units and a second level called year")
    if not len(table):
        raise InputError("no unit", "a row for each")
    errors = []
    units = table.index.unique(level=0)
    if units.isna().any():
        errors.append(InputError("a unit has no name", "a name for each"))
    written = units.astype(str)
    for name in written[written.duplicated()]:
        found = f"two units are written {name}"
        errors.append(InputError(found, "names that can be told apart"))
    for name in (node.name for node in nodes(spec.root)):
        if name in (*RESERVED, *levels):
            expected = f"another name; {', '.join(RESERVED)} are columns of the results"
            errors.append(InputError(f"a node is called {name}", expected))
    if "year" in levels:
        years = table.index.unique(level="year")
        wrong = [year for year in years if not isinstance(year, Integral)]
        errors += [
            InputError(f"the year is {quoted(year)}", "a whole number")
            for year in wrong
        ]
    raise_all(errors)


def _read(path: Path) -> tuple[Specification, Values]:
    """Read the description and the values of a file or folder."""
    if not path.is_dir():
        read = read_source(path)
        return read.spec, read.values
    file = path / "index.yml"
    if not file.exists():
        expected = "one that describes the index; or a single file"
        raise InputError("no index.yml in this folder", expected, shown(path))
    spec = load_spec(file)
    return spec, read_folder_of_exports(path, spec)


def _with_groups(values: Values, spec: Specification) -> pd.DataFrame:
    """Give the values, with the column of groups where there is one."""
    if not spec.group or spec.group in values.table or values.groups.empty:
        return values.table
    units = values.table.index.get_level_values(0)
    return values.table.assign(**{spec.group: values.groups.reindex(units).to_numpy()})
