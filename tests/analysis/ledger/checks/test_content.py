import pytest
from ledgers import holds, verdict


def test_views_by_hand():
    assert holds("video_order", 1.68 - 1.49)


@pytest.mark.parametrize(
    ("id", "published"),
    [("video_order", "1.49, 1.68"), ("video_categories", "9 and 6 of 14")],
)
def test_other_values_are_contradicted(id, published):
    assert verdict(id, published) == "contradicted"
