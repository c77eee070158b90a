"""The user's own export of media reports: monthly counts, or one row for each article."""

import csv
import datetime
import re
from collections import Counter
from operator import itemgetter

import pandas as pd

from analysis.names import CITIES, MONTHS, city_id
from analysis.paths import ROOT, shown
from compindex.errors import InputError, quoted
from compindex.files import EXPORT, regular
from compindex.numerals import number

MONTHLY = ("month", "city", "language", "reports")
ARTICLES = ("date", "city", "language")
_TOTALS = ("all", "total", "sum", "all languages")
# An article's own number, by which a second copy of it is recognized.
_OPTIONAL = "article"


def _month(text):
    """Read a month."""
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        raise InputError(
            f"{quoted(text)} is no month", "YYYY-MM in every row, such as 2020-01"
        )
    return text


def _month_of_date(text):
    """Read a date as its month."""
    try:
        if re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", text):
            return datetime.date.fromisoformat(text).isoformat()[:7]
    except ValueError:
        pass
    raise InputError(
        f"{quoted(text)} is no date", "YYYY-MM-DD in every row, such as 2020-01-23"
    )


def _language(text):
    """Read the name of a language."""
    if not text.strip():
        raise InputError("no language is given", "a name such as English")
    return text.strip().casefold()


def _reports(text):
    """Read a number of reports."""
    value = number(text)
    if not value >= 0 or value % 1:
        raise InputError(
            f"{quoted(text)} is no number of reports", "a whole number, 0 or above"
        )
    return int(value)


_READERS = {
    "month": _month,
    "date": _month_of_date,
    "city": city_id,
    "language": _language,
    "reports": _reports,
}


def read_export(path):
    """Read an export of media reports.

    Either monthly counts, with the columns ``month, city, language, reports``, or one
    row for each article and city, with ``date, city, language`` and, if there is one,
    ``article``, the article's own number. Other columns are ignored. Months are written
    YYYY-MM, dates YYYY-MM-DD, cities in any usual spelling.

    Parameters
    ----------
    path : path
        CSV file in UTF-8; relative to the checkout.

    Returns
    -------
    pandas.DataFrame
        ``month, city, language, reports``, one row for each that has a report or a row
        in the file, sorted.

    Raises
    ------
    InputError
        With row and column, for whatever cannot be read, a negative or broken count, a
        second row of the same month, city and language, or of the same article and
        city, or a total beside single languages; without a row, for a city of the
        sample or a month of the window that is missing, or a month left out between the
        first and the last. In monthly counts, every city needs a row in every month,
        with 0 where nothing was reported; a language without a row has none. Among
        articles, a city without a row in a month has none.
    """
    path = ROOT / path
    table = _read(path)
    monthly = "reports" in table
    for name in table.columns if monthly else ARTICLES:
        table[name] = _converted(table[name], path)
    _refuse_counted_twice(table, path)
    table = table.rename(columns={"date": "month", "rows": "reports"})
    counts = table.groupby(["month", "city", "language"], as_index=False)[
        "reports"
    ].sum()
    _refuse_gaps(counts, path, monthly)
    return counts


def _refuse_counted_twice(table, path):
    """Refuse a second monthly count of the same month, city and language, and a total
    beside single languages.
    """
    totals = table["language"].isin(_TOTALS)
    if totals.any() and not totals.all():
        found = f"{quoted(table.loc[totals, 'language'].iloc[0])} beside single languages would count reports twice"
        expected = "single languages only, or their total only"
        raise InputError(
            found, expected, file=shown(path), row=totals.idxmax(), column="language"
        )
    key = list(MONTHLY[:3])
    if "month" in table and (repeated := table.duplicated(key)).any():
        found = f"a second row for {', '.join(table.loc[repeated, key].iloc[0])}"
        raise InputError(
            found,
            "one row for each",
            file=shown(path),
            row=repeated.idxmax(),
            column="month",
        )


def _read(path):
    """Read the columns that matter, as text, by the number of their row; articles that
    are alike make one row.
    """
    expected = (
        f"a CSV file with the columns {', '.join(MONTHLY)} or {', '.join(ARTICLES)}"
    )
    regular(path, expected, EXPORT)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            heading = _heading(
                [name.strip().casefold() for name in next(lines, [])], expected, path
            )
            rows = (
                (row, cells)
                for row, cells in enumerate(_whole(lines, len(heading), path), 2)
                if cells
            )
            table = (
                _articles(rows, heading, path)
                if "date" in heading
                else _monthly(rows, heading)
            )
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", expected, file=shown(path)
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"cannot be read ({error})", f"{expected}, in UTF-8", file=shown(path)
        ) from None
    if table.empty:
        expected = "one for each month, city and language, or for each article"
        raise InputError("no row below the heading", expected, file=shown(path))
    return table


def _heading(names, expected, path):
    """Refuse a heading that is neither of both forms, or could be taken for either."""
    missing = [
        name for name in (ARTICLES if "date" in names else MONTHLY) if name not in names
    ]
    if missing:
        found = (
            f"no column {quoted(missing[0])} among {', '.join(names) or 'none at all'}"
        )
    elif "date" in names and "reports" in names:
        found = "the columns date and reports together"
    elif repeated := [
        name for name in (*MONTHLY, *ARTICLES, _OPTIONAL) if names.count(name) > 1
    ]:
        found = f"more than one column {quoted(repeated[0])}"
    else:
        return names
    raise InputError(found, expected, file=shown(path), row=1)


def _whole(lines, width, path):
    """Refuse a row that has more or fewer cells than the heading; leave out none, so
    that rows can be counted.
    """
    for row, cells in enumerate(lines, 2):
        if cells and len(cells) != width:
            expected = f"{width} as in the heading (a number with a comma in it needs quotation marks)"
            raise InputError(f"{len(cells)} cells", expected, file=shown(path), row=row)
        yield cells


def _monthly(rows, heading):
    """Take monthly counts row by row."""
    places = [heading.index(name) for name in MONTHLY]
    taken = {row: [cells[place] for place in places] for row, cells in rows}
    return pd.DataFrame.from_dict(taken, orient="index", columns=MONTHLY, dtype=object)


def _articles(rows, heading, path):
    """Count articles that have date, city and language alike; refuse a second row of
    the same article and city.
    """
    take = itemgetter(*(heading.index(name) for name in ARTICLES))
    own = (
        itemgetter(heading.index(_OPTIONAL), heading.index("city"))
        if _OPTIONAL in heading
        else None
    )
    first, count, seen = {}, Counter(), set()
    for row, cells in rows:
        key = take(cells)
        first.setdefault(key, row)
        count[key] += 1
        if own and own(cells) in seen:
            found = f"a second row for {', '.join(own(cells))}"
            raise InputError(
                found,
                "one row for each article and city",
                file=shown(path),
                row=row,
                column=_OPTIONAL,
            )
        if own:
            seen.add(own(cells))
    table = pd.DataFrame(
        list(first), index=list(first.values()), columns=ARTICLES, dtype=object
    )
    return table.assign(rows=[count[key] for key in first])


def _converted(column, path):
    """Convert a column, each different text once; the first row that cannot be
    converted is reported.
    """
    results = {}
    for text in column.unique():
        try:
            results[text] = _READERS[column.name](text)
        except InputError as error:
            row = column.index[column == text][0]
            raise InputError(
                str(error), file=shown(path), row=row, column=column.name
            ) from None
    return column.map(results)


def _refuse_gaps(counts, path, monthly):
    """Refuse an export that lacks a city, a month of the window, or a month between the
    first and the last.
    """
    lacking = [city.id for city in CITIES if city.id not in set(counts["city"])]
    if lacking:
        raise InputError(
            f"no row for {', '.join(lacking)}",
            "all 15 cities",
            file=shown(path),
            column="city",
        )
    present = sorted(set(counts["month"]))
    needed = pd.period_range(
        min(present[0], MONTHS[0]), max(present[-1], MONTHS[-1]), freq="M"
    ).astype(str)
    missing = [month for month in needed if month not in present]
    if missing:
        expected = f"every month from {needed[0]} to {needed[-1]}"
        raise InputError(
            f"no row for {', '.join(missing)}",
            expected,
            file=shown(path),
            column="month",
        )
    pairs = set(zip(counts["city"], counts["month"], strict=True))
    for city, month in ((city.id, month) for city in CITIES for month in needed):
        if monthly and (city, month) not in pairs:
            expected = "one row at least, with 0 where nothing was reported"
            raise InputError(
                f"no row for {city} in {month}",
                expected,
                file=shown(path),
                column="month",
            )


def by_month(counts):
    """Add up the languages.

    Parameters
    ----------
    counts : pandas.DataFrame
        From `read_export`.

    Returns
    -------
    pandas.DataFrame
        Reports, months by series: the 15 cities and ``others``, the mean of the 13
        without Wuhan and Beijing.
    """
    wide = counts.pivot_table(
        index="month", columns="city", values="reports", aggfunc="sum", fill_value=0
    )
    wide = wide.astype(float).rename_axis(index=None, columns=None)
    return wide.assign(others=wide.drop(columns=["wuhan", "beijing"]).mean(axis=1))


def english_share(counts):
    """Give the share of English among each city's reports.

    Parameters
    ----------
    counts : pandas.DataFrame
        From `read_export`; English is called ``English`` or ``en`` there.

    Returns
    -------
    pandas.Series
        Share by city.
    """
    english = counts["reports"].where(counts["language"].isin(["english", "en"]), 0)
    return (
        english.groupby(counts["city"]).sum() / counts.groupby("city")["reports"].sum()
    )
