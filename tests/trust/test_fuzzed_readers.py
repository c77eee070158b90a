"""Whatever lies behind a door, nothing comes out but what is read, or an error that is
written for a person: random bytes, and good files with something flipped, lost, doubled
or put in.
"""

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trust.doors import DOORS, opened
from trust.good_files import TEXTS, book

WHOLE = os.environ.get("CICII_TRUST") == "whole"
# The doors of files; register and printed tables are long, so fewer of them are tried.
MANY = 500 if WHOLE else 25
EXAMPLES = dict.fromkeys(TEXTS, MANY) | dict.fromkeys(("register", "descriptor"), 3)
if WHOLE:
    EXAMPLES |= dict.fromkeys(("register", "descriptor"), 60)
CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
# What is odd in one format or another.
PIECES = [
    *(b"", b"\0", b"\xff", b"\xef\xbb\xbf", b"\n", b"\r", b"\t", b" ", b'"', b"'"),
    *(b",", b";", b":", b"-", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a", b"!!int "),
    *(b"9" * 400, b"-1", b"1e999", b".nan", b"null", b"true", b"2020-02-30", b"=1+1"),
    *("²".encode(), "１".encode(), "\u202e".encode(), "城市".encode(), b"<!DOCTYPE a>"),
    *(b"\\ud800", b"%s", b"../", b"<v>", b"</c>", b'r="0"', b't="s"', b"\x1b[31m"),
]


@st.composite
def edits(draw):
    """Draw a few changes: what is done, where from 0 to 1, how far, and a piece."""
    kinds = st.sampled_from(["flip", "lose", "double", "put"])
    shares = st.floats(0, 1, exclude_max=True)
    one = st.tuples(kinds, shares, st.integers(1, 40), st.sampled_from(PIECES))
    return draw(st.lists(one, min_size=1, max_size=4))


def edited(content, changes):
    """Make changes in bytes, one after the other."""
    for kind, share, length, piece in changes:
        place = int(share * len(content))
        before, part, after = (
            content[:place],
            content[place : place + length],
            content[place + length :],
        )
        if kind == "flip" and part:
            part = bytes([part[0] ^ (1 << length % 8)]) + part[1:]
        elif kind == "lose":
            part = b""
        elif kind == "double":
            part *= 2
        elif kind == "put":
            part = piece + part
        content = before + part + after
    return content


def tried(folder, door, content, name=None):
    """Open a door with some content; anything raised but an error of the project's own
    fails the test.
    """
    path = folder / DOORS[door][1]
    path.parent.mkdir(exist_ok=True)
    path = path.with_name(name) if name else path
    path.write_bytes(content)
    outcome, words = opened(door, path)
    if outcome == "refused":
        lines = words.splitlines()
        assert lines and all(line.isprintable() for line in lines)
    return outcome


def several(door):
    """Set how often a door is tried; the same ways each time, but for the whole."""
    return settings(
        max_examples=EXAMPLES[door],
        derandomize=not WHOLE,
        database=None,
        suppress_health_check=CHECKS,
    )


@pytest.mark.parametrize("door", TEXTS)
def test_random_bytes_at_a_door(tmp_path, door):
    @several(door)
    @given(st.binary(max_size=200))
    def try_some(content):
        tried(tmp_path, door, content)

    try_some()


@pytest.mark.parametrize("door", TEXTS)
def test_a_good_file_with_some_changes_at_a_door(tmp_path, door):
    content = TEXTS[door].encode()
    assert tried(tmp_path, door, content) == "read"

    @several(door)
    @given(edits())
    def try_some(changes):
        tried(tmp_path, door, edited(content, changes))

    try_some()


def test_a_good_workbook_with_some_changed_bytes(tmp_path):
    content = book()
    assert tried(tmp_path, "own table", content, "a.xlsx") == "read"

    @several("own table")
    @given(edits())
    def try_some(changes):
        tried(tmp_path, "own table", edited(content, changes), "a.xlsx")

    try_some()


def test_a_good_workbook_with_changes_in_a_part(tmp_path):
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    @several("own table")
    @given(st.sampled_from(sorted(parts)), edits())
    def try_some(name, changes):
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for one, part in parts.items():
                whole = edited(part, changes) if one == name else part
                archive.writestr(one, whole)
        tried(tmp_path, "own table", content.getvalue(), "a.xlsx")

    try_some()


CELLS = st.one_of(
    st.text(max_size=12),
    st.floats().map(repr),
    st.integers().map(str),
    st.sampled_from(["city", "year", "x", "y", "2021", "Rome", "Total", "41%", "<1"]),
)


@pytest.mark.parametrize(
    "door",
    ["raw table", "own table", "folder", "nodes", "export", "articles", "trends"],
)
def test_a_good_table_with_a_cell_of_anything(tmp_path, door):
    rows = [line.split(",") for line in TEXTS[door].splitlines()]

    @several(door)
    @given(st.integers(0), st.integers(0), CELLS)
    def try_some(row, column, cell):
        changed = [list(cells) for cells in rows]
        cells = changed[row % min(len(rows), 6)]
        cells[column % len(cells)] = cell
        text = "\n".join(map(",".join, changed))
        tried(tmp_path, door, text.encode("utf-8", "surrogatepass"))

    try_some()
