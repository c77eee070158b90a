"""Printed tables made tidy: one public function for each, every cell read by a small
reader of its own.

A reader takes the printed text of one cell and returns a value; whatever it refuses is
reported with the file, the row and the column it came from.
"""

import pandas as pd

from analysis.names import CITIES, DIMENSIONS, INDICATORS, REGIONS, city_id
from compindex.errors import InputError, one_of, quoted
from compindex.numerals import count, number


def read_column(table, heading, reader):
    """Read a column cell by cell; an error says where the cell stands.

    Parameters
    ----------
    table : pandas.DataFrame
        Cells as text, rows numbered as in the file, the file's name in
        ``attrs["file"]``.
    heading : str
    reader : callable
        Takes the text of a cell and gives its value, or raises an `InputError`.

    Returns
    -------
    list
        A value for each row.

    Raises
    ------
    InputError
        If there is no such column, or for the first cell that is refused: with file,
        row and column.
    """
    if heading not in table:
        raise InputError(
            f"the column {heading} is missing",
            one_of(table.columns, heading),
            file=table.attrs.get("file"),
        )
    values = []
    for row, text in table[heading].items():
        try:
            values.append(reader(text))
        except InputError as error:
            raise InputError(
                str(error), file=table.attrs.get("file"), row=row, column=heading
            ) from None
    return values


def _word(words):
    """Make a reader that translates printed words, and refuses any other."""

    def read(text):
        if text not in words:
            raise InputError(f"unknown entry {quoted(text)}", one_of(words, text))
        return words[text]

    return read


def _known(value_reader):
    """Make a reader that refuses a blank cell."""

    def read(text):
        value = value_reader(text)
        if pd.isna(value):
            raise InputError(f"{quoted(text)} is blank", "a value")
        return value

    return read


def _within(value_reader, low, high):
    """Make a reader that refuses a value outside a range."""

    def read(text):
        value = value_reader(text)
        if not low <= value <= high:
            raise InputError(
                f"{quoted(text)} is out of range", f"a value from {low} to {high}"
            )
        return value

    return read


def _whole(text):
    """Read a whole number, missing where the cell is blank."""
    value = number(text)
    if value % 1 > 0:
        raise InputError(f"{quoted(text)} is not whole", "a whole number")
    return pd.NA if pd.isna(value) else int(value)


def _without_duplicates(frame, keys, table):
    """Refuse a second row with the same keys; rows of `frame` and of the printed table
    correspond.
    """
    repeated = frame.duplicated(keys)
    if repeated.any():
        place = int(repeated.to_numpy().argmax())
        found = ", ".join(str(value) for value in frame.loc[frame.index[place], keys])
        row = table.index[place % len(table)]
        raise InputError(
            f"{found} stands here a second time",
            "one row each",
            table.attrs.get("file"),
            row,
        )
    return frame


def _by_city(table, columns, heading="城市"):
    """Read a table with one row for each city; `columns` gives for each new name its
    heading and its reader.
    """
    data = {"city": read_column(table, heading, city_id)}
    data |= {
        name: read_column(table, printed, reader)
        for name, (printed, reader) in columns.items()
    }
    return _without_duplicates(pd.DataFrame(data), ["city"], table)


def clean_cities(table, national_central):
    """Tidy Table 1, the cities and the four lists they were selected from.

    Parameters
    ----------
    table : pandas.DataFrame
        Table 1 as `report.read_table` gives it.
    national_central : str
        Names of the national central cities, separated by commas. The prose gives them;
        the ticks of the table are lost.

    Returns
    -------
    pandas.DataFrame
        One row for each city: ``city, name_en, name_zh, region, admin_level, gawc,
        gucp_rank, charm_class, national_central``. The administrative level is an
        external fact (`names.CITIES`).
    """
    classes = {
        "一线城市": "first-tier",
        "一线城市(排名前10位)": "first-tier",
        "新一线城市": "new first-tier",
        "": pd.NA,
    }
    columns = {
        "region": ("区域", _word(REGIONS)),
        "gawc": (
            "GAWC世界级城市等级",
            _word(
                {"": pd.NA}
                | {level: level for level in ("A+", "A", "A-", "B+", "B", "B-")}
            ),
        ),
        "gucp_rank": ("2019全球城市经济竞争力排名(国内前15位)", _whole),
        "charm_class": ("《2020城市商业魅力排行榜》", _word(classes)),
    }
    frame = _by_city(table, columns)
    facts = (
        pd.DataFrame(CITIES).rename(columns={"id": "city"}).drop(columns="older_name")
    )
    central = {city_id(name) for name in national_central.split(",")}
    frame = frame.merge(facts, on="city").assign(
        national_central=frame["city"].isin(central)
    )
    frame["gucp_rank"] = frame["gucp_rank"].astype("Int64")
    order = [
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
    return frame[order]


def clean_weights(table):
    """Tidy Table 2, the indicator system; a blank cell continues the merged cell above
    it.

    Returns
    -------
    pandas.DataFrame
        One row for each indicator: ``dimension, dimension_weight, indicator, weight``.
    """
    columns = {
        "dimension": ("一级指标", _word(DIMENSIONS | {"": pd.NA})),
        "dimension_weight": ("权重", number),
        "indicator": ("三级指标", _word(INDICATORS)),
        "weight": ("权重.1", _within(_known(number), 0, 1)),
    }
    frame = pd.DataFrame(
        {
            name: read_column(table, heading, reader)
            for name, (heading, reader) in columns.items()
        }
    )
    named = frame["dimension"].notna()
    for row in table.index[named & ~frame["dimension_weight"].between(0, 1)]:
        found = "the dimension has no weight between 0 and 1"
        raise InputError(
            found, "its share of the total", table.attrs.get("file"), row, "权重"
        )
    frame[["dimension", "dimension_weight"]] = frame[
        ["dimension", "dimension_weight"]
    ].ffill()
    return _without_duplicates(frame, ["indicator"], table)


def clean_scores(table):
    """Tidy Table 3, the scores and ranks.

    Returns
    -------
    pandas.DataFrame
        One row for each city: ``city, rank, media, social, innovation, cognition,
        total, provenance``.
    """
    headings = {name: f"{heading}得分" for heading, name in DIMENSIONS.items()} | {
        "total": "总得分"
    }
    columns = {"rank": ("排名", _within(_known(_whole), 1, len(CITIES)))}
    columns |= {
        name: (heading, _within(_known(number), 0, 100))
        for name, heading in headings.items()
    }
    return _without_duplicates(_by_city(table, columns), ["rank"], table).assign(
        provenance="published"
    )


def clean_gdp(table):
    """Tidy Table 5: ``city, total`` (points), ``gdp`` (100 million yuan, 2019),
    ``provenance``.
    """
    return _by_city(
        table, {"total": ("总得分", _known(number)), "gdp": ("GDP", _known(count))}
    ).assign(provenance="published")


def clean_indicators(table):
    """Tidy Table 7, the only raw counts that the report prints.

    Returns
    -------
    pandas.DataFrame
        ``city, indicator, value, unit, provenance``, two rows for each city.
    """
    columns = {
        "instagram_tags": ("照片墙城市英文标签话题量", count),
        "tiktok_tags": ("抖音海外版城市英文标签话题量", count),
    }
    frame = _by_city(table, columns).melt(
        "city", var_name="indicator", value_name="value"
    )
    return frame.assign(unit="items", provenance="published")


def clean_top_scores(table):
    """Tidy Table 8, the five highest TikTok and Instagram scores, as printed text.

    Returns
    -------
    pandas.DataFrame
        ``indicator, city, printed``; the row with an empty city holds the mean of the
        15 cities.
    """
    parts = []
    for indicator, side, name in (
        ("tiktok_tags", "", "短视频"),
        ("instagram_tags", ".1", "图片"),
    ):
        rank, city, score = f"序号{side}", f"城市{side}", f"{name}社交影响力得分"
        read_column(table, score, _known(number))
        cities = read_column(table, city, lambda text: city_id(text) if text else pd.NA)
        if pd.isna(cities).sum() != 1 or table[rank].iloc[-1] != "全样本均值":
            found = f"the last row is headed {quoted(table[rank].iloc[-1])}"
            raise InputError(
                found, "the mean 全样本均值", table.attrs.get("file"), table.index[-1]
            )
        parts.append(
            pd.DataFrame(
                {
                    "indicator": indicator,
                    "city": cities,
                    "printed": table[score].to_list(),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


_METRICS = {
    "粉丝量": "followers",
    "发布数量": "posts",
    "推文量": "posts",
    "推文平均转发量": "reposts_per_tweet",
    "推文平均评论量": "comments_per_tweet",
    "推文平均点赞量": "likes_per_tweet",
}
_PLATFORMS = {
    "推特(Twitter)": "twitter",
    "优兔(YouTube)": "youtube",
    "照片墙(Instagram)": "instagram",
}


def clean_accounts(tables):
    """Tidy Tables 9 to 13, the figures of official accounts.

    Parameters
    ----------
    tables : dict of int to pandas.DataFrame
        The tables by their number. Table 9 belongs to Beijing; the others are of
        Twitter.

    Returns
    -------
    pandas.DataFrame
        ``city, platform, account, metric, value, table``. An account is named by its
        handle (``@…``) where one is printed. The same account may have the same metric
        in several tables.
    """
    parts = []
    for label, table in tables.items():
        own = "平台" in table
        account = "账号" if own else "官方账号"
        keys = pd.DataFrame(
            {
                "city": "beijing" if own else read_column(table, "城市", city_id),
                "platform": read_column(table, "平台", _word(_PLATFORMS))
                if own
                else "twitter",
                "account": read_column(
                    table,
                    account,
                    lambda text: text[text.find("@") :] if "@" in text else text,
                ),
            },
            index=table.index,
        )
        metrics = {
            _METRICS[heading]: read_column(table, heading, _known(number))
            for heading in table
            if heading in _METRICS
        }
        _without_duplicates(keys, ["platform", "account"], table)
        parts.append(
            keys.assign(**metrics)
            .melt(list(keys), var_name="metric", value_name="value")
            .assign(table=label)
        )
    return pd.concat(parts, ignore_index=True)


def selection(cities, gucp_limit):
    """Show which of the four selection criteria each city meets.

    Parameters
    ----------
    cities : pandas.DataFrame
        The tidy Table 1.
    gucp_limit : int
        Lowest rank of economic competitiveness that meets the criterion.

    Returns
    -------
    pandas.DataFrame
        One row for each city: the four criteria as booleans and ``criteria_met``, their
        number.
    """
    met = pd.DataFrame(
        {
            "national_central": cities["national_central"],
            "world_city": cities["gawc"].notna(),
            "competitive": cities["gucp_rank"]
            .le(gucp_limit)
            .fillna(False)
            .astype(bool),
            "attractive": cities["charm_class"].notna(),
        }
    ).set_axis(cities["city"])
    return met.assign(criteria_met=met.sum(axis=1))
