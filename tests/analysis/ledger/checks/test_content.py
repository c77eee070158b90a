import pytest
from ledgers import LEDGER, verdict


def test_words():
    assert LEDGER.loc["video_order", "recomputed"] == "1.68 beside 1.49"
    bounds = LEDGER.loc["down_to_earth", ["low", "high"]]
    assert bounds.to_list() == [9 + 6, 50]


@pytest.mark.parametrize(
    ("id", "published"),
    [("video_order", "1.49, 1.68"), ("video_categories", "9 and 6 of 14")],
)
def test_other_values_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"
