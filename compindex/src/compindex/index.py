"""The composite index: every node of a weighted hierarchy, computed from the values of
its leaves.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from compindex.errors import InputError, one_of, quoted
from compindex.specification import Source, load_spec
from compindex.standardize import by_method
from compindex.tree import Node, nodes


def compute_index(values: pd.DataFrame, spec: Source) -> pd.DataFrame:
    r"""Compute every node of an index from the values of its leaves.

    A leaf is standardized by its rule; a node above is the mean of its children
    :math:`c` with weights :math:`w`: arithmetic, :math:`\sum w c / \sum w`; geometric,
    :math:`\exp(\sum w \ln c / \sum w)`; or harmonic, :math:`\sum w / \sum (w / c)`.

    Parameters
    ----------
    values : pandas.DataFrame
        Units (rows) by leaves (columns); further columns are ignored.
    spec : Specification, dict, path or pandas.DataFrame
        The hierarchy, or what describes it (`specification.load_spec`). With ``missing:
        renormalise`` a node's mean is taken over the children that are present; it is
        missing where none is.

    Returns
    -------
    pandas.DataFrame
        Units by nodes, leaves standardized, children before their parent.

    Raises
    ------
    InputError
        If there is no specification, a leaf has no column, a value is no number or is
        missing against the specification, a unit stands twice, or a geometric or
        harmonic mean meets a negative value.

    References
    ----------
    OECD and European Commission Joint Research Centre, Handbook on Constructing
    Composite Indicators (2008), doi:10.1787/9789264043466-en, steps 5 (normalisation)
    and 6 (weighting and aggregation).

    Examples
    --------
    >>> spec = {"name": "mine", "root": {"name": "total", "children": [
    ...     {"name": "a", "weight": 3}, {"name": "b", "weight": 1}]}}
    >>> compute_index(pd.DataFrame({"a": [1.0], "b": [5.0]}), spec)["total"].tolist()
    [2.0]
    """
    spec = load_spec(spec)
    if not isinstance(values, pd.DataFrame):
        found = f"values of type {type(values).__name__}"
        raise InputError(found, "a DataFrame, units by leaves")
    if values.index.has_duplicates:
        raise InputError(
            f"{values.index[values.index.duplicated()][0]} stands twice",
            "one row for each unit",
        )
    columns = {}
    for node in nodes(spec.root):
        columns[node.name] = (
            _join(node, columns, values.index)
            if node.children
            else _leaf(node, values, spec.missing)
        )
    return pd.DataFrame(columns, index=values.index)


def _leaf(node: Node, values: pd.DataFrame, missing: str) -> pd.Series:
    """Standardize the column of a leaf."""
    if node.name not in values:
        raise InputError(
            f"the column {node.name} is missing", one_of(values.columns, node.name)
        )
    if isinstance(values[node.name], pd.DataFrame):
        raise InputError(f"the column {node.name} stands twice", "one column of a name")
    column = _numbers(values[node.name])
    if missing == "error" and column.isna().any():
        raise InputError(
            f"{node.name} is missing",
            "a value, or missing: renormalise",
            row=column.index[column.isna()][0],
        )
    try:
        options = node.standardize.options()
        scores = by_method(node.direction * column, node.standardize.method, **options)
    except InputError as error:
        raise InputError(f"{node.name}, {error}") from None
    return _finite(scores, column.notna(), node)


def _finite(scores: ArrayLike, known: ArrayLike, node: Node) -> ArrayLike:
    """Refuse scores that a computation with floating-point numbers has lost."""
    lost = np.asarray(known) & ~np.isfinite(np.asarray(scores))
    if lost.any():
        raise InputError(
            f"the scores of {node.name} leave the range of floating-point numbers",
            "values of another magnitude",
        )
    return scores


def _numbers(column: pd.Series) -> pd.Series:
    """Take a column as floats; refuse words, dates, truth values and infinite values."""
    kind = pd.api.types
    odd = (
        kind.is_bool_dtype,
        kind.is_complex_dtype,
        kind.is_datetime64_any_dtype,
        kind.is_timedelta64_dtype,
    )
    if any(is_odd(column) for is_odd in odd):
        raise InputError(
            f"the values are of type {column.dtype}", "numbers", column=column.name
        )
    try:
        numbers = pd.to_numeric(column, errors="coerce").astype(float)
    except OverflowError:
        raise InputError(
            "a value is too large for a floating-point number",
            "numbers",
            column=column.name,
        ) from None
    wrong = (numbers.isna() & column.notna()) | np.isinf(numbers)
    if wrong.any():
        unit = column.index[wrong][0]
        found = f"{quoted(str(column[unit]))} is no finite number"
        raise InputError(
            found,
            "a number, or nothing where none is known",
            row=unit,
            column=column.name,
        )
    return numbers


def _join(node: Node, columns: dict[str, ArrayLike], units: pd.Index) -> np.ndarray:
    """Take the weighted mean of a node's children over those that are present."""
    children = np.column_stack([columns[child.name] for child in node.children])
    weights = np.array([child.weight for child in node.children])
    weights = np.where(np.isnan(children), 0.0, weights / weights.max())
    if node.aggregate != "arithmetic" and (children < 0).any():
        unit = units[(children < 0).any(axis=1)][0]
        raise InputError(
            f"a {node.aggregate} mean of a negative value",
            "values of zero and above",
            row=unit,
            column=node.name,
        )
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        mean = MEANS[node.aggregate](np.where(weights > 0, children, 1.0), weights)
    known = weights.sum(axis=1) > 0
    return _finite(np.where(known, mean, np.nan), known, node)


def _arithmetic(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return (weights * values).sum(axis=1) / weights.sum(axis=-1)


def _geometric(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.exp(_arithmetic(np.log(values), weights))


def _harmonic(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / _arithmetic(1 / (values + 0.0), weights)  # -0.0 has no place here


# Weighted means of the rows of a table, by name; the weights are relative, one for each
# column or one for each cell.
MEANS = {"arithmetic": _arithmetic, "geometric": _geometric, "harmonic": _harmonic}
