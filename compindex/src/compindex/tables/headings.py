"""What a heading says, what the first cell of a row says, and when two names are one."""

import re
import unicodedata

# Headings of the column that names the units, the likeliest first; of years, and of the
# long form.
CITY = ("city", "cities", "城市")
UNIT = (
    *CITY,
    *("unit", "units", "ucode", "unit code", "uname", "unit name", "单位"),
    *("country", "countries", "country name", "country code", "国家", "国家/地区"),
    *("国家和地区", "economy", "province", "省份", "省市", "municipality"),
    *("entity", "name", "名称", "territory", "region", "regions", "地区"),
)
YEAR = set("year years time period date 年份 年 年度 时间".split())
INDICATOR = set("indicator icode variable series 指标 指标名称 变量".split()) | {
    "indicator name",
    "indicator code",
    "series name",
}
VALUE = set("value values obs_value 值 数值 取值".split())
# Rows that sum others up, in the words of spreadsheets and of people.
_SUMMARY = re.compile(
    r"(grand ?|sub ?)?totals?|sums?|averages?|avg|means?|medians?|min(imum)?|max(imum)?|"
    r"std|st ?dev|std ?dev|standard deviation|overall|gesamt|summe|insgesamt|mittel(wert)?|"
    r"durchschnitt|total g[eé]n[eé]ral|somme|moyenne|m[eé]diane|totale|somma|promedio|suma|"
    r"合计数?|总计|共计|小计|总和|汇总|平均|平均值|平均数|均值|中位数|最大值|最小值|标准差"
)
# Names that can be sums, and can be names.
_MAY_SUM = re.compile(
    r"(grand |sub)?totals? .*|(sum|average|mean|median|avg) (of|value|for) .*|mean value|"
    r".* (totals?|average|mean|median)|all .*|world|count|"
    r".*(合计|总计|小计|平均|均值|汇总).*|全国|全市|全省|全球|世界|所有.*|全部.*"
)
_NOTE = re.compile(
    r"(sources?|notes?|data ?sources?|last updated|updated|quelle|anmerkung|fuente|nota|"
    r"数据来源|资料来源|来源|注|注释|备注|说明|更新时间)( ?[:：].*|\d* .*)?|[*†].*"
)
# All but those that are blanks, such as a tab or the end of a line.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LONGEST = 200  # characters of what can be the name of a sum
# How a formula begins, which a spreadsheet would compute.
FORMULA = ("=", "+", "-", "@")
# Letters that Unicode does not take apart into a letter and its accent.
_PLAIN = str.maketrans("łøđħıŧæœ", "lodhitao")


def visible(text: object) -> str:
    """Bring text into one Unicode form, without characters that cannot be seen, and
    with single blanks.

    Parameters
    ----------
    text : object
        A whole number that a spreadsheet made a float keeps its digits.

    Returns
    -------
    str

    Examples
    --------
    >>> visible("Ｒome\\u200b  city"), visible(2021.0), visible(None)
    ('Rome city', '2021', '')
    """
    if text is None:
        return ""
    if isinstance(text, float) and text.is_integer():
        return str(int(text))
    if str(text).isascii():
        return " ".join(str(text).split())
    letters = unicodedata.normalize("NFKC", str(text))
    seen = [letter for letter in letters if unicodedata.category(letter) != "Cf"]
    return " ".join("".join(seen).split())


def heading_key(text: object) -> str:
    """Reduce a heading to what its spellings share.

    Parameters
    ----------
    text : object

    Returns
    -------
    str

    Examples
    --------
    >>> heading_key(" Country  Name ") == heading_key("country name")
    True
    """
    return visible(text).casefold()


def name_key(text: str) -> str:
    """Reduce a name to what its spellings share: no accents, capitals, blanks, nor
    marks between letters.

    Parameters
    ----------
    text : str

    Returns
    -------
    str

    Examples
    --------
    >>> name_key("Łódź") == name_key("LODZ"), name_key("St. Gallen")
    (True, 'stgallen')
    """
    apart = unicodedata.normalize("NFKD", visible(text).casefold())
    letters = re.sub("[\u0300-\u036f]", "", apart).translate(_PLAIN)
    key = unicodedata.normalize("NFC", "".join(letters.split()))
    if key.isdecimal():
        return key.lstrip("0") or "0"  # spreadsheets drop the zeros of 007
    return key if re.search(r"\d", key) else re.sub(r"[-.,'’‘`´‐–—]", "", key) or key


def is_summary(text: object) -> bool:
    """Tell whether a row is named as one that sums others up.

    Parameters
    ----------
    text : object

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_summary(one) for one in ("Grand Total", "合 计", "Total (27)", "Totana")]
    [True, True, True, False]
    """
    return bool(_SUMMARY.fullmatch(_bare(text)))


def may_be_summary(text: object) -> bool:
    """Tell whether the name of a row can be that of a sum as well.

    Parameters
    ----------
    text : object

    Returns
    -------
    bool

    Examples
    --------
    >>> [may_be_summary(one) for one in ("World average", "Total EU", "全国", "Mean Street")]
    [True, True, True, False]
    """
    return bool(_MAY_SUM.fullmatch(_bare(text))) or bool(
        _MAY_SUM.fullmatch(heading_key(text))
    )


def _bare(text: object) -> str:
    """Take numbering, brackets, marks, and blanks between Chinese letters off a name."""
    key = heading_key(text)
    if len(key) > _LONGEST:
        return key
    name = re.sub(r"\(.*?\)|[*:：.]|^\d+[.)] ?", "", key).replace("-", " ")
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", " ".join(name.split()))


def has_control(text: str) -> bool:
    """Tell whether a name has characters that steer a terminal or end a text, such as
    an escape or NUL, which no name has; or half of one.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> has_control("Rome"), has_control("Ro\\x1b[31mme")
    (False, True)
    """
    return bool(_CONTROL.search(text))


def is_note(text: object) -> bool:
    """Tell whether a row begins as a note does, such as a source.

    Parameters
    ----------
    text : object

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_note(one) for one in ("Source: own count", "数据来源：平台页面", "Notodden")]
    [True, True, False]
    """
    return bool(_NOTE.fullmatch(heading_key(text)))
