"""How a sheet is laid out: which cell is the value of which unit, indicator and year.

Recognised are a row a unit with a column an indicator; a column of years beside; years
as columns (``2021``, or ``gdp 2021``); and the long form, a row a value.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import compress

from compindex.errors import InputError, one_of, quoted
from compindex.tables.dates import is_year, year, year_within
from compindex.tables.headings import (
    CITY,
    INDICATOR,
    UNIT,
    VALUE,
    YEAR,
    heading_key,
    is_note,
    is_summary,
    may_be_summary,
    visible,
)
from compindex.tables.sheets import Cell, Sheet, is_text, letter, place_of
from compindex.tables.trends import heading_of_download

_HEADING_WITHIN = 20  # rows in which the heading is looked for
_FORMULA = ("=", "+", "-", "@")  # how a spreadsheet's formula begins


@dataclass(frozen=True)
class Vocabulary:
    """What a sheet is searched for.

    Attributes
    ----------
    indicators : dict of str to str
        Names of columns by each of their headings, as `headings.heading_key` gives it.
    group : str, optional
        Heading of the column of groups.
    unit : callable
        Gives the one name of a unit for any of its spellings.
    """

    indicators: Mapping[str, str]
    group: str | None = None
    unit: Callable[[str], str] = str


@dataclass
class Column:
    """The values of one indicator as they stand in a sheet, with where they stand."""

    indicator: str
    heading: str
    rows: list[int] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    years: list[int | None] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)


@dataclass
class Layout:
    """A sheet understood.

    Attributes
    ----------
    sheet : Sheet
    columns : dict of str to Column
        By indicator; empty where the sheet holds none.
    units : dict of str to int
        The row in which each unit stands first.
    groups : dict of str to set of str
        The groups that each unit is given.
    has_groups : bool
        Whether there is a column of groups.
    unit_word : str
        What the units are called, ``city`` or ``unit``.
    unused : list of str
        Headings, or indicators of the long form, that nobody asked for.
    errors : list of InputError
    remarks : list of str
    """

    sheet: Sheet
    columns: dict[str, Column] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    has_groups: bool = False
    unit_word: str = "unit"
    unused: list[str] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return place_of(self.sheet)

    def has_years(self) -> bool:
        """Tell whether the values have years."""
        years = [year for column in self.columns.values() for year in column.years[:1]]
        return bool(years) and None not in years

    def has_rows(self) -> bool:
        """Tell whether there is any row of values."""
        return any(column.rows for column in self.columns.values())

    def wrong(
        self,
        found: str,
        expected: str,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        """Note what is wrong in the sheet."""
        self.errors.append(InputError(found, expected, self.place, row, column))


@dataclass
class _Roles:
    """What the columns of a sheet are, by place: the values with their indicator and
    year where the heading says them.
    """

    unit: int | None = None
    year: int | None = None
    indicator: int | None = None
    group: int | None = None
    values: dict[int, tuple[str | None, int | None]] = field(default_factory=dict)
    other: list[int] = field(default_factory=list)


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
    top = _heading_row(sheet, words)
    heading = [visible(cell) for cell in sheet.rows[top]]
    body = {row: cells for row, cells in sheet.rows.items() if row > top}
    roles = _roles(heading, words, sheet, body)
    if not roles.values:
        layout.unused = [name for name in heading if name]
        return layout
    if top != next(iter(sheet.rows)):
        layout.remarks.append(f"{layout.place}: the heading is taken from row {top}")
    _refuse_repeated(layout, roles, heading, top)
    _refuse_other_years(layout, roles, heading, top)
    if layout.errors or not _has_units(layout, roles, heading, body, top):
        return layout
    layout.unused = [heading[place] for place in roles.other if heading[place]]
    kept = _units(layout, roles, heading, body)
    _take(layout, roles, heading, kept, words)
    return layout


def _heading_row(sheet: Sheet, words: Vocabulary) -> int:
    """Find the row of headings: the first that names the units or an indicator."""
    rows = list(sheet.rows)
    for row in rows[:_HEADING_WITHIN]:
        keys = [heading_key(cell) for cell in sheet.rows[row]]
        named = [key for key in keys if key in UNIT or key in words.indicators]
        if named and sum(map(bool, keys)) > 1:
            return row
    return rows[0]


def _roles(
    heading: list[str], words: Vocabulary, sheet: Sheet, body: dict[int, list[Cell]]
) -> _Roles:
    """Tell what each column is, by its heading."""
    roles, keys = _Roles(), [heading_key(name) for name in heading]
    taken = {place for place, key in enumerate(keys) if key in words.indicators}
    if words.group:
        taken |= {p for p, key in enumerate(keys) if key == heading_key(words.group)}
    roles.unit = _unit_column(keys, taken, body)
    long = [place for place, key in enumerate(keys) if key in INDICATOR]
    for place, key in enumerate(keys):
        name = words.indicators.get(key)
        parts = year_within(heading[place].partition(" [")[0])
        if name:
            roles.values[place] = name, None
        elif words.group and key == heading_key(words.group):
            roles.group = place
        elif place == roles.unit:
            continue
        elif key in YEAR and roles.year is None:
            roles.year = place
        elif long and key in VALUE:
            roles.values[place] = None, None
        elif long and place == long[0]:
            roles.indicator = place
        elif parts and not parts[1]:
            own = words.indicators.get(heading_key(sheet.name))
            roles.values[place] = own, parts[0]
        elif parts and heading_key(parts[1]) in words.indicators:
            roles.values[place] = words.indicators[heading_key(parts[1])], parts[0]
        else:
            roles.other.append(place)
    return roles


def _unit_column(
    keys: list[str], taken: set[int], body: dict[int, list[Cell]]
) -> int | None:
    """Find the column that names the units: by the likeliest of its headings, and not
    one of numbers where another is of names.
    """
    found = [
        place for place, key in enumerate(keys) if key in UNIT and place not in taken
    ]
    found.sort(key=lambda place: UNIT.index(keys[place]))
    of_names = [place for place in found if not _are_numbers(place, body)]
    return next(iter(of_names or found), None)


def _are_numbers(place: int, body: dict[int, list[Cell]]) -> bool:
    """Tell whether a column holds numbers alone."""
    cells = [visible(row[place]) for row in body.values() if place < len(row)]
    return any(cells) and all(_is_number(cell) for cell in cells if cell)


def _has_units(
    layout: Layout, roles: _Roles, heading: list[str], body: dict, top: int
) -> bool:
    """Find the column that names the units, and refuse years as columns of nobody."""
    if roles.unit is None and roles.other and not roles.other[0]:
        # The heading of the first column is unknown, such as "town", or empty.
        names = [visible(cells[0]) for cells in body.values() if cells]
        if names and not any(_is_number(name) for name in names):
            roles.unit = roles.other.pop(0)
            if heading[0]:
                words = f"{layout.place}: column {heading[0]} is taken for the units"
                layout.remarks.append(words)
    if roles.unit is None:
        found = "no column that names the units"
        expected = one_of(["unit", "city", "country", "城市", "单位", "国家"])
        layout.wrong(found, expected, top)
        return False
    if roles.indicator is None and any(
        name is None for name, _ in roles.values.values()
    ):
        found = "a column for each year, and no indicator that they belong to"
        expected = "one row for each city and year with a column year, or headings such as gdp 2021"
        layout.wrong(found, expected, top)
        return False
    layout.unit_word = "city" if heading_key(heading[roles.unit]) in CITY else "unit"
    others = [
        heading[place] for place in roles.other if heading_key(heading[place]) in UNIT
    ]
    if others:
        words = f"{layout.place}: units are taken from column {heading[roles.unit]}, not {', '.join(others)}"
        layout.remarks.append(words)
    return True


def _is_number(text: str) -> bool:
    """Tell whether a name is none, but a number."""
    return bool(re.fullmatch(r"[\d.,%\s]+", text)) and not is_year(text)


def _refuse_repeated(
    layout: Layout, roles: _Roles, heading: list[str], top: int
) -> None:
    """Refuse an indicator in two columns, and a second column of cities or years."""
    seen = {}
    for place, key in roles.values.items():
        if key in seen and key != (None, None):
            name = " ".join(str(part) for part in key if part)
            layout.wrong(f"the column {name} stands here twice", "one column each", top)
        seen[key] = place
    keys = [heading_key(name) for name in heading]
    for words, name in ((CITY, "city"), (YEAR, "year")):
        if sum(key in words for key in keys) > 1:
            layout.wrong(f"the column {name} stands here twice", "one column each", top)


def _refuse_other_years(
    layout: Layout, roles: _Roles, heading: list[str], top: int
) -> None:
    """Refuse years in some headings beside values without, or beside a column of years."""
    yearly = [place for place, (_, full) in roles.values.items() if full]
    static = [place for place in roles.values if place not in yearly]
    expected = "years in all headings, or a column year alone"
    if yearly and static:
        found = (
            f"the column {heading[static[0]]} has no year, as {heading[yearly[0]]} has"
        )
        layout.wrong(found, expected, top)
    if yearly and roles.year is not None:
        found = f"a column {heading[roles.year]} beside {heading[yearly[0]]}"
        layout.wrong(found, expected, top)


def _units(
    layout: Layout, roles: _Roles, heading: list[str], body: dict[int, list[Cell]]
) -> dict[int, tuple[str, list[Cell]]]:
    """Give the unit and the cells of each row that is one; note what is left out."""
    kept, width = {}, len(heading)
    for row, cells in body.items():
        filled = [place for place, cell in enumerate(cells) if visible(cell)]
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
        elif name.startswith(_FORMULA):
            found = f"{quoted(name)} begins as a formula of a spreadsheet does"
            layout.wrong(found, "a name", row, heading[roles.unit])
        else:
            kept[row] = name, cells + [None] * (width - len(cells))
    return kept


def _is_short(layout: Layout, cells: list[Cell], width: int) -> bool:
    """Tell whether a row of a text file has fewer cells than the heading; a workbook
    does not store those at the end that are empty.
    """
    return len(cells) < width and is_text(layout.sheet)


def _take(
    layout: Layout,
    roles: _Roles,
    heading: list[str],
    kept: dict[int, tuple[str, list[Cell]]],
    words: Vocabulary,
) -> None:
    """Take the values of all rows that are units, column by column."""
    units = {name: words.unit(name) for name in {name for name, _ in kept.values()}}
    rows = list(kept)
    named = [units[name] for name, _ in kept.values()]
    table = [cells for _, cells in kept.values()]
    for row, unit in zip(rows, named, strict=True):
        layout.units.setdefault(unit, row)
    years = _years(layout, roles, heading, kept)
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
            column = layout.columns.setdefault(one, Column(one, heading[place]))
            column.rows += compress(rows, mine)
            column.units += compress(named, mine)
            column.cells += compress(cells, mine)
            column.years += [in_year] * sum(mine) if in_year else compress(years, mine)


def _years(
    layout: Layout, roles: _Roles, heading: list[str], kept: dict
) -> list[int | None]:
    """Read the year of each row, where there is a column of them."""
    if roles.year is None:
        return [None] * len(kept)
    read, found = {}, []
    for row, (_, cells) in kept.items():
        text = visible(cells[roles.year])
        if text not in read:
            try:
                read[text] = year(cells[roles.year])
            except InputError as error:
                layout.wrong(str(error), "", row, heading[roles.year])
                read[text] = 0
        found.append(read[text])
    return found


def _indicators(
    layout: Layout, roles: _Roles, table: list[list[Cell]], words: Vocabulary
) -> list[str | None]:
    """Read the indicator of each row of the long form."""
    if roles.indicator is None:
        return []
    names = [visible(cells[roles.indicator]) for cells in table]
    found = [words.indicators.get(heading_key(name)) for name in names]
    known = zip(names, found, strict=True)
    layout.unused += dict.fromkeys(name for name, one in known if one is None)
    return found
