import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS

from compindex.errors import InputError
from compindex.index import compute_index
from compindex.robustness import (
    structure,
)


def test_components_are_those_of_the_standardized_scores():
    got = structure.principal_components(SCORES)
    standard = (SCORES - SCORES.mean()) / SCORES.std(ddof=0)
    _, singular, directions = np.linalg.svd(standard.to_numpy(), full_matrices=False)
    assert got["eigenvalue"].to_list() == pytest.approx(singular**2 / 15) and got[
        "share"
    ].sum() == pytest.approx(1)
    for row, direction in zip(got[list(SCORES)].to_numpy(), directions, strict=True):
        expected = [
            np.corrcoef(standard[name], standard @ direction)[0, 1] for name in SCORES
        ]
        assert row == pytest.approx(
            np.array(expected) * np.sign(sum(expected)), abs=1e-9
        )
        assert row.sum() > 0


def test_alpha_from_covariances():
    covariances = SCORES.cov().to_numpy()
    expected = 4 / 3 * (1 - np.trace(covariances) / covariances.sum())
    got = structure.reliability(SCORES)
    assert got["all"] == pytest.approx(expected)
    part = SCORES[["health", "roads", "water"]].cov().to_numpy()
    assert got["without schools"] == pytest.approx(
        3 / 2 * (1 - np.trace(part) / part.sum())
    )
    # Uncorrelated, by hand: no consistency at all.
    assert structure.cronbach_alpha(
        pd.DataFrame({"a": [1, 1, -1, -1], "b": [1, -1, 1, -1]})
    ) == pytest.approx(0)


def test_alike_dimensions_have_one_component():
    got = structure.principal_components(
        pd.DataFrame({"a": [1.0, 2.0, 4.0], "b": [2.0, 4.0, 8.0]})
    )
    assert (
        got["eigenvalue"].to_list() == pytest.approx([2, 0], abs=1e-12)
        and (got["eigenvalue"] >= 0).all()
    )
    assert np.isfinite(got).all(axis=None)


def test_numbers_in_text_are_read():
    got = structure.principal_components(SCORES.astype(str))
    pd.testing.assert_frame_equal(got, structure.principal_components(SCORES))


def test_three_dimensions_have_three_alphas_without_one():
    assert len(structure.reliability(SCORES[["health", "schools", "water"]])) == 4


def test_two_dimensions_have_no_alpha_without_one():
    assert list(structure.reliability(SCORES[["health", "schools"]]).index) == ["all"]


def test_compensation_against_the_engine():
    got = structure.compensation(SCORES, WEIGHTS)
    children = [{"name": name, "weight": weight} for name, weight in WEIGHTS.items()]
    for mean in ("arithmetic", "geometric"):
        root = {"name": "total", "aggregate": mean, "children": children}
        expected = compute_index(SCORES, {"name": "any", "root": root})["total"]
        assert got[mean].to_list() == pytest.approx(expected[got.index].to_list())
    assert (got["compensated"] >= 0).all() and got["rank_change"].sum() == 0
    expected = got["geometric"].rank(ascending=False) - got["arithmetic"].rank(
        ascending=False
    )
    assert got["rank_change"].to_list() == expected.to_list()


@pytest.mark.parametrize(
    ("compute", "message"),
    [
        (
            lambda: structure.principal_components(SCORES.iloc[:2]),
            "2 units; expected at least 3",
        ),
        (
            lambda: structure.principal_components(SCORES.assign(health=1.0)),
            "all scores of health are equal",
        ),
        (
            lambda: structure.cronbach_alpha(SCORES.replace(86.52, np.nan)),
            "row arden, column health: the score is nan",
        ),
        (
            lambda: structure.cronbach_alpha(SCORES.iloc[:1]),
            "1 units; expected at least 2",
        ),
        (
            lambda: structure.cronbach_alpha(SCORES[["health"]]),
            "1 dimension; expected two or more",
        ),
        (
            lambda: structure.cronbach_alpha(pd.DataFrame({"a": [1, 2], "b": [2, 1]})),
            "the sums of the scores are all equal",
        ),
        (
            lambda: structure.cronbach_alpha(
                pd.DataFrame({"a": [0.1, 0.2, 0.3], "b": [0.3, 0.2, 0.1]})
            ),
            "all equal",
        ),
        (
            lambda: structure.compensation(SCORES.replace(86.52, 0), WEIGHTS),
            "row arden: a geometric mean",
        ),
        (
            lambda: structure.compensation(
                SCORES.assign(schools=-SCORES["schools"]), WEIGHTS
            ),
            "row arden: a geometric mean",
        ),
        (
            lambda: structure.compensation(SCORES.replace(86.52, np.nan), WEIGHTS),
            "row arden, column health: the score is nan",
        ),
    ],
)
def test_what_has_no_structure_is_refused(compute, message):
    with pytest.raises(InputError, match=message):
        compute()
