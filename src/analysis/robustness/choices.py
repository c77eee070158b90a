"""Other choices of method: the index under every combination of them.

A *specification* takes one option for each of five choices: how the scores are
standardized, how the dimensions are weighted, which mean joins them, which dimension is
left out, which city is left out.
"""

from itertools import product

import numpy as np
import pandas as pd
from scipy import stats

from analysis.errors import InputError
from analysis.index import MEANS
from analysis.robustness.inputs import checked
from analysis.robustness.structure import principal_components
from analysis.standardize import standardize

CHOICES = (
    "standardization",
    "weighting",
    "aggregate",
    "without_dimension",
    "without_city",
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


def first_component(scores):
    """Weight dimensions by their squared loadings on the first principal component of
    their correlations.

    Returns
    -------
    numpy.ndarray
        Weights that add up to one.
    """
    first = principal_components(scores).iloc[0]
    return (first[scores.columns] ** 2 / first["eigenvalue"]).to_numpy()


def entropy(scores):
    r"""Weight dimensions by how unevenly their scores are shared among the units.

    With :math:`p_i = x_i / \sum x`, a dimension's weight is proportional to :math:`1 +
    \sum_i p_i \ln p_i / \ln n`.

    Returns
    -------
    numpy.ndarray
        Weights that add up to one.

    References
    ----------
    C. L. Hwang and K. Yoon, Multiple attribute decision making (1981).
    """
    usable = len(scores) > 1 and (scores > 0).all(axis=None)
    uneven = 1 - stats.entropy(scores) / np.log(len(scores)) if usable else np.zeros(1)
    if uneven.sum() <= 1e-12:
        raise InputError(
            "no entropy weights",
            "two units or more, scores above zero, not all of them equal",
        )
    return uneven / uneven.sum()


WEIGHTINGS = {
    "nominal": lambda scores, weights: weights.to_numpy(),
    "equal": lambda scores, weights: np.full(len(weights), 1 / len(weights)),
    "PCA": lambda scores, weights: first_component(scores),
    "entropy": lambda scores, weights: entropy(scores),
}


def weightings(scores, weights):
    """Weight the dimensions in four ways; those that rest on the data use the scores as
    printed.

    Parameters
    ----------
    scores, weights
        As `inputs.checked` gives them.

    Returns
    -------
    pandas.DataFrame
        Dimensions by weightings.

    Raises
    ------
    InputError
        If the data allow no such weights.
    """
    return pd.DataFrame(
        {name: weigh(scores, weights) for name, weigh in WEIGHTINGS.items()},
        scores.columns,
    )


def _or_error(compute, *arguments, **options):
    """Compute something, or say why it cannot be: an error of the input is a result
    here.
    """
    try:
        return compute(*arguments, **options)
    except InputError as error:
        return error


def _joined(columns, weights, aggregate):
    """Join standardized dimensions by a mean, so far rounded that equal totals are
    equal.
    """
    for part in (*columns, weights):
        if isinstance(part, InputError):
            raise part
    values = np.column_stack(columns)
    if not weights.any():
        raise InputError(
            "all remaining weights are zero", "a dimension with a weight to be left"
        )
    if aggregate != "arithmetic" and (values <= 0).any():
        raise InputError(
            f"no {aggregate} mean of scores that are not above zero",
            "another standardization",
        )
    return MEANS[aggregate](values, weights).round(10)


def _one_sample(scores, weights):
    """Compute the totals of some units in every way: an array, or the error, by its
    choices.
    """
    found, ways = {}, STANDARDIZATIONS.items()
    scaled = {
        way: {name: _or_error(standardize, scores[name], **options) for name in scores}
        for way, options in ways
    }
    for without in ("none", *scores.columns):
        left = scores.drop(columns=without, errors="ignore")
        shares = (
            {
                name: _or_error(weigh, left, weights[left.columns])
                for name, weigh in WEIGHTINGS.items()
            }
            if left.size
            else {}
        )
        for way, weighting, aggregate in product(STANDARDIZATIONS, shares, MEANS):
            columns = [scaled[way][name] for name in left]
            found[way, weighting, aggregate, without] = _or_error(
                _joined, columns, shares[weighting], aggregate
            )
    return found


def all_totals(scores, weights):
    """Compute the totals under every specification.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`.

    Returns
    -------
    totals : pandas.DataFrame
        Specifications (a level of the index for each of `CHOICES`) by units; missing
        for the unit that is left out.
    reasons : pandas.Series
        For the specifications that cannot be computed, why.

    Examples
    --------
    >>> totals, reasons = all_totals(pd.DataFrame({"a": [3.0, 1.0, 2.0], "b": [1.0, 2.0, 4.0]}, list("xyz")), {"a": 3, "b": 1})
    >>> totals.loc[BASELINE].tolist(), len(totals) + len(reasons) == 4 * 4 * 3 * 3 * 4
    ([2.5, 1.25, 2.5], True)
    """
    scores, weights = checked(scores, weights)
    if "none" in [*scores.index, *scores.columns]:
        raise InputError(
            "a unit or dimension is called none",
            "another name: it stands for leaving nothing out",
        )
    found, reasons = {}, {}
    for unit in ("none", *scores.index):
        left = scores.drop(index=unit, errors="ignore")
        for way, totals in _one_sample(left, weights).items() if left.size else ():
            if isinstance(totals, InputError):
                reasons[*way, unit] = str(totals)
            else:
                found[*way, unit] = dict(zip(left.index, totals, strict=True))
    table = pd.DataFrame(
        list(found.values()),
        pd.MultiIndex.from_tuples(found, names=CHOICES),
        scores.index,
    )
    index = pd.MultiIndex.from_tuples(reasons, names=CHOICES) if reasons else None
    return table, pd.Series(list(reasons.values()), index, dtype=object, name="reason")


def ranks(totals):
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
    """
    place = totals.loc[BASELINE].rank(ascending=False, method="first")
    gone = (totals.isna() * place).sum(axis=1).to_numpy()[:, None]
    behind = (place.to_numpy() > gone) & (gone > 0)
    return totals.rank(axis=1, ascending=False, method="min") + behind


def places_moved(table):
    """Add up by how many places the units move against the baseline, those aside that
    are left out.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ranks`.

    Returns
    -------
    pandas.Series
        By specification.
    """
    return (
        (table - table.loc[BASELINE])
        .abs()
        .sum(axis=1)
        .astype(int)
        .rename("places_moved")
    )
