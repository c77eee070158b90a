import numpy as np
import pandas as pd
import pytest
from sample import EDGES, NOMINAL, ORDER, SCORES, TIERS, TOTALS, WEIGHTS

from compindex import bands, readings
from compindex.robustness import (
    borders,
    choices,
    pairs,
    ranks,
    reversals,
    verdicts,
)

REVERSALS = reversals.pair_reversals(SCORES, WEIGHTS, 0.005)
UNDECIDED = readings.undecided_by_rounding(TOTALS, ORDER)
CHOICE_TOTALS, _ = choices.all_totals(SCORES, WEIGHTS)
STAYS = ranks.border_probabilities(SCORES, WEIGHTS, 100, 20_000, 2020)
BORDERS = borders.border_audits(ORDER, REVERSALS, UNDECIDED, CHOICE_TOTALS, STAYS)


def test_borders_by_their_pairs():
    totals = NOMINAL
    for place, row in BORDERS.iterrows():
        upper, lower = ORDER[:place], ORDER[place:]
        across = REVERSALS[
            [
                a in upper and b in lower
                for a, b in zip(REVERSALS["unit_a"], REVERSALS["unit_b"], strict=True)
            ]
        ]
        assert row["pairs"] == len(across) == place * (15 - place)
        assert row["gap"] == pytest.approx(totals[row["above"]] - totals[row["below"]])
        assert row["noise_25"] == (across["probability"] > 0).sum()
        likeliest = across.nlargest(1, "probability").iloc[0]
        names = f"{likeliest['unit_a']} and {likeliest['unit_b']}"
        assert row["turns"] == (names if likeliest["probability"] > 0 else "")
        assert (
            row[["stays_noise_25", "stays_dirichlet", "stays_uniform"]].to_list()
            == STAYS.loc[place].to_list()
        )
        assert row["any_weights"] == (across["settled_by"] != "dominance").sum()
        changes = across["smallest_weight_change"].dropna()
        assert (
            pd.isna(row["smallest_weight_change"])
            if changes.empty
            else row["smallest_weight_change"] == changes.min()
        )


def test_borders_kept_by_other_methods():
    """Above the ninth border stand the nine largest totals."""
    for place in BORDERS.index:
        held = [
            sorted(values[:place]) == sorted(values)[-place:]
            for values in CHOICE_TOTALS[ORDER].to_numpy()
        ]
        assert BORDERS.loc[place, "choices"] == all(held)
    assert BORDERS["choices"].any() and not BORDERS["choices"].all()


def test_one_unit_has_no_border():
    none = reversals.pair_reversals(SCORES.iloc[:1], WEIGHTS, 0.005)
    totals, _ = choices.all_totals(SCORES.iloc[:1], WEIGHTS)
    table = borders.border_audits(
        ["arden"],
        none,
        [],
        totals,
        ranks.border_probabilities(SCORES.iloc[:1], WEIGHTS, 100, 10, 1),
    )
    assert table.empty
    assert borders.border_verdicts(
        table, TIERS[:1], EDGES, SCORES.iloc[:1], pd.Series(WEIGHTS), 0.005
    ).empty


def test_what_draws_have_not_shown_may_yet_happen():
    assert [verdicts.percent_drawn(share) for share in (1.0, 0.5, 0.0)] == [
        "over 99.9%",
        "50.0%",
        "under 0.1%",
    ]


def edges_said(edges):
    """Give what the words of a border say of each edge, by its end, and check it
    against the exact probabilities.
    """
    named = bands.assign_tiers((SCORES @ pd.Series(WEIGHTS))[ORDER].round(10), edges)
    words = borders.border_verdicts(
        BORDERS, named, edges, SCORES, pd.Series(WEIGHTS), 0.005
    )
    found = {}
    for name, text in zip(words["name"], words["verdict"], strict=True):
        for part in text.split(" With a fixed edge at ")[1:]:
            edge, said = part.split(" points, noise of 25% can carry ")
            found[name, float(edge)] = said.rstrip(".")
    for (_, edge), said in found.items():
        for unit in ORDER:
            below = pairs.reversal_probability(
                pairs.subtract(SCORES.loc[unit], [edge] * 4),
                list(WEIGHTS.values()),
                0.25,
            )
            can = 0 < below < 1
            assert (
                f"{unit} {'below' if SCORES.loc[unit] @ pd.Series(WEIGHTS) >= edge else 'above'} ("
                in said
            ) == can
    return set(found)


def test_words_on_other_edges():
    """Units can cross an edge; and where a tier is empty, a border has two edges."""
    assert edges_said(EDGES) == {
        ("1 | 2", 81),
        ("2 | 3", 75),
        ("3 | 4", 68),
        ("4 | 5", 61),
    }
    assert edges_said([81, 75, 67, 66]) == {
        ("1 | 2", 81),
        ("2 | 3", 75),
        ("3 | 5", 67),
        ("3 | 5", 66),
    }
    assert edges_said([99, 98, 97, 96]) == set()


def test_a_border_that_several_pairs_cross():
    row = next(BORDERS.loc[[8]].itertuples())._replace(noise_25=2, turns="x and y")
    words = borders._border(row, 0.005, verdicts.UNITS)
    assert "(2 of 56 pairs, most easily x and y can exchange places)" in words


def test_words_on_a_border_with_the_names_that_are_asked_for():
    naming = verdicts.Naming(str.title, "town", "towns")
    stays = STAYS.assign(noise_25=0.5)
    table = borders.border_audits(
        ORDER, REVERSALS, UNDECIDED, CHOICE_TOTALS, stays, naming
    )
    edges = [81, 75, 69.4, 55]
    tiers = bands.assign_tiers(NOMINAL, edges)
    words = borders.border_verdicts(
        table, tiers, edges, SCORES, pd.Series(WEIGHTS), 0.005, naming
    ).set_index("name")["verdict"]
    assert words["4 | 5"] == (
        f"Norfolk and Ouse are {NOMINAL['norfolk'] - NOMINAL['ouse']:.2f} points apart, "
        "give or take 0.01 by rounding. No weights at all move a town across. No "
        "combination of scale, weighting and mean breaks the border. With a fixed edge at "
        "55 points, noise of 25% can carry no town across."
    )
    across, open_ = table.loc[8], words["3 | 4"]
    assert across["noise_25"] == 1 and across["turns"] == "Haven and Islay"
    assert "under noise of 25% (only Haven and Islay can exchange places)" in open_
    assert "The same towns stay above with a probability of 50.0% under noise" in open_
    points = 50 * across["smallest_weight_change"]
    assert f"It takes {points:.1f} of the 100 points of weight" in open_


def test_pairs_that_no_draw_turned_are_named_all_the_same():
    rng = np.random.default_rng(3)
    scores = pd.DataFrame(rng.normal(60, 4, (8, 20)).round(2))
    scores.iloc[:4] += 2.5
    shares = dict.fromkeys(scores, 1.0)
    drawn = reversals.pair_reversals(scores, shares, 0.0, steps=0)
    open_ = drawn["settled_by"].isin(["noise_10", "open"])
    none = drawn.assign(probability=0.0)
    totals, _ = choices.all_totals(scores, shares)
    order = list(dict.fromkeys([*drawn["unit_a"], drawn["unit_b"].iloc[-1]]))
    stays = ranks.border_probabilities(scores, shares, 100, 100, 1)
    got = borders.border_audits(order, none, [], totals, stays)
    assert (got.loc[got["noise_25"] > 0, "turns"] != "").all()
    assert (got.loc[got["noise_25"] == 0, "turns"] == "").all()
    told = verdicts._rivals(none, [], verdicts.UNITS)
    assert sum(map(len, told.values())) == 2 * open_.sum() > 0
    words = [text for rivals in told.values() for _, text in rivals]
    assert all("under 0.1%" in text for text in words)
