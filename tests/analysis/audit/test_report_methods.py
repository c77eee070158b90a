import io

import pandas as pd
import pytest
from reported import AUDIT, ORDER, RANKS, SCORES, TOTALS, WEIGHTS

from analysis import results
from analysis.report.words import as_cities
from compindex.robustness import choices, importance, joint, outranking


def test_baseline_is_the_report():
    assert TOTALS.loc[choices.BASELINE].to_list() == pytest.approx(
        results.read_processed("index")["total"].to_list()
    )
    assert RANKS.loc[choices.BASELINE].to_list() == list(range(1, 16))
    assert choices.places_moved(RANKS)[choices.BASELINE] == 0


STORED = [
    *("uncertainty", "pair_reversals", "rank_probabilities", "tier_probabilities"),
    *("rank_ranges", "importance", "choices", "option_ranks", "sensitivity"),
    "verdicts",
]


@pytest.mark.parametrize("name", STORED)
def test_the_stored_tables_are_those_of_the_audit(name):
    """Notebook 08 takes the same call; a verdict that speaks of a border rests on the
    draws of `compindex.audit`, as the stored one does.
    """
    written = results.table_bytes(as_cities(AUDIT[name]))
    got = pd.read_csv(io.BytesIO(written))
    expected = results.read_processed(name)
    pd.testing.assert_frame_equal(got, expected, rtol=1e-9, atol=1e-11)


def test_who_moves_no_rank_has_no_indices():
    got = AUDIT["sensitivity"]
    assert set(ORDER) - set(got["output"]) == {"shenyang", "zhengzhou"}
    assert len(got) == 14 * 4 * 2 * 2


def test_importance_of_the_dimensions():
    """To three digits, as worked out by hand: social moves the totals most."""
    got = AUDIT["importance"].set_index("dimension").round(3)
    assert got["weight"].to_dict() == WEIGHTS
    assert got["variance_share"].to_list() == [0.288, 0.347, 0.203, 0.162]
    assert got["weight_for_intended"].to_list() == [0.406, 0.174, 0.187, 0.233]
    again = importance.variance_shares(
        SCORES, AUDIT["importance"].iloc[:, 3].set_axis(list(WEIGHTS))
    )
    assert again.to_dict() == pytest.approx(WEIGHTS)


def test_copeland_exchanges_two_pairs():
    got = outranking.copeland(SCORES, WEIGHTS)["rank"]
    differs = {
        city: got[city] for place, city in enumerate(ORDER, 1) if got[city] != place
    }
    assert differs == {"chengdu": 8, "nanjing": 7, "chongqing": 10, "tianjin": 9}


def test_places_moved_without_each_dimension():
    rows = AUDIT["option_ranks"].query("choice == 'without_dimension'")
    place = {city: number for number, city in enumerate(ORDER, 1)}
    moved = (rows["rank"] - rows["unit"].map(place)).abs()
    got = moved.groupby(rows["option"]).sum()
    assert got.to_dict() == {"media": 10, "social": 14, "innovation": 2, "cognition": 2}


def test_a_nearer_prior_moves_no_end():
    """Notebook 08 says so."""
    ends = ["unit", "p05", "p50", "p95"]
    nearer = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, 200_000, 2020, own=0.5)
    pd.testing.assert_frame_equal(AUDIT["uncertainty"][ends], nearer[ends])


def test_no_method_moves_a_city_out_of_the_first_three_or_the_next_two():
    rows = AUDIT["option_ranks"].query("choice != 'without_dimension'")
    for part, low, high in ((ORDER[:3], 1, 3), (ORDER[3:5], 4, 5)):
        assert rows[rows["unit"].isin(part)]["rank"].between(low, high).all()
        assert RANKS[part].min(axis=None) == low and RANKS[part].max(axis=None) == high
