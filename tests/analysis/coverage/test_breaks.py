import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analysis.coverage import breaks
from analysis.report.words import MONTHS
from compindex.errors import InputError

TRUTH = {"level": 8.0, "trend": 0.02, "break": 0.4, "trend_change": -0.03}
NOISE = np.random.default_rng(0).normal(0, 0.1, 12)
LEAST, RESTRICTED, AVERAGED = breaks.small_samples.METHODS


def series(noise=0.0):
    place = np.arange(12) - 6
    after = place >= 0
    logs = (
        TRUTH["level"]
        + TRUTH["trend"] * place
        + after * (TRUTH["break"] + TRUTH["trend_change"] * place)
    )
    return pd.Series(np.exp(logs + noise), index=MONTHS)


def wave(months, peak=3):
    """A seasonal wave around January 2020, without any break."""
    start = pd.Period("2020-01") - months // 2
    names = pd.period_range(start, periods=months, freq="M").astype(str)
    calendar = np.array([int(name[-2:]) for name in names])
    return pd.Series(np.exp(0.2 * np.cos(2 * np.pi * (calendar - peak) / 12)), names)


def test_a_series_without_errors_gives_its_coefficients_back():
    fit = sm.OLS(np.log(series()), breaks.design(MONTHS, "2020-01")).fit()
    assert fit.params.to_dict() == pytest.approx(TRUTH)
    assert breaks.found_ratio(series(), "2020-01") == pytest.approx(np.exp(0.4))


def test_break_is_the_gap_between_two_lines():
    logs = np.log(series(NOISE)).to_numpy()
    before, after = (
        np.polyfit(np.arange(6), logs[part], 1) for part in (slice(6), slice(6, 12))
    )
    got = breaks.break_intervals(series(NOISE), "2020-01")
    expected = after[1] - (before[1] + before[0] * 6)
    assert got.loc[LEAST, "estimate"] == pytest.approx(expected)
    assert got["ratio"].to_list() == pytest.approx(np.exp(got["estimate"]).to_list())
    assert (got["ratio_low"] < got["ratio"]).all()
    assert (got["ratio"] < got["ratio_high"]).all()
    assert breaks.found_ratio(series(NOISE), "2020-01") == pytest.approx(
        np.exp(expected)
    )


@pytest.mark.parametrize("month", ["2019-08", "2020-06", "2021-01"])
def test_a_break_at_the_edge_is_refused(month):
    with pytest.raises(InputError, match=f"no break can be told at {month}"):
        breaks.design(MONTHS, month)


def test_a_month_without_reports_is_refused():
    values = series()
    values["2019-09"] = 0
    with pytest.raises(InputError, match="no logarithm"):
        breaks.break_intervals(values, "2020-01")


@pytest.mark.parametrize(
    ("months", "found"), [(12, 1.26), (24, 1.46), (36, 1.09), (60, 1.05)]
)
def test_a_wave_passes_for_a_break_unless_there_is_a_seasonal_term(months, found):
    assert breaks.found_ratio(wave(months), "2020-01") == pytest.approx(
        found, abs=0.006
    )
    if months >= breaks.SHORTEST_WITH_SEASON:
        for peak in (3, 7):
            got = breaks.found_ratio(wave(months, peak), "2020-01", seasonal=True)
            assert got == pytest.approx(1)


def test_a_season_in_a_year_cannot_be_told():
    with pytest.raises(InputError, match="12 months for a seasonal term; expected 24"):
        breaks.design(MONTHS, "2020-01", seasonal=True)


@pytest.mark.parametrize("months", [12, 24, 60])
def test_the_averaged_interval_keeps_its_promise_where_others_do_not(months):
    for autocorrelation in (0.0, 0.5, 0.85):
        got = breaks.simulated_shares(months, autocorrelation, 0.3, 0.3, seed=1)
        assert 0.92 <= got[AVERAGED] <= 0.99
    assert got[LEAST] < 0.85  # errors that follow one another closely
    if months == 12:
        assert 0.85 < got[RESTRICTED] < 0.90


def test_the_simulated_truth_is_found_by_intervals_of_independent_errors():
    got = breaks.simulated_shares(24, 0.0, 0.7, 0.7, runs=2000, seed=5)
    assert got[LEAST] == pytest.approx(0.95, abs=0.015)


def test_a_larger_break_is_missed_more_rarely():
    missed = [
        breaks.simulated_shares(12, 0.5, effect, 0.0, runs=500, seed=2)[AVERAGED]
        for effect in (0.0, 1.0, 3.0)
    ]
    assert missed[0] > 0.92 and missed[0] > missed[1] > missed[2]
