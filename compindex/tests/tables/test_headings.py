import pytest

from compindex.tables.headings import (
    has_control,
    is_note,
    is_summary,
    may_be_summary,
    name_key,
    visible,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "Zu\u0308rich"),
        ("Zürich", "ZURICH"),
        ("Łódź", "Lodz"),
        ("Tromsø", "tromso"),
        ("Ｒome", "Rome"),
        ("New  York", "new york"),
        ("New\u00a0York", "NewYork"),
        ("Xi'an", "Xi’an"),
        ("St. Gallen", "St Gallen"),
        ("Rome\u200b", "Rome"),
        ("İstanbul", "Istanbul"),
        ("Straße", "Strasse"),
        ("007", "7"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.0", "10"), ("A-1", "A1"), ("武汉", "成都"), ("Bern", "Berne")]
    + [("C", "C++"), ("かき", "がき"), ("07", "70")],
)
def test_other_names_have_other_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    "name",
    "Total TOTAL Totals 合计 总计 平均值 均值 Average Mean Summe Moyenne Suma".split()
    + ["Grand Total", "Grand-Total", "Total (27)", "合计：", "Standard deviation"]
    + ["合 计", "平均 值", "合计数", "**Total**", "1. Total", "Std. dev.", "Avg."]
    + ["Durchschnitt", "Médiane"],
)
def test_rows_that_sum_up_are_known(name):
    assert is_summary(name)


@pytest.mark.parametrize(
    "name", ["Totana", "Summerside", "Mean Street", "Averages Inc", "Minsk", "Totalán"]
)
def test_places_that_begin_alike_are_none(name):
    assert not is_summary(name) and not is_note(name)
    assert not may_be_summary(name)


@pytest.mark.parametrize(
    "name",
    ["Total EU", "Total 2023", "Subtotal North", "Sum of all cities", "World average"]
    + ["World", "All cities", "全国", "全国平均", "全市合计", "所有城市", "Mean value"],
)
def test_names_that_can_be_sums_are_known(name):
    assert may_be_summary(name) and not is_summary(name)


@pytest.mark.parametrize(
    "name",
    ["Source: own count", "数据来源：平台页面", "注：估计", "Note: x", "* estimated"]
    + ["Sources", "Last updated: 2021"],
)
def test_notes_are_known(name):
    assert is_note(name)


def test_whole_numbers_of_a_spreadsheet_keep_their_digits_and_codes_their_zeros():
    assert [visible(one) for one in (2021.0, 7, "007", None, 1.5)] == [
        *("2021", "7", "007", "", "1.5")
    ]


@pytest.mark.parametrize("name", ["a\0b", "\x1b[31mRome", "Ro\x07me", "\x9b", "\ud800"])
def test_what_steers_a_terminal_is_noticed(name):
    assert has_control(name)


@pytest.mark.parametrize(
    "name", ["Rome", "Łódź", "西安", "Xi’an", "🏙", "a\u200db", "two\nlines\t", ""]
)
def test_letters_of_any_language_steer_nothing(name):
    assert not has_control(name)


def test_a_name_of_brackets_without_end_is_no_sum():
    assert not is_summary("(" * 130_000) and not may_be_summary("(" * 130_000)
