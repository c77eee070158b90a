"""Numbers as people write them.

What is understood: thousands set apart by commas, points, blanks or apostrophes; the
suffixes K, M, B, w, 千, 万, 百万, 亿 and their words; ``6e+05``; ``41%``; ``<1``, ``10k+``;
full-width digits, any blank, a true minus sign. Whether a comma or a point begins the
decimals is not always to be seen in one number: ``41,125`` has two readings.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from compindex.errors import InputError, quoted

_SUFFIXES = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "w": 10**4,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
# How the decompositions of ², ₂ and ③ begin.
_RAISED = ("<super>", "<sub>", "<circle>")
# How spreadsheets, statistical programs and people say that there is no value.
BLANKS = set(
    "- -- – — / . .. ... … : n/a n.a. n.a na nan nd n.d. null none missing".split()
) | {"", "#n/a", "#n/a n/a", "#na", "#nv", "<na>", "暂无", "暂无数据", "无数据", "缺失"}
_BELOW, _ABOVE = ("<", "≤", "<=", "less than"), (">", "≥", ">=", "more than", "over")
_GROUPED = r"[1-9]\d{{0,2}}(?P<mark>[ '{other}])\d{{3}}(?:(?P=mark)\d{{3}})*"
_LAKHS = r"[1-9]\d?(?:,\d\d)+,\d{3}"  # 12,34,567, as in India
# A power, a suffix, a percent sign, a mark that it may be more, stars of significance.
_TAIL = r"(?:e(?P<power>[+-]?\d{1,3}))? ?(?P<suffix>[a-z]*|[千百万亿]*) ?(?P<percent>%?) ?(?P<more>\+|以上)?\**"
_PATTERNS = {
    mark: re.compile(
        rf"(?P<sign>[+-]?)(?P<whole>\d+|{_GROUPED.format(other=other)}{lakhs})?"
        rf"(?:{re.escape(mark)}(?P<part>\d+))?{_TAIL}"
    )
    for mark, other, lakhs in ((".", ",", f"|{_LAKHS}"), (",", ".", ""))
}


class Numeral(NamedTuple):
    """A number as it was written.

    Attributes
    ----------
    value : decimal.Decimal
        Its value; of ``<1``, the middle of 0 and 1; of ``10k+``, 10000.
    unit : decimal.Decimal
        The weight of its last digit.
    bound : str
        ``below`` or ``above`` where only a bound is written, else empty.
    percent : bool
        Whether it has a percent sign; ``41%`` has the value 41.
    """

    value: Decimal
    unit: Decimal
    bound: str = ""
    percent: bool = False


def is_blank(text: str) -> bool:
    """Tell whether a cell says that there is no value.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> [is_blank(text) for text in ("", "#N/A", "..", "暂无", "0")]
    [True, True, True, True, False]
    """
    return _plain(text) in BLANKS


def either_sign(text: str) -> dict[str, Numeral]:
    """Read a number with either decimal sign.

    Parameters
    ----------
    text : str

    Returns
    -------
    dict of str to Numeral
        The readings that there are, by the decimal sign, ``.`` or ``,``.

    Raises
    ------
    InputError
        If there is none.

    Examples
    --------
    >>> {mark: float(one.value) for mark, one in either_sign("41,125").items()}
    {'.': 41125.0, ',': 41.125}
    >>> list(either_sign("5.849.737")), list(either_sign("41.5"))
    ([','], ['.'])
    """
    found = _readings(text)
    if not found:
        raise InputError(*why_no_number(text))
    return dict(found)


@lru_cache(100_000)
def _readings(text: str) -> tuple[tuple[str, Numeral], ...]:
    """Read a number with either sign; each different text once."""
    if _raised(text):
        return ()
    plain, bound = _bounded(_plain(text))
    both = (
        (mark, _read(pattern.fullmatch(plain))) for mark, pattern in _PATTERNS.items()
    )
    found = [(mark, one) for mark, one in both if one]
    if bound:
        found = [(mark, _as_bound(one, bound)) for mark, one in found if not one.bound]
    return tuple(found)


def _read(match: re.Match | None) -> Numeral | None:
    """Put together the parts of a number, where they make one."""
    if not match or match["suffix"] not in _SUFFIXES:
        return None
    whole, part = match["whole"] or "", match["part"] or ""
    if not whole + part or match["suffix"] and match["percent"]:
        return None
    if match["power"] and match["mark"]:  # nobody groups the thousands of 1.235E+05
        return None
    unit = Decimal(_SUFFIXES[match["suffix"]]).scaleb(int(match["power"] or 0))
    digits = match["sign"] + re.sub(r"\D", "", whole or "0")
    value = Decimal(f"{digits}.{part}" if part else digits) * unit
    bound = "above" if match["more"] else ""
    return Numeral(value, unit.scaleb(-len(part)), bound, bool(match["percent"]))


def _as_bound(one: Numeral, bound: str) -> Numeral:
    """Take a number as a bound; of ``<1``, the middle of 0 and 1 stands for the value."""
    value = one.value / 2 if bound == "below" else one.value
    return one._replace(value=value, bound=bound)


def _bounded(plain: str) -> tuple[str, str]:
    """Take the words of a bound from the front of a number."""
    for words, bound in ((_BELOW, "below"), (_ABOVE, "above")):
        for word in sorted(words, key=len, reverse=True):
            if plain.startswith(word):
                return plain.removeprefix(word).strip(), bound
    return plain, ""


def _plain(text: str) -> str:
    """Bring a number into one form: plain digits, small letters, single blanks."""
    text = str(text)
    if text.isascii():
        return " ".join(text.casefold().split())
    for apostrophe in "’‘′´":
        text = text.replace(apostrophe, "'")
    plain = unicodedata.normalize("NFKC", text.replace("\u2212", "-")).casefold()
    seen = [letter for letter in plain if unicodedata.category(letter) != "Cf"]
    return " ".join("".join(seen).split())


def why_no_number(text: str) -> tuple[str, str]:
    """Say why a text is no number, and what would be one.

    Parameters
    ----------
    text : str

    Returns
    -------
    found, expected : str

    Examples
    --------
    >>> why_no_number("many")[0]
    "'many' is not a number"
    """
    text = str(text)
    if _raised(text):
        expected = "a number without the mark of a footnote"
        return f"{quoted(text)} has a raised, lowered or circled digit", expected
    plain = _plain(text)
    if plain in ("无", "没有"):
        return f"{quoted(text)} can mean 0, or that nothing is known", "one of the two"
    if plain.startswith("#"):
        return f"{quoted(text)} is the error of a formula", "its value"
    expected = "digits such as 1430, 1,430, 126.4M or 1.2万, or an empty cell"
    return f"{quoted(text)} is not a number", expected


def _raised(text: str) -> bool:
    """Tell whether a text has raised, lowered or circled digits, which are marks of
    footnotes.
    """
    return not text.isascii() and any(
        unicodedata.decomposition(letter).startswith(_RAISED) for letter in text
    )
