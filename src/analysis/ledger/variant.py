"""A variant of the report's index: it takes the place of what it changes; all else stays
as printed.
"""

from functools import cached_property

import numpy as np
import pandas as pd

from analysis.ledger.sample import ENDS, NAMES, Report, Rows, Sample, fits
from analysis.report.words import CITIES
from analysis.results import read_processed
from compindex.intervals import Interval


class Variant(Sample):
    """Another index of the report's cities, or of some of them.

    Parameters are the nodes that notebook 03b computes (`system.all_nodes`) and the tier
    of each city.
    """

    is_variant = True

    def __init__(
        self, nodes: pd.DataFrame, named: pd.Series, report: Report | None = None
    ) -> None:
        self.report = report or Report()
        self.nodes, self.named = nodes, named
        self.claims, self.prose = self.report.claims, self.report.prose
        self.cells, self.weights = self.report.cells, self.report.weights
        left = set(nodes["city"])
        self.cities = [city.id for city in CITIES if city.id in left]

    def _wide(self, *names: str) -> Interval:
        """Take nodes: cities, in the order of Table 3, by names, with their ends."""
        order = self._left(self.report.ranks).index
        parts = []
        for end in ("score", "low", "high"):
            table = self.nodes.pivot(index="city", columns="node", values=end)
            table = table.loc[order, list(names)]
            parts.append(table.rename_axis(index=None, columns=None))
        return Interval(*parts)

    def _left(self, by_city: Rows) -> Rows:
        """Leave out the cities that the variant does."""
        return by_city[by_city.index.isin(self.cities)]

    @cached_property
    def scores(self) -> Interval:
        """Take its scores; and the printed totals, if it contradicts none of them."""
        printed = self.report.scores["total"].map(self._left)
        totals = printed if self.reproduces else self.weighted
        own = self._wide(*NAMES)
        ends = [getattr(own, end).assign(total=getattr(totals, end)) for end in ENDS]
        return Interval(*ends)

    @cached_property
    def weighted(self) -> Interval:
        """Take its totals."""
        return self._wide("total")["total"]

    @cached_property
    def totals(self) -> Interval:
        """Combine its totals with the printed ones, if it contradicts none of them."""
        return self.scores["total"] & self.weighted

    @cached_property
    def reproduces(self) -> bool:
        """Tell whether its totals and the printed ones agree, as far as rounding goes."""
        return fits(self.weighted, self.report.scores["total"].map(self._left))

    @cached_property
    def ranks(self) -> pd.Series:
        """Move printed ranks up where cities are left out; rank other totals anew."""
        if self.reproduces:
            ranks = self._left(self.report.ranks).rank()
        else:
            totals = self.totals.value.round(10)
            ranks = totals.rank(ascending=False, method="min")
        return ranks.astype(int)

    @cached_property
    def facts(self) -> pd.DataFrame:
        """Take Table 1 of its cities."""
        return self._left(self.report.facts)

    @cached_property
    def gdp(self) -> Interval:
        """Take Table 5 of its cities."""
        return self.report.gdp.map(self._left)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Take Table 7 of its cities."""
        return self._left(self.report.counts)

    @cached_property
    def top(self) -> pd.DataFrame:
        """Take Table 8 of its cities, and the means."""
        top = self.report.top
        return top[top["city"].isna() | top["city"].isin(self.cities)]

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """Take Tables 9 to 13 of its cities."""
        accounts = self.report.accounts
        return accounts[accounts["city"].isin(self.cities)]


def chosen(nodes: pd.DataFrame, named: pd.Series) -> Report | Variant:
    """Take a variant, or the report where the variant is no other index."""
    report = Report()
    variant = Variant(nodes, named, report)
    if variant.cities != report.cities or named.to_dict() != report.named.to_dict():
        return variant
    pairs = ((variant.scores, report.scores), (variant.totals, report.totals))
    same = all(
        np.allclose(getattr(one, end), getattr(other, end))
        for one, other in pairs
        for end in ("low", "high")
    )
    return report if same else variant


def in_force() -> Report | Variant:
    """Take the index that notebook 03b has made: the report's, or a scenario's."""
    named = read_processed("index").set_index("city")["tier"]
    return chosen(read_processed("nodes"), named)
