import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from sample import ORDER, SCORES, WEIGHTS

from compindex.robustness import outranking

tables = st.lists(
    st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=7
)


@given(tables)
def test_wins_and_losses_pair_by_pair(table):
    """In whole numbers, so that ties are ties."""
    weights = {"a": 3, "b": 2, "c": 1}
    got = outranking.copeland(pd.DataFrame(table, columns=list("abc")), weights)
    for own, row in enumerate(table):
        wins = losses = 0
        for rival, other in enumerate(table):
            pairs = list(zip(row, other, weights.values(), strict=True))
            more = sum(w for x, y, w in pairs if x > y)
            less = sum(w for x, y, w in pairs if x < y)
            wins += rival != own and more > less
            losses += rival != own and more < less
        assert got.loc[own, ["wins", "losses"]].tolist() == [wins, losses]
    scores = got["score"].to_numpy()
    assert got["rank"].tolist() == [1 + (scores > score).sum() for score in scores]


def test_by_how_much_does_not_count():
    """Stretching a dimension changes no win, though it changes totals."""
    expected = outranking.copeland(SCORES, WEIGHTS)
    stretched = SCORES.assign(health=np.exp(SCORES["health"] / 10))
    pd.testing.assert_frame_equal(outranking.copeland(stretched, WEIGHTS), expected)


def test_weights_that_tie_beat_nobody():
    table = pd.DataFrame({"a": [2.0, 1.0], "b": [1.0, 2.0], "c": [3.0, 3.0]})
    got = outranking.copeland(table, {"a": 0.1 + 0.2, "b": 0.3, "c": 0.4})
    assert got["wins"].tolist() == [0, 0] and got["rank"].tolist() == [1, 1]


def test_a_unit_that_is_last_in_everything_is_last():
    got = outranking.copeland(SCORES, WEIGHTS)
    assert got.loc["ouse"].to_dict() == {
        "wins": 0,
        "losses": 14,
        "score": -14,
        "rank": 15,
    }
    assert list(got.index) == ORDER
