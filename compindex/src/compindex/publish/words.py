"""What is said of an index in words, alike in the workbook and on the page."""

import pandas as pd

from compindex.computed import Computed


def warning(result: Computed) -> str:
    """Say that values are made up, where they are.

    Parameters
    ----------
    result : computed.Computed

    Returns
    -------
    str
        Empty for values that are none such.
    """
    if result.provenance != "synthetic":
        return ""
    return "SYNTHETIC: computed from values that were made up. This is no data."


def opening(result: Computed) -> list[str]:
    """Say what the index is made of, and how it is known.

    Parameters
    ----------
    result : computed.Computed

    Returns
    -------
    list of str
    """
    known = warning(result) or f"The values are {result.provenance}."
    scenario = [f"A scenario: {result.question}"] if result.question else []
    return [known, *scenario, f"{result.understood}."]


def how_sure(result: Computed, index: pd.DataFrame) -> pd.Series:
    """Give the first words of the audit's verdict on each place, where there is one.

    Parameters
    ----------
    result : computed.Computed
    index : pandas.DataFrame
        From `Computed.index_table`.

    Returns
    -------
    pandas.Series
        In the order of `index`; empty where there is no audit.
    """
    verdicts = result.audit().get("verdicts")
    if verdicts is None:
        return pd.Series("", index.index)
    years = ["year"] if "year" in verdicts else []
    verdicts = verdicts[verdicts["about"] == result.naming.one]
    words = verdicts["verdict"].str.partition(".")[0]
    known = verdicts[[*years, "name"]].assign(how_sure=words)
    keys = index[[*years, result.word]].rename(columns={result.word: "name"})
    joined = keys.merge(known, how="left", on=[*years, "name"])["how_sure"]
    return joined.fillna("").set_axis(index.index)
