"""The user's own export of media reports: monthly counts, or one row for each article."""

from collections.abc import Callable, Iterable
from itertools import product
from pathlib import Path

import pandas as pd

from analysis.coverage.export_rows import ARTICLES, MONTHLY, read_rows
from analysis.paths import ROOT, from_checkout
from analysis.report.words import CITIES, MONTHS, city_id
from compindex.errors import InputError, Wrong, quoted, raise_all
from compindex.tables.columns import decimal_signs, read_numbers
from compindex.tables.dates import months
from compindex.tables.headings import (
    FORMULA,
    has_control,
    is_summary,
    may_be_summary,
    visible,
)

_ALL_LANGUAGES = ("all", "all languages", "所有语言", "全部")
_LARGEST = 2**53  # below which every whole number is a float of its own
_LANGUAGES = {
    "en": "english",
    "fr": "french",
    "de": "german",
    "es": "spanish",
    "ru": "russian",
    "ja": "japanese",
    "ko": "korean",
    "ar": "arabic",
    "pt": "portuguese",
    "it": "italian",
    "英语": "english",
    "英文": "english",
    "法语": "french",
    "法文": "french",
    "德语": "german",
    "德文": "german",
    "西班牙语": "spanish",
    "俄语": "russian",
    "俄文": "russian",
    "日语": "japanese",
    "日文": "japanese",
    "韩语": "korean",
    "韩文": "korean",
    "阿拉伯语": "arabic",
    "葡萄牙语": "portuguese",
    "意大利语": "italian",
}


def _city(text: str) -> str:
    """Read a city of the report."""
    if is_summary(text):
        raise InputError(f"{quoted(text)} sums others up", "single cities")
    try:
        return city_id(text)
    except InputError as error:
        words = str(error).replace("one of ", "one of the 15 cities of the report: ")
        raise InputError(words) from None


def _sums_up(language: str) -> bool:
    """Tell whether a language is none, but all of them."""
    return (
        language in _ALL_LANGUAGES or is_summary(language) or may_be_summary(language)
    )


def _language(text: str) -> str:
    """Read the name of a language."""
    name = visible(text).casefold()
    if not name:
        raise InputError("no language is given", "a name such as English")
    if has_control(name) or name.startswith(FORMULA):
        raise InputError(f"{quoted(name)} is no language", "a name such as English")
    return _LANGUAGES.get(name, name)


def _reports(texts: Iterable[str]) -> dict[str, object]:
    """Read numbers of reports, by the text; or what is wrong with them."""
    texts = list(texts)
    shown = decimal_signs(texts)
    return _each(lambda text: _number_of_reports(text, shown), texts)


def _number_of_reports(text: str, shown: set[str]) -> int:
    """Read a number of reports, by the decimal signs that its column shows."""
    read = read_numbers([text], shown, whole=True)
    raise_all(read.errors.values())
    value = read.values[0]
    counted = 0 <= value < _LARGEST and not value % 1 and "%" not in text
    if not counted or read.bounds:
        expected = "a whole number, 0 or above"
        raise InputError(f"{quoted(text)} is no number of reports", expected)
    return int(value)


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
    table["written"], errors = table["language"], Wrong()
    for name in MONTHLY if monthly else ARTICLES:
        table[name], wrong = _converted(table[name], path)
        errors += wrong
    errors += _counted_twice(table[~_is_wrong(table)], path)
    raise_all(errors)
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


def _is_wrong(table: pd.DataFrame) -> pd.Series:
    """Mark the rows in which something could not be converted."""
    return table.map(lambda cell: isinstance(cell, InputError)).any(axis=1)


def _counted_twice(table: pd.DataFrame, path: Path) -> list[InputError]:
    """Say which rows are a second monthly count of the same month, city and language,
    and which a total beside single languages.
    """
    file, errors = from_checkout(path), Wrong()
    totals = table["language"].map(_sums_up).astype(bool)
    if totals.any() and not totals.all():
        word = quoted(visible(table.loc[totals, "written"].iloc[0]))
        found = f"{word} beside single languages would count reports twice"
        expected = "single languages only, or their total only"
        errors.append(InputError(found, expected, file, totals.idxmax(), "language"))
    key = list(MONTHLY[:3])
    if "month" in table:
        for row, cells in table[table.duplicated(key)][key].iterrows():
            found = f"a second row for {', '.join(cells)}"
            errors.append(InputError(found, "one row for each", file, row, "month"))
    return errors


def _converted(column: pd.Series, path: Path) -> tuple[pd.Series, list[InputError]]:
    """Convert a column, each different text once; with each text that cannot be
    converted, the first row in which it stands.
    """
    texts = list(column.unique())
    if column.name in ("month", "date"):
        results = months(texts)
    elif column.name == "reports":
        results = _reports(texts)
    else:
        reader = _city if column.name == "city" else _language
        results = _each(reader, texts)
    file, errors = from_checkout(path), Wrong()
    first = column.drop_duplicates()
    rows = dict(zip(first, first.index, strict=True))
    for text, error in results.items():
        if errors.is_full():
            break
        if isinstance(error, InputError):
            row = rows[text]
            errors.append(InputError(str(error), "", file, row, column.name))
    return column.map(results), errors


def _each(
    reader: Callable[[str], object], texts: Iterable[str]
) -> dict[str, object | InputError]:
    """Read each text, or say what is wrong with it; where that is true of many, the
    others count as wrong unread.
    """
    found, wrong = {}, Wrong()
    for text in texts:
        try:
            found[text] = wrong[-1] if wrong.is_full() else reader(text)
        except InputError as error:
            found[text] = error
            wrong.append(error)
    return found


def by_month(counts: pd.DataFrame) -> pd.DataFrame:
    """Add up the languages: months by cities, and ``others``, the mean of the 13 without
    Wuhan and Beijing.
    """
    wide = counts.pivot_table(
        index="month", columns="city", values="reports", aggfunc="sum", fill_value=0
    )
    wide = wide.astype(float).rename_axis(index=None, columns=None)
    return wide.assign(others=wide.drop(columns=["wuhan", "beijing"]).mean(axis=1))
