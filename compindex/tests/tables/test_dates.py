import datetime

import pytest

from compindex.errors import InputError
from compindex.tables.dates import is_year, months, without_time, year, year_within


@pytest.mark.parametrize(
    "text",
    [
        *("2019-07", "2019/07", "2019.07", "2019/7", "201907", "7/2019", "07/2019"),
        *("2019-07-03", "2019/7/3", "2019.7.3", "20190703", "23/07/2019", "7/23/2019"),
        *(
            "2019年7月",
            "2019年07月",
            "2019年7月3日",
            "2019年7月3日 星期三",
            "2019年7月份",
        ),
        *("3 July 2019", "July 3, 2019", "3 Jul 2019", "Jul 2019", "July 2019"),
        *("3-Jul-19", "03-JUL-2019", "Jul-19", "Wed, 03 Jul 2019 08:15:00 GMT"),
        *("2019-07-03T08:15:00Z", "2019-07-03 08:15", "2019/7/3 8:15:30"),
        *("2019-07-03T23:59:59+08:00", "  2019-07 ", "２０１９年７月"),
    ],
)
def test_months_and_dates_as_people_and_databases_write_them(text):
    assert months([text]) == {text: "2019-07"}


def test_a_date_of_a_workbook_is_one():
    day = datetime.date(2019, 7, 3)
    assert months([day]) == {day: "2019-07"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03/04/2020", "is 2020-04-03 or 2020-03-04; expected the year first"),
        ("2020.1", "is 2020-01-01 or 2020-10-01"),
        ("43647", "2019-07-01, or 2023-07-02 on an old Macintosh"),
        ("2019-13", "is no date; expected a month such as 2020-01"),
        ("2020-02-30", "is no date"),
        ("31/02/2019", "is no date"),
        ("July", "is no date"),
        ("3 July", "is no date"),
        ("", "is no date"),
        ("n/a", "is no date"),
        ("Jan 20", "is no date"),
        ("Dec 31 1999 2020", "is no date"),
        ("03 2020 May", "is no date"),
        ("10am March 2020", "is no date"),
    ],
)
def test_what_has_two_readings_or_none_is_refused(text, expected):
    assert expected in str(months([text])[text])


def test_a_day_and_a_month_alike_have_one_reading():
    assert months(["03/03/2020"])["03/03/2020"] == "2020-03"


@pytest.mark.parametrize(
    ("certain", "expected"), [("23/04/2020", "2020-04"), ("04/23/2020", "2020-03")]
)
def test_another_date_of_the_column_decides_the_order(certain, expected):
    assert months(["03/04/2020", certain])["03/04/2020"] == expected


def test_dates_of_two_orders_decide_nothing():
    read = months(["03/04/2020", "23/04/2020", "04/23/2020"])
    assert isinstance(read["03/04/2020"], InputError)
    assert read["23/04/2020"] == read["04/23/2020"] == "2020-04"


@pytest.mark.parametrize(
    "value",
    ["2021", "2021.0", "2021年", "2021年度", " 2021 ", "FY2021", 2021, 2021.0]
    + ["2021-12-31", datetime.date(2021, 5, 1), "２０２１"],
)
def test_years(value):
    assert year(value) == 2021


def test_a_year_that_is_shown_as_a_date_is_named():
    with pytest.raises(InputError, match="a year is shown as a date, 1905-07-13"):
        year(datetime.date(1905, 7, 13))


def test_years_of_two_digits_have_the_century_of_spreadsheets():
    got = months(["05-Jan-99", "Jan-99", "5-Jan-19"])
    assert list(got.values()) == ["1999-01", "1999-01", "2019-01"]


@pytest.mark.parametrize(
    "value", ["20", "2020/21", "2010/11", "2020-21", "", None, "21", "x"]
)
def test_what_is_no_year(value):
    with pytest.raises(InputError, match="is no year; expected four digits"):
        year(value)
    assert not is_year(value)


def test_the_year_within_a_name():
    assert year_within("gdp 2021") == (2021, "gdp")
    assert year_within("2021 gdp") == (2021, "gdp")
    assert year_within("GDP_2021") == (2021, "GDP")
    assert year_within("gdp") is None and year_within("2019 to 2020") is None
    assert year_within("id20211") is None


def test_the_time_of_day_goes():
    assert without_time("2019-07-03T08:15:00Z") == "2019-07-03"
    assert without_time("2019-07-03") == "2019-07-03"
