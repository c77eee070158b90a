import numpy as np
import pandas as pd
import pytest

from compindex.errors import InputError
from compindex.index import MEANS
from compindex.robustness import means
from compindex.robustness.settings import check_mean

RNG = np.random.default_rng(8)
SCORES = pd.DataFrame(RNG.uniform(1, 100, (30, 4)))
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])


@pytest.mark.parametrize("mean", ["arithmetic", "geometric", "harmonic"])
def test_weighted_sums_rank_as_the_mean_does(mean):
    expected = MEANS[mean](SCORES.to_numpy(), WEIGHTS)
    got = means.as_sum(SCORES, mean).to_numpy() @ WEIGHTS
    assert (np.argsort(got) == np.argsort(expected)).all()
    straight = means.summed(SCORES.to_numpy(), mean) @ WEIGHTS
    assert (np.argsort(straight) == np.argsort(expected)).all()


@pytest.mark.parametrize("mean", ["geometric", "harmonic"])
def test_near_the_largest_score_they_are_in_points(mean):
    near = means.as_sum(pd.DataFrame({"a": [100.0, 99.9]}), mean)["a"]
    assert near[0] == 0 and near[1] == pytest.approx(-0.1, rel=1e-2)


def test_what_has_no_such_mean_is_refused():
    with pytest.raises(InputError, match="no geometric mean of scores"):
        means.as_sum(pd.DataFrame({"a": [0.0, 1.0]}), "geometric")
    with pytest.raises(InputError, match="unknown mean median; expected one of"):
        means.means_from("median")
    with pytest.raises(InputError, match="rounded by 0.005, joined by a harmonic mean"):
        check_mean("harmonic", 0.005)
