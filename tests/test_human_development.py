"""The second index: what the Human Development Report 2015 prints of it."""

import math

import pandas as pd
import pytest

from analysis.own import sources
from analysis.paths import ROOT
from compindex.index import compute_index

FOLDER = ROOT / "data" / "human_development"
TABLE = pd.read_csv(FOLDER / "values.csv", index_col="country")
RESULT = sources.own_result(FOLDER)
HALF = pd.Series({"life": 0.05, "expected": 0.05, "mean": 0.05, "income": 0.5})


def test_every_printed_value_lies_within_the_rounding_of_its_inputs():
    low, high = (
        compute_index(TABLE[HALF.index] + turn * HALF, RESULT.spec)["hdi"] / 100
        for turn in (-1, 1)
    )
    assert len(TABLE) == 24
    assert (low <= TABLE["hdi_printed"] + 0.0005).all()
    assert (high >= TABLE["hdi_printed"] - 0.0005).all()


def test_two_countries_by_hand():
    # Norway, nothing beyond a goalpost.
    income = math.log(64992 / 100) / math.log(750)
    school = (17.5 / 18 + 12.6 / 15) / 2
    expected = ((81.6 - 20) / 65 * school * income) ** (1 / 3)
    assert RESULT.scores.at["Norway", "hdi"] / 100 == pytest.approx(expected)
    # Liechtenstein, whose income counts as 75,000 dollars.
    school = (15.0 / 18 + 11.8 / 15) / 2
    expected = ((80.0 - 20) / 65 * school) ** (1 / 3)
    assert RESULT.scores.at["Liechtenstein", "hdi"] / 100 == pytest.approx(expected)


def test_it_is_told_where_the_values_are_from():
    assert RESULT.provenance == "external"
    assert "2015" in (FOLDER / "datapackage.json").read_text(encoding="utf-8")
