"""The cells of a table of nodes: each row as what a specification says of a node."""

import math
from collections.abc import Sequence
from numbers import Real

import pandas as pd

from compindex.errors import InputError, Wrong, one_of, quoted, raise_all
from compindex.node_headings import node_heading
from compindex.tables.columns import read_numbers

NUMBERS = (
    *("weight", "direction", "reference", "low", "high", "worst", "best"),
    *("offset", "points"),
)
_TEXTS = ("denominator", "impute", "label", "label_zh", "unit")
COLUMNS = ("code", "parent", "mean", "rule", "treat", *NUMBERS, "logarithm", *_TEXTS)
DESCRIPTIVE = ("level", "target", "type")
# What a table of COINr lists besides nodes: further columns of its data.
_NO_NODES = ("group", "denominator", "other")
_TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_nodes(
    table: pd.DataFrame, file: str, top: int, numbered: Sequence[int]
) -> tuple[dict[int, dict[str, object]], dict[str, dict[str, object]]]:
    """Read the rows of a table of nodes.

    Parameters
    ----------
    table : pandas.DataFrame
    file : str
        What the table is called in an error.
    top : int
        The number of the row of headings.
    numbered : sequence of int
        The number of each row below.

    Returns
    -------
    rows : dict of int to dict
        The cells that are not empty of each row that is a node, by its number.
    nodes : dict of str to dict
        What each row says of its node, by code, in the same order.

    Raises
    ------
    InputError
        Everything that is wrong in any cell.

    Examples
    --------
    >>> table = pd.DataFrame({"code": ["a"], "parent": ["total"], "weight": ["0,5"]})
    >>> read_nodes(table, "index.csv", 1, [2])[1]
    {'a': {'name': 'a', 'weight': 0.5}}
    """
    _refuse_columns(table, file, top)
    rows, errors = _filled(table, numbered), Wrong()
    nodes = _nodes(rows, _numbers(rows, file, errors), file, errors)
    raise_all(errors)
    return rows, nodes


def _refuse_columns(table: pd.DataFrame, file: str, top: int) -> None:
    """Refuse columns that are unknown, stand twice, or are missing."""
    names, errors = [node_heading(name) for name in table.columns], []
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


def _filled(
    table: pd.DataFrame, numbered: Sequence[int]
) -> dict[int, dict[str, object]]:
    """Give the cells that are not empty of each row that is a node, by its number."""
    names = [node_heading(name) for name in table.columns]
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
        kind = str(filled.get("type")).strip().casefold().removesuffix("s")
        if filled and kind not in _NO_NODES:
            rows[row] = filled
    return rows


def _numbers(
    rows: dict[int, dict], file: str, errors: Wrong
) -> dict[int, dict[str, float]]:
    """Read the columns of numbers, each with the decimal sign that it shows; give those
    of each row by their names.
    """
    found = {row: {} for row in rows}
    for name in NUMBERS:
        there = [row for row, cells in rows.items() if name in cells]
        cells = [_cell(rows[row][name]) for row in there]
        read = read_numbers(cells)
        for place, error in read.errors.items():
            errors.append(InputError(str(error), None, file, there[place], name))
        for place in read.bounds:
            words = f"{quoted(cells[place])} is only a bound"
            errors.append(InputError(words, "a number", file, there[place], name))
        for row, value in zip(there, read.values.tolist(), strict=True):
            if not math.isnan(value):
                found[row][name] = value
    return found


def _cell(cell: object) -> object:
    """Take a number as it is, and anything else as text."""
    return cell if isinstance(cell, Real) else str(cell)


def _nodes(
    rows: dict[int, dict],
    numbers: dict[int, dict[str, float]],
    file: str,
    errors: Wrong,
) -> dict[str, dict]:
    """Write each row as a node, by its code."""
    nodes = {}
    for row, cells in rows.items():
        if "code" not in cells:
            errors.append(
                InputError("no code", "a name for each node", file, row, "code")
            )
            continue
        try:
            node = _node(cells, numbers[row])
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
    node = {"name": cell_text(cells["code"])}
    node |= {
        name: numbers.pop(name) for name in ("weight", "direction") if name in numbers
    }
    if "mean" in cells:
        node["aggregate"] = cell_text(cells["mean"]).casefold()
    node |= {name: cell_text(cells[name]) for name in _TEXTS if name in cells}
    if "treat" in cells:
        node["treat"] = {"method": cell_text(cells["treat"]).casefold()}
        taken = {"log": "offset", "winsorise": "points"}.get(node["treat"]["method"])
        if taken in numbers:
            node["treat"][taken] = numbers.pop(taken)
    if "rule" in cells:
        numbers["method"] = cell_text(cells["rule"]).casefold()
    if "logarithm" in cells:
        numbers["logarithm"] = _truth(cells["logarithm"])
    if numbers:
        node["standardize"] = numbers
    return node


def _truth(cell: object) -> bool:
    """Read a yes or no."""
    if cell_text(cell).casefold() not in _TRUTH:
        raise InputError(f"{quoted(cell)} is neither", "true or false")
    return _TRUTH[cell_text(cell).casefold()]


def cell_text(cell: object) -> str:
    """Read a word; a whole number that a spreadsheet made a float keeps its digits.

    Parameters
    ----------
    cell : object

    Returns
    -------
    str

    Examples
    --------
    >>> cell_text(7.0), cell_text(" total ")
    ('7', 'total')
    """
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
