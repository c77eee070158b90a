"""Raw values made ready for standardization: divided by denominators, imputed, treated.

The order is that of the Handbook's steps, as COINr takes them: denominators first, then
imputation, then outliers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from compindex.errors import InputError, one_of, raise_all
from compindex.floats import numbers
from compindex.impute import fill_missing
from compindex.treat import treated
from compindex.tree import Node, Specification, leaves

IMPUTED = ("indicator", "value", "method")
CHANGED = ("indicator", "before", "value", "method")


@dataclass(frozen=True)
class Prepared:
    """Values that are ready, and what was done to them.

    Attributes
    ----------
    values : pandas.DataFrame
        Units by leaves.
    observed : pandas.DataFrame
        Whether each value was there before anything was imputed.
    imputed : pandas.DataFrame
        The unit, the year where there are years, and ``indicator, value, method`` of
        every value that was filled.
    treated : pandas.DataFrame
        The same, with ``before``, for every value that a treatment changed.
    """

    values: pd.DataFrame
    observed: pd.DataFrame
    imputed: pd.DataFrame
    treated: pd.DataFrame


def prepared(values: pd.DataFrame, spec: Specification) -> Prepared:
    r"""Divide values by their denominators, fill those that are missing and treat
    outliers, each as the specification says.

    Parameters
    ----------
    values : pandas.DataFrame
        Units, or units and ``year``, by leaves; with the columns of denominators and
        groups, where the specification names them.
    spec : Specification

    Returns
    -------
    Prepared

    Raises
    ------
    InputError
        If there is no table, or a unit stands twice; else everything that is wrong with
        the columns (missing, twice, no numbers, denominators not above zero); else
        everything that imputation or treatment refuses.

    Examples
    --------
    >>> leaf = {"name": "a", "impute": "median", "denominator": "people"}
    >>> root = {"name": "total", "children": [leaf]}
    >>> table = pd.DataFrame({"a": [4.0, 9.0, None], "people": [2, 3, 5]}, list("xyz"))
    >>> ready = prepared(table, Specification(name="mine", root=root))
    >>> ready.values["a"].tolist(), ready.imputed["value"].tolist()
    ([2.0, 3.0, 2.5], [2.5])
    """
    if not isinstance(values, pd.DataFrame):
        found = f"values of type {type(values).__name__}"
        raise InputError(found, "a DataFrame, units by leaves")
    if values.index.has_duplicates:
        found = f"{values.index[values.index.duplicated()][0]} stands twice"
        raise InputError(found, "one row for each unit")
    raw, groups = _raw(values, spec)
    by_sample, errors = _sampling(raw, spec), []
    done, imputed, changed = {}, [], []
    for leaf in leaves(spec):
        column, how = raw[leaf.name], leaf.impute or spec.impute
        try:
            whole = fill_missing(column, how, groups, by_sample)
            done[leaf.name], method = _treated(whole, leaf, by_sample)
        except InputError as error:
            errors += [InputError(f"{leaf.name}, {one}") for one in error.errors]
            continue
        if how != "none":
            imputed.append(_imputed(column, whole, how))
        if leaf.treat.method != "none":
            changed.append(_changed(whole, done[leaf.name], method))
    raise_all(errors)
    return Prepared(
        pd.DataFrame(done, index=values.index),
        raw.notna(),
        _listed(imputed, values.index, IMPUTED),
        _listed(changed, values.index, CHANGED),
    )


def _raw(
    values: pd.DataFrame, spec: Specification
) -> tuple[pd.DataFrame, pd.Series | None]:
    """Take the values of the leaves, divided, and the groups where there are any."""
    columns, groups, errors = {}, None, []
    for leaf in leaves(spec):
        try:
            columns[leaf.name] = _divided(values, leaf)
        except InputError as error:
            errors.append(error)
    try:
        groups = _column(values, spec.group) if spec.group else None
    except InputError as error:
        errors.append(error)
    raise_all(errors)
    return pd.DataFrame(columns, index=values.index), groups


def _column(values: pd.DataFrame, name: str) -> pd.Series:
    """Take a column of a table; refuse one that is missing or stands there twice."""
    if name not in values:
        found = f"the column {name} is missing"
        raise InputError(found, one_of(values.columns, name))
    if isinstance(values[name], pd.DataFrame):
        raise InputError(f"the column {name} stands twice", "one column of a name")
    return values[name]


def _divided(values: pd.DataFrame, leaf: Node) -> pd.Series:
    """Take the values of a leaf, divided by its denominator where it has one."""
    column = numbers(_column(values, leaf.name))
    if not leaf.denominator:
        return column
    below = numbers(_column(values, leaf.denominator))
    raise_all(
        InputError(
            f"the denominator {leaf.denominator} is {value:g}", "above zero", row=unit
        )
        for unit, value in below[below <= 0].items()
    )
    return column / below


def _sampling(values: pd.DataFrame, spec: Specification) -> Callable:
    """Give what applies a function to each sample: each year's, or all values."""

    def by_sample(function: Callable, column: pd.Series) -> pd.Series:
        """Apply the function; an error names its year."""
        if "year" not in values.index.names or spec.sample == "all_years":
            return function(column)
        parts, errors = [], []
        for year, part in column.groupby(level="year"):
            try:
                parts.append(function(part))
            except InputError as error:
                errors += [InputError(f"{year}: {one}") for one in error.errors]
        raise_all(errors)
        return pd.concat(parts)[column.index]

    return by_sample


def _treated(
    column: pd.Series, leaf: Node, by_sample: Callable
) -> tuple[pd.Series, pd.Series]:
    """Treat a column, sample by sample; give what was done to each value as well."""
    if leaf.treat.method == "none":
        return column, pd.Series("none", column.index)
    methods = []

    def one_sample(part: pd.Series) -> pd.Series:
        """Treat a sample, and note what was done."""
        after, method = treated(part, leaf.treat)
        methods.append(pd.Series(method, part.index))
        return after

    after = by_sample(one_sample, column)
    return after, pd.concat(methods)[column.index]


def _imputed(raw: pd.Series, whole: pd.Series, how: str) -> pd.DataFrame:
    """List the values of a leaf that were filled."""
    new = raw.isna() & whole.notna()
    return _rows(raw.name, {"value": whole[new]}, how)


def _changed(before: pd.Series, after: pd.Series, method: pd.Series) -> pd.DataFrame:
    """List the values of a leaf that a treatment changed."""
    new = before.notna() & (before != after)
    return _rows(before.name, {"before": before[new], "value": after[new]}, method[new])


def _rows(name: str, values: dict, method: object) -> pd.DataFrame:
    """Lay out values of a leaf with what was done to them."""
    table = pd.DataFrame(values).assign(method=method)
    table.insert(0, "indicator", name)
    return table


def _listed(
    parts: list[pd.DataFrame], units: pd.Index, columns: Sequence[str]
) -> pd.DataFrame:
    """Put the lists of all leaves below each other, units as a column."""
    none = pd.DataFrame(columns=columns, index=units[:0])
    return (pd.concat(parts) if parts else none).reset_index()
