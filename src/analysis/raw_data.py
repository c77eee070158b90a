"""Raw data as platforms export them: a folder with a file for each platform, read into
one table of values.
"""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pandas as pd

from analysis.cleaning import read_column
from analysis.names import INDICATORS, city_id
from analysis.paths import shown
from compindex.errors import InputError, one_of, quoted
from compindex.files import TABLE, read_text
from compindex.numerals import number

# The indicators that each platform's file holds, by the platform's name.
PLATFORMS = {
    "news": ("english_reports", "other_language_reports"),
    "twitter": ("twitter_daily",),
    "instagram": ("instagram_tags",),
    "youtube": ("youtube_videos",),
    "google_trends": ("google_video_trend", "google_trend"),
    "tiktok": ("tiktok_tags",),
    "tripadvisor": ("tripadvisor_reviews",),
}
PROVENANCE = ("published", "derived", "synthetic", "supplied", "external")
CITY, YEAR = "城市", "年份"
HEADINGS = {indicator: heading for heading, indicator in INDICATORS.items()}
_IDS = {
    unicodedata.normalize("NFKC", text): name
    for text, name in (INDICATORS | {CITY: "city", YEAR: "year"}).items()
}


def read_folder(folder, indicators):
    """Read the exports of a folder.

    Every CSV file has a column ``城市`` or ``city`` and may have ``年份`` or ``year``, then
    all must; its other columns are indicators, headed as in Table 2 of the report or by
    their ids. Columns that are not asked for are ignored.

    Parameters
    ----------
    folder : path
    indicators : list of str
        The indicators to read.

    Returns
    -------
    values : pandas.DataFrame
        Units by indicators; a unit is a city, or a city and a year. A city of the
        report gets its id, any other keeps its name. A value that no file has, or a
        blank one, is missing.
    provenance : pandas.Series
        Provenance by indicator, as ``datapackage.json`` of the folder says;
        ``supplied`` where it says nothing.

    Raises
    ------
    InputError
        With file, row and column, for a value that is no number, a city without name, a
        year that is none, and a city (and year) or an indicator that stands twice;
        without a row, for an indicator that no file has.
    """
    folder = Path(folder)
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise InputError(
            "no CSV file in this folder",
            "exports, such as `make template` prepares",
            file=shown(folder),
        )
    tables = {path: _read(path, indicators) for path in paths}
    _refuse_differences(tables)
    said, columns, provenance = _descriptor(folder), {}, {}
    for path, table in tables.items():
        for name in table:
            columns[name], provenance[name] = (
                table[name],
                said.get(path.name, "supplied"),
            )
    for name in indicators:
        if name not in columns:
            offered = {
                heading
                for path in paths
                for heading in _cells(path)
                if heading not in ("", "city", "year")
            }
            raise InputError(
                f"no file has the indicator {name} ({HEADINGS.get(name, name)})",
                one_of(sorted(offered), name),
                shown(folder),
            )
    values = pd.DataFrame(columns)[list(indicators)]
    order = list(
        dict.fromkeys(unit for table in tables.values() for unit in table.index)
    )
    values = values.reindex(order)
    cities = values.index.get_level_values("city")
    _refuse_two_spellings(cities, shown(folder))
    return values if values.index.nlevels > 1 else values.set_axis(cities), pd.Series(
        provenance
    )[list(indicators)]


def _read(path, indicators):
    """Read one export: units by the indicators that it has."""
    table = _cells(path)
    keys = {"city": read_column(table, "city", _city)}
    if "year" in table:
        keys["year"] = read_column(table, "year", _year)
    units = pd.MultiIndex.from_arrays(list(keys.values()), names=list(keys))
    if units.has_duplicates:
        place = units.duplicated().argmax()
        found = ", ".join(str(part) for part in units[place])
        raise InputError(
            f"{found} stands here a second time",
            "one row each",
            shown(path),
            table.index[place],
        )
    return pd.DataFrame(
        {
            name: read_column(table, name, number)
            for name in indicators
            if name in table
        },
        units,
    )


def _cells(path):
    """Read the cells of a CSV file as text, rows numbered as in the file, without those
    that are blank.
    """
    expected = "a CSV file in UTF-8 (in a spreadsheet, save as CSV UTF-8)"
    text = read_text(path, expected, TABLE)
    try:
        heading, *rows = list(csv.reader(io.StringIO(text), strict=True)) or [[]]
    except csv.Error as error:
        raise InputError(f"cannot be read ({error})", expected, shown(path)) from None
    if len(heading) == 1 and (
        mark := next((mark for mark in ";\t" if mark in heading[0]), "")
    ):
        found = f"the cells are separated by {'semicolons' if mark == ';' else 'tabs'}"
        raise InputError(found, "commas", shown(path), 1)
    names = [_heading(text) for text in heading]
    for name in names:
        if name and names.count(name) > 1:
            raise InputError(
                f"the column {name} stands here twice",
                "one column each",
                shown(path),
                1,
            )
    filled = {
        row: cells
        for row, cells in enumerate(rows, 2)
        if any(cell.strip() for cell in cells)
    }
    for row, cells in filled.items():
        if len(cells) != len(names):
            expected = f"{len(names)} as in the heading (a number with a comma in it needs quotation marks)"
            raise InputError(f"{len(cells)} cells", expected, shown(path), row)
    table = pd.DataFrame.from_dict(filled, orient="index", columns=names, dtype=str)
    table.attrs["file"] = shown(path)
    return table


def _heading(text):
    """Read the heading of a column: the id of an indicator, of the city or the year;
    any other as it is.
    """
    text = _plain(text)
    return _IDS.get(
        text, text.casefold() if text.casefold() in ("city", "year") else text
    )


def _plain(text):
    """Bring text into one Unicode form, without characters that cannot be seen, and
    single blanks.
    """
    text = unicodedata.normalize("NFKC", text)
    return " ".join(
        "".join(
            letter for letter in text if unicodedata.category(letter) != "Cf"
        ).split()
    )


def _city(text):
    """Read the name of a city: the id of one of the report's, any other as it is,
    blanks aside.
    """
    name = _plain(text)
    if not name:
        raise InputError("no city is named", "a name in every row")
    try:
        return city_id(name)
    except InputError:
        return name


def _year(text):
    """Read a year."""
    if not (text.strip().isdecimal() and len(text.strip()) == 4):
        raise InputError(f"{quoted(text)} is no year", "four digits, such as 2021")
    return int(text)


def _refuse_differences(tables):
    """Refuse an indicator in two files, years in some files only, and a folder without
    a row.
    """
    first = {}
    for path, table in tables.items():
        for name in table:
            if name in first:
                raise InputError(
                    f"the indicator {name} stands in {first[name]} as well",
                    "one file for each",
                    shown(path),
                )
            first[name] = path.name
    used = {path: table for path, table in tables.items() if len(table.columns)}
    if len({table.index.nlevels for table in used.values()}) > 1:
        path = next(path for path, table in used.items() if table.index.nlevels == 1)
        raise InputError(
            "no column year (年份), which other files have",
            "years in all files or in none",
            shown(path),
        )
    if used and not any(map(len, used.values())):
        raise InputError(
            "no row below the heading", "a row for each city", shown(next(iter(used)))
        )


def _descriptor(folder):
    """Read from the data package descriptor which file has which provenance."""
    path = folder / "datapackage.json"
    if not path.exists():
        return {}
    text = read_text(path, "a data package descriptor")
    try:
        resources = json.loads(text)["resources"]
        said = {
            Path(entry["path"]).name: entry["provenance"]
            for entry in resources
            if "provenance" in dict(entry)
        }
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            f"cannot be read ({error})", "a data package descriptor", shown(path)
        ) from None
    for word in said.values():
        if word not in PROVENANCE:
            raise InputError(
                f"unknown provenance {quoted(word)}",
                one_of(PROVENANCE, word),
                shown(path),
            )
    return said


def _refuse_two_spellings(cities, folder):
    """Refuse cities whose names differ in nothing but capitals, since their values
    would be taken apart.
    """
    seen = {}
    for city in dict.fromkeys(cities):
        other = seen.setdefault(city.casefold(), city)
        if other != city:
            raise InputError(
                f"a city is spelled {quoted(other)} and {quoted(city)}",
                "one spelling in all files",
                folder,
            )


def unused_columns(folder, indicators):
    """List the columns of a folder's exports that are no city, no year and none of some
    indicators.

    Parameters
    ----------
    folder : path
    indicators : iterable of str

    Returns
    -------
    list of str
        ``<file>: <heading>`` of each.
    """
    used = {"", "city", "year", *indicators}
    return [
        f"{path.name}: {name}"
        for path in sorted(Path(folder).glob("*.csv"))
        for name in _cells(path)
        if name not in used
    ]


def worst_provenance(provenance):
    """Say how something is known that rests on several indicators: as badly as the
    worst of them.

    Parameters
    ----------
    provenance : iterable of str

    Returns
    -------
    str
        ``synthetic`` if any of them is; else ``supplied`` if any is, ``external``,
        ``derived`` or ``published``.

    Examples
    --------
    >>> worst_provenance(["published", "synthetic"]), worst_provenance(["published"])
    ('synthetic', 'published')
    """
    return max(
        provenance,
        key=("published", "derived", "external", "supplied", "synthetic").index,
    )
