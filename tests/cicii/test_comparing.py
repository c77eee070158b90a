"""Two files compared: by bytes, and where these differ, by what they hold."""

import io
import json
import os

import matplotlib.image
import numpy as np
import pytest

from cicii.comparing import DIFFERENT, EQUAL, IDENTICAL, compare, same


def picture(pixels):
    file = io.BytesIO()
    matplotlib.image.imsave(file, np.asarray(pixels, dtype=np.uint8), format="png")
    return file.getvalue()


def notebook(*sources):
    return json.dumps({"cells": [{"source": source} for source in sources]}).encode()


DARK, LIGHT = [[[0, 0, 0], [9, 9, 9]]], [[[0, 0, 0], [9, 9, 8]]]


@pytest.mark.parametrize(
    ("name", "committed", "fresh", "expected"),
    [
        ("a.csv", b"x\n1\n", b"x\n1\n", (IDENTICAL, "")),
        (
            "a.csv",
            b"x\n1.0\n",
            b"x\n1\n",
            (EQUAL, "row 2, column x: '1.0' is committed, '1' recomputed"),
        ),
        ("a.csv", b"x\r\n1\r\n", b"x\n1\n", (EQUAL, "the same cells, other line ends")),
        ("a.csv", b'x\n"1"\n', b"x\n1\n", (EQUAL, "the same cells, other quotes")),
        ("a.csv", "x\n1\n".encode("utf-16"), b"x\n1\n", (DIFFERENT, "cannot be read")),
        ("a.csv", b"x\n1_0\n", b"x\n10\n", (DIFFERENT, "row 2, column x")),
        (
            "a.csv",
            b"x,y\n1,2\n",
            b"x,y\n1,3\n",
            (DIFFERENT, "row 2, column y: '2' is committed, '3' recomputed"),
        ),
        (
            "a.csv",
            b"x\n1\n",
            b"x\n1\n2\n",
            (DIFFERENT, "row 3, column x: None is committed, '2' recomputed"),
        ),
        (
            "a.csv",
            b"x\na\n",
            b"x\nb\n",
            (DIFFERENT, "row 2, column x: 'a' is committed, 'b' recomputed"),
        ),
        (
            "a.json",
            b'{"a": 1}',
            b'{"a":1}',
            (EQUAL, "the same entries, the bytes from byte 6 on"),
        ),
        (
            "a.json",
            b'{"a": 2, "a": 1}',
            b'{"a": 1}',
            (DIFFERENT, "cannot be read ('a' stands there twice)"),
        ),
        ("a.json", b"[]", b"{}", (DIFFERENT, "cannot be read")),
        ("a.json", b"[" * 100_000, b"{}", (DIFFERENT, "cannot be read")),
        ("a.ipynb", b"[]", notebook("x"), (DIFFERENT, "cannot be read")),
        (
            "a.ipynb",
            b'{"cells": [], "metadata": {"title": "x"}}',
            b'{"cells": [], "metadata": {}}',
            (DIFFERENT, "metadata"),
        ),
        ("a.json", b'{"a": 1}', b'{"a": 1, "b": 2}', (DIFFERENT, "b")),
        ("a.json", b"{", b"{}", (DIFFERENT, "cannot be read")),
        (
            "a.ipynb",
            notebook("x", "y"),
            notebook("x", "z"),
            (DIFFERENT, "cell 2: source"),
        ),
        ("a.ipynb", notebook("x") + b"\n", notebook("x"), (EQUAL, "the same entries")),
        (
            "a.svg",
            b"<svg>\n</svg>",
            b"<svg>\n<a/></svg>",
            (DIFFERENT, "the bytes from byte 8 on, row 2"),
        ),
        (
            "a.png",
            picture(DARK)[:60],
            picture(DARK),
            (DIFFERENT, "cannot be read (the"),
        ),
        ("a.png", b"forged", picture(DARK), (DIFFERENT, "cannot be read (no PNG)")),
        ("a.png", picture(DARK), picture(LIGHT), (DIFFERENT, "1 pixels")),
        (
            "a.png",
            picture(DARK),
            picture([DARK[0] * 2]),
            (DIFFERENT, "2 × 1 pixels are committed, 4 × 1 recomputed"),
        ),
        ("a.csv", None, b"x\n", (DIFFERENT, "no such file is committed")),
        ("a.csv", b"x\n", None, (DIFFERENT, "committed, but no notebook makes it")),
    ],
)
def test_files_compared(tmp_path, name, committed, fresh, expected):
    places = [tmp_path / folder / name for folder in ("committed", "fresh")]
    for place, content in zip(places, (committed, fresh), strict=True):
        place.parent.mkdir()
        if content is not None:
            place.write_bytes(content)
    status, where = compare(*places)
    assert (
        status == expected[0]
        and where.startswith(expected[1])
        and bool(where) == (status != IDENTICAL)
    )


def test_pictures_of_equal_pixels_say_what_else_differs(tmp_path):
    import PIL.Image

    (tmp_path / "one.png").write_bytes(picture(DARK))
    image = PIL.Image.open(tmp_path / "one.png")
    image.save(tmp_path / "two.png", compress_level=0)
    status, where = compare(tmp_path / "one.png", tmp_path / "two.png")
    assert status == EQUAL and where.startswith("the same pixels, ")
    (tmp_path / "more.png").write_bytes(picture(DARK) + b"forged")
    assert compare(tmp_path / "more.png", tmp_path / "one.png") == (
        EQUAL,
        "the same pixels, bytes after the end of the picture",
    )
    words = PIL.PngImagePlugin.PngInfo()
    words.add_text("Author", "Forger")
    image.info.clear()
    image.save(tmp_path / "three.png", compress_level=0)
    image.save(tmp_path / "words.png", pnginfo=words, compress_level=0)
    assert compare(tmp_path / "words.png", tmp_path / "three.png") == (
        EQUAL,
        "the same pixels, a piece tEXt more",
    )


def test_what_is_no_file_is_named_and_never_opened(tmp_path):
    (tmp_path / "a.csv").write_text("x\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "a.csv")
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    got = [
        compare(tmp_path / f"{name}.csv", tmp_path / "a.csv")
        for name in ("link", "folder", "pipe", "nothing")
    ]
    assert got == [
        (DIFFERENT, "a link stands in its place"),
        (DIFFERENT, "a folder stands in its place"),
        (DIFFERENT, "no regular file"),
        (DIFFERENT, "no such file is committed"),
    ]


def test_a_file_that_has_grown_beyond_measure_is_not_read(tmp_path):
    (tmp_path / "a.csv").write_text("x\n")
    with (tmp_path / "b.csv").open("wb") as file:
        file.truncate(2**33)  # a hole, which takes no room
    assert compare(tmp_path / "b.csv", tmp_path / "a.csv") == (
        DIFFERENT,
        "8,589,934,592 bytes are committed, 2 recomputed",
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "between_machines"),
    [
        ("0.135907015112", "0.135907015113", True, True),
        ("0.135907015112", "0.135907015114", False, False),
        ("0.999999999999", "1", True, True),
        ("123456789012", "123456789013", True, True),
        ("1234567890120", "1234567890121", True, True),
        ("16900", "16901", False, False),
        ("16900", "1.69e4", True, True),
        ("-0.5", "0.5", False, False),
        ("0", "9.9e-13", False, True),
        ("0", "1.1e-12", False, False),
        ("0", "-0", True, True),
        ("0", "", False, False),
        ("", None, False, False),
        ("nan", "NaN", False, False),
        ("1e999", "2e999", False, False),
        ("16_900", "16900", False, False),
        ("１６９００", "16900", False, False),
        ("Wuhan", "wuhan", False, False),
    ],
)
def test_numbers_are_equal_within_a_unit_of_the_twelfth_digit(
    ours, theirs, expected, between_machines
):
    for pair in ((ours, theirs), (theirs, ours)):
        assert same(*pair) == expected
        assert same(*pair, elsewhere=True) == between_machines


def test_digests_of_what_a_figure_is_drawn_from_may_differ_between_machines(tmp_path):
    for name, digit in (("a.json", "0"), ("b.json", "1")):
        entries = {"inputs": {"gdp.csv": digit * 64}, "words": "x"}
        (tmp_path / name).write_text(json.dumps(entries))
    both = tmp_path / "a.json", tmp_path / "b.json"
    assert compare(*both) == (DIFFERENT, "inputs")
    assert compare(*both, elsewhere=True)[0] == EQUAL
