"""A specification written as tables: a row a node, as the sheet `indicators` has it, and
a row a setting.
"""

import pandas as pd

from compindex.node_cells import COLUMNS
from compindex.tree import Node, Specification

_SETTINGS = ("missing", "coverage", "impute", "group", "decimal", "sample")


def nodes_as_table(spec: Specification) -> pd.DataFrame:
    """Write the nodes of a specification as a table, a parent before its children.

    Parameters
    ----------
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        Of `node_cells.COLUMNS` those that are used; `specification.load_spec` reads the
        same nodes from it.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a", "weight": 3}, {"name": "b"}]}
    >>> nodes_as_table(Specification(name="mine", root=root)).to_numpy().tolist()
    [['total', '', 1.0], ['a', 'total', 3.0], ['b', 'total', 1.0]]
    """
    table = pd.DataFrame(_rows(spec.root, ""), columns=COLUMNS)
    used = table.notna().any()
    used[["code", "parent", "weight"]] = True
    return table.loc[:, used]


def settings_as_table(spec: Specification) -> pd.DataFrame:
    """Write what a specification says of the whole index.

    Parameters
    ----------
    spec : Specification

    Returns
    -------
    pandas.DataFrame
        ``setting, value``, as the sheet `settings` has them.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}]}
    >>> settings_as_table(Specification(name="mine", root=root))["value"].tolist()
    ['error', 0.0, 'none', 'each_year']
    """
    rows = [(name, getattr(spec, name)) for name in _SETTINGS]
    rows = [(name, value) for name, value in rows if value is not None]
    return pd.DataFrame(rows, columns=["setting", "value"])


def _rows(node: Node, parent: str) -> list[dict]:
    """Write a node and those below it."""
    row = {"code": node.name, "parent": parent, "weight": node.weight}
    if node.children and node.aggregate != "arithmetic":
        row["mean"] = node.aggregate
    rule, treat = node.standardize, node.treat
    if rule.method != "identity":
        row["rule"] = rule.method
    row |= rule.options()
    if treat.method != "none":
        row["treat"] = treat.method
    row |= treat.model_dump(exclude_none=True, exclude={"method"})
    if node.direction == -1:
        row["direction"] = -1
    for name in ("denominator", "impute", "label", "label_zh", "unit"):
        if getattr(node, name) is not None:
            row[name] = getattr(node, name)
    return [row, *(one for child in node.children for one in _rows(child, node.name))]
