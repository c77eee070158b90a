"""Places under random weights: a scheme draws the weights, every draw is ranked, and the places are counted."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.robustness.inputs import checked, complete, ordered

CHUNK = 2**13  # draws at a time: weights and comparisons of a chunk fit the cache
_LARGEST_NUMBER = 2**16  # bins of one histogram
_LARGEST_TABLE = 64  # units up to which comparing all pairs is worth it


class Scheme(NamedTuple):
    """A law of random weights, each drawn by itself; a common factor of all weights changes no order.

    Attributes
    ----------
    low, high : numpy.ndarray
        Ends of the weights, up to a common factor; where both are zero, the dimension counts for nothing.
    fill : callable
        ``fill(generator, dimension, out)`` draws the weights of a dimension (its number) into an array.
    """

    low: np.ndarray
    high: np.ndarray
    fill: Callable


def noise(weights, width):
    """Multiply each weight by 1 + u, the u independent and uniform between -width and width.

    Parameters
    ----------
    weights : array_like
    width : float
        Above zero and at most one.

    Returns
    -------
    Scheme
    """
    if not 0 < width <= 1:
        raise InputError(f"noise of {width:g}", "a share above 0 and at most 1")
    weights = np.asarray(weights, float)
    low, high = weights * (1 - width), weights * (1 + width)

    def fill(generator, dimension, out):
        generator.random(out=out)
        out *= high[dimension] - low[dimension]
        out += low[dimension]

    return Scheme(low, high, fill)


def dirichlet(alpha):
    r"""Draw weights from a Dirichlet law: :math:`\gamma_k / \sum \gamma`, the :math:`\gamma_k` of gamma laws with shapes alpha.

    Shapes of one make all weights equally likely. Shapes of ``concentration * weights`` have these weights as their mean
    and the variances :math:`w_k (1 - w_k) / (\mathrm{concentration} + 1)`. A shape of zero keeps the weight zero.

    Parameters
    ----------
    alpha : array_like
        Not negative.

    Returns
    -------
    Scheme
    """
    alpha = np.asarray(alpha, float)
    if not (alpha >= 0).all() or not alpha.any():
        raise InputError(f"shapes {alpha.tolist()}", "numbers of zero and above, at least one above zero")

    def fill(generator, dimension, out):
        generator.standard_gamma(alpha[dimension], out=out)

    return Scheme(np.zeros(len(alpha)), (alpha > 0).astype(float), fill)


def schemes(weights, concentration):
    """Give the three schemes of the audit by name: noise of 25 percent, Dirichlet around the weights, all weights alike.

    Parameters
    ----------
    weights : array_like
    concentration : float
        Of the Dirichlet law, above zero.

    Returns
    -------
    dict of str to Scheme
    """
    weights = np.asarray(weights, float)
    laws = (noise(weights, 0.25), dirichlet(concentration * weights), dirichlet(np.ones(len(weights))))
    return dict(zip(("noise_25", "dirichlet", "uniform"), laws))


def draw(scheme, draws, seed, chunk=CHUNK):
    """Draw weights, chunk by chunk; each dimension has its own stream of numbers, so that chunks change nothing.

    Parameters
    ----------
    scheme : Scheme
    draws : int
    seed : int
    chunk : int
        Draws at a time.

    Yields
    ------
    numpy.ndarray
        Dimensions by draws, overwritten by the next chunk.
    """
    streams = [np.random.default_rng(stream) for stream in np.random.SeedSequence(seed).spawn(len(scheme.low))]
    room = np.empty((len(streams), chunk))
    for start in range(0, draws, chunk):
        part = room[:, : min(chunk, draws - start)]
        for dimension, stream in enumerate(streams):
            scheme.fill(stream, dimension, part[dimension])
        yield part


def places(scores, weights, edges=None):
    """Give each unit its place under each draw of weights, the plain way: totals, sorted.

    Parameters
    ----------
    scores : numpy.ndarray
        Units by dimensions.
    weights : numpy.ndarray
        Dimensions by draws.
    edges : sequence of float, optional
        Edges of bands: count the edges above a unit's total in place of the units ahead of it.

    Returns
    -------
    numpy.ndarray
        Draws by units; 0 is the first place. Of equal totals the earlier unit is ahead.
    """
    if edges is not None:
        totals = weights.T @ scores.T / weights.sum(axis=0)[:, None]
        return (totals[..., None] < np.asarray(edges, float)).sum(axis=-1)
    order = np.argsort(-(weights.T @ scores.T), axis=1, kind="stable")
    return np.argsort(order, axis=1)


class Contest:
    """What decides the places: only the comparisons that the scheme leaves open, numbered so that counting is enough.

    A unit's place is the number of its rivals ahead of it: of the other units, or of the edges of bands, which are
    rivals with one score in all dimensions. A rival is ahead where :math:`\\sum_k w_k d_k < 0`, with d the difference of
    scores. Over the ends of a scheme this sum lies between two bounds; where both have one sign, the comparison is
    settled and counts the same in each draw. Places therefore are a constant plus the outcomes of the open comparisons.

    The outcomes are written into one whole number: each unit with m open comparisons owns a digit that runs from 0 to m.
    At the start every comparison is taken as won by the first of its two units, and its loser's digit is raised by one.
    A comparison that turns raises the digit of the first and lowers that of the other: it adds the constant
    ``step = value of the one digit - value of the other``. Digits never leave their range, so none carries over, and the
    number holds all places. A histogram of the numbers is one of places, read off once at the end. Where the digits of
    all units would make the number too large, several numbers share them.

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
            rivals = np.vstack([scores, np.repeat(np.asarray(edges, float)[:, None], scores.shape[1], axis=1)])
            upper, lower = (part.ravel() for part in np.mgrid[:units, units : len(rivals)])
        differences = rivals[upper] - rivals[lower]
        kept, lost = self._settle(differences, scheme)
        self.settled = np.bincount(np.concatenate([upper[lost], lower[kept]]), minlength=len(rivals))[:units]
        left = ~(kept | lost)
        self.differences = differences[left]
        self._number(upper[left], lower[left], units, len(rivals))

    @staticmethod
    def _settle(differences, scheme):
        """Say which comparisons the first unit always wins, or draws, and which it always loses."""
        better = differences > 0
        least = np.where(better, differences * scheme.low, differences * scheme.high).sum(axis=1)
        most = np.where(better, differences * scheme.high, differences * scheme.low).sum(axis=1)
        return least >= 0, (least < 0) & (most <= 0)

    def _number(self, upper, lower, units, rivals):
        """Give every unit with open comparisons its digit in a number, and every comparison its step."""
        sizes = 1 + np.bincount(np.concatenate([upper, lower]), minlength=rivals)[:units]
        self.units, self.sizes, self.steps, self.starts = self._groups(sizes), [], [], []
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
        """Write the outcomes of every draw as numbers, one array for each group of units."""
        numbers = [np.full(weights.shape[1], start) for start in self.starts]
        for row, difference in enumerate(self.differences):
            turned = sum(part * weight for part, weight in zip(difference, weights)) < 0
            for number, steps in zip(numbers, self.steps):
                if steps[row]:
                    number += steps[row] * turned
        return numbers

    def places(self, group):
        """List the places of a group's units that each number stands for, numbers by units."""
        digits = np.unravel_index(np.arange(np.prod(self.sizes[group])), self.sizes[group])
        return np.stack(digits, axis=1) + self.settled[self.units[group]]


def place_counts(scores, scheme, draws, seed, edges=None, chunk=CHUNK):
    """Count how often each unit takes each place.

    Up to 64 units through `Contest`; more of them have so many open comparisons that sorting is faster.

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
    >>> place_counts(np.array([[3.0, 1.0], [1.0, 2.0], [0.0, 0.0]]), dirichlet([1, 1]), 900, seed=1).tolist()
    [[593, 307, 0], [307, 593, 0], [0, 0, 900]]
    """
    scores = complete(scores).to_numpy()
    width = len(scores) if edges is None else len(edges) + 1
    counts = np.zeros((len(scores), width), np.int64)
    if len(scores) > _LARGEST_TABLE:
        for weights in draw(scheme, draws, seed, chunk=max(1, chunk // len(scores))):
            for unit, column in enumerate(places(scores, weights, edges).T):
                counts[unit] += np.bincount(column, minlength=width)
        return counts
    contest = Contest(scores, scheme, edges)
    histograms = [np.zeros(np.prod(sizes), np.int64) for sizes in contest.sizes]
    for weights in draw(scheme, draws, seed, chunk) if histograms else ():
        for histogram, number in zip(histograms, contest.numbers(weights)):
            histogram += np.bincount(number, minlength=len(histogram))
    counts[np.arange(len(scores)), contest.settled] = draws
    for group, histogram in enumerate(histograms):
        for unit, column in zip(contest.units[group], contest.places(group).T):
            counts[unit] = np.bincount(column, weights=histogram, minlength=width)
    return counts


def place_probabilities(scores, weights, concentration, draws, seed, edges=None):
    r"""Estimate the probability of every rank, or tier, of every unit under the three `schemes`.

    The standard error of a share p of n draws is :math:`\sqrt{p (1 - p) / n}`. For a share of 0 or 1 it is 0, though unless
    all comparisons of the unit are settled the probability may differ from the share by up to about 3/n.

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
        ``scheme, city, rank`` (or ``tier``) ``, probability, standard_error``, a row for every combination.
    """
    scores, weights = checked(scores, weights)
    scores = scores.loc[ordered(scores, weights).index]
    parts = []
    for name, scheme in schemes(weights, concentration).items():
        shares = place_counts(scores.to_numpy(), scheme, draws, seed, edges) / draws
        place = pd.RangeIndex(1, shares.shape[1] + 1, name="rank" if edges is None else "tier")
        long = pd.DataFrame(shares, scores.index.rename("city"), place).stack().rename("probability").reset_index()
        parts.append(long.assign(scheme=name))
    table = pd.concat(parts, ignore_index=True)
    table["standard_error"] = np.sqrt(table["probability"] * (1 - table["probability"]) / draws)
    return table[["scheme", *table.columns.drop("scheme")]]


def first_rank_acceptability(scores):
    """Give the exact share of all weights under which each unit is first, as a share of volumes.

    The weights are the points of a simplex; those under which a unit has the largest total are the part of it that the
    unit's comparisons cut out, a polytope, whose corners and volume Qhull finds.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions, at least three.

    Returns
    -------
    pandas.Series
        Shares by unit; 0 where the part has no volume. Units that are alike share first places and each get the share.

    References
    ----------
    R. Lahdelma and P. Salminen, SMAA-2: Stochastic multicriteria acceptability analysis for group decision making,
    Operations Research 49 (2001).

    Examples
    --------
    >>> first_rank_acceptability(pd.DataFrame(np.eye(3), list("abc"))).round(6).to_dict()
    {'a': 0.333333, 'b': 0.333333, 'c': 0.333333}
    """
    if scores.shape[1] < 3:
        raise InputError(f"{scores.shape[1]} dimensions", "three or more, so that the weights fill an area or a space")
    values, k = complete(scores).to_numpy(), scores.shape[1]
    corner = np.hstack([-np.eye(k), np.zeros((k, 1))])  # no weight below zero
    whole = _volume(corner)
    return (
        pd.Series(
            [_volume(np.vstack([corner, np.hstack([values - row, np.zeros((len(values), 1))])])) for row in values], scores.index
        )
        / whole
    )


def _volume(halfspaces):
    """Give the volume, up to a common factor, of the weights w that add up to one with ``halfspaces @ (w, 1) <= 0``."""
    from scipy.optimize import linprog  # here, since little else needs them
    from scipy.spatial import ConvexHull, HalfspaceIntersection

    # The last weight is one minus the others.
    rows, last = halfspaces[:, :-2] - halfspaces[:, [-2]], halfspaces[:, -2] + halfspaces[:, -1]
    lengths = np.linalg.norm(rows, axis=1)
    rows, last, lengths = rows[lengths > 0], last[lengths > 0], lengths[lengths > 0]
    # The centre of the largest ball inside; without a ball there is no volume.
    target = np.append(np.zeros(rows.shape[1]), -1.0)
    ball = linprog(target, np.column_stack([rows, lengths]), -last, bounds=(None, None))
    if ball.status != 0 or ball.x[-1] < 1e-9:
        return 0.0
    corners = HalfspaceIntersection(np.column_stack([rows, last]), ball.x[:-1]).intersections
    return ConvexHull(corners).volume
