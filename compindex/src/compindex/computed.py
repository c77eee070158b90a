"""An index computed from anyone's data: its scores, ranks and weights, and its audit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from compindex.bands import assign_tiers
from compindex.correlations import node_correlations
from compindex.gaps import beyond_scale, coverage, rank_bounds
from compindex.method import in_a_line, steps
from compindex.panel import missing_cells, rank_changes, ranked
from compindex.prepare import Prepared
from compindex.robustness.settings import USUAL, Simulation
from compindex.robustness.verdicts import Naming
from compindex.shares import node_weights
from compindex.spec_tables import nodes_as_table, settings_as_table
from compindex.strengths import strong_and_weak
from compindex.tables.values import Values
from compindex.tree import Node, Specification, leaves
from compindex.what_ifs import rank_moves
from compindex.yearly import Tiers, audited, by_year, each_year, edges_of

# What else the tables of an index have as columns.
RESERVED = (
    *("unit", "year", "rank", "rank_best", "rank_worst", "p05", "p50", "p95"),
    *("tier", "coverage", "missing_values", "provenance"),
)
_DRAWN = ("p05", "p50", "p95")


@dataclass(frozen=True)
class Computed:
    """An index, computed; what takes long is computed when it is first asked for.

    Attributes
    ----------
    spec : Specification
    scores : pandas.DataFrame
        Units, or units and ``year``, by nodes: indicators standardized, and all above.
    ready : prepare.Prepared
        The values that were standardized, and what had been done to them.
    values : tables.values.Values
        The values as they were read.
    tiers : int or sequence of float
        How many natural classes the totals are sorted into, or the lower ends of all
        tiers but the last; 0 for none.
    naming : verdicts.Naming
    simulation : Simulation
        What the audit draws, and how much it may compute.
    provenance : str
        How the values are known: ``supplied`` by the user, or ``synthetic``, made up.
    made_up : sequence of str
        The leaves whose values are made up.
    told : callable, optional
        Takes a line on what is being done.
    question : str
        What a scenario asks, where this is one.
    as_it_is : Computed, optional
        The index that the scenario changes.
    """

    spec: Specification
    scores: pd.DataFrame
    ready: Prepared
    values: Values
    tiers: Tiers = 3
    naming: Naming = field(default_factory=Naming)
    simulation: Simulation = USUAL
    provenance: str = "supplied"
    made_up: Sequence[str] = ()
    told: Callable[[str], None] | None = None
    question: str = ""
    as_it_is: "Computed | None" = None
    _audits: dict[str, tuple] = field(default_factory=dict, repr=False)

    @property
    def word(self) -> str:
        """What a unit is called in tables."""
        return self.scores.index.names[0] or "unit"

    @property
    def years(self) -> list[int]:
        """The years, the earliest first; none of a single sample."""
        with_years = "year" in self.scores.index.names
        return (
            sorted(set(self.scores.index.get_level_values("year")))
            if with_years
            else []
        )

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """The rank of each unit within its year, with its ranges: ``rank_best,
        rank_worst`` with anything between the lowest and the highest score for what is
        missing (`gaps.rank_bounds`), and ``p05, p50, p95`` of the draws of methods and
        weights together, missing where there is no audit, and where it left out units
        that have a rank: it ranks the others among themselves.
        """
        table = rank_bounds(self.scores, self.ready.observed, self.spec)
        table.insert(0, "rank", ranked(self.scores, self.spec.root.name))
        keys = ["unit", "year"] if self.years else ["unit"]
        none = pd.DataFrame(columns=[*keys, *_DRAWN])
        drawn = self.audit().get("uncertainty", none)
        drawn = drawn.set_index(keys)[[*_DRAWN]].rename_axis(self.scores.index.names)
        table = table.join(drawn.astype("Int64"))
        unlike = table["p50"].isna() & table["rank"].notna()
        if self.years:
            unlike = unlike.groupby(level="year").transform("any")
        else:
            unlike[:] = unlike.any()
        table.loc[unlike, [*_DRAWN]] = pd.NA
        return table

    @property
    def coverage(self) -> pd.Series:
        """The share of the weight that rests on values, by unit."""
        return coverage(self.ready.observed, self.spec)

    @cached_property
    def bands(self) -> pd.Series:
        """The tier of each unit, 1 being the highest; missing where there are none."""
        parts = []
        for year, part in by_year(self.scores[[self.spec.root.name]]):
            totals = part[self.spec.root.name]
            edges = edges_of(totals, self.tiers)
            known = totals.dropna().round(10)
            found = assign_tiers(known, edges) if edges else pd.Series(dtype=float)
            found = found.reindex(totals.index).astype("Int64")
            if year is not None:
                found.index = pd.MultiIndex.from_product([found.index, [year]])
            parts.append(found)
        together = pd.concat(parts).rename_axis(self.scores.index.names)
        return together.reindex(self.scores.index).rename("tier")

    @cached_property
    def weights(self) -> pd.DataFrame:
        """What each node counts for: ``nominal``, ``effective`` and by ``importance``
        (`shares.node_weights`), year by year.
        """
        return each_year(self.scores, lambda part: node_weights(self.spec, part))

    @cached_property
    def correlations(self) -> pd.DataFrame:
        """Correlations within and between levels (`correlations.node_correlations`)."""
        return each_year(self.scores, lambda part: node_correlations(self.spec, part))

    @cached_property
    def strengths(self) -> pd.DataFrame:
        """What each unit is good at, and what not (`strengths.strong_and_weak`)."""
        return each_year(self.scores, lambda part: strong_and_weak(self.spec, part))

    @property
    def notes(self) -> list[str]:
        """What a reader has to know: how cells were understood, and what the audit
        leaves out.
        """
        self.audit()
        told = self._audits[self.spec.root.name][1]
        return [*self.values.remarks, *_without_rules(self.spec), *told]

    @property
    def understood(self) -> str:
        """What was understood of the data, in a line."""
        return in_a_line(self.ready, self.spec, self.naming.one, self.naming.many)

    def audit(self, node: str | None = None) -> dict[str, pd.DataFrame]:
        """Audit the ranking by a node, by the root if none is named, year by year, from
        the scores of its children (`auditing.audit`).

        Parameters
        ----------
        node : str, optional

        Returns
        -------
        dict of str to pandas.DataFrame
            Nothing, where too few or too many units have all scores; `notes` says so.

        Raises
        ------
        InputError
            If there is no such node, or it has no children.
        """
        name = node or self.spec.root.name
        if name not in self._audits:
            # Edges that were given are of totals.
            whole = name == self.spec.root.name or isinstance(self.tiers, int)
            tiers = self.tiers if whole else 0
            given = (self.scores, self.spec, name, tiers, self.naming)
            self._audits[name] = audited(*given, self.simulation, self.told)
        return self._audits[name][0]

    def index_table(self) -> pd.DataFrame:
        """Lay out the ranking of each year, the best first: ranks with their ranges,
        tier, coverage, and every node, a parent before its children.

        Returns
        -------
        pandas.DataFrame
        """
        table = self.ranks.assign(
            tier=self.bands,
            coverage=self.coverage,
            missing_values=(~self.ready.observed).sum(axis=1),
        )
        table = table.join(self.scores[_downwards(self.spec.root)])
        table = table.assign(provenance=self.provenance).reset_index()
        order = [name for name in ("year", "rank") if name in table]
        return table.sort_values(order, kind="stable", ignore_index=True)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Give everything that is known of the index, by name, in the order in which
        one reads it (`publish.contents` says what each is).

        Returns
        -------
        dict of str to pandas.DataFrame
            Lists of what did not happen are left out.
        """
        return dict(self._tables)

    @cached_property
    def _tables(self) -> dict[str, pd.DataFrame]:
        """Compute all tables, once."""
        ready, spec = self.ready, self.spec
        found = {
            "index": self.index_table(),
            "strengths": self.strengths,
            "weights": self.weights,
            "correlations": self.correlations,
            "missing": missing_cells(ready.values.where(ready.observed)),
            "imputed": ready.imputed,
            "treated": ready.treated,
            "bounds": self.values.bounds,
            "beyond_scale": beyond_scale(ready.values, spec),
        }
        if self.as_it_is is not None:
            found["what_changed"] = rank_moves(
                self.as_it_is._ranked(), self._ranked(), spec.root.name
            )
        if self.years:
            found["rank_changes"] = rank_changes(self.ranks["rank"])
        always = ("index", "weights", "missing", "rank_changes")
        found = {k: one for k, one in found.items() if k in always or len(one)}
        found |= {
            name: table.rename(columns=self._called)
            for name, table in self.audit().items()
        }
        found["steps"] = steps(spec, ready)
        found["nodes"], found["settings"] = (
            nodes_as_table(spec),
            settings_as_table(spec),
        )
        return found

    def _ranked(self) -> pd.DataFrame:
        """Give rank and total of each unit."""
        total = self.scores[[self.spec.root.name]]
        return total.assign(rank=ranked(self.scores, self.spec.root.name))

    def _called(self, column: str) -> str:
        """Call the units of an audit's table as the index does."""
        parts = column.split("_")
        return "_".join(self.word if part == "unit" else part for part in parts)


def _downwards(node: Node) -> list[str]:
    """List the names of a node and all below it, a parent before its children."""
    return [node.name, *(name for child in node.children for name in _downwards(child))]


def _without_rules(spec: Specification) -> list[str]:
    """Say where nothing is standardized, which a forgotten column `rule` does too."""
    if any(leaf.standardize.method != "identity" for leaf in leaves(spec)):
        return []
    return ["no indicator has a rule: all values are taken as scores (identity)"]
