"""Markers of generated parts: what stands between them is replaced, and a page whose
markers are not as they have to be is refused.
"""

import pytest

from cicii.markers import faults_of, fill, strays
from compindex.errors import InputError

PAGE = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n<!-- begin y -->\n<!-- end y -->\n"


def test_what_stands_between_markers_is_replaced_and_nothing_else():
    expected = (
        "a\n<!-- begin x -->\nnew \\1\n<!-- end x -->\nb\n"
        "<!-- begin y -->\nother\n<!-- end y -->\n"
    )
    assert fill(PAGE, {"x": r"new \1", "y": "other"}, "p.md") == expected
    assert fill(expected, {"x": r"new \1", "y": "other"}, "p.md") == expected


@pytest.mark.parametrize(
    ("old", "new", "row", "expected"),
    [
        (
            "<!-- begin x -->",
            "<!-- begin xx -->",
            2,
            "'<!-- begin xx -->' is no marker of this page; expected one of "
            ".*nearest: <!-- begin x -->",
        ),
        ("<!-- begin x -->", "<!-- Begin x -->", 2, "is no marker of this page"),
        ("<!-- begin x -->", "<!--begin x-->", 2, "is no marker of this page"),
        ("<!-- begin x -->", "<!-- begin x", 2, "is no marker of this page"),
        ("<!-- begin x -->", "begin x -->", 2, "'-->' is no marker of this page"),
        ("b\n", "<!-- a comment -->\n", 5, "is no marker of this page"),
        ("<!-- end x -->", "<!-- end y -->", 4, "stands before its beginning"),
        ("b\n", "<!-- end x -->\n", 5, "stands there twice"),
        ("b\n", "<!-- begin x -->\n", 5, "stands there twice"),
        ("<!-- end x -->", "", 6, "stands within '<!-- begin x -->'"),
    ],
)
def test_a_wrong_marker_is_named_with_its_row(old, new, row, expected):
    assert old in PAGE
    with pytest.raises(InputError, match=rf"^p.md, row {row}: .*{expected}") as error:
        fill(PAGE.replace(old, new, 1), {"x": "", "y": ""}, "p.md")
    assert len(str(error.value)) < 400 and "\n" not in str(error.value)


def test_a_missing_marker_is_named():
    got = [str(error) for error in faults_of("a\n", ["x"], "p.md")]
    assert got == [
        f"p.md: the marker '<!-- {word} x -->' is missing; expected it around its "
        "generated part"
        for word in ("begin", "end")
    ]


def test_every_fault_is_told_and_a_right_page_has_none():
    assert faults_of(PAGE, ["x", "y"], "p.md") == []
    text = PAGE.replace("begin x", "begun x").replace("end y", "ende y")
    assert len(faults_of(text, ["x", "y"], "p.md")) == 5  # an end without its beginning


def test_a_marker_in_a_page_without_parts_is_named():
    (error,) = strays("a\n<!-- begin x -->\n", "p.md")
    assert str(error).startswith("p.md, row 2: a marker in a page without generated")
    assert strays("between `<!-- begin … -->` and <!-- a comment -->", "p.md") == []
