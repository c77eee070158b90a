r"""Intervals for a coefficient when errors follow one another, and how often they
contain the truth.

With few months and autocorrelated errors, the usual intervals are too short. Two
remedies are compared: critical values made for this very design (fixed-b), and an
average over all autocorrelations the data leave plausible.
"""

import numpy as np
import pandas as pd
from scipy import stats
from scipy.optimize import brentq

# Weights, centres and scales of Student distributions: parts by series.
Mixture = tuple[np.ndarray, np.ndarray, np.ndarray]
# Autocorrelations averaged over. Errors that revert more slowly cannot be told from a
# trend in so few months.
_GRID = np.linspace(0, 0.95, 39)


def _least_squares(
    series: np.ndarray, regressors: np.ndarray, place: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Fit many series at once; give one coefficient, the residuals, and the weight of
    each month in the coefficient.
    """
    inverse = np.linalg.pinv(regressors)
    found = series @ inverse.T
    return found[:, place], series - found @ regressors.T, inverse[place]


def _bartlett(months: int, lags: int) -> np.ndarray:
    """Give the weights of the products of two months' residuals in a Newey-West
    variance.
    """
    apart = np.abs(np.subtract.outer(np.arange(months), np.arange(months)))
    return np.maximum(0, 1 - apart / (lags + 1))


def newey_west(
    series: np.ndarray, regressors: np.ndarray, place: int, lags: int
) -> tuple[np.ndarray, np.ndarray]:
    """Estimate a coefficient with its Newey-West standard error, for many series at once.

    Source: W. K. Newey and K. D. West, A simple, positive semi-definite,
    heteroskedasticity and autocorrelation consistent covariance matrix, Econometrica 55
    (1987).
    """
    estimate, residuals, weights = _least_squares(series, regressors, place)
    scores = residuals * weights
    variance = ((scores @ _bartlett(len(regressors), lags)) * scores).sum(axis=1)
    return estimate, np.sqrt(np.maximum(variance, 0))


def fixed_b_critical_value(
    regressors: np.ndarray, place: int, level: float, draws: int = 20_000, seed: int = 0
) -> float:
    """Give the critical value of a Newey-West ratio that uses all lags, for this design.

    Source: N. M. Kiefer and T. J. Vogelsang, A new asymptotic theory for
    heteroskedasticity-autocorrelation robust tests, Econometric Theory 21 (2005).
    """
    noise = np.random.default_rng(seed).standard_normal((draws, len(regressors)))
    estimate, error = newey_west(noise, regressors, place, len(regressors) - 1)
    return float(np.quantile(np.abs(estimate) / error, level))


def averaged(series: np.ndarray, regressors: np.ndarray, place: int) -> Mixture:
    """Estimate a coefficient for every autocorrelation, and weigh them by how plausible
    they are.

    For errors that follow a first-order autoregression with coefficient r, generalized
    least squares gives an estimate and Student's t around it. Each r from 0 to 0.95 is
    weighed by the restricted likelihood, :math:`|R|^{-1/2} |X' R^{-1} X|^{-1/2}
    S^{-(n-k)/2}`, S being the weighted sum of squares. The mixture is the posterior
    distribution under flat priors on the coefficients, the logarithm of the variance,
    and r.

    Source: A. Zellner and G. C. Tiao, Bayesian analysis of the regression model with
    autocorrelated errors, Journal of the American Statistical Association 59 (1964).
    """
    months, terms = regressors.shape
    logs, centres, scales = [], [], []
    for r in _GRID:
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


def _below(value: float, mixture: Mixture, freedom: int) -> np.ndarray:
    """Give the probability that the mixture lies below a value."""
    weights, centres, scales = mixture
    return (weights * stats.t.cdf((value - centres) / scales, freedom)).sum(axis=0)


def _quantile(probability: float, mixture: Mixture, freedom: int) -> float:
    """Find the value below which the mixture of one series lies with some probability."""
    centres, scales = mixture[1:]
    reach = scales.max() * stats.t.ppf(0.5 + abs(probability - 0.5), freedom) + 1e-12
    return brentq(
        lambda value: _below(value, mixture, freedom)[0] - probability,
        centres.min() - reach,
        centres.max() + reach,
    )


def _half_widths(
    series: np.ndarray, regressors: np.ndarray, place: int, level: float
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Give estimates, and the half widths of the three intervals that are symmetric."""
    months, terms = regressors.shape
    estimate, residuals, weights = _least_squares(series, regressors, place)
    error = np.sqrt((residuals**2).sum(axis=1) / (months - terms) * (weights @ weights))
    some, every = int(4 * (months / 100) ** (2 / 9)), months - 1
    return estimate, {
        "least squares": stats.t.ppf((1 + level) / 2, months - terms) * error,
        "Newey-West": stats.norm.ppf((1 + level) / 2)
        * newey_west(series, regressors, place, some)[1],
        "fixed-b": fixed_b_critical_value(regressors, place, level)
        * newey_west(series, regressors, place, every)[1],
    }


METHODS = ["least squares", "Newey-West", "fixed-b", "averaged over autocorrelation"]


def intervals(
    series: np.ndarray, regressors: np.ndarray, place: int, level: float = 0.95
) -> pd.DataFrame:
    """Give the estimate and the interval of a coefficient by each of `METHODS`."""
    series = np.asarray(series)[None]
    (estimate,), halves = _half_widths(series, regressors, place, level)
    rows = {
        name: (estimate, estimate - half[0], estimate + half[0])
        for name, half in halves.items()
    }
    mixture, freedom = (
        averaged(series, regressors, place),
        len(regressors) - regressors.shape[1],
    )
    rows[METHODS[-1]] = tuple(
        _quantile(p, mixture, freedom) for p in (0.5, (1 - level) / 2, (1 + level) / 2)
    )
    return pd.DataFrame(rows, index=["estimate", "low", "high"]).T


def _autoregression(
    rng: np.random.Generator, shape: tuple[int, ...], autocorrelation: float
) -> np.ndarray:
    """Draw stationary first-order autoregressions of unit variance along the last axis."""
    noise = rng.standard_normal(shape)
    noise[..., 1:] *= np.sqrt(1 - autocorrelation**2)
    for month in range(1, shape[-1]):
        noise[..., month] += autocorrelation * noise[..., month - 1]
    return noise


def panels(
    regressors: np.ndarray,
    effects: np.ndarray,
    common: float,
    autocorrelation: float,
    runs: int,
    seed: int,
    cities: int,
) -> np.ndarray:
    """Draw panels, runs by cities by months, of cities that share part of their errors."""
    rng, months = np.random.default_rng(seed), len(regressors)
    shared = _autoregression(rng, (runs, 1, months), autocorrelation)
    own = _autoregression(rng, (runs, cities, months), autocorrelation)
    return regressors @ effects + np.sqrt(common) * shared + np.sqrt(1 - common) * own


def mean_coverage(
    series: np.ndarray, regressors: np.ndarray, place: int, truth: float, level: float
) -> dict[str, float]:
    """Give the share of single series whose interval contains the truth, by `METHODS`."""
    estimate, halves = _half_widths(series, regressors, place, level)
    found = {
        name: np.mean(np.abs(estimate - truth) <= half) for name, half in halves.items()
    }
    below = _below(
        truth,
        averaged(series, regressors, place),
        len(regressors) - regressors.shape[1],
    )
    return found | {METHODS[-1]: np.mean(np.abs(below - 0.5) <= level / 2)}


def clustered_coverage(
    panel: np.ndarray,
    regressors: np.ndarray,
    place: int,
    truth: float,
    level: float,
    seed: int,
    resamples: int = 399,
) -> dict[str, float]:
    """Count how often intervals from a panel with fixed effects, clustered by city,
    contain the truth.

    Source: A. C. Cameron, J. B. Gelbach and D. L. Miller, Bootstrap-based improvements
    for inference with clustered errors, Review of Economics and Statistics 90 (2008).
    """
    runs, cities, months = panel.shape
    own = (
        _least_squares(panel.reshape(-1, months), regressors, place)[0].reshape(
            runs, cities
        )
        - truth
    )
    ratio = np.abs(own.mean(axis=1)) / own.std(axis=1, ddof=1)
    clustered = np.mean(
        ratio * np.sqrt(cities) <= stats.t.ppf((1 + level) / 2, cities - 1)
    )
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (resamples, cities))
    means, squares = (
        np.abs(own @ signs.T) / cities,
        (own**2).mean(axis=1, keepdims=True),
    )
    others = means / np.sqrt((squares - means**2) * cities / (cities - 1))
    wild = np.mean((others >= ratio[:, None]).mean(axis=1) > 1 - level)
    return {"clustered by city": clustered, "wild bootstrap over cities": wild}
