import numpy as np
import pytest

from analysis.errors import InputError
from analysis.robustness import schemes

WEIGHTS = np.array([0.35, 0.25, 0.20, 0.20])
SCHEMES = schemes.schemes(WEIGHTS, 100)
DRAWS = 200_000


def weights_of(scheme, draws, seed):
    return np.concatenate([part.copy() for part in schemes.draw(scheme, draws, seed)], axis=1)


def test_a_draw_can_be_made_again_from_the_seed():
    expected = [np.random.default_rng(stream).random(5) for stream in np.random.SeedSequence(11).spawn(4)]
    expected = WEIGHTS[:, None] * (1 + 0.25 * (2 * np.array(expected) - 1))
    np.testing.assert_allclose(weights_of(SCHEMES["noise_25"], 5, 11), expected, rtol=1e-14)


def test_laws_have_their_moments():
    for name, concentration, mean in (("dirichlet", 100, WEIGHTS), ("uniform", 4, np.full(4, 0.25))):
        drawn = weights_of(SCHEMES[name], DRAWS, 5)
        drawn = drawn / drawn.sum(axis=0)
        variance = mean * (1 - mean) / (concentration + 1)
        assert abs(drawn.mean(axis=1) - mean).max() < 4 * np.sqrt(variance / DRAWS).max()
        assert drawn.var(axis=1) == pytest.approx(variance, rel=0.03)
    drawn = weights_of(SCHEMES["noise_25"], DRAWS, 5) / WEIGHTS[:, None] - 1
    assert abs(drawn).max() <= 0.25 + 1e-12 and drawn.var(axis=1) == pytest.approx(np.full(4, 0.25**2 / 3), rel=0.02)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: schemes.noise([0.5, 0.5], 0), "noise of 0; expected a share above 0 and at most 1"),
        (lambda: schemes.noise([0.5, 0.5], 1.5), "noise of 1.5"),
        (lambda: schemes.dirichlet([1, -1]), "expected numbers of zero and above"),
        (lambda: schemes.dirichlet([0, 0]), "at least one above zero"),
    ],
)
def test_laws_that_do_not_exist_are_refused(make, message):
    with pytest.raises(InputError, match=message):
        make()
