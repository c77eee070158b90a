import numpy as np
import pytest
from scipy.optimize import minimize

from analysis.coverage import calibration, disaggregation, printed
from analysis.ledger.sample import Report
from analysis.report.words import MONTHS
from compindex.errors import InputError

PRINTED = Report()
SCORES = PRINTED.scores["media"].value
READINGS = [
    (first, second)
    for first in printed.READINGS_OF_2019
    for second in printed.READINGS_OF_OTHERS
]
OTHERS = list(printed.OTHERS)


@pytest.fixture(scope="module", params=READINGS, ids="-".join)
def made(request):
    spans = printed.published_spans(PRINTED.prose, *request.param)
    return request.param, spans, disaggregation.smooth_paths(spans, SCORES)


def test_the_path_meets_every_printed_figure_to_its_digit(made):
    (_, reading_of_others), _, smooth = made
    divisor = 13 if reading_of_others == "together" else 1
    assert smooth["wuhan"][6:11].sum() == pytest.approx(500742, abs=0.1)
    assert smooth["beijing"].iloc[11] == 88061
    thirteen = smooth[OTHERS].mean(axis=1) * divisor
    assert thirteen[:6].mean() == pytest.approx(5156, abs=0.1)
    assert thirteen[6:].mean() == pytest.approx(7206, abs=0.1)
    assert (thirteen / divisor).to_list() == pytest.approx(
        smooth["others"].to_list(), abs=0.02
    )
    assert smooth["wuhan"][:6].mean() == pytest.approx(3202, abs=0.01)
    assert smooth.min(axis=None) >= 0


def test_what_falls_or_rises_does_so_by_one_report_at_least(made):
    _, _, smooth = made
    assert smooth["wuhan"].iloc[10] - smooth["wuhan"].iloc[11] >= 0.99
    assert smooth["beijing"].iloc[11] - smooth["beijing"].iloc[10] >= 0.99


def test_the_path_agrees_with_the_calibration(made):
    (_, reading_of_others), spans, smooth = made
    year = printed.others_year(spans).value
    totals = smooth.sum()
    steepness = calibration.steepness_of_wuhan(SCORES, year, totals["wuhan"])
    expected = calibration.years(SCORES, year, steepness)
    assert totals[list(expected.index)].to_list() == pytest.approx(
        expected.to_list(), rel=1e-6, abs=0.1
    )
    if reading_of_others == "per_city":
        assert calibration.constants(SCORES, year, steepness)["intercept"] <= 1e-6


def test_the_path_crosses_no_bound(made):
    _, spans, smooth = made
    bounds = printed.monthly_bounds(spans).set_index(["series", "month"])
    for series in printed.SERIES:
        for month in MONTHS:
            low, high = bounds.loc[(series, month), ["low", "high"]].astype(float)
            assert smooth.loc[month, series] >= low - 1e-6
            assert np.isnan(high) or smooth.loc[month, series] <= high + 1e-6


def test_a_path_is_flat_where_only_a_mean_is_printed(made):
    """No step is smoothed away between 2019 and 2020."""
    _, _, smooth = made
    for series in ("others", "shanghai"):
        assert smooth[series][:6].nunique() == smooth[series][6:].nunique() == 1
    assert smooth["wuhan"][:6].nunique() == smooth["wuhan"][6:11].nunique() == 1


@pytest.mark.parametrize("total", [900_000, 538_539, 138_959, 95_000])
def test_least_squared_steps_against_a_solver(total):
    """Another solver finds no smoother path; at zero it is held by few months."""
    last, scale = 88_061, 1e5
    got = disaggregation.least_squared_steps(total, last, 12)
    assert got.sum() == pytest.approx(total) and got[-1] == pytest.approx(last)
    assert got.min() >= -1e-6
    sums = [
        {"type": "eq", "fun": lambda x: x.sum() - total / scale},
        {"type": "eq", "fun": lambda x: x[-1] - last / scale},
    ]
    found = minimize(
        lambda x: (np.diff(x) ** 2).sum(),
        np.full(12, total / 12 / scale),
        bounds=[(0, None)] * 12,
        constraints=sums,
        options={"maxiter": 1000, "ftol": 1e-12},
    )
    assert found.success
    assert (np.diff(got / scale) ** 2).sum() <= found.fun + 1e-9


def test_by_hand():
    """Sum 6, last 3: of (a, b, 3) with a + b = 3 the steps are least for a = 1.2."""
    got = disaggregation.least_squared_steps(6.0, 3.0, 3)
    assert got.tolist() == pytest.approx([1.2, 1.8, 3.0])


def test_a_year_too_large_for_its_june_is_refused():
    with pytest.raises(InputError, match="Beijing's year of 2,000,000 reports has no"):
        disaggregation._smooth_beijing(88061, 2e6)
