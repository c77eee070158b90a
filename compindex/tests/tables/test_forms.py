"""Forms in which people have a table: each is read as the plain one, or refused in words
that help.
"""

import openpyxl
import pandas as pd
import pytest

from compindex import load_spec
from compindex.errors import InputError
from compindex.tables.folders import read_folder_of_exports

SPEC = load_spec(
    {
        "name": "m",
        "root": {"name": "t", "children": [{"name": "posts"}, {"name": "trend"}]},
    }
)
PLAIN = pd.DataFrame(
    {"posts": [615882.0, 41125.0, 980.0], "trend": [41.5, 33.25, 0.5]},
    pd.Index(["Málaga", "Kraków", "Porto"], name="city"),
)
CITIES = list(PLAIN.index)


def rows(posts, trend):
    """Give the rows of a table."""
    return [
        ["city", "posts", "trend"],
        *map(list, zip(CITIES, posts, trend, strict=True)),
    ]


def text(posts=("615882", "41125", "980"), trend=("41.5", "33.25", "0.5"), mark=","):
    """Write a table as text, with quotation marks where a cell needs them."""
    table = pd.DataFrame(rows(posts, trend))
    return table.to_csv(index=False, header=False, sep=mark, lineterminator="\n")


GERMAN = ("41,5", "33,25", "0,5")
FORMS = {
    "as Excel saves UTF-8": (text(), "utf-8-sig"),
    "Unicode text": (text(mark="\t"), "utf-16"),
    "European Excel": (text(trend=GERMAN, mark=";"), "cp1252"),
    "European Excel in UTF-8": (text(trend=GERMAN, mark=";"), "utf-8-sig"),
    "said to have semicolons": ("sep=;\n" + text(trend=GERMAN, mark=";"), "utf-8"),
    "tabs": (text(mark="\t"), "utf-8"),
    "line ends of Windows": (text().replace("\n", "\r\n"), "utf-8"),
    "line ends of an old Macintosh": (text().replace("\n", "\r"), "utf-8"),
    "thousands in English": (text(("615,882", "41,125", "980")), "utf-8"),
    "thousands in German": (text(("615.882", "41.125", "980"), GERMAN, ";"), "utf-8"),
    "thousands in Swiss": (text(("615'882", "41’125", "980")), "utf-8"),
    "thin spaces": (text(("615\u2009882", "41\u202f125", "980")), "utf-8"),
    "hard spaces": (text(("615\u00a0882", "41 125", "980")), "utf-8"),
    "powers of ten": (text(("6.15882e+05", "4.1125E4", "9.8e2")), "utf-8"),
    "suffixes": (text(("615.882K", "4.1125万", "0.98k")), "utf-8"),
    "w for ten thousand": (text(("61.5882w", "4.1125W", "980")), "utf-8"),
    "at least": (text(("615882+", "4.1125万+", "980+")), "utf-8"),
    "less than one": (text(trend=("41.5", "33.25", "<1")), "utf-8"),
    "in percent": (text(trend=("41.5%", "33.25 %", "0.5%")), "utf-8"),
    "full width": (text(("６１５８８２", "４１，１２５", "980")), "utf-8"),
    "signs": (text(("+615882", "41125", "980")), "utf-8"),
    "a totals row": (text() + "Total,657987,75.25\n", "utf-8"),
    "a totals row in Chinese": (text() + "合计,657987,75.25\n平均值,219329,25\n", "utf-8"),
    "a source below": (text() + ",,\nSource: own count,,\n", "utf-8"),
    "a source below, in one cell": (text() + "\n数据来源：平台页面,,\n", "utf-8"),
    "a title above": ("Posts and trends,,\n,,\n" + text(), "utf-8"),
    "columns that are nobody's": (text().replace("city,", "note,city,", 1).replace("\nM", "\na,M").replace("\nK", "\n,K").replace("\nP", "\n,P"), "utf-8"),
    "empty columns at the end": (text().replace("\n", ",,\n"), "utf-8"),
    "a long form": (
        "city,indicator,value\n"
        + "".join(
            f"{city},{name},{PLAIN.loc[city, name]}\n" for name in PLAIN for city in CITIES
        ),
        "utf-8",
    ),
    "other capitals in headings": (text().replace("city,posts", "City ,POSTS"), "utf-8"),
    "blanks that cannot be seen": (text().replace("Porto", "Porto\u00a0\u200b"), "utf-8"),
}  # fmt: skip


def values_of(folder):
    """Read the values of a folder."""
    return read_folder_of_exports(folder, SPEC)


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_read_as_the_plain_one(tmp_path, form):
    content, encoding = FORMS[form]
    (tmp_path / "a.csv").write_bytes(content.encode(encoding))
    pd.testing.assert_frame_equal(values_of(tmp_path).table, PLAIN)


def test_a_workbook_is_read_as_the_plain_one(tmp_path):
    book = openpyxl.Workbook()
    for row in rows([615882, "41 125", 980.0], ["41,5", 33.25, 0.5]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    pd.testing.assert_frame_equal(values_of(tmp_path).table, PLAIN)


@pytest.mark.parametrize(
    "mark", ["#N/A", "..", "暂无", "-", "NA", "n/a", "…", "nan", ""]
)
def test_what_says_that_nothing_is_known(tmp_path, mark):
    (tmp_path / "a.csv").write_text(text(trend=("41.5", mark, "0.5")), encoding="utf-8")
    expected = PLAIN.copy()
    expected.loc["Kraków", "trend"] = None
    pd.testing.assert_frame_equal(values_of(tmp_path).table, expected)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            text(("615.882", "41.125", "980"), ("41", "33", "5")),
            "ambiguous, as is 1 more",
        ),
        (text(("615,882", "41,125", "980"), ("41", "33", "5")), "615882 or 615.882"),
        (
            text(("615882", "many", "980")),
            "row 3, column posts: 'many' is not a number",
        ),
        (text(("615882", "~41000", "980")), "'~41000' is not a number"),
        (text(("615882", "41125²", "980")), "has a raised, lowered or circled digit"),
        (text(("615882", "无", "980")), "can mean 0, or that nothing is known"),
        (text(trend=("41%", "33%", "5")), "'5' has no percent sign"),
        (text() + "PORTO,1,2\n", "row 5: 'PORTO' is also spelled 'Porto'"),
        (text() + "Malaga,1,2\n", "row 5: 'Malaga' is also spelled 'Málaga'"),
        (text() + "Porto,1,2\n", "row 5: Porto stands here a second time"),
        (text() + "=A1,1,2\n", "row 5, column city: '=A1' begins as a formula"),
        (text() + "Lyon,1,234,5\n", "row 5: 4 cells; expected 3 as in the heading"),
        (
            "月,Málaga: (全球)\n2021-01,41\n",
            "row 1: this is a download of Google Trends",
        ),
    ],
)
def test_what_cannot_be_read_for_sure_is_refused(tmp_path, content, expected):
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as error:
        values_of(tmp_path)
    assert expected in str(error.value)
