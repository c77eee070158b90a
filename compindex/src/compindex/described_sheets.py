"""An index described in a workbook: a sheet of nodes, and one of settings."""

import datetime
from collections.abc import Iterable, Sequence

import pandas as pd

from compindex import node_table
from compindex.errors import InputError, one_of, raise_all
from compindex.models import checked
from compindex.node_headings import heading_row
from compindex.tables.headings import heading_key, visible
from compindex.tables.sheets import Sheet, is_text, place_of
from compindex.tables.workbooks import Percent
from compindex.tree import Specification
from compindex.yaml_files import Place

# Sheets that describe an index, and the names that each may have.
SHEETS_BY = {
    "indicators": {"indicators", "imeta", "nodes", "指标"},
    "settings": {"settings", "设置"},
}


def sheet_named(sheets: Iterable[Sheet], name: str) -> Sheet | None:
    """Find a sheet by one of the names that it may have; refuse two.

    Parameters
    ----------
    sheets : iterable of Sheet
    name : {"indicators", "settings"}

    Returns
    -------
    Sheet or None

    Raises
    ------
    InputError
        If there are several.

    Examples
    --------
    >>> sheet_named([Sheet("my.xlsx", "iMeta", {})], "indicators").name
    'iMeta'
    """
    found = [sheet for sheet in sheets if heading_key(sheet.name) in SHEETS_BY[name]]
    if len(found) > 1:
        names = " and ".join(sheet.name for sheet in found)
        raise InputError(f"two sheets, {names}", f"one for {name}", found[0].file)
    return found[0] if found else None


def content_of_workbook(
    sheets: Sequence[Sheet], name: str
) -> tuple[dict[str, object], dict[Place, str]]:
    """Read the sheets that describe an index.

    Parameters
    ----------
    sheets : sequence of Sheet
    name : str
        Name of the index, where the settings give none.

    Returns
    -------
    content : dict
        For `specification.from_content`.
    lines : dict of tuple to str
        Sheet and row, by place.

    Raises
    ------
    InputError
        Everything that is wrong in either sheet.

    Examples
    --------
    >>> rows = {1: ["code", "parent"], 2: ["total"], 3: ["a", "total"]}
    >>> content_of_workbook([Sheet("my.xlsx", "indicators", rows)], "mine")[0]["name"]
    'mine'
    """
    nodes = sheet_named(sheets, "indicators")
    if nodes is None:
        found = "no sheet `indicators`"
        expected = one_of([sheet.name for sheet in sheets], "indicators")
        raise InputError(found, expected, sheets[0].file if sheets else None)
    settings, errors = sheet_named(sheets, "settings"), []
    entries, rows = _of_settings(settings, errors) if settings else ({}, {})
    try:
        content, lines = content_of_nodes(nodes)
    except InputError as error:
        raise_all([*_wrong_settings(entries, rows, nodes.file), *errors, error])
    if errors:
        raise_all([*errors, *_wrong_settings(entries, rows, nodes.file)])
    return content | {"name": name} | entries, lines | rows


def _wrong_settings(
    entries: dict[str, object], rows: dict[Place, str], file: str
) -> list[InputError]:
    """Say what is wrong with settings, whatever the nodes are."""
    stand_in = {"name": "mine", "root": {"name": "(the root)"}}
    try:
        checked(Specification, stand_in | entries, file, rows)
    except InputError as error:
        return [error]
    return []


def _of_settings(
    sheet: Sheet, errors: list[InputError]
) -> tuple[dict[str, object], dict[Place, str]]:
    """Read a sheet with an entry and its value in each row; note what stands twice."""
    content, lines = {}, {}
    for row, cells in sheet.rows.items():
        entry, value = [*cells, None, None][:2]
        name = heading_key(entry)
        if name in ("", "setting", "设置") or value in (None, ""):
            continue
        if name in content:
            found, where = f"{name} stands here a second time", place_of(sheet)
            errors.append(InputError(found, "one value", where, row))
        content[name] = _setting(name, value)
        lines[name,] = f"sheet {sheet.name}, row {row}"
    return content, lines


def _setting(name: str, value: object) -> object:
    """Take the value of a setting as a specification has it."""
    if isinstance(value, Percent):
        return value / 100
    if name == "coverage" and isinstance(value, str):
        return value.replace(",", ".")
    return str(value) if isinstance(value, datetime.date) else value


def content_of_nodes(
    sheet: Sheet,
) -> tuple[dict[str, object], dict[Place, str]]:
    """Read a sheet with one row a node, below its heading.

    Parameters
    ----------
    sheet : Sheet

    Returns
    -------
    content : dict
    lines : dict of tuple to str
        As of `content_of_workbook`.

    Raises
    ------
    InputError
        Everything that is wrong in it.
    """
    if not sheet.rows:
        raise InputError("nothing is there", "a row for each node", place_of(sheet))
    top = heading_row(sheet.rows)
    body = {row: cells for row, cells in sheet.rows.items() if row > top}
    width = max(map(len, [sheet.rows[top], *body.values()]))
    padded = [cells + [None] * (width - len(cells)) for cells in body.values()]
    names = [visible(name) for name in sheet.rows[top]]
    names += [""] * (width - len(names))
    table = pd.DataFrame(padded, columns=names, dtype=object)
    content, lines = node_table.content(table, place_of(sheet), [top, *body])
    where = "" if is_text(sheet) else f"sheet {sheet.name}, "
    return content, {place: f"{where}row {row}" for place, row in lines.items()}
