import numpy as np
import pandas as pd
import pytest

from analysis import claims, report
from analysis.errors import InputError
from analysis.names import DIMENSIONS
from analysis.robustness import choices, inputs, sensitivity

SCORES = claims.Printed().scores.value[list(DIMENSIONS.values())]
WEIGHTS = {"media": 0.35, "social": 0.25, "innovation": 0.20, "cognition": 0.20}


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
        table = sensitivity.sobol_indices(ishigami, list("abc"), 1024, 2, seed)
        got = table.pivot(index="order", columns="factor", values="estimate")
        errors.append(
            [abs(got.loc["first"] - first).max(), abs(got.loc["total"] - total).max()]
        )
    assert (np.median(errors, axis=0) <= 0.01).all()


def test_one_scrambling_of_the_ishigami_function():
    from scipy import stats

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
        table = sensitivity.sobol_indices(
            ishigami, list("abc"), 128, 4, 100 + seed, level=0.9
        )
        part = table[table["order"] == "first"].set_index("factor")
        inside += list((part["low"] <= first) & (first <= part["high"]))
    assert 0.8 <= np.mean(inside) <= 0.98


def test_intervals_are_those_of_students_t():
    from scipy import stats

    runs = [
        stats.sobol_indices(
            func=ishigami, n=64, dists=[stats.uniform()] * 3, rng=generator
        )
        for generator in inputs.generators(5, 4)
    ]
    table = sensitivity.sobol_indices(ishigami, list("abc"), 64, 4, 5, level=0.9)
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
    table = sensitivity.sobol_indices(
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
    table = sensitivity.sobol_indices(
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
        sensitivity.sobol_indices(lambda x: x[:1], ["a"], points, replications, 1)


def test_the_model_ranks_as_the_index_does():
    """At the middle of the noise, the ranks are those of the specification that the
    other factors pick.
    """
    model, factors = sensitivity.rank_model(SCORES, WEIGHTS, 0.25)
    totals, _ = choices.all_totals(SCORES, WEIGHTS)
    expected = choices.ranks(totals)
    baseline = expected.loc[choices.BASELINE]
    assert (
        factors[:4]
        == ["standardization", "aggregate", "weighting", "without_dimension"]
        and len(factors) == 8
    )
    columns = ["none", *SCORES.columns]
    for scale in range(3):
        for mean, weighting, column in [
            (0, 0, 0),
            (1, 2, 3),
            (2, 1, 4),
            (0, 3, 2),
            (1, 0, 1),
            (2, 3, 0),
        ]:
            x = np.array(
                [
                    (scale + 0.5) / 3,
                    (mean + 0.5) / 3,
                    (weighting + 0.5) / 4,
                    (column + 0.5) / 5,
                    *[0.5] * 4,
                ]
            )[:, None]
            way = (
                sensitivity.SCALES[scale],
                list(choices.WEIGHTINGS)[weighting],
                list(sensitivity.AGGREGATES)[mean],
            )
            ranks = expected.loc[(*way, columns[column], "none")]
            got = model(x)[:, 0]
            if ranks.is_unique:
                assert got[1:].tolist() == ranks.to_list()
                assert got[0] == pytest.approx(abs(ranks - baseline).mean())


def test_noise_moves_the_weights():
    model, _ = sensitivity.rank_model(SCORES, WEIGHTS, 0.25)
    at_the_ends = np.array([[0.1, 0.1, 0.1, 0.1, 0.0, 0.999999, 0.0, 0.0]]).T
    weights = np.array([0.35 * 0.75, 0.25 * 1.25, 0.2 * 0.75, 0.2 * 0.75])
    assert (
        model(at_the_ends)[1:, 0].tolist()
        == (SCORES @ weights).rank(ascending=False).to_list()
    )


def test_indices_of_the_report():
    got = sensitivity.rank_sensitivity(SCORES, WEIGHTS, 0.25, 4096, 16, 2020)
    pd.testing.assert_frame_equal(
        got, report.read_processed("sensitivity"), rtol=1e-9, atol=1e-11
    )
    assert "zhengzhou" not in set(got["output"]) and len(got) == 15 * 8 * 2
    wide = got.set_index(["output", "factor", "order"])["estimate"].unstack()
    assert (wide["first"] <= wide["total"] + 0.03).all() and wide["first"].groupby(
        "output"
    ).sum().max() < 1.03


def test_scores_without_a_geometric_mean_are_refused():
    with pytest.raises(InputError, match="a score is not above zero"):
        sensitivity.rank_model(SCORES.assign(media=np.arange(15.0)), WEIGHTS, 0.25)
    with pytest.raises(InputError, match="all values are equal"):
        sensitivity.rank_model(SCORES.assign(media=1.0), WEIGHTS, 0.25)


@pytest.mark.parametrize("width", [0, -1, 1.5, np.nan])
def test_noise_that_is_none_is_refused(width):
    with pytest.raises(InputError, match="expected a share above 0 and at most 1"):
        sensitivity.rank_model(SCORES, WEIGHTS, width)


def test_one_dimension_with_all_the_weight_cannot_be_left_out():
    with pytest.raises(InputError, match="fewer than two dimensions have a weight"):
        sensitivity.rank_model(SCORES, dict.fromkeys(SCORES, 0) | {"media": 1}, 0.25)


def test_an_output_may_change_in_some_calls_only():
    """Scipy asks for several samples in a replication; one of them may hold no change."""
    calls = []

    def model(x):
        calls.append(x.shape)
        return x[:1] if len(calls) % 3 else 0.5 + 0 * x[:1]

    table = sensitivity.sobol_indices(model, ["a", "b"], 64, 2, 1)
    assert len(calls) > 2 and len(table) == 4


def test_an_output_that_changes_too_rarely_and_levels_that_are_none_are_refused():
    with pytest.raises(
        InputError,
        match="the output 0 changes too rarely for 64 points; expected longer sequences",
    ):
        sensitivity.sobol_indices(
            lambda x: (x[:1] < 0.004).astype(float), ["a", "b"], 64, 8, 1
        )
    for level in (0, 1, 1.5, np.nan):
        with pytest.raises(InputError, match="intervals of level"):
            sensitivity.sobol_indices(ishigami, list("abc"), 64, 2, 1, level=level)
    with pytest.raises(InputError, match="no number somewhere"):
        sensitivity.sobol_indices(lambda x: np.log(x[:1] - 0.5), ["a", "b"], 64, 2, 1)
