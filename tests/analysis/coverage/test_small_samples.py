import numpy as np
import pytest
import statsmodels.api as sm
from scipy.linalg import toeplitz
from scipy.optimize import minimize_scalar

from analysis.coverage import small_samples
from analysis.coverage.breaks import design

MONTHS = [f"2019-{month:02d}" for month in range(1, 13)]
REGRESSORS = design(MONTHS, "2019-07").to_numpy()
SERIES = np.random.default_rng(3).standard_normal((6, 12)).cumsum(axis=1)
PLACE = 2
LEAST, RESTRICTED, AVERAGED = small_samples.METHODS


def restricted_likelihood(r, series):
    """Write it as the likelihood of the contrasts that no regressor touches."""
    contrasts = np.linalg.svd(REGRESSORS)[0][:, 4:]
    spread = contrasts.T @ toeplitz(r ** np.arange(12)) @ contrasts
    errors = contrasts.T @ series
    return (
        np.linalg.det(spread) ** -0.5 * (errors @ np.linalg.solve(spread, errors)) ** -4
    )


def test_averaged_fits_are_those_of_generalized_least_squares():
    weights, centres, scales = small_samples.averaged(SERIES, REGRESSORS, PLACE)
    assert weights.sum(axis=0) == pytest.approx(np.ones(6)) and (weights >= 0).all()
    restricted = []
    for r, centre, scale in zip(np.linspace(0, 0.95, 39), centres, scales, strict=True):
        fit = sm.GLS(SERIES[1], REGRESSORS, sigma=toeplitz(r ** np.arange(12))).fit()
        assert (centre[1], scale[1]) == pytest.approx(
            (fit.params[PLACE], fit.bse[PLACE])
        )
        restricted.append(restricted_likelihood(r, SERIES[1]))
    assert weights[:, 1] == pytest.approx(np.array(restricted) / np.sum(restricted))


@pytest.mark.parametrize("number", range(6))
def test_restricted_maximum_likelihood_by_a_finer_search(number):
    series = SERIES[number]
    starts = np.linspace(-0.95, 0.95, 400)
    best = max(starts, key=lambda r: restricted_likelihood(r, series))
    ends = (max(-0.95, best - 0.01), min(0.95, best + 0.01))
    found = minimize_scalar(
        lambda r: -np.log(restricted_likelihood(r, series)),
        bounds=ends,
        method="bounded",
    )
    fit = sm.GLS(series, REGRESSORS, sigma=toeplitz(found.x ** np.arange(12))).fit()
    got = small_samples.intervals(series, REGRESSORS, PLACE, 0.95).loc[RESTRICTED]
    low, high = fit.conf_int(0.05)[PLACE]
    assert got["estimate"] == pytest.approx(fit.params[PLACE], abs=0.05 * (high - low))
    assert [got["low"], got["high"]] == pytest.approx(
        [low, high], abs=0.05 * (high - low)
    )


def test_intervals_of_one_series():
    got = small_samples.intervals(SERIES[0], REGRESSORS, PLACE, 0.95)
    fit = sm.OLS(SERIES[0], REGRESSORS).fit()
    assert got.loc[LEAST, "estimate"] == pytest.approx(fit.params[PLACE])
    assert got.loc[LEAST, ["low", "high"]].to_list() == pytest.approx(
        fit.conf_int(0.05)[PLACE].tolist()
    )
    # Draw from the mixture: its quantiles, by brute force.
    rng = np.random.default_rng(0)
    weights, centres, scales = small_samples.averaged(SERIES[:1], REGRESSORS, PLACE)
    chosen = rng.choice(39, 400_000, p=weights[:, 0])
    drawn = centres[chosen, 0] + scales[chosen, 0] * rng.standard_t(8, 400_000)
    low, middle, high = np.quantile(drawn, [0.025, 0.5, 0.975])
    expected = {"estimate": middle, "low": low, "high": high}
    assert got.loc[AVERAGED].to_dict() == pytest.approx(
        expected, abs=0.03 * (high - low)
    )


def test_counting_agrees_with_the_intervals_themselves():
    series = small_samples.autoregressions(12, 0.5, runs=30, seed=1)
    got = small_samples.shares_holding(series, REGRESSORS, PLACE, 0.5, 0.9)
    rows = [small_samples.intervals(one, REGRESSORS, PLACE, 0.9) for one in series]
    for name in small_samples.METHODS:
        assert got[name] == np.mean(
            [row.loc[name, "low"] <= 0.5 <= row.loc[name, "high"] for row in rows]
        )


def test_errors_have_unit_variance_and_their_autocorrelation():
    errors = small_samples.autoregressions(12, 0.6, runs=20_000, seed=0)
    assert errors.var(axis=0) == pytest.approx(np.ones(12), abs=0.05)
    assert np.mean(errors[:, 1:] * errors[:, :-1]) == pytest.approx(0.6, abs=0.02)
    assert np.mean(errors[:, 2:] * errors[:, :-2]) == pytest.approx(0.36, abs=0.02)
