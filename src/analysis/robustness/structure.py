"""How the dimensions hang together: principal components, reliability, effective
weights, compensation.
"""

import numpy as np
import pandas as pd

from analysis.errors import InputError
from analysis.index import MEANS
from analysis.robustness.inputs import checked, complete


def _varied(scores, units):
    """Refuse a sample that has no correlations."""
    scores = complete(scores)
    if len(scores) < units:
        raise InputError(f"{len(scores)} units", f"at least {units}")
    for name in scores.columns[
        np.ptp(scores.to_numpy(), axis=0) <= 1e-12 * scores.abs().max()
    ]:
        raise InputError(
            f"all scores of {name} are equal",
            "scores that differ; leave the dimension out",
        )
    return scores


def principal_components(scores):
    """Find the principal components of the correlations between dimensions.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions.

    Returns
    -------
    pandas.DataFrame
        A row for each component, the strongest first: ``eigenvalue``, its ``share`` of
        the variance, and the loading of each dimension, the correlation of its scores
        with the component; of each component the sum of the loadings is positive.

    Raises
    ------
    InputError
        For fewer than three units, or a dimension with equal scores.

    Examples
    --------
    >>> principal_components(pd.DataFrame({"a": [1, 2, 3], "b": [2, 4, 6]})).round(3).iloc[0].tolist()
    [2.0, 1.0, 1.0, 1.0]
    """
    scores = _varied(scores, 3)
    values, vectors = np.linalg.eigh(scores.corr().to_numpy())
    values, vectors = np.clip(values[::-1], 0, None), vectors[:, ::-1]
    vectors = vectors * np.where(vectors.sum(axis=0) < 0, -1, 1)
    loadings = pd.DataFrame((vectors * np.sqrt(values)).T, columns=scores.columns)
    strengths = pd.DataFrame({"eigenvalue": values, "share": values / values.sum()})
    return strengths.join(loadings).set_index(
        pd.RangeIndex(1, len(values) + 1, name="component")
    )


def cronbach_alpha(scores):
    r"""Measure the internal consistency of the dimensions by Cronbach's alpha.

    .. math:: \alpha = \frac{k}{k - 1} \left(1 - \frac{\sum_j \mathrm{Var}(x_j)}{\mathrm{Var}(\sum_j x_j)}\right)

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions, two or more.

    Returns
    -------
    float
        1 for dimensions that are alike, 0 for uncorrelated ones.

    References
    ----------
    L. J. Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika
    16 (1951).

    Examples
    --------
    >>> cronbach_alpha(pd.DataFrame({"a": [1, 2, 3], "b": [3, 4, 5]}))
    1.0
    """
    k = scores.shape[1]
    if k < 2:
        raise InputError(f"{k} dimension", "two or more")
    scores = _varied(scores, 2)
    whole = scores.sum(axis=1).var()
    if whole <= 1e-12 * scores.var().sum():
        raise InputError("the sums of the scores are all equal", "sums that differ")
    return float(k / (k - 1) * (1 - scores.var().sum() / whole))


def reliability(scores):
    """Compute Cronbach's alpha of all dimensions, and without each.

    Returns
    -------
    pandas.Series
        ``all`` and ``without <dimension>``.
    """
    without = (
        {
            f"without {name}": cronbach_alpha(scores.drop(columns=name))
            for name in scores
        }
        if scores.shape[1] > 2
        else {}
    )
    return pd.Series({"all": cronbach_alpha(scores)} | without, name="alpha")


def correlation_ratio(x, y):
    r"""Measure how much of the variance of y a smooth function of x explains.

    :math:`\eta^2 = \mathrm{Var}(\mathrm{E}[y \mid x]) / \mathrm{Var}(y)`, the
    conditional mean being a local linear kernel regression. Its bandwidth is found by a
    local search for the least cross-validated squares. With few units this is a rough
    estimate.

    Parameters
    ----------
    x, y : pandas.Series
        Of the same units; at least five different values of x.

    Returns
    -------
    float

    References
    ----------
    P. Paruolo, M. Saisana and A. Saltelli, Ratings and rankings: voodoo or science?,
    Journal of the Royal Statistical Society A 176 (2013).

    Examples
    --------
    >>> x = pd.Series(range(8))
    >>> round(correlation_ratio(x, 3 * x + 1), 6)
    1.0
    """
    # Here, since it takes a second to load.
    from statsmodels.nonparametric.kernel_regression import (
        KernelReg,
    )

    sample = _varied({"x": x, "y": y}, 5)
    if sample["x"].nunique() < 5:
        raise InputError("no smooth curve", "at least five different scores")
    sample = (sample - sample.mean()) / sample.std(ddof=0)
    return float(
        np.var(
            KernelReg(sample["y"].to_numpy(), sample["x"].to_numpy(), "c", rng=0).fit()[
                0
            ]
        )
    )


def effective_weights(scores, weights):
    """Set the nominal weights beside the influence that the dimensions have on the
    totals.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`.

    Returns
    -------
    pandas.DataFrame
        By dimension: ``nominal`` weight; ``pearson_squared`` and ``correlation_ratio``,
        the share of the variance of the totals that a straight line, or a smooth curve,
        through the dimension explains; ``effective``, the correlation ratios divided by
        their sum; and the dimension's standard deviation ``sd`` (divisor n).
    """
    scores, weights = checked(scores, weights)
    totals = scores @ weights
    ratios = pd.Series(
        {name: correlation_ratio(scores[name], totals) for name in scores}
    )
    squared = scores.corrwith(totals) ** 2
    columns = {
        "nominal": weights,
        "pearson_squared": squared,
        "correlation_ratio": ratios,
    }
    return pd.DataFrame(
        columns | {"effective": ratios / ratios.sum(), "sd": scores.std(ddof=0)}
    )


def compensation(scores, weights):
    """Compare arithmetic with geometric totals: what a unit owes to good scores making
    up for bad ones.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked`; scores above zero.

    Returns
    -------
    pandas.DataFrame
        By unit, the best first: ``arithmetic, geometric``, their difference
        ``compensated``, and ``rank_change``, the rank by geometric totals minus that by
        arithmetic ones.
    """
    scores, weights = checked(scores, weights)
    for unit in scores.index[(scores <= 0).any(axis=1)]:
        raise InputError(
            "a geometric mean of a score that is not above zero",
            "scores above zero",
            row=unit,
        )
    means = {
        name: MEANS[name](scores.to_numpy(), weights.to_numpy()).round(10)
        for name in ("arithmetic", "geometric")
    }
    table = pd.DataFrame(means, scores.index)
    ranks = table.rank(ascending=False, method="min").astype(int)
    table["compensated"] = table["arithmetic"] - table["geometric"]
    table["rank_change"] = ranks["geometric"] - ranks["arithmetic"]
    return table.sort_values("arithmetic", ascending=False, kind="stable")
