import pytest

from compindex.node_headings import heading_row, node_heading


def test_the_heading_may_stand_below_a_title():
    assert heading_row({1: ["My index"], 2: ["Parent", None, "iCode"]}) == 2
    assert heading_row({4: ["code"], 5: ["a"]}) == 4


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("iName", "label"),
        ("代码", "code"),
        (" WEIGHT ", "weight"),
        (None, ""),
        ("x", "x"),
    ],
)
def test_headings_have_one_name(heading, expected):
    assert node_heading(heading) == expected
