"""The user's own export of media reports: monthly counts, or one row for each article."""

import datetime
import re
from itertools import product
from pathlib import Path

import pandas as pd

from analysis.coverage.export_rows import ARTICLES, MONTHLY, read_rows
from analysis.paths import ROOT, from_checkout
from analysis.report.words import CITIES, MONTHS, city_id
from compindex.errors import InputError, quoted
from compindex.numerals import number

_TOTALS = ("all", "total", "sum", "all languages")


def _month(text: str) -> str:
    """Read a month."""
    if not re.fullmatch(r"(19|20)\d\d-(0[1-9]|1[0-2])", text):
        raise InputError(
            f"{quoted(text)} is no month", "YYYY-MM in every row, such as 2020-01"
        )
    return text


def _month_of_date(text: str) -> str:
    """Read a date as its month."""
    try:
        if re.fullmatch(r"(19|20)\d\d-\d\d-\d\d", text):
            return datetime.date.fromisoformat(text).isoformat()[:7]
    except ValueError:
        pass
    raise InputError(
        f"{quoted(text)} is no date", "YYYY-MM-DD in every row, such as 2020-01-23"
    )


def _language(text: str) -> str:
    """Read the name of a language."""
    if not text.strip():
        raise InputError("no language is given", "a name such as English")
    return text.strip().casefold()


def _reports(text: str) -> int:
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


def read_export(path: Path) -> pd.DataFrame:
    """Read an export of media reports on the report's cities: every city and month of
    the window has to be there, and no month left out between the first and the last.
    """
    path = ROOT / path
    counts, monthly = tidy_export(path)
    gaps = export_gaps(counts, monthly)
    if gaps:
        raise InputError(**gaps[0], file=from_checkout(path))
    return counts


def tidy_export(path: Path) -> tuple[pd.DataFrame, bool]:
    """Read an export as ``month, city, language, reports``, sorted, and tell whether it
    has monthly counts: the columns ``month, city, language, reports``; else one row for
    each article and city, ``date, city, language`` and perhaps ``article``, its number.
    """
    table = read_rows(path)
    monthly = "reports" in table
    for name in table.columns if monthly else ARTICLES:
        table[name] = _converted(table[name], path)
    _refuse_counted_twice(table, path)
    table = table.rename(columns={"date": "month", "rows": "reports"})
    groups = table.groupby(["month", "city", "language"], as_index=False)
    return groups["reports"].sum(), monthly


def export_gaps(counts: pd.DataFrame, monthly: bool) -> list[dict[str, str]]:
    """Say what an export lacks, as parts of an `InputError`: cities, months, and in
    monthly counts rows of a city in a month, which needs one with 0 where nothing was
    reported. Among articles, a city without a row in a month has none.
    """
    gaps = []
    here = set(counts["city"])
    lacking = [city.id for city in CITIES if city.id not in here]
    if lacking:
        gaps.append(_gap("city", ", ".join(lacking), "all 15 cities"))
    present = sorted(set(counts["month"]))
    first, last = min(present[0], MONTHS[0]), max(present[-1], MONTHS[-1])
    needed = pd.period_range(first, last, freq="M").astype(str)
    missing = [month for month in needed if month not in present]
    if missing:
        expected = f"every month from {first} to {last}"
        gaps.append(_gap("month", ", ".join(missing), expected))
    if monthly and not gaps:
        pairs = set(zip(counts["city"], counts["month"], strict=True))
        expected = "one row at least, with 0 where nothing was reported"
        for city, month in product([city.id for city in CITIES], needed):
            if (city, month) not in pairs:
                gaps.append(_gap("month", f"{city} in {month}", expected))
    return gaps


def _gap(column: str, lacking: str, expected: str) -> dict[str, str]:
    """Write what is lacking in a column."""
    return {"found": f"no row for {lacking}", "expected": expected, "column": column}


def _refuse_counted_twice(table: pd.DataFrame, path: Path) -> None:
    """Refuse a second monthly count of the same month, city and language, and a total
    beside single languages.
    """
    file, totals = from_checkout(path), table["language"].isin(_TOTALS)
    if totals.any() and not totals.all():
        word = quoted(table.loc[totals, "language"].iloc[0])
        found = f"{word} beside single languages would count reports twice"
        expected = "single languages only, or their total only"
        raise InputError(found, expected, file, totals.idxmax(), "language")
    key = list(MONTHLY[:3])
    if "month" in table and (repeated := table.duplicated(key)).any():
        found = f"a second row for {', '.join(table.loc[repeated, key].iloc[0])}"
        raise InputError(found, "one row for each", file, repeated.idxmax(), "month")


def _converted(column: pd.Series, path: Path) -> pd.Series:
    """Convert a column, each different text once; the first row that cannot be
    converted is reported.
    """
    results = {}
    for text in column.unique():
        try:
            results[text] = _READERS[column.name](text)
        except InputError as error:
            row, file = column.index[column == text][0], from_checkout(path)
            raise InputError(str(error), "", file, row, column.name) from None
    return column.map(results)


def by_month(counts: pd.DataFrame) -> pd.DataFrame:
    """Add up the languages: months by cities, and ``others``, the mean of the 13 without
    Wuhan and Beijing.
    """
    wide = counts.pivot_table(
        index="month", columns="city", values="reports", aggfunc="sum", fill_value=0
    )
    wide = wide.astype(float).rename_axis(index=None, columns=None)
    return wide.assign(others=wide.drop(columns=["wuhan", "beijing"]).mean(axis=1))


def english_share(counts: pd.DataFrame) -> pd.Series:
    """Give the share of English, called so or ``en``, among each city's reports."""
    english = counts["reports"].where(counts["language"].isin(["english", "en"]), 0)
    return (
        english.groupby(counts["city"]).sum() / counts.groupby("city")["reports"].sum()
    )
