"""The composite index: every node of a weighted hierarchy, computed from the values of
its leaves.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from compindex.errors import InputError, raise_all
from compindex.floats import finite
from compindex.prepare import prepared
from compindex.specification import Source, load_spec
from compindex.standardize import by_method
from compindex.tree import Node, Specification, leaves, nodes

_ROUNDING = 1e-9  # by which shares of a weight may miss each other


def compute_index(values: pd.DataFrame, spec: Source) -> pd.DataFrame:
    r"""Compute every node of an index from the values of its leaves.

    The values of a leaf are divided by its denominator, imputed and treated where the
    specification says so (`prepare.prepared`), and standardized by its rule; a node above is the mean of its children
    :math:`c` with weights :math:`w`: arithmetic, :math:`\sum w c / \sum w`; geometric,
    :math:`\exp(\sum w \ln c / \sum w)`; or harmonic, :math:`\sum w / \sum (w / c)`.

    Parameters
    ----------
    values : pandas.DataFrame
        Units (rows) by leaves (columns), with the columns of denominators and groups;
        further columns are ignored. All rows are one sample.
    spec : Specification, dict, path or pandas.DataFrame
        The hierarchy, or what describes it (`specification.load_spec`). With ``missing:
        renormalise`` a node's mean is taken over the children that are present; it is
        missing where none is, or less than ``coverage`` of their weights.

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
    one_sample = spec.model_copy(update={"sample": "all_years"})
    return all_nodes_of(prepared(values, one_sample).values, spec)


def all_nodes_of(values: pd.DataFrame, spec: Specification) -> pd.DataFrame:
    """Compute every node from values that are ready (`prepare.prepared`).

    Parameters
    ----------
    values : pandas.DataFrame
        Units by leaves, one sample.
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        Units by nodes.

    Raises
    ------
    InputError
        Everything that is wrong with the leaves, or the first node that has no mean.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> table = pd.DataFrame({"a": [1.0], "b": [5.0]})
    >>> all_nodes_of(table, Specification(name="mine", root=root))["total"].tolist()
    [3.0]
    """
    scores, errors = {}, []
    for leaf in leaves(spec):
        try:
            scores[leaf.name] = _scores(leaf, values[leaf.name], spec.missing)
        except InputError as error:
            errors.append(error)
    raise_all(errors)
    return joined(pd.DataFrame(scores, index=values.index), spec)


def joined(scores: pd.DataFrame, spec: Specification) -> pd.DataFrame:
    """Join the scores of the leaves upwards.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by leaves, standardized.
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        Units by nodes, children before their parent.

    Raises
    ------
    InputError
        If a geometric or harmonic mean meets a negative value.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> spec = Specification(name="mine", missing="renormalise", root=root)
    >>> joined(pd.DataFrame({"a": [1.0], "b": [None]}), spec)["total"].tolist()
    [1.0]
    """
    columns = {}
    for node in nodes(spec.root):
        columns[node.name] = (
            _join(node, columns, scores.index, spec.coverage)
            if node.children
            else scores[node.name].to_numpy(float)
        )
    return pd.DataFrame(columns, index=scores.index)


def _scores(leaf: Node, column: pd.Series, missing: str) -> ArrayLike:
    """Standardize the column of a leaf."""
    if missing == "error" and column.isna().any():
        found = f"{leaf.name} is missing"
        expected = "a value, or missing: renormalise"
        gaps = column.index[column.isna()]
        raise_all(InputError(found, expected, row=unit) for unit in gaps)
    method, options = leaf.standardize.method, leaf.standardize.options()
    try:
        scores = by_method(leaf.direction * column, method, **options)
    except InputError as error:
        raise_all(InputError(f"{leaf.name}, {one}") for one in error.errors)
    return finite(scores, column.notna(), leaf.name)


def _join(
    node: Node, columns: dict[str, ArrayLike], units: pd.Index, coverage: float
) -> np.ndarray:
    """Take the weighted mean of a node's children over those that are present, where
    they make up enough of the weight.
    """
    children = np.column_stack([columns[child.name] for child in node.children])
    whole = np.array([child.weight for child in node.children])
    weights = np.where(np.isnan(children), 0.0, whole / whole.max())
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
    present = weights.sum(axis=1)
    least = coverage * (whole / whole.max()).sum()
    known = (present > 0) & (present >= least - _ROUNDING)
    return finite(np.where(known, mean, np.nan), known, node.name)


def _arithmetic(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return (weights * values).sum(axis=1) / weights.sum(axis=-1)


def _geometric(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return np.exp(_arithmetic(np.log(values), weights))


def _harmonic(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return 1 / _arithmetic(1 / (values + 0.0), weights)  # -0.0 has no place here


# Weighted means of the rows of a table, by name; the weights are relative, one for each
# column or one for each cell.
MEANS = {"arithmetic": _arithmetic, "geometric": _geometric, "harmonic": _harmonic}
