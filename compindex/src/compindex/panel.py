"""An index for each year: values of units and years, ranked within each year, with the
changes from year to year.
"""

import pandas as pd

from compindex.errors import InputError, raise_all
from compindex.index import all_nodes_of
from compindex.prepare import prepared
from compindex.specification import Source, load_spec
from compindex.tree import Specification


def compute_panel(values: pd.DataFrame, spec: Source) -> pd.DataFrame:
    """Compute the index of a table of raw values, year by year where it has years.

    Parameters
    ----------
    values : pandas.DataFrame
        Units by leaves; the index has one level, or a second one called ``year``.
    spec : Specification, dict, path or pandas.DataFrame
        With ``sample: each_year``, whatever looks at a sample (medians, treatments,
        some standardizations) takes each year by itself, so that scores of different years are not on one scale; with
        ``all_years``, they take all years together.

    Returns
    -------
    pandas.DataFrame
        Units by nodes (`index.compute_index`), in the order of `values`.

    Raises
    ------
    InputError
        As `index.compute_index` does; the year is named.

    Examples
    --------
    >>> spec = {"name": "mine", "root": {"name": "total", "children": [
    ...     {"name": "a", "standardize": {"method": "rank"}}]}}
    >>> units = pd.MultiIndex.from_product(
    ...     [["x", "y"], [2020, 2021]], names=["unit", "year"])
    >>> values = pd.DataFrame({"a": [1, 9, 2, 3]}, units)
    >>> compute_panel(values, spec)["total"].tolist()
    [1.0, 2.0, 2.0, 1.0]
    """
    spec = load_spec(spec)
    return panel_nodes(prepared(values, spec).values, spec)


def panel_nodes(values: pd.DataFrame, spec: Specification) -> pd.DataFrame:
    """Compute every node from values that are ready, year by year where they have
    years.

    Parameters
    ----------
    values : pandas.DataFrame
        From `prepare.prepared`.
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        Units by nodes, in the order of `values`.

    Raises
    ------
    InputError
        Everything that is wrong in any year, which is named.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}]}
    >>> table = pd.DataFrame({"a": [1.0, 9.0]}, ["x", "y"])
    >>> panel_nodes(table, load_spec({"name": "mine", "root": root}))["total"].tolist()
    [1.0, 9.0]
    """
    if "year" not in values.index.names or spec.sample == "all_years":
        return all_nodes_of(values, spec)
    parts, errors = [], []
    for year, part in values.groupby(level="year"):
        try:
            parts.append(all_nodes_of(part, spec))
        except InputError as error:
            errors += [InputError(f"{year}: {one}") for one in error.errors]
    raise_all(errors)
    return pd.concat(parts).loc[values.index]


def ranked(index: pd.DataFrame, root: str) -> pd.Series:
    """Rank the units by the root of the index, within each year where there are years;
    the highest is 1.

    Parameters
    ----------
    index : pandas.DataFrame
        From `compute_panel`.
    root : str
        Name of the root.

    Returns
    -------
    pandas.Series
        Rank; equal totals share the better one. Missing where the total is.

    Examples
    --------
    >>> ranked(pd.DataFrame({"total": [5.0, 7.0, 5.0]}, list("xyz")), "total").tolist()
    [2, 1, 2]
    """
    totals = index[root].round(10)
    groups = totals.groupby(level="year") if index.index.nlevels > 1 else totals
    return groups.rank(ascending=False, method="min").astype("Int64").rename("rank")


def rank_changes(ranks: pd.Series) -> pd.DataFrame:
    """Compare each rank with that of the same unit in the last earlier year in which it
    has one.

    Parameters
    ----------
    ranks : pandas.Series
        By unit and ``year``.

    Returns
    -------
    pandas.DataFrame
        The unit, ``year, rank, earlier_year, earlier_rank, places_gained`` for every
        rank that has an earlier one.

    Examples
    --------
    >>> units = pd.MultiIndex.from_tuples(
    ...     [("x", 2020), ("x", 2022)], names=["unit", "year"])
    >>> rank_changes(pd.Series([3, 1], units, name="rank"))["places_gained"].tolist()
    [2]
    """
    (unit,) = (name for name in ranks.index.names if name != "year")
    table = ranks.rename("rank").dropna().reset_index()
    table = table.sort_values([unit, "year"], kind="stable")
    earlier = table.groupby(unit)[["year", "rank"]].shift().astype("Int64")
    table = table.assign(earlier_year=earlier["year"], earlier_rank=earlier["rank"])
    table = table.assign(places_gained=table["earlier_rank"] - table["rank"]).dropna()
    return table.sort_values(["year", "rank"], kind="stable", ignore_index=True)


def missing_cells(values: pd.DataFrame) -> pd.DataFrame:
    """List the values that are missing.

    Parameters
    ----------
    values : pandas.DataFrame
        Units by indicators.

    Returns
    -------
    pandas.DataFrame
        The unit, the year where there are years, and the ``indicator`` of each.

    Examples
    --------
    >>> values = pd.DataFrame({"a": [1.0, None]}, pd.Index(["x", "y"], name="unit"))
    >>> missing_cells(values).to_numpy().tolist()
    [['y', 'a']]
    """
    long = values.rename_axis(columns="indicator").stack(future_stack=True)
    return long[long.isna()].index.to_frame(index=False)
