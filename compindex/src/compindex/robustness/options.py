"""How far the options of each choice of method move the units, one by one.

Leaving a dimension out is a question of its own: the index is of something else then.
"""

import numpy as np
import pandas as pd

from compindex.robustness.choices import (
    BASELINE,
    CHOICES,
    Way,
    all_ranks,
    places_moved,
)
from compindex.robustness.inputs import Weights, checked_scores
from compindex.robustness.means import as_sum
from compindex.robustness.outranking import copeland

COMPARED = ["choice", "option", "alone", "average", "compared"]


def compared_options(ranks: pd.DataFrame, baseline: Way = BASELINE) -> pd.DataFrame:
    """Compare the options of each choice on equal footing: how far they move the units.

    Z-scores have an arithmetic mean only, so that an average over all specifications
    with z-scores and one over all with ranks are of different things. An average takes
    only those combinations of the other choices that exist with every option.

    Parameters
    ----------
    ranks : pandas.DataFrame
        From `choices.all_ranks`.
    baseline : tuple of str
        The index as it is.

    Returns
    -------
    pandas.DataFrame
        `COMPARED`: the places moved in all where this option ``alone`` differs from the
        baseline (missing where that cannot be computed), and on ``average`` over the
        specifications that are ``compared``, the same for every option of a choice.

    Examples
    --------
    >>> from compindex.robustness.choices import all_totals
    >>> table = pd.DataFrame({"a": [3.0, 1.0, 2.0], "b": [1.0, 2.0, 4.0]}, list("xyz"))
    >>> got = compared_options(all_ranks(all_totals(table, {"a": 3, "b": 1})[0]))
    >>> got.groupby("choice")["compared"].max().to_dict()
    {'aggregate': 9, 'standardization': 3, 'weighting': 10}
    """
    moved, rows = places_moved(ranks, baseline), []
    for level, choice in enumerate(CHOICES):
        wide = moved.unstack(choice)
        wide = wide[list(dict.fromkeys(moved.index.get_level_values(choice)))]
        fair = wide.dropna()
        others = (*baseline[:level], *baseline[level + 1 :])
        alone = wide.loc[others] if others in wide.index else wide.iloc[0] * np.nan
        for option in wide:
            average = fair[option].mean() if len(fair) else np.nan
            rows.append((choice, option, alone[option], average, len(fair)))
    return pd.DataFrame(rows, columns=COMPARED).astype({"alone": float})


def ranks_without_each(scores: pd.DataFrame, weights: Weights) -> pd.DataFrame:
    """Rank the units by the arithmetic mean without each dimension in turn.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.

    Returns
    -------
    pandas.DataFrame
        The dimensions that can be left out, so that another with a weight remains, by
        units; equal totals share the better rank.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> ranks_without_each(table, {"a": 3, "b": 1}).loc["a"].to_dict()
    {'x': 2, 'y': 1}
    """
    scores, weights = checked_scores(scores, weights)
    totals = {}
    for name in scores:
        left, shares = scores.drop(columns=name), weights.drop(name)
        if shares.any():
            totals[name] = (left @ (shares / shares.sum())).round(10)
    table = pd.DataFrame.from_dict(totals, orient="index", columns=scores.index)
    return all_ranks(table)


def option_ranks(
    scores: pd.DataFrame,
    weights: Weights,
    ranks: pd.DataFrame,
    baseline: Way = BASELINE,
) -> pd.DataFrame:
    """Rank the units with each option alone differing from the index as it is.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.
    ranks : pandas.DataFrame
        From `choices.all_ranks`.
    baseline : tuple of str
        The index as it is.

    Returns
    -------
    pandas.DataFrame
        ``choice, option, unit, rank``. Besides the options of `CHOICES`: of the
        aggregates Copeland's ranking, by `outranking.copeland`; and as
        ``without_dimension`` each dimension left out.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does.

    Examples
    --------
    >>> from compindex.robustness.choices import all_totals
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> ranks = all_ranks(all_totals(table, {"a": 3, "b": 1})[0])
    >>> got = option_ranks(table, {"a": 3, "b": 1}, ranks)
    >>> got[got["option"] == "copeland"]["rank"].tolist()
    [1, 2]
    """
    found = {("index", "as it is"): ranks.loc[baseline]}
    for level, choice in enumerate(CHOICES):
        for option in dict.fromkeys(ranks.index.get_level_values(choice)):
            way = (*baseline[:level], option, *baseline[level + 1 :])
            if way != baseline and way in ranks.index:
                found[choice, option] = ranks.loc[way]
    found["aggregate", "copeland"] = copeland(scores, weights)["rank"]
    straight = as_sum(scores, baseline[-1])
    for name, without in ranks_without_each(straight, weights).iterrows():
        found["without_dimension", name] = without
    table = pd.concat(found, names=["choice", "option", "unit"])
    return table.rename("rank").reset_index()
