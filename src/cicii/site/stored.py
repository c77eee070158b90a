"""The report's index as it is stored, for the page on which its weights are changed."""

import pandas as pd

from analysis.paths import ROOT
from analysis.ranking.what_if import report_board
from analysis.report.words import DIMENSIONS
from cicii.parameters import load_parameters
from compindex.publish.what_if_page import what_if_of


def stored_what_if() -> str:
    """Write the page from the stored scores, weights and chances of places."""
    names = list(DIMENSIONS.values())
    nodes = _stored("nodes").drop_duplicates("node").set_index("node")
    parameters = load_parameters()
    index = _stored("index").set_index("city")
    board = report_board(
        index[names],
        nodes["weight"][names],
        half_unit=0.5 * 10 ** -parameters["decimals"],
        chances=_stored("rank_probabilities"),
        draws=parameters["weight_draws"],
        printed=index["published_total"],
        home="index.html",
    )
    return what_if_of(board)


def _stored(name: str) -> pd.DataFrame:
    """Read a published table, whatever a copy of the notebooks has made of it."""
    return pd.read_csv(ROOT / "data" / "processed" / f"{name}.csv")
