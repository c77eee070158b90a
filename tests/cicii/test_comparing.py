import io
import json

import matplotlib.image
import numpy as np
import pytest

from cicii.comparing import DIFFERENT, EQUAL, IDENTICAL, compare


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
        ("a.csv", b"x\n1.0\n", b"x\n1\n", (EQUAL, "")),
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
        ("a.json", b'{"a": 1}', b'{"a":1}', (EQUAL, "")),
        ("a.json", b'{"a": 1}', b'{"a": 1, "b": 2}', (DIFFERENT, "b")),
        ("a.json", b"{", b"{}", (DIFFERENT, "cannot be read")),
        ("a.ipynb", notebook("x", "y"), notebook("x", "z"), (DIFFERENT, "cell 2")),
        ("a.ipynb", notebook("x") + b"\n", notebook("x"), (EQUAL, "")),
        ("a.svg", b"<svg/>", b"<svg />", (DIFFERENT, "the bytes")),
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
        and bool(where) == (status == DIFFERENT)
    )


def test_pictures_of_equal_pixels_are_equal(tmp_path):
    import PIL.Image

    (tmp_path / "one.png").write_bytes(picture(DARK))
    PIL.Image.open(tmp_path / "one.png").save(tmp_path / "two.png", compress_level=0)
    assert compare(tmp_path / "one.png", tmp_path / "two.png") == (EQUAL, "")
