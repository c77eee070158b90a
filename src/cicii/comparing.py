"""Comparison of committed files with recomputed ones: by bytes, else by what they hold."""

import csv
import io
import json
import math
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

from compindex.errors import quoted

IDENTICAL, EQUAL, DIFFERENT = "identical bytes", "equal numbers", "different"


def compare(committed: Path, fresh: Path) -> tuple[str, str]:
    """Compare a committed file with the recomputed one; either may be missing. `EQUAL` if
    the bytes differ and the numbers, cells or pixels do not; else `DIFFERENT`, and
    where.
    """
    if not committed.is_file():
        return DIFFERENT, "no such file is committed"
    if not fresh.is_file():
        return DIFFERENT, "committed, but no notebook makes it"
    ours, theirs = committed.read_bytes(), fresh.read_bytes()
    if ours == theirs:
        return IDENTICAL, ""
    find = _FINDERS.get(committed.suffix, lambda *_: "the bytes")
    try:
        where = find(ours, theirs)
    except (ValueError, KeyError, AttributeError, SyntaxError, OSError) as error:
        where = f"cannot be read ({error})"
    return (DIFFERENT, where) if where else (EQUAL, "")


def _tables(committed: bytes, fresh: bytes) -> str:
    """Find the first cell in which two tables differ."""
    ours, theirs = _cells(committed), _cells(fresh)
    heading = ours[0] if ours else []
    for row, pair in enumerate(zip_longest(ours, theirs, fillvalue=[]), 1):
        for place, (one, other) in enumerate(zip_longest(*pair)):
            if not _same(one, other):
                column = heading[place] if place < len(heading) else place + 1
                return (
                    f"row {row}, column {column}: {quoted(one)} is committed, "
                    f"{quoted(other)} recomputed"
                )
    return ""


def _cells(content: bytes) -> list[list[str]]:
    """Read the cells of a table."""
    return list(csv.reader(io.StringIO(content.decode())))


def _same(ours: str | None, theirs: str | None) -> bool:
    """Tell whether two cells hold the same text, or the same number but for the rounding
    of floating-point numbers.
    """
    if ours == theirs:
        return True
    try:
        one, other = float(ours), float(theirs)
    except (TypeError, ValueError):
        return False
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _notebooks(committed: bytes, fresh: bytes) -> str:
    """Find the first cell in which two notebooks differ."""
    both = (json.loads(content)["cells"] for content in (committed, fresh))
    for place, (ours, theirs) in enumerate(zip_longest(*both, fillvalue={}), 1):
        if ours != theirs:
            return f"cell {place}"
    return ""


def _pictures(committed: bytes, fresh: bytes) -> str:
    """Count the pixels in which two pictures differ."""
    import matplotlib.image  # here: identical pictures, the usual case, do without

    read = matplotlib.image.imread
    ours, theirs = read(io.BytesIO(committed)), read(io.BytesIO(fresh))
    if ours.shape != theirs.shape:
        sizes = [f"{one.shape[1]} × {one.shape[0]}" for one in (ours, theirs)]
        return f"{sizes[0]} pixels are committed, {sizes[1]} recomputed"
    changed = (ours != theirs).any(axis=-1).sum()
    return f"{changed} pixels" if changed else ""


def _entries(committed: bytes, fresh: bytes) -> str:
    """List the entries in which two JSON files differ."""
    ours, theirs = json.loads(committed), json.loads(fresh)
    keys = sorted(ours.keys() | theirs.keys())
    return ", ".join(key for key in keys if ours.get(key) != theirs.get(key))


_FINDERS: dict[str, Callable[[bytes, bytes], str]] = {
    ".csv": _tables,
    ".ipynb": _notebooks,
    ".png": _pictures,
    ".json": _entries,
}
