"""What each unit is good at, and what not, in relation to its place as a whole."""

import pandas as pd

from compindex.tree import Specification, leaves

STRENGTHS = ("kind", "indicator", "score", "rank", "ranked", "distance")
_MOST = 3  # of each kind


def strong_and_weak(spec: Specification, nodes: pd.DataFrame) -> pd.DataFrame:
    r"""List the indicators in which each unit stands far above, or below, its own place.

    A strength is one of the three indicators in which the unit ranks best, where that
    is better than its rank by the total; a weakness one of the three in which it ranks
    worst, where that is worse. Of equal ranks those count whose score is farther from
    the mean, :math:`(s - \bar s) / \sigma`.

    Parameters
    ----------
    spec : Specification
    nodes : pandas.DataFrame
        Units by nodes, one sample (`index.compute_index`).

    Returns
    -------
    pandas.DataFrame
        The unit and `STRENGTHS`, by the rank of the units: whether it is a ``strength``
        or a ``weakness``, the score and rank in the indicator, among how many ranked,
        and the distance from the mean in standard deviations.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}, {"name": "b"}]}
    >>> units = pd.Index(["x", "y", "z"], name="unit")
    >>> table = pd.DataFrame(
    ...     {"a": [9.0, 5, 1], "b": [4.0, 5, 3], "total": [6.5, 5, 2]}, units)
    >>> got = strong_and_weak(Specification(name="mine", root=root), table)
    >>> got[["unit", "kind", "indicator", "rank"]].to_numpy().tolist()
    [['x', 'weakness', 'b', 2], ['y', 'strength', 'b', 1]]
    """
    names = [leaf.name for leaf in leaves(spec)]
    scores = nodes[names]
    ranks = scores.rank(ascending=False, method="min")
    spread = scores.std(ddof=0)
    distance = (scores - scores.mean()) / spread.where(spread > 0)
    own = nodes[spec.root.name].round(10).rank(ascending=False, method="min")
    parts = {"score": scores, "rank": ranks, "distance": distance}
    long = pd.DataFrame({name: part.stack() for name, part in parts.items()})
    word = nodes.index.name or "unit"
    long = long.rename_axis([word, "indicator"]).reset_index()
    long["own"] = long[word].map(own)
    long["ranked"] = long["indicator"].map(scores.notna().sum())
    long = long[long["distance"].notna()]
    best = long[long["rank"] < long["own"]]
    best = best.sort_values(["rank", "distance"], ascending=[True, False])
    worst = long[long["rank"] > long["own"]]
    worst = worst.sort_values(["rank", "distance"], ascending=[False, True])
    kinds = {"strength": best, "weakness": worst}
    found = [
        table.groupby(word, sort=False).head(_MOST).assign(kind=kind)
        for kind, table in kinds.items()
    ]
    table = pd.concat(found).sort_values(["own", word, "kind"], kind="stable")
    table = table.astype({"rank": int, "ranked": int})
    return table[[word, *STRENGTHS]].reset_index(drop=True)
