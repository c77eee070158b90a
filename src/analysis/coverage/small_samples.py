r"""Intervals for a coefficient when errors follow one another, and how often they
contain a value.

With few months and autocorrelated errors, the usual intervals are too short. The remedy
is an average over all autocorrelations the data leave plausible; beside it stand least
squares, and restricted maximum likelihood, which takes the most plausible one for true.
"""

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq

# Weights, centres and scales of Student distributions: parts by series.
Mixture = tuple[np.ndarray, np.ndarray, np.ndarray]
METHODS = (
    "least squares",
    "restricted maximum likelihood",
    "averaged over autocorrelations",
)
# Autocorrelations averaged over. Errors that revert more slowly cannot be told from a
# trend in so few months.
_GRID = np.linspace(0, 0.95, 39)
# Restricted maximum likelihood, as usually computed, looks among negative ones as well.
_BOTH_SIGNS = np.linspace(-0.95, 0.95, 77)


def _least_squares(
    series: np.ndarray, regressors: np.ndarray, place: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit many series at once; give one coefficient, the residuals, and the weight of
    each month in the coefficient.
    """
    inverse = np.linalg.pinv(regressors)
    found = series @ inverse.T
    return found[:, place], series - found @ regressors.T, inverse[place]


def averaged(
    series: np.ndarray, regressors: np.ndarray, place: int, grid: np.ndarray = _GRID
) -> Mixture:
    """Estimate a coefficient for every autocorrelation, and weigh them by how plausible
    they are.

    For errors that follow a first-order autoregression with coefficient r, generalized
    least squares gives an estimate and Student's t around it. Each r of the grid is
    weighed by the restricted likelihood, :math:`|R|^{-1/2} |X' R^{-1} X|^{-1/2}
    S^{-(n-k)/2}`, S being the weighted sum of squares. The mixture is the posterior
    distribution under flat priors on the coefficients, the logarithm of the variance,
    and r.

    Source: A. Zellner and G. C. Tiao, Bayesian analysis of the regression model with
    autocorrelated errors, Journal of the American Statistical Association 59 (1964).
    """
    months, terms = regressors.shape
    logs, centres, scales = [], [], []
    for r in grid:
        correlation = r ** np.abs(
            np.subtract.outer(np.arange(months), np.arange(months))
        )
        whiten = np.linalg.inv(np.linalg.cholesky(correlation))
        centre, residuals, weights = _least_squares(
            series @ whiten.T, whiten @ regressors, place
        )
        squares = (residuals**2).sum(axis=1)
        determinants = (
            np.linalg.slogdet(correlation)[1]
            + np.linalg.slogdet(regressors.T @ whiten.T @ whiten @ regressors)[1]
        )
        logs.append(-(determinants + (months - terms) * np.log(squares)) / 2)
        centres.append(centre)
        scales.append(np.sqrt(squares / (months - terms) * (weights @ weights)))
    plausible = np.exp(np.array(logs) - np.max(logs, axis=0))
    return plausible / plausible.sum(axis=0), np.array(centres), np.array(scales)


def _by_method(
    series: np.ndarray, regressors: np.ndarray, place: int
) -> dict[str, Mixture]:
    """Give what each of `METHODS` knows of the coefficient, as mixtures of Student
    distributions: of one part, but for the average.
    """
    mixture = averaged(series, regressors, place)
    one = np.ones((1, len(series)))
    independent = one, mixture[1][:1], mixture[2][:1]  # the first of the grid is zero
    weights, centres, scales = averaged(series, regressors, place, _BOTH_SIGNS)
    likeliest = weights.argmax(axis=0), np.arange(len(series))
    restricted = one, centres[likeliest][None], scales[likeliest][None]
    return dict(zip(METHODS, (independent, restricted, mixture), strict=True))


def _below(value: float, mixture: Mixture, freedom: int) -> np.ndarray:
    """Give the probability that the mixture lies below a value."""
    weights, centres, scales = mixture
    return (weights * stats.t.cdf((value - centres) / scales, freedom)).sum(axis=0)


def _quantile(probability: float, mixture: Mixture, freedom: int) -> float:
    """Find the value below which the mixture of one series lies with some probability."""
    centres, scales = mixture[1:]
    # A little further than the widest part, whose own quantile may be the one sought.
    widest = scales.max() * stats.t.ppf(0.5 + abs(probability - 0.5), freedom)
    reach = 1.01 * widest + 1e-9
    return brentq(
        lambda value: _below(value, mixture, freedom)[0] - probability,
        centres.min() - reach,
        centres.max() + reach,
    )


def intervals(
    series: np.ndarray, regressors: np.ndarray, place: int, level: float = 0.95
) -> pd.DataFrame:
    """Give the estimate and the interval of a coefficient by each of `METHODS`."""
    months, terms = regressors.shape
    ends = (0.5, (1 - level) / 2, (1 + level) / 2)
    rows = {
        name: [_quantile(end, mixture, months - terms) for end in ends]
        for name, mixture in _by_method(
            np.asarray(series)[None], regressors, place
        ).items()
    }
    return pd.DataFrame(rows, index=["estimate", "low", "high"]).T


def shares_holding(
    series: np.ndarray, regressors: np.ndarray, place: int, value: float, level: float
) -> dict[str, float]:
    """Give the share of many series whose interval holds a value, by `METHODS`."""
    months, terms = regressors.shape
    shares = {}
    for name, mixture in _by_method(series, regressors, place).items():
        below = _below(value, mixture, months - terms)
        shares[name] = float(np.mean(np.abs(below - 0.5) <= level / 2))
    return shares


def autoregressions(
    months: int, autocorrelation: float, runs: int, seed: int
) -> np.ndarray:
    """Draw stationary first-order autoregressions of unit variance, runs by months."""
    noise = np.random.default_rng(seed).standard_normal((runs, months))
    noise[:, 1:] *= np.sqrt(1 - autocorrelation**2)
    for month in range(1, months):
        noise[:, month] += autocorrelation * noise[:, month - 1]
    return noise
