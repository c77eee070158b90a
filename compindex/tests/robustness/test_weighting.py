import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS
from scipy import stats

from compindex.errors import InputError
from compindex.robustness import (
    weighting,
)


def test_weights_that_rest_on_the_data():
    got = weighting.weightings(SCORES, pd.Series(WEIGHTS))
    shares = SCORES / SCORES.sum()
    uneven = 1 - stats.entropy(shares) / np.log(15)
    assert got["entropy"].to_list() == pytest.approx(uneven / uneven.sum())
    standard = (SCORES - SCORES.mean()) / SCORES.std()
    assert got["PCA"].to_list() == pytest.approx(np.linalg.svd(standard)[2][0] ** 2)
    assert (
        got.sum().to_list() == pytest.approx([1.0] * 4) and got["equal"].eq(0.25).all()
    )


def test_one_constant_dimension_gets_no_entropy_weight():
    assert weighting.entropy(
        pd.DataFrame({"a": [1.0, 2.0], "b": [3.0, 3.0]})
    ).tolist() == pytest.approx([1, 0])


def test_data_without_such_weights_are_refused():
    with pytest.raises(
        InputError,
        match="no entropy weights; expected two units or more, scores above zero",
    ):
        weighting.entropy(pd.DataFrame({"a": [0.0, 1.0]}))
    for last in (
        1.0,
        1 + 1e-9,
    ):  # equal, or but for the rounding of floating-point numbers
        with pytest.raises(InputError, match="no entropy weights"):
            weighting.entropy(pd.DataFrame({"a": [3.0, 3.0], "b": [1.0, last]}))
    with pytest.raises(InputError, match="2 units; expected at least 3"):
        weighting.first_component(pd.DataFrame({"a": [0.0, 1.0]}))
