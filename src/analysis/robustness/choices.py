"""Other choices of method: the index under every combination of them, and what of the report's orderings survives.

A *specification* takes one option for each of five choices: how the scores are standardized, how the dimensions are
weighted, which mean joins them, which dimension is left out, which city is left out.
"""

from itertools import product

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.index import MEANS
from analysis.names import ADMIN_LEVELS, CITIES, city_id
from analysis.robustness.inputs import checked
from analysis.standardize import standardize

CHOICES = ("standardization", "weighting", "aggregate", "without_dimension", "without_city")
BASELINE = ("as printed", "nominal", "arithmetic", "none", "none")
# Percentiles are left out: where no two scores are equal, they are ranks times a constant. The lowest value of a
# rescaled sample is 1, since a geometric mean with a zero is zero whatever the other scores are.
STANDARDIZATIONS = {
    "as printed": {"method": "identity"},
    "min-max": {"method": "minmax", "low": 1.0, "high": 100.0},
    "z-score": {"method": "zscore"},
    "rank": {"method": "rank"},
}


def first_component(scores):
    """Weight dimensions by their squared loadings on the first principal component of their correlations.

    Returns
    -------
    numpy.ndarray
        Weights that add up to one.
    """
    if len(scores) < 3 or (scores.std(ddof=0) == 0).any():
        raise InputError("no principal components", "three units or more, and no dimension with equal scores")
    return np.linalg.eigh(np.corrcoef(scores.to_numpy().T).reshape(scores.shape[1], -1))[1][:, -1] ** 2


def entropy(scores):
    r"""Weight dimensions by how unevenly their scores are shared among the units.

    With :math:`p_i = x_i / \sum x`, a dimension's weight is proportional to :math:`1 + \sum_i p_i \ln p_i / \ln n`.

    Returns
    -------
    numpy.ndarray
        Weights that add up to one.

    References
    ----------
    C. L. Hwang and K. Yoon, Multiple attribute decision making (1981).
    """
    if len(scores) < 2 or (scores <= 0).any(axis=None) or (scores.nunique() == 1).all():
        raise InputError("no entropy weights", "two units or more, scores above zero, not all of them equal")
    shares = (scores / scores.sum()).to_numpy()
    uneven = 1 + (shares * np.log(shares)).sum(axis=0) / np.log(len(scores))
    return uneven / uneven.sum()


WEIGHTINGS = {
    "nominal": lambda scores, weights: weights.to_numpy(),
    "equal": lambda scores, weights: np.full(len(weights), 1 / len(weights)),
    "PCA": lambda scores, weights: first_component(scores),
    "entropy": lambda scores, weights: entropy(scores),
}


def weightings(scores, weights):
    """Weight the dimensions in four ways; those that rest on the data use the scores as printed.

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
    return pd.DataFrame({name: weigh(scores, weights) for name, weigh in WEIGHTINGS.items()}, scores.columns)


def _or_error(compute, *arguments, **options):
    """Compute something, or say why it cannot be: an error of the input is a result here."""
    try:
        return compute(*arguments, **options)
    except InputError as error:
        return error


def _joined(columns, weights, aggregate):
    """Join standardized dimensions by a mean, so far rounded that equal totals are equal."""
    for part in (*columns, weights):
        if isinstance(part, InputError):
            raise part
    values = np.column_stack(columns)
    if not weights.any():
        raise InputError("all remaining weights are zero", "a dimension with a weight to be left")
    if aggregate != "arithmetic" and (values <= 0).any():
        raise InputError(f"no {aggregate} mean of scores that are not above zero", "another standardization")
    return MEANS[aggregate](values, weights).round(10)


def _one_sample(scores, weights):
    """Compute the totals of some units in every way: an array, or the error, by its choices."""
    scaled = {
        (way, name): _or_error(standardize, scores[name], **options)
        for way, options in STANDARDIZATIONS.items()
        for name in scores
    }
    found = {}
    for without in ("none", *scores.columns):
        left = scores.drop(columns=without, errors="ignore")
        nominal = weights[left.columns] / (weights[left.columns].sum() or 1)
        shares = {name: _or_error(weigh, left, nominal) for name, weigh in WEIGHTINGS.items()} if left.size else {}
        for way, weighting, aggregate in product(STANDARDIZATIONS, shares, MEANS):
            columns = [scaled[way, name] for name in left]
            found[way, weighting, aggregate, without] = _or_error(_joined, columns, shares[weighting], aggregate)
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
        Specifications (a level of the index for each of `CHOICES`) by units; missing for the unit that is left out.
    reasons : pandas.Series
        For the specifications that cannot be computed, why.

    Examples
    --------
    >>> totals, reasons = all_totals(pd.DataFrame({"a": [3.0, 1.0, 2.0], "b": [1.0, 2.0, 4.0]}, list("xyz")), {"a": 3, "b": 1})
    >>> totals.loc[BASELINE].tolist(), len(totals) + len(reasons) == 4 * 4 * 3 * 3 * 4
    ([2.5, 1.25, 2.5], True)
    """
    scores, weights = checked(scores, weights)
    found, reasons = {}, {}
    for unit in ("none", *scores.index):
        left = scores.drop(index=unit, errors="ignore")
        for way, totals in _one_sample(left, weights).items() if left.size else ():
            if isinstance(totals, InputError):
                reasons[*way, unit] = str(totals)
            else:
                found[*way, unit] = dict(zip(left.index, totals))
    table = pd.DataFrame(list(found.values()), pd.MultiIndex.from_tuples(found, names=CHOICES), scores.index)
    index = pd.MultiIndex.from_tuples(reasons, names=CHOICES) if reasons else None
    return table, pd.Series(list(reasons.values()), index, dtype=object, name="reason")


def ranks(totals):
    """Rank the units under every specification; the place of the unit that is left out is kept free.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `all_totals`.

    Returns
    -------
    pandas.DataFrame
        Ranks in the shape of `totals`, equal totals sharing the better one. Behind the place that the unit left out has
        in the baseline, ranks are one higher than among the units that remain, so that they can be compared.
    """
    place = totals.loc[BASELINE].rank(ascending=False, method="first")
    gone = (totals.isna() * place).sum(axis=1).to_numpy()[:, None]
    behind = (place.to_numpy() > gone) & (gone > 0)
    return totals.rank(axis=1, ascending=False, method="min") + behind


def places_moved(table):
    """Add up by how many places the units move against the baseline, those aside that are left out.

    Parameters
    ----------
    table : pandas.DataFrame
        From `ranks`.

    Returns
    -------
    pandas.Series
        By specification.
    """
    return (table - table.loc[BASELINE]).abs().sum(axis=1).astype(int).rename("places_moved")


def statements(prose, named):
    """Write the report's orderings and sets as places: which cities stand where, by the id of the statement.

    Parameters
    ----------
    prose : dict of str to str
        Printed values by id (`register.printed_values`).
    named : pandas.Series
        Tier by city (`tiers.named_tiers`), the best placed first.

    Returns
    -------
    dict of str to tuple
        Cities, and the first and the last place that they hold in the report.
    """
    sizes, middle = named.value_counts().sort_index().cumsum(), ["changsha", "chengdu", "xian"]
    found = {"wuhan_first": (["wuhan"], 1, 1)}
    for tier, last in sizes.items():
        found[f"tier_{tier}_members"] = (list(named.index[named == tier]), last - (named == tier).sum() + 1, last)
    found["second_and_third"] = ([city_id(name) for name in prose["second_and_third"].split(",")], 2, 3)
    found["gdp_leaders_influence"] = ([city_id(name) for name in prose["gdp_leaders"].split(",")], 1, len(named) // 3)
    return found | {"middle_overall": (middle, sizes[2] + 1, sizes[4])}


def survives(totals, stated, order):
    """Say under which specifications the report's orderings and sets hold.

    A city holds a place from a to b if at least a - 1 others are above it, and at most b - 1. Where cities fill their
    places alone, a - 1 of the other cities are above them all, and the rest below. Equal totals may be put in either
    order. A city that is left out takes its place with it.

    Parameters
    ----------
    totals : pandas.DataFrame
        From `all_totals`.
    stated : dict of str to tuple
        From `statements`.
    order : list of str
        Cities in the order of the report.

    Returns
    -------
    pandas.DataFrame
        Specifications by statements: ``order_of_totals``, ``steps`` (the mean total falls from administrative level to
        level), and those of `stated`; missing where all cities of a statement are left out.
    """
    filled = totals[order].ffill(axis=1).fillna(np.inf)
    levels = {city.id: city.admin_level for city in CITIES}
    means = totals.T.groupby(levels).mean().T[list(ADMIN_LEVELS.values())]
    held = {"order_of_totals": _falls(filled), "steps": _falls(means)}
    held |= {id: _hold_places(totals[order], *place) for id, place in stated.items()}
    return pd.DataFrame(held).astype("boolean")


def _falls(table):
    """Say for each row whether it never rises."""
    return (table.diff(axis=1).iloc[:, 1:] <= 0).all(axis=1)


def _hold_places(totals, cities, first, last):
    """Say for each specification whether some cities hold places; columns stand in the order of the report."""
    order, gone = list(totals.columns), totals.isna()
    ahead, upto = first - 1 - gone[order[: first - 1]].sum(axis=1), last - gone[order[:last]].sum(axis=1)
    alone = len(cities) == last - first + 1
    rivals = totals.drop(columns=cities) if alone else totals
    above = pd.DataFrame({city: rivals.gt(totals[city], axis=0).sum(axis=1) for city in cities})
    level = pd.DataFrame(
        {city: rivals.drop(columns=city, errors="ignore").ge(totals[city], axis=0).sum(axis=1) for city in cities}
    )
    present = totals[cities].notna()
    most, fewest = above.where(present).max(axis=1), level.where(present).min(axis=1)
    holds = (most <= (ahead if alone else upto - 1)) & (fewest >= ahead)
    return holds.astype("boolean").where(present.any(axis=1))


def by_option(held):
    """Sum up what survives each choice.

    Parameters
    ----------
    held : pandas.DataFrame
        From `survives`.

    Returns
    -------
    pandas.DataFrame
        ``statement, choice, option``; ``alone``, whether the statement survives if only this choice differs from the
        baseline, missing where that cannot be computed or does not apply; ``share`` of all specifications with this option
        under which it survives, of the ``specifications`` to which it applies.
    """
    rows = []
    for level, choice in enumerate(CHOICES):
        for option, part in held.groupby(level=choice, sort=False):
            alone = tuple(option if number == level else default for number, default in enumerate(BASELINE))
            for id, column in part.items():
                single = held.at[alone, id] if alone in held.index else pd.NA
                counted = int(column.notna().sum())
                rows.append((id, choice, option, single, column.sum() / counted if counted else None, counted))
    columns = ["statement", "choice", "option", "alone", "share", "specifications"]
    return pd.DataFrame(rows, columns=columns).astype({"alone": "boolean", "share": float})
