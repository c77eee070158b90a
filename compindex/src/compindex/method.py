"""What was understood of an index, in a line, and the choices that made it, in a table."""

import pandas as pd

from compindex.gaps import beyond_scale
from compindex.prepare import Prepared
from compindex.tree import Node, Specification, leaves, nodes

STEPS = ("step", "node", "choice", "detail")


def in_a_line(ready: Prepared, spec: Specification, word: str, many: str) -> str:
    """Say how large an index is, and what is odd about its values.

    Parameters
    ----------
    ready : Prepared
    spec : Specification
    word, many : str
        What a unit is called, and several of them.

    Returns
    -------
    str

    Examples
    --------
    >>> from compindex.prepare import prepared
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> spec = Specification(name="mine", missing="renormalise", root=root)
    >>> table = pd.DataFrame({"a": [1.0, None], "b": [2.0, 3.0]}, ["x", "y"])
    >>> in_a_line(prepared(table, spec), spec, "unit", "units")
    '2 units, 2 indicators in 2 levels, 1 value missing'
    """
    units = ready.values.index.get_level_values(0).nunique()
    parts = [_counted(units, word, many)]
    if "year" in ready.values.index.names:
        years = ready.values.index.get_level_values("year").nunique()
        parts.append(_counted(years, "year", "years"))
    indicators = _counted(len(leaves(spec)), "indicator", "indicators")
    parts.append(f"{indicators} in {_counted(_levels(spec.root), 'level', 'levels')}")
    missing = int((~ready.observed).to_numpy().sum())
    parts.append(
        f"{_counted(missing, 'value', 'values') if missing else 'no value'} missing"
    )
    if len(ready.imputed):
        parts.append(f"{len(ready.imputed):,} of them imputed")
    if len(ready.treated):
        parts.append(f"{len(ready.treated):,} treated")
    beyond = beyond_scale(ready.values, spec)
    for kind, words in (
        ("reference", "above their reference"),
        ("goalpost", "beyond a goalpost"),
    ):
        number = (beyond["kind"] == kind).sum()
        if number:
            parts.append(f"{number:,} {words}")
    return ", ".join(parts)


def _counted(number: int, word: str, many: str) -> str:
    """Write a number of things."""
    return f"{number:,} {word if number == 1 else many}"


def _levels(node: Node) -> int:
    """Count the levels of a hierarchy, the root and the leaves among them."""
    return 1 + max((_levels(child) for child in node.children), default=0)


def steps(spec: Specification, ready: Prepared) -> pd.DataFrame:
    """List the choices that made an index, in the order in which they act: those for
    the whole, and what is done to each node. What is not listed is not done.

    Parameters
    ----------
    spec : Specification
    ready : Prepared

    Returns
    -------
    pandas.DataFrame
        ``step, node, choice, detail``; the node is empty where a choice holds for all.

    Examples
    --------
    >>> from compindex.prepare import prepared
    >>> spec = Specification(name="mine", root={"name": "total", "children": [{"name": "a"}]})
    >>> table = steps(spec, prepared(pd.DataFrame({"a": [1.0]}), spec))
    >>> table.query("node == 'a'")[["step", "choice"]].to_numpy().tolist()
    [['standardize', 'identity'], ['weight', '1']]
    """
    rows = [
        ("missing", "", spec.missing, ""),
        ("coverage", "", f"{spec.coverage:g}", "least share of a node's weight"),
        ("sample", "", spec.sample, ""),
    ]
    if spec.decimal:
        rows.append(("decimal", "", spec.decimal, "decimal sign of text"))
    for leaf in leaves(spec):
        rows += _of_leaf(leaf, spec, ready)
    for node in nodes(spec.root):
        if node is not spec.root:
            rows.append(
                ("weight", node.name, f"{node.weight:.12g}", "among its siblings")
            )
        if node.children:
            names = ", ".join(child.name for child in node.children)
            rows.append(("aggregate", node.name, node.aggregate, f"of {names}"))
    order = [
        *("decimal", "missing", "coverage", "sample"),
        *("denominator", "impute", "treat"),
        *("direction", "standardize", "weight", "aggregate"),
    ]
    table = pd.DataFrame(rows, columns=STEPS)
    place = table["step"].map(order.index)
    return table.iloc[place.argsort(kind="stable")].reset_index(drop=True)


def _of_leaf(leaf: Node, spec: Specification, ready: Prepared) -> list[tuple]:
    """List what was chosen for a leaf."""
    rule = leaf.standardize
    options = ", ".join(
        f"{name} {value:.12g}" for name, value in rule.options().items()
    )
    rows = [("standardize", leaf.name, rule.method, options)]
    if leaf.direction == -1:
        rows.append(("direction", leaf.name, "-1", "smaller values are better"))
    if leaf.denominator:
        rows.append(
            ("denominator", leaf.name, leaf.denominator, "values divided by it")
        )
    impute = leaf.impute or spec.impute
    if impute != "none":
        filled = (ready.imputed["indicator"] == leaf.name).sum()
        by = f" by {spec.group}" if impute == "group_median" else ""
        rows.append(("impute", leaf.name, impute, f"{filled:,} values filled{by}"))
    if leaf.treat.method != "none":
        changed = ready.treated[ready.treated["indicator"] == leaf.name]
        done = ", ".join(sorted(set(changed["method"]))) or "nothing"
        told = f"{len(changed):,} values changed: {done}"
        if leaf.treat.offset:
            told += f", offset {leaf.treat.offset:.12g}"
        rows.append(("treat", leaf.name, leaf.treat.method, told))
    return rows
