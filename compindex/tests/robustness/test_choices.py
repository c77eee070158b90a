import numpy as np
import pandas as pd
import pytest
from sample import SCORES, WEIGHTS

from compindex.index import compute_index
from compindex.robustness import choices, weighting
from compindex.specification import from_content

NAMED = pd.Series(WEIGHTS)
CHOICE_TOTALS, REASONS = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.all_ranks(CHOICE_TOTALS)


def test_every_specification_is_computed_or_has_a_reason():
    assert len(CHOICE_TOTALS) == 30 and len(REASONS) == 6
    assert len({*CHOICE_TOTALS.index, *REASONS.index}) == 4 * 3 * 3
    assert set(REASONS.index.get_level_values("standardization")) == {"z-score"}
    assert not CHOICE_TOTALS.isna().any(axis=None)


@pytest.mark.parametrize("number", range(30))
def test_totals_are_those_of_the_index(number):
    """The same totals from the general engine."""
    way, weights, aggregate = CHOICE_TOTALS.index[number]
    shares = weighting.weightings(SCORES, NAMED)[weights]
    leaves = [
        {
            "name": name,
            "weight": shares[name],
            "standardize": choices.STANDARDIZATIONS[way],
        }
        for name in SCORES
    ]
    root = {"name": "total", "aggregate": aggregate, "children": leaves}
    expected = compute_index(SCORES, from_content({"name": "one", "root": root}))
    assert CHOICE_TOTALS.iloc[number].to_list() == pytest.approx(
        expected["total"].to_list(), abs=1e-9
    )


def test_ranks_count_the_totals_above():
    for totals, ranks in zip(CHOICE_TOTALS.to_numpy(), RANKS.to_numpy(), strict=True):
        assert ranks.tolist() == [1 + (totals > total).sum() for total in totals]


def test_places_moved_by_hand():
    table = pd.DataFrame({"a": [4.0, 3.0, 1.0], "b": [1.0, 4.0, 9.0]}, list("xyz"))
    totals, _ = choices.all_totals(table, {"a": 0.9, "b": 0.1})
    assert totals.loc[choices.BASELINE].to_list() == pytest.approx([3.7, 3.1, 1.8])
    equal = "as printed", "equal", "arithmetic"  # 2.5, 3.5, 5: the order turned round
    assert choices.places_moved(choices.all_ranks(totals))[equal] == 2 + 0 + 2


def test_reasons_say_what_cannot_be_computed():
    table = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [5.0, 5.0, 5.0]}, list("xyz"))
    totals, reasons = choices.all_totals(table, {"a": 1, "b": 1})
    assert len(totals) + len(reasons) == 4 * 3 * 3
    level = reasons[("min-max", "nominal", "arithmetic")]
    assert "all values are equal" in level
    assert "all scores of b are equal" in reasons[("as printed", "PCA", "arithmetic")]
    one, why = choices.all_totals(table.iloc[:1], {"a": 1, "b": 1})
    assert one.loc[choices.BASELINE].to_list() == [3.0]
    assert why[("as printed", "PCA", "arithmetic")].startswith("1 units")


def test_what_is_added_to_all_scores_changes_no_rank_of_an_arithmetic_mean():
    more = choices.all_totals(SCORES + 100, WEIGHTS)[0]
    same = choices.all_ranks(more).xs("arithmetic", level="aggregate")
    expected = RANKS.xs("arithmetic", level="aggregate")
    pd.testing.assert_frame_equal(same, expected)
    assert np.allclose(more.loc[choices.BASELINE], SCORES @ NAMED + 100)
