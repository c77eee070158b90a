"""Section 2.2: totals and gross domestic product (Tables 5 and 6)."""

from analysis.ledger.checks.totals import are_highest
from analysis.ledger.findings import Finding, alike, all_hold, less, plain
from analysis.ledger.sample import Sample
from analysis.report.words import CITIES, names_en
from compindex import bounds
from compindex.intervals import Interval
from compindex.readings import positive, rank_of


def highest_gdp(sample: Sample) -> str:
    """GDP of the cities named ≥ GDP of every other city."""
    return are_highest(sample.gdp, sample.listed("gdp_leaders"))


def leaders_in_upper_third(sample: Sample) -> str:
    """Rank by total of each city named ≤ a third of the number of cities."""
    third = len(CITIES) / 3 + 0.5
    return all_hold(
        positive(less(third, rank_of(sample.totals, city)))
        for city in sample.listed("gdp_leaders")
    )


def correlation_with_gdp(sample: Sample) -> Interval:
    """Pearson's r of total and GDP."""
    totals = sample.totals[list(sample.gdp.value.index)]
    return bounds.correlation(totals, sample.gdp)


def p_value_of_correlation(sample: Sample) -> Interval:
    """Two-sided p-value of Pearson's r, by Student's t with n − 2 degrees."""
    return bounds.significance(correlation_with_gdp(sample), len(sample.gdp.value))


def significant(sample: Sample) -> Finding:
    """p-value of the correlation < 0.01."""
    p_value = p_value_of_correlation(sample)
    reading = positive(less(0.01, p_value))
    return Finding(f"{p_value.value:.12g}", reading, p_value.low, p_value.high)


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


def own_correlation_is_one(sample: Sample) -> Finding:
    """Cell of Table 6 under its own heading = 1."""
    return alike(sample.cells.text((6, 2, "GDP")), "1")


def totals_repeated(sample: Sample) -> Finding:
    """Totals of Table 5 = those of Table 3, order included."""
    tables = [sample.report.table(name).set_index("city") for name in ("scores", "gdp")]
    kept = [table["total"][table.index.isin(sample.cities)] for table in tables]
    ours, theirs = kept
    differing = [city for city in ours.index if ours[city] != theirs.get(city)]
    return plain(ours.equals(theirs), names_en(differing))
