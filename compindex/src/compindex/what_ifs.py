"""Scenarios: an index as it would be with other weights, means, rules, units or years."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Annotated, Literal

import pandas as pd
import pydantic

from compindex.errors import InputError, one_of, raise_all
from compindex.files import shown
from compindex.models import checked
from compindex.rules import NO_TRUTH, SHOWN, Imputation, Treatment
from compindex.specification import from_content
from compindex.tables.values import Values
from compindex.tree import Node, Specification, leaves, nodes
from compindex.yaml_files import read_mapping

_Mean = Literal["arithmetic", "geometric", "harmonic"]
_Weight = Annotated[float, NO_TRUTH, pydantic.Field(ge=0, allow_inf_nan=False)]


class WhatIf(pydantic.BaseModel, extra="forbid"):
    """What differs from an index as it is; whatever is not named stays.

    Attributes
    ----------
    question : str
        What is asked.
    weights : dict of str to float
        By node, relative to its siblings.
    aggregate : dict of str to str
        The mean, by node.
    standardize : dict of str to dict
        The rule, by leaf: its ``method`` with its options.
    treat : dict of str to Treatment
    direction : dict of str to int
    left_out : list of str
        Units.
    years : list of int
        The years that are taken; all where none is named.
    missing, coverage, impute, sample
        As `tree.Specification` has them.
    tiers : int or list of float
    """

    question: Annotated[str, SHOWN] = pydantic.Field(min_length=1)
    weights: dict[str, _Weight] = {}
    aggregate: dict[str, _Mean] = {}
    standardize: dict[str, dict] = {}
    treat: dict[str, Treatment] = {}
    direction: dict[str, Annotated[Literal[1, -1], NO_TRUTH]] = {}
    left_out: list[str | int] = []
    years: list[Annotated[int, NO_TRUTH]] = []
    missing: Literal["error", "renormalise"] | None = None
    coverage: Annotated[float, pydantic.Field(ge=0, le=1)] | None = None
    impute: Imputation | None = None
    sample: Literal["each_year", "all_years"] | None = None
    tiers: int | list[float] | None = None


def read_what_if(source: str | os.PathLike[str] | Mapping) -> WhatIf:
    """Read a scenario from a YAML file, or take it from a mapping.

    Parameters
    ----------
    source : path or dict

    Returns
    -------
    WhatIf

    Raises
    ------
    InputError
        For every entry that is wrong, with its line.

    Examples
    --------
    >>> read_what_if({"question": "Without x?", "left_out": ["x"]}).left_out
    ['x']
    """
    if isinstance(source, Mapping):
        return checked(WhatIf, dict(source))
    if not isinstance(source, (str, os.PathLike)):
        found = f"a scenario of type {type(source).__name__}"
        raise InputError(found, "a path or a dict")
    expected = "a question, and what differs, such as weights: {a: 2}"
    content, lines = read_mapping(source, expected)
    return checked(WhatIf, content, shown(source), lines)


def changed_specification(spec: Specification, what_if: WhatIf) -> Specification:
    """Change what a scenario changes of a specification.

    Parameters
    ----------
    spec : Specification
    what_if : WhatIf

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        For every node that there is not, or that is no leaf (has no children), with
        the nearest name; or if the outcome is no specification.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> spec = Specification(name="mine", root=root)
    >>> told = read_what_if({"question": "Twice a?", "weights": {"a": 2}})
    >>> changed_specification(spec, told).root.children[0].weight
    2.0
    """
    whole, ends = nodes(spec.root), leaves(spec)
    upper = [node for node in whole if node.children]
    groups = {"weights": whole, "aggregate": upper}
    groups |= dict.fromkeys(("standardize", "treat", "direction"), ends)
    raise_all(
        InputError(f"{entry}: no such node {name}", one_of(_names(among), name))
        for entry, among in groups.items()
        for name in getattr(what_if, entry)
        if name not in _names(among)
    )
    content = spec.model_dump(exclude_defaults=True)
    _change(content["root"], what_if)
    for entry in ("missing", "coverage", "impute", "sample"):
        if getattr(what_if, entry) is not None:
            content[entry] = getattr(what_if, entry)
    return from_content(content)


def chosen_values(values: Values, what_if: WhatIf) -> Values:
    """Leave out the units, and take the years, of a scenario.

    Parameters
    ----------
    values : tables.values.Values
    what_if : WhatIf

    Returns
    -------
    tables.values.Values

    Raises
    ------
    InputError
        For every unit and year that there is not; or if nothing is left.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [1.0, 2.0]}, pd.Index(["x", "y"], name="unit"))
    >>> given = Values(table, pd.DataFrame(), pd.Series(dtype=str))
    >>> told = read_what_if({"question": "Without x?", "left_out": ["x"]})
    >>> chosen_values(given, told).table["a"].to_dict()
    {'y': 2.0}
    """
    table = values.table
    units = table.index.get_level_values(0)
    years = pd.Index([])
    if "year" in table.index.names:
        years = table.index.get_level_values("year")
    left_out = [str(unit) for unit in what_if.left_out]
    raise_all(
        [
            *_unknown("left_out: no unit", left_out, units.astype(str)),
            *_unknown("years: no year", what_if.years, years),
        ]
    )
    kept = ~units.astype(str).isin(left_out)
    if what_if.years:
        kept &= years.isin(what_if.years)
    if not kept.any():
        raise InputError("the scenario leaves no unit", "one or more")
    bounds = values.bounds
    if len(bounds):
        rows = pd.MultiIndex.from_frame(bounds[list(table.index.names)])
        if table.index.nlevels == 1:
            rows = pd.Index(bounds[table.index.name])
        bounds = bounds[rows.isin(table.index[kept])].reset_index(drop=True)
    return replace(values, table=table[kept], bounds=bounds)


def rank_moves(before: pd.DataFrame, after: pd.DataFrame, root: str) -> pd.DataFrame:
    """Set ranks and totals of a scenario beside those of the index as it is.

    Parameters
    ----------
    before, after : pandas.DataFrame
        Units, or units and ``year``: ``rank`` and the total, called `root`.
    root : str

    Returns
    -------
    pandas.DataFrame
        The unit, the year where there are years, ``rank_as_it_is, rank,
        places_gained, total_as_it_is, total``, in the order of the ranks.

    Examples
    --------
    >>> units = pd.Index(["x", "y"], name="unit")
    >>> before = pd.DataFrame({"rank": [1, 2], "t": [5.0, 4.0]}, units)
    >>> after = pd.DataFrame({"rank": [2, 1], "t": [5.0, 6.0]}, units)
    >>> rank_moves(before, after, "t")[["unit", "places_gained"]].to_numpy().tolist()
    [['y', 1], ['x', -1]]
    """
    earlier = before.rename(columns={"rank": "rank_as_it_is", root: "total_as_it_is"})
    later = after.rename(columns={root: "total"})
    table = later.join(earlier, how="left")
    gained = table["rank_as_it_is"] - table["rank"]
    table = table.assign(places_gained=gained).reset_index()
    order = [name for name in ("year", "rank") if name in table]
    table = table.sort_values(order, kind="stable", ignore_index=True)
    columns = ["rank_as_it_is", "rank", "places_gained", "total_as_it_is", "total"]
    return table[[*after.index.names, *columns]]


def _names(among: Iterable[Node]) -> list[str]:
    """List the names of nodes."""
    return [node.name for node in among]


def _unknown(found: str, named: Iterable, known: pd.Index) -> list[InputError]:
    """Say which names are none of those known, with the nearest."""
    offered = list(dict.fromkeys(known))
    if not offered:
        return [InputError(f"{found} {name}", "none; there are none") for name in named]
    return [
        InputError(f"{found} {name}", one_of(list(map(str, offered)), str(name)))
        for name in named
        if name not in offered
    ]


def _change(node: dict, what_if: WhatIf) -> None:
    """Change a node and those below it."""
    name = node["name"]
    for entry in ("weights", "aggregate", "standardize", "direction"):
        if name in getattr(what_if, entry):
            key = "weight" if entry == "weights" else entry
            node[key] = getattr(what_if, entry)[name]
    if name in what_if.treat:
        node["treat"] = what_if.treat[name].model_dump(exclude_none=True)
    for child in node.get("children", []):
        _change(child, what_if)
