"""Raw data as platforms export them: a folder with a file for each platform, read into
one table of values.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.paths import from_checkout
from analysis.report.readers import read_column
from analysis.report.words import INDICATORS, PROVENANCE, city_id
from compindex.errors import InputError, one_of, quoted
from compindex.files import TABLE, read_text
from compindex.numerals import number

# The indicators that each platform's file holds, by the platform's name.
PLATFORM_FILES = {
    "news": ("english_reports", "other_language_reports"),
    "twitter": ("twitter_daily",),
    "instagram": ("instagram_tags",),
    "youtube": ("youtube_videos",),
    "google_trends": ("google_video_trend", "google_trend"),
    "tiktok": ("tiktok_tags",),
    "tripadvisor": ("tripadvisor_reviews",),
}
CITY, YEAR = "城市", "年份"
HEADINGS = {indicator: heading for heading, indicator in INDICATORS.items()}
_IDS = {
    unicodedata.normalize("NFKC", text): name
    for text, name in (INDICATORS | {CITY: "city", YEAR: "year"}).items()
}


def read_folder(folder: Path, indicators: list[str]) -> tuple[pd.DataFrame, pd.Series]:
    """Read the exports of a folder: values, units by indicators, and the provenance of
    each indicator. A unit is a city, or a city and a year; a city of the report gets its
    id, any other keeps its name. A blank value, or one that no file has, is missing.
    """
    folder = Path(folder)
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        expected = "exports, such as `make template` prepares"
        raise InputError("no CSV file in this folder", expected, from_checkout(folder))
    tables = {path: _read(path, indicators) for path in paths}
    _refuse_differences(tables)
    said, columns, provenance = _descriptor(folder), {}, {}
    for path, table in tables.items():
        for name in table:
            columns[name] = table[name]
            provenance[name] = said.get(path.name, "supplied")
    for name in indicators:
        if name not in columns:
            found = f"no file has the indicator {name} ({HEADINGS.get(name, name)})"
            expected = one_of(sorted(_offered(paths)), name)
            raise InputError(found, expected, from_checkout(folder))
    units = [unit for table in tables.values() for unit in table.index]
    values = pd.DataFrame(columns)[indicators].reindex(list(dict.fromkeys(units)))
    cities = values.index.get_level_values("city")
    _refuse_two_spellings(cities, from_checkout(folder))
    if values.index.nlevels == 1:
        values = values.set_axis(cities)
    return values, pd.Series(provenance)[indicators]


def _offered(paths: Iterable[Path]) -> set[str]:
    """List the columns of all files that could be indicators."""
    headings = {heading for path in paths for heading in _cells(path)}
    return headings - {"", "city", "year"}


def _read(path: Path, indicators: list[str]) -> pd.DataFrame:
    """Read one export: units by the indicators that it has."""
    table = _cells(path)
    keys = {"city": read_column(table, "city", _city)}
    if "year" in table:
        keys["year"] = read_column(table, "year", _year)
    units = pd.MultiIndex.from_arrays(list(keys.values()), names=list(keys))
    if units.has_duplicates:
        place = units.duplicated().argmax()
        unit = ", ".join(str(part) for part in units[place])
        found, row = f"{unit} stands here a second time", table.index[place]
        raise InputError(found, "one row each", from_checkout(path), row)
    present = [name for name in indicators if name in table]
    columns = {name: read_column(table, name, number) for name in present}
    return pd.DataFrame(columns, units)


def _cells(path: Path) -> pd.DataFrame:
    """Read the cells of a CSV file as text, rows numbered as in the file, without those
    that are blank.
    """
    expected = "a CSV file in UTF-8 (in a spreadsheet, save as CSV UTF-8)"
    file, text = from_checkout(path), read_text(path, expected, TABLE)
    try:
        heading, *rows = list(csv.reader(io.StringIO(text), strict=True)) or [[]]
    except csv.Error as error:
        raise InputError(f"cannot be read ({error})", expected, file) from None
    names = _names(heading, file)
    filled = {}
    for row, cells in enumerate(rows, 2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(names):
            expected = f"{len(names)} as in the heading (a number with a comma in it needs quotation marks)"
            raise InputError(f"{len(cells)} cells", expected, file, row)
        filled[row] = cells
    table = pd.DataFrame.from_dict(filled, orient="index", columns=names, dtype=str)
    table.attrs["file"] = file
    return table


def _names(heading: list[str], file: str) -> list[str]:
    """Read the headings of a file; refuse one that stands twice, or other separators."""
    if len(heading) == 1:
        for mark, name in ((";", "semicolons"), ("\t", "tabs")):
            if mark in heading[0]:
                found = f"the cells are separated by {name}"
                raise InputError(found, "commas", file, 1)
    names = [_heading(text) for text in heading]
    for name in names:
        if name and names.count(name) > 1:
            found = f"the column {name} stands here twice"
            raise InputError(found, "one column each", file, 1)
    return names


def _heading(text: str) -> str:
    """Read the heading of a column: the id of an indicator, of the city or the year;
    any other as it is.
    """
    text = _visible(text)
    lower = text.casefold()
    return _IDS.get(text, lower if lower in ("city", "year") else text)


def _visible(text: str) -> str:
    """Bring text into one Unicode form, without characters that cannot be seen, and
    single blanks.
    """
    letters = unicodedata.normalize("NFKC", text)
    seen = [letter for letter in letters if unicodedata.category(letter) != "Cf"]
    return " ".join("".join(seen).split())


def _city(text: str) -> str:
    """Read the name of a city: the id of one of the report's, any other as it is."""
    name = _visible(text)
    if not name:
        raise InputError("no city is named", "a name in every row")
    try:
        return city_id(name)
    except InputError:
        return name


def _year(text: str) -> int:
    """Read a year."""
    if not (text.strip().isdecimal() and len(text.strip()) == 4):
        raise InputError(f"{quoted(text)} is no year", "four digits, such as 2021")
    return int(text)


def _refuse_differences(tables: dict[Path, pd.DataFrame]) -> None:
    """Refuse an indicator in two files, years in some files only, and a folder without
    a row.
    """
    first = {}
    for path, table in tables.items():
        for name in table:
            if name in first:
                found = f"the indicator {name} stands in {first[name]} as well"
                raise InputError(found, "one file for each", from_checkout(path))
            first[name] = path.name
    used = {path: table for path, table in tables.items() if len(table.columns)}
    if len({table.index.nlevels for table in used.values()}) > 1:
        path = next(path for path, table in used.items() if table.index.nlevels == 1)
        found = "no column year (年份), which other files have"
        raise InputError(found, "years in all files or in none", from_checkout(path))
    if used and not any(map(len, used.values())):
        path = from_checkout(next(iter(used)))
        raise InputError("no row below the heading", "a row for each city", path)


def _descriptor(folder: Path) -> dict[str, str]:
    """Read from the data package descriptor which file has which provenance."""
    path = folder / "datapackage.json"
    if not path.exists():
        return {}
    file, text = from_checkout(path), read_text(path, "a data package descriptor")
    try:
        said = {
            Path(entry["path"]).name: entry["provenance"]
            for entry in json.loads(text)["resources"]
            if "provenance" in dict(entry)
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        found = f"cannot be read ({error})"
        raise InputError(found, "a data package descriptor", file) from None
    for word in said.values():
        if word not in PROVENANCE:
            found = f"unknown provenance {quoted(word)}"
            raise InputError(found, one_of(PROVENANCE, word), file)
    return said


def _refuse_two_spellings(cities: Iterable[str], folder: str) -> None:
    """Refuse cities whose names differ in nothing but capitals, since their values
    would be taken apart.
    """
    seen = {}
    for city in dict.fromkeys(cities):
        other = seen.setdefault(city.casefold(), city)
        if other != city:
            found = f"a city is spelled {quoted(other)} and {quoted(city)}"
            raise InputError(found, "one spelling in all files", folder)


def unused_columns(folder: Path, indicators: Iterable[str]) -> list[str]:
    """List, as ``<file>: <heading>``, the columns of a folder's exports that are no
    city, no year and none of some indicators.
    """
    used = {"", "city", "year", *indicators}
    return [
        f"{path.name}: {name}"
        for path in sorted(Path(folder).glob("*.csv"))
        for name in _cells(path)
        if name not in used
    ]
