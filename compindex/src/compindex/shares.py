"""What each node counts for: by its weight, by all weights above it, and by what it does
to the total.
"""

import numpy as np
import pandas as pd

from compindex.tree import Node, Specification
from compindex.tree import nodes as all_nodes

_SHARES = ("node", "parent", "level", "nominal", "effective", "importance")


def node_weights(spec: Specification, nodes: pd.DataFrame) -> pd.DataFrame:
    r"""Set three weights of each node side by side.

    *Nominal* is its weight divided by the sum over it and its siblings; *effective* the
    product of these along the way from the root, :math:`e`. *Importance* is its share
    of the variance of the total t, :math:`e \, \mathrm{cov}(s, t) / \mathrm{var}(t)`:
    those of the children of a node add up to its own, and can be negative.

    Parameters
    ----------
    spec : Specification
    nodes : pandas.DataFrame
        Units by nodes, one sample (`index.compute_index`).

    Returns
    -------
    pandas.DataFrame
        ``node, parent, level, nominal, effective, importance``, a parent before its
        children; the importance, from the units without any gap, is missing where a
        mean is no arithmetic one, or the totals do not differ.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a", "weight": 3}, {"name": "b"}]}
    >>> table = pd.DataFrame({"a": [0.0, 4.0], "b": [0.0, 0.0], "total": [0.0, 3.0]})
    >>> got = node_weights(Specification(name="mine", root=root), table)
    >>> got[["node", "nominal", "importance"]].to_numpy().tolist()
    [['total', 1.0, 1.0], ['a', 0.75, 1.0], ['b', 0.25, 0.0]]
    """
    rows = _rows(spec.root, "", 1, 1.0, 1.0)
    table = pd.DataFrame(rows, columns=_SHARES[:-1])
    weighty = table.loc[table["effective"] > 0, "node"]
    complete = nodes[table["node"]].dropna(subset=list(weighty))
    total = complete[spec.root.name]
    variance = total.var(ddof=0) if len(total) > 1 else 0.0
    joining = [one for one in all_nodes(spec.root) if one.children]
    straight = all(one.aggregate == "arithmetic" for one in joining)
    if not straight or variance <= 1e-24 * (total**2).mean():
        return table.assign(importance=np.nan)
    apart = complete - complete.mean()
    along = apart.mul(apart[spec.root.name], axis=0).mean() / variance
    effective = table["effective"].to_numpy()
    found = effective * along[table["node"]].to_numpy()
    return table.assign(importance=np.where(effective > 0, found, 0.0))


def _rows(
    node: Node, parent: str, level: int, nominal: float, effective: float
) -> list[tuple]:
    """List a node and those below it, with what they count for."""
    rows = [(node.name, parent, level, nominal, effective)]
    whole = sum(child.weight for child in node.children)
    for child in node.children:
        share = child.weight / whole
        rows += _rows(child, node.name, level + 1, share, effective * share)
    return rows
