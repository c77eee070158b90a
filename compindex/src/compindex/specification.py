"""The specification of an index: a weighted hierarchy, given as a YAML file, as a
mapping, as a table of nodes or as sheets of a workbook, and checked here.

Each node joins its children by a mean, with weights that are relative among them; each
leaf is a column of values.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from compindex import node_table
from compindex.described_sheets import content_of_nodes, content_of_workbook
from compindex.errors import InputError
from compindex.files import shown
from compindex.models import checked
from compindex.tables.file_kinds import WORKBOOKS
from compindex.tables.sheets import Sheet, read_sheets
from compindex.tree import Specification
from compindex.yaml_files import Place, read_mapping

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
            return *content_of_nodes(sheets[0]), shown(path)
        return *content_of_workbook(sheets, path.stem), shown(path)
    return *read_mapping(source, "the specification of an index"), shown(source)


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
    content, lines = content_of_workbook(sheets, name)
    return from_content(content, sheets[0].file, lines)


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
        For every key, type or value that is wrong.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a"}]}
    >>> from_content({"name": "mine", "root": root}).missing
    'error'
    """
    return checked(Specification, content, file, lines)
