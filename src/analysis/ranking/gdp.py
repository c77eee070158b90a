"""Total score and gross domestic product: correlations, permutation test, least
squares, influence.
"""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats
from statsmodels.regression.linear_model import RegressionResultsWrapper

from compindex.errors import InputError, one_of, quoted

_METHODS = {
    "pearson": stats.pearsonr,
    "spearman": stats.spearmanr,
    "kendall": stats.kendalltau,
}


def fisher_interval(r: float, n: int, level: float = 0.95) -> tuple[float, float]:
    r"""Give the confidence interval of a Pearson correlation by Fisher's z transformation.

    .. math:: \tanh\left(\operatorname{artanh} r \pm z_{(1+\mathrm{level})/2} / \sqrt{n - 3}\right)

    Source: R. A. Fisher, On the "probable error" of a coefficient of correlation
    deduced from a small sample, Metron 1 (1921).
    """
    half = stats.norm.ppf((1 + level) / 2) / np.sqrt(n - 3)
    return float(np.tanh(np.arctanh(r) - half)), float(np.tanh(np.arctanh(r) + half))


def correlate(x: pd.Series, y: pd.Series, method: str, level: float = 0.95) -> dict:
    """Correlate two samples, with a two-sided p-value; Pearson's coefficient gets an
    interval, Kendall's is tau-b.
    """
    if method not in _METHODS:
        found = f"unknown correlation {quoted(method)}"
        raise InputError(found, one_of(_METHODS, method))
    estimate, p_value = _METHODS[method](x, y)
    low, high = np.nan, np.nan
    if method == "pearson":
        low, high = fisher_interval(estimate, len(x), level)
    return {
        "method": method,
        "n": len(x),
        "estimate": estimate,
        "p_value": p_value,
        "ci_low": low,
        "ci_high": high,
    }


def correlation_table(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """Correlate total and GDP over all cities, and without each city in turn."""
    samples = {"all": frame}
    for city in frame["city"]:
        samples[f"without_{city}"] = frame[frame["city"] != city]
    rows = [
        {"sample": name} | correlate(part["total"], part["gdp"], method, level)
        for method in _METHODS
        for name, part in samples.items()
    ]
    table = pd.DataFrame(rows)
    return table[["method", *table.columns.drop("method")]]


def permutation_p_value(
    x: pd.Series, y: pd.Series, permutations: int, seed: int
) -> float:
    """Test a Pearson correlation by shuffling one sample against the other: the share of
    shuffles, the observed order among them, with a coefficient at least as large.

    Source: B. Phipson and G. K. Smyth, Permutation p-values should never be zero,
    Statistical Applications in Genetics and Molecular Biology 9 (2010).
    """
    y = np.asarray((y - np.mean(y)) / np.std(y))

    def size(shuffled: np.ndarray, axis: int = -1) -> np.ndarray:
        centred = shuffled - shuffled.mean(axis=axis, keepdims=True)
        r = (centred * y).mean(axis=axis) / shuffled.std(axis=axis)
        return np.abs(r)

    result = stats.permutation_test(
        (np.asarray(x, float),),
        size,
        permutation_type="pairings",
        alternative="greater",
        n_resamples=permutations,
        vectorized=True,
        rng=np.random.default_rng(seed),
    )
    return float(result.pvalue)


def least_squares(total: pd.Series, regressor: pd.Series) -> RegressionResultsWrapper:
    """Regress the total on one variable by ordinary least squares."""
    return sm.OLS(total, sm.add_constant(regressor)).fit()


def coefficients(fit: RegressionResultsWrapper, level: float = 0.95) -> pd.DataFrame:
    """List the coefficients of a fit with HC3 standard errors, which allow for unequal
    variances in small samples.

    Source: J. G. MacKinnon and H. White, Some heteroskedasticity-consistent covariance
    matrix estimators with improved finite sample properties, Journal of Econometrics 29
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


def influence_of_cities(
    fit: RegressionResultsWrapper, frame: pd.DataFrame
) -> pd.DataFrame:
    """Show how much each city sways the regression of total on GDP, the most influential
    first; ``r_without`` is Pearson's coefficient without the city.

    Source: R. D. Cook, Detection of influential observation in linear regression,
    Technometrics 19 (1977).
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
