import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.coverage import calibration, disaggregation, printed, random_paths
from analysis.ledger.sample import Report
from analysis.report.words import MONTHS

PRINTED = Report()
SCORES = PRINTED.scores["media"].value
READINGS = [
    (first, second)
    for first in printed.READINGS_OF_2019
    for second in printed.READINGS_OF_OTHERS
]
SPANS = printed.published_spans(PRINTED.prose)
OTHERS = list(printed.OTHERS)
DRAWS = 300


@pytest.fixture(scope="module", params=READINGS, ids="-".join)
def made(request):
    spans = printed.published_spans(PRINTED.prose, *request.param)
    smooth = disaggregation.smooth_paths(spans, SCORES)
    return (
        request.param,
        spans,
        smooth,
        random_paths.random_paths(spans, SCORES, DRAWS, seed=7),
    )


def test_every_path_meets_every_printed_figure_to_its_digit(made):
    (reading_of_2019, reading_of_others), _, smooth, paths = made
    every = np.concatenate([smooth.to_numpy().T[None], paths])
    by_name = dict(zip(printed.SERIES, every.transpose(1, 0, 2), strict=True))
    divisor = 13 if reading_of_others == "together" else 1
    assert np.abs(by_name["wuhan"][:, 6:11].sum(axis=1) - 500742).max() < 0.5
    assert np.abs(by_name["wuhan"][:, 6:11].mean(axis=1) - 100148.4).max() < 0.5
    assert np.abs(by_name["beijing"][:, 11] - 88061).max() < 0.5
    thirteen = np.sum([by_name[city] for city in OTHERS], axis=0) / 13 * divisor
    assert np.abs(thirteen[:, :6].mean(axis=1) - 5156).max() < 0.5
    assert np.abs(thirteen[:, 6:].mean(axis=1) - 7206).max() < 0.5
    assert np.abs(thirteen / divisor - by_name["others"]).max() < 0.02
    if reading_of_2019 == "half_year":
        assert np.abs(by_name["wuhan"][:, :6].mean(axis=1) - 3202).max() < 0.5
    else:  # the half-year is a part of the printed year
        assert by_name["wuhan"][:, :6].sum(axis=1).max() < 12 * 3202.5
    assert (by_name["wuhan"][:, 11] <= by_name["wuhan"][:, 10] + 0.02).all()
    assert (by_name["beijing"][:, 10] <= by_name["beijing"][:, 11] + 0.02).all()
    assert every.min() >= 0


def test_what_falls_or_rises_does_so_by_one_report_at_least(made):
    _, _, smooth, paths = made
    assert smooth["wuhan"].iloc[10] - smooth["wuhan"].iloc[11] >= 0.99
    assert smooth["beijing"].iloc[11] - smooth["beijing"].iloc[10] >= 0.99
    assert (paths[:, 0, 11] < paths[:, 0, 10]).all()
    assert (paths[:, 1, 10] < paths[:, 1, 11]).all()


def test_every_path_agrees_with_the_calibration(made):
    (_, reading_of_others), spans, smooth, paths = made
    year = printed.others_year(spans).value
    for path in (smooth.to_numpy().T, *paths[:40]):
        totals = dict(zip(printed.SERIES, path.sum(axis=1), strict=True))
        steepness = calibration.steepness_of_wuhan(SCORES, year, totals["wuhan"])
        expected = calibration.years(SCORES, year, steepness)
        assert [totals[city] for city in expected.index] == pytest.approx(
            expected.to_list(), rel=1e-6, abs=0.1
        )
        if reading_of_others == "per_city":
            assert calibration.constants(SCORES, year, steepness)["intercept"] <= 1e-6


def test_no_path_crosses_a_bound(made):
    _, spans, smooth, paths = made
    bounds = printed.monthly_bounds(spans).set_index(["series", "month"])
    for place, series in enumerate(printed.SERIES):
        for month, name in enumerate(MONTHS):
            low, high = bounds.loc[(series, name), ["low", "high"]].astype(float)
            values = np.append(paths[:, place, month], smooth.loc[name, series])
            assert values.min() >= low - 1e-6 and (
                np.isnan(high) or values.max() <= high + 1e-6
            )


def steps(levels):
    return (
        np.diff(np.eye(len(levels)), axis=0)
        / np.maximum(levels[1:], levels[:-1])[:, None]
    )


@pytest.mark.parametrize(
    ("place", "levels"), [(0, [3202, 100148.4]), (2, [5156.0, 7206.0])]
)
def test_smooth_paths_are_the_smoothest_of_all_admitted(place, levels):
    """A convex function is least where its slope towards every other admitted point is
    not negative.
    """
    smooth = disaggregation.smooth_paths(SPANS, SCORES).to_numpy()[:, place]
    paths = random_paths.random_paths(SPANS, SCORES, DRAWS, seed=3)[:, place]
    matrix = steps(np.repeat(levels, 6))

    def steepest(path):
        return ((paths - path) @ (2 * matrix.T @ matrix @ path)).min() / np.sum(
            (matrix @ path) ** 2
        )

    assert steepest(smooth) > -0.002  # the path is written to hundredths
    assert steepest(0.98 * smooth + 0.02 * paths[0]) < -0.02


def test_the_mean_s_path_solves_the_linear_equations_of_denton():
    """No month is at a bound there, so that Lagrange's equations give it."""
    matrix, sums = (
        steps(np.repeat([5156.0, 7206.0], 6)),
        np.repeat(np.eye(2), 6, axis=1),
    )
    system = np.block([[2 * matrix.T @ matrix, sums.T], [sums, np.zeros((2, 2))]])
    expected = np.linalg.solve(system, [0] * 12 + [6 * 5156, 6 * 7206])[:12]
    assert disaggregation.smooth_paths(SPANS, SCORES)[
        "others"
    ].to_numpy() == pytest.approx(expected, abs=0.006)


@settings(max_examples=30)
@given(
    st.lists(st.floats(1, 100), min_size=4, max_size=12),
    st.floats(1, 1e5),
    st.floats(0.01, 1),
)
def test_denton_keeps_sums_and_limits(levels, total, part):
    levels = np.array(levels)
    last = part * total / len(levels)
    got = disaggregation.denton(
        levels,
        np.ones((1, len(levels)), bool),
        np.array([total]),
        [np.eye(len(levels))[-1]],
        [last],
    )
    assert (
        got.sum() == pytest.approx(total)
        and got[-1] <= last * (1 + 1e-6) + 1e-9
        and (got >= 0).all()
    )


def test_equal_courses_are_the_least_rough_division_of_the_mean():
    rng = np.random.default_rng(5)
    years, mean = np.array([70.0, 20.0, 10.0]), np.array([5.0, 8.0, 6.0, 6.0])
    equal = np.outer(years, mean / mean.sum()) * 1.0

    def roughness(table):
        return (np.diff(table, axis=1) ** 2 / years[:, None]).sum()

    for _ in range(200):
        change = rng.standard_normal((3, 4))
        # Keeps both margins.
        change -= (
            change.mean(axis=0) + change.mean(axis=1, keepdims=True) - change.mean()
        )
        assert roughness(equal + change) >= roughness(equal)
