from fractions import Fraction
from itertools import combinations, pairwise, product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample import SCORES, SHARES, WEIGHTS
from scipy.optimize import OptimizeResult, linprog

from compindex.errors import InputError
from compindex.index import MEANS
from compindex.robustness.reaching import weights_for_places

MEANS_TRIED = ["arithmetic", "geometric", "harmonic"]


def answers(table, weights, mean="arithmetic"):
    """Give the weights for each unit and place, none where there are none."""
    got = weights_for_places(table, weights, mean)
    assert len(got) == len(table) ** 2
    own = pd.Series(weights)[table.columns].to_numpy(float)
    return {
        key: (abs(row - own / own.sum()).max(), row)
        for key, row in zip(got.index, got.to_numpy(), strict=True)
    }


def places_of(totals):
    """Rank totals; equal ones share the better place."""
    return [1 + sum(other > own for other in totals) for own in totals]


@pytest.mark.parametrize("mean", MEANS_TRIED)
def test_each_answer_reaches_its_place(mean):
    found = answers(SCORES, WEIGHTS, mean)
    reached = 0
    for (unit, place), (change, weights) in found.items():
        if np.isnan(change):
            assert np.isnan(weights).all()
            continue
        totals = MEANS[mean](SCORES.to_numpy(), weights)
        assert places_of(totals)[SCORES.index.get_loc(unit)] == place
        assert weights.sum() == pytest.approx(1, abs=1e-6) and (weights >= 0).all()
        reached += 1
    assert 15 < reached < 225


@pytest.mark.parametrize("mean", MEANS_TRIED)
def test_no_weights_of_a_grid_are_nearer(mean):
    """All weights in steps of one fortieth: none gives a place at a smaller change, nor
    a place that is said to be out of reach.
    """
    steps = [row for row in product(range(41), repeat=3) if sum(row) <= 40]
    grid = np.array([[*row, 40 - sum(row)] for row in steps]) / 40
    values = SCORES.to_numpy()
    totals = np.array([MEANS[mean](values, weights) for weights in grid])
    places = 1 + (totals[:, None, :] > totals[:, :, None]).sum(axis=2)
    changes = abs(grid - SHARES).max(axis=1)
    found = answers(SCORES, WEIGHTS, mean)
    for number, unit in enumerate(SCORES.index):
        for place in range(1, len(SCORES) + 1):
            there = places[:, number] == place
            if there.any():
                assert found[unit, place][0] <= changes[there].min() + 1e-3


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6)),
        min_size=2,
        max_size=6,
        unique=True,
    ),
    st.integers(1, 9),
)
def test_two_dimensions_by_cutting_the_segment(rows, tenths):
    """Along the weights (t, 1 - t) places change where two units tie, and nowhere else."""
    own, cuts = Fraction(tenths, 10), {Fraction(0), Fraction(1)}
    for (a, b), (c, d) in combinations(rows, 2):
        if a - c != b - d:
            cut = Fraction(d - b, (a - c) - (b - d))
            cuts |= {cut} if 0 < cut < 1 else set()
    expected = {}
    for low, high in pairwise(sorted(cuts)):
        inside = (low + high) / 2
        places = places_of([inside * a + (1 - inside) * b for a, b in rows])
        apart = max(low - own, own - high, Fraction(0))
        for unit, place in enumerate(places):
            before = expected.get((unit, place), apart)
            expected[unit, place] = min(before, apart)
    table = pd.DataFrame(rows, columns=["a", "b"])
    found = answers(table, {"a": tenths, "b": 10 - tenths})
    got = {key: change for key, (change, _) in found.items() if not np.isnan(change)}
    assert got.keys() == expected.keys()
    for key, change in got.items():
        assert change == pytest.approx(float(expected[key]), abs=1e-3)


@pytest.mark.parametrize("seed", range(4))
def test_an_independent_optimum_is_no_nearer(seed):
    """Try all sets of rivals ahead, a linear programme each."""
    values = np.random.default_rng(seed).integers(0, 50, (6, 3)).astype(float)
    own = np.array([0.5, 0.3, 0.2])
    found = answers(pd.DataFrame(values), dict(enumerate(own)))
    for unit in range(6):
        rivals = np.delete(values, unit, axis=0) - values[unit]
        best = {}
        for above in product([False, True], repeat=5):
            nearest = _nearest_with(rivals, own, np.array(above))
            place = 1 + sum(above)
            best[place] = min(nearest, best.get(place, np.inf))
        for place, expected in best.items():
            change = found[unit, place][0]
            if np.isinf(expected):
                assert np.isnan(change)
            else:
                assert change == pytest.approx(expected, abs=1e-3)


def _nearest_with(rivals, own, above):
    """Give the least largest change of weights that put these rivals ahead."""
    signs = np.where(above, -1, 1)[:, None] * rivals
    near = np.vstack([np.eye(3), -np.eye(3)])
    rows = np.vstack([np.c_[signs, np.zeros(5)], np.c_[near, -np.ones(6)]])
    ends = np.r_[np.full(5, -1e-4), own, -own]
    found = linprog([0, 0, 0, 1], rows, ends, [[1, 1, 1, 0]], [1])
    return np.inf if found.x is None else found.fun


def test_a_place_of_its_own_costs_nothing():
    found = answers(SCORES, WEIGHTS)
    for place, unit in enumerate(SCORES.index, 1):
        assert found[unit, place][0] == pytest.approx(0, abs=1e-12)


def test_units_with_the_same_scores_share_their_places():
    table = pd.DataFrame({"a": [3, 3, 1], "b": [1, 1, 2]}, list("xyz"))
    found = answers(table, {"a": 1, "b": 1})
    assert found["x", 1][0] == found["y", 1][0] == 0
    assert np.isnan(found["x", 3][0]) and not np.isnan(found["z", 1][0])


def test_a_unit_alone_is_first():
    found = answers(pd.DataFrame({"a": [1.0]}, ["x"]), {"a": 1})
    assert found["x", 1] == (0, [1])


def test_those_that_take_too_many_steps_are_left():
    table = pd.DataFrame({"a": [9, 5, 3, 1], "b": [9, 1, 2, 4]}, list("wxyz"))
    got = weights_for_places(table, {"a": 1, "b": 1}, steps=10)
    assert got.index.unique("unit").tolist() == ["w"]


def test_dimensions_may_be_called_anything():
    table = pd.DataFrame([[3, 1, 1], [1, 2, 4]], columns=["place", "unit", 7])
    got = weights_for_places(table, {"place": 1, "unit": 1, 7: 1})
    assert list(got) == ["place", "unit", 7] and got.notna().all(axis=None)


def test_a_tie_is_no_place_of_its_own():
    table = pd.DataFrame({"a": [3.0, 3.0, 1.0], "b": [1.0, 0.0, 0.5]}, list("xyz"))
    found = answers(table, {"a": 1, "b": 1})
    assert np.isnan(found["y", 1][0]) and not np.isnan(found["y", 2][0])


@pytest.mark.parametrize("solver", ["milp", "linprog"])
def test_where_the_solver_cannot_tell_nothing_is_said(solver, monkeypatch):
    given_up = OptimizeResult(x=None, status=4, message="numerical difficulties")
    monkeypatch.setattr(f"scipy.optimize.{solver}", lambda *_, **__: given_up)
    table = pd.DataFrame({"a": [9, 5, 3], "b": [1, 2, 4]}, list("xyz"))
    got = weights_for_places(table, {"a": 1, "b": 1})
    assert got.empty and list(got) == ["a", "b"]


def test_a_mean_that_there_is_not():
    table = pd.DataFrame({"a": [0.0, 1]})
    with pytest.raises(InputError, match="above zero"):
        weights_for_places(table, {"a": 1}, "geometric")
