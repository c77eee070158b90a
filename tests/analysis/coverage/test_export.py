import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.coverage import export, export_rows
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
            "2019-13",
            "row 11, column month: '2019-13' is no date; expected a month such as 2020-01",
        ),
        (
            9,
            "month",
            "03/07/2019",
            "row 11, column month: '03/07/2019' is 2019-07-03 or 2019-03-07",
        ),
        (9, "reports", "10k+", "row 11, column reports: '10k.' is no number of rep"),
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
    "value",
    ["23/01/2020", "2020-01-01T10:00", "20200101", "2020年1月1日", "1 January 2020"],
)
def test_dates_are_read_in_any_usual_form(tmp_path, value):
    rows = article_rows()
    expected = export.by_month(export.read_export(write(tmp_path, rows)))
    assert rows.loc[180, "date"] == "2020-01-01"
    rows.loc[180, "date"] = value
    got = export.by_month(export.read_export(write(tmp_path, rows)))
    pd.testing.assert_frame_equal(got, expected)


@pytest.mark.parametrize("value", ["2020-02-30", "January", ""])
def test_what_is_no_date_is_refused(tmp_path, value):
    rows = article_rows()
    rows.loc[40, "date"] = value
    with pytest.raises(InputError, match=f"row 42, column date: '{value}' is no date"):
        export.read_export(write(tmp_path, rows))


def test_a_total_beside_single_languages_is_refused_and_a_total_alone_is_not(tmp_path):
    rows = monthly_rows()
    with pytest.raises(
        InputError,
        match="row 3, column language: 'Total' beside single languages would count reports twice",
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


def test_all_wrong_cells_are_named_at_once_each_text_with_its_first_row(tmp_path):
    rows = monthly_rows().astype(str)
    rows.loc[[20, 25, 300], "city"] = ["Zzz", "Zzz", "Aaa"]
    rows.loc[7, "reports"] = "-3"
    with pytest.raises(InputError) as error:
        export.read_export(write(tmp_path, rows))
    places = [line.partition("; expected")[0] for line in str(error.value).splitlines()]
    assert [place.partition(", ")[2] for place in places] == [
        "row 22, column city: unknown city 'Zzz'",
        "row 302, column city: unknown city 'Aaa'",
        "row 9, column reports: '-3' is no number of reports",
    ]
    assert "one of the 15 cities of the report: wuhan" in str(error.value)


def test_a_row_that_sums_up_cities_is_refused(tmp_path):
    rows = monthly_rows()
    rows.loc[3, "city"] = "合计"
    with pytest.raises(InputError, match="row 5, column city: '合计' sums others up"):
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
        (
            "date,Wuhan stories,Beijing stories\n2019-07-01,1,2\n",
            "row 1: a column for each city, such as wuhan stories, beijing stories; expected one row",
        ),
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


def a_chinese_file(path, rows):
    """Write what a Chinese Excel saves: GB18030, Chinese headings and words."""
    rows = rows.assign(
        city=rows["city"].replace({"Wuhan": "武汉"}),
        language=rows["language"].replace({"English": "英语", "French": "法语"}),
        month=rows["month"].map(lambda month: f"{month[:4]}年{int(month[5:])}月"),
    )
    rows.columns = ["月份", "城市", "语种", "报道量"]
    rows.to_csv(path, index=False, encoding="gb18030")


def a_european_file(path, rows):
    """Write what a European Excel saves."""
    rows.to_csv(path, index=False, sep=";", encoding="utf-8-sig")


def a_unicode_text(path, rows):
    """Write what Excel calls Unicode text."""
    rows.to_csv(path, index=False, sep="\t", encoding="utf-16")


@pytest.mark.parametrize("writer", [a_chinese_file, a_european_file, a_unicode_text])
def test_files_of_all_spreadsheets_are_read_alike(tmp_path, writer):
    expected = export.read_export(write(tmp_path, monthly_rows()))
    writer(tmp_path / "other.csv", monthly_rows())
    got = export.read_export(tmp_path / "other.csv")
    pd.testing.assert_frame_equal(got, expected)


def test_a_workbook_is_read_alike(tmp_path):
    expected = export.read_export(write(tmp_path, monthly_rows()))
    rows = monthly_rows()
    rows["month"] = pd.to_datetime(rows["month"])
    rows.to_excel(tmp_path / "export.xlsx", index=False)
    got = export.read_export(tmp_path / "export.xlsx")
    pd.testing.assert_frame_equal(got, expected)


def test_time_stamps_of_a_day_are_one_row(tmp_path):
    rows = article_rows()
    expected = export.read_export(write(tmp_path, rows))
    hours = [f"{date}T{row % 24:02d}:15:00Z" for row, date in enumerate(rows["date"])]
    got = export.read_export(write(tmp_path, rows.assign(date=hours)))
    pd.testing.assert_frame_equal(got, expected)


def test_two_names_of_a_language_are_one(tmp_path):
    rows = monthly_rows()
    again = rows.iloc[[0]].assign(language="EN")
    with pytest.raises(InputError, match="a second row for 2019-07, wuhan, english"):
        export.read_export(write(tmp_path, pd.concat([rows, again])))


def test_an_article_is_one_however_city_and_number_are_written(tmp_path):
    articles = article_rows().assign(article=lambda table: np.arange(len(table)))
    articles["article"] = articles["article"].astype(str)
    again = articles.iloc[[1]].assign(city="北京 ", article=" 1")
    with pytest.raises(InputError, match="column article: a second row for"):
        export.read_export(write(tmp_path, pd.concat([articles, again])))


@pytest.mark.parametrize("total", ["合 计", "All media", "所有语言", "全部"])
def test_sums_of_languages_are_known_in_all_their_forms(tmp_path, total):
    rows = monthly_rows()
    rows["language"] = rows["language"].replace("French", total)
    with pytest.raises(InputError, match="beside single languages would count"):
        export.read_export(write(tmp_path, rows))


def test_a_title_above_and_blank_rows_do_no_harm(tmp_path):
    expected = export.read_export(write(tmp_path, monthly_rows()))
    path = write(tmp_path, monthly_rows())
    path.write_text("Export of my database\n\n" + path.read_text() + ",,,\n\n")
    pd.testing.assert_frame_equal(export.read_export(path), expected)


def test_thousands_of_reports_are_whole_and_shares_are_none(tmp_path):
    rows = monthly_rows().astype(str)
    rows.loc[[0, 1], "reports"] = ["2,000", "41%"]
    with pytest.raises(InputError, match="row 3, column reports: '41%' is no number"):
        export.read_export(write(tmp_path, rows))
    rows.loc[1, "reports"] = "1.500"
    got = export.read_export(write(tmp_path, rows))
    assert got.loc[got["city"] == "wuhan", "reports"].head(2).to_list() == [2000, 1500]


def test_a_workbook_of_several_sheets_is_refused(tmp_path):
    with pd.ExcelWriter(tmp_path / "export.xlsx") as book:
        for year in ("2019", "2020"):
            monthly_rows().to_excel(book, sheet_name=year, index=False)
    with pytest.raises(InputError, match="several sheets with rows: 2019, 2020"):
        export.read_export(tmp_path / "export.xlsx")


def test_every_number_with_two_readings_is_told(tmp_path):
    rows = monthly_rows().astype(str)
    rows.loc[[0, 1], "reports"] = ["1.234k", "2.345k"]
    with pytest.raises(InputError) as error:
        export.read_export(write(tmp_path, rows))
    told = str(error.value).splitlines()
    assert len(told) == 2 and all("is ambiguous" in line for line in told)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("2019-07,wuhan,\x1b[31mx,7", "row 2, column language: .* is no language"),
        ("2019-07,wuhan,=1+1,7", "row 2, column language: '=1\\+1' is no language"),
        ("2019-07,wuhan,english,1e20", "row 2, column reports: '1e20' is no number of"),
        ("2019-07,wuhan,english,9007199254740992", "is no number of reports"),
    ],
)
def test_what_would_steer_a_terminal_or_lose_digits_is_refused(tmp_path, row, expected):
    (tmp_path / "a.csv").write_text(f"month,city,language,reports\n{row}\n")
    with pytest.raises(InputError, match=expected):
        export.tidy_export(tmp_path / "a.csv")


def test_of_many_wrong_cells_a_thousand_are_told(tmp_path):
    rows = "".join(f"2019-{n},c{n},english,r{n}\n" for n in range(3_000))
    (tmp_path / "a.csv").write_text(f"month,city,language,reports\n{rows}")
    with pytest.raises(InputError) as error:
        export.tidy_export(tmp_path / "a.csv")
    assert len(error.value.errors) == 1_000
    assert str(error.value).endswith("at least 980 errors more")


@pytest.mark.parametrize(
    ("heading", "row", "limit", "words"),
    [
        ("month,city,language,reports", "2019-07,wuhan,l{},7", "DIFFERENT", "monthly"),
        ("date,city,language", "2019-07-01,wuhan,l{}", "DIFFERENT", "different dates"),
        ("article,date,city,language", "{},2019-07-01,wuhan,l", "NUMBERED", "articles"),
    ],
)
def test_more_than_can_be_held_is_refused(
    tmp_path, monkeypatch, heading, row, limit, words
):
    lines = [heading, *(row.format(number) for number in range(12)), ""]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    monkeypatch.setattr(export_rows, limit, 12)
    assert export.tidy_export(tmp_path / "a.csv")[0]["reports"].sum() in (12, 84)
    monkeypatch.setattr(export_rows, limit, 11)
    with pytest.raises(InputError, match=f"a.csv: more than 11 {words}"):
        export.tidy_export(tmp_path / "a.csv")
