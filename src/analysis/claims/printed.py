"""What the report prints, as the ledger needs it: tables by city, numbers as intervals, the register's own values."""

from functools import cached_property

import pandas as pd

from analysis import cleaning, report, tiers
from analysis.index import compute_index
from analysis.intervals import Interval
from analysis.names import DIMENSIONS, city_id
from analysis.register import printed_values
from analysis.specification import report_specification, upper_levels
from analysis.standardize import admissible_references, consensus, predict

PLATFORMS = {"instagram": "instagram_tags", "tiktok": "tiktok_tags"}


class Printed:
    """What the report prints: its tables, tidy and as intervals, each read when it is first asked for.

    Parameters
    ----------
    folder : path, optional
        Folder of the printed tables; ``data/raw`` by default.
    **own
        Attributes that take the place of the report's, such as another `specification`.

    Attributes
    ----------
    prose : dict of str to str
        Printed values by id.
    cities, weights, accounts : pandas.DataFrame
        Tidy Tables 1 (by city), 2, and 9 to 13.
    scores : Interval
        Table 3, cities by dimensions and total.
    ranks : pandas.Series
        Rank by city.
    specification : index.Specification
        How scores become the total.
    weighted, totals : Interval
        Totals from the scores; and what both these and the printed totals admit.
    named : pandas.Series
        Tier by city.
    gdp : Interval
        Table 5.
    counts : pandas.DataFrame
        Table 7, cities by indicators; taken as exact.
    top : pandas.DataFrame
        Table 8.
    """

    def __init__(self, folder=None, **own):
        self.folder = folder
        self.__dict__.update(own)

    def table(self, number):
        """Read a printed table as it stands."""
        return report.read_table(number, self.folder)

    def cell(self, place):
        """Take the text of a cell, given by table, row and column; a missing one is reported as such."""
        number, row, column = place
        table = self.table(number)
        return table.loc[row, column] if row in table.index and column in table else None

    def by_city(self, number, heading):
        """Take a printed column by city, as text."""
        table = self.table(number)
        return pd.Series(table[heading].to_list(), [city_id(name) for name in table["城市"]])

    @cached_property
    def prose(self):
        """Read the printed value of every statement."""
        return printed_values()

    @cached_property
    def cities(self):
        """Read Table 1."""
        return cleaning.clean_cities(self.table(1), self.prose["national_central_cities"]).set_index("city")

    @cached_property
    def weights(self):
        """Read Table 2."""
        return cleaning.clean_weights(self.table(2))

    @cached_property
    def scores(self):
        """Read the scores and totals of Table 3."""
        headings = {heading + "得分": name for heading, name in DIMENSIONS.items()} | {"总得分": "total"}
        columns = {name: Interval.printed(self.by_city(3, heading)) for heading, name in headings.items()}
        ends = ("value", "low", "high")
        return Interval(*(pd.DataFrame({name: getattr(column, end) for name, column in columns.items()}) for end in ends))

    @cached_property
    def ranks(self):
        """Read the ranks of Table 3."""
        return self.by_city(3, "排名").astype(int)

    @cached_property
    def specification(self):
        """Take the index from Table 2, from its dimensions up."""
        return upper_levels(report_specification(self.weights))

    @cached_property
    def weighted(self):
        """Compute the totals from the scores."""
        return self.scores.map(lambda scores: compute_index(scores, self.specification)["total"])

    @cached_property
    def totals(self):
        """Combine computed and printed totals."""
        return self.scores["total"] & self.weighted

    @cached_property
    def named(self):
        """Read which cities the prose names in each tier."""
        return tiers.named_tiers(self.prose)

    @cached_property
    def gdp(self):
        """Read Table 5."""
        return Interval.printed(self.by_city(5, "GDP"))

    @cached_property
    def counts(self):
        """Read Table 7."""
        return cleaning.clean_indicators(self.table(7)).pivot(index="city", columns="indicator", values="value")

    @cached_property
    def top(self):
        """Read Table 8."""
        return cleaning.clean_top_scores(self.table(8))

    @cached_property
    def accounts(self):
        """Read Tables 9 to 13."""
        return cleaning.clean_accounts({number: self.table(number) for number in range(9, 14)})

    def tier(self, *numbers):
        """List the cities named in some tiers."""
        return list(self.named.index[self.named.isin(numbers)])

    def listed(self, id):
        """List the cities that a statement names, by their ids."""
        return [city_id(name) for name in self.prose[id].split(",")]

    def number(self, id):
        """Take the printed number of a statement."""
        return Interval.printed(self.prose[id])

    def score(self, platform, city=None):
        """Predict a score of Table 8, or the mean of all cities, by the rule that the printed scores reveal.

        Parameters
        ----------
        platform : {"instagram", "tiktok"}
        city : str, optional
            The city to predict, without use of its own printed score; without one, the mean is predicted.

        Returns
        -------
        Interval
            In points, with the ends of the reference that most of the printed scores used share.
        """
        counts = self.counts[PLATFORMS[platform]]
        rows = self.top[self.top["indicator"] == PLATFORMS[platform]].dropna(subset="city").set_index("city")
        used = Interval.printed(rows["printed"].drop(city or []))
        half_unit = float(used.high.iloc[0] - used.value.iloc[0])
        low, high, _ = consensus(admissible_references(counts, used.value, half_unit))
        scores = predict(counts, low, high)
        return Interval(*(scores.loc[city] if city else scores.mean()))
