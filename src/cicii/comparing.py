"""Comparison of committed files with recomputed ones: by bytes, and where these differ,
by what they hold.

Numbers are equal within one unit of their twelfth significant digit, the last that is
written; nothing else than nought is equal to nought.
"""

import csv
import io
import json
import math
import re
import struct
import zlib
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

from cicii import pictures_compared
from cicii.package import once
from compindex.errors import cut, quoted

IDENTICAL, EQUAL, DIFFERENT = "identical bytes", "equal numbers", "different"
# Digits that are written of a number (`analysis.results.table_bytes`).
DIGITS = 12
# What rounding leaves of differences between numbers of about 1, on another machine.
_RESIDUE = 1e-12
_MORE = 2**24  # bytes by which a file may be longer and still be read
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_DIGEST = re.compile("[0-9a-f]{64}")
_UNREADABLE = (
    *(ValueError, LookupError, AttributeError, TypeError, SyntaxError, OSError),
    *(EOFError, RecursionError, MemoryError, csv.Error, struct.error, zlib.error),
)
# A committed file and the recomputed one, and whether that was made on another machine.
_Finder = Callable[[bytes, bytes, bool], str]


def compare(committed: Path, fresh: Path, elsewhere: bool = False) -> tuple[str, str]:
    """Compare a committed file with the recomputed one; either may be missing. `EQUAL` if
    the bytes differ and the numbers, cells or pixels do not; else `DIFFERENT`; and where.
    Between machines what is left by rounding is equal to nought, and the digests of what
    something was made from may differ.
    """
    if not committed.is_file() or committed.is_symlink():
        return DIFFERENT, _in_its_place(committed)
    if not fresh.is_file():
        return DIFFERENT, "committed, but no notebook makes it"
    sizes = [path.stat().st_size for path in (committed, fresh)]
    if sizes[0] > sizes[1] + _MORE:
        return DIFFERENT, f"{sizes[0]:,} bytes are committed, {sizes[1]:,} recomputed"
    try:
        ours, theirs = committed.read_bytes(), fresh.read_bytes()
        if ours == theirs:
            return IDENTICAL, ""
        find, tell = _FINDERS.get(committed.suffix, (_first_byte, _first_byte))
        where = find(ours, theirs, elsewhere)
        if where:
            return DIFFERENT, cut(where, 300)
        return EQUAL, cut(tell(ours, theirs, elsewhere), 300)
    except _UNREADABLE as error:
        return DIFFERENT, cut(f"cannot be read ({error})", 300)


def _in_its_place(path: Path) -> str:
    """Say what stands where a file should be committed."""
    if path.is_symlink():
        return "a link stands in its place"
    if path.is_dir():
        return "a folder stands in its place"
    return "no regular file" if path.exists() else "no such file is committed"


def _first_byte(committed: bytes, fresh: bytes, _: bool) -> str:
    """Find the first byte in which two files differ."""
    both = zip_longest(committed, fresh)
    place = next(number for number, (one, other) in enumerate(both, 1) if one != other)
    row = committed.count(b"\n", 0, place - 1) + 1
    return f"the bytes from byte {place:,} on, row {row:,}"


def _tables(committed: bytes, fresh: bytes, elsewhere: bool) -> str:
    """Find the first cell in which two tables differ."""
    ours, theirs = _cells(committed), _cells(fresh)
    heading = ours[0] if ours else []
    for row, pair in enumerate(zip_longest(ours, theirs, fillvalue=[]), 1):
        for place, (one, other) in enumerate(zip_longest(*pair)):
            if not same(one, other, elsewhere):
                column = heading[place] if place < len(heading) else place + 1
                return (
                    f"row {row}, column {cut(column)}: {quoted(one)} is committed, "
                    f"{quoted(other)} recomputed"
                )
    return ""


def _cells(content: bytes) -> list[list[str]]:
    """Read the cells of a table."""
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def same(ours: str | None, theirs: str | None, elsewhere: bool = False) -> bool:
    """Tell whether two cells hold the same text, or the same number but for one unit of
    the twelfth digit; between machines, but for what rounding leaves of nought as well.
    """
    if ours == theirs:
        return True
    if not all(text is not None and _NUMBER.fullmatch(text) for text in (ours, theirs)):
        return False
    one, other = float(ours), float(theirs)
    apart, largest = abs(one - other), max(abs(one), abs(other))
    if apart == 0 or not math.isfinite(apart):
        return apart == 0
    unit = 10.0 ** (math.floor(math.log10(largest)) + 1 - DIGITS)
    # Both are whole numbers of units: nothing lies between one and two.
    return apart < 1.5 * unit or (elsewhere and apart <= _RESIDUE)


def _spelling(committed: bytes, fresh: bytes, _: bool) -> str:
    """Say in what two tables differ that hold the same numbers."""
    if committed.replace(b"\r\n", b"\n") == fresh:
        return "the same cells, other line ends"
    ours, theirs = _cells(committed), _cells(fresh)
    for row, (one, other) in enumerate(zip(ours, theirs, strict=True), 1):
        for place, (cell, counterpart) in enumerate(zip(one, other, strict=True)):
            if cell != counterpart:
                return (
                    f"row {row}, column {cut(ours[0][place])}: {quoted(cell)} is "
                    f"committed, {quoted(counterpart)} recomputed"
                )
    return "the same cells, other quotes or line ends"


def _notebooks(committed: bytes, fresh: bytes, _: bool) -> str:
    """Find the first cell in which two notebooks differ, or what beside their cells."""
    ours, theirs = _parsed(committed), _parsed(fresh)
    both = zip_longest(ours["cells"], theirs["cells"], fillvalue={})
    for place, (one, other) in enumerate(both, 1):
        if one != other:
            return f"cell {place}: {_keys_that_differ(one, other)}"
    return _keys_that_differ(ours, theirs)


def _entries(committed: bytes, fresh: bytes, elsewhere: bool) -> str:
    """List the entries in which two JSON files differ."""
    ours, theirs = _parsed(committed), _parsed(fresh)
    if elsewhere:
        ours, theirs = _without_digests(ours), _without_digests(theirs)
    return _keys_that_differ(ours, theirs)


def _without_digests(content: object) -> object:
    """Leave out the digests in what was read from JSON."""
    if isinstance(content, dict):
        return {name: _without_digests(value) for name, value in content.items()}
    is_digest = isinstance(content, str) and _DIGEST.fullmatch(content)
    return None if is_digest else content


def _keys_that_differ(ours: dict, theirs: dict) -> str:
    """List the names under which two dictionaries differ."""
    keys = sorted(ours.keys() | theirs.keys())
    return ", ".join(cut(key) for key in keys if ours.get(key) != theirs.get(key))


def _parsed(content: bytes) -> dict:
    """Read JSON; refuse names that stand there twice."""
    return json.loads(content, object_pairs_hook=once)


def _spaces(committed: bytes, fresh: bytes, elsewhere: bool) -> str:
    """Say where two files of JSON differ that hold the same."""
    return f"the same entries, {_first_byte(committed, fresh, elsewhere)}"


def _pictures(committed: bytes, fresh: bytes, _: bool) -> str:
    return pictures_compared.pixels_that_differ(committed, fresh)


def _pieces(committed: bytes, fresh: bytes, _: bool) -> str:
    return pictures_compared.other_bytes(committed, fresh)


# What finds where two files differ in what they hold, and where in other bytes.
_FINDERS: dict[str, tuple[_Finder, _Finder]] = {
    ".csv": (_tables, _spelling),
    ".ipynb": (_notebooks, _spaces),
    ".png": (_pictures, _pieces),
    ".json": (_entries, _spaces),
}
