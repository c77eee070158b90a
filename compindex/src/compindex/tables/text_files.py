"""Text files as rows of cells, whatever separates these."""

import csv
import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from compindex.errors import InputError
from compindex.files import shown
from compindex.tables.encodings import encoding_of

# What separates cells; where two would do, the rarer one is no accident.
DELIMITERS = (";", "\t", "|", ",")
LONGEST = 1_000_000  # characters of a row
_CELL = 131_072  # of a cell, as Python has it unless a library sets another limit
_FIRST = 20  # rows that are looked at for what separates the cells


def text_rows(
    path: Path, encoding: str | None = None
) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a text file one by one, with the number of the line of cells,
    the first being 1.

    Parameters
    ----------
    path : pathlib.Path
        A file that has been looked at (`files.regular`).
    encoding : str, optional
        By default, as `encodings.encoding_of` tells.

    Returns
    -------
    iterator of (int, list of str)

    Raises
    ------
    InputError
        If the text cannot be decoded or the cells of a row not be told apart.
    """
    encoding = encoding or encoding_of(path)
    row, taken = None, [0]
    try:
        with open(path, encoding=encoding, newline="") as file:
            lines = _lines(file)
            beginning = list(itertools.islice(lines, _FIRST))
            mark, row = _delimiter(beginning)
            lines = _watched(itertools.chain(beginning[row:], lines), taken)
            for cells in csv.reader(lines, delimiter=mark, strict=True):
                if taken[0] > _CELL and max(map(len, cells)) > _CELL:
                    raise csv.Error(f"a cell of more than {_CELL:,} characters")
                row, taken[0] = row + 1, 0
                yield row, cells
    except (OSError, UnicodeError, csv.Error) as error:
        found = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        expected = "a CSV file, one number of cells in every row"
        where = row + 1 if row is not None and isinstance(error, csv.Error) else None
        raise InputError(found, expected, shown(path), where) from None


def _lines(file: TextIO) -> Iterator[str]:
    """Give the lines of a file; refuse one without end."""
    while line := file.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise csv.Error(f"a line of more than {LONGEST:,} characters")
        yield line


def _watched(lines: Iterable[str], taken: list[int]) -> Iterator[str]:
    """Give lines; refuse a row without end, as a lost quotation mark makes of them.

    The characters of the row so far stand in `taken`; whoever ends a row sets them to 0.
    """
    for line in lines:
        taken[0] += len(line)
        if taken[0] > LONGEST:
            raise csv.Error(f"a row of more than {LONGEST:,} characters")
        yield line


def _delimiter(beginning: list[str]) -> tuple[str, int]:
    """Tell what separates the cells, and how many lines only say so (``sep=;``)."""
    said = re.fullmatch(r"\W?sep=(.)\s*", beginning[0]) if beginning else None
    if said:
        return said[1], 1
    found = {mark: _widths(beginning, mark) for mark in DELIMITERS}
    return max(found, key=found.get), 0


def _widths(beginning: list[str], mark: str) -> tuple[int, int]:
    """Count the rows that have as many cells as most of them, and those cells, where a
    mark separates them; one cell a row is none.
    """
    try:
        rows = list(csv.reader(beginning, delimiter=mark))
    except csv.Error:
        return 0, 0
    widths = [len(row) for row in rows if len(row) > 1]
    if not widths:
        return 0, 0
    most = max(set(widths), key=lambda width: (widths.count(width), width))
    return widths.count(most), most
