"""Places under random weights: every draw is ranked, by the few comparisons that are
open, and the places are counted.
"""

import numpy as np
import pandas as pd

from analysis.robustness.inputs import checked, complete, ordered
from analysis.robustness.schemes import CHUNK, draw, schemes
from analysis.tiers import check_edges

_LARGEST_NUMBER = 2**16  # bins of one histogram
_LARGEST_TABLE = 64  # units up to which comparing all pairs is worth it


def places(scores, weights, edges=None):
    """Give each unit its place under each draw of weights, the plain way: totals,
    sorted.

    Parameters
    ----------
    scores : numpy.ndarray
        Units by dimensions.
    weights : numpy.ndarray
        Dimensions by draws.
    edges : sequence of float, optional
        Edges of bands: count the edges above a unit's total in place of the units ahead
        of it.

    Returns
    -------
    numpy.ndarray
        Draws by units; 0 is the first place. Of equal totals the earlier unit is ahead.
    """
    if edges is not None:
        return sum((_totals(scores - edge, weights) < 0).astype(int) for edge in edges)
    order = np.argsort(-_totals(scores, weights), axis=1, kind="stable")
    return np.argsort(order, axis=1)


def _totals(scores, weights):
    """Weight and add up, draws by units, always in one order, so that equal scores give
    equal totals in every chunk.
    """
    return sum(
        weight[:, None] * column
        for weight, column in zip(weights, scores.T, strict=True)
    )


class Contest:
    """What decides the places: only the comparisons that the scheme leaves open,
    numbered so that counting is enough.

    A unit's place is the number of its rivals ahead of it: of the other units, or of
    the edges of bands, which are rivals with one score in all dimensions. A rival is
    ahead where :math:`\\sum_k w_k d_k < 0`, with d the difference of scores. Over the
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
        As for `places`.
    """

    def __init__(self, scores, scheme, edges=None):
        units, rivals = len(scores), scores
        upper, lower = np.triu_indices(units, 1)
        if edges is not None:
            rivals = np.vstack(
                [
                    scores,
                    np.repeat(
                        np.asarray(edges, float)[:, None], scores.shape[1], axis=1
                    ),
                ]
            )
            upper, lower = (
                part.ravel() for part in np.mgrid[:units, units : len(rivals)]
            )
        differences = rivals[upper] - rivals[lower]
        kept, lost = scheme.settled(differences)
        self.settled = np.bincount(
            np.concatenate([upper[lost], lower[kept]]), minlength=len(rivals)
        )[:units]
        left = ~(kept | lost)
        self.differences = differences[left]
        self._number(upper[left], lower[left], units, len(rivals))

    def _number(self, upper, lower, units, rivals):
        """Give every unit with open comparisons its digit in a number, and every
        comparison its step.
        """
        sizes = (
            1 + np.bincount(np.concatenate([upper, lower]), minlength=rivals)[:units]
        )
        self.units, self.sizes, self.steps, self.starts = (
            self._groups(sizes),
            [],
            [],
            [],
        )
        for members in self.units:
            values = np.zeros(rivals, np.int64)
            values[members] = np.cumprod([1, *sizes[members][:0:-1]])[::-1]
            self.sizes.append(tuple(sizes[members]))
            self.steps.append((values[upper] - values[lower]).tolist())
            self.starts.append(int(values[lower].sum()))

    @staticmethod
    def _groups(sizes):
        """Share the units with open comparisons among numbers that stay small."""
        groups, product = [], _LARGEST_NUMBER + 1
        for unit in np.flatnonzero(sizes > 1):
            if product * sizes[unit] > _LARGEST_NUMBER:
                groups, product = [*groups, []], 1
            groups[-1].append(unit)
            product *= sizes[unit]
        return groups

    def numbers(self, weights):
        """Write the outcomes of every draw as numbers, one array for each group of
        units.
        """
        numbers = [np.full(weights.shape[1], start) for start in self.starts]
        for row, difference in enumerate(self.differences):
            turned = (
                sum(
                    part * weight
                    for part, weight in zip(difference, weights, strict=True)
                )
                < 0
            )
            for number, steps in zip(numbers, self.steps, strict=True):
                if steps[row]:
                    number += steps[row] * turned
        return numbers

    def places(self, group):
        """List the places of a group's units that each number stands for, numbers by
        units.
        """
        digits = np.unravel_index(
            np.arange(np.prod(self.sizes[group])), self.sizes[group]
        )
        return np.stack(digits, axis=1) + self.settled[self.units[group]]


def place_counts(scores, scheme, draws, seed, edges=None, chunk=CHUNK):
    """Count how often each unit takes each place.

    Up to 64 units through `Contest`; more of them have so many open comparisons that
    sorting is faster.

    Parameters
    ----------
    scores : numpy.ndarray
        Units by dimensions.
    scheme : Scheme
    draws : int
    seed : int
    edges : sequence of float, optional
        As for `places`.
    chunk : int
        Draws at a time; changes nothing but time and memory.

    Returns
    -------
    numpy.ndarray
        Units by places, whole numbers; each row adds up to `draws`.

    Examples
    --------
    >>> from analysis.robustness.schemes import dirichlet
    >>> place_counts(np.array([[3.0, 1.0], [1.0, 2.0], [0.0, 0.0]]), dirichlet([1, 1]), 900, seed=1).tolist()
    [[593, 307, 0], [307, 593, 0], [0, 0, 900]]
    """
    scores = complete(scores).to_numpy()
    if edges is not None:
        check_edges(edges)
    width = len(scores) if edges is None else len(edges) + 1
    counts = np.zeros((len(scores), width), np.int64)
    if len(scores) > _LARGEST_TABLE:
        for weights in draw(scheme, draws, seed, chunk=max(1, chunk // len(scores))):
            for unit, column in enumerate(places(scores, weights, edges).T):
                counts[unit] += np.bincount(column, minlength=width)
        return counts
    contest = Contest(scores, scheme, edges)
    histograms, drawn = (
        [np.zeros(np.prod(sizes), np.int64) for sizes in contest.sizes],
        draw(scheme, draws, seed, chunk),
    )
    for weights in drawn if histograms else ():
        for histogram, number in zip(histograms, contest.numbers(weights), strict=True):
            histogram += np.bincount(number, minlength=len(histogram))
    counts[np.arange(len(scores)), contest.settled] = draws
    for group, histogram in enumerate(histograms):
        for unit, column in zip(
            contest.units[group], contest.places(group).T, strict=True
        ):
            counts[unit] = np.bincount(column, weights=histogram, minlength=width)
    return counts


def place_probabilities(scores, weights, concentration, draws, seed, edges=None):
    r"""Estimate the probability of every rank, or tier, of every unit under the three
    `schemes`.

    The standard error of a share p of n draws is :math:`\sqrt{p (1 - p) / n}`. For a
    share of 0 or 1 it is 0, though unless all comparisons of the unit are settled the
    probability may differ from the share by up to about 3/n.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`.
    concentration : float
        Of the Dirichlet law.
    draws : int
        For each scheme.
    seed : int
        The same seed gives the same draws.
    edges : sequence of float, optional
        Lower ends of all tiers but the last, falling; without them ranks are counted.

    Returns
    -------
    pandas.DataFrame
        ``scheme, city, rank`` (or ``tier``) ``, probability, standard_error``, a row
        for every combination.
    """
    scores, weights = checked(scores, weights)
    scores = scores.loc[ordered(scores, weights).index]
    parts = []
    for name, scheme in schemes(weights, concentration).items():
        shares = place_counts(scores.to_numpy(), scheme, draws, seed, edges) / draws
        place = pd.RangeIndex(
            1, shares.shape[1] + 1, name="rank" if edges is None else "tier"
        )
        long = (
            pd.DataFrame(shares, scores.index.rename("city"), place)
            .stack()
            .rename("probability")
            .reset_index()
        )
        parts.append(long.assign(scheme=name))
    table = pd.concat(parts, ignore_index=True)
    table["standard_error"] = np.sqrt(
        table["probability"] * (1 - table["probability"]) / draws
    )
    return table[["scheme", *table.columns.drop("scheme")]]


def border_probabilities(scores, weights, concentration, draws, seed):
    """Estimate for each place how probably the units placed down to it, and no others,
    stay above the rest.

    Parameters
    ----------
    scores, weights, concentration, draws, seed
        As for `place_probabilities`; the draws are the same.

    Returns
    -------
    pandas.DataFrame
        Places, from the first to the last but one, by `schemes`.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 0.0], "b": [1.0, 2.0, 0.0]}, ["x", "y", "z"])
    >>> border_probabilities(table, {"a": 2, "b": 1}, 5, 1000, seed=1)["uniform"].tolist()
    [0.665, 1.0]
    """
    scores, weights = checked(scores, weights)
    values = scores.loc[ordered(scores, weights).index].to_numpy()
    down_to, found = np.arange(1, len(values)), {}
    for name, scheme in schemes(weights, concentration).items():
        held = np.zeros(len(down_to), np.int64)
        for drawn in draw(scheme, draws, seed):
            lowest = np.maximum.accumulate(places(values, drawn), axis=1)[:, :-1]
            held += (lowest < down_to).sum(axis=0)
        found[name] = held / draws
    return pd.DataFrame(found, pd.Index(down_to, name="place"))
