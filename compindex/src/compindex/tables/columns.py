"""A column of cells as numbers: which decimal sign they share, what is only a bound."""

import datetime
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from numbers import Real

import numpy as np

from compindex.errors import MANY, InputError, quoted
from compindex.grammar import Numeral, either_sign, is_blank
from compindex.tables.workbooks import Cell, Percent

_SHOW = "another cell that shows the decimal sign, or `decimal` in the description of the index"


# Most numbers: with one reading, whole or with a point that cannot set thousands apart.
_LARGE = 1e300  # far below the largest float
_PLAIN = re.compile(r"-?(\d+|\d+\.(\d{1,2}|\d{4,})|\d{4,}\.\d{3}|0\.\d{3})")
_EITHER = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")  # with two readings
_POINTS = re.compile(r"\s*[+-]?\d{1,3}(\.\d{3})+\s*")


class _Ambiguous(InputError):
    """A cell that has two readings."""


@dataclass
class Numbers:
    """A column of cells, read.

    Attributes
    ----------
    values : numpy.ndarray
        NaN where a cell is blank, or could not be read.
    errors : dict of int to InputError
        What could not be read, by its place in the column; of cells with two readings,
        the first.
    bounds : dict of int to str
        ``below`` or ``above`` where a cell holds only a bound.
    grouped : dict of int to float
        Places where points set thousands apart, as in 5.849.737.
    percent : bool
        Whether the column is written with percent signs.
    """

    values: np.ndarray
    errors: dict[int, InputError] = field(default_factory=dict)
    bounds: dict[int, str] = field(default_factory=dict)
    grouped: dict[int, float] = field(default_factory=dict)
    percent: bool = False


def decimal_signs(cells: Iterable[Cell]) -> set[str]:
    """Tell which decimal signs the cells of a column show beyond doubt.

    Parameters
    ----------
    cells : iterable

    Returns
    -------
    set of str

    Examples
    --------
    >>> decimal_signs(["41,125", "7"]), decimal_signs(["41,125", "41,5"])
    (set(), {','})
    """
    shown = set()
    for cell in cells:
        if not isinstance(cell, str) or _EITHER.fullmatch(cell):
            continue
        if _PLAIN.fullmatch(cell):
            shown |= {"."} & set(cell)
        elif len(one := _readings(cell)) == 1:
            shown |= set(one)
    return shown


def _readings(text: str) -> dict[str, Numeral]:
    """Read a cell with either sign; nothing where it holds no number."""
    try:
        return {} if is_blank(text) else either_sign(text)
    except InputError:
        return {}


def read_numbers(
    cells: Sequence[Cell],
    of_file: Iterable[str] = (),
    whole: bool = False,
    decimal: str | None = None,
) -> Numbers:
    """Read a column of cells as numbers.

    A comma or a point before three digits has two readings. The column itself decides,
    where another cell shows the sign; else the other columns of the file do, being
    written by the same hand; else the cell is refused with its two readings.

    Parameters
    ----------
    cells : sequence
    of_file : iterable of str
        Decimal signs that the whole file shows; a single one decides.
    whole : bool
        Whether only whole numbers are possible, which nobody writes with decimals.
    decimal : {".", ","}, optional
        The decimal sign, where it is known; a number that contradicts it is refused.

    Returns
    -------
    Numbers

    Examples
    --------
    >>> read_numbers(["41,5", "41,125", ""]).values.tolist()
    [41.5, 41.125, nan]
    >>> print(read_numbers(["41,125", "7,250"]).errors[0])
    '41,125' is ambiguous, as is 1 more of the column: 41125 or 41.125; expected another cell that shows the decimal sign, or \
`decimal` in the description of the index
    """
    signs = {decimal} if decimal else decimal_signs(cells) or set(of_file)
    read = Numbers(np.full(len(cells), np.nan))
    shares, ambiguous = [], {}
    for place, cell in enumerate(cells):
        if type(cell) in (int, float) and abs(cell) < _LARGE:  # as most cells are
            read.values[place] = cell
            if cell:
                shares.append((place, False))
            continue
        if len(read.errors) >= MANY:
            break
        try:
            one = _one(cell, signs, whole, bool(decimal))
        except _Ambiguous as error:
            ambiguous[place] = error
            continue
        except InputError as error:
            read.errors[place] = error
            continue
        if one is None:
            continue
        value = _as_float(one.value)
        if math.isinf(value):
            found = f"{quoted(cell)} is too large"
            read.errors[place] = InputError(found, "a number below 1e308")
            continue
        read.values[place] = value
        if one.bound:
            read.bounds[place] = one.bound
        if isinstance(cell, str) and _POINTS.fullmatch(cell) and one.unit == 1:
            read.grouped[place] = value
        if one.value:
            shares.append((place, one.percent))
    _settle_percent(read, shares, cells)
    _tell_first(read, ambiguous, cells)
    return read


def _as_float(value: Real | Decimal) -> float:
    """Take a number as a float, infinite where it is too large for one."""
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _tell_first(
    read: Numbers, ambiguous: dict[int, InputError], cells: Sequence[Cell]
) -> None:
    """Tell the first cell that has two readings, and how many there are."""
    if not ambiguous:
        return
    place, more = min(ambiguous), len(ambiguous) - 1
    also = (
        f", as {'is' if more == 1 else 'are'} {more:,} more of the column"
        if more
        else ""
    )
    found = f"{quoted(cells[place])} is ambiguous{also}: {ambiguous[place]}"
    read.errors[place] = InputError(found, _SHOW)


def _one(cell: Cell, signs: set[str], whole: bool, known: bool) -> Numeral | None:
    """Read one cell with the decimal sign of its column."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise InputError(f"{cell} is no number", "a number, or an empty cell")
    if isinstance(cell, Real):
        return Numeral(cell, 1, "", isinstance(cell, Percent))
    if isinstance(cell, (datetime.date, datetime.time, datetime.timedelta)):
        found = f"{cell} is a date or a time, as spreadsheets make of 1-2 or 1:2"
        raise InputError(found, "the number, in a column formatted as text or number")
    if _PLAIN.fullmatch(cell) and not (known and "," in signs and "." in cell):
        return Numeral(float(cell), 0.001 if "." in cell else 1)
    if len(signs) == 1 and not whole and _EITHER.fullmatch(cell):
        (sign,) = signs
        if sign in cell:
            return Numeral(float(cell.replace(sign, ".")), 0.001)
        return Numeral(float(re.sub("[.,]", "", cell)), 1)
    if is_blank(cell):
        return None
    found = either_sign(cell)
    if known and not signs & set(found):
        words = (
            f"{quoted(cell)} is no number with the decimal sign that `decimal` gives"
        )
        raise InputError(words, "one sign in all numbers, or no `decimal`")
    if whole:
        found = {sign: one for sign, one in found.items() if one.unit >= 1} or found
    values = {one.value for one in found.values()}
    if len(values) == 1:
        return next(iter(found.values()))
    if len(signs) == 1:
        return found[next(iter(signs))]
    both = " or ".join(f"{float(one.value):.12g}" for one in found.values())
    if len(signs) > 1:
        both += ", and the column has decimal points and decimal commas"
    raise _Ambiguous(both)


def _settle_percent(
    read: Numbers, shares: list[tuple[int, bool]], cells: Sequence[Cell]
) -> None:
    """Refuse the rarer cells of a column in which only some have a percent sign."""
    marked = [place for place, percent in shares if percent]
    plain = [place for place, percent in shares if not percent]
    read.percent = bool(marked)
    if marked and plain:
        rare = min(marked, plain, key=len)
        words = "has a percent sign, others of the column have none"
        if rare is plain:
            words = "has no percent sign, others of the column have one"
        for place in rare[:MANY]:
            found = f"{quoted(str(cells[place]))} {words}"
            read.errors[place] = InputError(found, "all with the sign, or none")
