import numpy as np
import pytest
from drawing import weights_of
from sample import SHARES

from compindex.errors import InputError
from compindex.robustness import (
    laws,
)

SCHEMES = laws.schemes(SHARES, 100)


DRAWS = 200_000


def test_a_draw_can_be_made_again_from_the_seed():
    expected = [
        np.random.default_rng(stream).random(5)
        for stream in np.random.SeedSequence(11).spawn(4)
    ]
    expected = SHARES[:, None] * (1 + 0.25 * (2 * np.array(expected) - 1))
    np.testing.assert_allclose(
        weights_of(SCHEMES["noise_25"], 5, 11), expected, rtol=1e-14
    )


def test_laws_have_their_moments():
    for name, concentration, mean in (
        ("dirichlet", 100, SHARES),
        ("uniform", 4, np.full(4, 0.25)),
    ):
        drawn = weights_of(SCHEMES[name], DRAWS, 5)
        drawn = drawn / drawn.sum(axis=0)
        variance = mean * (1 - mean) / (concentration + 1)
        assert (
            abs(drawn.mean(axis=1) - mean).max() < 4 * np.sqrt(variance / DRAWS).max()
        )
        assert drawn.var(axis=1) == pytest.approx(variance, rel=0.03)
    drawn = weights_of(SCHEMES["noise_25"], DRAWS, 5) / SHARES[:, None] - 1
    assert abs(drawn).max() <= 0.25 + 1e-12 and drawn.var(axis=1) == pytest.approx(
        np.full(4, 0.25**2 / 3), rel=0.02
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: laws.noise([0.5, 0.5], 0),
            "noise of 0; expected a share above 0 and at most 1",
        ),
        (lambda: laws.noise([0.5, 0.5], 1.5), "noise of 1.5"),
        (
            lambda: laws.noise([0.5, -0.5], 0.25),
            "expected numbers of zero and above",
        ),
        (lambda: laws.noise([0, 0], 0.25), "at least one above zero"),
        (
            lambda: laws.noise([np.nan, 1], 0.25),
            "expected numbers of zero and above",
        ),
        (lambda: laws.dirichlet([1, -1]), "no shape being negative"),
        (
            lambda: laws.dirichlet([0, 0]),
            "a Dirichlet law of concentration 0; expected 0.1 or more",
        ),
        (lambda: laws.dirichlet([0.02, 0.03]), "concentration 0.05"),
        (lambda: laws.dirichlet([np.inf, 1]), "concentration inf"),
        (
            lambda: laws.draw(SCHEMES["uniform"], 10, 1, chunk=0),
            "10 draws, 0 at a time",
        ),
    ],
)
def test_laws_that_do_not_exist_are_refused(make, message):
    with pytest.raises(InputError, match=message):
        make()


def test_noise_may_be_as_wide_as_the_weight_and_idle_weights_count_under_any():
    assert laws.noise([0.5, 0.5], 1).low.tolist() == [0, 0]
    schemes = laws.schemes([1, 0], 100)
    assert schemes["uniform"].high.tolist() == [1, 1] and schemes[
        "dirichlet"
    ].high.tolist() == [1, 0]


def test_settled_by_the_corners():
    law = laws.noise([0.5, 0.5], 0.25)
    differences = np.array(
        [[1.0, 0.0], [5.0, -3.0], [5.0, -3.1], [-5.0, 3.0], [-1.0, -1.0], [0.0, 0.0]]
    )
    kept, lost = law.settled(differences)
    corners = np.array([[a, b] for a in (0.375, 0.625) for b in (0.375, 0.625)])
    sums = differences @ corners.T
    assert (
        kept.tolist()
        == (sums >= 0).all(axis=1).tolist()
        == [True, True, False, False, False, True]
    )
    assert lost.tolist() == [False, False, False, True, True, False]
