"""The encoding of a text file: told by its mark, its form, or what the letters make.

Libraries that guess any encoding (charset-normalizer 3.5, chardet 7.7) were tried: in a
short table they take GB18030 for Korean or, with few Chinese letters among many Latin
ones, for Windows-1252. The few encodings that spreadsheets write are told apart here by
what makes them differ. Most others are refused; where one looks like Chinese (Korean) or
like accents (Turkish), a remark shows a word of what was read.
"""

import codecs
import re
from pathlib import Path

from compindex.errors import InputError
from compindex.files import shown

# What begins a file in one of these; the longer marks first.
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# What spreadsheets of China, of Western and of Central Europe write without a mark.
_CHINESE, _WESTERN, _CENTRAL = "gb18030", "cp1252", "cp1250"
NAMES = {_CHINESE: "GB18030", _WESTERN: "Windows-1252", _CENTRAL: "Windows-1250"}
_BEGINNING = 200_000  # bytes that are looked at
_MOST = 0.9  # share of letters that decides
_EVERYDAY = 0.6  # share of everyday letters in a Chinese word
_RUNS = re.compile(rb"[\x80-\xff]+")  # bytes beyond ASCII that stand together
_WORD = re.compile(r"\w+")
# Signs that European text has; before a letter, all but the quotation marks are odd.
_QUOTES = set("‘’‚“”„«»‹›–—\xa0")
_SIGNS = _QUOTES | set("€£°²³½¼·…§©®™ªº¿¡")
_SAVE = "text in UTF-8 (in a spreadsheet, save as CSV UTF-8)"


def encoding_of(path: Path) -> str:
    """Tell the encoding of a text file.

    A byte order mark says it; what is valid UTF-8 is; a byte of zero in every other
    place makes UTF-16. Else, where the bytes beyond ASCII stand in pairs that are
    everyday Chinese, it is GB18030; where they are single letters in Latin words, it is
    European. Those encodings agree in most letters: Windows-1252 is taken, but where
    that would set more signs before letters, Windows-1250.

    Parameters
    ----------
    path : pathlib.Path
        A file that has been looked at (`files.regular`).

    Returns
    -------
    str
        A name that Python knows.

    Raises
    ------
    InputError
        If it is none of these.
    """
    with open(path, "rb") as file:
        beginning = file.read(_BEGINNING)
    for mark, name in _MARKS.items():
        if beginning.startswith(mark):
            return name
    if b"\0" in beginning:
        return _two_bytes(beginning, path)
    if _is_valid(path, "utf-8"):
        return "utf-8"
    lines = _lines_beyond_ascii(path)
    if _is_chinese(path, lines):
        return _CHINESE
    name = min((_WESTERN, _CENTRAL), key=lambda one: _odd_signs(lines, one))
    if _is_european(lines.decode(name, "replace")):
        return name
    raise InputError("the encoding of the text cannot be told", _SAVE, shown(path))


def _two_bytes(beginning: bytes, path: Path) -> str:
    """Tell UTF-16 without a mark from what is no text."""
    zeros = [beginning[place::2].count(0) for place in (0, 1)]
    few, many = sorted(zeros)
    if few * 20 > many or many * 20 < len(beginning):
        raise InputError("this is no text", _SAVE, shown(path))
    return "utf-16-be" if zeros[0] == many else "utf-16-le"


def _lines_beyond_ascii(path: Path) -> bytes:
    """Give the first lines that are not ASCII, which need not be among the first."""
    lines, size = [], 0
    with open(path, "rb") as file:
        while size < _BEGINNING and (line := file.readline(_BEGINNING)):
            if not line.isascii():
                lines.append(line)
                size += len(line)
    return b"".join(lines)


def _is_valid(path: Path, encoding: str) -> bool:
    """Tell whether a whole file can be read in an encoding."""
    try:
        with open(path, encoding=encoding) as file:
            while file.read(1_000_000):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(path: Path, lines: bytes) -> bool:
    """Tell whether the bytes beyond ASCII stand in pairs, as letters of everyday
    Chinese do; accents of European words stand alone.
    """
    runs = _RUNS.findall(lines)
    pairs = sum(len(run) for run in runs if _are_pairs(run))
    enough = pairs >= _MOST * sum(map(len, runs))
    return enough and _is_valid(path, _CHINESE)


def _are_pairs(run: bytes) -> bool:
    """Tell whether bytes are letters of the first Chinese character set, most of them
    from its first part, which has those of everyday.
    """
    try:
        run.decode("gb2312")
    except UnicodeDecodeError:
        return False
    first = [byte for byte in run[::2] if byte < 0xD8]
    return len(first) >= _EVERYDAY * len(run[::2])


def _odd_signs(lines: bytes, encoding: str) -> int:
    """Count signs before letters, which an encoding makes that is not that of a text."""
    text = lines.decode(encoding, "replace")
    return sum(
        not (sign.isascii() or sign.isalpha() or sign in _QUOTES) and letter.isalpha()
        for sign, letter in zip(text, text[1:], strict=False)
    )


def _is_european(text: str) -> bool:
    """Tell whether letters beyond ASCII are accents in Latin words, and the signs those
    of European text.
    """
    beyond = [one for one in text if not one.isascii()]
    usual = [one for one in beyond if one.isalpha() or one in _SIGNS]
    words = "".join(word for word in _WORD.findall(text) if not word.isascii())
    accents = sum(not one.isascii() for one in words)
    return len(usual) >= _MOST * len(beyond) and accents <= _MOST * len(words)
