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
``label`` (or ``iName``), ``unit``,    for the reader; nothing is computed from them
``level``, ``target``
``type``                               Indicator, Aggregate; rows of another type, such
                                       as COINr's groups, are no nodes and left out
=====================================  =================================================
"""

from collections.abc import Iterator
from numbers import Real

import pandas as pd

from compindex.errors import InputError, one_of, quoted
from compindex.numerals import number
from compindex.yaml_files import DEEPEST, Place

NUMBERS = ("weight", "direction", "reference", "low", "high", "worst", "best")
COLUMNS = ("code", "parent", "mean", "rule", *NUMBERS, "logarithm")
DESCRIPTIVE = ("label", "unit", "level", "target", "type", "denominator")
_ALIASES = {"icode": "code", "iname": "label"}
# What a table of COINr lists besides nodes: further columns of its data.
_NO_NODES = ("group", "denominator", "other")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_TABLE = "the table of nodes"


def content(
    table: pd.DataFrame, file: str = _TABLE
) -> tuple[dict[str, object], dict[Place, int]]:
    """Write a table of nodes as the content of a specification.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a node, in any order; headings in capitals or not.
    file : str
        What the table is called in an error.

    Returns
    -------
    content : dict
        For `specification.from_content`; the index is named after its root.
    lines : dict of tuple to int
        Row by place, the heading being row 1.

    Raises
    ------
    InputError
        If a column is missing or unknown, a cell cannot be read, a code stands twice, a
        parent is none of the codes, or there is not one root above all.

    Examples
    --------
    >>> table = pd.DataFrame({"code": ["total", "a"], "parent": ["", "total"]})
    >>> content(table)[0]
    {'name': 'total', 'root': {'name': 'total', 'children': [{'name': 'a'}]}}
    """
    rows = {}  # cells by the number of the row
    for row, cells in _rows(table, file):
        if "code" not in cells:
            raise InputError("no code", "a name for each node", file, row, "code")
        rows[row] = cells
    nodes = _nodes(rows, file)
    root = _joined(rows, nodes, file)
    lines = _lines(rows, nodes, root, file)
    return {"name": root["name"], "root": root}, lines


def _rows(table: pd.DataFrame, file: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Give the number of each row that is a node, and its cells that are not empty."""
    names = [_heading(name) for name in table.columns]
    for name in names:
        if name not in COLUMNS + DESCRIPTIVE:
            expected = one_of(COLUMNS + DESCRIPTIVE, name)
            raise InputError(f"unknown column {quoted(name)}", expected, file, 1)
        if names.count(name) > 1:
            raise InputError(f"two columns {name}", "one of a name", file, 1)
    for name in ("code", "parent"):
        if name not in names:
            expected = "a column code and a column parent"
            raise InputError(f"no column {name}", expected, file, 1)
    for row, cells in enumerate(table.itertuples(index=False, name=None), 2):
        filled = {
            name: cell
            for name, cell in zip(names, cells, strict=True)
            if not (cell is None or pd.api.types.is_scalar(cell) and pd.isna(cell))
            and str(cell).strip()
        }
        if filled and str(filled.get("type")).casefold() not in _NO_NODES:
            yield row, filled


def _heading(name: object) -> str:
    """Read the heading of a column."""
    plain = str(name).strip().casefold()
    return _ALIASES.get(plain, plain)


def _nodes(rows: dict[int, dict], file: str) -> dict[str, dict]:
    """Write each row as a node, by its code."""
    nodes = {}
    for row, cells in rows.items():
        node = _node(cells, file, row)
        if node["name"] in nodes:
            found = f"{node['name']} stands here a second time"
            raise InputError(found, "one row for each node", file, row, "code")
        nodes[node["name"]] = node
    return nodes


def _node(cells: dict[str, object], file: str, row: int) -> dict[str, object]:
    """Write one row as a node, without what it leaves open."""
    if "denominator" in cells:
        found = f"the denominator {quoted(cells['denominator'])}"
        expected = "values that are divided already, and nothing here"
        raise InputError(found, expected, file, row, "denominator")
    read = {}
    for name in (*NUMBERS, "logarithm"):
        if name in cells:
            try:
                read[name] = _number_or_truth(name, cells[name])
            except InputError as error:
                raise InputError(str(error), None, file, row, name) from None
    node = {"name": _text(cells["code"])}
    node |= {name: read.pop(name) for name in ("weight", "direction") if name in read}
    if "mean" in cells:
        node["aggregate"] = _text(cells["mean"]).casefold()
    if "rule" in cells:
        read["method"] = _text(cells["rule"]).casefold()
    if read:
        node["standardize"] = read
    return node


def _number_or_truth(name: str, cell: object) -> object:
    """Read a number, or a yes or no of the column ``logarithm``."""
    if name == "logarithm":
        if _text(cell).casefold() not in _TRUTH:
            raise InputError(f"{quoted(cell)} is neither", "true or false")
        return _TRUTH[_text(cell).casefold()]
    if isinstance(cell, Real):
        return cell
    return number(str(cell))


def _text(cell: object) -> str:
    """Read a word; a whole number that a spreadsheet made a float keeps its digits."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _joined(rows: dict[int, dict], nodes: dict[str, dict], file: str) -> dict:
    """Put every node below its parent, and give the root."""
    roots = []
    for (row, cells), node in zip(rows.items(), nodes.values(), strict=True):
        if "parent" not in cells:
            roots.append((row, node))
            continue
        parent = _text(cells["parent"])
        if parent not in nodes:
            found, expected = f"no node {quoted(parent)}", one_of(nodes, parent)
            raise InputError(found, expected, file, row, "parent")
        nodes[parent].setdefault("children", []).append(node)
    if not roots:
        raise InputError("no root", "one row without a parent", file)
    if len(roots) > 1:
        row, node = roots[1]
        found = f"{node['name']} has no parent, as {roots[0][1]['name']} has none"
        raise InputError(found, "one root", file, row, "parent")
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
