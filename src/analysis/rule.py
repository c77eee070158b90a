"""The rule that turns counts into scores, which the report never states: recovered from
what it prints, and what follows from it.
"""

import numpy as np
import pandas as pd

from compindex.standardize import log_reference


def admissible_references(counts, scores, half_unit):
    r"""Find for each printed score the reference counts that could have given it.

    Under the logarithmic rule a score printed as s stands for any value within half a
    unit u of its last digit, so :math:`\ln x_\mathrm{ref}` lies between :math:`100 \ln
    x / (s + u)` and :math:`100 \ln x / (s - u)`.

    Parameters
    ----------
    counts, scores : pandas.Series
        Raw counts, taken as exact, and printed scores of the same cities.
    half_unit : float
        Half a unit of the last printed digit, in points.

    Returns
    -------
    pandas.DataFrame
        ``low`` and ``high``, the ends of each city's interval, as counts.
    """
    logs = np.log(counts.loc[scores.index])
    return pd.DataFrame(
        {
            "low": np.exp(100 * logs / (scores + half_unit)),
            "high": np.exp(100 * logs / (scores - half_unit)),
        }
    )


def consensus(intervals):
    """Find the reference on which most printed scores agree.

    Parameters
    ----------
    intervals : pandas.DataFrame
        ``low`` and ``high`` for each city.

    Returns
    -------
    low, high : float
        The ends of the part that most intervals share.
    outside : list
        The cities whose interval lies apart from it: their printed scores cannot come
        from the same reference. Where two parts are shared by equally many, the lower
        is taken.

    Examples
    --------
    >>> consensus(pd.DataFrame({"low": [1, 2, 8], "high": [4, 5, 9]}, index=["a", "b", "c"]))
    (2.0, 4.0, ['c'])
    """
    holds = {
        start: (intervals["low"] <= start) & (start <= intervals["high"])
        for start in sorted(intervals["low"])
    }
    start = max(holds, key=lambda low: holds[low].sum())
    inside = intervals[holds[start]]
    return (
        float(inside["low"].max()),
        float(inside["high"].min()),
        list(intervals.index[~holds[start]]),
    )


def predict(counts, low, high):
    """Predict scores from counts when the reference is known to lie between two counts.

    Parameters
    ----------
    counts : pandas.Series
        Raw counts, taken as exact.
    low, high : float
        Smallest and largest admissible reference.

    Returns
    -------
    pandas.DataFrame
        ``score`` at the reference whose logarithm lies midway, and the ends ``low`` and
        ``high``; in points.
    """
    middle = np.sqrt(low * high)
    ends = {"score": middle, "low": high, "high": low}
    return pd.DataFrame(
        {name: log_reference(counts, reference) for name, reference in ends.items()}
    )


def remaining_mean(scores, known, weights, half_unit):
    r"""Bound what the unpublished indicators of a dimension score on average.

    The dimension's score D is a weighted mean of its indicators. With known scores
    :math:`s_i` of weights :math:`w_i`, the others have the weighted mean :math:`(D \sum
    w - \sum_\mathrm{known} w_i s_i) / \sum_\mathrm{unknown} w`.

    Parameters
    ----------
    scores : pandas.Series
        Printed scores of the dimension by city, each within `half_unit`.
    known : dict of str to pandas.DataFrame
        For each known indicator its ``low`` and ``high`` by city.
    weights : dict of str to float
        Weights of all indicators of the dimension.
    half_unit : float
        Half a unit of the last printed digit, in points.

    Returns
    -------
    pandas.DataFrame
        ``low`` and ``high`` of that mean; and ``single_low`` and ``single_high``, what
        any one of the unknown indicators may score if all lie between 0 and 100.
    """
    whole = sum(weights.values())
    unknown = [name for name in weights if name not in known]
    left = sum(weights[name] for name in unknown)
    low = (
        whole * (scores - half_unit)
        - sum(weights[name] * known[name]["high"] for name in known)
    ) / left
    high = (
        whole * (scores + half_unit)
        - sum(weights[name] * known[name]["low"] for name in known)
    ) / left
    share = min(weights[name] for name in unknown) / left
    single_low = ((low - 100 * (1 - share)) / share).clip(lower=0)
    return pd.DataFrame(
        {
            "low": low,
            "high": high,
            "single_low": single_low,
            "single_high": (high / share).clip(upper=100),
        }
    )
