"""Which comparisons of two units a law of weights leaves open: only these have to be
made draw by draw.
"""

from collections.abc import Sequence

import numpy as np

from compindex.robustness.laws import Scheme


class OpenComparisons:
    r"""The comparisons that decide the places under a law of weights.

    A unit's place is the number of its rivals ahead of it: of the other units, or of
    the edges of bands, which are rivals with one score in all dimensions. A rival is
    ahead where :math:`\sum_k w_k d_k < 0`, with d the difference of scores. Over the
    ends of a scheme this sum lies between two bounds; where both have one sign, the
    comparison is settled and counts the same in each draw.

    Parameters
    ----------
    scores : numpy.ndarray
        Units by dimensions.
    scheme : Scheme
    edges : sequence of float, optional
        Edges of bands: count those above a unit's total in place of the units ahead.

    Attributes
    ----------
    settled : numpy.ndarray
        By unit, how many rivals are always ahead.
    moving : numpy.ndarray
        Numbers of the units that have an open comparison.

    Examples
    --------
    >>> from compindex.robustness.laws import dirichlet
    >>> table = np.array([[3.0, 1.0], [1.0, 2.0], [0.0, 0.0]])
    >>> open_ = OpenComparisons(table, dirichlet([1, 1]))
    >>> open_.settled.tolist(), open_.moving.tolist()
    ([0, 0, 2], [0, 1])
    """

    def __init__(
        self,
        scores: np.ndarray,
        scheme: Scheme,
        edges: Sequence[float] | None = None,
    ) -> None:
        units, rivals = len(scores), scores
        upper, lower = np.triu_indices(units, 1)
        if edges is not None:
            bands = np.asarray(edges, float)[:, None]
            rivals = np.vstack([scores, np.repeat(bands, scores.shape[1], axis=1)])
            upper, lower = np.mgrid[:units, units : len(rivals)].reshape(2, -1)
        differences = rivals[upper] - rivals[lower]
        kept, lost = scheme.settled(differences)
        behind = np.concatenate([upper[lost], lower[kept]])
        self.settled = np.bincount(behind, minlength=len(rivals))[:units]
        left = ~(kept | lost)
        self.differences = differences[left]
        self.upper, self.lower = upper[left], lower[left]
        compared = np.unique(np.concatenate([self.upper, self.lower]))
        self.moving = compared[compared < units]

    def places(self, weights: np.ndarray) -> np.ndarray:
        """Give the places of the units that have an open comparison.

        Parameters
        ----------
        weights : numpy.ndarray
            Dimensions by draws.

        Returns
        -------
        numpy.ndarray
            The units of `moving` by draws; 0 is the first place.
        """
        rows = {unit: row for row, unit in enumerate(self.moving.tolist())}
        ahead = np.zeros((len(rows), weights.shape[1]), np.int16)
        ahead += self.settled[self.moving, None].astype(np.int16)
        pairs = zip(
            self.differences, self.upper.tolist(), self.lower.tolist(), strict=True
        )
        for difference, upper, lower in pairs:
            # Weighted and added up always in one order, as totals are.
            terms = zip(difference, weights, strict=True)
            passed = sum(part * weight for part, weight in terms) < 0
            ahead[rows[upper]] += passed
            if lower in rows:  # and no edge
                ahead[rows[lower]] += ~passed
        return ahead
