import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS

from compindex.errors import InputError
from compindex.robustness import weighting


def test_weights_that_rest_on_the_data():
    got = weighting.weightings(SCORES, pd.Series(WEIGHTS))
    standard = (SCORES - SCORES.mean()) / SCORES.std()
    assert got["PCA"].to_list() == pytest.approx(np.linalg.svd(standard)[2][0] ** 2)
    assert got.sum().to_list() == pytest.approx([1.0] * 3)
    assert got["equal"].eq(0.25).all() and got["nominal"].to_dict() == WEIGHTS


def test_data_without_such_weights_are_refused():
    with pytest.raises(InputError, match="2 units; expected at least 3"):
        weighting.first_component(pd.DataFrame({"a": [0.0, 1.0]}))
