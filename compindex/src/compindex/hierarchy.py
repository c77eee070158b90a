"""Changes to a hierarchy: cut off below some nodes, other choices, weights multiplied
down.
"""

from collections.abc import Iterable, Mapping

from compindex.errors import InputError, one_of
from compindex.rules import Standardization
from compindex.specification import from_content
from compindex.tree import Node, Specification, nodes

AS_SPECIFIED = "as_specified"  # a choice that is left to the specification


def upper_levels(spec: Specification, names: Iterable[str]) -> Specification:
    """Cut a hierarchy off below some nodes, so that it can be computed from their
    scores.

    Parameters
    ----------
    spec : Specification
    names : iterable of str
        The nodes that become leaves.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        If the hierarchy lacks one of them, one stands below another, or a leaf belongs
        to none.

    Examples
    --------
    >>> pair = {"name": "pair", "children": [{"name": "a"}, {"name": "b"}]}
    >>> root = {"name": "total", "children": [pair, {"name": "c"}]}
    >>> spec = from_content({"name": "mine", "root": root})
    >>> [node.name for node in nodes(upper_levels(spec, ["pair", "c"]).root)]
    ['pair', 'c', 'total']
    """
    names = list(names)
    known = [node.name for node in nodes(spec.root)]
    for name in names:
        if name not in known:
            raise InputError(f"no node {name}", one_of(known, name), _place(spec))
    root = _cut_below(spec.root, names, _place(spec))
    return spec.model_copy(update={"root": root})


def _cut_below(node: Node, names: list[str], place: str) -> Node:
    """Make leaves of the named nodes."""
    if node.name in names:
        for other in nodes(node)[:-1]:
            if other.name in names:
                found = f"{other.name} stands below {node.name}"
                raise InputError(found, "neither below the other", place)
        plain = {"children": [], "direction": 1, "standardize": Standardization()}
        return node.model_copy(update=plain)
    if not node.children:
        found = f"the leaf {node.name} belongs to none of them"
        raise InputError(found, f"every leaf in or below {', '.join(names)}", place)
    children = [_cut_below(child, names, place) for child in node.children]
    return node.model_copy(update={"children": children})


def adapted(
    spec: Specification,
    weights: Mapping[str, float] | None = None,
    aggregate: str = AS_SPECIFIED,
    standardization: str = AS_SPECIFIED,
) -> Specification:
    """Change single choices of a specification.

    Parameters
    ----------
    spec : Specification
    weights : dict of str to float, optional
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

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> spec = from_content({"name": "mine", "root": root})
    >>> adapted(spec, {"a": 3.0}, aggregate="geometric").root.aggregate
    'geometric'
    """
    content = spec.model_dump(exclude_defaults=True)
    left = dict(weights or {})
    _change(content["root"], left, standardization)
    for name in left:
        known = [node.name for node in nodes(spec.root)]
        found = f"no node {name} to give a weight"
        raise InputError(found, one_of(known, name), _place(spec))
    if aggregate != AS_SPECIFIED:
        content["root"]["aggregate"] = aggregate
    return from_content(content, file=_place(spec))


def _change(node: dict, left: dict[str, float], standardization: str) -> None:
    """Change a node and those below it; weights that are given are taken out of
    `left`.
    """
    node["weight"] = left.pop(node["name"], node.get("weight", 1.0))
    if standardization != AS_SPECIFIED and not node.get("children"):
        posts = node.get("standardize", {})
        if posts.get("worst", 0) > posts.get("best", 0):
            node["direction"] = -1
        node["standardize"] = {"method": standardization}
    for child in node.get("children", []):
        _change(child, left, standardization)


def effective_weights(spec: Specification) -> dict[str, float]:
    r"""Multiply the weights down the hierarchy: each leaf's share of the root, if all
    means are arithmetic.

    Along the way from the root to a leaf, :math:`\prod_n w_n / \sum_{s} w_s`, the sums
    being over a node and its siblings.

    Parameters
    ----------
    spec : Specification

    Returns
    -------
    dict of str to float
        By leaf; they add up to one.

    Examples
    --------
    >>> pair = {"name": "pair", "weight": 3, "children": [{"name": "a"}, {"name": "b"}]}
    >>> root = {"name": "total", "children": [pair, {"name": "c"}]}
    >>> effective_weights(from_content({"name": "mine", "root": root}))
    {'a': 0.375, 'b': 0.375, 'c': 0.25}
    """
    return _below(spec.root, 1.0)


def _below(node: Node, share: float) -> dict[str, float]:
    """Share a weight among the leaves below a node."""
    if not node.children:
        return {node.name: share}
    whole = sum(child.weight for child in node.children)
    shares = {}
    for child in node.children:
        shares |= _below(child, share * child.weight / whole)
    return shares


def _place(spec: Specification) -> str:
    """Name a specification as the place of an error."""
    return f"the specification {spec.name}"
