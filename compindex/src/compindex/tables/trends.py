"""Downloads of Google Trends: what they are known by, and a row for each search term.

A download holds the interest in at most five terms, relative to the highest value within
it. Values of two downloads are on one scale only where both hold a common term.
"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from compindex.errors import InputError, Wrong, quoted, raise_all
from compindex.tables.columns import read_numbers
from compindex.tables.dates import months
from compindex.tables.headings import FORMULA, has_control, heading_key, visible
from compindex.tables.sheets import Sheet, is_text

_PERIODS = set("day week month time hour 天 日 周 月 小时 时间".split())
_TERM = re.compile(r"(.+): ?\((.+)\)")  # Málaga: (Worldwide)
_LONGEST = 1_000  # characters of the heading of a term
_REGIONS = {"全球": "Worldwide"}


def heading_of_download(sheet: Sheet) -> int | None:
    """Find the row of headings of a download of Google Trends.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    int or None
        Nothing where the sheet is none.

    Examples
    --------
    >>> rows = {1: ["Category: All"], 3: ["Month", "Rome: (Italy)"], 4: ["2021-01", "7"]}
    >>> heading_of_download(Sheet("a.csv", "a", rows))
    3
    """
    for row, cells in list(sheet.rows.items())[:5]:
        names = [visible(cell) for cell in cells]
        terms = [len(name) <= _LONGEST and _TERM.fullmatch(name) for name in names[1:]]
        if heading_key(names[0]) in _PERIODS and terms and all(terms):
            return row
    return None


def interest(sheet: Sheet) -> pd.DataFrame:
    """Read a download.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    pandas.DataFrame
        Months, weeks or days (as text) by search terms, each with its region; ``<1``
        as 0.5.

    Raises
    ------
    InputError
        If the sheet is no download; for every row and every cell that is wrong.

    Examples
    --------
    >>> rows = {1: ["Month", "Rome: (Italy)"], 2: ["2021-01", "<1"]}
    >>> interest(Sheet("a.csv", "a", rows))["Rome: (Italy)"].to_dict()
    {'2021-01': 0.5}
    """
    top = heading_of_download(sheet)
    if top is None:
        found = "this is no download of Google Trends"
        expected = "a row Month, and a column such as Rome: (Worldwide) for each term"
        raise InputError(found, expected, sheet.file)
    terms = [_term(name) for name in sheet.rows[top][1:]]
    body = {row: cells for row, cells in sheet.rows.items() if row > top}
    errors = _uneven(sheet, body, terms, top)
    columns = {}
    for place, term in enumerate(terms, 1):
        cells = [row[place] if place < len(row) else None for row in body.values()]
        columns[term], wrong = _interest_in(term, cells, list(body), sheet)
        errors += wrong
    raise_all(errors)
    return pd.DataFrame(columns, [visible(cells[0]) for cells in body.values()])


def _term(heading: object) -> str:
    """Read a heading: the term and its region, of which one is named in two languages."""
    term, region = _TERM.fullmatch(visible(heading)).groups()
    return f"{term}: ({_REGIONS.get(region, region)})"


def _uneven(
    sheet: Sheet, body: dict[int, list], terms: list[str], top: int
) -> list[InputError]:
    """Say which terms and periods stand there twice, and which rows have too many or
    too few cells.
    """
    errors, seen = Wrong(), set()
    for term in dict.fromkeys(one for one in terms if terms.count(one) > 1):
        found = f"{term} stands here twice"
        errors.append(InputError(found, "a column a term", sheet.file, top))
    for term in dict.fromkeys(terms):
        if has_control(term) or term.startswith(FORMULA):
            found = f"{quoted(term)} steers a terminal or a spreadsheet"
            errors.append(InputError(found, "a search term", sheet.file, top))
    for row, cells in body.items():
        if len(cells) != len(terms) + 1 and is_text(sheet):
            found, expected = (
                f"{len(cells)} cells",
                f"{len(terms) + 1} as in the heading",
            )
            errors.append(InputError(found, expected, sheet.file, row))
        if visible(cells[0]) in seen:
            found = f"{visible(cells[0])} stands here a second time"
            errors.append(InputError(found, "a row a period", sheet.file, row))
        seen.add(visible(cells[0]))
    return errors


def _interest_in(
    term: str, cells: list, rows: list[int], sheet: Sheet
) -> tuple[np.ndarray, list[InputError]]:
    """Read the interest in a term, from 0 to 100; say what is none."""
    read = read_numbers(cells)
    errors = {rows[place]: str(error) for place, error in read.errors.items()}
    for place in np.flatnonzero((read.values < 0) | (read.values > 100)):
        errors[rows[place]] = f"{cells[place]} is no interest; expected 0 to 100"
    told = [
        InputError(words, None, sheet.file, row, term) for row, words in errors.items()
    ]
    if not told and np.isnan(read.values).all():
        told = [InputError(f"no value of {term}", "one a period", sheet.file)]
    return read.values, told


def linked(downloads: Sequence[pd.DataFrame]) -> pd.DataFrame:
    r"""Put several downloads on the scale of the first, by the terms that they share.

    The values of a further download are multiplied by :math:`\sum a / \sum b`, over all
    cells of common terms and periods for which there is a value :math:`a` among those
    linked before, and :math:`b` in the download. Of a common term, what was linked
    before stays, and the download adds the periods that are lacking.

    Parameters
    ----------
    downloads : sequence of pandas.DataFrame
        From `interest`.

    Returns
    -------
    pandas.DataFrame
        Periods by terms, each once.

    Raises
    ------
    InputError
        If a download has no term, or no period, in common with those before, or their
        interest is 0.

    Examples
    --------
    >>> one = pd.DataFrame({"Rome": [50.0], "Bari": [10.0]}, ["2021-01"])
    >>> other = pd.DataFrame({"Rome": [100.0], "Pisa": [40.0]}, ["2021-01"])
    >>> linked([one, other]).to_dict("records")
    [{'Rome': 50.0, 'Bari': 10.0, 'Pisa': 20.0}]
    """
    table = downloads[0]
    for download in downloads[1:]:
        scaled = download * _factor(table, download)
        terms = list(dict.fromkeys([*table, *scaled]))
        table = table.combine_first(scaled)[terms]
    return table


def _factor(table: pd.DataFrame, download: pd.DataFrame) -> float:
    """Compare the interest in common terms, where both have a value."""
    terms = [term for term in download if term in table]
    periods = table.index.intersection(download.index)
    if not terms:
        found = f"{', '.join(download)} share no term with {', '.join(table)}"
        raise InputError(found, "a common term in every download")
    if periods.empty:
        found = f"{', '.join(download)} share no period with {', '.join(table)}"
        raise InputError(
            found, "downloads of the same time, all by month or all by week"
        )
    before, after = table.loc[periods, terms], download.loc[periods, terms]
    both = before.notna() & after.notna()
    sums = before.where(both).sum().sum(), after.where(both).sum().sum()
    if not min(sums) > 0:
        found = f"the interest in {', '.join(terms)} is 0"
        raise InputError(found, "a common term above 0 in every download")
    return sums[0] / sums[1]


def by_term(table: pd.DataFrame, years: bool) -> pd.DataFrame:
    """Take the mean interest in each term.

    Parameters
    ----------
    table : pandas.DataFrame
        From `interest` or `linked`.
    years : bool
        For each year, rather than for all periods together.

    Returns
    -------
    pandas.DataFrame
        ``unit``, perhaps ``year``, ``value``, and ``periods``, over which the mean is
        taken.

    Raises
    ------
    InputError
        If a period is no date, or a term stands for several regions.

    Examples
    --------
    >>> table = pd.DataFrame({"Rome": [10.0, 20.0]}, ["2021-01", "2021-02"])
    >>> by_term(table, years=True).to_numpy().tolist()
    [['Rome', 2021, 15.0, 2]]
    """
    read = months(table.index)
    raise_all(month for month in read.values() if isinstance(month, InputError))
    names = [term.rpartition(": (")[0] or term for term in table]
    raise_all(
        InputError(f"{name} is searched for in several regions", "one region for all")
        for name in sorted({name for name in names if names.count(name) > 1})
    )
    periods = list(table.index) * len(names)
    columns = {
        "unit": np.repeat(np.array(names, dtype=object), len(table)),
        "year": [int(read[period][:4]) for period in periods],
        "value": table.to_numpy(dtype=float).ravel(order="F"),
    }
    long = pd.DataFrame(columns)
    keys = ["unit", "year"] if years else ["unit"]
    groups = long.dropna(subset="value").groupby(keys, sort=False)["value"]
    return groups.agg(value="mean", periods="count").reset_index()
