"""What a supplied export of media reports says of the statements that the report's own
numbers cannot settle.
"""

import pandas as pd

from analysis.ledger.findings import Finding, against, beside, plain
from analysis.report.words import CITIES
from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME

_HALVES = {
    "july_december": slice("2019-07", "2019-12"),
    "january_june": slice("2020-01", "2020-06"),
}


def findings_from_export(
    monthly: pd.DataFrame, prose: dict[str, str]
) -> dict[str, Finding]:
    """Recompute from an export (`export.by_month`) what the report prints of monthly
    coverage, by the statement's id. Each reading of "2019" and of the 13 cities'
    coverage is tried, that of all 2019 only if the export reaches back that far.
    """
    wuhan, beijing = monthly["wuhan"], monthly["beijing"]
    year = wuhan["2019-01":"2019-12"].mean() if "2019-01" in monthly.index else None
    half = wuhan[_HALVES["july_december"]].mean()
    five_months = Interval.exactly(wuhan["2020-01":"2020-05"].sum())
    june = Interval.exactly(beijing["2020-06"])
    found = {
        "wuhan_january_may": against(prose["wuhan_january_may"], five_months),
        "wuhan_2019_mean": either(prose["wuhan_2019_mean"], [half, year]),
        "wuhan_june_fall": _slight_fall(wuhan["2020-05"], wuhan["2020-06"]),
        "beijing_june": against(prose["beijing_june"], june),
        "beijing_surge": _surge(beijing["2020-05"], beijing["2020-06"]),
    }
    for name, months in _HALVES.items():
        mean, id = monthly.loc[months, "others"].mean(), f"others_{name}_mean"
        found[id] = either(prose[id], [mean, (len(CITIES) - 2) * mean])
    return {id: finding for id, finding in found.items() if finding}


def _slight_fall(before: float, after: float) -> Finding:
    """Before > after ≥ half of before."""
    return plain(before > after >= before / 2, beside(after, before))


def _surge(before: float, after: float) -> Finding:
    """After ≥ twice before."""
    return plain(after >= 2 * before, beside(after, before))


def either(published: str, values: list[float | None]) -> Finding | None:
    """Compare a printed number with what each of its readings gives; some reading is
    enough. Where none agrees and one could not be tried, nothing is settled.
    """
    tried = [value for value in values if value is not None]
    found = [against(published, Interval.exactly(value)) for value in tried]
    agreeing = [finding for finding in found if finding.reading != NONE]
    if not agreeing:
        return found[0] if len(found) == len(values) else None
    every = len(agreeing) == len(values)
    return agreeing[0]._replace(reading=EVERY if every else SOME)
