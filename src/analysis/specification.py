"""The specification of an index: a weighted hierarchy, described by a YAML file and
checked here.

Each node joins its children by a mean, with weights that are relative among them; each
leaf is a column of values. The report's index is one instance.
"""

from typing import Annotated, Literal

import pydantic

from analysis.documents import checked, read_mapping
from analysis.errors import InputError, one_of
from analysis.names import DIMENSIONS
from analysis.paths import shown
from analysis.standardize import METHODS

AS_SPECIFIED = "as_specified"  # a choice that is left to the specification

# What each standardization takes besides the values, and what it cannot do without.
_OPTIONS = {
    "log_reference": {"reference"},
    "minmax": {"low", "high"},
    "goalposts": {"worst", "best", "logarithm"},
}
_NEEDED = {"log_reference": {"reference"}, "goalposts": {"worst", "best"}}


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
    worst, best : float
        The values that score 0 and 100, for ``goalposts``.
    logarithm : bool
        Whether ``goalposts`` take the logarithm of values and goalposts first.
    """

    method: Literal[tuple(METHODS)] = "identity"
    reference: float | None = pydantic.Field(None, gt=1, allow_inf_nan=False)
    low: float | None = pydantic.Field(None, allow_inf_nan=False)
    high: float | None = pydantic.Field(None, allow_inf_nan=False)
    worst: float | None = pydantic.Field(None, allow_inf_nan=False)
    best: float | None = pydantic.Field(None, allow_inf_nan=False)
    logarithm: pydantic.StrictBool | None = None

    @pydantic.model_validator(mode="after")
    def _options_fit(self):
        allowed, given = _OPTIONS.get(self.method, set()), self.options()
        for name in sorted(given.keys() - allowed):
            raise ValueError(
                f"{self.method} takes no {name}, expected {' and '.join(sorted(allowed)) or 'no option'}"
            )
        for name in sorted(_NEEDED.get(self.method, set()) - given.keys()):
            raise ValueError(f"{self.method} lacks its {name}, expected a number")
        if self.method == "minmax" and given.get("low", 0) >= given.get("high", 100):
            raise ValueError(
                "minmax has its low end at or above the high one, expected low below high (0 and 100 if not given)"
            )
        if self.method == "goalposts" and self.worst == self.best:
            raise ValueError("both goalposts are equal, expected two different values")
        if self.logarithm and min(self.worst, self.best) <= 0:
            raise ValueError("a goalpost has no logarithm, expected both above zero")
        return self

    def options(self):
        """Give the options that are set, by name."""
        return self.model_dump(exclude_none=True, exclude={"method"})


def _no_truth(value):
    """Refuse yes and no where a number belongs; Python would take them for 1 and 0."""
    if isinstance(value, bool):
        raise ValueError("expected a number")
    return value


_NO_TRUTH = pydantic.BeforeValidator(_no_truth)
_INSTEAD = "goalposts with worst above best where smaller values are better"


class Node(pydantic.BaseModel, extra="forbid"):
    """A node of the hierarchy: an aggregate of its children, or a leaf where it has
    none.

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
        -1 for a leaf whose smaller values are better; it negates the values before they
        are standardized.
    standardize : Standardization
        The rule for a leaf.
    """

    name: str
    weight: Annotated[float, _NO_TRUTH] = pydantic.Field(1.0, ge=0, allow_inf_nan=False)
    aggregate: Literal["arithmetic", "geometric", "harmonic"] = "arithmetic"
    children: list["Node"] = []
    direction: Annotated[Literal[1, -1], _NO_TRUTH] = 1
    standardize: Standardization = Standardization()

    @pydantic.model_validator(mode="after")
    def _consistent(self):
        if self.children and (
            self.direction == -1 or self.standardize.method != "identity"
        ):
            raise ValueError(
                f"{self.name} has children, expected direction and standardize at leaves only"
            )
        if self.direction == -1 and self.standardize.method in (
            "log_reference",
            "goalposts",
        ):
            raise ValueError(
                f"{self.name}: {self.standardize.method} cannot take negated values, expected {_INSTEAD}"
            )
        if self.children and sum(child.weight for child in self.children) == 0:
            raise ValueError(
                f"the weights of the children of {self.name} sum to zero, expected at least one above zero"
            )
        return self


class Specification(pydantic.BaseModel, extra="forbid"):
    """A whole index: its name, its hierarchy, and what to do where a value is missing.

    Attributes
    ----------
    name : str
    missing : {"error", "renormalise"}
        Refuse a missing value, or share its weight among the siblings that are present.
    sample : {"each_year", "all_years"}
        Where values have years: the sample that ``minmax``, ``zscore``, ``rank`` and
        ``percentile`` look at.
    root : Node
    """

    name: str
    missing: Literal["error", "renormalise"] = "error"
    sample: Literal["each_year", "all_years"] = "each_year"
    root: Node

    @pydantic.model_validator(mode="after")
    def _names_differ(self):
        names = [node.name for node in nodes(self.root)]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(
                f"the name {repeated[0]} stands for several nodes, expected one each"
            )
        return self


def nodes(node):
    """List a node and all below it, children before their parent.

    Examples
    --------
    >>> [n.name for n in nodes(Node(name="total", children=[{"name": "a"}, {"name": "b"}]))]
    ['a', 'b', 'total']
    """
    return [below for child in node.children for below in nodes(child)] + [node]


def leaves(spec):
    """List the leaves of a specification.

    Examples
    --------
    >>> [leaf.name for leaf in leaves(specification({"name": "mine", "root": {"name": "total", "children": [{"name": "a"}]}}))]
    ['a']
    """
    return [node for node in nodes(spec.root) if not node.children]


def specification(content, file=None, lines=None):
    """Check the content of a specification.

    Parameters
    ----------
    content : dict
        What the YAML file holds.
    file : str, optional
        Name of the file, for the error.
    lines : dict of tuple to int, optional
        Its lines (`documents.read_mapping`), for the error.

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
    return checked(Specification, content, file, lines)


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
        If the file is missing, is no YAML, or describes no index: with the line, and
        the nearest allowed name.
    """
    content, lines = read_mapping(path, "the specification of an index")
    return specification(content, shown(path), lines)


def report_specification(weights):
    """Write the report's indicator system as a specification.

    Parameters
    ----------
    weights : pandas.DataFrame
        The tidy Table 2.

    Returns
    -------
    Specification
        Indicators below dimensions below ``total``, joined by arithmetic means.
        Indicators are scores already.
    """
    children = [
        {
            "name": dimension,
            "weight": part["dimension_weight"].iloc[0],
            "children": part[["indicator", "weight"]]
            .rename(columns={"indicator": "name"})
            .to_dict("records"),
        }
        for dimension, part in weights.groupby("dimension", sort=False)
    ]
    return specification(
        {"name": "cicii-2020", "root": {"name": "total", "children": children}}
    )


_REPORT_DIMENSIONS = tuple(DIMENSIONS.values())


def upper_levels(spec, names=_REPORT_DIMENSIONS):
    """Cut a hierarchy off below some nodes, so that it can be computed from their
    scores.

    Parameters
    ----------
    spec : Specification
    names : iterable of str
        The nodes that become leaves; the four dimensions of the report by default.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        If the hierarchy lacks one of them, or has a leaf that belongs to none.
    """
    known = [node.name for node in nodes(spec.root)]
    for name in names:
        if name not in known:
            raise InputError(
                f"no node {name}",
                one_of(known, name),
                file=f"the specification {spec.name}",
            )

    def cut(node):
        if node.name in names:
            for other in nodes(node)[:-1]:
                if other.name in names:
                    found = f"{other.name} stands below {node.name}"
                    raise InputError(
                        found,
                        "neither below the other",
                        file=f"the specification {spec.name}",
                    )
            return node.model_copy(
                update={
                    "children": [],
                    "direction": 1,
                    "standardize": Standardization(),
                }
            )
        if not node.children:
            expected = f"every leaf in or below {', '.join(names)}"
            raise InputError(
                f"the leaf {node.name} belongs to none of them",
                expected,
                file=f"the specification {spec.name}",
            )
        return node.model_copy(
            update={"children": [cut(child) for child in node.children]}
        )

    return spec.model_copy(update={"root": cut(spec.root)})


def adapted(
    spec, dimension_weights=None, aggregate=AS_SPECIFIED, standardization=AS_SPECIFIED
):
    """Change single choices of a specification.

    Parameters
    ----------
    spec : Specification
    dimension_weights : dict of str to float, optional
        Other weights for the nodes of these names.
    aggregate : str
        Another mean for the root.
    standardization : str
        Another rule, without options, for all leaves; where smaller values were better,
        they still are.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        If a weighted node is missing, or the outcome is no specification.
    """
    content = spec.model_dump(exclude_defaults=True)
    left = dict(dimension_weights or {})

    def change(node):
        node["weight"] = left.pop(node["name"], node.get("weight", 1.0))
        if standardization != AS_SPECIFIED and not node.get("children"):
            posts = node.get("standardize", {})
            node["direction"] = (
                -1
                if posts.get("worst", 0) > posts.get("best", 0)
                else node.get("direction", 1)
            )
            node["standardize"] = {"method": standardization}
        for child in node.get("children", []):
            change(child)

    change(content["root"])
    for name in left:
        known = [node.name for node in nodes(spec.root)]
        raise InputError(
            f"no node {name} to give a weight",
            one_of(known, name),
            file=f"the specification {spec.name}",
        )
    if aggregate != AS_SPECIFIED:
        content["root"]["aggregate"] = aggregate
    return specification(content, file=f"the specification {spec.name}")


def effective_weights(spec):
    """Multiply the weights down the hierarchy: each leaf's share of the root, if all
    means are arithmetic.

    Returns
    -------
    dict of str to float
        By leaf; they add up to one.

    Examples
    --------
    >>> pair = {"name": "pair", "weight": 3, "children": [{"name": "a"}, {"name": "b"}]}
    >>> spec = specification({"name": "mine", "root": {"name": "total", "children": [pair, {"name": "c"}]}})
    >>> effective_weights(spec)
    {'a': 0.375, 'b': 0.375, 'c': 0.25}
    """

    def below(node, share):
        if not node.children:
            return {node.name: share}
        whole = sum(child.weight for child in node.children)
        return {
            name: part
            for child in node.children
            for name, part in below(child, share * child.weight / whole).items()
        }

    return below(spec.root, 1.0)
