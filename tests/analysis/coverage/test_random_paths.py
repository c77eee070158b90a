import numpy as np
import pytest

from analysis.coverage import printed, random_paths
from analysis.ledger.sample import Report

PRINTED = Report()
SCORES = PRINTED.scores["media"].value
SPANS = printed.published_spans(PRINTED.prose)


def test_same_seed_same_bytes_other_seed_other_paths():
    first, again, other = (
        random_paths.random_paths(SPANS, SCORES, 50, seed) for seed in (1, 1, 2)
    )
    assert first.tobytes() == again.tobytes() and first.tobytes() != other.tobytes()
    assert random_paths.band(first).equals(random_paths.band(again))


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
