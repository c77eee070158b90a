import pandas as pd
import pytest
from sample import ORDER, SCORES, TOTALS, WEIGHTS

from compindex import readings
from compindex.robustness import choices, joint, ranges, ranks, reversals, verdicts

REVERSALS = reversals.pair_reversals(SCORES, WEIGHTS, 0.005)
RANKS = choices.all_ranks(choices.all_totals(SCORES, WEIGHTS)[0])


AUDITS = ["rounding", "noise_10", "noise_25", "joint", "any_weights", "choices"]


def verdict_of(*moving, held=1.0, audits=AUDITS, drawn=1.0):
    """Give the verdict on Arden, alone in first place but for some audits, with some
    probability under noise.
    """
    spans = pd.DataFrame(
        [("arden", 1, name, 1, 2 if name in moving else 1) for name in audits],
        columns=["unit", "rank", "audit", "best", "worst"],
    )
    shares = pd.DataFrame(
        {"scheme": "noise_25", "unit": "arden", "rank": 1, "probability": [held]}
    )
    uncertain = pd.DataFrame({"unit": ["arden"], "probability": [drawn]})
    rest = REVERSALS.iloc[:0], [], shares, uncertain
    row = verdicts.unit_verdicts(spans, *rest).iloc[0]
    return row["verdict"]


def test_four_audits_make_a_verdict():
    assert verdict_of() == verdict_of("choices") == "firm"
    assert verdict_of("any_weights") == "settled"
    assert verdict_of("any_weights", "joint") == "probable"
    assert [
        verdict_of("any_weights", "joint", drawn=share) for share in (0.51, 0.5, 0.42)
    ] == ["probable", "undecided", "undecided"]
    assert verdict_of("rounding") == "undecided"
    assert [
        verdict_of("noise_25", "joint", "any_weights", held=held)
        for held in (0.96, 0.95, 0.94)
    ] == ["probable", "undecided", "undecided"]


def test_without_draws_of_methods_nothing_is_settled_by_them():
    few = [name for name in AUDITS if name != "joint"]
    assert verdict_of(audits=few) == "firm"
    assert verdict_of("any_weights", audits=few) == "probable"


def test_a_pair_that_only_rounding_leaves_open_is_named():
    settled = REVERSALS.iloc[[0]].assign(probability=0.0)
    got = verdicts._rivals(settled, [("arden", "birch")], verdicts.UNITS)
    words = "(the printed decimals leave it open)"
    assert got["arden"] == [(1.0, f"its order with birch {words}")]
    assert got["birch"] == [(1.0, f"its order with arden {words}")]
    assert not verdicts._rivals(settled, [], verdicts.UNITS)
    level = settled.assign(gap=0.0)
    named = verdicts.Naming(str.upper)
    got = verdicts._rivals(level, [("arden", "birch")], named)
    assert got["arden"] == [(1.0, "its order with BIRCH (their totals are equal)")]


def test_of_many_rivals_the_most_easily_exchanged_are_named():
    rivals = [(n / 100, f"its order with {n}") for n in range(12)]
    got = verdicts._in_words(rivals, verdicts.UNITS)
    assert got.startswith("its order with 2; its order with 3;")
    assert got.endswith("; its order with 11; its order with 2 more units")
    few = verdicts._in_words(rivals[:10], verdicts.UNITS)
    assert few == "; ".join(words for _, words in rivals[:10])


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.4949, "49.5%"),
        (0.0004, "under 0.1%"),
        (0.9995, "over 99.9%"),
        (0.003, "0.3%"),
        (0.9994, "99.9%"),
        (1.0, "100%"),
    ],
)
def test_percentages_do_not_look_certain_unless_they_are(share, text):
    assert verdicts.percent(share) == text


def test_verdicts_on_units():
    undecided = readings.undecided_by_rounding(TOTALS, ORDER)
    together = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, 27_000, 1)
    spans = ranges.rank_ranges(SCORES, WEIGHTS, undecided, RANKS, together)
    drawn = ranks.place_probabilities(SCORES, WEIGHTS, 100, 20_000, 1)
    got = verdicts.unit_verdicts(spans, REVERSALS, undecided, drawn, together)
    got = got.set_index("unit")
    assert got.loc["ouse", "verdict"] == "firm" and got.loc["ouse", "cannot_say"] == ""
    assert got.loc["ouse", "can_say"].count("place 15") == 3
    close = "(the printed decimals leave it open, and noise of 25% turns it with"
    assert f"its order with garth {close}" in got.loc["fenny", "cannot_say"]
    assert got.loc["fenny", "verdict"] == "undecided"
    whole = verdicts.together(got.reset_index(), pd.DataFrame({"name": ["a | b"]}))
    assert whole["name"].to_list() == [*ORDER, "a | b"]
    assert whole["verdict"][14].startswith("Firm. Can say: place 15 with each weight")
    assert "Cannot say" not in whole["verdict"][14]
