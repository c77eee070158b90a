"""Files that are something else than their name says: called by what they are."""

import zipfile
from pathlib import Path

from compindex.errors import InputError
from compindex.files import shown

WORKBOOKS = (".xlsx", ".xlsm")
_PIECE = 1_000_000  # bytes read at a time
OLD_WORKBOOKS = (".xls", ".xlsb", ".ods", ".numbers", ".et")


def refuse_other_files(path: Path) -> None:
    """Refuse a file whose first bytes are those of something else, by its name.

    Parameters
    ----------
    path : pathlib.Path

    Raises
    ------
    InputError
        If it is an old, encrypted, binary or renamed workbook, or no table at all.
    """
    with open(path, "rb") as file:
        beginning = file.read(4096)
    is_workbook = path.suffix.casefold() in WORKBOOKS
    found, expected = _kind(path, beginning, is_workbook)
    if found:
        raise InputError(found, expected, shown(path))


def _kind(path: Path, beginning: bytes, is_workbook: bool) -> tuple[str, str]:
    """Name what a file is, and what is expected instead; nothing where it will do."""
    if beginning.startswith(b"\xd0\xcf\x11\xe0"):
        if _holds(path, "EncryptedPackage".encode("utf-16-le")):
            return "this workbook is encrypted", "one saved without a password"
        return "this is an old workbook (.xls)", "one saved as .xlsx"
    if beginning.startswith(b"PK\x03\x04"):
        inside = _inside(path)
        if "xl/workbook.xml" in inside:
            named = f"this is a workbook (.xlsx) under the name {path.name}"
            return ("", "") if is_workbook else (named, "its ending .xlsx")
        other = "a binary workbook (.xlsb)" if "xl/workbook.bin" in inside else ""
        other = other or ("an OpenDocument file" if "content.xml" in inside else "")
        return f"this is {other or 'a zip archive'}", "a workbook saved as .xlsx"
    for start, name in (
        (b"%pdf", "a PDF"),
        (b"<html", "a web page"),
        (b"<!doctype html", "a web page"),
        (b"<table", "a web page"),
        (b"<?xml", "an XML file"),
    ):
        if beginning.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(start):
            return f"this is {name}, not a table", "a workbook (.xlsx) or a CSV file"
    if is_workbook:
        return "this is no workbook, whatever its name", "a workbook saved as .xlsx"
    if path.suffix.casefold() in OLD_WORKBOOKS:
        found = f"this is no workbook, though its name ends in {path.suffix}"
        return found, "a workbook (.xlsx), or the ending .csv"
    return "", ""


def _holds(path: Path, words: bytes) -> bool:
    """Tell whether a file holds some bytes anywhere."""
    before = b""
    with open(path, "rb") as file:
        while piece := file.read(_PIECE):
            if words in before + piece:
                return True
            before = piece[-len(words) :]
    return False


def _inside(path: Path) -> set[str]:
    """List the parts of an archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, OSError) as error:
        found = f"cannot be read ({error})"
        raise InputError(found, "a whole file", shown(path)) from None
