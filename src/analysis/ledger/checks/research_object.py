"""Section 1.1: the choice of the cities (Table 1)."""

from analysis.ledger.findings import Finding, plain
from analysis.ledger.sample import Sample
from analysis.report.cleaning import selection
from analysis.report.words import REGIONS, city_id, name_en
from compindex.intervals import Interval
from compindex.numerals import number

_CHARM = "《2020城市商业魅力排行榜》"


def count_cities(sample: Sample) -> Interval:
    """Number of rows of Table 1."""
    return Interval.exactly(len(sample.facts))


def same_cities(sample: Sample) -> Finding:
    """Cities of Table 1 = those of Tables 3, 5 and 7, each once."""
    rows = [sample.facts, sample.ranks, sample.gdp.value, sample.counts]
    listed = [sorted(table.index) for table in rows]
    return plain(all(cities == sorted(sample.cities) for cities in listed))


def central_cities_studied(sample: Sample) -> Finding:
    """National central cities of the prose ⊆ cities of Table 1."""
    named = set(sample.listed("national_central_cities"))
    return plain(named <= set(sample.facts.index))


def first_two_classes(sample: Sample) -> Finding:
    """Every printed GaWC level begins with A or B."""
    return plain(sample.facts["gawc"].dropna().str[0].isin(["A", "B"]).all())


def ranks_within_limit(sample: Sample) -> Finding:
    """Largest printed world rank ≤ stated limit."""
    lowest = int(sample.facts["gucp_rank"].max())
    return plain(lowest <= number(sample.prose["gucp_limit"]), f"{lowest} at most")


def ranks_of_leading_cities(sample: Sample) -> Finding:
    """Number of printed world ranks ≤ stated number of leading cities."""
    ranked = int(sample.facts["gucp_rank"].count())
    return plain(ranked <= number(sample.prose["gucp_top_fifteen"]), str(ranked))


def ranks_distinct(sample: Sample) -> Finding:
    """No world rank is printed for two cities."""
    ranked = sample.facts.dropna(subset="gucp_rank")
    twice = ranked[ranked["gucp_rank"].duplicated(keep=False)]
    words = [
        f"{rank}: {', '.join(part['name_en'])}"
        for rank, part in twice.groupby("gucp_rank")
    ]
    return plain(twice.empty, "; ".join(words))


def count_new_first_tier(sample: Sample) -> Interval:
    """Number of cities printed as new first-tier."""
    return Interval.exactly((sample.facts["charm_class"] == "new first-tier").sum())


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
    return plain(met["criteria_met"].ge(1).all())


def all_regions(sample: Sample) -> Finding:
    """Regions of the cities = all seven regions."""
    return plain(set(sample.facts["region"]) == set(REGIONS.values()))
