"""What a supplied export of media reports says of the statements that the report's own
numbers cannot settle.
"""

from analysis.claims.findings import against, higher
from analysis.names import CITIES
from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME


def either(published, values):
    """Compare a printed number with what each of its readings gives; some reading is
    enough.

    Parameters
    ----------
    published : str
        The number as printed.
    values : list of float or None
        What each reading gives; None where the export does not reach.

    Returns
    -------
    Finding or None
        None where no reading agrees and some could not be tried, so that nothing is
        settled.

    Examples
    --------
    >>> either("5156", [396.6, 5156.2]).reading
    'holds under some readings'
    >>> either("5156", [396.6, None]) is None
    True
    """
    found = [
        against(published, Interval.exactly(value))
        for value in values
        if value is not None
    ]
    agreeing = [finding for finding in found if finding.reading != NONE]
    if not agreeing:
        return found[0] if len(found) == len(values) else None
    return agreeing[0]._replace(reading=EVERY if len(agreeing) == len(values) else SOME)


def findings_from_export(monthly, prose):
    """Recompute from an export what the report prints of monthly coverage.

    Parameters
    ----------
    monthly : pandas.DataFrame
        From `supplied.by_month`.
    prose : dict of str to str
        Printed values by id.

    Returns
    -------
    dict of str to Finding
        By the statement's id; both readings of "2019" and of the 13 cities' coverage
        are tried, that of all 2019 only if the export reaches back that far.
    """
    wuhan, june = monthly["wuhan"], monthly.loc["2020-06"]
    halves = {
        "july_december": slice("2019-07", "2019-12"),
        "january_june": slice("2020-01", "2020-06"),
    }
    year = wuhan["2019-01":"2019-12"].mean() if "2019-01" in monthly.index else None
    found = {
        "wuhan_january_may": against(
            prose["wuhan_january_may"],
            Interval.exactly(wuhan["2020-01":"2020-05"].sum()),
        ),
        "wuhan_2019_mean": either(
            prose["wuhan_2019_mean"], [wuhan[halves["july_december"]].mean(), year]
        ),
        "wuhan_june_fall": higher(Interval.exactly(wuhan["2020-05"] - june["wuhan"])),
        "beijing_june": against(
            prose["beijing_june"], Interval.exactly(june["beijing"])
        ),
        "beijing_surge": higher(
            Interval.exactly(june["beijing"] - monthly.loc["2020-05", "beijing"])
        ),
    }
    for half, months in halves.items():
        mean = monthly.loc[months, "others"].mean()
        found[f"others_{half}_mean"] = either(
            prose[f"others_{half}_mean"], [mean, (len(CITIES) - 2) * mean]
        )
    return {id: finding for id, finding in found.items() if finding}
