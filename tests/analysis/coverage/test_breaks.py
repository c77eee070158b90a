import functools

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.coverage import breaks
from analysis.report.words import MONTHS
from compindex.errors import InputError

TRUTH = {"level": 8.0, "trend": 0.02, "break": 0.4, "trend_change": -0.03}
NOISE = np.random.default_rng(0).normal(0, 0.1, 12)


def series(noise=0.0):
    place = np.arange(12) - 6
    after = place >= 0
    logs = (
        TRUTH["level"]
        + TRUTH["trend"] * place
        + after * (TRUTH["break"] + TRUTH["trend_change"] * place)
    )
    return pd.Series(np.exp(logs + noise), index=MONTHS)


def test_a_series_without_errors_gives_its_coefficients_back():
    fit = breaks.fit(series(), "2020-01")
    assert fit.params.to_dict() == pytest.approx(TRUTH)


def test_break_is_the_gap_between_two_lines():
    logs = np.log(series(NOISE)).to_numpy()
    before, after = (
        np.polyfit(np.arange(6), logs[part], 1) for part in (slice(6), slice(6, 12))
    )
    got = breaks.break_intervals(series(NOISE), "2020-01")
    expected = after[1] - (before[1] + before[0] * 6)
    assert got.loc["least squares", "estimate"] == pytest.approx(expected)
    assert got.loc["least squares", "ratio"] == pytest.approx(np.exp(expected))
    assert (got["low"] < got["estimate"]).all() and (
        got["estimate"] < got["high"]
    ).all()
    many = breaks.break_estimates(np.exp(np.array([logs, logs + 1])), MONTHS, "2020-01")
    assert many == pytest.approx([expected, expected])


def test_event_study_is_a_prediction_interval_around_the_mean_before():
    values = series(NOISE)
    logs = np.log(values).to_numpy()
    got = breaks.event_study(values, "2020-01", level=0.9)
    half = stats.t.ppf(0.95, 5) * logs[:6].std(ddof=1) * np.sqrt(1 + 1 / 6)
    gaps = logs[6:] - logs[:6].mean()
    assert list(got.index) == list(MONTHS[6:])
    assert got["estimate"].to_numpy() == pytest.approx(gaps)
    assert got["low"].to_numpy() == pytest.approx(gaps - half) and got[
        "high"
    ].to_numpy() == pytest.approx(gaps + half)


def test_the_true_break_explains_more_than_any_placebo():
    got = breaks.placebo_breaks(series(0.1 * NOISE))
    assert list(got.index) == list(MONTHS[3:10])
    assert got["unexplained"].idxmin() == got["t"].idxmax() == "2020-01"


def test_fixed_effects_of_cities_that_run_alike_have_no_error_left():
    panel = pd.DataFrame(
        {
            city: factor * series(NOISE)
            for city, factor in (("a", 1), ("b", 5), ("c", 9))
        }
    )
    got = breaks.fixed_effects(panel, "2020-01")
    assert got["estimate"].to_dict() == pytest.approx(
        breaks.fit(series(NOISE), "2020-01").params[1:].to_dict()
    )
    assert got["standard_error"].max() < 1e-10
    apart = panel.assign(c=9 * series(np.arange(12) % 3 * 0.1))
    assert breaks.fixed_effects(apart, "2020-01")["standard_error"].min() > 1e-3


@pytest.mark.parametrize("month", ["2019-08", "2020-06", "2021-01"])
def test_a_break_at_the_edge_is_refused(month):
    with pytest.raises(InputError, match=f"no break can be told at {month}"):
        breaks.fit(series(), month)


def test_a_month_without_reports_is_refused():
    values = series()
    values["2019-09"] = 0
    with pytest.raises(InputError, match="no logarithm"):
        breaks.break_intervals(values, "2020-01")


def test_simulated_coverage_of_independent_errors_is_what_the_intervals_promise():
    got = breaks.simulated_coverage(24, 0.0, 0.0, effect=0.3, runs=2000, seed=5)
    for name in (
        "clustered by city",
        "wild bootstrap over cities",
        "least squares",
        "fixed-b",
    ):
        assert got[name] == pytest.approx(0.95, abs=0.02), name
    assert set(breaks.simulated_coverage(12, 1.0, 0.5, 0.3, runs=100, cities=1)) < set(
        got
    )


def test_the_simulated_break_lies_halfway_unless_told():
    simulate = functools.partial(
        breaks.simulated_coverage, 20, 1.0, 0.5, 0.3, runs=500, cities=1
    )
    assert simulate(before=10) == simulate() != simulate(before=4)
    with pytest.raises(InputError, match="no break can be told"):
        simulate(before=1)


@pytest.mark.parametrize("months", [12, 24, 60])
def test_the_headline_interval_keeps_its_promise_and_the_mistake_does_not(months):
    got = breaks.simulated_coverage(months, 0.3, 0.5, effect=0.3, runs=2000, seed=1)
    assert 0.93 <= got["averaged over autocorrelation"] <= 0.97
    assert got["clustered by city"] < 0.65 and got["wild bootstrap over cities"] < 0.65
