"""How the nodes of an index go together: siblings among themselves, and each with those
above it.
"""

from itertools import combinations

import numpy as np
import pandas as pd

from compindex.tree import Node, Specification

CORRELATED = ("node_a", "node_b", "relation", "correlation", "n", "remark")
_TOO_HIGH = 0.9


def node_correlations(spec: Specification, nodes: pd.DataFrame) -> pd.DataFrame:
    """Correlate the nodes of an index, within its levels and between them.

    Parameters
    ----------
    spec : Specification
    nodes : pandas.DataFrame
        Units by nodes, one sample (`index.compute_index`).

    Returns
    -------
    pandas.DataFrame
        `CORRELATED`: ``within`` a level for two children of a node, ``between`` levels
        for a node and one above it; Pearson's correlation over the `n` units that have
        both scores, missing for fewer than three or equal scores; and a remark where
        it is above 0.9 (two children may count the same thing twice) or below zero
        (they undo each other).

    References
    ----------
    W. Becker et al., COINr: An R package for developing composite indicators, Journal
    of Open Source Software 7 (2022), whose flags are these.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> table = pd.DataFrame({"a": [1.0, 2, 4], "b": [3.0, 2, 0], "total": [2.0, 2, 2]})
    >>> got = node_correlations(Specification(name="mine", root=root), table)
    >>> got[["node_a", "node_b", "remark"]].to_numpy().tolist()[0]
    ['a', 'b', 'negative']
    """
    pairs = [("within", *pair) for pair in _siblings(spec.root)]
    pairs += [("between", *pair) for pair in _ancestors(spec.root, [])]
    names = list(dict.fromkeys(name for _, *pair in pairs for name in pair))
    known = nodes[names].notna().astype(int)
    together = known.T @ known
    varying = nodes[names].round(10).nunique() > 1
    matrix = nodes[names].corr(min_periods=3)
    matrix.loc[~varying] = np.nan  # but for rounding, there is nothing that varies
    matrix.loc[:, ~varying] = np.nan
    rows = []
    for relation, first, second in pairs:
        found, n = matrix.at[first, second], together.at[first, second]
        rows.append((first, second, relation, found, n, _remark(found, relation)))
    return pd.DataFrame(rows, columns=CORRELATED)


def _remark(correlation: float, relation: str) -> str:
    """Say what is remarkable about a correlation."""
    if correlation < 0:
        return "negative"
    high = relation == "within" and correlation > _TOO_HIGH
    return f"above {_TOO_HIGH}" if high else ""


def _siblings(node: Node) -> list[tuple[str, str]]:
    """Pair the children of each node."""
    names = [child.name for child in node.children]
    pairs = list(combinations(names, 2))
    return pairs + [pair for child in node.children for pair in _siblings(child)]


def _ancestors(node: Node, above: list[str]) -> list[tuple[str, str]]:
    """Pair each node with those above it."""
    pairs = [(node.name, name) for name in reversed(above)]
    below = [*above, node.name]
    return pairs + [
        pair for child in node.children for pair in _ancestors(child, below)
    ]
