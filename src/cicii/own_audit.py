"""The audit of an index of the user's own, year by year, from the scores of the nodes
that its root joins.
"""

import pandas as pd

import compindex
from analysis.report.words import CITIES, as_cities, name_en
from compindex.errors import InputError
from compindex.tree import Specification

# Pairs of units are compared one by one: their number grows with the square, and a
# thousand units by four dimensions take two minutes.
LARGEST = 1_000
_OURS = {city.id for city in CITIES}
AUDIT_TABLES = (
    "uncertainty",
    "pair_reversals",
    "rank_probabilities",
    "rank_ranges",
    "importance",
    "choices",
    "option_ranks",
    "sensitivity",
    "borders",
    "verdicts",
    "not_computed",
    "effort",
)


def _label(city: str) -> str:
    """Call a city of the report by its name, any other as its folder does."""
    return name_en(city) if city in _OURS else str(city)


NAMINGS = {
    "city": compindex.Naming(_label, "city", "cities"),
    "unit": compindex.Naming(_label),
}


def audit_index(
    index: pd.DataFrame, spec: Specification, word: str
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Audit an index, each year by itself: its tables by name, with a first column
    ``year`` where there are years, and what the reader has to know of them.
    """
    weights = {child.name: child.weight for child in spec.root.children}
    parts, notes = {}, _of_the_root(spec)
    for year, scores in _by_year(index[list(weights)]):
        try:
            parts[year], left_out = _one_year(scores, weights, NAMINGS[word])
        except InputError as error:
            notes.append(f"{_in(year)}No audit: {error}.")
            continue
        if left_out:
            names = ", ".join(map(str, left_out))
            notes.append(f"{_in(year)}Left out of the audit, lacking scores: {names}.")
    tables = {name: _joined(name, parts) for name in AUDIT_TABLES} if parts else {}
    return tables, notes


def _by_year(scores: pd.DataFrame) -> list[tuple[int | None, pd.DataFrame]]:
    """Give the scores of each year; of a single sample, without a year."""
    if "year" not in scores.index.names:
        return [(None, scores)]
    years = scores.groupby(level="year")
    return [(year, part.droplevel("year")) for year, part in years]


def _one_year(
    scores: pd.DataFrame, weights: dict[str, float], naming: compindex.Naming
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Audit a sample; give its tables, and the units that lack a score."""
    complete = scores.dropna()
    if len(complete) < 2:
        word = naming.one if len(complete) == 1 else naming.many
        found = f"{len(complete)} {word} with all scores"
        raise InputError(found, "two or more")
    if len(complete) > LARGEST:
        raise InputError(f"{len(complete):,} {naming.many}", f"{LARGEST:,} at most")
    tables = compindex.audit(complete, weights, naming=naming)
    if naming.one == "city":
        tables = {name: as_cities(table) for name, table in tables.items()}
    return tables, list(scores.index.difference(complete.index, sort=False))


def _joined(
    name: str, parts: dict[int | None, dict[str, pd.DataFrame]]
) -> pd.DataFrame:
    """Put the tables of all years below each other."""
    tables = []
    for year, part in parts.items():
        table = part[name].copy()
        if year is not None:
            table.insert(0, "year", year)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _of_the_root(spec: Specification) -> list[str]:
    """Say where the audit's mean is another than that of the root."""
    if spec.root.aggregate == "arithmetic":
        return []
    return [
        f"The audit takes {spec.root.name} as an arithmetic mean, though it is a "
        f"{spec.root.aggregate} one: its ranks can differ from those of the index."
    ]


def _in(year: int | None) -> str:
    """Begin a note with its year, where there is one."""
    return "" if year is None else f"{year}: "
