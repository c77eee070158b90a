"""The specification of an index: a weighted hierarchy, given as a YAML file, as a
mapping, as a table of nodes or as sheets of a workbook, and checked here.

Each node joins its children by a mean, with weights that are relative among them; each
leaf is a column of values.
"""

import datetime
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from compindex import node_table
from compindex.errors import InputError, one_of, raise_all
from compindex.files import shown
from compindex.models import checked
from compindex.node_cells import heading_row
from compindex.tables.file_kinds import WORKBOOKS
from compindex.tables.headings import heading_key, visible
from compindex.tables.sheets import Sheet, is_text, place_of, read_sheets
from compindex.tables.workbooks import Percent
from compindex.tree import Specification
from compindex.yaml_files import Place, read_mapping

# Sheets that describe an index, and the names that each may have.
SHEETS_BY = {
    "indicators": {"indicators", "imeta", "nodes", "指标"},
    "settings": {"settings", "设置"},
}
Source = Specification | Mapping | pd.DataFrame | str | os.PathLike


def load_spec(source: Source, name: str | None = None) -> Specification:
    """Take the specification of an index from wherever it is described.

    Parameters
    ----------
    source : path, dict, pandas.DataFrame or Specification
        A YAML file, or its content; or a table with one row a node (`node_table`), a
        CSV file of it, or a workbook with a sheet ``indicators``. A specification is
        given back as it is.
    name : str, optional
        Name of the index; by default the one that the source gives, and for a table
        the name of its root.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        If a file is missing or cannot be read, or the source describes no index: with
        the line, and the nearest name that is allowed.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     [("total", None, 1), ("a", "total", 3), ("b", "total", 1)],
    ...     columns=["code", "parent", "weight"],
    ... )
    >>> [(node.name, node.weight) for node in load_spec(table).root.children]
    [('a', 3.0), ('b', 1.0)]
    """
    if isinstance(source, Specification):
        return source.model_copy(update={"name": name}) if name else source
    content, lines, file = _described(source)
    return from_content(content | {"name": name} if name else content, file, lines)


def _described(source: Source) -> tuple[dict, dict[Place, int | str], str | None]:
    """Read what a source says, the line of each entry, and the name of its file."""
    if isinstance(source, pd.DataFrame):
        content, lines = node_table.content(source)
        rows = {place: f"row {row}" for place, row in lines.items()}
        return content, rows, "the table of nodes"
    if isinstance(source, Mapping):
        return dict(source), {}, None
    if not isinstance(source, (str, os.PathLike)):
        found = f"a specification of type {type(source).__name__}"
        raise InputError(found, "a path, a dict or a table with one row a node")
    path = Path(source)
    if path.suffix.casefold() in (".csv", *WORKBOOKS):
        sheets = read_sheets(path)
        if path.suffix.casefold() == ".csv":
            return *_of_nodes(sheets[0]), shown(path)
        return *_of_workbook(sheets, path.stem), shown(path)
    return *read_mapping(source, "the specification of an index"), shown(source)


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


def from_sheets(sheets: Sequence[Sheet], name: str) -> Specification:
    """Take the specification from the sheets of a workbook.

    Parameters
    ----------
    sheets : sequence of Sheet
        One called ``indicators``, a row a node (`node_table`); perhaps one called
        ``settings``, a row an entry with its value, such as ``missing``.
    name : str
        Name of the index, where the settings give none.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        If there is no such sheet, or it describes no index.

    Examples
    --------
    >>> rows = {1: ["code", "parent"], 2: ["total"], 3: ["a", "total"]}
    >>> from_sheets([Sheet("my.xlsx", "indicators", rows)], "mine").root.name
    'total'
    """
    content, lines = _of_workbook(sheets, name)
    return from_content(content, sheets[0].file, lines)


def _of_workbook(
    sheets: Sequence[Sheet], name: str
) -> tuple[dict[str, object], dict[Place, str]]:
    """Read the sheets that describe an index."""
    nodes = sheet_named(sheets, "indicators")
    if nodes is None:
        found = "no sheet `indicators`"
        expected = one_of([sheet.name for sheet in sheets], "indicators")
        raise InputError(found, expected, sheets[0].file if sheets else None)
    settings, errors = sheet_named(sheets, "settings"), []
    entries, rows = _of_settings(settings, errors) if settings else ({}, {})
    try:
        content, lines = _of_nodes(nodes)
    except InputError as error:
        raise_all([*_wrong_settings(entries, rows, nodes.file), *errors, error])
    if errors:
        raise_all([*errors, *_wrong_settings(entries, rows, nodes.file)])
    return content | {"name": name} | entries, lines | rows


def _wrong_settings(
    entries: dict[str, object], rows: dict[Place, str], file: str
) -> list[InputError]:
    """Say what is wrong with settings, whatever the nodes are."""
    stand_in = {"name": "mine", "root": {"name": "total"}}
    without = {name: value for name, value in entries.items() if name != "group"}
    try:
        from_content(stand_in | without, file, rows)
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


def _of_nodes(sheet: Sheet) -> tuple[dict[str, object], dict[Place, str]]:
    """Read a sheet with one row a node, below its heading."""
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


def from_content(
    content: dict, file: str | None = None, lines: dict[Place, int | str] | None = None
) -> Specification:
    """Check the content of a specification.

    Parameters
    ----------
    content : dict
        What the YAML file holds.
    file : str, optional
        Name of the file, for the error.
    lines : dict, optional
        The line of each place (`yaml_files.read_mapping`), or the words for it.

    Returns
    -------
    Specification

    Raises
    ------
    InputError
        For the first key, type or value that is wrong.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}]}
    >>> from_content({"name": "mine", "root": root}).missing
    'error'
    """
    return checked(Specification, content, file, lines)
