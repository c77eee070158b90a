"""Numbers as people print them, and the interval that printed digits leave open."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from compindex.errors import InputError, quoted

_SUFFIXES = {
    "": 1,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
}
_RAISED = ("<super>", "<sub>")  # how the decompositions of ² and ₂ begin
_BLANKS = {"", "-", "–", "—", "/", "n/a", "na", "nan", "null"}
_NUMBER = re.compile(
    r"(?P<sign>[+-]?)(?P<whole>\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(?P<part>\d+))? ?(?P<suffix>[a-z]*|[千百万亿]*)\**"
)


def _parse(text: object) -> tuple[Decimal, Decimal] | None:
    """Split a printed number into its value and the weight of its last digit, both
    exact; None for a blank.
    """
    if any(
        unicodedata.decomposition(letter).startswith(_RAISED) for letter in str(text)
    ):
        raise InputError(
            f"{quoted(str(text))} has a raised or lowered digit",
            "a number without the mark of a footnote",
        )
    plain = " ".join(
        unicodedata.normalize("NFKC", str(text))
        .replace("\u2212", "-")
        .casefold()
        .split()
    )
    if plain in _BLANKS:
        return None
    match = _NUMBER.fullmatch(plain)
    if not match or match["suffix"] not in _SUFFIXES:
        raise InputError(
            f"{quoted(str(text))} is not a number",
            "digits such as 1430, 1,430, 126.4M or 1.2万, or an empty cell",
        )
    part, factor = match["part"] or "", _SUFFIXES[match["suffix"]]
    digits = (
        match["sign"]
        + re.sub("[, ]", "", match["whole"])
        + (f".{part}" if part else "")
    )
    return Decimal(digits) * factor, Decimal(factor).scaleb(-len(part))


def number(text: str) -> float:
    """Read a number as exports and tables print it.

    Understands thousands separators, the suffixes K, M, B, 千, 万, 百万, 亿, full-width
    digits, non-breaking spaces, a true minus sign and trailing significance stars. The
    value is formed exactly before it becomes a float, so that ``126.4M`` is 126400000
    and not a neighbour of it.

    Parameters
    ----------
    text : str
        The printed number.

    Returns
    -------
    float
        Its value; NaN where the cell is blank or holds a mark for "none" (``-``, ``—``,
        ``/``, ``n/a``), which is not the same as ``0``.

    Raises
    ------
    InputError
        If the text is no number.

    Examples
    --------
    >>> [number(text) for text in ("126.4M", "1,430", "1.2万", "0.754**", "0", "")]
    [126400000.0, 1430.0, 12000.0, 0.754, 0.0, nan]
    """
    parsed = _parse(text)
    return float("nan") if parsed is None else float(parsed[0])


def count(text: str) -> float:
    """Read a count that is to be put into a logarithm: a number above zero.

    Parameters
    ----------
    text : str
        The printed number.

    Returns
    -------
    float
        Its value; NaN where the cell is blank.

    Raises
    ------
    InputError
        If the text is no number, or not above zero.

    Examples
    --------
    >>> count("2.54亿")
    254000000.0
    """
    value = number(text)
    if value <= 0:
        raise InputError(
            f"{quoted(str(text))} has no logarithm",
            "a count above zero, or an empty cell where none is known",
        )
    return value


def printed_interval(text: str) -> tuple[float, float]:
    """Give the values that round to a printed number.

    A number printed to the unit u of its last digit stands for any value within u/2 of
    it. Both ends are included, since half-up and half-even rounding treat them
    differently.

    Parameters
    ----------
    text : str
        The printed number.

    Returns
    -------
    low, high : float
        Lower and upper end.

    Raises
    ------
    InputError
        If the text is no number, or blank.

    Examples
    --------
    >>> printed_interval("59.45")
    (59.445, 59.455)
    """
    parsed = _parse(text)
    if parsed is None:
        raise InputError(f"{quoted(str(text))} is blank", "a printed number")
    value, unit = parsed
    return float(value - unit / 2), float(value + unit / 2)


def half_up(value: float, decimals: int = 2) -> str:
    """Round a number for print, ties away from zero, as printed tables usually
    have it.

    The value is taken at 12 significant digits first, so that a tie such as 79.835 is
    one on every machine.

    Parameters
    ----------
    value : float
    decimals : int

    Returns
    -------
    str

    Examples
    --------
    >>> half_up(79.835), half_up(0.155), half_up(3.0)
    ('79.84', '0.16', '3.00')
    """
    return str(
        Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    )


def short(text: str, decimals: int = 4) -> str:
    """Shorten a number for the eye; other text stays as it is.

    Parameters
    ----------
    text : str
    decimals : int
        Decimals that are left at most.

    Returns
    -------
    str

    Examples
    --------
    >>> short("69.4739999999"), short("4417500"), short("holds")
    ('69.474', '4417500', 'holds')
    """
    try:
        return f"{round(float(text), decimals):.12g}"
    except ValueError:
        return text
