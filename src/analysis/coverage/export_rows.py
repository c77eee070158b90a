"""The rows of an export of media reports, as text: monthly counts, or articles."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import pandas as pd

from analysis.paths import from_checkout
from analysis.report.words import city_id
from compindex.errors import InputError, Wrong, quoted, raise_all
from compindex.files import EXPORT, regular
from compindex.tables.dates import without_time
from compindex.tables.file_kinds import WORKBOOKS, refuse_other_files
from compindex.tables.headings import heading_key, visible
from compindex.tables.sheets import read_sheets
from compindex.tables.text_files import text_rows

MONTHLY = ("month", "city", "language", "reports")
ARTICLES = ("date", "city", "language")
# An article's own number, by which a second copy of it is recognized.
_OPTIONAL = "article"
# Rows that differ, of which all are kept; and articles that are told by their numbers.
DIFFERENT, NUMBERED = 1_000_000, 3_000_000
_TITLES = 10  # rows in which the heading is looked for
# Other headings of news databases and of Chinese tables.
_HEADINGS = {
    **dict.fromkeys(("月份", "月", "年月"), "month"),
    **dict.fromkeys(("日期", "发布日期", "发布时间", "时间"), "date"),
    **dict.fromkeys(("publication date", "publish_date", "published"), "date"),
    "城市": "city",
    **dict.fromkeys(("语言", "语种", "lang"), "language"),
    **dict.fromkeys(
        ("报道量", "报道数", "报道数量", "篇数", "数量", "count"), "reports"
    ),
    **dict.fromkeys(("文章编号", "编号"), "article"),
}
Row = tuple[int, list[str]]


def read_rows(path: Path) -> pd.DataFrame:
    """Read the columns that matter, as text, by the number of their row; articles that
    are alike make one row.
    """
    kinds = f"{', '.join(MONTHLY)} or {', '.join(ARTICLES)}"
    expected, name = f"a CSV file with the columns {kinds}", from_checkout(path)
    regular(path, expected, EXPORT)
    rows = _rows(path)
    top, names = _top(rows)
    heading = _heading(names, expected, path, top)
    errors = Wrong()
    filled = _filled(rows, len(heading), path, errors)
    if "date" in heading:
        table = _articles(filled, heading, path, errors)
    else:
        table = _monthly(filled, heading, path)
    raise_all(errors)
    if table.empty:
        expected = "one for each month, city and language, or for each article"
        raise InputError("no row below the heading", expected, file=name)
    return table


def _rows(path: Path) -> Iterator[Row]:
    """Give the rows of a text file as they are read, or of the first sheet of a
    workbook.
    """
    refuse_other_files(path)
    if path.suffix.casefold() in WORKBOOKS:
        sheets = [
            one for one in read_sheets(path, EXPORT) if one.rows and not one.hidden
        ]
        if len(sheets) > 1:
            names = ", ".join(sheet.name for sheet in sheets)
            found = f"several sheets with rows: {names}"
            raise InputError(found, "a single one", from_checkout(path))
        for row, cells in sheets[0].rows.items() if sheets else ():
            yield row, [visible(cell) for cell in cells]
    else:
        yield from text_rows(path)


def _top(rows: Iterator[Row]) -> tuple[int, list[str]]:
    """Find the row of headings: the first with two of them, which titles may stand
    above; else the first.
    """
    first = None
    for row, cells in itertools.islice(rows, _TITLES):
        names = [heading_key(cell) for cell in cells]
        names = [_HEADINGS.get(name, name) for name in names]
        first = first or (row, names)
        if len({*MONTHLY, *ARTICLES} & set(names)) > 1:
            return row, names
    return first or (1, [])


@lru_cache(100_000)
def _same_city(text: str) -> str:
    """Give the spellings of a city one name."""
    try:
        return city_id(text)
    except InputError:
        return text


def _heading(names: list[str], expected: str, path: Path, row: int) -> list[str]:
    """Refuse a heading that is neither of both forms, or could be taken for either."""
    needed = ARTICLES if "date" in names else MONTHLY
    missing = [name for name in needed if name not in names]
    known = (*MONTHLY, *ARTICLES, _OPTIONAL)
    repeated = [name for name in known if names.count(name) > 1]
    cities = _cities_in(names)
    if "city" in missing and len(cities) > 1:
        found = f"a column for each city, such as {', '.join(cities[:2])}"
        expected = "one row for each month, city and language, with its reports"
    elif missing:
        listed = ", ".join(filter(None, names)) or "none at all"
        found = f"no column {quoted(missing[0])} among {listed}"
    elif "date" in names and "reports" in names:
        found = "the columns date and reports together"
    elif repeated:
        found = f"more than one column {quoted(repeated[0])}"
    else:
        return names
    raise InputError(found, expected, file=from_checkout(path), row=row)


def _cities_in(names: list[str]) -> list[str]:
    """List the headings that begin with the name of a city."""
    found = []
    for name in names:
        try:
            city_id(name.partition(" ")[0])
        except InputError:
            continue
        found.append(name)
    return found


def _filled(
    rows: Iterable[Row], width: int, path: Path, errors: Wrong
) -> Iterator[Row]:
    """Give the rows that are not blank; note one that has more or fewer cells than the
    heading. A workbook does not store the last cells of a row that are empty.
    """
    is_workbook = path.suffix.casefold() in WORKBOOKS
    for row, cells in rows:
        if is_workbook:
            cells = cells + [""] * (width - len(cells))
        if len(cells) == width and any(cells):
            yield row, cells
        elif any(cells):
            expected = f"{width} as in the heading (a number with a comma in it needs quotation marks)"
            file = from_checkout(path)
            errors.append(InputError(f"{len(cells)} cells", expected, file, row))


def _monthly(rows: Iterable[Row], heading: list[str], path: Path) -> pd.DataFrame:
    """Take monthly counts row by row."""
    places = [heading.index(name) for name in MONTHLY]
    taken = {}
    for row, cells in rows:
        taken[row] = [cells[place] for place in places]
        _refuse_more(len(taken), DIFFERENT, "monthly counts", path)
    return pd.DataFrame.from_dict(taken, orient="index", columns=MONTHLY, dtype=object)


def _refuse_more(number: int, most: int, words: str, path: Path) -> None:
    """Refuse what would not be held in a gigabyte."""
    if number > most:
        found = f"more than {most:,} {words}"
        raise InputError(found, "several files", from_checkout(path))


def _articles(
    rows: Iterable[Row], heading: list[str], path: Path, errors: Wrong
) -> pd.DataFrame:
    """Count articles that have date, city and language alike; note a second row of the
    same article and city.
    """
    take = itemgetter(*(heading.index(name) for name in ARTICLES))
    own = None
    if _OPTIONAL in heading:
        own = itemgetter(heading.index(_OPTIONAL), heading.index("city"))
    first, count, seen = {}, Counter(), set()
    for row, cells in rows:
        date, *others = take(cells)
        key = (without_time(date), *others)
        first.setdefault(key, row)
        count[key] += 1
        _refuse_more(len(first), DIFFERENT, "different dates and languages", path)
        if not own:
            continue
        article, city = own(cells)
        one = f"{article.strip()}\n{_same_city(city)}"
        if one in seen:
            found = f"a second row for {', '.join(own(cells))}"
            expected, file = "one row for each article and city", from_checkout(path)
            errors.append(InputError(found, expected, file, row, _OPTIONAL))
        seen.add(one)
        _refuse_more(len(seen), NUMBERED, "articles with a number", path)
    table = pd.DataFrame(
        list(first), index=list(first.values()), columns=ARTICLES, dtype=object
    )
    return table.assign(rows=[count[key] for key in first])
