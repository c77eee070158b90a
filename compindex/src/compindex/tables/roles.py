"""What each column of a sheet is, by its heading."""

import re

from compindex.errors import one_of
from compindex.tables.headings import (
    CITY,
    INDICATOR,
    UNIT,
    VALUE,
    YEAR,
    heading_key,
    visible,
)
from compindex.tables.parts import Layout, Roles, Vocabulary
from compindex.tables.sheets import Sheet
from compindex.tables.workbooks import Cell
from compindex.tables.years import is_year, year_within

_HEADING_WITHIN = 20  # rows in which the heading is looked for


def row_of_headings(sheet: Sheet, words: Vocabulary) -> int:
    """Find the row of headings: the first that names the units or an indicator.

    Parameters
    ----------
    sheet : Sheet
        With a row at least.
    words : Vocabulary

    Returns
    -------
    int
        The first row, where none does.
    """
    rows = list(sheet.rows)
    for row in rows[:_HEADING_WITHIN]:
        keys = [heading_key(cell) for cell in sheet.rows[row]]
        named = [key for key in keys if key in UNIT or key in words.indicators]
        if named and sum(map(bool, keys)) > 1:
            return row
    return rows[0]


def roles_of(
    heading: list[str], words: Vocabulary, sheet: Sheet, body: dict[int, list[Cell]]
) -> Roles:
    """Tell what each column is, by its heading.

    Parameters
    ----------
    heading : list of str
    words : Vocabulary
    sheet : Sheet
        Its name may be that of an indicator.
    body : dict of int to list
        The cells below, by the number of the row.

    Returns
    -------
    Roles
    """
    roles, keys = Roles(), [heading_key(name) for name in heading]
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


def has_units(
    layout: Layout, roles: Roles, heading: list[str], body: dict, top: int
) -> bool:
    """Find the column that names the units, and refuse years as columns of nobody.

    Parameters
    ----------
    layout : Layout
        What is wrong is noted there.
    roles : Roles
    heading : list of str
    body : dict of int to list
    top : int
        The row of the heading.

    Returns
    -------
    bool
    """
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


def refuse_repeated(layout: Layout, roles: Roles, heading: list[str], top: int) -> None:
    """Refuse an indicator in two columns, and a second column of cities or years.

    Parameters
    ----------
    layout : Layout
        What is wrong is noted there.
    roles : Roles
    heading : list of str
    top : int
        The row of the heading.
    """
    seen = {}
    for place, key in roles.values.items():
        if key in seen and key != (None, None):
            name = " ".join(str(part) for part in key if part)
            layout.wrong(f"the column {name} stands here twice", "one column each", top)
        seen[key] = place
    others = [place for place in range(len(heading)) if place not in roles.values]
    keys = [heading_key(heading[place]) for place in others if place != roles.group]
    for words, name in ((CITY, "city"), (YEAR, "year")):
        if sum(key in words for key in keys) > 1:
            layout.wrong(f"the column {name} stands here twice", "one column each", top)


def refuse_other_years(
    layout: Layout, roles: Roles, heading: list[str], top: int
) -> None:
    """Refuse years in some headings beside values without, or beside a column of years.

    Parameters
    ----------
    layout : Layout
        What is wrong is noted there.
    roles : Roles
    heading : list of str
    top : int
        The row of the heading.
    """
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
