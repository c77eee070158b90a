import datetime

import pytest

from compindex.errors import InputError
from compindex.tables.dates import certain_date, months, without_time


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


def test_years_of_two_digits_have_the_century_of_spreadsheets():
    got = months(["05-Jan-99", "Jan-99", "5-Jan-19"])
    assert list(got.values()) == ["1999-01", "1999-01", "2019-01"]


def test_the_time_of_day_goes():
    assert without_time("2019-07-03T08:15:00Z") == "2019-07-03"
    assert without_time("2019-07-03") == "2019-07-03"


def test_a_date_of_one_reading_is_certain():
    assert certain_date("3 July 2019") == (datetime.date(2019, 7, 3),)
    assert certain_date("03/04/2019") == certain_date("soon") == ()


@pytest.mark.parametrize("text", ["T" * 130_000, "T," * 60_000 + ":", "2020-01 " * 20])
def test_a_text_longer_than_any_date_is_none(text):
    assert isinstance(months([text])[text], InputError)
    assert certain_date(text) == () and without_time(text) == text


def test_of_many_wrong_dates_the_first_thousand_are_told_apart():
    read = months([f"d{number}" for number in range(1_500)])
    assert len(read) == 1_500
    assert all(isinstance(one, InputError) for one in read.values())
    assert "'d999'" in str(read["d999"]) and read["d1000"] is read["d1499"]
