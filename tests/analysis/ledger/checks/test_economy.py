import statistics

import pytest
from ledgers import LEDGER, TOTAL, holds, printed, verdict

GDP = [float(row[3]) for row in printed(5)]


def test_the_correlation_by_the_standard_library():
    assert holds("correlation", statistics.correlation(TOTAL, GDP))


def test_words():
    assert LEDGER.loc["table_6_headings", "recomputed"] == "1"


@pytest.mark.parametrize(
    ("id", "published"),
    [
        ("table_6_halves", "0.754**, 0.001, 14"),
        ("gdp_leaders", "Beijing, Shanghai, Guangzhou, Wuhan"),
    ],
)
def test_other_lists_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"
