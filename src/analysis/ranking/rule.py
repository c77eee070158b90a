r"""The rule that turns counts into scores, which the report never states: recovered from
Tables 7 and 8, and what follows from it.

.. math:: s = 100 \, \ln x / \ln x_\mathrm{ref}
"""

import numpy as np
import pandas as pd

from compindex.standardize import log_reference


def admissible_references(
    counts: pd.Series, scores: pd.Series, half_unit: float
) -> pd.DataFrame:
    r"""Find for each printed score the reference counts that could have given it.

    A score printed as s stands for any value within half a unit u of its last digit, so
    :math:`\ln x_\mathrm{ref}` lies between :math:`100 \ln x / (s + u)` and :math:`100
    \ln x / (s - u)`. Counts are taken as exact.
    """
    logs = np.log(counts.loc[scores.index])
    low = np.exp(100 * logs / (scores + half_unit))
    high = np.exp(100 * logs / (scores - half_unit))
    return pd.DataFrame({"low": low, "high": high})


def consensus(intervals: pd.DataFrame) -> tuple[float, float, list[str]]:
    """Find the references on which most printed scores agree: low, high, and the cities
    whose interval lies apart. Of two parts shared by equally many, the lower is taken.
    """
    holds = {
        start: (intervals["low"] <= start) & (start <= intervals["high"])
        for start in sorted(intervals["low"])
    }
    start = max(holds, key=lambda low: holds[low].sum())
    inside = intervals[holds[start]]
    low, high = float(inside["low"].max()), float(inside["high"].min())
    return low, high, list(intervals.index[~holds[start]])


def predict(counts: pd.Series, low: float, high: float) -> pd.DataFrame:
    """Predict scores, with their ends, when the reference lies between two counts; the
    middle is taken between their logarithms.
    """
    references = {"score": np.sqrt(low * high), "low": high, "high": low}
    return pd.DataFrame(
        {name: log_reference(counts, count) for name, count in references.items()}
    )


def remaining_mean(
    scores: pd.Series,
    known: dict[str, pd.DataFrame],
    weights: dict[str, float],
    half_unit: float,
) -> pd.DataFrame:
    r"""Bound what the unpublished indicators of a dimension score on average, and what
    any one of them may score if all lie between 0 and 100.

    The dimension's score D is a weighted mean of its indicators. With known scores
    :math:`s_i` of weights :math:`w_i`, the others have the weighted mean :math:`(D \sum
    w - \sum_\mathrm{known} w_i s_i) / \sum_\mathrm{unknown} w`.
    """
    unknown = [name for name in weights if name not in known]
    whole = sum(weights.values())
    left = sum(weights[name] for name in unknown)
    lowest, highest = (
        sum(weights[name] * known[name][end] for name in known)
        for end in ("low", "high")
    )
    low = (whole * (scores - half_unit) - highest) / left
    high = (whole * (scores + half_unit) - lowest) / left
    share = min(weights[name] for name in unknown) / left
    single_low = ((low - 100 * (1 - share)) / share).clip(lower=0)
    single_high = (high / share).clip(upper=100)
    columns = {"single_low": single_low, "single_high": single_high}
    return pd.DataFrame({"low": low, "high": high} | columns)
