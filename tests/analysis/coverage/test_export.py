import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.coverage import export
from analysis.report.words import CITIES, MONTHS, name_en
from compindex.errors import InputError

IDS = [city.id for city in CITIES]


def monthly_rows():
    """One row for each month, city and language, every number different."""
    cities = [name_en(city) for city in IDS]
    keys = list(itertools.product(MONTHS, cities, ("English", "French")))
    return pd.DataFrame(keys, columns=["month", "city", "language"]).assign(
        reports=range(100, 100 + len(keys))
    )


def article_rows():
    """A first and a last day of every month, for every city."""
    days = [
        day
        for month in MONTHS
        for day in (f"{month}-01", str(pd.Period(month).end_time.date()))
    ]
    rows = [(day, name_en(city), "English") for day in days for city in IDS]
    return pd.DataFrame(rows, columns=["date", "city", "language"])


def write(tmp_path, rows, **options):
    path = tmp_path / "export.csv"
    rows.to_csv(path, index=False, **options)
    return path


def test_monthly_counts_are_added_up_over_languages(tmp_path):
    rows = monthly_rows()
    got = export.by_month(export.read_export(write(tmp_path, rows)))
    for month, name in (("2019-07", "Wuhan"), ("2020-06", "Xi'an")):
        expected = rows.loc[
            (rows["month"] == month) & (rows["city"] == name), "reports"
        ].sum()
        assert got.loc[month, name.lower().replace("'", "")] == expected
    others = [city for city in IDS if city not in ("wuhan", "beijing")]
    assert got["others"].to_numpy() == pytest.approx(
        sum(got[city] for city in others).to_numpy() / 13
    )
    assert list(got.index) == list(MONTHS)


def test_articles_are_counted_by_month(tmp_path):
    rows = pd.concat(
        [
            article_rows(),
            pd.DataFrame(
                [("2020-02-29", "北京市", " english ")] * 3,
                columns=["date", "city", "language"],
            ),
        ]
    )
    counts = export.read_export(write(tmp_path, rows))
    got = export.by_month(counts)
    assert (
        got.loc["2020-02", "beijing"] == 5
        and (got.drop(index="2020-02")["beijing"] == 2).all()
    )
    assert set(counts["language"]) == {"english"}


def test_other_columns_capitals_separators_and_a_byte_order_mark_do_no_harm(tmp_path):
    rows = (
        monthly_rows()
        .rename(columns=str.upper)
        .assign(note="a, b", REPORTS=lambda frame: frame["REPORTS"].map("{:,}".format))
    )
    rows.loc[0, "REPORTS"] = "1,234"
    got = export.read_export(write(tmp_path, rows, encoding="utf-8-sig"))
    assert got["reports"].sum() == monthly_rows()["reports"].sum() - 100 + 1234


def test_more_months_than_the_window_are_kept(tmp_path):
    earlier = monthly_rows().query("month == '2019-07'").assign(month="2019-06")
    got = export.by_month(
        export.read_export(write(tmp_path, pd.concat([monthly_rows(), earlier])))
    )
    assert list(got.index) == ["2019-06", *MONTHS]


def test_english_share(tmp_path):
    counts = export.read_export(write(tmp_path, monthly_rows()))
    rows = monthly_rows().query("city == 'Wuhan'")
    expected = (
        rows.loc[rows["language"] == "English", "reports"].sum() / rows["reports"].sum()
    )
    assert export.english_share(counts)["wuhan"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        (
            5,
            "city",
            "Wuhann",
            "row 7, column city: unknown city 'Wuhann'; expected one of .*nearest: wuhan",
        ),
        (
            0,
            "reports",
            "-3",
            "row 2, column reports: '-3' is no number of reports; expected a whole number, 0 or above",
        ),
        (3, "reports", "2.5", "row 5, column reports: '2.5' is no number of reports"),
        (3, "reports", "", "row 5, column reports: '' is no number of reports"),
        (3, "reports", "many", "row 5, column reports: 'many' is not a number"),
        (
            9,
            "month",
            "07/2019",
            "row 11, column month: '07/2019' is no month; expected YYYY-MM in every row",
        ),
        (9, "month", "2019-13", "row 11, column month: '2019-13' is no month"),
        (9, "language", " ", "row 11, column language: no language is given"),
    ],
)
def test_a_wrong_cell_is_named_by_row_and_column(
    tmp_path, row, column, value, expected
):
    rows = monthly_rows().astype(str)
    rows.loc[row, column] = value
    with pytest.raises(InputError, match=expected) as error:
        export.read_export(write(tmp_path, rows))
    assert "export.csv" in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    "value", ["23/01/2020", "2020-01-23T10:00", "2020-02-30", "20200123"]
)
def test_mixed_formats_of_dates_are_refused(tmp_path, value):
    rows = article_rows()
    rows.loc[40, "date"] = value
    with pytest.raises(
        InputError,
        match=f"row 42, column date: '{value}' is no date; expected YYYY-MM-DD in every row",
    ):
        export.read_export(write(tmp_path, rows))


def test_a_total_beside_single_languages_is_refused_and_a_total_alone_is_not(tmp_path):
    rows = monthly_rows()
    with pytest.raises(
        InputError,
        match="row 3, column language: 'total' beside single languages would count reports twice",
    ):
        export.read_export(
            write(
                tmp_path,
                rows.assign(language=rows["language"].replace("French", "Total")),
            )
        )
    alone = rows.drop_duplicates(["month", "city"]).assign(language="All")
    assert (
        export.read_export(write(tmp_path, alone))["reports"].sum()
        == alone["reports"].sum()
    )


def test_the_first_wrong_row_is_the_one_named(tmp_path):
    rows = monthly_rows()
    rows.loc[[20, 300], "city"] = ["Zzz", "Aaa"]
    with pytest.raises(InputError, match="row 22, column city: unknown city 'Zzz'"):
        export.read_export(write(tmp_path, rows))


def test_second_rows_are_refused_however_the_city_is_spelled(tmp_path):
    rows = monthly_rows()
    again = rows.iloc[[0]].assign(city="武汉", language="ENGLISH")
    with pytest.raises(
        InputError,
        match="row 362, column month: a second row for 2019-07, wuhan, english",
    ):
        export.read_export(write(tmp_path, pd.concat([rows, again])))
    articles = article_rows().assign(
        article=lambda frame: np.arange(len(frame)).astype(str)
    )
    articles.loc[31, ["article", "city"]] = articles.loc[
        1, ["article", "city"]
    ].to_list()
    with pytest.raises(
        InputError, match="row 33, column article: a second row for 1, Beijing"
    ):
        export.read_export(write(tmp_path, articles))


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [
        (
            "month == '2019-09'",
            "column month: no row for 2019-09; expected every month from 2019-07 to 2020-06",
        ),
        ("month < '2019-09'", "column month: no row for 2019-07, 2019-08"),
        (
            "city == 'Changsha'",
            "column city: no row for changsha; expected all 15 cities",
        ),
        (
            "city == 'Changsha' and month == '2020-02'",
            "no row for changsha in 2020-02; expected one row at least, with 0",
        ),
    ],
)
def test_gaps_are_refused(tmp_path, left_out, expected):
    rows = monthly_rows()
    with pytest.raises(InputError, match=expected):
        export.read_export(write(tmp_path, rows.drop(rows.query(left_out).index)))


def test_a_language_without_a_row_and_a_city_without_an_article_have_none(tmp_path):
    rows = monthly_rows().query(
        "not (city == 'Changsha' and month == '2020-02' and language == 'French')"
    )
    got = export.by_month(export.read_export(write(tmp_path, rows)))
    expected = rows.query("city == 'Changsha' and month == '2020-02'")["reports"].sum()
    assert got.loc["2020-02", "changsha"] == expected
    articles = article_rows().query(
        "not (city == 'Changsha' and date.str.startswith('2020-02'))"
    )
    assert (
        export.by_month(export.read_export(write(tmp_path, articles))).loc[
            "2020-02", "changsha"
        ]
        == 0
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "month,city,reports\n",
            "row 1: no column 'language' among month, city, reports; expected a CSV file with the columns month, city, language, reports",
        ),
        ("when,city,language\n", "no column 'month' among when, city, language"),
        ("month;city;language;reports\n", "no column 'month'"),
        ("month,city,language,reports\n", "no row below the heading"),
        ("", "no column 'month' among none at all"),
        (
            "date,city,language,reports\n2019-07-01,Wuhan,English,5\n",
            "row 1: the columns date and reports together",
        ),
        ("month,city,language,reports,City\n", "row 1: more than one column 'city'"),
        (
            "month,city,language,reports\n2019-07,Wuhan,English\n",
            "row 2: 3 cells; expected 4 as in the heading",
        ),
        (
            "month,city,language,reports\n\n2019-07,Wuhan,English,1,234\n",
            "row 3: 5 cells.*needs quotation marks",
        ),
        ('month,city,language,reports\n2019-07,Wuhan,English,"1\n', "cannot be read"),
    ],
)
def test_a_file_of_another_shape_is_refused(tmp_path, text, expected):
    path = tmp_path / "export.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=expected):
        export.read_export(path)


def test_a_missing_file_is_named():
    with pytest.raises(
        InputError,
        match="no_such.csv: the file is missing; expected a CSV file with the columns month",
    ):
        export.read_export("no_such.csv")
    with pytest.raises(InputError, match="data: this is a folder"):
        export.read_export("data")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    path = write(tmp_path, monthly_rows().replace("Wuhan", "武汉"), encoding="gb18030")
    with pytest.raises(InputError, match="cannot be read .*in UTF-8"):
        export.read_export(path)
