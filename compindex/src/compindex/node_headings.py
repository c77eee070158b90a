"""Headings of a table of nodes."""

from collections.abc import Mapping, Sequence

# Other headings of the columns: COINr's, those of a specification in YAML, Chinese ones.
_ALIASES = {
    "icode": "code",
    "iname": "label",
    "label_en": "label",
    "name_en": "label",
    "name_zh": "label_zh",
    "aggregate": "mean",
    "standardize": "rule",
    "代码": "code",
    "上级": "parent",
    "权重": "weight",
    "方向": "direction",
    "平均": "mean",
    "规则": "rule",
    "参照值": "reference",
    "下限": "low",
    "上限": "high",
    "最差": "worst",
    "最好": "best",
    "对数": "logarithm",
    "偏移": "offset",
    "分母": "denominator",
    "插补": "impute",
    "处理": "treat",
    "点数": "points",
    "名称": "label",
    "中文名称": "label_zh",
    "单位": "unit",
    "层级": "level",
    "类型": "type",
}


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
        if {"code", "parent"} <= {node_heading(cell) for cell in cells}:
            return row
    return next(iter(rows))


def node_heading(name: object) -> str:
    """Read the heading of a column of a table of nodes.

    Parameters
    ----------
    name : object

    Returns
    -------
    str

    Examples
    --------
    >>> node_heading("iCode"), node_heading(" 权重 "), node_heading("Parent")
    ('code', 'weight', 'parent')
    """
    plain = str("" if name is None else name).strip().casefold()
    return _ALIASES.get(plain, plain)
