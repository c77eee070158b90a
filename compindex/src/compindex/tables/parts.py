"""What a sheet is made of: what it is searched for, and what is found in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from compindex.errors import InputError, Wrong
from compindex.tables.sheets import Sheet, place_of
from compindex.tables.workbooks import Cell


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
class Roles:
    """What the columns of a sheet are, by place: the values with their indicator and
    year where the heading says them.
    """

    unit: int | None = None
    year: int | None = None
    indicator: int | None = None
    group: int | None = None
    values: dict[int, tuple[str | None, int | None]] = field(default_factory=dict)
    other: list[int] = field(default_factory=list)


@dataclass
class Column:
    """The values of one indicator as they stand in a sheet, with where they stand."""

    indicator: str
    headings: list[str] = field(default_factory=list)
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
    errors : Wrong
    remarks : list of str
    """

    sheet: Sheet
    columns: dict[str, Column] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    has_groups: bool = False
    unit_word: str = "unit"
    unused: list[str] = field(default_factory=list)
    errors: Wrong = field(default_factory=Wrong)
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
