import datetime

import pytest

from compindex.errors import InputError
from compindex.tables.years import is_year, year, year_within


@pytest.mark.parametrize(
    "value",
    ["2021", "2021.0", "2021年", "2021年度", " 2021 ", "FY2021", 2021, 2021.0]
    + ["2021-12-31", datetime.date(2021, 5, 1), "２０２１"],
)
def test_years(value):
    assert year(value) == 2021


@pytest.mark.parametrize(
    "value", ["20", "2020/21", "2010/11", "2020-21", "", None, "21", "x"]
)
def test_what_is_no_year(value):
    with pytest.raises(InputError, match="is no year; expected four digits"):
        year(value)
    assert not is_year(value)


def test_a_year_that_is_shown_as_a_date_is_named():
    with pytest.raises(InputError, match="a year is shown as a date, 1905-07-13"):
        year(datetime.date(1905, 7, 13))


def test_the_year_within_a_name():
    assert year_within("gdp 2021") == (2021, "gdp")
    assert year_within("2021 gdp") == (2021, "gdp")
    assert year_within("GDP_2021") == (2021, "GDP")
    assert year_within("gdp") is None and year_within("2019 to 2020") is None
    assert year_within("id20211") is None


def test_a_long_name_around_a_year_is_looked_at_once():
    assert year_within("gdp 2021" + "_" * 120_000 + "a")[0] == 2021
    assert year_within("2021" + "_" * 120_000) == (2021, "")
