"""The rows of an export of media reports, as text: monthly counts, or articles."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path

import pandas as pd

from analysis.paths import from_checkout
from compindex.errors import InputError, quoted
from compindex.files import EXPORT, regular

MONTHLY = ("month", "city", "language", "reports")
ARTICLES = ("date", "city", "language")
# An article's own number, by which a second copy of it is recognized.
_OPTIONAL = "article"


def read_rows(path: Path) -> pd.DataFrame:
    """Read the columns that matter, as text, by the number of their row; articles that
    are alike make one row.
    """
    kinds = f"{', '.join(MONTHLY)} or {', '.join(ARTICLES)}"
    expected, name = f"a CSV file with the columns {kinds}", from_checkout(path)
    regular(path, expected, EXPORT)
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            names = [name.strip().casefold() for name in next(lines, [])]
            heading = _heading(names, expected, path)
            rows = _filled(lines, len(heading), path)
            read = _articles if "date" in heading else _monthly
            table = read(rows, heading, path)
    except OSError as error:
        found = f"cannot be read ({error.strerror})"
        raise InputError(found, expected, file=name) from None
    except (UnicodeDecodeError, csv.Error) as error:
        found = f"cannot be read ({error})"
        raise InputError(found, f"{expected}, in UTF-8", file=name) from None
    if table.empty:
        expected = "one for each month, city and language, or for each article"
        raise InputError("no row below the heading", expected, file=name)
    return table


def _heading(names: list[str], expected: str, path: Path) -> list[str]:
    """Refuse a heading that is neither of both forms, or could be taken for either."""
    needed = ARTICLES if "date" in names else MONTHLY
    missing = [name for name in needed if name not in names]
    known = (*MONTHLY, *ARTICLES, _OPTIONAL)
    repeated = [name for name in known if names.count(name) > 1]
    if missing:
        listed = ", ".join(names) or "none at all"
        found = f"no column {quoted(missing[0])} among {listed}"
    elif "date" in names and "reports" in names:
        found = "the columns date and reports together"
    elif repeated:
        found = f"more than one column {quoted(repeated[0])}"
    else:
        return names
    raise InputError(found, expected, file=from_checkout(path), row=1)


def _filled(
    lines: Iterable[list[str]], width: int, path: Path
) -> Iterator[tuple[int, list[str]]]:
    """Number the rows that are not blank; refuse one that has more or fewer cells than
    the heading.
    """
    for row, cells in enumerate(lines, 2):
        if cells and len(cells) != width:
            expected = f"{width} as in the heading (a number with a comma in it needs quotation marks)"
            file = from_checkout(path)
            raise InputError(f"{len(cells)} cells", expected, file=file, row=row)
        if cells:
            yield row, cells


def _monthly(
    rows: Iterable[tuple[int, list[str]]], heading: list[str], path: Path
) -> pd.DataFrame:
    """Take monthly counts row by row."""
    places = [heading.index(name) for name in MONTHLY]
    taken = {row: [cells[place] for place in places] for row, cells in rows}
    return pd.DataFrame.from_dict(taken, orient="index", columns=MONTHLY, dtype=object)


def _articles(
    rows: Iterable[tuple[int, list[str]]], heading: list[str], path: Path
) -> pd.DataFrame:
    """Count articles that have date, city and language alike; refuse a second row of
    the same article and city.
    """
    take = itemgetter(*(heading.index(name) for name in ARTICLES))
    own = None
    if _OPTIONAL in heading:
        own = itemgetter(heading.index(_OPTIONAL), heading.index("city"))
    first, count, seen = {}, Counter(), set()
    for row, cells in rows:
        key = take(cells)
        first.setdefault(key, row)
        count[key] += 1
        if own and own(cells) in seen:
            found = f"a second row for {', '.join(own(cells))}"
            expected, file = "one row for each article and city", from_checkout(path)
            raise InputError(found, expected, file, row, _OPTIONAL)
        if own:
            seen.add(own(cells))
    table = pd.DataFrame(
        list(first), index=list(first.values()), columns=ARTICLES, dtype=object
    )
    return table.assign(rows=[count[key] for key in first])
