"""How a sheet is laid out: which cell is the value of which unit, indicator and year.

Recognised are a row a unit with a column an indicator; a column of years beside; years
as columns (``2021``, or ``gdp 2021``); and the long form, a row a value.
"""

from itertools import compress

from compindex.errors import InputError, quoted
from compindex.tables.headings import (
    FORMULA,
    has_control,
    heading_key,
    is_note,
    is_summary,
    may_be_summary,
    visible,
)
from compindex.tables.parts import Column, Layout, Roles, Vocabulary
from compindex.tables.roles import (
    has_units,
    refuse_other_years,
    refuse_repeated,
    roles_of,
    row_of_headings,
)
from compindex.tables.sheets import Sheet, is_text
from compindex.tables.trends import heading_of_download
from compindex.tables.workbooks import Cell, letter
from compindex.tables.years import year


def laid_out(sheet: Sheet, words: Vocabulary) -> Layout:
    """Understand a sheet.

    Parameters
    ----------
    sheet : Sheet
    words : Vocabulary

    Returns
    -------
    Layout
        With what is wrong in it, which is not raised, so that all can be told together.

    Examples
    --------
    >>> sheet = Sheet("a.csv", "a", {1: ["city", "x"], 2: ["Rome", "5"], 3: ["Total", "5"]})
    >>> found = laid_out(sheet, Vocabulary({"x": "x"}))
    >>> found.columns["x"].cells, found.remarks
    (['5'], ["a.csv, row 3: 'Total' is left out, it sums others up"])
    """
    layout = Layout(sheet)
    layout.remarks += sheet.remarks
    if not sheet.rows:
        return layout
    if (row := heading_of_download(sheet)) is not None:
        found = "this is a download of Google Trends, periods by search terms"
        expected = "a row for each unit, as the command trends makes of it"
        layout.wrong(found, expected, row)
        return layout
    top = row_of_headings(sheet, words)
    heading = [visible(cell) for cell in sheet.rows[top]]
    body = {row: cells for row, cells in sheet.rows.items() if row > top}
    roles = roles_of(heading, words, sheet, body)
    if not roles.values:
        layout.unused = [name for name in heading if name]
        return layout
    if top != next(iter(sheet.rows)):
        layout.remarks.append(f"{layout.place}: the heading is taken from row {top}")
    refuse_repeated(layout, roles, heading, top)
    refuse_other_years(layout, roles, heading, top)
    if layout.errors or not has_units(layout, roles, heading, body, top):
        return layout
    layout.unused = [heading[place] for place in roles.other if heading[place]]
    kept = _units(layout, roles, heading, body)
    years = _years(layout, roles, heading, kept)
    kept = {row: cells for row, cells in kept.items() if row in years}
    _take(layout, roles, heading, kept, years, words)
    return layout


def _units(
    layout: Layout, roles: Roles, heading: list[str], body: dict[int, list[Cell]]
) -> dict[int, tuple[str, list[Cell]]]:
    """Give the unit and the cells of each row that is one; note what is left out."""
    kept, width = {}, len(heading)
    for row, cells in body.items():
        filled = [place for place, cell in enumerate(cells) if _shows(cell)]
        name = visible(cells[roles.unit]) if roles.unit < len(cells) else ""
        has_values = any(place in roles.values for place in filled)
        if is_summary(name) and has_values:
            words = f"row {row}: {quoted(name)} is left out, it sums others up"
            layout.remarks.append(f"{layout.place}, {words}")
        elif not has_values and (is_note(name) or len(filled) == 1 and len(name) > 60):
            words = f"row {row}: {quoted(name)} is left out, it is a note"
            layout.remarks.append(f"{layout.place}, {words}")
        elif not has_values and not name:
            continue
        elif may_be_summary(name) and has_values:
            found = f"{quoted(name)} can sum others up"
            layout.wrong(
                found, "the row taken out, or another name", row, heading[roles.unit]
            )
        elif filled[-1] >= width or _is_short(layout, cells, width):
            found = f"{len(cells)} cells"
            expected = f"{width} as in the heading (a number with a comma in it needs quotation marks)"
            layout.wrong(found, expected, row)
        elif not name:
            layout.wrong(
                f"no {layout.unit_word} is named",
                "a name in every row",
                row,
                heading[roles.unit] or letter(roles.unit),
            )
        elif name.startswith(FORMULA):
            found = f"{quoted(name)} begins as a formula of a spreadsheet does"
            layout.wrong(found, "a name", row, heading[roles.unit])
        elif has_control(name):
            found = f"{quoted(name)} has a character that cannot be shown"
            layout.wrong(found, "a name", row, heading[roles.unit])
        else:
            kept[row] = name, cells + [None] * (width - len(cells))
    return kept


def _shows(cell: Cell) -> bool:
    """Tell whether a cell shows anything; a number does."""
    return isinstance(cell, (int, float)) or bool(visible(cell))


def _is_short(layout: Layout, cells: list[Cell], width: int) -> bool:
    """Tell whether a row of a text file has fewer cells than the heading; a workbook
    does not store those at the end that are empty.
    """
    return len(cells) < width and is_text(layout.sheet)


def _take(
    layout: Layout,
    roles: Roles,
    heading: list[str],
    kept: dict[int, tuple[str, list[Cell]]],
    years: dict[int, int | None],
    words: Vocabulary,
) -> None:
    """Take the values of all rows that are units, column by column."""
    units = {name: words.unit(name) for name in {name for name, _ in kept.values()}}
    rows = list(kept)
    named = [units[name] for name, _ in kept.values()]
    table = [cells for _, cells in kept.values()]
    for row, unit in zip(rows, named, strict=True):
        layout.units.setdefault(unit, row)
    if roles.group is not None:
        layout.has_groups = True
        for unit, cells in zip(named, table, strict=True):
            layout.groups.setdefault(unit, set()).add(visible(cells[roles.group]))
    indicators = _indicators(layout, roles, table, words)
    for place, (name, in_year) in roles.values.items():
        wanted = {name} if roles.indicator is None else set(indicators) - {None}
        cells = [row[place] for row in table]
        for one in sorted(wanted):
            mine = [True] * len(rows)
            if roles.indicator is not None:
                mine = [indicator == one for indicator in indicators]
            column = layout.columns.setdefault(one, Column(one))
            column.headings += [heading[place]] * sum(mine)
            column.rows += compress(rows, mine)
            column.units += compress(named, mine)
            column.cells += compress(cells, mine)
            column.years += (
                [in_year] * sum(mine) if in_year else compress(years.values(), mine)
            )


def _years(
    layout: Layout, roles: Roles, heading: list[str], kept: dict
) -> dict[int, int | None]:
    """Read the year of each row, where there is a column of them; leave out rows whose
    year is wrong.
    """
    if roles.year is None:
        return dict.fromkeys(kept)
    found = {}
    for row, (_, cells) in kept.items():
        try:
            found[row] = year(cells[roles.year])
        except InputError as error:
            layout.wrong(str(error), "", row, heading[roles.year])
    return found


def _indicators(
    layout: Layout, roles: Roles, table: list[list[Cell]], words: Vocabulary
) -> list[str | None]:
    """Read the indicator of each row of the long form."""
    if roles.indicator is None:
        return []
    names = [visible(cells[roles.indicator]) for cells in table]
    found = [words.indicators.get(heading_key(name)) for name in names]
    known = zip(names, found, strict=True)
    layout.unused += dict.fromkeys(name for name, one in known if one is None)
    return found
