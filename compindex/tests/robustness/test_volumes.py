import numpy as np
import pandas as pd
import pytest
from sample import SCORES

from compindex.errors import InputError
from compindex.robustness import (
    laws,
    ranks,
    volumes,
)

DRAWS = 200_000


def test_first_places_agree_with_the_volumes():
    exact = volumes.first_rank_acceptability(SCORES)
    assert exact.sum() == pytest.approx(1) and exact.max() < 1
    shares = (
        ranks.place_counts(SCORES.to_numpy(), laws.dirichlet(np.ones(4)), DRAWS, 10)[
            :, 0
        ]
        / DRAWS
    )
    assert (
        abs(shares - exact) <= 4 * np.sqrt(exact * (1 - exact) / DRAWS) + 1e-12
    ).all()


def test_volumes_by_hand():
    # x is ahead of y where w_a > w_b: half of the triangle. z is nowhere first.
    table = pd.DataFrame(
        {"a": [2, 1, 0], "b": [1, 2, 0], "c": [1, 1, 1]}, ["x", "y", "z"]
    )
    assert volumes.first_rank_acceptability(table).to_list() == pytest.approx(
        [0.5, 0.5, 0]
    )
    # First where 3 w_a > 1: of the triangle, all but a strip; what is left is a
    # triangle with sides two thirds as long.
    table = pd.DataFrame({"a": [3, 1], "b": [0, 1], "c": [0, 1]}, ["x", "y"])
    assert volumes.first_rank_acceptability(table).to_list() == pytest.approx(
        [4 / 9, 5 / 9]
    )
    alike = pd.DataFrame({"a": [1, 1], "b": [2, 2], "c": [3, 3]}, ["x", "y"])
    assert volumes.first_rank_acceptability(alike).to_list() == pytest.approx([1, 1])
    assert volumes.first_rank_acceptability(table.iloc[:1]).to_list() == pytest.approx(
        [1]
    )
    with pytest.raises(InputError, match="2 dimensions; expected three or more"):
        volumes.first_rank_acceptability(table[["a", "b"]])


def test_a_unit_behind_by_the_same_everywhere_is_never_first():
    for shift in (1, 0.2, 0.01):
        table = pd.DataFrame([[90.13, 80.2, 70.7, 60.1]], ["x"])
        table.loc["y"] = (table.loc["x"] - shift).round(2)
        assert volumes.first_rank_acceptability(table).to_dict() == pytest.approx(
            {"x": 1.0, "y": 0.0}
        )


def test_levels_that_all_share_change_nothing():
    table = pd.DataFrame({"a": [1.0, 0, 0], "b": [0.0, 1, 0], "c": [0.0, 0, 1]})
    for level in (1e6, 1e13):
        assert volumes.first_rank_acceptability(
            table.assign(d=level)
        ).to_list() == pytest.approx([1 / 3] * 3)
    assert volumes.first_rank_acceptability(
        table * 1e-3 + 1e6
    ).to_list() == pytest.approx([1 / 3] * 3, abs=1e-6)


def test_differences_of_rounding_alone_are_none():
    table = pd.DataFrame([[0.3] * 3, [0.1 + 0.2] * 3, [0.0, 0.0, 0.1]])
    assert volumes.first_rank_acceptability(table).to_list() == pytest.approx([1, 1, 0])


def test_a_programme_without_a_solution_is_told(monkeypatch):
    from scipy import optimize

    monkeypatch.setattr(
        optimize,
        "linprog",
        lambda *_, **__: optimize.OptimizeResult(status=4, message="too hard", x=None),
    )
    with pytest.raises(InputError, match="no volume can be computed: too hard"):
        volumes.first_rank_acceptability(SCORES)


@pytest.mark.parametrize("scale", [1e-12, 1e-3, 1e6, 1e12])
def test_shares_do_not_depend_on_the_unit_of_the_scores(scale):
    table = pd.DataFrame(np.random.default_rng(1).uniform(10, 90, (8, 3)).round(2))
    got = volumes.first_rank_acceptability(table * scale)
    assert got.sum() == pytest.approx(1)
    assert got.to_list() == pytest.approx(
        volumes.first_rank_acceptability(table).to_list(), abs=1e-9
    )


def test_a_thin_part_has_its_volume():
    # y is ahead where 10 w_a < 0.01 (w_b + w_c): below a line that leaves a strip of
    # width 0.01 / 10.01 of the triangle.
    table = pd.DataFrame(
        {"a": [10.0, 0.0], "b": [0.0, 0.01], "c": [0.0, 0.01]}, ["x", "y"]
    )
    left = 1 - 0.01 / 10.01
    assert volumes.first_rank_acceptability(table).to_list() == pytest.approx(
        [left**2, 1 - left**2], abs=1e-9
    )


def test_missing_scores_are_refused():
    with pytest.raises(InputError, match="row arden, column health: the score is nan"):
        volumes.first_rank_acceptability(SCORES.replace(86.52, np.nan))
