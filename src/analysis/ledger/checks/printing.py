"""Two printings of the same thing, in any section."""

from analysis.ledger.findings import Finding, alike
from analysis.ledger.sample import Sample
from analysis.report.register import find_claim
from analysis.report.words import city_ids
from compindex.intervals import Interval
from compindex.readings import EVERY


def printed_again(sample: Sample, id: str) -> Finding:
    """Printed value = the other printing of it (``again``: its text, or its cell)."""
    again = find_claim(id, sample.claims).again
    elsewhere = again if isinstance(again, str) else sample.cells.text(again)
    return alike(sample.prose[id], elsewhere)


def count_listed(sample: Sample, id: str) -> Interval:
    """Number of things that the report lists beside the count (``listed``)."""
    return Interval.exactly(len(find_claim(id, sample.claims).listed))


def named_at_least(sample: Sample, id: str) -> Finding:
    """Number of cities that the report names for what it says of many."""
    named = sample.require(city_ids(", ".join(find_claim(id, sample.claims).listed)))
    return Finding(f"{len(named)} or more", EVERY, low=float(len(named)))
