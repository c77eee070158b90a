import numpy as np
import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.robustness.settings import Simulation, check_simulation, within_effort

SMALL, LARGE = pd.DataFrame(np.ones((15, 4))), pd.DataFrame(np.ones((1000, 50)))


def test_what_is_small_is_drawn_as_often_as_asked():
    assert within_effort(Simulation(draws=1_000_000), SMALL).draws == 1_000_000
    assert within_effort(Simulation(), SMALL) == Simulation()


def test_what_is_large_is_drawn_as_often_as_the_effort_allows():
    # 250 million weighted scores, and ten million ranks of 27 methods.
    got = within_effort(Simulation(), LARGE)
    assert (got.draws, got.noises) == (5_000, 370)
    more = within_effort(Simulation(effort=4), LARGE)
    assert (more.draws, more.noises) == (20_000, 1_000)
    assert within_effort(Simulation(effort=1e-9), LARGE).draws == 1_000


@pytest.mark.parametrize("effort", [0, -1, float("inf"), float("nan"), "much", True])
def test_an_effort_that_is_none_is_refused(effort):
    with pytest.raises(InputError, match="effort"):
        check_simulation(Simulation(effort=effort))
