"""The composite index: a weighted hierarchy, described by a specification and computed from its leaves.

The report's index is one instance. A specification is a YAML file of nested nodes; each node aggregates its
children with weights that are relative among them, each leaf is a column of values.
"""

from typing import Literal

import numpy as np
import pandas as pd
import pydantic

from analysis.documents import first_problem, read_yaml
from analysis.errors import InputError, one_of
from analysis.paths import shown
from analysis.standardize import METHODS, standardize

_OPTIONS = {"log_reference": {"reference"}, "minmax": {"low", "high"}}


class Standardization(pydantic.BaseModel, extra="forbid"):
    """The rule that turns a leaf's values into scores, with its options.

    Attributes
    ----------
    method : str
        Name of the rule, one of `standardize.METHODS`.
    reference : float
        The count that scores 100, for ``log_reference``.
    low, high : float
        Ends of the scale, for ``minmax``.
    """

    method: Literal[tuple(METHODS)] = "identity"
    reference: float | None = pydantic.Field(None, gt=1, allow_inf_nan=False)
    low: float | None = pydantic.Field(None, allow_inf_nan=False)
    high: float | None = pydantic.Field(None, allow_inf_nan=False)

    @pydantic.model_validator(mode="after")
    def _options_fit(self):
        allowed = _OPTIONS.get(self.method, set())
        superfluous = self.options().keys() - allowed
        if superfluous:
            raise ValueError(
                f"{self.method} takes no {sorted(superfluous)[0]}, expected {' and '.join(sorted(allowed)) or 'no option'}"
            )
        if self.method == "log_reference" and self.reference is None:
            raise ValueError("log_reference lacks its reference, expected a count above 1")
        return self

    def options(self):
        """Give the options that are set, by name."""
        return self.model_dump(exclude_none=True, exclude={"method"})


class Node(pydantic.BaseModel, extra="forbid"):
    """A node of the hierarchy: an aggregate of its children, or a leaf where it has none.

    Attributes
    ----------
    name : str
        Name of the node; for a leaf, of the column that holds its values.
    weight : float
        Weight relative to its siblings, not negative.
    aggregate : {"arithmetic", "geometric", "harmonic"}
        The weighted mean that joins the children.
    children : list of Node
    direction : {1, -1}
        -1 for a leaf whose smaller values are better; it negates the values before they are standardized.
    standardize : Standardization
        The rule for a leaf.
    """

    name: str
    weight: float = pydantic.Field(1.0, ge=0, allow_inf_nan=False)
    aggregate: Literal["arithmetic", "geometric", "harmonic"] = "arithmetic"
    children: list["Node"] = []
    direction: Literal[1, -1] = 1
    standardize: Standardization = Standardization()

    @pydantic.model_validator(mode="after")
    def _weights_count(self):
        if self.children and sum(child.weight for child in self.children) == 0:
            raise ValueError(f"the weights of the children of {self.name} sum to zero, expected at least one above zero")
        return self


class Specification(pydantic.BaseModel, extra="forbid"):
    """A whole index: its name, its hierarchy, and what to do where a value is missing.

    Attributes
    ----------
    name : str
    missing : {"error", "renormalise"}
        Refuse a missing value, or share its weight among the siblings that are present.
    root : Node
    """

    name: str
    missing: Literal["error", "renormalise"] = "error"
    root: Node

    @pydantic.model_validator(mode="after")
    def _names_differ(self):
        names = [node.name for node in nodes(self.root)]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(f"the name {repeated[0]} stands for several nodes, expected one each")
        return self


def nodes(node):
    """List a node and all below it, children before their parent.

    Examples
    --------
    >>> [n.name for n in nodes(Node(name="total", children=[{"name": "a"}, {"name": "b"}]))]
    ['a', 'b', 'total']
    """
    return [below for child in node.children for below in nodes(child)] + [node]


def specification(content, file=None):
    """Check the content of a specification.

    Parameters
    ----------
    content : dict
        What the YAML file holds.
    file : str, optional
        Name of the file, for the error.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        For the first key, type or value that is wrong.

    Examples
    --------
    >>> specification({"name": "mine", "root": {"name": "total", "children": [{"name": "a"}]}}).missing
    'error'
    """
    try:
        return Specification.model_validate(content)
    except pydantic.ValidationError as error:
        raise InputError(first_problem(error), file=file) from None


def load_spec(path):
    """Read the specification of an index from a YAML file.

    Parameters
    ----------
    path : path
        The file.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        If the file is missing, is no YAML, or describes no index.
    """
    return specification(read_yaml(path, "the specification of an index"), file=shown(path))


def compute_index(values, spec):
    """Compute every node of an index from the values of its leaves.

    Parameters
    ----------
    values : pandas.DataFrame
        Units (rows) by leaves (columns); further columns are ignored.
    spec : Specification
        The hierarchy. With ``missing: renormalise`` a node's mean is taken over the children that are present;
        it is missing where none is.

    Returns
    -------
    pandas.DataFrame
        Units by nodes, leaves standardized, children before their parent.

    Raises
    ------
    InputError
        If a leaf has no column, a value is missing against the specification, a unit stands twice, or a
        geometric or harmonic mean meets a negative value.

    Examples
    --------
    >>> spec = specification({"name": "mine", "root": {"name": "total", "children": [
    ...     {"name": "a", "weight": 3}, {"name": "b", "weight": 1}]}})
    >>> compute_index(pd.DataFrame({"a": [1.0], "b": [5.0]}), spec)["total"].tolist()
    [2.0]
    """
    if values.index.has_duplicates:
        raise InputError(f"{values.index[values.index.duplicated()][0]} stands twice", "one row for each unit")
    columns = {}
    for node in nodes(spec.root):
        columns[node.name] = _join(node, columns, values.index) if node.children else _leaf(node, values, spec.missing)
    return pd.DataFrame(columns, index=values.index)


def _leaf(node, values, missing):
    """Standardize the column of a leaf."""
    if node.name not in values:
        raise InputError(f"the column {node.name} is missing", one_of(values.columns, node.name))
    column = values[node.name].astype(float)
    if missing == "error" and column.isna().any():
        raise InputError(f"{node.name} is missing", "a value, or missing: renormalise", row=column.index[column.isna()][0])
    try:
        return standardize(node.direction * column, node.standardize.method, **node.standardize.options())
    except InputError as error:
        raise InputError(f"{node.name}, {error}") from None


def _join(node, columns, units):
    """Take the weighted mean of a node's children over those that are present."""
    children = np.column_stack([columns[child.name] for child in node.children])
    weights = np.where(np.isnan(children), 0.0, [child.weight for child in node.children])
    if node.aggregate != "arithmetic" and (children < 0).any():
        unit = units[(children < 0).any(axis=1)][0]
        raise InputError(f"a {node.aggregate} mean of a negative value", "values of zero and above", row=unit, column=node.name)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = MEANS[node.aggregate](np.where(weights > 0, children, 1.0), weights)
    return np.where(weights.sum(axis=1) > 0, mean, np.nan)


def _arithmetic(values, weights):
    return (weights * values).sum(axis=1) / weights.sum(axis=-1)


def _geometric(values, weights):
    return np.exp(_arithmetic(np.log(values), weights))


def _harmonic(values, weights):
    return 1 / _arithmetic(1 / values, weights)


# Weighted means of the rows of a table, by name; the weights are relative, one for each column or one for each cell.
MEANS = {"arithmetic": _arithmetic, "geometric": _geometric, "harmonic": _harmonic}


def report_specification(weights, aggregate="arithmetic", dimension_weights=None):
    """Write the report's indicator system as a specification.

    Parameters
    ----------
    weights : pandas.DataFrame
        The tidy Table 2.
    aggregate : {"arithmetic", "geometric", "harmonic"}
        How the four dimensions are joined; the report takes the arithmetic mean.
    dimension_weights : dict of str to float, optional
        Other weights for the dimensions.

    Returns
    -------
    Specification
        Indicators below dimensions below ``total``. Indicators are scores already.
    """
    dimension_weights = dimension_weights or weights.groupby("dimension", sort=False)["dimension_weight"].first().to_dict()
    children = [
        {
            "name": dimension,
            "weight": dimension_weights[dimension],
            "children": part[["indicator", "weight"]].rename(columns={"indicator": "name"}).to_dict("records"),
        }
        for dimension, part in weights.groupby("dimension", sort=False)
    ]
    return specification(
        {"name": "cicii-2020", "root": {"name": "total", "aggregate": aggregate, "children": children}}, file="dimension weights"
    )


def upper_levels(spec, depth=1):
    """Cut a hierarchy off below a depth, so that it can be computed from the scores at that depth.

    Parameters
    ----------
    spec : Specification
    depth : int
        Levels below the root to keep; their nodes become the leaves.

    Returns
    -------
    Specification
    """

    def cut(node, left):
        return node.model_copy(update={"children": [cut(child, left - 1) for child in node.children] if left else []})

    return spec.model_copy(update={"root": cut(spec.root, depth)})


def remaining_mean(scores, known, weights, half_unit):
    r"""Bound what the unpublished indicators of a dimension score on average.

    The dimension's score D is a weighted mean of its indicators. With known scores :math:`s_i` of weights
    :math:`w_i`, the others have the weighted mean
    :math:`(D \sum w - \sum_\mathrm{known} w_i s_i) / \sum_\mathrm{unknown} w`.

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
        ``low`` and ``high`` of that mean; and ``single_low`` and ``single_high``, what any one of the unknown
        indicators may score if all lie between 0 and 100.
    """
    whole = sum(weights.values())
    unknown = [name for name in weights if name not in known]
    left = sum(weights[name] for name in unknown)
    low = (whole * (scores - half_unit) - sum(weights[name] * known[name]["high"] for name in known)) / left
    high = (whole * (scores + half_unit) - sum(weights[name] * known[name]["low"] for name in known)) / left
    share = min(weights[name] for name in unknown) / left
    single_low = ((low - 100 * (1 - share)) / share).clip(lower=0)
    return pd.DataFrame({"low": low, "high": high, "single_low": single_low, "single_high": (high / share).clip(upper=100)})
