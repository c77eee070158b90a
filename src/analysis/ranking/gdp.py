"""Total score and gross domestic product: correlations, and the influence of cities."""

import numpy as np
import pandas as pd
from scipy import stats
from statsmodels.regression.linear_model import RegressionResultsWrapper

from compindex.errors import InputError, one_of, quoted

_METHODS = {
    "pearson": stats.pearsonr,
    "spearman": stats.spearmanr,
    "kendall": stats.kendalltau,
}


def correlate(x: pd.Series, y: pd.Series, method: str, level: float = 0.95) -> dict:
    """Correlate two samples, with a two-sided p-value; Pearson's coefficient gets
    Fisher's interval, Kendall's is tau-b.
    """
    if method not in _METHODS:
        found = f"unknown correlation {quoted(method)}"
        raise InputError(found, one_of(_METHODS, method))
    found = _METHODS[method](x, y)
    low, high = np.nan, np.nan
    if method == "pearson":
        low, high = found.confidence_interval(level)
    return {
        "method": method,
        "n": len(x),
        "estimate": found.statistic,
        "p_value": found.pvalue,
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
