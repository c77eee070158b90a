"""A weighted hierarchy: what a node, a rule and a whole index are made of."""

from typing import Annotated, Literal

import pydantic

from compindex.standardize import METHODS

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
    def _options_fit(self) -> "Standardization":
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

    def options(self) -> dict[str, float | bool]:
        """Give the options that are set, by name.

        Returns
        -------
        dict
        """
        return self.model_dump(exclude_none=True, exclude={"method"})


def _no_truth(value: object) -> object:
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
    def _consistent(self) -> "Node":
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
    def _names_differ(self) -> "Specification":
        names = [node.name for node in nodes(self.root)]
        repeated = sorted({name for name in names if names.count(name) > 1})
        if repeated:
            raise ValueError(
                f"the name {repeated[0]} stands for several nodes, expected one each"
            )
        return self


def nodes(node: Node) -> list[Node]:
    """List a node and all below it, children before their parent.

    Parameters
    ----------
    node : Node

    Returns
    -------
    list of Node

    Examples
    --------
    >>> pair = Node(name="total", children=[{"name": "a"}, {"name": "b"}])
    >>> [node.name for node in nodes(pair)]
    ['a', 'b', 'total']
    """
    below = [one for child in node.children for one in nodes(child)]
    return [*below, node]


def leaves(spec: Specification) -> list[Node]:
    """List the leaves of a specification.

    Parameters
    ----------
    spec : Specification

    Returns
    -------
    list of Node

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}]}
    >>> [leaf.name for leaf in leaves(Specification(name="mine", root=root))]
    ['a']
    """
    return [node for node in nodes(spec.root) if not node.children]
