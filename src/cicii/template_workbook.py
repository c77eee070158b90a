"""A workbook to fill in: it computes as it stands, from three units that are invented."""

import datetime
import io
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.results import write
from compindex.errors import InputError

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_CREATED = datetime.datetime(2020, 1, 1)  # the same file gets the same bytes
_LAST = 500  # rows that get drop-downs
_DATA = (
    (
        "unit",
        "year",
        "region",
        "articles",
        "followers",
        "rating",
        "complaints",
        "people",
    ),
    ("Example A (invented)", 2023, "north", 12430, 615882, 4.1, 310, 1_200_000),
    ("Example A (invented)", 2024, "north", 13110, 640205, 4.2, 290, 1_210_000),
    ("Example B (invented)", 2023, "south", 8120, 417289, 3.7, 120, 640_000),
    ("Example B (invented)", 2024, "south", 8760, None, 3.9, 130, 650_000),
    ("Example C (invented)", 2023, "south", 20990, 358184, 4.6, 510, 2_300_000),
    ("Example C (invented)", 2024, "south", 19870, 371920, 4.5, 480, 2_310_000),
)
_NODES = (
    "code parent weight direction rule reference offset worst best mean denominator impute treat unit label label_zh".split(),
    ("total", "", "", "", "", "", "", "", "", "arithmetic", "", "", "", "", "Index", "总指数"),
    ("reach", "total", 0.6, "", "", "", "", "", "", "arithmetic", "", "", "", "", "Reach", "传播"),
    ("response", "total", 0.4, "", "", "", "", "", "", "arithmetic", "", "", "", "", "Response", "反响"),
    ("articles", "reach", 2, 1, "log_reference", 1_000_000, 1, "", "", "", "", "", "", "articles", "Articles", "报道量"),
    ("followers", "reach", 1, 1, "log_reference", 50_000_000, 1, "", "", "", "", "", "", "accounts", "Followers", "粉丝数"),
    ("rating", "response", 1, 1, "goalposts", "", "", 1, 5, "", "", "", "", "stars", "Rating", "评分"),
    ("complaints", "response", 1, -1, "minmax", "", "", "", "", "", "people", "", "", "per head", "Complaints", "投诉"),
)  # fmt: skip
_SETTINGS = (
    ("setting", "value"),
    ("name", "my index"),
    ("missing", "renormalise"),
    ("coverage", 0.5),
    ("impute", "none"),
    ("group", "region"),
    ("sample", "all_years"),
)
_NOTES = {
    "data": {
        "unit": "A city, a country, a firm: spelled alike in every row. Also: 单位, 城市, 国家.",
        "year": "Four digits; delete the column if there is one year only. Also: 年份.",
        "region": "Named as the group in the sheet settings; used by impute group_median.",
        "articles": "A column for each leaf of the sheet indicators, headed by its code, its label or its label_zh. An empty cell is missing, which is not 0.",
        "people": "A denominator: the leaf complaints is divided by it.",
    },
    "indicators": {
        "code": "A row for each node. The code of a leaf heads its column in the sheet data.",
        "parent": "The code above; empty for the root alone.",
        "weight": "Relative to its siblings; 1 where empty.",
        "direction": "-1 where smaller values are better.",
        "rule": "How a value becomes a score. log_reference: 100 ln(x + offset) / ln(reference + offset). goalposts: 0 at worst, 100 at best. minmax, zscore, rank and percentile look at the sample. identity: it is a score already.",
        "mean": "How a node joins its children.",
        "denominator": "A column of the sheet data that the values are divided by.",
        "impute": "How missing values are filled, if not as the sheet settings says. Every value that is filled is listed in the results.",
        "treat": "What is done about outliers: jrc does what the rule of skewness 2 and kurtosis 3.5 asks for.",
    },
    "settings": {
        "value": "missing: error refuses a missing value, renormalise shares its weight among the siblings that are present. coverage: the least share of a node's weight that must be present, from 0 to 1. sample: what minmax, medians and the like look at.",
    },
}
_RULES = "identity log_reference minmax goalposts zscore rank percentile".split()
_IMPUTE = "none median group_median linear".split()
_CHOICES = {
    "direction": ["1", "-1"],
    "rule": _RULES,
    "mean": ["arithmetic", "geometric", "harmonic"],
    "impute": _IMPUTE,
    "treat": ["none", "winsorise", "log", "log1p", "jrc"],
}
_SETTING_CHOICES = {
    "missing": ["renormalise", "error"],
    "impute": _IMPUTE,
    "sample": ["all_years", "each_year"],
}
_READ_ME = (
    "A composite index: fill in the sheets data and indicators, save, and run",
    "python -m cicii index FILE.xlsx",
    "",
    "The three units are invented, to show the form: put your own in their place.",
    "data: a row for each unit and year, a column for each indicator. A sheet for each year, called 2023, 2024, or a row for each value (unit, year, indicator, value) will do as well.",
    "indicators: a row for each node of the index. A note at each heading says what it is.",
    "settings: what holds for the whole index.",
    "",
    "综合指数模板:在 data 表填数据(每行一个单位和年份,每列一个指标),在 indicators 表写指标体系,保存后运行上面的命令。三个单位是虚构的示例。",
)


def workbook_bytes() -> bytes:
    """Make the workbook."""
    import xlsxwriter

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": "Template of a composite index", "created": _CREATED})
    _read_me(book)
    data = _sheet(book, "data", _DATA)
    data.freeze_panes(1, 1)
    _choose(_sheet(book, "indicators", _NODES), _NODES[0], _CHOICES)
    settings = _sheet(book, "settings", _SETTINGS)
    for row, (name, _) in enumerate(_SETTINGS):
        if name in _SETTING_CHOICES:
            source = {"validate": "list", "source": _SETTING_CHOICES[name]}
            settings.data_validation(row, 1, row, 1, source)
    book.get_worksheet_by_name("data").activate()
    book.close()
    return content.getvalue()


def _read_me(book: "Workbook") -> None:
    """Write the sheet that says how to use the others."""
    sheet, wrapped = book.add_worksheet("read me"), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 100)
    for row, line in enumerate(_READ_ME):
        sheet.write_string(row, 0, line, wrapped)


def _sheet(book: "Workbook", name: str, rows: tuple) -> "Worksheet":
    """Write a table with a heading in bold, and a note at each heading that has one."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bottom": 1})
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if cell not in (None, ""):
                sheet.write(row, place, cell, bold if row == 0 else None)
    sheet.set_column(0, len(rows[0]) - 1, 14)
    sheet.set_column(0, 0, 22)
    for place, heading in enumerate(rows[0]):
        if heading in _NOTES.get(name, {}):
            size = {"x_scale": 2, "y_scale": 1.5, "author": ""}
            sheet.write_comment(0, place, _NOTES[name][heading], size)
    return sheet


def _choose(sheet: "Worksheet", heading: list[str], choices: dict) -> None:
    """Give columns drop-downs."""
    for name, source in choices.items():
        place = heading.index(name)
        listed = {"validate": "list", "source": source}
        sheet.data_validation(1, place, _LAST, place, listed)


def write_workbook(named: str) -> Path:
    """Write the workbook; refuse a name that is taken."""
    path = Path(named)
    if path.exists():
        expected = "a new name, such as make template DIR=my.xlsx"
        raise InputError("there is a file of this name", expected, file=named)
    write(path, workbook_bytes())
    return path
