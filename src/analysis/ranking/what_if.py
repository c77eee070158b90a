"""The report's index as a page on which its weights can be changed."""

import pandas as pd

from analysis.report.words import CITIES, DIMENSIONS
from compindex.publish.board import Board, ScenarioForm
from compindex.rounding import half_up

TITLE = "CICII, July 2019 to June 2020", "CICII，2019 年 7 月至 2020 年 6 月"
_OTHER = "CICII, a variant", "CICII（变体）"
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
    printed: pd.Series | None = None,
    home: str = "",
) -> Board:
    """Lay out the four dimensions of the cities, with their names in both languages.
    Where they are the published ones, the printed totals come along; else these are a
    variant's, whose decimals are no print and to whose ranking no scenario leads.
    """
    names = {city.id: (city.name_en, city.name_zh) for city in CITIES}
    return Board(
        title=_OTHER if printed is None else TITLE,
        scores=scores,
        weights=weights,
        half_unit=0.0 if printed is None else half_unit,
        chances=chances,
        draws=draws,
        names=names,
        labels={name: (name, term) for term, name in DIMENSIONS.items()},
        one=("city", "城市"),
        many=("cities", "城市"),
        known=Board.known if printed is None else ("published", "报告公布的"),
        remark=("", "") if printed is None else _remark(scores, weights, printed),
        form=None if printed is None else _FORM,
        home=home,
    )


def _remark(
    scores: pd.DataFrame, weights: pd.Series, printed: pd.Series
) -> tuple[str, str]:
    """Say how many totals differ from the printed ones when they are shown."""
    totals = (scores[list(weights.index)] * weights).sum(axis=1).round(10)
    shown = [float(half_up(total)) for total in totals]
    count = sum(one != other for one, other in zip(shown, printed, strict=True))
    return (
        f"Totals are computed from the printed scores; {count} of {len(totals)} differ from the printed totals by 0.01, which rounding allows.",
        f"总分由公布的得分计算；{len(totals)} 个总分中有 {count} 个与公布的总分相差 0.01，属四舍五入允许的范围。",
    )
