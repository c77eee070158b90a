"""The specification of an index: a weighted hierarchy, given as a YAML file, as a
mapping or as a table of nodes, and checked here.

Each node joins its children by a mean, with weights that are relative among them; each
leaf is a column of values.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from compindex import node_table
from compindex.errors import InputError
from compindex.files import read_csv, shown
from compindex.models import checked
from compindex.tree import Specification
from compindex.yaml_files import Place, read_mapping

Source = Specification | Mapping | pd.DataFrame | str | os.PathLike


def load_spec(source: Source, name: str | None = None) -> Specification:
    """Take the specification of an index from wherever it is described.

    Parameters
    ----------
    source : path, dict, pandas.DataFrame or Specification
        A YAML file, or its content; or a table with one row a node (`node_table`), or a
        CSV file of it. A specification is given back as it is.
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


def _described(source: Source) -> tuple[dict, dict[Place, int], str | None]:
    """Read what a source says, the line of each entry, and the name of its file."""
    if isinstance(source, pd.DataFrame):
        return *node_table.content(source), "the table of nodes"
    if isinstance(source, Mapping):
        return dict(source), {}, None
    if not isinstance(source, (str, os.PathLike)):
        found = f"a specification of type {type(source).__name__}"
        raise InputError(found, "a path, a dict or a table with one row a node")
    if Path(source).suffix.casefold() == ".csv":
        table = read_csv(source, "a table of nodes", dtype=str, keep_default_na=False)
        return *node_table.content(table, shown(source)), shown(source)
    return *read_mapping(source, "the specification of an index"), shown(source)


def from_content(
    content: dict, file: str | None = None, lines: dict[Place, int] | None = None
) -> Specification:
    """Check the content of a specification.

    Parameters
    ----------
    content : dict
        What the YAML file holds.
    file : str, optional
        Name of the file, for the error.
    lines : dict of tuple to int, optional
        Its lines (`yaml_files.read_mapping`), for the error.

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
