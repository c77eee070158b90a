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

# Autocorrelations averaged over. Errors that revert more slowly cannot be told from a
# trend in so few months.
_GRID = np.linspace(0, 0.95, 39)


def _least_squares(series, regressors, place):
    """Fit many series at once; give one coefficient, the residuals, and the weight of
    each month in the coefficient.
    """
    inverse = np.linalg.pinv(regressors)
    found = series @ inverse.T
    return found[:, place], series - found @ regressors.T, inverse[place]


def _bartlett(months, lags):
    """Give the weights of the products of two months' residuals in a Newey-West
    variance.
    """
    apart = np.abs(np.subtract.outer(np.arange(months), np.arange(months)))
    return np.maximum(0, 1 - apart / (lags + 1))


def newey_west(series, regressors, place, lags):
    """Estimate a coefficient with its Newey-West standard error, for many series at
    once.

    Parameters
    ----------
    series : numpy.ndarray
        Series by months.
    regressors : numpy.ndarray
        Months by regressors.
    place : int
        The coefficient wanted.
    lags : int
        Months apart up to which errors are allowed to be correlated; 0 gives White's.

    Returns
    -------
    estimate, error : numpy.ndarray
        One of each for every series.

    References
    ----------
    W. K. Newey and K. D. West, A simple, positive semi-definite, heteroskedasticity and
    autocorrelation consistent covariance matrix, Econometrica 55 (1987).
    """
    estimate, residuals, weights = _least_squares(series, regressors, place)
    scores = residuals * weights
    variance = ((scores @ _bartlett(len(regressors), lags)) * scores).sum(axis=1)
    return estimate, np.sqrt(np.maximum(variance, 0))


def fixed_b_critical_value(regressors, place, level, draws=20_000, seed=0):
    """Give the critical value of a Newey-West ratio that uses all lags, for this
    design.

    Found by simulation with independent normal errors, for which the interval is then
    exact however few the months.

    Parameters
    ----------
    regressors, place
        As for `newey_west`.
    level : float
    draws, seed : int
        Of the simulation.

    Returns
    -------
    float

    References
    ----------
    N. M. Kiefer and T. J. Vogelsang, A new asymptotic theory for
    heteroskedasticity-autocorrelation robust tests, Econometric Theory 21 (2005).
    """
    noise = np.random.default_rng(seed).standard_normal((draws, len(regressors)))
    estimate, error = newey_west(noise, regressors, place, len(regressors) - 1)
    return float(np.quantile(np.abs(estimate) / error, level))


def averaged(series, regressors, place):
    r"""Estimate a coefficient for every autocorrelation, and weigh them by how
    plausible they are.

    For errors that follow a first-order autoregression with coefficient r, generalized
    least squares gives an estimate and Student's t around it. Each r from 0 to 0.95 is
    weighed by the restricted likelihood, :math:`|R|^{-1/2} |X' R^{-1} X|^{-1/2}
    S^{-(n-k)/2}`, S being the weighted sum of squares. The mixture is the posterior
    distribution under flat priors on the coefficients, the logarithm of the variance,
    and r.

    Parameters
    ----------
    series, regressors, place
        As for `newey_west`.

    Returns
    -------
    weights, centres, scales : numpy.ndarray
        Autocorrelations by series.

    References
    ----------
    A. Zellner and G. C. Tiao, Bayesian analysis of the regression model with
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


def _below(value, mixture, freedom):
    """Give the probability that the mixture lies below a value."""
    weights, centres, scales = mixture
    return (weights * stats.t.cdf((value - centres) / scales, freedom)).sum(axis=0)


def _quantile(probability, mixture, freedom):
    """Find the value below which the mixture of one series lies with some probability."""
    centres, scales = mixture[1:]
    reach = scales.max() * stats.t.ppf(0.5 + abs(probability - 0.5), freedom) + 1e-12
    return brentq(
        lambda value: _below(value, mixture, freedom)[0] - probability,
        centres.min() - reach,
        centres.max() + reach,
    )


def _half_widths(series, regressors, place, level):
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


def intervals(series, regressors, place, level=0.95):
    """Give the intervals of a coefficient by every method.

    Parameters
    ----------
    series : numpy.ndarray
        One value for each month.
    regressors, place
        As for `newey_west`.
    level : float

    Returns
    -------
    pandas.DataFrame
        ``estimate, low, high`` by the names of `METHODS`. The averaged estimate is the
        median of the mixture.
    """
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


def _autoregression(rng, shape, autocorrelation):
    """Draw stationary first-order autoregressions of unit variance along the last axis."""
    noise = rng.standard_normal(shape)
    noise[..., 1:] *= np.sqrt(1 - autocorrelation**2)
    for month in range(1, shape[-1]):
        noise[..., month] += autocorrelation * noise[..., month - 1]
    return noise


def panels(regressors, effects, common, autocorrelation, runs, seed, cities):
    """Draw panels of cities that share part of their errors.

    Parameters
    ----------
    regressors : numpy.ndarray
        Months by regressors.
    effects : numpy.ndarray
        The planted coefficients.
    common : float
        Share of the error variance (which is 1) that all cities have in common in each
        month.
    autocorrelation : float
        Of common and own errors alike, from one month to the next.
    runs, seed, cities : int

    Returns
    -------
    numpy.ndarray
        Runs by cities by months.
    """
    rng, months = np.random.default_rng(seed), len(regressors)
    shared = _autoregression(rng, (runs, 1, months), autocorrelation)
    own = _autoregression(rng, (runs, cities, months), autocorrelation)
    return regressors @ effects + np.sqrt(common) * shared + np.sqrt(1 - common) * own


def mean_coverage(series, regressors, place, truth, level):
    """Count how often the intervals from single series contain the truth.

    Parameters
    ----------
    series : numpy.ndarray
        Runs by months.
    regressors, place
        As for `newey_west`.
    truth, level : float

    Returns
    -------
    dict of str to float
        Share of the runs, by the names of `METHODS`.
    """
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


def clustered_coverage(panel, regressors, place, truth, level, seed, resamples=399):
    """Count how often intervals from a panel with fixed effects, clustered by city,
    contain the truth.

    All cities have the same regressors. The estimate is therefore the mean of the
    cities' own estimates, its clustered variance their spread, and the wild bootstrap
    over cities that imposes the truth changes the signs of their deviations from it.

    Parameters
    ----------
    panel : numpy.ndarray
        Runs by cities by months.
    regressors, place, truth, level
        As for `mean_coverage`.
    seed, resamples : int
        Of the wild bootstrap (signs of equal probability).

    Returns
    -------
    dict of str to float
        Share of the runs: ``clustered by city`` with Student's t, and ``wild bootstrap
        over cities``.

    References
    ----------
    A. C. Cameron, J. B. Gelbach and D. L. Miller, Bootstrap-based improvements for
    inference with clustered errors, Review of Economics and Statistics 90 (2008).
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
