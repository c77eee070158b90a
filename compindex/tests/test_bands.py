import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compindex import bands
from compindex.errors import InputError

# Fifteen totals, two of them equal.
TOTALS = pd.Series(
    [
        90.1,
        86.4,
        85.9,
        77.2,
        73.0,
        68.8,
        68.8,
        67.3,
        65.9,
        63.7,
        63.1,
        62.4,
        60.3,
        55.2,
        48.9,
    ],
    list("abcdefghijklmno"),
)


def test_bands_are_half_open():
    got = bands.assign_tiers(
        pd.Series([85.0, 84.99, 71.0, 65.0, 60.0, 59.99]), [85, 71, 65, 60]
    )
    assert got.to_list() == [1, 2, 2, 3, 4, 5]


@given(
    st.lists(st.floats(0, 100), min_size=1),
    st.lists(st.floats(1, 99), min_size=1, max_size=5, unique=True),
)
def test_a_higher_total_never_has_a_lower_tier(totals, edges):
    edges = sorted(edges, reverse=True)
    got = bands.assign_tiers(pd.Series(sorted(totals)), edges)
    assert got.is_monotonic_decreasing and got.between(1, len(edges) + 1).all()


@pytest.mark.parametrize(
    "edges",
    [[60, 65], [70, 70], [float("nan"), 60], [float("inf"), 60], [60, float("-inf")]],
)
def test_edges_must_fall(edges):
    with pytest.raises(InputError, match="do not fall"):
        bands.assign_tiers(TOTALS, edges)


def test_tiers_need_an_edge():
    with pytest.raises(
        InputError,
        match="no tier edges; expected the lower ends of all tiers but the last",
    ):
        bands.assign_tiers(TOTALS, [])


@pytest.mark.parametrize("classes", [2, 3, 5])
def test_natural_breaks_are_the_best_of_all_partitions(classes):
    got = bands.goodness_of_variance_fit(TOTALS, bands.natural_breaks(TOTALS, classes))
    ordered = TOTALS.sort_values(ascending=False)
    fits = []
    for cuts in itertools.combinations(range(1, len(ordered)), classes - 1):
        labels = pd.Series(
            np.searchsorted(cuts, range(len(ordered)), side="right"), ordered.index
        )
        fits.append(bands.goodness_of_variance_fit(ordered, labels))
    assert got == pytest.approx(max(fits), abs=1e-12)


def test_natural_breaks_number_from_the_top():
    got = bands.natural_breaks(TOTALS, 5)
    assert (got["a"], got["o"]) == (1, 5)


@pytest.mark.parametrize("classes", [1, 14])
def test_number_of_classes_must_make_sense(classes):
    with pytest.raises(InputError, match=f"{classes} classes"):
        bands.natural_breaks(TOTALS, classes)


def test_goodness_of_fit_by_hand():
    totals, classes = pd.Series([1.0, 3.0, 8.0, 12.0]), pd.Series([2, 2, 1, 1])
    assert bands.goodness_of_variance_fit(totals, classes) == pytest.approx(
        1 - (2 + 8) / (25 + 9 + 4 + 36)
    )
