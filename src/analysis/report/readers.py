"""Readers of cells: each takes the printed text of one cell and returns a value.

Whatever a reader refuses is reported with file, row and column by `read_column`.
"""

import unicodedata
from collections.abc import Callable, Collection, Mapping

import pandas as pd

from compindex.errors import InputError, one_of, quoted
from compindex.numerals import number

Reader = Callable[[str], object]


def read_column(table: pd.DataFrame, heading: str, reader: Reader) -> list:
    """Read a column cell by cell; an error says where the cell stands."""
    file = table.attrs.get("file")
    if heading not in table:
        found = f"the column {heading} is missing"
        raise InputError(found, one_of(table.columns, heading), file=file)
    values = []
    for row, text in table[heading].items():
        try:
            values.append(reader(text))
        except InputError as error:
            raise InputError(str(error), file=file, row=row, column=heading) from None
    return values


def word(words: Mapping[str, object]) -> Reader:
    """Make a reader that translates printed words, and refuses any other."""

    def read(text: str) -> object:
        if text not in words:
            raise InputError(f"unknown entry {quoted(text)}", one_of(words, text))
        return words[text]

    return read


def known(reader: Reader) -> Reader:
    """Make a reader that refuses a blank cell."""

    def read(text: str) -> object:
        value = reader(text)
        if pd.isna(value):
            raise InputError(f"{quoted(text)} is blank", "a value")
        return value

    return read


def within(reader: Reader, low: float, high: float) -> Reader:
    """Make a reader that refuses a value outside a range."""

    def read(text: str) -> object:
        value = reader(text)
        if not low <= value <= high:
            found = f"{quoted(text)} is out of range"
            raise InputError(found, f"a value from {low} to {high}")
        return value

    return read


def whole(text: str) -> object:
    """Read a whole number, missing where the cell is blank."""
    value = number(text)
    if value % 1 > 0:
        raise InputError(f"{quoted(text)} is not whole", "a whole number")
    return pd.NA if pd.isna(value) else int(value)


def as_printed(reader: Reader) -> Reader:
    """Make a reader that checks a number and keeps the digits it is printed with:
    ``89.00`` is known to a hundredth, 89 is not.
    """

    def read(text: str) -> str:
        value = reader(text)
        digits = unicodedata.normalize("NFKC", text).strip()
        plain = digits.replace(".", "", 1).isdecimal()
        return digits if plain else f"{value:.12g}"

    return read


def without_duplicates(
    frame: pd.DataFrame, keys: Collection[str], table: pd.DataFrame
) -> pd.DataFrame:
    """Refuse a second row with the same keys; the rows of a tidy table are those of the
    printed one, whose row is reported.
    """
    repeated = frame.duplicated(keys)
    if repeated.any():
        place = int(repeated.to_numpy().argmax())
        values = frame.loc[frame.index[place], list(keys)]
        found = f"{', '.join(map(str, values))} stands here a second time"
        row = table.index[place % len(table)]
        raise InputError(found, "one row each", table.attrs.get("file"), row)
    return frame
