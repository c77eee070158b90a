"""The administrative levels that Table 4 leaves to find."""

import itertools

import numpy as np
import pandas as pd
from ledgers import REPORT, TOTAL

from analysis.ranking.levels import divisions
from analysis.report.words import ADMIN_LEVELS, CITIES
from compindex.intervals import Interval

MEANS = Interval.printed(pd.Series(["76.45", "70.17", "58.33"]))
RANKS = Interval.printed(pd.Series(["6", "7", "13"]))


def test_one_division_of_all_gives_table_4():
    (found,) = divisions(REPORT.totals, REPORT.ranks, MEANS, RANKS)
    expected = [
        [city.id for city in CITIES if city.admin_level == level]
        for level in ADMIN_LEVELS.values()
    ]
    assert found == expected


def test_every_division_was_tried_one_by_one():
    """All 3¹⁵ of them, with printed totals, in blocks; sums of digits in base 3."""
    totals, ranks = np.array(TOTAL), np.arange(1, 16)
    half = 8
    first = np.array(list(itertools.product(range(3), repeat=half)), dtype=np.int8)
    second = np.array(list(itertools.product(range(3), repeat=7)), dtype=np.int8)

    def sums(rows, places):
        member = rows[:, None, :] == np.arange(3)[None, :, None]
        values = (np.ones(len(places)), totals[places], ranks[places])
        return [member @ value for value in values]

    ours, theirs = sums(first, np.arange(half)), sums(second, np.arange(half, 15))
    tried, found = 0, []
    for row in range(len(first)):
        n, total, rank = (
            one[row] + other for one, other in zip(ours, theirs, strict=True)
        )
        tried += len(n)
        with np.errstate(invalid="ignore", divide="ignore"):
            fits = (np.abs(total / n - [76.45, 70.17, 58.33]) <= 0.0100001) & (
                np.abs(rank / n - [6, 7, 13]) <= 0.5
            )
        for place in np.flatnonzero(fits.all(axis=1)):
            found.append([*first[row], *second[place]])
    assert tried == 3**15
    order = list(ADMIN_LEVELS.values())
    assert found == [[order.index(city.admin_level) for city in CITIES]]


def test_other_tables_have_none_or_many():
    none = Interval.printed(pd.Series(["76.45", "70.17", "58.40"]))
    assert divisions(REPORT.totals, REPORT.ranks, none, RANKS) == []
    alike = [Interval.printed(pd.Series([text] * 3)) for text in ("69", "8")]
    found = divisions(REPORT.totals, REPORT.ranks, *alike)
    assert len(found) > 1 and all(len(sum(one, [])) == 15 for one in found)
