"""A specification as a table with one row a node, in the form that users of COINr know
as iMeta.

=====================================  =================================================
column                                 what it says of the node
=====================================  =================================================
``code`` (or ``iCode``)                its name; of a leaf, the column of its values
``parent``                             the code above it; empty for the root
``weight``                             relative to its siblings; 1 where empty
``direction``                          -1 where smaller values are better; 1 where empty
``mean``                               of its children: arithmetic, geometric, harmonic
``rule``                               how a leaf is standardized; identity where empty
``reference``, ``low``, ``high``,      the numbers of the rule
``worst``, ``best``, ``logarithm``
``offset``                             what is added before a logarithm
``denominator``                        the column that a leaf's values are divided by
``impute``                             how a leaf's missing values are filled
``treat``, ``points``                  how a leaf's outliers are treated
``label`` (or ``iName``),              in English and Chinese: for the reader, and as
``label_zh``                           headings of the values
``unit``, ``level``, ``target``        for the reader; nothing is computed from them
``type``                               Indicator, Aggregate; rows of another type, such
                                       as COINr's groups, are no nodes and left out
=====================================  =================================================
"""

from collections.abc import Sequence

import pandas as pd

from compindex.errors import InputError, Wrong, one_of, quoted, raise_all
from compindex.node_cells import cell_text, read_nodes
from compindex.yaml_files import DEEPEST, Place

_TABLE = "the table of nodes"


def content(
    table: pd.DataFrame, file: str = _TABLE, rows: Sequence[int] | None = None
) -> tuple[dict[str, object], dict[Place, int]]:
    """Write a table of nodes as the content of a specification.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a node, in any order; headings in capitals or not.
    file : str
        What the table is called in an error.
    rows : sequence of int, optional
        The number of each row, that of the heading first; by default from 1.

    Returns
    -------
    content : dict
        For `specification.from_content`; the index is named after its root.
    lines : dict of tuple to int
        Row by place.

    Raises
    ------
    InputError
        For every column that is missing or unknown, cell that cannot be read, code that
        stands twice and parent that is none of the codes; or if there is not one root.

    Examples
    --------
    >>> table = pd.DataFrame({"code": ["total", "a"], "parent": ["", "total"]})
    >>> content(table)[0]
    {'name': 'total', 'root': {'name': 'total', 'children': [{'name': 'a'}]}}
    """
    top, *numbered = rows or range(1, len(table) + 2)
    filled, nodes = read_nodes(table, file, top, numbered)
    root = _joined(filled, nodes, file)
    lines = _lines(filled, nodes, root, file)
    return {"name": root["name"], "root": root}, lines


def _joined(rows: dict[int, dict], nodes: dict[str, dict], file: str) -> dict:
    """Put every node below its parent, and give the root."""
    roots, errors = [], Wrong()
    for (row, cells), node in zip(rows.items(), nodes.values(), strict=True):
        parent = cell_text(cells["parent"]) if "parent" in cells else None
        if parent is None:
            roots.append((row, node))
        elif parent in nodes:
            nodes[parent].setdefault("children", []).append(node)
        elif not errors.is_full():
            found, expected = f"no node {quoted(parent)}", one_of(nodes, parent)
            errors.append(InputError(found, expected, file, row, "parent"))
    if not roots:
        errors.append(InputError("no root", "one row without a parent", file))
    for row, node in roots[1:]:
        found = f"{node['name']} has no parent, as {roots[0][1]['name']} has none"
        errors.append(InputError(found, "one root", file, row, "parent"))
    raise_all(errors)
    return roots[0][1]


def _lines(
    rows: dict[int, dict], nodes: dict[str, dict], root: dict, file: str
) -> dict[Place, int]:
    """Give the row of every place below the root; refuse what does not hang there."""
    row_of = dict(zip(nodes, rows, strict=True))
    lines, left = {}, [(root, ("root",))]
    while left:
        node, place = left.pop()
        row = row_of.pop(node["name"])
        if len(place) // 2 > DEEPEST:
            raise InputError("too many levels", f"{DEEPEST} at most", file, row)
        lines[place] = row
        _refuse_other_type(rows[row], node, file, row)
        for place_among, child in enumerate(node.get("children", [])):
            left.append((child, (*place, "children", place_among)))
    for name, row in row_of.items():
        found = f"{name} stands below itself"
        raise InputError(found, "a way up to the root", file, row, "parent")
    return lines


def _refuse_other_type(cells: dict, node: dict, file: str, row: int) -> None:
    """Refuse an indicator with children, and an aggregate without."""
    kind = str(cells.get("type", "")).strip().casefold()
    if kind not in ("", "indicator", "aggregate"):
        expected = one_of(["Indicator", "Aggregate"], kind)
        raise InputError(f"unknown type {quoted(kind)}", expected, file, row, "type")
    if kind == "indicator" and "children" in node:
        found = f"{node['name']} is an indicator and has children"
        raise InputError(found, "an aggregate", file, row, "type")
    if kind == "aggregate" and "children" not in node:
        found = f"{node['name']} is an aggregate without children"
        raise InputError(found, "an indicator", file, row, "type")
