"""Months and days as people, databases and spreadsheets write them."""

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from dateutil import parser

from compindex.errors import InputError, Wrong, quoted
from compindex.grammar import BLANKS
from compindex.tables.headings import visible

CENTURIES = r"(?:1[5-9]|20|21)"
# ISO, and what spreadsheets make of it: year first, with or without a day.
_YEAR_FIRST = re.compile(
    rf"({CENTURIES}\d\d)[-/.年] ?(\d\d?)(?:(?:[-/.月] ?(\d\d?)日?)|月份?|)"
)
_COMPACT = re.compile(rf"({CENTURIES}\d\d)(0[1-9]|1[0-2])([0-3]\d)?")
_MONTH_FIRST = re.compile(rf"(\d\d?)[-/. ]({CENTURIES}\d\d)")
_NUMBERS = re.compile(rf"(\d\d?)[-/. ](\d\d?)[-/. ]({CENTURIES}\d\d)")
# Jan-20, as Excel shows January 2020.
_NAMED_SHORT = re.compile(r"([a-z]{3,9})(?:-| ?')(\d\d)", re.IGNORECASE)
_DAY_NAMED_SHORT = re.compile(r"(\d\d?)-([a-z]{3,9})-(\d\d)", re.IGNORECASE)
# A month by its name, with a year of four digits and perhaps a day.
_NAMED = re.compile(
    rf"(?:[a-z]{{2,9}},? )?(?:\d\d?(?:st|nd|rd|th)?[- ](?:of )?)?[a-z]{{3,9}}\.?,?[- ]{CENTURIES}\d\d"
    rf"|[a-z]{{3,9}}\.? \d\d?(?:st|nd|rd|th)?,? {CENTURIES}\d\d"
    rf"|{CENTURIES}\d\d[- ][a-z]{{3,9}}\.?(?:[- ]\d\d?)?",
    re.IGNORECASE,
)
_TIME = re.compile(r"[T ,]*\d{1,2}:\d\d.*$|(?<=日)? ?(?:星期|周)[一二三四五六日天].*$")
_LONGEST = 100  # characters of a date
_SERIAL = re.compile(r"[3-5]\d{4}(?:\.0)?")
# Days from which Excel counts, and those from which it did on the Macintosh.
_EXCEL, _MACINTOSH = datetime.date(1899, 12, 30), datetime.date(1904, 1, 1)
_ORDERS = {"day first", "month first"}
EXPECTED = "a month such as 2020-01, or a date such as 2020-01-23"


def months(values: Iterable[object]) -> dict[object, str | InputError]:
    """Read the months of a column of months or dates.

    Where a date such as 03/04/2020 has two readings, the others of the column decide,
    which are taken to be written by the same hand.

    Parameters
    ----------
    values : iterable
        The different values of the column.

    Returns
    -------
    dict
        By value its month, such as ``2020-04``; or what is wrong with it.

    Examples
    --------
    >>> months(["03/04/2020", "23/04/2020"])
    {'03/04/2020': '2020-04', '23/04/2020': '2020-04'}
    >>> print(months(["03/04/2020"])["03/04/2020"])
    '03/04/2020' is 2020-04-03 or 2020-03-04; expected the year first, such as 2020-04-03
    """
    found = {value: _candidates(value) for value in values}
    certain = [set(one) for one in found.values() if one and set(one) < _ORDERS]
    shared = set.intersection(*certain) if certain else set()
    read, wrong = {}, Wrong()
    for value, one in found.items():
        if wrong.is_full():  # nobody reads so many, and millions would fill the memory
            read[value] = wrong[-1]
            continue
        if len(shared) == 1 and shared < set(one):
            one = {order: one[order] for order in shared}
        read[value] = _only(value, one)
        if isinstance(read[value], InputError):
            wrong.append(read[value])
    return read


def _only(value: object, found: dict[str, datetime.date]) -> str | InputError:
    """Take the month that all readings of a date share, or say what is wrong."""
    days = list(dict.fromkeys(found.values()))
    if not days:
        return _no_date(value)
    if len({day.isoformat()[:7] for day in days}) == 1:
        return days[0].isoformat()[:7]
    both = " or ".join(day.isoformat() for day in days)
    expected = f"the year first, such as {days[0]}"
    return InputError(f"{quoted(visible(value))} is {both}", expected)


def _no_date(value: object) -> InputError:
    """Say that a value is no date; of a bare number, what it could count."""
    text = visible(value)
    if _SERIAL.fullmatch(text):
        days = [
            start + datetime.timedelta(int(float(text)))
            for start in (_EXCEL, _MACINTOSH)
        ]
        found = f"{quoted(text)} is a date as a spreadsheet counts days: {days[0]}, or {days[1]} on an old Macintosh"
        return InputError(found, "the column shown as dates")
    return InputError(f"{quoted(text)} is no date", EXPECTED)


def _candidates(value: object) -> dict[str, datetime.date]:
    """Give the readings of a value by the order of its parts; an order is empty where
    nothing else is possible.
    """
    if isinstance(value, datetime.date):
        return {"": value}
    text = visible(value)
    if len(text) > _LONGEST:
        return {}
    if match := re.fullmatch(rf"({CENTURIES}\d\d)\.1", text):
        # A spreadsheet drops the last 0 of 2020.10.
        full = int(match[1])
        return {"as it is": _day(full, 1, 1), "with a 0": _day(full, 10, 1)}
    if match := _NUMBERS.fullmatch(_TIME.sub("", text)):
        one, other, full = (int(part) for part in match.groups())
        pairs = {"day first": (other, one), "month first": (one, other)}
        days = {order: _day(full, *pair) for order, pair in pairs.items()}
        found = {order: day for order, day in days.items() if day}
        return {"": next(iter(found.values()))} if one == other and found else found
    days = certain_date(text)
    return {"": days[0]} if days else {}


def without_time(text: str) -> str:
    """Take the time of day, and the day of the week behind, off a date.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> without_time("2019-07-03T08:15:00Z")
    '2019-07-03'
    """
    return _TIME.sub("", text) if ":" in text and len(text) <= _LONGEST else text


@lru_cache(10_000)
def certain_date(text: str) -> tuple[datetime.date, ...]:
    """Read a date that has one reading; of a month, its first day.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of datetime.date
        Empty where it is none.

    Examples
    --------
    >>> certain_date("3 July 2019"), certain_date("03/04/2019")
    ((datetime.date(2019, 7, 3),), ())
    """
    if len(text) > _LONGEST:
        return ()
    text = _TIME.sub("", text).strip()
    if text.casefold() in BLANKS:
        return ()
    for pattern in (_YEAR_FIRST, _COMPACT):
        if match := pattern.fullmatch(text):
            full, month, day = match.groups()
            return _as_tuple(_day(int(full), int(month), int(day or 1)))
    if match := _MONTH_FIRST.fullmatch(text):
        return _as_tuple(_day(int(match[2]), int(match[1]), 1))
    if match := _NAMED_SHORT.fullmatch(text):
        text = f"1 {match[1]} {_full_year(match[2])}"
    if match := _DAY_NAMED_SHORT.fullmatch(text):
        text = f"{match[1]} {match[2]} {_full_year(match[3])}"
    return _as_tuple(_named(text))


def _full_year(two_digits: str) -> int:
    """Give a year of two digits its century, as spreadsheets do."""
    return int(two_digits) + (2000 if int(two_digits) < 70 else 1900)


def _named(text: str) -> datetime.date | None:
    """Read a date with the name of its month and a year of four digits."""
    if not _NAMED.fullmatch(text):
        return None
    read = []
    # What is lacking is filled from a default: two of them show that the month is not.
    for default in (datetime.datetime(2000, 1, 1), datetime.datetime(2000, 2, 1)):
        try:
            read.append(parser.parse(text, default=default).date())
        except (ValueError, OverflowError):
            return None
    return read[0] if read[0] == read[1] else None


def _day(full: int, month: int, day: int) -> datetime.date | None:
    """Give a day, where there is one."""
    try:
        return datetime.date(full, month, day)
    except ValueError:
        return None


def _as_tuple(day: datetime.date | None) -> tuple[datetime.date, ...]:
    return (day,) if day else ()
