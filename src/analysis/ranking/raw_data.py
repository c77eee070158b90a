"""Raw data as platforms export them: a folder with a file for each platform, read into
one table of values by the reader of `compindex.tables`.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.paths import from_checkout
from analysis.report.words import (
    CITIES,
    INDICATORS,
    PROVENANCE,
    city_id,
    worst_provenance,
)
from compindex.errors import InputError, one_of, quoted
from compindex.files import read_text
from compindex.tables.folders import read_folder_of_exports
from compindex.tables.sources import columns_of
from compindex.tables.values import Values
from compindex.tree import Specification

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
# Only what the report itself calls its cities: elsewhere, Canton may be another place.
_OLDER = {city.older_name for city in CITIES}


def city_or_name(text: str) -> str:
    """Give the id of a city of the report; any other name as it is."""
    try:
        return text if text in _OLDER else city_id(text)
    except InputError:
        return text


def read_folder(folder: Path, spec: Specification) -> tuple[Values, pd.Series]:
    """Read the exports of a folder, and how well each indicator is known: as the
    descriptor of a data package says, else ``supplied``.
    """
    folder = Path(folder)
    said = _descriptor(folder)
    values = read_folder_of_exports(folder, spec, INDICATORS, city_or_name)
    return values, provenance_of(values.sources, said, spec)


def provenance_of(
    sources: Mapping[str, list[str]], said: Mapping[str, str], spec: Specification
) -> pd.Series:
    """Say how well each column that an index needs is known: as badly as the worst of
    its files.
    """
    known = {}
    for name in columns_of(spec):
        files = [said.get(Path(file).name, "supplied") for file in sources[name]]
        known[name] = worst_provenance(files)
    return pd.Series(known)


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
