"""Section 2.2: totals and gross domestic product (Tables 5 and 6)."""

from analysis.ledger.checks.totals import are_highest
from analysis.ledger.findings import (
    Finding,
    all_hold,
    beside,
    less,
    plain,
    quantity,
)
from analysis.ledger.sample import Sample
from analysis.report.words import CITIES, names_en
from compindex import bounds
from compindex.intervals import Interval
from compindex.readings import EVERY, positive, rank_of


def highest_gdp(sample: Sample) -> Finding:
    """GDP of the cities named ≥ GDP of every other city."""
    return are_highest(sample.gdp, sample.listed("gdp_leaders"))


def leaders_in_upper_third(sample: Sample) -> Finding:
    """Rank by total of each city named ≤ a third of the number of cities."""
    third = len(CITIES) / 3 + 0.5
    ranks = [rank_of(sample.totals, city) for city in sample.listed("gdp_leaders")]
    reading = all_hold(positive(less(third, rank)) for rank in ranks)
    return Finding(", ".join(f"{rank.value:g}" for rank in ranks), reading)


def gdp_beside(sample: Sample, city: str, other: str) -> Finding:
    """GDP of a city beside that of another, and its rank by GDP."""
    sample.require([city, other])
    gdp, rank = sample.gdp, rank_of(sample.gdp, city)
    words = f"{beside(gdp.value[city], gdp.value[other])}; rank {rank.value}"
    return Finding(words, EVERY, float(gdp.low[city]), float(gdp.high[city]))


def without_advantages(sample: Sample, city: str) -> Finding:
    """A city is neither sub-provincial or higher, nor a national central city, nor in
    the upper half by GDP.
    """
    facts = sample.facts.loc[sample.require([city])[0]]
    level, rank = facts["admin_level"], rank_of(sample.gdp, city)
    has = [level != "other", facts["national_central"], 2 * rank.high <= len(CITIES)]
    central = "national central" if facts["national_central"] else "not central"
    words = f"{level}, {central}, rank {rank.value} by GDP"
    return plain(not any(has), words)


def correlation_with_gdp(sample: Sample) -> Interval:
    """Pearson's r of total and GDP."""
    totals = sample.totals[list(sample.gdp.value.index)]
    return bounds.correlation(totals, sample.gdp)


def closely_correlated(sample: Sample) -> Finding:
    """Pearson's r of total and GDP ≥ 0.5, a strong correlation.

    Source: J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd ed.,
    1988.
    """
    found = correlation_with_gdp(sample)
    return quantity(found, positive(found - Interval.exactly(0.5)))


def p_value_of_correlation(sample: Sample) -> Interval:
    """Two-sided p-value of Pearson's r, by Student's t with n − 2 degrees."""
    return bounds.significance(correlation_with_gdp(sample), len(sample.gdp.value))


def significant(sample: Sample) -> Finding:
    """p-value of the correlation < 0.01."""
    p_value = p_value_of_correlation(sample)
    return quantity(p_value, positive(less(0.01, p_value)))


def stars_mean_significant(sample: Sample) -> Finding:
    """Two stars stand at the coefficient, and its p-value < 0.01."""
    starred = sample.cells.text((6, 2, "GDP")).endswith("**")
    return significant(sample) if starred else plain(False, "no two stars")


def count_pairs(sample: Sample) -> Interval:
    """Number of cities in Table 5."""
    return Interval.exactly(len(sample.gdp.value))


def halves_alike(sample: Sample) -> Finding:
    """Upper half of Table 6 = lower half = the register."""
    table = sample.cells.table(6)
    upper = ", ".join(table["GDP"].iloc[:3])
    lower = ", ".join(table["CICII值"].iloc[3:])
    return plain(upper == lower == sample.prose["table_6_halves"], lower)


def own_correlation(sample: Sample) -> Interval:
    """Pearson's r of any variable with itself = 1."""
    return Interval.exactly(1)


def totals_repeated(sample: Sample) -> Finding:
    """Totals of Table 5 = those of Table 3, order included."""
    tables = [sample.report.table(name).set_index("city") for name in ("scores", "gdp")]
    kept = [table["total"][table.index.isin(sample.cities)] for table in tables]
    ours, theirs = kept
    differing = [city for city in ours.index if ours[city] != theirs.get(city)]
    words = names_en(differing) or f"{len(ours)} alike"
    return plain(ours.equals(theirs), words)
