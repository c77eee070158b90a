import pytest
from ledgers import holds, verdict


def test_weights_by_hand():
    assert holds("weights_innovation", 4 * 0.05) and holds("weights_sum", 1)


@pytest.mark.parametrize(
    ("id", "published"),
    [
        ("platforms", "Twitter, Instagram, YouTube, Google Trends, TikTok"),
        ("platforms", "Twitter, Instagram, YouTube, Google Trends, TikTok, Facebook"),
    ],
)
def test_other_lists_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"


def test_weights_that_differ_are_inconsistent():
    assert verdict("dimension_weights", "0.35, 0.25, 0.3, 0.1") == "inconsistent"
