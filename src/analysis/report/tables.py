"""The printed tables as they are stored, every cell as text."""

from pathlib import Path

import pandas as pd

from analysis.paths import RAW, from_checkout
from compindex.errors import InputError
from compindex.tables.sheets import as_table, read_sheets

# The tidy tables that are made from each printed one; Tables 4 and 6 are results of the
# report's own, which the ledger takes cell by cell.
TIDY = {
    1: "cities",
    2: "weights",
    3: "scores",
    5: "gdp",
    7: "indicators",
    8: "top_scores",
    **dict.fromkeys(range(9, 14), "accounts"),
}


def table_path(number: int, folder: Path = RAW) -> Path:
    """Find the file of a printed table by the number that the report gives it."""
    found = sorted(Path(folder).glob(f"table{number:02d}_*.csv"))
    if len(found) != 1:
        files = f"{len(found)} files table{number:02d}_*.csv"
        raise InputError(files, "exactly one", file=from_checkout(folder))
    return found[0]


def read_table(number: int, folder: Path = RAW) -> pd.DataFrame:
    """Read one of the 13 printed tables; rows are numbered as in the file, the heading
    being row 1, and a heading that is repeated gets ``.1``. It is read as anyone's
    table is.
    """
    path = table_path(number, folder)
    table = as_table(read_sheets(path)[0])
    if table.empty:
        found, expected = "no row below the heading", "the rows that are printed"
        raise InputError(found, expected, file=from_checkout(path))
    table.attrs["file"] = from_checkout(path)
    return table


class Cells:
    """The printed tables of a folder, each read when it is first asked for."""

    def __init__(self, folder: Path = RAW) -> None:
        self.folder = folder
        self._tables: dict[int, pd.DataFrame] = {}

    def table(self, number: int) -> pd.DataFrame:
        """Take a printed table as it stands."""
        if number not in self._tables:
            self._tables[number] = read_table(number, self.folder)
        return self._tables[number]

    def text(self, place: tuple[int, int, str]) -> str | None:
        """Take the text of a cell by table, row and column; of none, nothing."""
        number, row, column = place
        table = self.table(number)
        there = row in table.index and column in table
        return table.loc[row, column] if there else None
