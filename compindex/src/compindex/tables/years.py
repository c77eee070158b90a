"""Years as people and spreadsheets write them, in cells, headings and names."""

import datetime
import re

from compindex.errors import InputError, quoted
from compindex.tables.dates import CENTURIES, certain_date
from compindex.tables.headings import visible

_AROUND = (
    " \t\n\r\f\v\xa0\u3000_-()[]（）"  # what may part a year from the rest of a name
)
_YEAR = re.compile(rf"(?:fy)?({CENTURIES}\d\d)(?:\.0+)?(?:年度?)?", re.IGNORECASE)


def year(value: object) -> int:
    """Read a year.

    Parameters
    ----------
    value : object
        Text, a number, or a date.

    Returns
    -------
    int

    Raises
    ------
    InputError
        If it is none, or two, such as 2020/21.

    Examples
    --------
    >>> [year(text) for text in ("2021", "2021.0", "2021年", 2021.0)]
    [2021, 2021, 2021, 2021]
    """
    if isinstance(value, int):
        value = str(value)
    expected = "four digits, such as 2021"
    if isinstance(value, datetime.date):
        if value.year == 1905:  # what a spreadsheet shows of the number 2021
            raise InputError(f"a year is shown as a date, {value}", expected)
        return value.year
    text = visible(value)
    if found := _YEAR.fullmatch(text):
        return int(found[1])
    # 2010/11 can be two years; with a day it is a date.
    if re.fullmatch(rf"{CENTURIES}\d\d\D\d\d?\D\d\d?日?", text) and certain_date(text):
        return certain_date(text)[0].year
    raise InputError(f"{quoted(text)} is no year", expected)


def is_year(value: object) -> bool:
    """Tell whether a heading or a name is a year, and nothing else.

    Parameters
    ----------
    value : object

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_year(text) for text in ("2021", "2021年", "2021-01", "news 2021")]
    [True, True, False, False]
    """
    return bool(_YEAR.fullmatch(visible(value)))


def year_within(text: str) -> tuple[int, str] | None:
    """Find the only year in a name, and what is left of the name without it.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of (int, str), or None

    Examples
    --------
    >>> year_within("news_2021"), year_within("GDP 2021年"), year_within("2019-2020")
    ((2021, 'news'), (2021, 'GDP'), None)
    """
    found = re.findall(rf"(?<!\d){CENTURIES}\d\d(?!\d)", text)
    if len(found) != 1:
        return None
    before, _, after = text.partition(found[0])
    rest = f"{before}{after.removeprefix('年')}"
    return int(found[0]), rest.strip(_AROUND)
