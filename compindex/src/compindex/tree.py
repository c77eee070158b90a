"""A weighted hierarchy: what a node and a whole index are made of."""

from collections import Counter
from typing import Annotated, Literal

import pydantic

from compindex.rules import (
    NAMED,
    NO_TRUTH,
    SHOWN,
    TREATED,
    Imputation,
    Standardization,
    Treatment,
)
from compindex.tables.headings import heading_key

# What only a leaf may say.
_OF_LEAVES = ("direction", "standardize", "treat", "denominator", "impute")
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
    denominator : str
        The column that a leaf's values are divided by.
    impute : {"none", "median", "group_median", "linear"}
        How a leaf's missing values are filled; as the specification says, by default.
    treat : Treatment
        How a leaf's values are treated; a bare word is its method.
    label, label_zh, unit : str
        For the reader, in English and Chinese; also taken for a heading.
    """

    name: Annotated[str, SHOWN, NAMED]
    weight: Annotated[float, NO_TRUTH] = pydantic.Field(1.0, ge=0, allow_inf_nan=False)
    aggregate: Literal["arithmetic", "geometric", "harmonic"] = "arithmetic"
    children: list["Node"] = []
    direction: Annotated[Literal[1, -1], NO_TRUTH] = 1
    standardize: Standardization = Standardization()
    denominator: str | None = None
    impute: Imputation | None = None
    treat: Annotated[Treatment, TREATED] = Treatment()
    label: Annotated[str, SHOWN] | None = None
    label_zh: Annotated[str, SHOWN] | None = None
    unit: Annotated[str, SHOWN] | None = None

    @pydantic.model_validator(mode="after")
    def _is_leaf_or_has_children(self) -> "Node":
        if not self.children:
            if "children" in self.model_fields_set:
                words = f"{self.name} has an empty list of children, expected some"
                raise ValueError(words)
            return self
        plain = Node.model_construct(name=self.name)
        for entry in _OF_LEAVES:
            if getattr(self, entry) != getattr(plain, entry):
                raise ValueError(
                    f"{self.name} has children, expected {', '.join(_OF_LEAVES)} at leaves only"
                )
        if sum(child.weight for child in self.children) == 0:
            raise ValueError(
                f"the weights of the children of {self.name} sum to zero, expected at least one above zero"
            )
        return self

    @pydantic.model_validator(mode="after")
    def _rule_fits_direction(self) -> "Node":
        method = self.standardize.method
        if self.direction == -1 and method in ("log_reference", "goalposts"):
            raise ValueError(
                f"{self.name}: {method} cannot take negated values, expected {_INSTEAD}"
            )
        return self

    @pydantic.model_validator(mode="after")
    def _rule_fits_treatment(self) -> "Node":
        method, rule = self.treat.method, self.standardize
        if method not in ("log", "log1p", "jrc"):
            return self
        if rule.method == "log_reference" or rule.logarithm:
            raise ValueError(
                f"{self.name}: a logarithm of a logarithm, expected one of treat and standardize"
            )
        if rule.method == "goalposts":
            raise ValueError(
                f"{self.name}: goalposts are in the unit of the values, expected logarithm: true, or another treat than {method}"
            )
        return self


class Specification(pydantic.BaseModel, extra="forbid"):
    """A whole index: its name, its hierarchy, and what to do where a value is missing.

    Attributes
    ----------
    name : str
    missing : {"error", "renormalise"}
        Refuse a missing value, or share its weight among the siblings that are present.
    coverage : float
        With ``renormalise``, the least share of the weights of a node's children that
        has to be present, from 0 to 1; below it the node is missing.
    impute : {"none", "median", "group_median", "linear"}
        How missing values of all leaves are filled (`impute.fill_missing`).
    group : str
        The column of groups, for ``group_median``.
    decimal : {".", ","}
        The decimal sign of all numbers in text; one that contradicts it is refused.
    sample : {"each_year", "all_years"}
        Where values have years: the sample that medians, treatments, ``minmax``,
        ``zscore``, ``rank`` and ``percentile`` look at.
    root : Node
    """

    name: Annotated[str, SHOWN, NAMED]
    missing: Literal["error", "renormalise"] = "error"
    coverage: Annotated[float, NO_TRUTH] = pydantic.Field(0.0, ge=0, le=1)
    impute: Imputation = "none"
    group: str | None = None
    decimal: Literal[".", ","] | None = None
    sample: Literal["each_year", "all_years"] = "each_year"
    root: Node

    @pydantic.model_validator(mode="after")
    def _names_differ(self) -> "Specification":
        counted = Counter(node.name for node in nodes(self.root))
        repeated = sorted(name for name, times in counted.items() if times > 1)
        if repeated:
            raise ValueError(
                f"the name {repeated[0]} stands for several nodes, expected one each"
            )
        return self

    @pydantic.model_validator(mode="after")
    def _headings_differ(self) -> "Specification":
        known = {}
        for leaf in leaves(self):
            for text in filter(None, (leaf.name, leaf.label, leaf.label_zh)):
                other = known.setdefault(heading_key(text), leaf.name)
                if other != leaf.name:
                    raise ValueError(
                        f"{text} is a heading of {other} and of {leaf.name}, expected one each"
                    )
        for name in filter(None, (leaf.denominator for leaf in leaves(self))):
            if known.get(heading_key(name), name) != name:
                raise ValueError(
                    f"{name} is a heading of {known[heading_key(name)]} too, expected another"
                )
        if self.group and heading_key(self.group) in known:
            words = f"the group {self.group} is a leaf, expected another column"
            raise ValueError(words)
        return self

    @pydantic.model_validator(mode="after")
    def _gaps_are_told(self) -> "Specification":
        used = {self.impute} | {node.impute for node in nodes(self.root)}
        if "group_median" in used and not self.group:
            raise ValueError("group_median needs groups, expected group: a column")
        if self.coverage and self.missing == "error":
            raise ValueError(
                "coverage needs missing: renormalise, expected both or none"
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
