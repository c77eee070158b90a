from hypothesis import given
from hypothesis import strategies as st

from analysis import claims

VALUES = st.floats(-1000, 1000)


@given(VALUES, st.integers(0, 4))
def test_what_was_rounded_correctly_is_reproduced(value, decimals):
    assert claims.value("e", "s", f"{value:.{decimals}f}", value)["verdict"] == "reproduced"


@given(VALUES, st.floats(0, 1), st.floats(0, 1), st.floats(0, 10))
def test_wider_inputs_never_turn_reproduced_into_contradicted(value, slack, share, more):
    printed = f"{value + (2 * share - 1) * slack:.2f}"  # what some admissible value rounds to
    assert claims.value("e", "s", printed, value, slack)["verdict"] == "reproduced"
    assert claims.value("e", "s", printed, value, slack + more)["verdict"] == "reproduced"


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=20), st.data())
def test_statistics_of_unrounded_scores_are_never_contradicted(cents, data):
    import numpy as np

    rounded = np.array(cents) / 100
    shifts = data.draw(st.lists(st.floats(-0.005, 0.005), min_size=len(cents), max_size=len(cents)))
    true = rounded + np.array(shifts)
    for statistic in (np.mean, np.median, np.std):
        assert claims.value("e", "s", f"{statistic(true):.2f}", statistic(rounded), 0.005)["verdict"] == "reproduced"


def test_a_hair_beyond_the_interval_is_contradicted():
    assert claims.value("e", "s", "69.49", 69.4799, 0.005)["verdict"] == "contradicted"
    assert claims.value("e", "s", "69.49", 69.4800, 0.005)["verdict"] == "reproduced"


def test_ends_of_their_own():
    row = claims.value("e", "s", "2", 1.0, low=0.5, high=1.5)
    assert (row["low"], row["high"], row["verdict"]) == (0.5, 1.5, "reproduced")


def test_words_lists_and_outcomes():
    assert claims.same("e", "s", "15", 15)["verdict"] == "reproduced"
    assert claims.same("e", "s", ["a", "b"], ["b", "a"])["verdict"] == "contradicted"
    assert claims.same("e", "s", ["a", "b"], ["a", "b"])["published"] == "a, b"
    assert claims.holds("e", "s", False)["verdict"] == "contradicted"
    assert claims.unpublished("e", "s")["verdict"] == "unpublished"


def test_ledger_has_the_columns_in_order():
    got = claims.ledger([claims.unpublished("e", "s"), claims.value("e", "t", "1", 1.0)])
    assert list(got.columns) == claims.COLUMNS and len(got) == 2
