import pytest

from analysis.report.words import CITIES, MONTHS, city_id, name_en
from compindex.errors import InputError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xi'an", "xian"),
        ("Xi’an", "xian"),
        ("Xian", "xian"),
        ("XI AN", "xian"),
        ("西安", "xian"),
        ("西安市", "xian"),
        ("Ｗｕｈａｎ", "wuhan"),
        (" Chongqing Municipality ", "chongqing"),
        ("Peking", "beijing"),
        ("Canton", "guangzhou"),
        ("Chóngqìng", "chongqing"),
        ("shen-zhen", "shenzhen"),
    ],
)
def test_spellings_lead_to_one_id(text, expected):
    assert city_id(text) == expected


def test_every_city_is_known_by_its_three_names():
    for city in CITIES:
        assert {city_id(city.id), city_id(city.name_en), city_id(city.name_zh)} == {
            city.id
        }
        assert name_en(city.id) == city.name_en


@pytest.mark.parametrize("text", ["Nanking City West", "Harbin", "", "市"])
def test_unknown_city_is_refused(text):
    with pytest.raises(InputError, match="unknown city"):
        city_id(text)


def test_nearest_city_is_named():
    with pytest.raises(InputError, match="nearest: nanjing"):
        city_id("Nanjin")


def test_counts_of_levels_follow_the_administrative_lists():
    levels = [city.admin_level for city in CITIES]
    assert (
        levels.count("municipality"),
        levels.count("sub-provincial"),
        levels.count("other"),
    ) == (4, 8, 3)


def test_window_is_twelve_months():
    assert (MONTHS[0], MONTHS[5], MONTHS[6], MONTHS[-1], len(MONTHS)) == (
        "2019-07",
        "2019-12",
        "2020-01",
        "2020-06",
        12,
    )
