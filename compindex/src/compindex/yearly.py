"""What is done to one sample done to each year, and the audit of a node among it."""

from collections.abc import Callable, Sequence
from numbers import Integral

import numpy as np
import pandas as pd

from compindex.auditing import audit
from compindex.bands import check_edges, natural_breaks
from compindex.errors import InputError
from compindex.robustness.settings import USUAL, Simulation
from compindex.robustness.verdicts import Naming
from compindex.tree import Node, Specification, nodes

# Pairs of units are compared one by one: their number grows with the square, and a
# thousand units by four dimensions take two minutes.
LARGEST = 1_000
_OTHER_MEAN = "The audit takes {} as an arithmetic mean, though it is a {} one, since a score is not above zero: its ranks can differ from those of the index."
Tiers = int | Sequence[float]


def by_year(table: pd.DataFrame) -> list[tuple[int | None, pd.DataFrame]]:
    """Give the rows of each year; of a single sample all, without a year.

    Parameters
    ----------
    table : pandas.DataFrame
        Its index has a second level ``year``, or none.

    Returns
    -------
    list of tuple
        The year, or None, and the rows by unit.

    Examples
    --------
    >>> units = pd.MultiIndex.from_tuples([("x", 2020)], names=["unit", "year"])
    >>> [year for year, _ in by_year(pd.DataFrame({"a": [1]}, units))]
    [2020]
    """
    if "year" not in table.index.names:
        return [(None, table)]
    years = table.groupby(level="year")
    return [(year, part.droplevel("year")) for year, part in years]


def each_year(
    table: pd.DataFrame, compute: Callable[[pd.DataFrame], pd.DataFrame]
) -> pd.DataFrame:
    """Compute a table of each year, and put them below each other, the year first.

    Parameters
    ----------
    table : pandas.DataFrame
        As for `by_year`.
    compute : callable
        Takes the rows of a year.

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> units = pd.MultiIndex.from_product([["x"], [2020, 2021]], names=["unit", "year"])
    >>> table = pd.DataFrame({"a": [1, 2]}, units)
    >>> each_year(table, lambda part: part.reset_index()).to_numpy().tolist()
    [[2020, 'x', 1], [2021, 'x', 2]]
    """
    return below_each_other({year: compute(part) for year, part in by_year(table)})


def below_each_other(parts: dict[int | None, pd.DataFrame]) -> pd.DataFrame:
    """Put the tables of all years below each other, the year first where there is one.

    Parameters
    ----------
    parts : dict of int to pandas.DataFrame

    Returns
    -------
    pandas.DataFrame

    Examples
    --------
    >>> below_each_other({None: pd.DataFrame({"a": [1]})}).to_numpy().tolist()
    [[1]]
    """
    tables = []
    for year, part in parts.items():
        table = part.copy()
        if year is not None:
            table.insert(0, "year", year)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def checked_tiers(tiers: Tiers) -> Tiers:
    """Refuse tiers that are neither a number of classes nor edges that fall.

    Parameters
    ----------
    tiers : int or sequence of float

    Returns
    -------
    int or list of float

    Raises
    ------
    InputError

    Examples
    --------
    >>> checked_tiers([85, 71])
    [85, 71]
    """
    if isinstance(tiers, Integral) and not isinstance(tiers, bool):
        if tiers < 0:
            raise InputError(f"{tiers} tiers", "a number of classes, or 0 for none")
        return int(tiers)
    check_edges(tiers)
    return list(tiers)


def edges_of(totals: pd.Series, tiers: Tiers) -> list[float]:
    """Give the lower ends of tiers: those that are given, or the lowest totals of as
    many natural classes.

    Parameters
    ----------
    totals : pandas.Series
    tiers : int or sequence of float
        A number of classes, or the ends themselves, falling. Of fewer than twice as
        many different totals no classes are made, and of more than `LARGEST`.

    Returns
    -------
    list of float
        Empty where there are no tiers.

    Examples
    --------
    >>> [round(edge, 6) for edge in edges_of(pd.Series([9.0, 8.0, 2.0, 1.0]), 2)]
    [8.0]
    """
    if not isinstance(tiers, int):
        return list(tiers)
    totals = totals.dropna()
    classed = totals.round(10)
    if tiers < 2 or not 2 * tiers <= classed.nunique() <= LARGEST:
        return []
    lowest = totals.groupby(natural_breaks(classed, tiers)).min()
    # A little below, so that rounding leaves none outside the class that it bounds.
    ends = lowest - np.maximum(1e-9, 1e-12 * lowest.abs())
    return ends.sort_index().to_list()[:-1]


def audited(
    scores: pd.DataFrame,
    spec: Specification,
    node: str,
    tiers: Tiers = 0,
    naming: Naming | None = None,
    simulation: Simulation = USUAL,
    told: Callable[[str], None] | None = None,
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Audit the ranking by a node, each year by itself, from the scores of its children.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units, or units and ``year``, by nodes.
    spec : Specification
    node : str
        One that has children.
    tiers : int or sequence of float
        As for `edges_of`.
    naming : verdicts.Naming, optional
    simulation : Simulation
    told : callable, optional
        Takes a line that says what is being done.

    Returns
    -------
    tables : dict of str to pandas.DataFrame
        As from `auditing.audit`, with a first column ``year`` where there are years.
    notes : list of str
        What a reader has to know: years without an audit and why, units left out, and
        where another mean is taken as an arithmetic one.

    Raises
    ------
    InputError
        If there is no such node, or it has no children.
    """
    naming = naming or Naming()
    known = {one.name: one for one in nodes(spec.root) if one.children}
    if node not in known:
        raise InputError(f"no node {node} with children", ", ".join(known))
    parts, notes = {}, []
    names = [child.name for child in known[node].children]
    for year, part in by_year(scores[[*names, node]]):
        place = "" if year is None else f"{year}: "
        complete = part.dropna()
        if told:
            told(f"{place}auditing {len(complete):,} {naming.many} by {len(names)}")
        try:
            edges = edges_of(part[node], tiers)
            mean, weights = _mean_of(known[node], complete)
            parts[year] = _one_year(
                complete[list(weights)], weights, edges, mean, naming, simulation
            )
        except InputError as error:
            notes.append(f"{place}No audit of {node}: {error}.")
            continue
        if mean != known[node].aggregate:
            notes.append(f"{place}{_OTHER_MEAN.format(node, known[node].aggregate)}")
        left = list(map(str, part.index.difference(complete.index, sort=False)))
        if left:
            words = "Left out of the audit, which ranks the others among themselves, lacking scores"
            notes.append(f"{place}{words}: {', '.join(left)}.")
    names = {name: None for tables in parts.values() for name in tables}
    found = {
        name: below_each_other(
            {year: tables[name] for year, tables in parts.items() if name in tables}
        )
        for name in names
    }
    return found, notes


def _one_year(
    scores: pd.DataFrame,
    weights: dict[str, float],
    edges: list[float],
    mean: str,
    naming: Naming,
    simulation: Simulation,
) -> dict[str, pd.DataFrame]:
    """Audit a sample that is neither too small nor too large."""
    if len(scores) < 2:
        word = naming.one if len(scores) == 1 else naming.many
        raise InputError(f"{len(scores)} {word} with all scores", "two or more")
    if len(scores) > LARGEST:
        found = f"{len(scores):,} {naming.many}"
        raise InputError(found, f"{LARGEST:,} at most")
    how = {"mean": mean, "naming": naming, "simulation": simulation}
    return audit(scores, weights, edges=edges or None, **how)


def _mean_of(node: Node, scores: pd.DataFrame) -> tuple[str, dict[str, float]]:
    """Give the mean to audit, with the weights of the parts. A score of zero has a
    geometric mean, zero, that no weights move: there, the arithmetic one is taken. What
    has no weight then need not have a mean.
    """
    weights = {child.name: child.weight for child in node.children}
    if node.aggregate == "arithmetic":
        return "arithmetic", weights
    weighty = {name: weight for name, weight in weights.items() if weight}
    if (scores[list(weighty)] > 0).all(axis=None):
        return node.aggregate, weighty
    return "arithmetic", weights
