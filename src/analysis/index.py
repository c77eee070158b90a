"""The composite index: every node of a weighted hierarchy, computed from the values of
its leaves.
"""

import numpy as np
import pandas as pd

from analysis.errors import InputError, one_of, quoted
from analysis.specification import load_spec, nodes
from analysis.standardize import standardize

__all__ = ["MEANS", "compute_index", "load_spec", "remaining_mean"]


def compute_index(values, spec):
    """Compute every node of an index from the values of its leaves.

    Parameters
    ----------
    values : pandas.DataFrame
        Units (rows) by leaves (columns); further columns are ignored.
    spec : Specification
        The hierarchy. With ``missing: renormalise`` a node's mean is taken over the
        children that are present; it is missing where none is.

    Returns
    -------
    pandas.DataFrame
        Units by nodes, leaves standardized, children before their parent.

    Raises
    ------
    InputError
        If a leaf has no column, a value is no number or is missing against the
        specification, a unit stands twice, or a geometric or harmonic mean meets a
        negative value.

    References
    ----------
    OECD and European Commission Joint Research Centre, Handbook on Constructing
    Composite Indicators (2008), doi:10.1787/9789264043466-en, steps 5 (normalisation)
    and 6 (weighting and aggregation).

    Examples
    --------
    >>> from analysis.specification import specification
    >>> spec = specification({"name": "mine", "root": {"name": "total", "children": [
    ...     {"name": "a", "weight": 3}, {"name": "b", "weight": 1}]}})
    >>> compute_index(pd.DataFrame({"a": [1.0], "b": [5.0]}), spec)["total"].tolist()
    [2.0]
    """
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


def _leaf(node, values, missing):
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
        scores = standardize(
            node.direction * column,
            node.standardize.method,
            **node.standardize.options(),
        )
    except InputError as error:
        raise InputError(f"{node.name}, {error}") from None
    return _finite(scores, column.notna(), node)


def _finite(scores, known, node):
    """Refuse scores that a computation with floating-point numbers has lost."""
    lost = np.asarray(known) & ~np.isfinite(np.asarray(scores))
    if lost.any():
        raise InputError(
            f"the scores of {node.name} leave the range of floating-point numbers",
            "values of another magnitude",
        )
    return scores


def _numbers(column):
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


def _join(node, columns, units):
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


def _arithmetic(values, weights):
    return (weights * values).sum(axis=1) / weights.sum(axis=-1)


def _geometric(values, weights):
    return np.exp(_arithmetic(np.log(values), weights))


def _harmonic(values, weights):
    return 1 / _arithmetic(1 / (values + 0.0), weights)  # -0.0 has no place here


# Weighted means of the rows of a table, by name; the weights are relative, one for each
# column or one for each cell.
MEANS = {"arithmetic": _arithmetic, "geometric": _geometric, "harmonic": _harmonic}


def remaining_mean(scores, known, weights, half_unit):
    r"""Bound what the unpublished indicators of a dimension score on average.

    The dimension's score D is a weighted mean of its indicators. With known scores
    :math:`s_i` of weights :math:`w_i`, the others have the weighted mean :math:`(D \sum
    w - \sum_\mathrm{known} w_i s_i) / \sum_\mathrm{unknown} w`.

    Parameters
    ----------
    scores : pandas.Series
        Printed scores of the dimension by city, each within `half_unit`.
    known : dict of str to pandas.DataFrame
        For each known indicator its ``low`` and ``high`` by city.
    weights : dict of str to float
        Weights of all indicators of the dimension.
    half_unit : float
        Half a unit of the last printed digit, in points.

    Returns
    -------
    pandas.DataFrame
        ``low`` and ``high`` of that mean; and ``single_low`` and ``single_high``, what
        any one of the unknown indicators may score if all lie between 0 and 100.
    """
    whole = sum(weights.values())
    unknown = [name for name in weights if name not in known]
    left = sum(weights[name] for name in unknown)
    low = (
        whole * (scores - half_unit)
        - sum(weights[name] * known[name]["high"] for name in known)
    ) / left
    high = (
        whole * (scores + half_unit)
        - sum(weights[name] * known[name]["low"] for name in known)
    ) / left
    share = min(weights[name] for name in unknown) / left
    single_low = ((low - 100 * (1 - share)) / share).clip(lower=0)
    return pd.DataFrame(
        {
            "low": low,
            "high": high,
            "single_low": single_low,
            "single_high": (high / share).clip(upper=100),
        }
    )
