"""What a supplied export says of statements that the report leaves open."""

import pandas as pd
import pytest

from analysis.ledger import judging
from analysis.ledger.from_export import either, findings_from_export
from analysis.report.register import printed_values
from compindex.readings import SOME


def test_some_reading_of_a_number_is_enough():
    assert either("5156", [396.6, 5156.2]).reading == SOME
    assert either("5156", [396.6, None]) is None


def monthly(**changed):
    """Monthly reports that agree with every printed figure, some changed."""
    months = [f"2019-{month:02d}" for month in range(7, 13)] + [
        f"2020-{month:02d}" for month in range(1, 7)
    ]
    frame = pd.DataFrame(
        {"wuhan": [3202.0] * 6 + [100148.0] * 4 + [100150.0, 99000.0]}, index=months
    )
    frame["beijing"] = [30000.0] * 11 + [88061.0]
    frame["others"] = [5156.0] * 6 + [7206.0] * 6
    for cell, value in changed.items():
        series, month = cell.split("_", 1)
        frame.loc[month.replace("_", "-"), series] = value
    return frame


FROM_EXPORT = [
    "wuhan_january_may",
    "wuhan_2019_mean",
    "wuhan_june_fall",
    "beijing_june",
    "beijing_surge",
    "others_july_december_mean",
    "others_january_june_mean",
]


def from_export(frame):
    own = findings_from_export(frame, printed_values())
    return judging.judge_all(notebook="05", supplied=own).set_index("id")


def test_an_export_settles_what_the_report_leaves_open():
    got, before = (
        from_export(monthly()),
        judging.judge_all(notebook="05").set_index("id"),
    )
    assert (before.loc[FROM_EXPORT, "verdict"] == "unpublished").all()
    assert (got.loc[FROM_EXPORT, "verdict"] == "reproduced").all()
    assert (
        got.loc[FROM_EXPORT, "explanation"]
        .str.startswith("From the supplied export")
        .all()
    )
    assert got.drop(index=FROM_EXPORT).equals(before.drop(index=FROM_EXPORT))
    assert got.loc["wuhan_january_may", "recomputed"] == "500742"


@pytest.mark.parametrize(
    ("cell", "value", "id"),
    [
        ("wuhan_2020_02", 100149, "wuhan_january_may"),
        ("beijing_2020_06", 88062, "beijing_june"),
        ("others_2019_08", 5156 + 4, "others_july_december_mean"),
        ("others_2020_02", 7206 + 4, "others_january_june_mean"),
    ],
)
def test_an_export_that_disagrees_contradicts(cell, value, id):
    got = from_export(monthly(**{cell: value}))
    assert got.loc[id, "verdict"] == "contradicted"
    assert (
        got.loc[[other for other in FROM_EXPORT if other != id], "verdict"]
        == "reproduced"
    ).all()


@pytest.mark.parametrize(
    ("cell", "value", "id"),
    [
        ("wuhan_2020_06", 100151, "wuhan_june_fall"),  # no fall
        ("wuhan_2020_06", 50074, "wuhan_june_fall"),  # by more than half
        ("beijing_2020_05", 44031, "beijing_surge"),  # less than twice
    ],
)
def test_an_export_can_disagree_with_a_word(cell, value, id):
    got = from_export(monthly(**{cell: value})).loc[id]
    assert (got["verdict"], got["grade"]) == ("inconsistent", "wording")


def test_a_reading_that_the_export_cannot_try_is_not_contradicted():
    other = monthly(wuhan_2019_07=3302)
    assert from_export(other).loc["wuhan_2019_mean", "verdict"] == "unpublished"
    earlier = pd.DataFrame(
        3202.0 - 100 / 6,
        index=[f"2019-{month:02d}" for month in range(1, 7)],
        columns=other.columns,
    )
    # As the mean of the year.
    assert (
        from_export(pd.concat([earlier, other])).loc["wuhan_2019_mean", "verdict"]
        == "reproduced"
    )
    assert (
        from_export(pd.concat([earlier - 50, other])).loc["wuhan_2019_mean", "verdict"]
        == "contradicted"
    )


def test_the_cities_together_are_the_other_reading():
    together = monthly()
    together["others"] /= 13
    got = from_export(together)
    assert (
        got.loc["others_july_december_mean", "verdict"]
        == got.loc["others_january_june_mean", "verdict"]
        == "reproduced"
    )
