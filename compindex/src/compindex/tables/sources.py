"""What people have, read whole: a workbook, or a CSV file with a description beside."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from compindex.described_sheets import SHEETS_BY, sheet_named
from compindex.errors import InputError, quoted, raise_all
from compindex.files import shown
from compindex.specification import from_sheets, load_spec
from compindex.tables.file_kinds import WORKBOOKS
from compindex.tables.headings import heading_key
from compindex.tables.parts import Vocabulary
from compindex.tables.sheets import Sheet, read_sheets
from compindex.tables.values import Values, read_values
from compindex.tables.years import is_year
from compindex.tree import Specification, leaves

_DATA = ("data", "idata", "数据", "values")
_OTHER = ("readme", "read me", "说明", "notes", *SHEETS_BY)
_DESCRIBED = "a sheet `indicators`, or index.yml beside the file"


@dataclass
class Source:
    """An index as it came.

    Attributes
    ----------
    spec : Specification
    values : Values
    """

    spec: Specification
    values: Values


def columns_of(spec: Specification) -> list[str]:
    """List the columns of numbers that an index needs: its leaves, and denominators.

    Parameters
    ----------
    spec : Specification

    Returns
    -------
    list of str

    Examples
    --------
    >>> leaf = {"name": "a", "denominator": "people"}
    >>> root = {"name": "total", "children": [leaf]}
    >>> columns_of(Specification(name="mine", root=root))
    ['a', 'people']
    """
    names = [leaf.name for leaf in leaves(spec)]
    below = [leaf.denominator for leaf in leaves(spec) if leaf.denominator]
    return list(dict.fromkeys([*names, *below]))


def vocabulary(
    spec: Specification,
    headings: Mapping[str, str] | None = None,
    unit: Callable[[str], str] = str,
) -> Vocabulary:
    """Gather the headings under which the columns of an index may stand: names and
    labels, and any others that are known.

    Parameters
    ----------
    spec : Specification
    headings : dict of str to str, optional
        Names of columns by other headings.
    unit : callable
        As for `parts.Vocabulary`.

    Returns
    -------
    Vocabulary

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "a", "label_zh": "报道量"}]}
    >>> vocabulary(Specification(name="mine", root=root)).indicators
    {'报道量': 'a', 'a': 'a'}
    """
    wanted, found = columns_of(spec), {}
    for text, name in (headings or {}).items():
        if name in wanted:
            found[heading_key(text)] = name
    for leaf in leaves(spec):
        for text in (leaf.label, leaf.label_zh):
            if text:
                found[heading_key(text)] = leaf.name
    found |= {heading_key(name): name for name in wanted}
    return Vocabulary(found, spec.group, unit)


def read_source(
    path: str | os.PathLike[str],
    headings: Mapping[str, str] | None = None,
    unit: Callable[[str], str] = str,
    look: Callable[[Specification], None] | None = None,
) -> Source:
    """Read an index: a workbook with sheets `data` and `indicators`; or a CSV file, or
    a workbook of data alone, with `index.yml` beside it.

    Parameters
    ----------
    path : path
    headings, unit
        As for `vocabulary`.
    look : callable, optional
        Looks at the specification before the values are read; it may refuse it.

    Returns
    -------
    Source

    Raises
    ------
    InputError
        Everything that is wrong in the description; else, in the data.
    """
    path = Path(path)
    sheets = read_sheets(path)
    errors, spec, data = [], None, sheets
    try:
        spec = _description(path, sheets)
        if look:
            look(spec)
    except InputError as error:
        errors.append(error)
    try:
        if path.suffix.casefold() in WORKBOOKS:
            data = _data_sheets(path, sheets)
    except InputError as error:
        errors.append(error)
    raise_all(errors)
    words = vocabulary(spec, headings, unit)
    return Source(spec, read_values(data, words, columns_of(spec), spec.decimal))


def _description(path: Path, sheets: list[Sheet]) -> Specification:
    """Find the specification: in the workbook, else in a file beside it."""
    if path.suffix.casefold() in WORKBOOKS and sheet_named(sheets, "indicators"):
        return from_sheets(sheets, path.stem)
    beside = [path.with_suffix(".yml"), path.with_name("index.yml")]
    beside += [path.with_name(f"{path.stem}_indicators.csv")]
    for file in beside:
        if file.exists():
            return load_spec(file)
    names = ", ".join(map(_called, sheets))
    has = f" among its sheets {names}" if path.suffix.casefold() in WORKBOOKS else ""
    found = f"nothing describes the index: no sheet `indicators`{has}, no index.yml"
    raise InputError(found, _DESCRIBED, shown(path))


def _data_sheets(path: Path, sheets: list[Sheet]) -> list[Sheet]:
    """Find the sheets of values: the one called data, else those called as years are,
    else the only one that is nothing else.
    """
    others = [one for one in sheets if not _is_other(one)]
    visible = [one for one in others if not one.hidden]
    data = [one for one in visible if heading_key(one.name) in _DATA]
    years = [one for one in visible if is_year(one.name)]
    for found in (data, years, visible if len(visible) == 1 else []):
        if found:
            left = [_called(one) for one in others if one not in found]
            if left:
                words = f"{shown(path)}: sheets left alone: {', '.join(left)}"
                found[0].remarks.append(words)
            return found
    names = ", ".join(map(_called, sheets))
    found = f"no sheet `data` among {names}" if names else "no sheet holds anything"
    raise InputError(found, "one called data, or one called as each year", shown(path))


def _is_other(sheet: Sheet) -> bool:
    """Tell whether a sheet is no sheet of values by its name."""
    describes = any(sheet_named([sheet], name) for name in SHEETS_BY)
    return describes or heading_key(sheet.name) in _OTHER


def _called(sheet: Sheet) -> str:
    """Name a sheet, and say where it is hidden."""
    return f"{sheet.name} (hidden)" if sheet.hidden else sheet.name


def refuse_headings(
    spec: Specification, headings: Mapping[str, str], file: str
) -> None:
    """Refuse leaves that are called by a heading of what is known by another name.

    Parameters
    ----------
    spec : Specification
    headings : dict of str to str
        Names by headings.
    file : str
        Where the specification stands, for the error.

    Raises
    ------
    InputError
        For each of them.

    Examples
    --------
    >>> root = {"name": "total", "children": [{"name": "报道量"}]}
    >>> spec = Specification(name="mine", root=root)
    >>> refuse_headings(spec, {"报道量": "reports"}, "index.yml")
    Traceback (most recent call last):
    ...
    compindex.errors.InputError: index.yml: '报道量' is the heading of reports; expected \
reports as the name of the leaf
    """
    names = {heading_key(text): name for text, name in headings.items()}
    known = {leaf.name: names.get(heading_key(leaf.name)) for leaf in leaves(spec)}
    raise_all(
        InputError(
            f"{quoted(leaf)} is the heading of {name}",
            f"{name} as the name of the leaf",
            file,
        )
        for leaf, name in known.items()
        if name
    )
