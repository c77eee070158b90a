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


def test_same_seed_same_bytes_other_seed_other_paths():
    first, again, other = (
        random_paths.random_paths(SPANS, SCORES, 50, seed) for seed in (1, 1, 2)
    )
    assert first.tobytes() == again.tobytes() and first.tobytes() != other.tobytes()
    assert random_paths.band(first).equals(random_paths.band(again))


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


def test_a_table_of_two_by_two_is_divided_uniformly():
    """One number decides the table; it is uniform between the ends that keep four cells
    above zero.
    """
    years = np.tile([30.0, 70.0], (4000, 1))
    mean = np.tile([40.0, 60.0], (4000, 1))
    got = random_paths._divide(np.random.default_rng(0), years, mean)[:, 0, 0]
    assert 0 <= got.min() and got.max() <= 30
    assert got.mean() == pytest.approx(15, abs=4 * 30 / np.sqrt(12 * 4000))
    assert np.mean(got < 7.5) == pytest.approx(
        0.25, abs=4 * np.sqrt(0.25 * 0.75 / 4000)
    )


def test_the_division_has_the_moments_that_rejection_gives():
    """Three cities and two months, drawn by brute force: uniform points of the box that
    keep the margins.
    """
    rng, years, months = (
        np.random.default_rng(1),
        np.array([20.0, 30.0, 50.0]),
        np.array([60.0, 40.0]),
    )
    box = rng.uniform(0, years, (400_000, 3))[
        :, :2
    ]  # what the first two cities have in the first month
    third = months[0] - box.sum(axis=1)
    expected = np.column_stack([box, third])[(third >= 0) & (third <= years[2])]
    got = random_paths._divide(
        rng, np.tile(years, (4000, 1)), np.tile(months, (4000, 1))
    )[:, :, 0]
    error = expected.std(axis=0) / np.sqrt(4000)
    assert np.abs((got.mean(axis=0) - expected.mean(axis=0)) / error).max() < 4
    assert got.std(axis=0) == pytest.approx(expected.std(axis=0), rel=0.05)


def test_months_of_a_sum_follow_the_flat_dirichlet_distribution():
    paths = random_paths.random_paths(SPANS, SCORES, 3000, seed=11)
    share = paths[:, 2, 0] / (6 * 5156)  # a month of six: distributed as Beta(1, 5)
    assert share.mean() == pytest.approx(1 / 6, abs=4 * np.sqrt(5 / (36 * 7) / 3000))
    assert np.mean(share > 0.5) == pytest.approx(0.5**5, abs=4 * np.sqrt(0.5**5 / 3000))


def test_the_band_holds_its_share_of_the_paths():
    paths = random_paths.random_paths(SPANS, SCORES, 400, seed=4)
    band = random_paths.band(paths, share=0.8).set_index(["series", "month"])
    inside = (paths[:, 0, 3] >= band.loc[("wuhan", "2019-10"), "low"]) & (
        paths[:, 0, 3] <= band.loc[("wuhan", "2019-10"), "high"]
    )
    assert inside.mean() == pytest.approx(0.8, abs=0.01)


def test_deviations_are_seen():
    paths = random_paths.random_paths(SPANS, SCORES, 5, seed=0)
    assert random_paths.largest_deviations(paths, SPANS).max() < 1e-6
    paths[2, 0, 11] = paths[2, 0, 10] + 4  # Wuhan's June above its May
    paths[3, 1, 11] += 3  # Beijing's June
    paths[4, 5, 0] = -2  # a city below zero
    got = random_paths.largest_deviations(paths, SPANS)
    assert got["Wuhan's June above its May"] == pytest.approx(4) and got[
        "beijing, as printed"
    ] == pytest.approx(3)
    assert (
        got["below zero"] == 2
        and got["mean of the 13 cities"] > 0
        and got["wuhan, as printed"] < 1e-6
    )
