"""What the report prints, as the ledger needs it: tables by city, numbers as intervals,
the register's own values.

A variant of the index (`analysis.variants`) takes the place of what it changes;
everything else stays as printed.
"""

import re
from functools import cached_property

import numpy as np
import pandas as pd

from analysis import cleaning, report, tiers
from analysis.names import CITIES, DIMENSIONS, city_id
from analysis.register import printed_values
from analysis.rule import admissible_references, consensus, predict
from analysis.variants import report_specification
from compindex.hierarchy import upper_levels
from compindex.index import compute_index
from compindex.intervals import Interval

PLATFORMS = {"instagram": "instagram_tags", "tiktok": "tiktok_tags"}


class NotInVariant(Exception):
    """A statement is about something that a variant of the index does not have.

    Only this says so: a KeyError in a check is a fault of the check, and stops.
    """


class Printed:
    """What the report prints: its tables, tidy and as intervals, each read when it is
    first asked for.

    Parameters
    ----------
    folder : path, optional
        Folder of the printed tables; ``data/raw`` by default.
    nodes : pandas.DataFrame, optional
        A variant of the index (`variants.all_nodes`): its cities, scores and totals
        take the place of the report's.
    **own
        Attributes that take the place of the report's, such as other `totals`.

    Attributes
    ----------
    sample : set of str
        The cities, without those that a variant leaves out.
    prose : dict of str to str
        Printed values by id.
    cities, weights, accounts : pandas.DataFrame
        Tidy Tables 1 (by city), 2, and 9 to 13.
    scores : Interval
        Table 3, cities by dimensions and total.
    ranks : pandas.Series
        Rank by city.
    specification : specification.Specification
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

    def __init__(self, folder=None, nodes=None, **own):
        self.folder, self.nodes = folder, nodes
        self._tables = {}
        self.sample = (
            {city.id for city in CITIES} if nodes is None else set(nodes["city"])
        )
        self.__dict__.update(own)

    @classmethod
    def of(cls, nodes, named):
        """Take a variant of the index, or the report as printed if it is no other.

        Parameters
        ----------
        nodes : pandas.DataFrame
            From `variants.all_nodes`.
        named : pandas.Series
            Tier by city.

        Returns
        -------
        Printed
        """
        variant, printed = cls(nodes=nodes, named=named), cls()
        pairs = [(variant.scores, printed.scores), (variant.totals, printed.totals)]
        same = (
            variant.sample == printed.sample
            and named.to_dict() == printed.named.to_dict()
        )
        same = same and all(
            np.allclose(one.low, other.low) and np.allclose(one.high, other.high)
            for one, other in pairs
        )
        return printed if same else variant

    @classmethod
    def in_force(cls):
        """Take the index that notebook 03 has made: the report's, or the variant of a
        scenario.
        """
        return cls.of(
            report.read_processed("nodes"),
            report.read_processed("index").set_index("city")["tier"],
        )

    def table(self, number):
        """Take a printed table as it stands; it is read once."""
        if number not in self._tables:
            self._tables[number] = report.read_table(number, self.folder)
        return self._tables[number].copy()

    def cell(self, place):
        """Take the text of a cell, given by table, row and column; a missing one is
        reported as such.
        """
        number, row, column = place
        table = self.table(number)
        return (
            table.loc[row, column] if row in table.index and column in table else None
        )

    def by_city(self, number, heading):
        """Take a printed column by city, as text, for the cities of the sample."""
        table = self.table(number)
        return self._sampled(
            pd.Series(
                table[heading].to_list(), [city_id(name) for name in table["城市"]]
            )
        )

    def _sampled(self, by_city):
        """Leave out the cities that are not in the sample."""
        return by_city[by_city.index.isin(self.sample)]

    def _node_ends(self, *names):
        """Take scores of a variant: cities, in the order of Table 3, by nodes, with
        their ends.
        """
        wide = {
            end: self.nodes.pivot(index="city", columns="node", values=end)
            for end in ("score", "low", "high")
        }
        order = self.by_city(3, "总得分").index
        return Interval(
            *(
                table.loc[order, list(names)].rename_axis(index=None, columns=None)
                for table in wide.values()
            )
        )

    @cached_property
    def prose(self):
        """Read the printed value of every statement."""
        return printed_values()

    @cached_property
    def cities(self):
        """Read Table 1."""
        return self._sampled(
            cleaning.clean_cities(
                self.table(1), self.prose["national_central_cities"]
            ).set_index("city")
        )

    @cached_property
    def weights(self):
        """Read Table 2."""
        return cleaning.clean_weights(self.table(2))

    @cached_property
    def printed_scores(self):
        """Read the scores and totals of Table 3."""
        headings = {heading + "得分": name for heading, name in DIMENSIONS.items()} | {
            "总得分": "total"
        }
        columns = {
            name: Interval.printed(self.by_city(3, heading))
            for heading, name in headings.items()
        }
        ends = ("value", "low", "high")
        return Interval(
            *(
                pd.DataFrame(
                    {name: getattr(column, end) for name, column in columns.items()}
                )
                for end in ends
            )
        )

    @cached_property
    def scores(self):
        """Take the scores and totals of Table 3, or those of a variant; its totals only
        if they contradict the printed ones.
        """
        if self.nodes is None:
            return self.printed_scores
        totals = self.printed_scores["total"] if self.reproduces else self.weighted
        ends = ("value", "low", "high")
        own = self._node_ends(*DIMENSIONS.values())
        return Interval(
            *(getattr(own, end).assign(total=getattr(totals, end)) for end in ends)
        )

    @cached_property
    def reproduces(self):
        """Tell whether the computed totals and the printed ones agree for every city,
        as far as rounding goes.
        """
        printed = self.printed_scores["total"]
        return bool(
            (
                (self.weighted.low <= printed.high)
                & (printed.low <= self.weighted.high)
            ).all()
        )

    @cached_property
    def ranks(self):
        """Read the ranks of Table 3, moved up where a variant leaves cities out; if its
        totals are others, rank by them.
        """
        printed = self.by_city(3, "排名").astype(int)
        if self.nodes is None:
            return printed
        ranks = (
            printed.rank()
            if self.reproduces
            else self.totals.value.round(10).rank(ascending=False, method="min")
        )
        return ranks.astype(int)

    @cached_property
    def specification(self):
        """Take the index from Table 2, from its dimensions up."""
        names = list(DIMENSIONS.values())
        return upper_levels(report_specification(self.weights), names)

    @cached_property
    def weighted(self):
        """Compute the totals from the scores, or take those of a variant."""
        if self.nodes is not None:
            return self._node_ends("total")["total"]
        return self.printed_scores.map(
            lambda scores: compute_index(scores, self.specification)["total"]
        )

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
        counts = cleaning.clean_indicators(self.table(7)).pivot(
            index="city", columns="indicator", values="value"
        )
        return self._sampled(counts)

    @cached_property
    def top(self):
        """Read Table 8."""
        top = cleaning.clean_top_scores(self.table(8))
        return top[top["city"].isna() | top["city"].isin(self.sample)]

    @cached_property
    def accounts(self):
        """Read Tables 9 to 13."""
        accounts = cleaning.clean_accounts(
            {number: self.table(number) for number in range(9, 14)}
        )
        return accounts[accounts["city"].isin(self.sample)]

    def tier(self, *numbers):
        """List the cities in some tiers; where a variant has none there, nothing can be
        said of them.
        """
        cities = list(self.named.index[self.named.isin(numbers)])
        if numbers and not cities:
            raise NotInVariant(f"no city in tier {', '.join(map(str, numbers))}")
        return cities

    def require(self, cities):
        """Pass on some cities; where a variant leaves one out, nothing can be said."""
        gone = [city for city in cities if city not in self.sample]
        if gone:
            raise NotInVariant(f"{', '.join(gone)} left out")
        return cities

    def found(self, rows, what):
        """Pass on some rows; where a variant leaves none, nothing can be said."""
        if not len(rows):
            raise NotInVariant(f"no {what} left")
        return rows

    def lacks(self, claim):
        """Tell whether a statement names a city that a variant leaves out."""
        gone = [city for city in CITIES if city.id not in self.sample]
        text = " ".join(
            [
                claim.id.replace("_", " "),
                claim.statement,
                claim.published,
                *claim.listed,
            ]
        )
        return any(
            re.search(
                rf"\b({city.id}|{re.escape(city.name_en)})\b", text, re.IGNORECASE
            )
            for city in gone
        )

    def listed(self, id):
        """List the cities that a statement names, by their ids."""
        return self.require([city_id(name) for name in self.prose[id].split(",")])

    def number(self, id):
        """Take the printed number of a statement."""
        return Interval.printed(self.prose[id])

    def top_scores(self, platform, without=None):
        """Take the printed scores of Table 8 for a platform, as text by city."""
        rows = self.top[self.top["indicator"] == PLATFORMS[platform]]
        by_city = rows.dropna(subset="city").set_index("city")["printed"]
        return self.found(by_city.drop(without or []), f"printed score on {platform}")

    def score(self, platform, city=None):
        """Predict a score of Table 8, or the mean of all cities, by the rule that the
        printed scores reveal.

        Parameters
        ----------
        platform : {"instagram", "tiktok"}
        city : str, optional
            The city to predict, without use of its own printed score; without one, the
            mean is predicted.

        Returns
        -------
        Interval
            In points, with the ends of the reference that most of the printed scores
            used share.
        """
        counts = self.counts[PLATFORMS[platform]]
        used = Interval.printed(self.top_scores(platform, without=city))
        half_unit = float(used.high.iloc[0] - used.value.iloc[0])
        low, high, _ = consensus(admissible_references(counts, used.value, half_unit))
        scores = predict(counts, low, high)
        return Interval(*(scores.loc[city] if city else scores.mean()))
