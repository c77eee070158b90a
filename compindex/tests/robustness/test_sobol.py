import numpy as np
import pytest
from scipy import stats

from compindex.errors import InputError
from compindex.robustness import (
    inputs,
    sobol,
)


def ishigami(x, a=7, b=0.1):
    angle = np.pi * (2 * x - 1)
    return (
        np.sin(angle[0])
        + a * np.sin(angle[1]) ** 2
        + b * angle[2] ** 4 * np.sin(angle[0])
    )


def ishigami_indices(a=7, b=0.1):
    """Give the first-order and total indices in closed form (T. Ishigami and T. Homma,
    1990).
    """
    alone, inner = (1 + b * np.pi**4 / 5) ** 2 / 2, 8 * b**2 * np.pi**8 / 225
    variance = alone + a**2 / 8 + inner
    return np.array([alone, a**2 / 8, 0]) / variance, np.array(
        [alone + inner, a**2 / 8, inner]
    ) / variance


def test_ishigami_function():
    first, total = ishigami_indices()
    errors = []
    for seed in range(20):
        table = sobol.sobol_indices(ishigami, list("abc"), 1024, 2, seed)
        got = table.pivot(index="order", columns="factor", values="estimate")
        errors.append(
            [abs(got.loc["first"] - first).max(), abs(got.loc["total"] - total).max()]
        )
    assert (np.median(errors, axis=0) <= 0.01).all()


def test_one_scrambling_of_the_ishigami_function():

    first = ishigami_indices()[0]
    runs = [
        stats.sobol_indices(
            func=ishigami, n=1024, dists=[stats.uniform()] * 3, rng=seed
        )
        for seed in range(20)
    ]
    assert np.median([abs(run.first_order - first).max() for run in runs]) <= 0.01


def test_intervals_hold_the_truth_as_often_as_they_say():
    first, _ = ishigami_indices()
    inside = []
    for seed in range(60):
        table = sobol.sobol_indices(
            ishigami, list("abc"), 128, 4, 100 + seed, level=0.9
        )
        part = table[table["order"] == "first"].set_index("factor")
        inside += list((part["low"] <= first) & (first <= part["high"]))
    assert 0.8 <= np.mean(inside) <= 0.98


def test_intervals_are_those_of_students_t():

    runs = [
        stats.sobol_indices(
            func=ishigami, n=64, dists=[stats.uniform()] * 3, rng=generator
        )
        for generator in inputs.generators(5, 4)
    ]
    table = sobol.sobol_indices(ishigami, list("abc"), 64, 4, 5, level=0.9)
    for order, name in (("first", "first_order"), ("total", "total_order")):
        estimates = np.array([getattr(run, name) for run in runs])
        spread = estimates.std(axis=0, ddof=1) / np.sqrt(4)
        got = table[table["order"] == order]
        assert got["estimate"].to_list() == pytest.approx(
            estimates.mean(axis=0).tolist()
        )
        # T, 3 degrees.
        assert (got["high"] - got["estimate"]).to_list() == pytest.approx(
            (2.353363 * spread).tolist(), rel=1e-6
        )
        assert (got["estimate"] - got["low"]).to_list() == pytest.approx(
            (2.353363 * spread).tolist(), rel=1e-6
        )


def test_sums_and_products_by_hand():
    # 3 a + b: variances 9 and 1 to one. a b with means of zero: nothing alone,
    # everything together.
    table = sobol.sobol_indices(
        lambda x: np.stack([3 * x[0] + x[1], (x[0] - 0.5) * (x[1] - 0.5)]),
        ["a", "b"],
        1024,
        4,
        1,
    )
    got = table.set_index(["output", "order", "factor"])["estimate"].sort_index()
    assert (
        got[0, "first"].to_list()
        == pytest.approx([0.9, 0.1], abs=0.01)
        == got[0, "total"].to_list()
    )
    assert got[1, "first"].to_list() == pytest.approx([0, 0], abs=0.03)
    assert got[1, "total"].to_list() == pytest.approx([1, 1], abs=0.03)


def test_an_output_that_never_changes_has_no_rows():
    table = sobol.sobol_indices(
        lambda x: np.stack([x[0], 0.1 + 0 * x[0]]), ["a"], 64, 2, 1
    )
    assert set(table["output"]) == {0} and np.isfinite(table["estimate"]).all()


@pytest.mark.parametrize(
    ("points", "replications", "message"),
    [
        (100, 4, "100 points; expected a power of two"),
        (0, 4, "0 points"),
        (1, 4, "1 points"),
        (64, 1, "1 replications"),
    ],
)
def test_wrong_sizes_are_refused(points, replications, message):
    with pytest.raises(InputError, match=message):
        sobol.sobol_indices(lambda x: x[:1], ["a"], points, replications, 1)


def test_an_output_may_change_in_some_calls_only():
    """Scipy asks for several samples in a replication; one of them may hold no change."""
    calls = []

    def model(x):
        calls.append(x.shape)
        return x[:1] if len(calls) % 3 else 0.5 + 0 * x[:1]

    table = sobol.sobol_indices(model, ["a", "b"], 64, 2, 1)
    assert len(calls) > 2 and len(table) == 4


def test_an_output_that_changes_too_rarely_and_levels_that_are_none_are_refused():
    with pytest.raises(
        InputError,
        match="the output 0 changes too rarely for 64 points; expected longer sequences",
    ):
        sobol.sobol_indices(
            lambda x: (x[:1] < 0.004).astype(float), ["a", "b"], 64, 8, 1
        )
    for level in (0, 1, 1.5, np.nan):
        with pytest.raises(InputError, match="intervals of level"):
            sobol.sobol_indices(ishigami, list("abc"), 64, 2, 1, level=level)
    with pytest.raises(InputError, match="no number somewhere"):
        sobol.sobol_indices(lambda x: np.log(x[:1] - 0.5), ["a", "b"], 64, 2, 1)
