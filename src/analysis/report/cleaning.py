"""Printed tables made tidy: one function for each.

Numbers keep the digits they are printed with where others are computed from them: text
in Tables 3, 5 and 8 to 13.
"""

from pathlib import Path

import pandas as pd

from analysis.paths import RAW
from analysis.report.readers import (
    Reader,
    as_printed,
    known,
    read_column,
    whole,
    within,
    without_duplicates,
    word,
)
from analysis.report.tables import read_table
from analysis.report.words import (
    CITIES,
    DIMENSIONS,
    INDICATORS,
    REGIONS,
    city_id,
    city_ids,
)
from compindex.errors import InputError, quoted
from compindex.numerals import count, number

_CLASSES = {
    "一线城市": "first-tier",
    "一线城市(排名前10位)": "first-tier",
    "新一线城市": "new first-tier",
    "": pd.NA,
}
_GAWC = {"": pd.NA} | {level: level for level in ("A+", "A", "A-", "B+", "B", "B-")}
_CITY_COLUMNS = [
    "city",
    "name_en",
    "name_zh",
    "region",
    "admin_level",
    "gawc",
    "gucp_rank",
    "charm_class",
    "national_central",
]
_METRICS = {
    "粉丝量": "followers",
    "发布数量": "posts",
    "推文量": "posts",
    "推文平均转发量": "reposts_per_tweet",
    "推文平均评论量": "comments_per_tweet",
    "推文平均点赞量": "likes_per_tweet",
}
_NETWORKS = {
    "推特(Twitter)": "twitter",
    "优兔(YouTube)": "youtube",
    "照片墙(Instagram)": "instagram",
}


def clean_cities(table: pd.DataFrame, national_central: str) -> pd.DataFrame:
    """Tidy Table 1, the cities and the lists they were selected from.

    The ticks of the national central cities are lost; the prose names them. The
    administrative level is that of `words.CITIES`, derived from Table 4.
    """
    columns = {
        "region": ("区域", word(REGIONS)),
        "gawc": ("GAWC世界级城市等级", word(_GAWC)),
        "gucp_rank": ("2019全球城市经济竞争力排名(国内前15位)", whole),
        "charm_class": ("《2020城市商业魅力排行榜》", word(_CLASSES)),
    }
    frame = _by_city(table, columns)
    frame["gucp_rank"] = frame["gucp_rank"].astype("Int64")
    frame["national_central"] = frame["city"].isin(city_ids(national_central))
    facts = pd.DataFrame(CITIES).rename(columns={"id": "city"})
    return frame.merge(facts, on="city")[_CITY_COLUMNS]


def clean_weights(table: pd.DataFrame) -> pd.DataFrame:
    """Tidy Table 2: dimensions, indicators and their weights; a blank cell continues
    the merged cell above it.
    """
    columns = {
        "dimension": ("一级指标", word(DIMENSIONS | {"": pd.NA})),
        "dimension_weight": ("权重", number),
        "indicator": ("三级指标", word(INDICATORS)),
        "weight": ("权重.1", within(known(number), 0, 1)),
    }
    frame = pd.DataFrame(_read(table, columns))
    named = frame["dimension"].notna()
    for row in table.index[named & ~frame["dimension_weight"].between(0, 1)]:
        found = "the dimension has no weight between 0 and 1"
        expected, file = "its share of the total", table.attrs.get("file")
        raise InputError(found, expected, file, row, "权重")
    merged = ["dimension", "dimension_weight"]
    frame[merged] = frame[merged].ffill()
    return without_duplicates(frame, ["indicator"], table)


def clean_scores(table: pd.DataFrame) -> pd.DataFrame:
    """Tidy Table 3: rank, the four scores and the total of each city, as printed."""
    score = as_printed(within(known(number), 0, 100))
    columns = {"rank": ("排名", within(known(whole), 1, len(CITIES)))}
    for heading, name in DIMENSIONS.items():
        columns[name] = (f"{heading}得分", score)
    columns["total"] = ("总得分", score)
    frame = without_duplicates(_by_city(table, columns), ["rank"], table)
    return frame.assign(provenance="published")


def clean_gdp(table: pd.DataFrame) -> pd.DataFrame:
    """Tidy Table 5: total (points) and GDP (100 million yuan, 2019), as printed."""
    columns = {
        "total": ("总得分", as_printed(known(number))),
        "gdp": ("GDP", as_printed(known(count))),
    }
    return _by_city(table, columns).assign(provenance="published")


def clean_indicators(table: pd.DataFrame) -> pd.DataFrame:
    """Tidy Table 7, the only raw counts that the report prints."""
    columns = {
        "instagram_tags": ("照片墙城市英文标签话题量", count),
        "tiktok_tags": ("抖音海外版城市英文标签话题量", count),
    }
    wide = _by_city(table, columns)
    frame = wide.melt("city", var_name="indicator", value_name="value")
    return frame.assign(unit="items", provenance="published")


def clean_top_scores(table: pd.DataFrame) -> pd.DataFrame:
    """Tidy Table 8, the five highest TikTok and Instagram scores, as printed; the row
    with an empty city holds the mean of the 15 cities.
    """
    halves = (("tiktok_tags", "", "短视频"), ("instagram_tags", ".1", "图片"))
    parts = [_top_scores(table, *half) for half in halves]
    return pd.concat(parts, ignore_index=True)


def _top_scores(
    table: pd.DataFrame, indicator: str, side: str, name: str
) -> pd.DataFrame:
    """Tidy one half of Table 8; the headings of the second have a suffix."""
    scores = read_column(table, f"{name}社交影响力得分", as_printed(known(number)))
    cities = read_column(
        table, f"城市{side}", lambda text: city_id(text) if text else ""
    )
    last = table[f"序号{side}"].iloc[-1]
    if cities.count("") != 1 or last != "全样本均值":
        found, file = f"the last row is headed {quoted(last)}", table.attrs.get("file")
        raise InputError(found, "the mean 全样本均值", file, table.index[-1])
    columns = {"indicator": indicator, "city": cities, "printed": scores}
    frame = pd.DataFrame(columns).replace({"city": {"": pd.NA}})
    return frame.assign(provenance="published")


def clean_accounts(tables: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """Tidy Tables 9 to 13, the figures of official accounts, values as printed.

    An account is named by its handle (``@…``) where one is printed; several tables may
    print the same figure of it.
    """
    parts = [_accounts(table, label) for label, table in tables.items()]
    return pd.concat(parts, ignore_index=True)


def _accounts(table: pd.DataFrame, label: int) -> pd.DataFrame:
    """Tidy one of Tables 9 to 13: the first belongs to Beijing, the others are of
    Twitter.
    """
    if label == 9:
        networks = read_column(table, "平台", word(_NETWORKS))
        keys = {"city": "beijing", "platform": networks}
        keys["account"] = read_column(table, "账号", _handle)
    else:
        keys = {"city": read_column(table, "城市", city_id), "platform": "twitter"}
        keys["account"] = read_column(table, "官方账号", _handle)
    frame = pd.DataFrame(keys, index=table.index)
    without_duplicates(frame, ["platform", "account"], table)
    metrics = [heading for heading in table if heading in _METRICS]
    for heading in metrics:
        values = read_column(table, heading, as_printed(known(number)))
        frame[_METRICS[heading]] = values
    long = frame.melt(list(keys), var_name="metric", value_name="value")
    return long.assign(table=label)


def _handle(text: str) -> str:
    """Take the handle of an account where one is printed, else its name."""
    return text[text.find("@") :] if "@" in text else text


def selection(cities: pd.DataFrame, gucp_limit: float) -> pd.DataFrame:
    """Show which of the four criteria of the selection each city meets, and how many;
    it is competitive if its world rank is not beyond the limit.
    """
    competitive = cities["gucp_rank"].le(gucp_limit).fillna(False)
    met = {
        "national_central": cities["national_central"],
        "world_city": cities["gawc"].notna(),
        "competitive": competitive.astype(bool),
        "attractive": cities["charm_class"].notna(),
    }
    frame = pd.DataFrame(met).set_axis(cities["city"])
    return frame.assign(criteria_met=frame.sum(axis=1))


def clean_all(national_central: str, folder: Path = RAW) -> dict[str, pd.DataFrame]:
    """Make every tidy table that notebook 01 saves, by name."""
    tables = {number: read_table(number, folder) for number in (1, 2, 3, 5, 7, 8)}
    accounts = {number: read_table(number, folder) for number in range(9, 14)}
    return {
        "cities": clean_cities(tables[1], national_central),
        "weights": clean_weights(tables[2]),
        "scores": clean_scores(tables[3]),
        "gdp": clean_gdp(tables[5]),
        "indicators": clean_indicators(tables[7]),
        "top_scores": clean_top_scores(tables[8]),
        "accounts": clean_accounts(accounts),
    }


def _read(table: pd.DataFrame, columns: dict[str, tuple[str, Reader]]) -> dict:
    """Read columns by their new names, given the heading and the reader of each."""
    return {
        name: read_column(table, heading, reader)
        for name, (heading, reader) in columns.items()
    }


def _by_city(
    table: pd.DataFrame, columns: dict[str, tuple[str, Reader]]
) -> pd.DataFrame:
    """Read a table with one row for each city."""
    frame = pd.DataFrame(_read(table, {"city": ("城市", city_id)} | columns))
    return without_duplicates(frame, ["city"], table)
