import pandas as pd
import pytest

from analysis import results
from analysis.report import cleaning, register, tables
from compindex.errors import InputError


def printed(rows, file="table.csv"):
    """Make a printed table from its rows, the first being the headings."""
    table = pd.DataFrame(rows[1:], columns=rows[0], index=range(2, len(rows) + 1))
    table.attrs["file"] = file
    return table


GDP = [
    ["序号", "城市", "总得分", "GDP"],
    ["1", "武汉", "89.57", "16900"],
    ["2", "Xi'an", "64.62", "9,321"],
]


def test_gdp():
    got = cleaning.clean_gdp(printed(GDP))
    expected = pd.DataFrame(
        {
            "city": ["wuhan", "xian"],
            "total": ["89.57", "64.62"],
            "gdp": ["16900", "9321"],
            "provenance": "published",
        }
    )
    pd.testing.assert_frame_equal(got, expected)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ["2", "西安", "64.62", "many"],
            "table.csv, row 3, column GDP: 'many' is not a number",
        ),
        (
            ["2", "西安", "64.62", "0"],
            "table.csv, row 3, column GDP: '0' has no logarithm",
        ),
        (
            ["2", "西安", "64.62", "-5"],
            "table.csv, row 3, column GDP: '-5' has no logarithm",
        ),
        (["2", "西安", "", "9321"], "table.csv, row 3, column 总得分: '' is blank"),
        (
            ["2", "Wuhann", "64.62", "9321"],
            "table.csv, row 3, column 城市: unknown city 'Wuhann'.*nearest: wuhan",
        ),
        (
            ["2", "武汉", "64.62", "9321"],
            "table.csv, row 3: wuhan stands here a second time",
        ),
    ],
)
def test_a_wrong_cell_is_named(row, expected):
    with pytest.raises(InputError, match=expected):
        cleaning.clean_gdp(printed([*GDP[:2], row]))


def test_a_missing_column_is_named():
    table = printed(
        [["序号", "城市", "总得分", "国内生产总值"], ["1", "武汉", "89.57", "16900"]]
    )
    with pytest.raises(
        InputError, match="table.csv: the column GDP is missing; expected one of"
    ):
        cleaning.clean_gdp(table)


def test_cities_take_the_ticks_from_the_prose():
    heading = [
        "城市",
        "国家中心城市",
        "GAWC世界级城市等级",
        "《2020城市商业魅力排行榜》",
        "2019全球城市经济竞争力排名(国内前15位)",
        "区域",
    ]
    table = printed(
        [
            heading,
            ["深圳", "", "A-", "一线城市(排名前10位)", "4", "华南"],
            ["沈阳", "", "B-", "", "", "东北"],
        ]
    )
    got = cleaning.clean_cities(table, "Shenyang, Wuhan").set_index("city")
    assert got["national_central"].to_dict() == {"shenzhen": False, "shenyang": True}
    assert got.loc[
        "shenzhen", ["name_en", "region", "gawc", "charm_class", "gucp_rank"]
    ].to_list() == [
        "Shenzhen",
        "South China",
        "A-",
        "first-tier",
        4,
    ]
    assert got.loc["shenyang", ["charm_class", "gucp_rank"]].isna().all()


def test_selection_counts_the_criteria():
    cities = pd.DataFrame(
        {
            "city": ["a", "b"],
            "national_central": [True, False],
            "gawc": ["A", None],
            "gucp_rank": pd.array([50, None], dtype="Int64"),
            "charm_class": [None, None],
        }
    )
    assert cleaning.selection(cities, 50)["criteria_met"].to_list() == [3, 0]
    assert cleaning.selection(cities, 49)["criteria_met"].to_list() == [2, 0]


def test_weights_continue_merged_cells():
    heading = ["序号", "一级指标", "权重", "二级指标", "三级指标", "权重.1"]
    first = ["1", "媒体传播指数", "0.35", "媒体报道影响力", "城市英文报道量", "0.2"]
    table = printed(
        [heading, first, ["", "", "", "", "城市其他外文语种报道量", "0.15"]]
    )
    got = cleaning.clean_weights(table).to_numpy().tolist()
    assert got == [
        ["media", 0.35, "english_reports", 0.2],
        ["media", 0.35, "other_language_reports", 0.15],
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ["2", "综合社交指数", "", "", "城市英文报道量", "0.25"],
            "row 2, column 权重: the dimension has no weight",
        ),
        (
            ["2", "综合社交指数", "0.25", "", "城市英文报道量", ""],
            "row 2, column 权重.1: '' is blank",
        ),
        (
            ["2", "综合社交指数", "0.25", "", "城市英文报道量", "-1"],
            "row 2, column 权重.1: '-1' is out of range",
        ),
    ],
)
def test_a_weight_is_never_taken_from_the_row_above(row, expected):
    heading = ["序号", "一级指标", "权重", "二级指标", "三级指标", "权重.1"]
    with pytest.raises(InputError, match=expected):
        cleaning.clean_weights(printed([heading, row]))


@pytest.mark.parametrize(("before", "after"), [("90.76", "907.6"), ("90.76", "-90.76")])
def test_scores_lie_between_0_and_100(before, after):
    table = tables.read_table(3)
    table.attrs["file"] = "t.csv"
    table.loc[2, "媒体传播指数得分"] = after
    with pytest.raises(
        InputError,
        match=f"t.csv, row 2, column 媒体传播指数得分: '{after}' is out of range",
    ):
        cleaning.clean_scores(table)


def test_ranks_are_given_once():
    table = tables.read_table(3)
    table.loc[3, "排名"] = "1"
    with pytest.raises(InputError, match="row 3: 1 stands here a second time"):
        cleaning.clean_scores(table)


def test_indicators_are_long():
    table = printed(
        [
            [
                "序号",
                "城市",
                "照片墙城市英文标签话题量",
                "抖音海外版城市英文标签话题量",
            ],
            ["1", "北京", "6.951M", "1.264亿"],
        ]
    )
    got = (
        cleaning.clean_indicators(table)[["city", "indicator", "value", "unit"]]
        .to_numpy()
        .tolist()
    )
    assert got == [
        ["beijing", "instagram_tags", 6951000.0, "items"],
        ["beijing", "tiktok_tags", 126400000.0, "items"],
    ]


def test_top_scores_keep_the_printed_digits_and_end_with_the_mean():
    got = cleaning.clean_top_scores(tables.read_table(8))
    assert got[got["city"].isna()]["printed"].to_list() == ["75.96", "70.18"]
    assert got.loc[9, ["indicator", "city", "printed"]].to_list() == [
        "instagram_tags",
        "shenzhen",
        "74.10",
    ]


def test_top_scores_without_mean_are_refused():
    with pytest.raises(InputError, match="the last row is headed '5'"):
        cleaning.clean_top_scores(tables.read_table(8).iloc[:-1])


def test_accounts_are_named_by_their_handle():
    ninth = printed(
        [
            ["平台", "账号", "粉丝量", "发布数量"],
            ["优兔(YouTube)", "Visit Beijing", "1470", "153"],
        ]
    )
    tenth = printed(
        [
            ["序号", "城市", "官方账号", "粉丝量"],
            ["1", "苏州", "Visit Suzhou@VisitSuzhou", "188033"],
        ]
    )
    got = cleaning.clean_accounts({9: ninth, 10: tenth})
    expected = [
        ["beijing", "youtube", "Visit Beijing", "followers", "1470", 9],
        ["beijing", "youtube", "Visit Beijing", "posts", "153", 9],
        ["suzhou", "twitter", "@VisitSuzhou", "followers", "188033", 10],
    ]
    assert got.to_numpy().tolist() == expected


def test_every_printed_number_of_the_account_tables_is_kept():
    read = {number: tables.read_table(number) for number in range(9, 14)}
    printed = [
        text
        for table in read.values()
        for heading in table
        if heading in cleaning._METRICS
        for text in table[heading]
    ]
    got = cleaning.clean_accounts(read)["value"]
    assert sorted(got) == sorted(printed) and "34.10" in printed


def test_real_tables_have_fifteen_cities():
    for clean, number in ((cleaning.clean_scores, 3), (cleaning.clean_gdp, 5)):
        assert clean(tables.read_table(number))["city"].nunique() == 15


def test_scores_keep_the_digits_that_are_printed():
    printed = tables.read_table(3)
    got = cleaning.clean_scores(printed)
    assert got["media"].to_list() == printed["媒体传播指数得分"].to_list()
    assert got.loc[1, ["media", "social", "total"]].to_list() == [
        "89.00",
        "90.70",
        "89.05",
    ]


def test_notebook_01_saves_what_is_made_tidy_here():
    central = register.printed_values()["national_central_cities"]
    for name, table in cleaning.clean_all(central).items():
        saved = results.read_processed(name, text=True)
        pd.testing.assert_frame_equal(saved, results.as_text(table))
