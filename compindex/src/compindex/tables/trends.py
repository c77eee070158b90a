"""Downloads of Google Trends: what they are known by, and a row for each search term.

A download holds the interest in at most five terms, relative to the highest value within
it. Values of two downloads are on one scale only where both hold a common term.
"""

import re
from collections.abc import Sequence

import pandas as pd

from compindex.errors import InputError, raise_all
from compindex.tables.columns import read_numbers
from compindex.tables.dates import months
from compindex.tables.headings import heading_key, visible
from compindex.tables.sheets import Sheet

_PERIODS = set("day week month time hour 天 日 周 月 小时 时间".split())
_TERM = re.compile(r"(.+?): ?\(.+\)")  # Málaga: (Worldwide)


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
        terms = [bool(_TERM.fullmatch(name)) for name in names[1:]]
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
        Months, weeks or days (as text) by search terms; ``<1`` as 0.5.

    Raises
    ------
    InputError
        If the sheet is no download; for every cell that is no number.

    Examples
    --------
    >>> rows = {1: ["Month", "Rome: (Italy)"], 2: ["2021-01", "<1"]}
    >>> interest(Sheet("a.csv", "a", rows))["Rome"].to_dict()
    {'2021-01': 0.5}
    """
    top = heading_of_download(sheet)
    if top is None:
        found = "this is no download of Google Trends"
        expected = "a row Month, and a column such as Rome: (Worldwide) for each term"
        raise InputError(found, expected, sheet.file)
    terms = [_TERM.fullmatch(visible(name))[1] for name in sheet.rows[top][1:]]
    body = {row: cells for row, cells in sheet.rows.items() if row > top}
    columns, errors = {}, []
    for place, term in enumerate(terms, 1):
        cells = [row[place] if place < len(row) else None for row in body.values()]
        read = read_numbers(cells)
        for position, error in read.errors.items():
            row = list(body)[position]
            errors.append(InputError(str(error), None, sheet.file, row, term))
        columns[term] = read.values
    raise_all(errors)
    return pd.DataFrame(columns, [visible(cells[0]) for cells in body.values()])


def linked(downloads: Sequence[pd.DataFrame]) -> pd.DataFrame:
    r"""Put several downloads on the scale of the first, by the terms that they share.

    The values of a further download are multiplied by
    :math:`\sum_c \bar a_c / \sum_c \bar b_c`, with the means :math:`\bar a_c` of the
    common terms among those linked before, and :math:`\bar b_c` in the download, over
    the periods that both have.

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
        If a download has no term in common with those before.

    Examples
    --------
    >>> one = pd.DataFrame({"Rome": [50.0], "Bari": [10.0]}, ["2021-01"])
    >>> other = pd.DataFrame({"Rome": [100.0], "Pisa": [40.0]}, ["2021-01"])
    >>> linked([one, other]).to_dict("records")
    [{'Rome': 50.0, 'Bari': 10.0, 'Pisa': 20.0}]
    """
    table = downloads[0]
    for download in downloads[1:]:
        common = [term for term in download if term in table]
        shared = table.index.intersection(download.index)
        below = download.loc[shared, common].mean().sum()
        if not below > 0:
            found = f"{', '.join(download)} share no term with {', '.join(table)}"
            raise InputError(found, "a common term above 0 in every download")
        factor = table.loc[shared, common].mean().sum() / below
        new = [term for term in download if term not in table]
        table = table.join(download[new] * factor, how="outer")
    return table


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
        If a period is no date.

    Examples
    --------
    >>> table = pd.DataFrame({"Rome": [10.0, 20.0]}, ["2021-01", "2021-02"])
    >>> by_term(table, years=True).to_numpy().tolist()
    [['Rome', 2021, 15.0, 2]]
    """
    read = months(table.index)
    raise_all(month for month in read.values() if isinstance(month, InputError))
    long = table.rename_axis("period").reset_index().melt("period", var_name="unit")
    long["year"] = long["period"].map(read).str[:4].astype(int)
    keys = ["unit", "year"] if years else ["unit"]
    groups = long.dropna(subset="value").groupby(keys, sort=False)["value"]
    return groups.agg(value="mean", periods="count").reset_index()
