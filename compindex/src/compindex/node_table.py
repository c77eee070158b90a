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

import math
from collections.abc import Mapping, Sequence
from numbers import Real

import pandas as pd

from compindex.errors import InputError, one_of, quoted, raise_all
from compindex.tables.columns import read_numbers
from compindex.yaml_files import DEEPEST, Place

NUMBERS = (
    *("weight", "direction", "reference", "low", "high", "worst", "best"),
    *("offset", "points"),
)
_TEXTS = ("denominator", "impute", "label", "label_zh", "unit")
COLUMNS = ("code", "parent", "mean", "rule", "treat", *NUMBERS, "logarithm", *_TEXTS)
DESCRIPTIVE = ("level", "target", "type")
_ALIASES = {"icode": "code", "iname": "label"} | dict(
    zip(
        "代码 上级 权重 方向 平均 规则 参照值 下限 上限 最差 最好 对数 偏移 分母 插补 处理 点数 名称 中文名称 单位 层级 类型".split(),
        "code parent weight direction mean rule reference low high worst best logarithm offset denominator impute treat points label label_zh unit level type".split(),
        strict=True,
    )
)
# What a table of COINr lists besides nodes: further columns of its data.
_NO_NODES = ("group", "denominator", "other")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
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
    _refuse_columns(table, file, top)
    filled = _filled(table, numbered)
    errors = []
    nodes = _nodes(filled, _numbers(filled, file, errors), file, errors)
    raise_all(errors)
    root = _joined(filled, nodes, file)
    lines = _lines(filled, nodes, root, file)
    return {"name": root["name"], "root": root}, lines


def heading_row(rows: Mapping[int, Sequence[object]]) -> int:
    """Find the row of headings, which titles may stand above: the first with a code and
    a parent.

    Parameters
    ----------
    rows : dict of int to sequence
        Cells by the number of the row.

    Returns
    -------
    int
        The first row, where there is no such one.

    Examples
    --------
    >>> heading_row({1: ["My index"], 3: ["iCode", "Parent"]})
    3
    """
    for row, cells in rows.items():
        if {"code", "parent"} <= {_heading(cell) for cell in cells}:
            return row
    return next(iter(rows))


def _refuse_columns(table: pd.DataFrame, file: str, top: int) -> None:
    """Refuse columns that are unknown, stand twice, or are missing."""
    names, errors = [_heading(name) for name in table.columns], []
    for name in dict.fromkeys(names):
        if name and name not in COLUMNS + DESCRIPTIVE:
            expected = one_of(COLUMNS + DESCRIPTIVE, name)
            errors.append(
                InputError(f"unknown column {quoted(name)}", expected, file, top)
            )
        if name and names.count(name) > 1:
            errors.append(InputError(f"two columns {name}", "one of a name", file, top))
    for name in ("code", "parent"):
        if name not in names:
            expected = "a column code and a column parent"
            errors.append(InputError(f"no column {name}", expected, file, top))
    raise_all(errors)


def _filled(table: pd.DataFrame, numbered: list[int]) -> dict[int, dict[str, object]]:
    """Give the cells that are not empty of each row that is a node, by its number."""
    names = [_heading(name) for name in table.columns]
    rows = {}
    for row, cells in zip(
        numbered, table.itertuples(index=False, name=None), strict=True
    ):
        filled = {
            name: cell
            for name, cell in zip(names, cells, strict=True)
            if not (cell is None or pd.api.types.is_scalar(cell) and pd.isna(cell))
            and str(cell).strip()
        }
        if filled and str(filled.get("type")).casefold() not in _NO_NODES:
            rows[row] = filled
    return rows


def _heading(name: object) -> str:
    """Read the heading of a column."""
    plain = str("" if name is None else name).strip().casefold()
    return _ALIASES.get(plain, plain)


def _numbers(
    rows: dict[int, dict], file: str, errors: list[InputError]
) -> dict[tuple[int, str], object]:
    """Read the columns of numbers, each with the decimal sign that it shows."""
    found = {}
    for name in NUMBERS:
        there = [row for row, cells in rows.items() if name in cells]
        cells = [_cell(rows[row][name]) for row in there]
        read = read_numbers(cells)
        for place, error in read.errors.items():
            errors.append(InputError(str(error), None, file, there[place], name))
        for place in read.bounds:
            found_bound = f"{quoted(cells[place])} is only a bound"
            errors.append(InputError(found_bound, "a number", file, there[place], name))
        found |= {
            (row, name): value
            for row, value in zip(there, read.values.tolist(), strict=True)
            if not math.isnan(value)
        }
    return found


def _cell(cell: object) -> object:
    """Take a number as it is, and anything else as text."""
    return cell if isinstance(cell, Real) else str(cell)


def _nodes(
    rows: dict[int, dict],
    numbers: dict[tuple[int, str], object],
    file: str,
    errors: list[InputError],
) -> dict[str, dict]:
    """Write each row as a node, by its code."""
    nodes = {}
    for row, cells in rows.items():
        if "code" not in cells:
            errors.append(
                InputError("no code", "a name for each node", file, row, "code")
            )
            continue
        own = {name: value for (place, name), value in numbers.items() if place == row}
        try:
            node = _node(cells, own)
        except InputError as error:
            errors.append(InputError(str(error), None, file, row, "logarithm"))
            continue
        if node["name"] in nodes:
            found = f"{node['name']} stands here a second time"
            errors.append(InputError(found, "one row for each node", file, row, "code"))
        nodes[node["name"]] = node
    return nodes


def _node(cells: dict[str, object], numbers: dict[str, object]) -> dict[str, object]:
    """Write one row as a node, without what it leaves open."""
    node = {"name": _text(cells["code"])}
    node |= {
        name: numbers.pop(name) for name in ("weight", "direction") if name in numbers
    }
    if "mean" in cells:
        node["aggregate"] = _text(cells["mean"]).casefold()
    node |= {name: _text(cells[name]) for name in _TEXTS if name in cells}
    if "treat" in cells:
        node["treat"] = {"method": _text(cells["treat"]).casefold()}
        taken = {"log": "offset", "winsorise": "points"}.get(node["treat"]["method"])
        if taken in numbers:
            node["treat"][taken] = numbers.pop(taken)
    if "rule" in cells:
        numbers["method"] = _text(cells["rule"]).casefold()
    if "logarithm" in cells:
        numbers["logarithm"] = _truth(cells["logarithm"])
    if numbers:
        node["standardize"] = numbers
    return node


def _truth(cell: object) -> bool:
    """Read a yes or no."""
    if _text(cell).casefold() not in _TRUTH:
        raise InputError(f"{quoted(cell)} is neither", "true or false")
    return _TRUTH[_text(cell).casefold()]


def _text(cell: object) -> str:
    """Read a word; a whole number that a spreadsheet made a float keeps its digits."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _joined(rows: dict[int, dict], nodes: dict[str, dict], file: str) -> dict:
    """Put every node below its parent, and give the root."""
    roots, errors = [], []
    for (row, cells), node in zip(rows.items(), nodes.values(), strict=True):
        parent = _text(cells["parent"]) if "parent" in cells else None
        if parent is None:
            roots.append((row, node))
        elif parent in nodes:
            nodes[parent].setdefault("children", []).append(node)
        else:
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
