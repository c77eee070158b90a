"""Section 1.1: the choice of the cities (Table 1)."""

import pandas as pd

from analysis.ledger.findings import Finding, plain
from analysis.ledger.sample import Sample
from analysis.report.cleaning import selection
from analysis.report.words import city_id, name_en
from compindex.intervals import Interval
from compindex.numerals import number
from compindex.readings import EVERY

_CHARM = "《2020城市商业魅力排行榜》"


def count_cities(sample: Sample) -> Interval:
    """Number of rows of Table 1."""
    return Interval.exactly(len(sample.facts))


def same_cities(sample: Sample) -> Finding:
    """Cities of Table 1 = those of Tables 3, 5 and 7, each once."""
    rows = [sample.facts, sample.ranks, sample.gdp.value, sample.counts]
    listed = [sorted(table.index) for table in rows]
    alike = all(cities == sorted(sample.cities) for cities in listed)
    return plain(alike, f"{', '.join(str(len(cities)) for cities in listed)} cities")


def central_cities_studied(sample: Sample) -> Finding:
    """National central cities of the prose ⊆ cities of Table 1."""
    named = set(sample.listed("national_central_cities"))
    there = named & set(sample.facts.index)
    return plain(there == named, f"{len(there)} of {len(named)}")


def first_two_classes(sample: Sample) -> Finding:
    """Every printed GaWC level begins with A or B."""
    levels = sample.facts["gawc"].dropna()
    words = ", ".join(dict.fromkeys(levels.sort_values(key=_from_the_highest)))
    return plain(levels.str[0].isin(["A", "B"]).all(), words)


def _from_the_highest(levels: pd.Series) -> pd.Series:
    """Sort A+ before A before A-."""
    return levels.str[0] + levels.str[1:].map({"+": "0", "": "1", "-": "2"})


def ranks_within_limit(sample: Sample) -> Finding:
    """Largest printed world rank ≤ stated limit."""
    lowest = int(sample.facts["gucp_rank"].max())
    return plain(lowest <= number(sample.prose["gucp_limit"]), f"{lowest} at most")


def leading_cities_missing(sample: Sample) -> Finding:
    """Stated number of leading cities − printed world ranks, and the like for the new
    first-tier cities: so many at least were taken out.
    """
    report = sample.report  # whatever cities a variant leaves out
    stated = number(report.prose["gucp_top_fifteen"])
    missing = int(stated - report.facts["gucp_rank"].count())
    stated = number(report.prose["new_first_tier_count"])
    others = int(stated - count_new_first_tier(report).value)
    words = f"{missing} of the leading in competitiveness, {others} new first-tier"
    return Finding(words, EVERY, low=max(missing, others))


def cities_by_region(sample: Sample) -> str:
    """Count the cities of Table 1 by region."""
    counts = sample.facts["region"].value_counts()
    parts = [f"{region} {count}" for region, count in sorted(counts.items())]
    return f"Table 1 has, by region: {', '.join(parts)}."


def ranks_no_more_than_leaders(sample: Sample) -> Finding:
    """Number of printed world ranks ≤ stated number of leading cities."""
    ranked = int(sample.facts["gucp_rank"].count())
    stated = number(sample.prose["gucp_top_fifteen"])
    return plain(ranked <= stated, f"{ranked} with a rank")


def ranks_given_twice(sample: Sample) -> str:
    """Say which world ranks two cities share."""
    ranked = sample.facts.dropna(subset="gucp_rank")
    twice = ranked[ranked["gucp_rank"].duplicated(keep=False)]
    shared = [
        f"{' and '.join(part['name_en'])} have the same rank, {rank}"
        for rank, part in twice.groupby("gucp_rank")
    ]
    return (
        f"{'; '.join(shared)}: a tie, or a wrong digit. The rank down to which the "
        f"selection reaches, {sample.prose['gucp_limit']}, belongs to none of them."
    )


def count_new_first_tier(sample: Sample) -> Interval:
    """Number of cities printed as new first-tier."""
    return Interval.exactly((sample.facts["charm_class"] == "new first-tier").sum())


def classes_as_stated(sample: Sample) -> Finding:
    """Number of cities printed as new first-tier = the number that the prose takes."""
    found = count_new_first_tier(sample).value
    stated = number(sample.prose["new_first_tier_count"])
    return plain(found == stated, f"{found} new first-tier")


def note_at_new_first_tier(sample: Sample) -> Finding:
    """The note 'top ten' stands at new first-tier cities alone."""
    table = sample.cells.table(1)
    noted = table[table[_CHARM].str.contains("10")]
    left = noted[[city_id(name) in sample.cities for name in noted["城市"]]]
    words = ", ".join(f"at {name_en(city_id(name))}" for name in left["城市"])
    return plain(left[_CHARM].str.startswith("新").all(), words)


def criteria_met(sample: Sample) -> Finding:
    """Every city meets at least one of the four criteria."""
    limit = number(sample.prose["gucp_limit"])
    met = selection(sample.facts.reset_index(), limit)
    least = int(met["criteria_met"].min())
    return plain(least >= 1, f"{least} or more each")
