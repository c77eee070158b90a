"""What is judged: the report's index, or a variant of it (`variant`).

Both answer the same questions: which cities, which scores and totals, within which
interval.
"""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import pandas as pd

from analysis.paths import RAW
from analysis.ranking import tiers
from analysis.ranking.system import report_specification
from analysis.report.cleaning import clean_all
from analysis.report.register import Claim, printed_values, read_register
from analysis.report.tables import Cells
from analysis.report.words import CITIES, DIMENSIONS, city_ids
from analysis.results import as_text, read_processed
from compindex.hierarchy import upper_levels
from compindex.index import compute_index
from compindex.intervals import Interval
from compindex.tree import Specification

NAMES = list(DIMENSIONS.values())
ENDS = ("value", "low", "high")
Rows = TypeVar("Rows", list[str], pd.Series, pd.DataFrame)


class NotInVariant(Exception):
    """A statement is about something that a variant of the index does not have.

    Only this says so: a KeyError in a check is a fault of the check, and stops.
    """


class Sample:
    """What the report and its variants share: printed values, and questions about the
    cities.
    """

    prose: dict[str, str]  # printed values by the id of the statement
    cities: list[str]
    ranks: pd.Series
    named: pd.Series  # tier by city
    is_variant = False

    def tier(self, *numbers: int) -> list[str]:
        """List the cities in some tiers; where there are none, nothing can be said."""
        cities = list(self.named.index[self.named.isin(numbers)])
        if numbers and not cities:
            raise NotInVariant(f"no city in tier {', '.join(map(str, numbers))}")
        return cities

    def require(self, cities: Sequence[str]) -> list[str]:
        """Pass on some cities; where one is left out, nothing can be said."""
        gone = [city for city in cities if city not in self.cities]
        if gone:
            raise NotInVariant(f"{', '.join(gone)} left out")
        return list(cities)

    def found(self, rows: Rows, what: str) -> Rows:
        """Pass on some rows; where none is left, nothing can be said."""
        if not len(rows):
            raise NotInVariant(f"no {what} left")
        return rows

    def listed(self, id: str) -> list[str]:
        """List the cities that a statement names, by their ids."""
        return self.require(city_ids(self.prose[id]))

    def printed(self, id: str) -> Interval:
        """Take the printed number of a statement."""
        return Interval.printed(self.prose[id])


class Report(Sample):
    """The report as printed.

    Its tidy tables are read when they are first asked for: those of the results folder,
    or others, as `results.as_text` gives them.
    """

    def __init__(
        self,
        tables: dict[str, pd.DataFrame] | None = None,
        cells: Cells | None = None,
        claims: list[Claim] | None = None,
    ) -> None:
        self.claims = claims or read_register()
        self.prose = printed_values(self.claims)
        self.cells = cells or Cells()
        self.cities = [city.id for city in CITIES]
        self._tables = dict(tables or {})

    @classmethod
    def of_folder(cls, folder: Path = RAW) -> "Report":
        """Take the printed tables of a folder, before notebook 01 has made them tidy."""
        claims = read_register()
        central = printed_values(claims)["national_central_cities"]
        tidy = clean_all(central, folder).items()
        tables = {name: as_text(table) for name, table in tidy}
        return cls(tables, Cells(folder), claims)

    def table(self, name: str) -> pd.DataFrame:
        """Take a tidy table, every cell as text; it is read once."""
        if name not in self._tables:
            self._tables[name] = read_processed(name, text=True)
        return self._tables[name]

    def _by_city(self, name: str) -> pd.DataFrame:
        """Take a table with one row for each city."""
        return self.table(name).set_index("city").rename_axis(index=None)

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Take Table 1 by city."""
        table = self.table("cities").set_index("city")
        ranks = table["gucp_rank"].astype(float).astype("Int64")
        central = table["national_central"].eq("true")
        return table.assign(gucp_rank=ranks, national_central=central)

    @cached_property
    def weights(self) -> pd.DataFrame:
        """Take Table 2."""
        types = {"dimension_weight": float, "weight": float}
        return self.table("weights").astype(types)

    @cached_property
    def scores(self) -> Interval:
        """Take the scores and totals of Table 3, cities by dimensions and total."""
        table = self._by_city("scores")
        columns = {name: Interval.printed(table[name]) for name in [*NAMES, "total"]}
        return by_column(columns)

    @cached_property
    def ranks(self) -> pd.Series:
        """Take the ranks of Table 3 by city."""
        return self._by_city("scores")["rank"].astype(int)

    @cached_property
    def specification(self) -> Specification:
        """Take the index from Table 2, from its dimensions up."""
        return upper_levels(report_specification(self.weights), NAMES)

    @cached_property
    def weighted(self) -> Interval:
        """Compute the totals from the scores: the sum of weight × score."""
        return self.scores.map(
            lambda scores: compute_index(scores, self.specification)["total"]
        )

    @cached_property
    def totals(self) -> Interval:
        """Combine computed and printed totals: only what both admit."""
        return self.scores["total"] & self.weighted

    @cached_property
    def reproduces(self) -> bool:
        """Tell whether computed and printed totals agree, as far as rounding goes."""
        return fits(self.weighted, self.scores["total"])

    @cached_property
    def named(self) -> pd.Series:
        """Read which cities the prose names in each tier."""
        return tiers.named_tiers(self.prose)

    @cached_property
    def gdp(self) -> Interval:
        """Take the GDP of Table 5 by city."""
        return Interval.printed(self._by_city("gdp")["gdp"])

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Take the counts of Table 7, cities by indicators, as exact."""
        table = self.table("indicators").astype({"value": float})
        return table.pivot(index="city", columns="indicator", values="value")

    @cached_property
    def top(self) -> pd.DataFrame:
        """Take the scores of Table 8, as text; the means stand without a city."""
        return self.table("top_scores")

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """Take Tables 9 to 13; ``printed`` keeps the digits of each value."""
        table = self.table("accounts")
        numbers = {"value": table["value"].astype(float)}
        numbers["table"] = table["table"].astype(int)
        return table.assign(printed=table["value"], **numbers)

    @property
    def report(self) -> "Report":
        """Give the report itself, as a variant does."""
        return self


def by_column(columns: dict[str, Interval]) -> Interval:
    """Join intervals of Series to one of a table."""
    return Interval(
        *(
            pd.DataFrame({name: getattr(part, end) for name, part in columns.items()})
            for end in ENDS
        )
    )


def fits(computed: Interval, printed: Interval) -> bool:
    """Tell whether two ways to the same quantities agree for every city."""
    return bool(((computed.low <= printed.high) & (printed.low <= computed.high)).all())
