"""Folders of exports, each with some of the indicators."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from compindex.errors import InputError, enumerated
from compindex.files import shown
from compindex.tables.file_kinds import OLD_WORKBOOKS, WORKBOOKS
from compindex.tables.sheets import Sheet, read_sheets
from compindex.tables.sources import columns_of, vocabulary
from compindex.tables.values import Values, read_values
from compindex.tree import Specification

TABLES = (".csv", ".tsv", *WORKBOOKS)
_NO_TABLES = (".yml", ".yaml", ".json", ".md")  # what lies beside tables


def read_folder_of_exports(
    folder: str | os.PathLike[str],
    spec: Specification,
    headings: Mapping[str, str] | None = None,
    unit: Callable[[str], str] = str,
) -> Values:
    """Read a folder of exports, each with some of the indicators.

    Parameters
    ----------
    folder : path
    spec : Specification
    headings, unit
        As for `vocabulary`.

    Returns
    -------
    Values

    Raises
    ------
    InputError
        Everything that is wrong in any file.
    """
    folder = Path(folder)
    sheets, errors = sheets_in(folder)
    if not sheets and not errors:
        found = "no CSV file or workbook in this folder"
        raise InputError(found, "exports", shown(folder))
    words = vocabulary(spec, headings, unit)
    return read_values(sheets, words, columns_of(spec), spec.decimal, errors)


def sheets_in(folder: Path) -> tuple[list[Sheet], list[InputError]]:
    """Read the sheets of all tables of a folder.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    sheets : list of Sheet
    errors : list of InputError
        What is wrong with each file that cannot be read, or would be overlooked.
    """
    sheets, errors, left = [], [], []
    for file in table_files(folder):
        try:
            sheets += read_sheets(file)
        except InputError as error:
            errors.append(error)
    for file in sorted(folder.glob("[!.~]*")):
        suffix = file.suffix.casefold()
        if suffix in OLD_WORKBOOKS:
            found = f"this workbook ({suffix}) would be overlooked"
            errors.append(InputError(found, "one saved as .xlsx, or CSV", shown(file)))
        elif file.is_file() and suffix not in (*TABLES, *_NO_TABLES):
            left.append(file.name)
    visible = [sheet for sheet in sheets if not sheet.hidden]
    if left and visible:
        words = f"left alone, by their endings: {enumerated(left)}"
        visible[0].remarks.append(words)
    return sheets, errors


def table_files(folder: Path) -> list[Path]:
    """List the tables of a folder, without what a running Excel leaves beside them.

    Parameters
    ----------
    folder : pathlib.Path

    Returns
    -------
    list of pathlib.Path
    """
    return [
        path
        for path in sorted(folder.glob("[!.~]*"))
        if path.suffix.casefold() in TABLES
    ]
