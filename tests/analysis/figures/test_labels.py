"""The dictionary of figures in both languages, and the letters that it needs."""

import re
import string

import pytest
from fontTools.ttLib import TTFont

from analysis.figures.dictionary import LABELS
from analysis.figures.labels import Labels
from analysis.figures.style import FONTS
from analysis.report.words import CITIES, DIMENSIONS, LANGUAGES

WEIGHTS = sorted(FONTS.glob("*.otf"))
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", LABELS)
def test_a_label_has_the_same_blanks_in_both_languages(key):
    english, chinese = LABELS[key]
    assert not CHINESE.search(english)
    if key in ("month", "dated"):  # a month has a name in English, a number in Chinese
        assert blanks(english) ^ blanks(chinese) == {"name", "number"}
    else:
        assert blanks(english) == blanks(chinese)


@pytest.mark.parametrize("path", WEIGHTS, ids=lambda path: path.stem)
def test_the_font_has_every_letter_of_every_chinese_string(path):
    letters = set(TTFont(path).getBestCmap())
    strings = [chinese for _, chinese in LABELS.values()]
    strings += [city.name_zh for city in CITIES]
    strings += [Labels("zh").tier(tier) for tier in range(1, 6)]
    for text in strings:
        missing = [one for one in text if one != "\n" and ord(one) not in letters]
        assert not missing, (text, missing)


@pytest.mark.parametrize("path", WEIGHTS, ids=lambda path: path.stem)
def test_the_font_is_small_ours_and_free(path):
    assert path.stat().st_size <= 80_000
    font = TTFont(path)
    assert font["name"].getDebugName(1) == "CICII Sans SC"
    assert "Noto" not in "".join(str(record) for record in font["name"].names)
    assert "SIL Open Font License" in font["name"].getDebugName(13)
    licence = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_there_are_two_weights():
    assert [TTFont(path)["OS/2"].usWeightClass for path in WEIGHTS] == [700, 400]


def test_dimensions_are_called_as_the_report_calls_them():
    for chinese, name in DIMENSIONS.items():
        assert LABELS[name] == (name, chinese)
    expected = {
        "reproduced": "可复现",
        "contradicted": "不符",
        "inconsistent": "前后不一",
        "unpublished": "未公布",
        "external": "需外部资料",
    }
    assert {name: LABELS[name][1] for name in expected} == expected
    assert "亿元" in LABELS["gdp axis"][1]


def test_names_and_lists_follow_the_language():
    english, chinese = map(Labels, LANGUAGES)
    assert english.cities(["xian", "wuhan"]) == "Xi'an, Wuhan"
    assert chinese.cities(["xian", "wuhan"]) == "西安、武汉"
    assert (english.tier(3), chinese.tier(3)) == ("3", "三")
    values = dict.fromkeys(DIMENSIONS.values(), 1)
    assert english.by_dimension(values).startswith("media 1, social 1")
    assert chinese.wrapped(["一。"] * 40).count("\n") == 1
    assert english.wrapped(["One.", "Two."]) == "One. Two."
