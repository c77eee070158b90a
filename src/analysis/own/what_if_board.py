"""An index of the user's own, laid out for the page on which its weights are changed."""

from dataclasses import replace

from analysis.report.words import CITIES
from compindex.publish.board import Board, ScenarioForm, board_of
from compindex.result import Result

_HOW = (
    "Save it as what_if.yml and run make index DATA=(your data) SCENARIO=what_if.yml.",
    "另存为 what_if.yml，然后运行 make index DATA=（您的数据） SCENARIO=what_if.yml。",
)


def own_board(result: Result, home: str) -> Board:
    """Lay out an index, the report's cities with their Chinese names."""
    form = ScenarioForm(root=result.spec.root.name, how=_HOW)
    board = board_of(result, form)
    ours = {city.id: (city.name_en, city.name_zh) for city in CITIES}
    known = {name: ours.get(name, both) for name, both in board.names.items()}
    units = "城市" if result.word == "city" else "单位"
    return replace(
        board,
        names=known,
        one=(board.one[0], units),
        many=(board.many[0], units),
        home=home,
    )
