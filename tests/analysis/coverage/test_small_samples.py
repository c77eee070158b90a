import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats
from scipy.linalg import toeplitz

from analysis.coverage import small_samples
from analysis.coverage.breaks import design

MONTHS = [f"2019-{month:02d}" for month in range(1, 13)]
REGRESSORS = design(MONTHS, "2019-07").to_numpy()
SERIES = np.random.default_rng(3).standard_normal((6, 12)).cumsum(axis=1)
PLACE = 2


@pytest.mark.parametrize("lags", [0, 2, 11])
def test_newey_west_is_that_of_statsmodels(lags):
    estimate, error = small_samples.newey_west(SERIES, REGRESSORS, PLACE, lags)
    for series, one, spread in zip(SERIES, estimate, error, strict=True):
        fit = sm.OLS(series, REGRESSORS).fit(
            cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": False}
        )
        assert (one, spread) == pytest.approx((fit.params[PLACE], fit.bse[PLACE]))


def test_fixed_b_critical_value_is_exact_for_independent_errors():
    critical = small_samples.fixed_b_critical_value(REGRESSORS, PLACE, 0.9)
    noise = np.random.default_rng(99).standard_normal((20_000, 12))
    estimate, error = small_samples.newey_west(noise, REGRESSORS, PLACE, 11)
    assert np.mean(np.abs(estimate) <= critical * error) == pytest.approx(0.9, abs=0.01)
    assert critical > stats.norm.ppf(0.95)


def test_averaged_fits_are_those_of_generalized_least_squares():
    weights, centres, scales = small_samples.averaged(SERIES, REGRESSORS, PLACE)
    assert weights.sum(axis=0) == pytest.approx(np.ones(6)) and (weights >= 0).all()
    restricted = []
    for r, centre, scale in zip(np.linspace(0, 0.95, 39), centres, scales, strict=True):
        fit = sm.GLS(SERIES[1], REGRESSORS, sigma=toeplitz(r ** np.arange(12))).fit()
        assert (centre[1], scale[1]) == pytest.approx(
            (fit.params[PLACE], fit.bse[PLACE])
        )
        # The restricted likelihood, written as that of the contrasts that no regressor
        # touches.
        contrasts = np.linalg.svd(REGRESSORS)[0][:, 4:]
        spread = contrasts.T @ toeplitz(r ** np.arange(12)) @ contrasts
        errors = contrasts.T @ SERIES[1]
        restricted.append(
            np.linalg.det(spread) ** -0.5
            * (errors @ np.linalg.solve(spread, errors)) ** -4
        )
    assert weights[:, 1] == pytest.approx(np.array(restricted) / np.sum(restricted))


def test_intervals_of_one_series():
    got = small_samples.intervals(SERIES[0], REGRESSORS, PLACE, 0.95)
    fit = sm.OLS(SERIES[0], REGRESSORS).fit()
    assert got.loc["least squares", ["low", "high"]].to_list() == pytest.approx(
        fit.conf_int(0.05)[PLACE].tolist()
    )
    fit = fit.get_robustcov_results("HAC", maxlags=2, use_correction=False, use_t=False)
    assert got.loc["Newey-West", ["low", "high"]].to_list() == pytest.approx(
        fit.conf_int(0.05)[PLACE].tolist()
    )
    # Draw from the mixture: its quantiles, by brute force.
    rng, (weights, centres, scales) = (
        np.random.default_rng(0),
        small_samples.averaged(SERIES[:1], REGRESSORS, PLACE),
    )
    chosen = rng.choice(39, 400_000, p=weights[:, 0])
    drawn = centres[chosen, 0] + scales[chosen, 0] * rng.standard_t(8, 400_000)
    low, middle, high = np.quantile(drawn, [0.025, 0.5, 0.975])
    expected = {"estimate": middle, "low": low, "high": high}
    assert got.loc["averaged over autocorrelation"].to_dict() == pytest.approx(
        expected, abs=0.03 * (high - low)
    )


def test_counting_agrees_with_the_intervals_themselves():
    panel = small_samples.panels(
        REGRESSORS, np.array([1, 0, 0.5, 0]), 0.3, 0.5, runs=20, seed=1, cities=13
    )
    series = panel.mean(axis=1)
    got = small_samples.mean_coverage(series, REGRESSORS, PLACE, 0.5, 0.9)
    rows = [small_samples.intervals(one, REGRESSORS, PLACE, 0.9) for one in series]
    for name in small_samples.METHODS:
        assert got[name] == np.mean(
            [row.loc[name, "low"] <= 0.5 <= row.loc[name, "high"] for row in rows]
        )


def test_clustered_errors_are_those_of_statsmodels():
    panel = small_samples.panels(
        REGRESSORS, np.zeros(4), 0.3, 0.5, runs=25, seed=2, cities=13
    )
    covered = []
    effects = np.kron(np.eye(13), np.ones((12, 1)))
    everything = np.hstack([np.tile(REGRESSORS[:, 1:], (13, 1)), effects])
    for one in panel:
        options = {
            "groups": np.repeat(np.arange(13), 12),
            "use_correction": False,
            "df_correction": False,
        }
        fit = sm.OLS(one.ravel(), everything).fit(cov_type="cluster", cov_kwds=options)
        error = fit.bse[PLACE - 1] * np.sqrt(13 / 12)
        covered.append(abs(fit.params[PLACE - 1]) <= stats.t.ppf(0.95, 12) * error)
    got = small_samples.clustered_coverage(panel, REGRESSORS, PLACE, 0, 0.9, seed=0)
    assert got["clustered by city"] == np.mean(covered) and 0 < np.mean(covered) < 1


def test_wild_bootstrap_is_exact_where_cities_are_independent_and_fails_where_not():
    independent, shared = (
        small_samples.clustered_coverage(
            small_samples.panels(REGRESSORS, np.zeros(4), common, 0.5, 3000, 4, 13),
            REGRESSORS,
            PLACE,
            0,
            0.95,
            seed=0,
        )
        for common in (0.0, 0.5)
    )
    assert independent["wild bootstrap over cities"] == pytest.approx(0.95, abs=0.02)
    assert (
        shared["wild bootstrap over cities"] < 0.6 and shared["clustered by city"] < 0.6
    )


def test_panels_have_the_planted_effects_and_errors():
    effects = np.array([3.0, 0.1, -0.4, 0.2])
    panel = small_samples.panels(
        REGRESSORS,
        effects,
        common=0.3,
        autocorrelation=0.6,
        runs=4000,
        seed=0,
        cities=4,
    )
    errors = panel - REGRESSORS @ effects
    assert np.abs(errors.mean(axis=(0, 1))).max() < 0.06
    assert errors.var() == pytest.approx(1, abs=0.03)
    assert np.mean(errors[:, 0] * errors[:, 1]) == pytest.approx(0.3, abs=0.03)
    assert np.mean(errors[..., 1:] * errors[..., :-1]) == pytest.approx(0.6, abs=0.03)
