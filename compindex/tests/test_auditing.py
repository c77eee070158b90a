import numpy as np
import pandas as pd
import pytest

import compindex
from compindex.errors import InputError
from compindex.intervals import Interval
from compindex.readings import undecided_by_rounding
from compindex.robustness import (
    borders,
    choices,
    importance,
    joint,
    options,
    ranges,
    ranks,
    reversals,
    sensitivity,
    verdicts,
)

SCORES = pd.DataFrame(
    {
        "health": [80.12, 78.31, 66.04, 70.75, 51.26],
        "schools": [71.47, 75.52, 70.18, 65.93, 50.08],
        "roads": [60.36, 58.24, 72.11, 69.59, 55.30],
    },
    ["arden", "birch", "cedar", "dover", "elmet"],
)
WEIGHTS = {"health": 2, "schools": 1, "roads": 1}
TABLES = [
    *("uncertainty", "pair_reversals", "rank_probabilities", "rank_ranges"),
    *("importance", "choices", "option_ranks", "sensitivity", "borders", "verdicts"),
    "effort",
    "not_computed",
]
FEW = compindex.Simulation(draws=2_000, noises=50)
AUDIT = compindex.audit(SCORES, WEIGHTS, 0.005, edges=[72, 60], simulation=FEW)


def audit(scores, weights=WEIGHTS, *arguments, **settings):
    """Audit with few draws."""
    return compindex.audit(scores, weights, *arguments, simulation=FEW, **settings)


def test_tables_have_their_names():
    assert set(audit(SCORES)) == set(TABLES)
    assert set(AUDIT) == {*TABLES, "tier_probabilities"}


def test_every_table_is_that_of_its_piece():
    nominal = (SCORES @ pd.Series(WEIGHTS) / 4).sort_values(ascending=False)
    order = list(nominal.index)
    undecided = undecided_by_rounding(
        Interval(nominal, nominal - 0.005, nominal + 0.005), order
    )
    totals, _ = choices.all_totals(SCORES, WEIGHTS)
    choice_ranks = choices.all_ranks(totals)
    law = (FEW.concentration, FEW.draws, FEW.seed)
    drawn = joint.rank_uncertainty(SCORES, WEIGHTS, 0.25, FEW.draws, FEW.seed)
    expected = {
        "uncertainty": drawn,
        "importance": importance.importance_of_dimensions(SCORES, WEIGHTS),
        "choices": options.compared_options(choice_ranks),
        "option_ranks": options.option_ranks(SCORES, WEIGHTS, choice_ranks),
        "pair_reversals": reversals.pair_reversals(SCORES, WEIGHTS, 0.005),
        "rank_probabilities": ranks.place_probabilities(SCORES, WEIGHTS, *law),
        "tier_probabilities": ranks.place_probabilities(
            SCORES, WEIGHTS, *law, [72, 60]
        ),
        "rank_ranges": ranges.rank_ranges(
            SCORES, WEIGHTS, undecided, choice_ranks, drawn
        ),
        "sensitivity": sensitivity.rank_sensitivity(
            SCORES, WEIGHTS, 0.25, FEW.noises, FEW.seed
        ),
    }
    stays = ranks.border_probabilities(SCORES, WEIGHTS, *law)
    table = borders.border_audits(
        order, expected["pair_reversals"], undecided, totals, stays
    )
    expected["borders"] = table.reset_index()
    for name, table in expected.items():
        pd.testing.assert_frame_equal(AUDIT[name], table)
    words = AUDIT["verdicts"]
    assert list(words["about"].unique())[0] == "unit"
    assert words.loc[words["about"] == "unit", "name"].to_list() == order
    assert "tier border" in set(words["about"])


def test_the_same_call_gives_the_same_tables():
    again = compindex.audit(SCORES, WEIGHTS, 0.005, edges=[72, 60], simulation=FEW)
    for name, table in AUDIT.items():
        pd.testing.assert_frame_equal(again[name], table)


def test_the_factor_of_the_weights_changes_nothing():
    shares = pd.Series({"roads": 0.25, "schools": 0.25, "health": 0.5})
    got = audit(SCORES, shares, 0.005, edges=[72, 60])
    for name, table in AUDIT.items():
        pd.testing.assert_frame_equal(got[name], table)


def test_scores_of_zero_and_below_are_moved_up_for_other_methods_only():
    down = SCORES - 66
    got = audit(down, edges=[6, -6])
    pd.testing.assert_frame_equal(
        got["pair_reversals"], audit(SCORES)["pair_reversals"], rtol=1e-9
    )
    raised = SCORES - SCORES.min(axis=None) + 1
    for name in ("choices", "option_ranks", "uncertainty"):
        pd.testing.assert_frame_equal(got[name], audit(raised)[name])
    assert len(got["sensitivity"])


def test_units_may_be_called_anything():
    plain = audit(SCORES.set_axis(range(5)))
    pd.testing.assert_series_equal(
        plain["pair_reversals"]["probability"], AUDIT["pair_reversals"]["probability"]
    )
    assert plain["rank_ranges"]["unit"].isin(range(5)).all()
    named = audit(SCORES.rename_axis("country"))
    assert "unit_a" in named["pair_reversals"]
    odd = audit(SCORES.rename(index={"arden": "none", "birch": "unit"}))
    assert {"none", "unit"} <= set(odd["option_ranks"]["unit"])


def test_a_unit_called_as_an_output_has_no_sensitivity():
    got = audit(SCORES.rename(index={"arden": "mean_rank_shift"}))
    reasons = got["not_computed"].set_index("table")["reason"]
    assert reasons["sensitivity"].startswith("a unit is called mean_rank_shift")


def test_units_have_names_in_sentences():
    naming = compindex.Naming(str.title, "town", "towns")
    words = audit(SCORES, naming=naming)["verdicts"]
    assert set(words["about"]) == {"town"} and words["name"][0] == "arden"
    assert "its order with Birch" in words["verdict"][0]


def test_equal_units_are_told():
    table = pd.concat([SCORES, SCORES.loc[["birch"]].set_axis(["twin"])])
    got = audit(table)
    words = got["verdicts"].set_index("name")["verdict"]
    assert "its order with twin (their totals are equal)" in words["birch"]
    ranges_ = got["rank_ranges"].query("audit == 'rounding'").set_index("unit")
    assert ranges_.loc["twin", ["best", "worst"]].to_list() == [2, 3]
    assert ranges_.loc["birch", ["best", "worst"]].to_list() == [2, 3]


def test_what_cannot_be_computed_has_its_reason():
    got = audit(SCORES.iloc[:2])
    reasons = got["not_computed"].set_index("table")["reason"]
    assert reasons["sensitivity"] == "2 units; expected at least 3"
    assert got["sensitivity"].empty and list(got["sensitivity"].columns)[0] == "prior"
    assert len(got["pair_reversals"]) == 1
    one = audit(SCORES.iloc[:1])
    assert one["pair_reversals"].empty and one["borders"].empty
    assert one["verdicts"]["verdict"][0].startswith("Firm")
    alone = audit(SCORES[["health"]], {"health": 1})
    assert alone["importance"]["variance_share"].to_list() == [1.0]
    level = audit(SCORES.assign(roads=50.0))
    assert "all values are equal" in " ".join(level["not_computed"]["reason"])
    counted = AUDIT["not_computed"].query("table == 'choices'")
    _, expected = choices.all_totals(SCORES, WEIGHTS)
    assert counted["reason"].to_list() == expected.to_list() and len(expected) == 6


@pytest.mark.parametrize(
    ("arguments", "settings", "expected"),
    [
        ((SCORES, WEIGHTS, -1), {}, "scores rounded by -1; expected half a unit"),
        ((SCORES, WEIGHTS, np.nan), {}, "scores rounded by nan"),
        ((SCORES, WEIGHTS), {"edges": [60, 72]}, "do not fall"),
        ((SCORES, WEIGHTS), {"edges": []}, "no tier edges"),
        ((SCORES, {"health": 1}), {}, "schools has no weight"),
        ((SCORES, WEIGHTS | {"roads": -1}), {}, "the weight of roads is -1"),
        ((SCORES.assign(roads=np.nan), WEIGHTS), {}, "row arden, column roads: the"),
        ((SCORES.rename(index={"birch": "arden"}), WEIGHTS), {}, "arden stands twice"),
        ((SCORES.iloc[:0], WEIGHTS), {}, "no scores"),
        ((SCORES, WEIGHTS, "0.05"), {}, "scores rounded by '0.05'"),
        ((SCORES, WEIGHTS, None), {}, "scores rounded by None"),
        ((SCORES, WEIGHTS), {"edges": 60}, "tier edges of type int"),
        ((SCORES, WEIGHTS), {"edges": "60"}, "tier edges of type str"),
        ((SCORES, WEIGHTS), {"edges": {60}}, "tier edges of type set"),
        ((SCORES, WEIGHTS), {"edges": ["60"]}, "expected numbers"),
        ((SCORES, [2, 1, 1]), {}, "weights of type list"),
        ((SCORES, {"health": 1j, "schools": 1, "roads": 1}), {}, "of type complex"),
        ((SCORES, dict.fromkeys(SCORES, 1e308)), {}, "the weights add up to inf"),
        ((SCORES.astype(complex), WEIGHTS), {}, "column health: .*of type complex"),
        ((np.zeros((2, 2, 2)), WEIGHTS), {}, "scores that are no table"),
        ((SCORES.set_axis([(n, n) for n in range(5)]), WEIGHTS), {}, r"\(0, 0\)"),
        ((SCORES.iloc[:2].set_axis([True, False]), WEIGHTS), {}, "is called True"),
        ((SCORES.T.set_index([list("abc"), list("xyz")]).T, WEIGHTS), {}, "is call"),
        (
            (SCORES.assign(roads=pd.Series([10**400] * 5, SCORES.index, object)), {}),
            {},
            "column roads: a score is too large",
        ),
        ((SCORES * 1e-12, WEIGHTS), {}, "scores of up to 8.012e-11; expected another"),
        ((SCORES * 1e12, WEIGHTS), {}, r"scores of up to 8.012e\+13"),
        ((SCORES, WEIGHTS), {"totals": 5}, "totals of type int"),
        (
            (SCORES, WEIGHTS),
            {"totals": Interval.exactly(pd.Series({"arden": 1.0}))},
            "birch has no total",
        ),
        ((SCORES, WEIGHTS), {"draws": 1.5}, "draws 1.5; expected a whole number"),
        ((SCORES, WEIGHTS), {"noises": 5.0}, "noises 5.0; expected a whole number"),
        ((SCORES, WEIGHTS), {"noises": 1}, "1 draws of noise; expected two or more"),
        (
            (SCORES, WEIGHTS),
            {"concentration": "x"},
            "concentration 'x'; expected a num",
        ),
        ((SCORES, WEIGHTS), {"draws": 0}, "0 draws"),
        ((SCORES, WEIGHTS), {"seed": -1}, "the seed -1"),
        ((SCORES, WEIGHTS), {"concentration": 0.0}, "a Dirichlet law of concentrat"),
    ],
)
def test_what_cannot_be_audited_is_refused_in_one_line(arguments, settings, expected):
    names = ("edges", "totals")
    own = {name: settings[name] for name in settings if name in names}
    rest = {name: settings[name] for name in settings if name not in names}
    simulation = compindex.Simulation(**({"draws": 100, "noises": 20} | rest))
    with pytest.raises(InputError, match=expected) as error:
        compindex.audit(*arguments, **own, simulation=simulation)
    assert "\n" not in str(error.value)


def test_sentences_speak_of_units_unless_told_otherwise():
    assert verdicts.UNITS == compindex.Naming()
    assert AUDIT["verdicts"]["verdict"].str.contains("unit").any()
