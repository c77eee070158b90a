"""What missing values leave open: how much of an index rests on values, the places that
a unit could have, and values beyond the scale of their rule.
"""

import numpy as np
import pandas as pd

from compindex.hierarchy import effective_weights
from compindex.index import joined
from compindex.tree import Specification, leaves


def coverage(observed: pd.DataFrame, spec: Specification) -> pd.Series:
    """Give the share of the index's weight that rests on values.

    Parameters
    ----------
    observed : pandas.DataFrame
        Units by leaves: whether there is a value (`prepare.Prepared.observed`).
    spec : Specification

    Returns
    -------
    pandas.Series
        From 0 to 1; weights are multiplied down the hierarchy.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a", "weight": 3}, {"name": "b"}]}
    >>> there = pd.DataFrame({"a": [True], "b": [False]})
    >>> coverage(there, Specification(name="mine", root=root)).tolist()
    [0.75]
    """
    weights = pd.Series(effective_weights(spec))
    return (observed[weights.index] * weights).sum(axis=1).rename("coverage")


def rank_bounds(
    nodes: pd.DataFrame, observed: pd.DataFrame, spec: Specification
) -> pd.DataFrame:
    r"""Give the best and the worst rank that each unit can have among those that have
    one, whatever the missing values are between the lowest and the highest score of
    their indicator in the sample.

    A node grows with each of its children, so that a unit's total lies between the one
    with all its missing scores lowest, :math:`l_i`, and the one with all of them
    highest, :math:`h_i`, and reaches both; missing values of different units are free of
    each other. Of an indicator without any value in the sample, nothing is known, and
    every place is possible. Hence, exactly, the best rank is :math:`1 + \#\{j: l_j > h_i\}` and the
    worst :math:`1 + \#\{j \ne i: h_j > l_i\}`. The rank itself can lie outside: sharing
    out the weight gives a missing value the unit's own mean, which need not be between
    the lowest and the highest. Imputed values count as missing. Rules
    that look at a sample keep the scale that the known values give.

    Parameters
    ----------
    nodes : pandas.DataFrame
        Units by nodes (`panel.panel_nodes`).
    observed : pandas.DataFrame
        Units by leaves: whether there is a value.
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        ``rank_best, rank_worst``; missing for a unit that has no rank, which is not
        counted.

    Raises
    ------
    InputError
        If a geometric or harmonic mean meets a negative score.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> spec = Specification(name="mine", missing="renormalise", root=root)
    >>> scores = pd.DataFrame({"a": [9.0, 5, 1], "b": [None, 6, 2]}, list("xyz"))
    >>> rank_bounds(joined(scores, spec), scores.notna(), spec).to_numpy().tolist()
    [[1, 1], [1, 2], [3, 3]]
    """
    names = [leaf.name for leaf in leaves(spec)]
    scores = nodes[names].where(observed[names])
    free = spec.model_copy(update={"coverage": 0.0})
    lowest, highest = _ends(scores, spec)
    totals = [
        joined(scores.fillna(end), free)[spec.root.name].round(10)
        for end in (lowest, highest)
    ]
    table = pd.DataFrame({"low": totals[0], "high": totals[1]})
    # Where nothing was seen of an indicator, nothing bounds it.
    counting = [name for name, weight in effective_weights(spec).items() if weight]
    unseen = scores[counting].fillna(lowest).isna().any(axis=1)
    table.loc[unseen, ["low", "high"]] = -np.inf, np.inf
    table[nodes[spec.root.name].isna()] = np.nan
    parts = [_one_sample(part) for part in _years(table)]
    return pd.concat(parts).loc[nodes.index].astype("Int64")


def _ends(
    scores: pd.DataFrame, spec: Specification
) -> tuple[pd.DataFrame, pd.DataFrame] | tuple[pd.Series, pd.Series]:
    """Give the lowest and the highest score of each indicator in the sample."""
    if "year" in scores.index.names and spec.sample == "each_year":
        groups = scores.groupby(level="year")
        return groups.transform("min"), groups.transform("max")
    return scores.min(), scores.max()


def _years(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Give the rows of each year; of a single sample, all."""
    if "year" not in table.index.names:
        return [table]
    return [part for _, part in table.groupby(level="year")]


def _one_sample(table: pd.DataFrame) -> pd.DataFrame:
    """Count who is surely, and who is perhaps, ahead of each unit."""
    low, high = table["low"].to_numpy(), table["high"].to_numpy()
    known = ~np.isnan(low)
    lows, highs = np.sort(low[known]), np.sort(high[known])
    surely = len(lows) - np.searchsorted(lows, high, side="right")
    perhaps = len(highs) - np.searchsorted(highs, low, side="right") - (high > low)
    ranks = {"rank_best": 1 + surely, "rank_worst": 1 + perhaps}
    found = pd.DataFrame(ranks, table.index, dtype=float)
    found.loc[~known] = np.nan
    return found


def beyond_scale(values: pd.DataFrame, spec: Specification) -> pd.DataFrame:
    """List the values that lie above the reference of their rule, and so score more
    than 100, or beyond a goalpost, as which they count.

    Parameters
    ----------
    values : pandas.DataFrame
        Units by leaves, ready to be standardized.
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        The unit, the year where there are years, and ``indicator, value, limit, kind``
        (``reference`` or ``goalpost``).

    Examples
    --------
    >>> rule = {"method": "log_reference", "reference": 10}
    >>> root = {"name": "total", "children": [{"name": "a", "standardize": rule}]}
    >>> table = pd.DataFrame({"a": [9.0, 11.0]}, pd.Index(["x", "y"], name="unit"))
    >>> beyond_scale(table, Specification(name="mine", root=root)).to_numpy().tolist()
    [['y', 'a', 11.0, 10.0, 'reference']]
    """
    parts = []
    for leaf in leaves(spec):
        column, rule = values[leaf.name], leaf.standardize
        if rule.method == "log_reference":
            parts.append(
                _beyond(column[column > rule.reference], rule.reference, "reference")
            )
        if rule.method == "goalposts":
            low, high = sorted((rule.worst, rule.best))
            parts.append(_beyond(column[column < low], low, "goalpost"))
            parts.append(_beyond(column[column > high], high, "goalpost"))
    names = [*values.index.names, "indicator", "value", "limit", "kind"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=names)


def _beyond(column: pd.Series, limit: float, kind: str) -> pd.DataFrame:
    """Lay out values beyond a limit."""
    table = column.rename("value").reset_index()
    table.insert(table.shape[1] - 1, "indicator", column.name)
    return table.assign(limit=float(limit), kind=kind)
