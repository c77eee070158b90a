"""Places under many draws of weights, fast: only the comparisons that are open are
made, and all their outcomes are kept in one whole number.
"""

from collections.abc import Sequence

import numpy as np

from compindex.robustness.laws import Scheme

_LARGEST_NUMBER = 2**16  # bins of one histogram


class Contest:
    r"""What decides the places: only the comparisons that the scheme leaves open,
    numbered so that counting is enough.

    A unit's place is the number of its rivals ahead of it: of the other units, or of
    the edges of bands, which are rivals with one score in all dimensions. A rival is
    ahead where :math:`\sum_k w_k d_k < 0`, with d the difference of scores. Over the
    ends of a scheme this sum lies between two bounds; where both have one sign, the
    comparison is settled and counts the same in each draw. Places therefore are a
    constant plus the outcomes of the open comparisons.

    The outcomes are written into one whole number: each unit with m open comparisons
    owns a digit that runs from 0 to m. At the start every comparison is taken as won by
    the first of its two units, and its loser's digit is raised by one. A comparison
    that turns raises the digit of the first and lowers that of the other: it adds the
    constant ``step = value of the one digit - value of the other``. Digits never leave
    their range, so none carries over, and the number holds all places. A histogram of
    the numbers is one of places, read off once at the end. Where the digits of all
    units would make the number too large, several numbers share them.

    Parameters
    ----------
    scores : numpy.ndarray
        Units by dimensions.
    scheme : Scheme
    edges : sequence of float, optional
        Edges of bands: count those above a unit's total in place of the units ahead.

    Attributes
    ----------
    units : list of list of int
        Numbers of the units that share a number, group by group.
    settled : numpy.ndarray
        By unit, how many rivals are always ahead.

    Examples
    --------
    >>> from compindex.robustness.laws import dirichlet
    >>> law = dirichlet([1, 1])
    >>> contest = Contest(np.array([[3.0, 1.0], [1.0, 2.0], [0.0, 0.0]]), law)
    >>> contest.settled.tolist(), contest.units
    ([0, 0, 2], [[0, 1]])
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
        self._number(upper[left], lower[left], units, len(rivals))

    def _number(
        self, upper: np.ndarray, lower: np.ndarray, units: int, rivals: int
    ) -> None:
        """Give every unit with open comparisons its digit in a number, and every
        comparison its step.
        """
        compared = np.concatenate([upper, lower])
        sizes = 1 + np.bincount(compared, minlength=rivals)[:units]
        self.units = self._groups(sizes)
        self.sizes, self.steps, self.starts = [], [], []
        for members in self.units:
            values = np.zeros(rivals, np.int64)
            values[members] = np.cumprod([1, *sizes[members][:0:-1]])[::-1]
            self.sizes.append(tuple(sizes[members]))
            self.steps.append((values[upper] - values[lower]).tolist())
            self.starts.append(int(values[lower].sum()))

    @staticmethod
    def _groups(sizes: np.ndarray) -> list[list[int]]:
        """Share the units with open comparisons among numbers that stay small."""
        groups, product = [], _LARGEST_NUMBER + 1
        for unit in np.flatnonzero(sizes > 1).tolist():
            if product * sizes[unit] > _LARGEST_NUMBER:
                groups.append([])
                product = 1
            groups[-1].append(unit)
            product *= sizes[unit]
        return groups

    def numbers(self, weights: np.ndarray) -> list[np.ndarray]:
        """Write the outcomes of every draw as numbers.

        Parameters
        ----------
        weights : numpy.ndarray
            Dimensions by draws.

        Returns
        -------
        list of numpy.ndarray
            A number for each draw, group by group.
        """
        numbers = [np.full(weights.shape[1], start) for start in self.starts]
        for row, difference in enumerate(self.differences):
            # Weighted and added up always in one order, as totals are.
            terms = zip(difference, weights, strict=True)
            turned = sum(part * weight for part, weight in terms) < 0
            for number, steps in zip(numbers, self.steps, strict=True):
                if steps[row]:
                    number += steps[row] * turned
        return numbers

    def places(self, group: int) -> np.ndarray:
        """List the places of a group's units that each number stands for.

        Parameters
        ----------
        group : int

        Returns
        -------
        numpy.ndarray
            Numbers by units; 0 is the first place.
        """
        sizes = self.sizes[group]
        digits = np.unravel_index(np.arange(np.prod(sizes)), sizes)
        return np.stack(digits, axis=1) + self.settled[self.units[group]]
