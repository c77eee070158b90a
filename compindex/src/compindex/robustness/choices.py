"""Other choices of method: the index under every combination of them.

A *specification* takes one option for each of five choices: how the scores are
standardized, how the dimensions are weighted, which mean joins them, which dimension is
left out, which unit is left out.
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

CHOICES = (
    "standardization",
    "weighting",
    "aggregate",
    "without_dimension",
    "without_unit",
)
BASELINE = ("as printed", "nominal", "arithmetic", "none", "none")
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
        Specifications (a level of the index for each of `CHOICES`) by units; missing
        for the unit that is left out.
    reasons : pandas.Series
        For the specifications that cannot be computed, why.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does; or if a unit or dimension is called ``none``.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 2.0], "b": [1.0, 2.0, 4.0]}, list("xyz"))
    >>> totals, reasons = all_totals(table, {"a": 3, "b": 1})
    >>> totals.loc[BASELINE].tolist()
    [2.5, 1.25, 2.5]
    >>> len(totals) + len(reasons) == 4 * 4 * 3 * (2 + 1) * (3 + 1)
    True
    """
    scores, weights = checked_scores(scores, weights)
    if "none" in [*scores.index, *scores.columns]:
        expected = "another name: it stands for leaving nothing out"
        raise InputError("a unit or dimension is called none", expected)
    found, reasons = {}, {}
    for unit in ("none", *scores.index):
        left = scores.drop(index=unit, errors="ignore")
        for way, totals in _one_sample(left, weights):
            if isinstance(totals, InputError):
                reasons[*way, unit] = str(totals)
            else:
                found[*way, unit] = dict(zip(left.index, totals, strict=True))
    places = pd.MultiIndex.from_tuples(found, names=CHOICES)
    table = pd.DataFrame(list(found.values()), places, scores.index)
    index = pd.MultiIndex.from_tuples(reasons, names=CHOICES) if reasons else None
    return table, pd.Series(list(reasons.values()), index, dtype=object, name="reason")


def all_ranks(totals: pd.DataFrame) -> pd.DataFrame:
    """Rank the units under every specification.

    Where a unit is left out, a rank is the place that the unit has in the baseline,
    moved by as many places as the unit moves among those that remain; so ranks of
    different samples can be compared.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `all_totals`.

    Returns
    -------
    pandas.DataFrame
        Ranks in the shape of `totals`, missing for the unit that is left out; equal
        totals share the better rank.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> all_ranks(all_totals(table, {"a": 3, "b": 1})[0]).loc[BASELINE].tolist()
    [1.0, 2.0]
    """
    place = totals.loc[BASELINE].rank(ascending=False, method="first")
    gone = (totals.isna() * place).sum(axis=1).to_numpy()[:, None]
    behind = (place.to_numpy() > gone) & (gone > 0)
    return totals.rank(axis=1, ascending=False, method="min") + behind


def places_moved(ranks: pd.DataFrame) -> pd.Series:
    """Add up by how many places the units move against the baseline, those aside that
    are left out.

    Parameters
    ----------
    ranks : pandas.DataFrame
        From `all_ranks`.

    Returns
    -------
    pandas.Series
        By specification.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> moved = places_moved(all_ranks(all_totals(table, {"a": 3, "b": 1})[0]))
    >>> moved["as printed", "nominal", "arithmetic", "a", "none"].item()
    2
    """
    moved = (ranks - ranks.loc[BASELINE]).abs().sum(axis=1)
    return moved.astype(int).rename("places_moved")


_Totals = np.ndarray | InputError


def _one_sample(
    scores: pd.DataFrame, weights: pd.Series
) -> Iterator[tuple[tuple[str, str, str, str], _Totals]]:
    """Give the totals of some units in every way, or the error, after its choices."""
    if not scores.size:
        return
    scaled = {
        way: {name: _or_error(by_method, scores[name], **options) for name in scores}
        for way, options in STANDARDIZATIONS.items()
    }
    for without in ("none", *scores.columns):
        left = scores.drop(columns=without, errors="ignore")
        if not left.size:
            continue
        shares = {
            name: _or_error(weigh, left, weights[left.columns])
            for name, weigh in WEIGHTINGS.items()
        }
        for way, weighting, mean in product(STANDARDIZATIONS, WEIGHTINGS, MEANS):
            columns = [scaled[way][name] for name in left]
            totals = _or_error(_joined, columns, shares[weighting], mean)
            yield (way, weighting, mean, without), totals


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
    if not weights.any():
        expected = "a dimension with a weight to be left"
        raise InputError("all remaining weights are zero", expected)
    if mean != "arithmetic" and (values <= 0).any():
        found = f"no {mean} mean of scores that are not above zero"
        raise InputError(found, "another standardization")
    return MEANS[mean](values, weights).round(10)
