"""The report's index as a page on which its weights can be changed."""

import pandas as pd

from analysis.report.words import CITIES, DIMENSIONS
from compindex.publish.what_if_page import Board, ScenarioForm

TITLE = "CICII, July 2019 to June 2020", "CICII，2019 年 7 月至 2020 年 6 月"
_MOST_OUT = 9  # cities that a scenario may exclude
_FORM = ScenarioForm(
    weights="dimension_weights",
    out="excluded_cities",
    stays=("left_out", "wuhan"),
    most_out=_MOST_OUT,
    how=(
        "Put the file into scenarios/ and run make scenario NAME=what_if.",
        "把文件放入 scenarios/，然后运行 make scenario NAME=what_if。",
    ),
)


def report_board(
    scores: pd.DataFrame,
    weights: pd.Series,
    half_unit: float,
    chances: pd.DataFrame,
    draws: int,
    home: str = "",
    published: bool = True,
) -> Board:
    """Lay out the four dimensions of the cities, with their names in both languages; say
    whether scores and weights are the published ones.
    """
    known = ("published", "报告公布的") if published else Board.known
    names = {city.id: (city.name_en, city.name_zh) for city in CITIES}
    names |= {name: (name, printed) for printed, name in DIMENSIONS.items()}
    return Board(
        title=TITLE,
        scores=scores,
        weights=weights,
        half_unit=half_unit,
        chances=chances,
        draws=draws,
        names=names,
        one=("city", "城市"),
        many=("cities", "城市"),
        known=known,
        form=_FORM,
        home=home,
    )
