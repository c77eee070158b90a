"""All sheets put together: units, and perhaps years, by indicators."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from compindex.errors import (
    InputError,
    Wrong,
    enumerated,
    one_of,
    presentable,
    quoted,
    raise_all,
)
from compindex.tables.columns import decimal_signs
from compindex.tables.gathered import Gathered
from compindex.tables.headings import name_key
from compindex.tables.layouts import laid_out
from compindex.tables.parts import Layout, Vocabulary
from compindex.tables.sheets import Sheet, is_text, place_of
from compindex.tables.years import is_year, year, year_within


@dataclass
class Values:
    """What was read of values.

    Attributes
    ----------
    table : pandas.DataFrame
        Units, or units and ``year``, by indicators; NaN where nothing is known.
    bounds : pandas.DataFrame
        Values of which only a bound is written, as ``<1`` or ``10k+``: the unit, the
        year where there are years, and ``indicator, written, taken_as, bound``.
    groups : pandas.Series
        Group of each unit; empty where none was asked for.
    remarks : list of str
        What a reader should know of how the cells were understood.
    sources : dict of str to list of str
        The files of each indicator.
    """

    table: pd.DataFrame
    bounds: pd.DataFrame
    groups: pd.Series
    remarks: list[str] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)


def read_values(
    sheets: Iterable[Sheet],
    words: Vocabulary,
    indicators: Sequence[str],
    decimal: str | None = None,
    earlier: Sequence[InputError] = (),
) -> Values:
    """Read the values of some indicators from sheets.

    Parameters
    ----------
    sheets : iterable of Sheet
    words : Vocabulary
    indicators : sequence of str
        Columns of the result; each has to be found.
    decimal : {".", ","}, optional
        The decimal sign of all text; a number that contradicts it is refused.
    earlier : sequence of InputError
        What was wrong before, to be told together.

    Returns
    -------
    Values

    Raises
    ------
    InputError
        Everything that is wrong in any sheet.

    Examples
    --------
    >>> sheet = Sheet("a.csv", "a", {1: ["city", "x"], 2: ["Rome", "1,430"], 3: ["Bari", "7.5"]})
    >>> read_values([sheet], Vocabulary({"x": "x"}), ["x"]).table["x"].to_dict()
    {'Rome': 1430.0, 'Bari': 7.5}
    """
    sheets = list(sheets)
    layouts = [laid_out(sheet, words) for sheet in sheets if not sheet.hidden]
    used = [layout for layout in layouts if layout.columns or layout.errors]
    errors = Wrong(earlier)
    errors += (error for layout in layouts for error in layout.errors)
    errors += _give_years(used)
    remarks = [remark for layout in layouts for remark in layout.remarks]
    remarks += _left_alone(layouts)
    remarks += [
        f"left out, since it is hidden: {place_of(sheet)}"
        for sheet in sheets
        if sheet.hidden
    ]
    if not earlier:  # what cannot be read may hold what is missing
        errors += _missing_columns(layouts, indicators)
    errors += _two_spellings(used)
    groups = _groups(used, words.group, errors)
    cells, signs = Gathered(errors, remarks), _signs(used)
    for layout in used:
        cells.add(layout, signs[layout.sheet.file], decimal)
    cells.refuse_shares_in_part()
    if not errors and not any(cells.values.values()):
        place = used[0].place if used else "the data"
        errors.append(InputError("no row below the heading", "a row a unit", place))
    raise_all(errors, map(presentable, cells.told()))
    table = cells.table(used, indicators)
    table, empty = _without_empty(table)
    remarks = cells.told()
    if empty:
        remarks.append(f"left out, without any value: {enumerated(empty)}")
    named = table.index.get_level_values(0)
    groups = pd.Series(
        {one: groups.get(one, "") for one in dict.fromkeys(named)}, dtype=str
    )
    remarks = list(map(presentable, remarks))
    return Values(table, cells.bounded(table), groups, remarks, cells.sources)


def _left_alone(layouts: list[Layout]) -> list[str]:
    """Name the sheets without any indicator, and the columns that none asked for."""
    told = []
    for layout in layouts:
        if not layout.columns and not layout.errors:
            told.append(f"left alone, without any indicator: {layout.place}")
        elif layout.columns and not layout.has_rows():
            told.append(f"no row below the heading: {layout.place}")
        elif layout.unused:
            names = enumerated(layout.unused)
            told.append(f"columns that no leaf uses: {layout.place}: {names}")
    return told


def _give_years(layouts: list[Layout]) -> list[InputError]:
    """Take years from the names of sheets, where these are nothing else; refuse values
    with and without years.
    """
    having = [one for one in layouts if one.has_rows()]
    for layout in having:
        name = layout.sheet.name
        if not layout.has_years() and not is_text(layout.sheet) and is_year(name):
            full = year(name)
            layout.remarks.append(f"{layout.place}: the year is that of its name")
            for column in layout.columns.values():
                column.years = [full] * len(column.rows)
    without = [one for one in having if not one.has_years()]
    named = {year_within(one.sheet.name) for one in without} - {None}
    if len(without) == len(having) and len(named) < 2:
        return []
    found = "no column year (年份)"
    if len(without) < len(having):
        found += ", which others have"
    elif len({name for _, name in named}) > 1:
        return []  # years in unlike names say nothing of the values
    else:
        years = sorted(full for full, _ in named)
        found += f"; years stand in the names of files ({', '.join(map(str, years))})"
    expected = "one file with a column year, or a sheet a year in one workbook"
    return [InputError(found, expected, layout.place) for layout in without]


def _missing_columns(
    layouts: list[Layout], indicators: Sequence[str]
) -> list[InputError]:
    """Say which indicators no sheet has, with the nearest heading."""
    present = {name for layout in layouts for name in layout.columns}
    broken = any(layout.errors and not layout.columns for layout in layouts)
    if broken:  # what they hold is not known
        return []
    offered = present | {name for layout in layouts for name in layout.unused}
    files = list(dict.fromkeys(layout.sheet.file for layout in layouts))
    place = files[0] if len(files) == 1 else None
    return [
        InputError(
            f"no column has the indicator {name}", one_of(sorted(offered), name), place
        )
        for name in indicators
        if name not in present
    ]


def _two_spellings(layouts: list[Layout]) -> list[InputError]:
    """Refuse units whose names differ in nothing but accents, capitals, or blanks,
    since their values would be taken apart.
    """
    seen, errors = {}, Wrong()
    for layout in layouts:
        for unit, row in layout.units.items():
            other = seen.setdefault(name_key(unit), unit)
            if other != unit:
                found = f"{quoted(unit)} is also spelled {quoted(other)}"
                expected = "one spelling everywhere"
                errors.append(InputError(found, expected, layout.place, row))
    return errors


def _groups(
    layouts: list[Layout], group: str | None, errors: list[InputError]
) -> dict[str, str]:
    """Give the group of each unit; refuse a unit of two, and a column that is nowhere."""
    if group and layouts and not any(layout.has_groups for layout in layouts):
        offered = sorted({name for layout in layouts for name in layout.unused})
        found = f"no column has the group {group}"
        errors.append(InputError(found, one_of(offered, group), layouts[0].place))
    found = {}
    for layout in layouts:
        for unit, names in layout.groups.items():
            known = found.setdefault(unit, set()) | names - {""}
            if len(known) > 1:
                told = f"{unit} belongs to {' and '.join(sorted(known))}"
                row = layout.units[unit]
                errors.append(InputError(told, "one group a unit", layout.place, row))
            found[unit] = known
    return {unit: min(names, default="") for unit, names in found.items()}


def _signs(layouts: list[Layout]) -> dict[str, set[str]]:
    """Tell which decimal signs the columns of each file show."""
    signs = {}
    for layout in layouts:
        shown = signs.setdefault(layout.sheet.file, set())
        for column in layout.columns.values():
            shown |= decimal_signs(column.cells)
    return signs


def _without_empty(table: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Take out units that have no value in any year, and name them."""
    known = table.notna().any(axis=1).groupby(level=0, sort=False).any()
    empty = list(known.index[~known])
    if not empty:
        return table, []
    return table[~table.index.get_level_values(0).isin(empty)], list(map(str, empty))
