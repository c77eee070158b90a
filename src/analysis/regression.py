"""Total score and gross domestic product: correlations, permutation test, least
squares, influence.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

from compindex.errors import InputError, one_of, quoted

_METHODS = {
    "pearson": stats.pearsonr,
    "spearman": stats.spearmanr,
    "kendall": stats.kendalltau,
}


def fisher_interval(r, n, level=0.95):
    r"""Give the confidence interval of a Pearson correlation by Fisher's z
    transformation.

    .. math:: \tanh\left(\operatorname{artanh} r \pm z_{(1+\mathrm{level})/2} / \sqrt{n - 3}\right)

    Parameters
    ----------
    r : float
        The correlation.
    n : int
        Number of pairs, above 3.
    level : float
        Confidence level.

    Returns
    -------
    tuple of float
        Lower and upper end.

    References
    ----------
    R. A. Fisher, On the "probable error" of a coefficient of correlation deduced from a
    small sample, Metron 1 (1921).

    Examples
    --------
    >>> [round(end, 3) for end in fisher_interval(0.5, 28)]
    [0.156, 0.736]
    """
    half = stats.norm.ppf((1 + level) / 2) / np.sqrt(n - 3)
    return float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def correlation(x, y, method, level=0.95):
    """Correlate two samples, with a two-sided p-value.

    Parameters
    ----------
    x, y : pandas.Series
        Paired samples.
    method : {"pearson", "spearman", "kendall"}
        Kendall's coefficient is tau-b.
    level : float
        Confidence level of the interval, which only Pearson's coefficient gets.

    Returns
    -------
    dict
        ``method, n, estimate, p_value, ci_low, ci_high``.
    """
    if method not in _METHODS:
        raise InputError(
            f"unknown correlation {quoted(method)}", one_of(_METHODS, method)
        )
    estimate, p_value = _METHODS[method](x, y)
    low, high = (
        fisher_interval(estimate, len(x), level)
        if method == "pearson"
        else (np.nan, np.nan)
    )
    return {
        "method": method,
        "n": len(x),
        "estimate": estimate,
        "p_value": p_value,
        "ci_low": low,
        "ci_high": high,
    }


def correlation_table(frame, level=0.95):
    """Correlate total and GDP over all cities, and without each city in turn.

    Parameters
    ----------
    frame : pandas.DataFrame
        The tidy Table 5: ``city, total, gdp``.
    level : float
        Confidence level of Pearson's intervals.

    Returns
    -------
    pandas.DataFrame
        ``method, sample, n, estimate, p_value, ci_low, ci_high``; sample is ``all`` or
        ``without_<city>``.
    """
    samples = {"all": frame} | {
        f"without_{city}": frame[frame["city"] != city] for city in frame["city"]
    }
    rows = [
        {"sample": name} | correlation(part["total"], part["gdp"], method, level)
        for method in _METHODS
        for name, part in samples.items()
    ]
    return pd.DataFrame(rows)[
        ["method", "sample", "n", "estimate", "p_value", "ci_low", "ci_high"]
    ]


def permutation_p_value(x, y, permutations, seed):
    """Test a Pearson correlation by shuffling one sample against the other.

    The p-value is the share of shuffles whose coefficient is at least as large in
    absolute value as the observed one.

    Parameters
    ----------
    x, y : pandas.Series
        Paired samples.
    permutations : int
        Number of random shuffles.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    float
        Two-sided p-value, the observed order counted as one of the shuffles.

    References
    ----------
    B. Phipson and G. K. Smyth, Permutation p-values should never be zero, Statistical
    Applications in Genetics and Molecular Biology 9 (2010).
    """
    result = stats.permutation_test(
        (np.asarray(x, float),),
        lambda shuffled, axis=-1: np.abs(_pearson_with(y, shuffled, axis)),
        permutation_type="pairings",
        alternative="greater",
        n_resamples=permutations,
        vectorized=True,
        rng=np.random.default_rng(seed),
    )
    return float(result.pvalue)


def _pearson_with(y, shuffled, axis):
    """Correlate many shuffles of x with y at once."""
    y = (y - np.mean(y)) / np.std(y)
    centred = shuffled - shuffled.mean(axis=axis, keepdims=True)
    return (centred * np.asarray(y)).mean(axis=axis) / shuffled.std(axis=axis)


def least_squares(total, regressor):
    """Regress the total on one variable by ordinary least squares.

    Parameters
    ----------
    total, regressor : pandas.Series
        Response, and the variable, whose name becomes the coefficient's.

    Returns
    -------
    statsmodels.regression.linear_model.RegressionResultsWrapper
        Fit with classical errors; `coefficients` shows it with robust ones.
    """
    return sm.OLS(total, sm.add_constant(regressor)).fit()


def coefficients(fit, level=0.95):
    """List the coefficients of a fit with HC3 standard errors, which allow for unequal
    variances in small samples.

    Parameters
    ----------
    fit : statsmodels results
        From `least_squares`.
    level : float
        Confidence level.

    Returns
    -------
    pandas.DataFrame
        ``estimate, standard_error, p_value, ci_low, ci_high`` by coefficient; Student's
        t with n - 2 degrees.

    References
    ----------
    J. G. MacKinnon and H. White, Some heteroskedasticity-consistent covariance matrix
    estimators with improved finite sample properties, Journal of Econometrics 29
    (1985).
    """
    robust = fit.get_robustcov_results("HC3", use_t=True)
    low, high = robust.conf_int(1 - level).T
    columns = {
        "estimate": robust.params,
        "standard_error": robust.bse,
        "p_value": robust.pvalues,
        "ci_low": low,
        "ci_high": high,
    }
    return pd.DataFrame(columns, index=fit.params.index)


def influence(fit, frame):
    """Show how much each city sways the regression of total on GDP.

    Parameters
    ----------
    fit : statsmodels results
        From `least_squares` on the rows of `frame`.
    frame : pandas.DataFrame
        ``city, total, gdp``.

    Returns
    -------
    pandas.DataFrame
        ``city, residual, leverage, cooks_distance, r_without``, the most influential
        first; `r_without` is Pearson's coefficient when the city is left out.

    References
    ----------
    R. D. Cook, Detection of influential observation in linear regression, Technometrics
    19 (1977).
    """
    measures = fit.get_influence()
    without = [frame[frame["city"] != city] for city in frame["city"]]
    table = pd.DataFrame(
        {
            "city": frame["city"],
            "residual": fit.resid,
            "leverage": measures.hat_matrix_diag,
            "cooks_distance": measures.cooks_distance[0],
            "r_without": [part["total"].corr(part["gdp"]) for part in without],
        }
    )
    return table.sort_values("cooks_distance", ascending=False, ignore_index=True)
