import numpy as np
import pandas as pd
from sample import SCORES, WEIGHTS

from compindex.robustness import (
    choices,
    curve,
    verdicts,
)


def test_specification_curve_rises_and_shows_who_takes_an_option():
    totals, _ = choices.all_totals(
        SCORES,
        {"health": 0.35, "schools": 0.25, "roads": 0.2, "water": 0.2},
    )
    moved = choices.places_moved(choices.all_ranks(totals))
    top, bottom = curve.specification_curve(moved, bins=10).axes
    assert top.lines[0].get_ydata().tolist() == sorted(moved)
    labels = [label.get_text() for label in bottom.get_yticklabels()]
    strips = bottom.images[0].get_array()
    gaps = [number for number, label in enumerate(labels) if not label]
    assert (
        strips.shape == (4 + 4 + 3 + 5 + 16 + 4, 10)
        and len(set(labels)) == len(labels) - 3
        and gaps == [4, 9, 13, 19]
    )
    assert (
        np.ma.getmaskarray(strips)[gaps].all()
        or np.isnan(np.asarray(strips)[gaps]).all()
    )
    shades = np.delete(np.asarray(strips), gaps, axis=0)
    # On average, each option is taken as often as on average.
    np.testing.assert_allclose(shades.mean(axis=1), 1)
    shuffled = curve.specification_curve(
        moved.sample(frac=1, random_state=1), bins=10
    ).axes[1]
    again = dict(
        zip(
            [label.get_text() for label in shuffled.get_yticklabels()],
            np.asarray(shuffled.images[0].get_array()),
            strict=True,
        )
    )
    for label, strip in zip(
        labels, np.asarray(strips), strict=True
    ):  # ties have no order among them
        if label:
            np.testing.assert_allclose(again[label], strip)
    without_social = strips[labels.index("Without: schools")]
    taken = moved.index.get_level_values("without_dimension") == "schools"
    assert (without_social[-1] > without_social[0]) == (
        moved[taken].mean() > moved[~taken].mean()
    )


def test_few_specifications_make_few_bins():
    index = pd.MultiIndex.from_tuples(
        [("a", "b", "c", "none", "none"), ("a", "b", "d", "none", "none")],
        names=choices.CHOICES,
    )
    bottom = curve.specification_curve(pd.Series([0, 2], index)).axes[1]
    assert bottom.images[0].get_array().shape[1] == 2


def test_units_have_the_names_that_are_asked_for():
    totals, _ = choices.all_totals(SCORES, WEIGHTS)
    moved = choices.places_moved(choices.all_ranks(totals))
    naming = verdicts.Naming(str.upper, "town", "towns")
    top, bottom = curve.specification_curve(moved, 10, naming).axes
    assert "they move the towns" in top.get_title(loc="left")
    labels = [label.get_text() for label in bottom.get_yticklabels()]
    assert {"Without: ARDEN", "All towns", "All dimensions"} <= set(labels)
