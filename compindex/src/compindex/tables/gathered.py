"""The cells of all sheets, as they are read: values, and what is odd about them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from compindex.errors import MANY, InputError, Wrong
from compindex.tables.columns import Numbers, read_numbers
from compindex.tables.parts import Column, Layout

BOUNDS = ("indicator", "written", "taken_as", "bound")
_SHOWN = 5  # of a kind, in a remark


@dataclass
class Gathered:
    """The cells of all sheets, as they are read."""

    errors: Wrong
    remarks: list[str]
    values: dict[str, dict[tuple, float]] = field(default_factory=dict)
    places: dict[str, dict[tuple, tuple[str, int]]] = field(default_factory=dict)
    bounds: list[tuple] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)
    # Of each indicator, the sheets in which it has percent signs, and those without.
    percent: dict[str, list[str]] = field(default_factory=dict)
    plain: dict[str, list[str]] = field(default_factory=dict)
    grouped: list[str] = field(default_factory=list)

    def add(self, layout: Layout, signs: set[str], decimal: str | None) -> None:
        """Read the columns of a sheet."""
        for column in layout.columns.values():
            read = read_numbers(column.cells, signs, decimal=decimal)
            for place, error in read.errors.items():
                row, name = column.rows[place], column.headings[place]
                told = InputError(str(error), None, layout.place, row, name)
                self.errors.append(told)
            keys = list(zip(column.units, column.years, strict=True))
            self._remark(layout, column, read)
            for place, bound in read.bounds.items():
                taken = float(read.values[place])
                written = str(column.cells[place])
                where = f"{layout.place}, row {column.rows[place]}"
                one = (*keys[place], column.indicator, written, taken, bound, where)
                self.bounds.append(one)
            self._keep(layout, column, keys, read.values)

    def _remark(self, layout: Layout, column: Column, read: Numbers) -> None:
        """Note what was understood in a way worth knowing."""
        if np.nan_to_num(read.values).any():
            kind = self.percent if read.percent else self.plain
            kind.setdefault(column.indicator, []).append(layout.place)
        for place, value in read.grouped.items():
            text = f"{column.cells[place]} = {value:,.0f}"
            self.grouped.append(f"{layout.place}, row {column.rows[place]}, {text}")

    def refuse_shares_in_part(self) -> None:
        """Refuse an indicator with percent signs in one sheet and without in another."""
        for name, places in self.percent.items():
            for place in self.plain.get(name, []):
                found = f"{name} has no percent sign here, as it has in {places[0]}"
                expected = "all with the sign, or none"
                self.errors.append(InputError(found, expected, place))

    def _keep(
        self, layout: Layout, column: Column, keys: list[tuple], values: np.ndarray
    ) -> None:
        """Keep the values of a column; refuse a second one of the same unit and year."""
        kept = self.values.setdefault(column.indicator, {})
        places = self.places.setdefault(column.indicator, {})
        files = self.sources.setdefault(column.indicator, [])
        if layout.sheet.file not in files:
            files.append(layout.sheet.file)
        repeated = []
        for key, row, value in zip(keys, column.rows, values, strict=True):
            if key in kept:
                repeated += [(key, row)] if len(repeated) < MANY else []
            kept[key] = value
            places.setdefault(key, (layout.place, row))
        for key, row in repeated:
            unit = ", ".join(str(part) for part in key if part is not None)
            where, first = places[key]
            found = f"{unit} stands here a second time for {column.indicator}, after {where}, row {first}"
            self.errors.append(InputError(found, "one value each", layout.place, row))

    def told(self) -> list[str]:
        """Say how cells were understood that are more than plain numbers."""
        told = list(self.remarks)
        if self.percent:
            names = ", ".join(self.percent)
            told.append(f"with percent signs, 41% being 41: {names}")
        told += _examples("points set thousands apart", self.grouped)
        words = {"below": "half of it is taken", "above": "it is taken as the value"}
        for bound, taken in words.items():
            cells = [
                f"{where}, {indicator}: {written} = {value:g}"
                for *_, indicator, written, value, kind, where in self.bounds
                if kind == bound
            ]
            told += _examples(f"only a bound is written ({bound}), {taken}", cells)
        return told

    def table(self, layouts: list[Layout], indicators: Sequence[str]) -> pd.DataFrame:
        """Lay out the values: units by indicators, in the order of the sheets."""
        keys = dict.fromkeys(
            key
            for layout in layouts
            for column in layout.columns.values()
            for key in zip(column.units, column.years, strict=True)
        )
        word = layouts[0].unit_word
        with_years = any(key[1] is not None for key in keys)
        names = [word, "year"] if with_years else [word]
        index = pd.MultiIndex.from_tuples(list(keys), names=[word, "year"])
        columns = {
            name: [self.values[name].get(key, np.nan) for key in keys]
            for name in indicators
        }
        table = pd.DataFrame(columns, index, dtype=float)
        return table if with_years else table.droplevel("year").rename_axis(names)

    def bounded(self, table: pd.DataFrame) -> pd.DataFrame:
        """List the values of which only a bound is written."""
        columns = [table.index.names[0], "year", *BOUNDS]
        rows = [row[:-1] for row in self.bounds]
        found = pd.DataFrame(rows, columns=columns)
        return found if "year" in table.index.names else found.drop(columns="year")


def _examples(words: str, cells: list[str]) -> list[str]:
    """Say what was done to some cells, with the first of them."""
    if not cells:
        return []
    more = f"; … ({len(cells):,} in all)" if len(cells) > _SHOWN else ""
    return [f"{words}: {'; '.join(cells[:_SHOWN])}{more}"]
