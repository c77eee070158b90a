"""Places under random weights: every draw is ranked, and the places are counted."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from compindex.bands import check_edges
from compindex.robustness.comparisons import OpenComparisons
from compindex.robustness.inputs import Weights, checked_scores, complete, ordered
from compindex.robustness.laws import CHUNK, Scheme, draw, schemes

LARGEST_TABLE = 64  # units up to which it is worth looking for open comparisons
FEW = 4  # open comparisons a unit, up to which making them is faster than sorting


def places(
    scores: np.ndarray, weights: np.ndarray, edges: Sequence[float] | None = None
) -> np.ndarray:
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

    Examples
    --------
    >>> places(np.array([[3.0, 1.0], [1.0, 2.0]]), np.array([[0.5, 0.1], [0.5, 0.9]]))
    array([[0, 1],
           [1, 0]])
    """
    if edges is not None:
        return sum((_totals(scores - edge, weights) < 0).astype(int) for edge in edges)
    order = _order(scores, weights)
    found = np.empty_like(order)
    ranks = np.broadcast_to(np.arange(order.shape[1]), order.shape)
    np.put_along_axis(found, order, ranks, axis=1)
    return found


def place_counts(
    scores: pd.DataFrame | ArrayLike,
    scheme: Scheme,
    draws: int,
    seed: int,
    edges: Sequence[float] | None = None,
    chunk: int = CHUNK,
) -> np.ndarray:
    """Count how often each unit takes each place.

    Of up to 64 units by the comparisons that are open, where these are few; else by
    sorting.

    Parameters
    ----------
    scores : array_like
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

    Raises
    ------
    InputError
        If a score is no number, there is nothing to draw, or the edges do not fall.

    Examples
    --------
    >>> from compindex.robustness.laws import dirichlet
    >>> table = np.array([[3.0, 1.0], [1.0, 2.0], [0.0, 0.0]])
    >>> place_counts(table, dirichlet([1, 1]), 900, seed=1).tolist()
    [[593, 307, 0], [307, 593, 0], [0, 0, 900]]
    """
    values = complete(scores).to_numpy()
    if edges is not None:
        check_edges(edges)
    width = len(values) if edges is None else len(edges) + 1
    compared = None
    if len(values) <= LARGEST_TABLE:
        compared = OpenComparisons(values, scheme, edges)
    if compared is None or len(compared.differences) > FEW * len(values):
        drawn = draw(scheme, draws, seed, _chunk(values, chunk))
        return _counted_by_sorting(values, drawn, edges, width)
    drawn = draw(scheme, draws, seed, chunk)
    return _counted_by_comparisons(compared, drawn, draws, width)


def place_probabilities(
    scores: pd.DataFrame,
    weights: Weights,
    concentration: float,
    draws: int,
    seed: int,
    edges: Sequence[float] | None = None,
) -> pd.DataFrame:
    r"""Estimate the probability of every rank, or tier, of every unit under the three
    `laws.schemes`.

    The standard error of a share p of n draws is :math:`\sqrt{p (1 - p) / n}`. For a
    share of 0 or 1 it is 0, though unless all comparisons of the unit are settled the
    probability may differ from the share by up to about 3/n.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.
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
        ``scheme, unit, rank`` (or ``tier``) ``, probability, standard_error``, a row
        for every combination.

    Raises
    ------
    InputError
        As `inputs.checked_scores`, `laws.schemes` and `place_counts` do.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> place_probabilities(table, {"a": 1, "b": 1}, 100, 10, seed=1).shape
    (12, 5)
    """
    scores, weights = checked_scores(scores, weights)
    scores = scores.loc[ordered(scores, weights).index].rename_axis("unit")
    place = "rank" if edges is None else "tier"
    parts = []
    for name, scheme in schemes(weights, concentration).items():
        shares = place_counts(scores.to_numpy(), scheme, draws, seed, edges) / draws
        numbers = pd.RangeIndex(1, shares.shape[1] + 1, name=place)
        wide = pd.DataFrame(shares, scores.index, numbers)
        long = wide.stack().rename("probability").reset_index()
        parts.append(long.assign(scheme=name))
    table = pd.concat(parts, ignore_index=True)
    p = table["probability"]
    table["standard_error"] = np.sqrt(p * (1 - p) / draws)
    return table[["scheme", *table.columns.drop("scheme")]]


def border_probabilities(
    scores: pd.DataFrame, weights: Weights, concentration: float, draws: int, seed: int
) -> pd.DataFrame:
    """Estimate for each place how probably the units placed down to it, and no others,
    stay above the rest.

    Parameters
    ----------
    scores, weights, concentration, draws, seed
        As for `place_probabilities`; the draws are the same.

    Returns
    -------
    pandas.DataFrame
        Places, from the first to the last but one, by `laws.schemes`.

    Raises
    ------
    InputError
        As `place_probabilities` does.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 0.0], "b": [1.0, 2.0, 0.0]}, list("xyz"))
    >>> border_probabilities(table, {"a": 2, "b": 1}, 5, 1000, 1)["uniform"].tolist()
    [0.665, 1.0]
    """
    scores, weights = checked_scores(scores, weights)
    values = scores.loc[ordered(scores, weights).index].to_numpy()
    down_to, found = np.arange(1, len(values)), {}
    for name, scheme in schemes(weights, concentration).items():
        held = np.zeros(len(down_to), np.int64)
        for drawn in draw(scheme, draws, seed, _chunk(values)):
            # The first so many units, in their order, hold the first so many places.
            lowest = np.maximum.accumulate(_order(values, drawn), axis=1)[:, :-1]
            held += (lowest < down_to).sum(axis=0)
        found[name] = held / draws
    return pd.DataFrame(found, pd.Index(down_to, name="place"))


def _totals(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weight and add up, draws by units, always in one order, so that equal scores give
    equal totals in every chunk.
    """
    totals = weights[0][:, None] * scores[:, 0]
    part = np.empty_like(totals)
    for weight, column in zip(weights[1:], scores.T[1:], strict=True):
        np.multiply(weight[:, None], column, out=part)
        totals += part
    return totals


def _order(scores: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Order the units of each draw, the highest total first; of equal totals the
    earlier unit is ahead.
    """
    return np.argsort(-_totals(scores, weights), axis=1, kind="stable")


def _chunk(scores: np.ndarray, draws: int = CHUNK) -> int:
    """Say how many draws at a time keep the totals of many units in the cache."""
    return draws if len(scores) <= LARGEST_TABLE else max(1, draws // len(scores) * 8)


def _counted_by_sorting(
    values: np.ndarray,
    drawn: Iterable[np.ndarray],
    edges: Sequence[float] | None,
    width: int,
) -> np.ndarray:
    """Count the places of units that are sorted draw by draw."""
    counts = np.zeros((len(values), width), np.int64)
    for weights in drawn:
        if edges is None:
            for place, units in enumerate(_order(values, weights).T):
                counts[:, place] += np.bincount(units, minlength=width)
            continue
        for unit, column in enumerate(places(values, weights, edges).T):
            counts[unit] += np.bincount(column, minlength=width)
    return counts


def _counted_by_comparisons(
    compared: OpenComparisons, drawn: Iterable[np.ndarray], draws: int, width: int
) -> np.ndarray:
    """Count the places of units by the comparisons that are open."""
    counts = np.zeros((len(compared.settled), width), np.int64)
    # Without an open comparison a unit has one place in all draws.
    counts[np.arange(len(counts)), compared.settled] = draws
    counts[compared.moving] = 0
    for weights in drawn if len(compared.moving) else ():
        for unit, places in zip(compared.moving, compared.places(weights), strict=True):
            for place in range(places.min(), places.max() + 1):  # few: no histogram
                counts[unit, place] += np.count_nonzero(places == place)
    return counts
