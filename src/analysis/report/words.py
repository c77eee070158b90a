"""The vocabulary: cities, dimensions, indicators, administrative levels and months, how
each is spelled, and how well a value is known.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from compindex.errors import InputError, one_of, quoted

LANGUAGES = ("en", "zh")  # in which figures are drawn


class City(NamedTuple):
    """A city of the sample: its id, its names, and its administrative level."""

    id: str
    name_en: str
    name_zh: str
    admin_level: str
    older_name: str = ""


# Administrative levels are not printed city by city. They follow from Table 4: of all 3¹⁵
# divisions of the cities this one alone gives its means (`analysis.ranking.levels`).
CITIES = (
    City("wuhan", "Wuhan", "武汉", "sub-provincial"),
    City("beijing", "Beijing", "北京", "municipality", "Peking"),
    City("shanghai", "Shanghai", "上海", "municipality"),
    City("shenzhen", "Shenzhen", "深圳", "sub-provincial"),
    City("guangzhou", "Guangzhou", "广州", "sub-provincial", "Canton"),
    City("hangzhou", "Hangzhou", "杭州", "sub-provincial", "Hangchow"),
    City("chengdu", "Chengdu", "成都", "sub-provincial"),
    City("nanjing", "Nanjing", "南京", "sub-provincial", "Nanking"),
    City("chongqing", "Chongqing", "重庆", "municipality", "Chungking"),
    City("tianjin", "Tianjin", "天津", "municipality", "Tientsin"),
    City("xian", "Xi'an", "西安", "sub-provincial", "Sian"),
    City("suzhou", "Suzhou", "苏州", "other", "Soochow"),
    City("changsha", "Changsha", "长沙", "other"),
    City("shenyang", "Shenyang", "沈阳", "sub-provincial", "Mukden"),
    City("zhengzhou", "Zhengzhou", "郑州", "other"),
)

ADMIN_LEVELS = {
    "直辖市": "municipality",
    "副省级城市": "sub-provincial",
    "其他城市": "other",
}

DIMENSIONS = {
    "媒体传播指数": "media",
    "综合社交指数": "social",
    "传播创新指数": "innovation",
    "全球认知指数": "cognition",
}

INDICATORS = {
    "城市英文报道量": "english_reports",
    "城市其他外文语种报道量": "other_language_reports",
    "城市推特(Twitter)日均推文量": "twitter_daily",
    "照片墙(Instagram)城市英文标签话题量": "instagram_tags",
    "优兔(YouTube)近一年城市视频1万以上观看量": "youtube_videos",
    "谷歌趋势(Google Trends)视频搜索指数": "google_video_trend",
    "抖音海外版(TikTok)城市英文标签话题量": "tiktok_tags",
    "猫途鹰涉城市的点评总量": "tripadvisor_reviews",
    "谷歌趋势搜索指数": "google_trend",
}

# The count of tags behind the score of a platform.
TAGS = {"instagram": "instagram_tags", "tiktok": "tiktok_tags"}

REGIONS = {
    "华北": "North China",
    "华东": "East China",
    "华南": "South China",
    "华中": "Central China",
    "西南": "Southwest China",
    "西北": "Northwest China",
    "东北": "Northeast China",
}

MONTHS = tuple(
    f"{2019 + (month > 12)}-{(month - 1) % 12 + 1:02d}" for month in range(7, 19)
)  # July 2019 to June 2020


# How a value is known, from the best to the worst.
PROVENANCE = ("published", "derived", "external", "supplied", "synthetic")


def worst_provenance(provenance: Iterable[str]) -> str:
    """Say how something is known that rests on several values: as badly as the worst."""
    return max(provenance, key=PROVENANCE.index)


def _key(text: str) -> str:
    """Reduce a name to what its spellings share: letters only, no accents, no 'city',
    no 市.
    """
    text = unicodedata.normalize("NFKD", str(text)).casefold()
    text = re.sub(r"[^a-z\u4e00-\u9fff]", "", text)
    return re.sub(r"(city|municipality|市)$", "", text)


_IDS = {
    _key(spelling): city.id
    for city in CITIES
    for spelling in (city.id, city.name_en, city.name_zh, city.older_name)
    if spelling
}
_BY_ID = {city.id: city for city in CITIES}


def city_id(text: str) -> str:
    """Find the id of a city from any usual spelling of its name, Chinese or English,
    with or without apostrophe, hyphen, capitals, 市 or "City".
    """
    try:
        return _IDS[_key(text)]
    except KeyError:
        found = f"unknown city {quoted(str(text))}"
        raise InputError(found, one_of(list(_BY_ID), _key(text))) from None


def city_ids(text: str) -> list[str]:
    """Find the ids of cities that are listed with commas between them."""
    return [city_id(name) for name in text.split(",")]


def name_en(city: str) -> str:
    """Give the English name of a city id, for pictures and prose."""
    return _BY_ID[city].name_en


def names_en(cities: Iterable[str]) -> str:
    """List the English names of city ids in a line."""
    return ", ".join(map(name_en, cities))


def name_zh(city: str) -> str:
    """Give the Chinese name of a city id."""
    return _BY_ID[city].name_zh


def as_cities(table: pd.DataFrame) -> pd.DataFrame:
    """Call the units of a table from `compindex` cities, as the files here do."""
    return table.rename(columns=lambda name: name.replace("unit", "city"))
