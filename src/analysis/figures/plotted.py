"""The numbers that the report's figures plot: tidy tables of series, x, y, provenance."""

import pandas as pd

from analysis.ranking.tiers import tier_statistics
from analysis.report.words import DIMENSIONS, MONTHS, worst_provenance
from compindex.errors import InputError

_NAMES = list(DIMENSIONS.values())


def plotted_by_tier(
    index: pd.DataFrame, column: str, known: str = "published"
) -> pd.DataFrame:
    """Take the numbers of a figure: series (tier), x (dimension), y (the mean or the sd
    of its scores), provenance, where scores are known as they are.
    """
    statistics = tier_statistics(index)
    columns = {
        "series": statistics["tier"],
        "x": statistics["dimension"],
        "y": statistics[column],
        "provenance": worst_provenance([known, "derived"]),
    }
    return pd.DataFrame(columns)


def plotted_cities(
    index: pd.DataFrame, column: str, known: str = "published"
) -> pd.DataFrame:
    """Take what is drawn behind: for means the score of each city, and the mean of all;
    for standard deviations the distance of each from the mean of its tier, and the sd
    of all. Series are cities, and ``all``.
    """
    scores = index.set_index("city")[_NAMES]
    overall, derived = scores.mean(), worst_provenance([known, "derived"])
    if column == "sd":
        scores = (
            scores - scores.groupby(index["tier"].to_numpy()).transform("mean")
        ).abs()
        overall, known = index[_NAMES].std(ddof=0), derived
    rows = scores.melt(ignore_index=False, var_name="x", value_name="y").reset_index()
    rows = rows.rename(columns={"city": "series"}).assign(provenance=known)
    everyone = {"series": "all", "x": _NAMES, "y": overall, "provenance": derived}
    return pd.concat([rows[list(everyone)], pd.DataFrame(everyone)], ignore_index=True)


def first_and_last(plotted: pd.DataFrame) -> pd.DataFrame:
    """Keep the numbers of the first and of the last tier."""
    first, last = plotted["series"].min(), plotted["series"].max()
    if first == last:
        found = f"all cities are in tier {first}"
        raise InputError(found, "tier edges that part them", file="tier_edges")
    return plotted[plotted["series"].isin([first, last])]


def plotted_coverage(
    table: pd.DataFrame, spans: pd.DataFrame, series: list[str]
) -> pd.DataFrame:
    """Take the numbers of a figure: for each month of some series what it can have been,
    and its value, where one was printed or supplied. The series ``<name>_printed``
    repeats a printed value over the months that it describes: their mean, not the value
    of each.
    """
    months = table[table["series"].isin(series)].copy()
    months.loc[months["provenance"] == "supplied", ["low", "high"]] = float("nan")
    printed = [
        {
            "series": f"{span.series}_printed",
            "month": month,
            "reports": span.reports,
            "provenance": span.provenance,
        }
        for span in spans[spans["series"].isin(series)].itertuples()
        for month in MONTHS
        if span.start <= month <= span.end
    ]
    rows = pd.concat([months, pd.DataFrame(printed)], ignore_index=True)
    rows = rows.rename(columns={"month": "x", "reports": "y"})
    return rows[["series", "x", "y", "low", "high", "provenance"]]
