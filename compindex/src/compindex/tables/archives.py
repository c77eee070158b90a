"""Workbooks as archives, looked through before they are opened: nothing in them may be
larger than a table is, stand there twice, or be overlooked.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from compindex.errors import InputError, quoted
from compindex.files import MEGABYTE, shown

# Megabytes of all parts together, once inflated; and of a part that is taken whole.
INFLATED, PART = 500, 20
# Cells of all sheets, empty ones that have a format among them; and different texts.
STORED = 5_000_000
ROWS = 1_048_576  # of a sheet, as Excel has them
_CHUNK = MEGABYTE
_BY_PIECES = ("worksheets/", "sharedstrings", "pivotcache/")  # parts read bit by bit
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\sr="([^"]*)"')
_CELL = re.compile(rb"<(?:\w+:)?(?:c|si)[ >/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_WHOLE = "a workbook that Excel or LibreOffice opens"
_BROKEN = (
    OSError,
    RuntimeError,  # a part with a password
    NotImplementedError,  # a compression of its own
    ValueError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)


def look_through(path: Path) -> bool:
    """Look through the parts of a workbook.

    Parameters
    ----------
    path : pathlib.Path
        A file that has been looked at (`file_kinds.refuse_other_files`).

    Returns
    -------
    bool
        Whether there may be formulas.

    Raises
    ------
    InputError
        If it cannot be inflated or would be too large; if a part, or a row of a sheet,
        stands there twice or out of order; if it declares types of its own, with which
        a few lines of XML can stand for billions.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _looked(archive, path)
    except InputError:
        raise
    except _BROKEN as error:
        found = f"cannot be read ({type(error).__name__}: {error})"
        raise InputError(found, _WHOLE, shown(path)) from None


def _looked(archive: zipfile.ZipFile, path: Path) -> bool:
    """Look through the parts, one after the other."""
    names, size, cells, has_formulas = set(), 0, 0, False
    for name in archive.namelist():
        if name in names:
            found = f"two parts of this workbook are called {name}"
            raise InputError(found, _WHOLE, shown(path))
        names.add(name)
        last = 0
        for piece in _pieces(archive, name, path):
            size += len(piece)
            if size > INFLATED * MEGABYTE:
                raise _too_large(path, "it", INFLATED)
            cells += len(_CELL.findall(piece))
            if cells > STORED:
                raise InputError(
                    "too many cells", f"{STORED:,} at most", file=shown(path)
                )
            has_formulas = has_formulas or bool(_FORMULA.search(piece))
            if "worksheets/" in name:
                last = _last_row(piece, last, f"{shown(path)}, {name}")
    return has_formulas


def _pieces(archive: zipfile.ZipFile, name: str, path: Path) -> Iterator[bytes]:
    """Inflate a part bit by bit, no tag cut in two."""
    is_xml = name.casefold().endswith((".xml", ".rels"))
    whole = is_xml and not any(one in name.casefold() for one in _BY_PIECES)
    left, size = b"", 0
    with archive.open(name) as part:
        while piece := part.read(_CHUNK):
            size += len(piece)
            if whole and size > PART * MEGABYTE:
                raise _too_large(path, f"its part {name}", PART)
            if is_xml:
                _refuse_foreign(piece, path, name)
            piece = left + piece
            end = piece.rfind(b"<") if is_xml else len(piece)
            piece, left = piece[:end], piece[end:]
            yield piece
    yield left


def _refuse_foreign(piece: bytes, path: Path, name: str) -> None:
    """Refuse what no spreadsheet writes: types declared in a part, an entry without
    end.
    """
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        found = f"its part {name} declares types of its own"
        raise InputError(found, _WHOLE, shown(path))
    if len(piece) == _CHUNK and b"<" not in piece:
        found = f"its part {name} has an entry of more than a megabyte"
        raise InputError(found, _WHOLE, shown(path))


def _last_row(piece: bytes, last: int, place: str) -> int:
    """Follow the numbers of rows; one that does not rise would be overlooked."""
    for found in _ROW.finditer(piece):
        number = found[1].decode(errors="replace")
        if not re.fullmatch("[1-9][0-9]{0,6}", number) or int(number) > ROWS:
            told = f"a row has the number {quoted(number)}"
            raise InputError(told, f"one from 1 to {ROWS:,}", place)
        if int(number) <= last:
            told = f"row {number} stands after row {last}"
            raise InputError(told, "rows in their order, each once", place)
        last = int(number)
    return last


def _too_large(path: Path, what: str, megabytes: int) -> InputError:
    """Say that something is larger than its archive lets one think."""
    found = f"{what} has more than {megabytes:,} MB once inflated"
    return InputError(found, "a workbook of a table", shown(path))
