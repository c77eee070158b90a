"""Other choices of method: the index under every combination of them.

A *specification* takes one option for each of three choices: how the scores are
standardized, how the dimensions are weighted, which mean joins them.
"""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pandas as pd

from compindex.errors import InputError
from compindex.index import MEANS
from compindex.robustness.inputs import Weights, checked_scores
from compindex.robustness.weighting import WEIGHTINGS
from compindex.standardize import by_method

CHOICES = ("standardization", "weighting", "aggregate")
BASELINE = ("as printed", "nominal", "arithmetic")
Way = tuple[str, str, str]  # an option of each of `CHOICES`
# Percentiles are left out: where no two scores are equal, they are ranks times a
# constant. The lowest value of a rescaled sample is 1, since a geometric mean with a
# zero is zero whatever the other scores are.
STANDARDIZATIONS = {
    "as printed": {"method": "identity"},
    "min-max": {"method": "minmax", "low": 1.0, "high": 100.0},
    "z-score": {"method": "zscore"},
    "rank": {"method": "rank"},
}


def all_totals(
    scores: pd.DataFrame, weights: Weights
) -> tuple[pd.DataFrame, pd.Series]:
    """Compute the totals under every specification.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.

    Returns
    -------
    totals : pandas.DataFrame
        Specifications (a level of the index for each of `CHOICES`) by units.
    reasons : pandas.Series
        For the specifications that cannot be computed, why.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 2.0], "b": [1.0, 2.0, 4.0]}, list("xyz"))
    >>> totals, reasons = all_totals(table, {"a": 3, "b": 1})
    >>> totals.loc[BASELINE].tolist()
    [2.5, 1.25, 2.5]
    >>> len(totals) + len(reasons) == 4 * 3 * 3
    True
    """
    scores, weights = checked_scores(scores, weights)
    found, reasons = {}, {}
    for way, totals in _every_way(scores, weights):
        if isinstance(totals, InputError):
            reasons[way] = str(totals)
        else:
            found[way] = totals
    places = pd.MultiIndex.from_tuples(found, names=CHOICES)
    table = pd.DataFrame(list(found.values()), places, scores.index)
    index = pd.MultiIndex.from_tuples(reasons, names=CHOICES) if reasons else None
    return table, pd.Series(list(reasons.values()), index, dtype=object, name="reason")


def all_ranks(totals: pd.DataFrame) -> pd.DataFrame:
    """Rank the units under every specification.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `all_totals`.

    Returns
    -------
    pandas.DataFrame
        Ranks in the shape of `totals`; equal totals share the better rank.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> all_ranks(all_totals(table, {"a": 3, "b": 1})[0]).loc[BASELINE].tolist()
    [1, 2]
    """
    return totals.rank(axis=1, ascending=False, method="min").astype(int)


def places_moved(ranks: pd.DataFrame, baseline: Way = BASELINE) -> pd.Series:
    """Add up by how many places the units move against the baseline.

    Parameters
    ----------
    ranks : pandas.DataFrame
        From `all_ranks`.
    baseline : tuple of str
        The index as it is.

    Returns
    -------
    pandas.Series
        By specification.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> moved = places_moved(all_ranks(all_totals(table, {"a": 3, "b": 2})[0]))
    >>> moved["rank", "nominal", "arithmetic"].item()
    0
    """
    moved = (ranks - ranks.loc[baseline]).abs().sum(axis=1)
    return moved.astype(int).rename("places_moved")


def _every_way(
    scores: pd.DataFrame, weights: pd.Series
) -> Iterator[tuple[tuple[str, str, str], np.ndarray | InputError]]:
    """Give the totals in every way, or the error, after its choices."""
    scaled = {
        way: [_or_error(by_method, scores[name], **options) for name in scores]
        for way, options in STANDARDIZATIONS.items()
    }
    shares = {
        name: _or_error(weigh, scores, weights) for name, weigh in WEIGHTINGS.items()
    }
    for way, weighting, mean in product(STANDARDIZATIONS, WEIGHTINGS, MEANS):
        totals = _or_error(_joined, scaled[way], shares[weighting], mean)
        yield (way, weighting, mean), totals


def _or_error(compute: Callable, *arguments: object, **options: object) -> object:
    """Compute something, or say why it cannot be: an error of the input is a result
    here.
    """
    try:
        return compute(*arguments, **options)
    except InputError as error:
        return error


def _joined(
    columns: list[pd.Series | InputError], weights: np.ndarray | InputError, mean: str
) -> np.ndarray:
    """Join standardized dimensions by a mean, so far rounded that equal totals are
    equal.
    """
    for part in (*columns, weights):
        if isinstance(part, InputError):
            raise part
    values = np.column_stack(columns)
    if mean != "arithmetic" and (values <= 0).any():
        found = f"no {mean} mean of scores that are not above zero"
        raise InputError(found, "another standardization")
    return MEANS[mean](values, weights).round(10)
