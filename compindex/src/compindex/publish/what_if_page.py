"""A page on which the weights of an index are changed by hand: one file that computes in
the browser and asks for nothing.
"""

import base64
import hashlib
import html
import json
import math
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from compindex.publish.board import Board
from compindex.publish.what_if_words import CHINESE, ENGLISH
from compindex.robustness.inputs import checked_scores
from compindex.robustness.reaching import STEPS, weights_for_places

_TEMPLATES = Path(__file__).parent / "templates"
_IN_A_SCENARIO = ("weights", "mean", "root", "out", "stays")
# What the rows of a file are, and whose weights: the page takes them alike.
_OF_FILE = {
    "en": {"one": "row", "many": "rows", "known": "equal", "most": ""},
    "zh": {"one": "行", "many": "行", "known": "相等的", "most": ""},
}
_STRIPS = 40  # units up to which the chance of each place is shown


def what_if_of(board: Board, steps: int = STEPS) -> str:
    """Write the page.

    Parameters
    ----------
    board : Board
    steps : int
        Of the solver (`reaching.weights_for_places`).

    Returns
    -------
    str
        HTML whose policy forbids every connection; names stay text.
    """
    import jinja2

    loader = jinja2.FileSystemLoader(_TEMPLATES)
    environment = jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined)
    script, style = (
        (_TEMPLATES / f"what-if.{kind}").read_text(encoding="utf-8")
        for kind in ("js", "css")
    )
    data = json.dumps(_data(board, steps), ensure_ascii=False, separators=(",", ":"))
    return environment.get_template("what-if.html").render(
        title=ENGLISH["heading"],
        home=html.escape(board.home),
        policy=f"default-src 'none'; script-src {_digest(script)}; "
        f"style-src {_digest(style)}; form-action 'none'; base-uri 'none'",
        script=script,
        style=style,
        data=data.replace("<", "\\u003c"),  # so that no name ends the script
    )


def _digest(text: str) -> str:
    """Name a script or style in a policy, so that no other one runs."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _data(board: Board, steps: int) -> dict:
    """Give all that the script needs."""
    scores, weights = checked_scores(board.scores, board.weights)
    answers = _answers(board, scores, weights, steps)
    chances = _chances(board)
    units = [
        {
            **_named(unit, board.names),
            "s": row,
            **({"p": chances[unit]} if unit in chances else {}),
            **({"a": answers[unit]} if unit in answers else {}),
        }
        for unit, row in zip(scores.index, scores.to_numpy().tolist(), strict=True)
    ]
    form = board.form
    return {
        "title": _pair(board.title),
        "warning": _pair(board.warning),
        "words": {"en": _words(board, 0), "zh": _words(board, 1)},
        "terms": {"en": _terms(board, 0), "zh": _terms(board, 1)},
        "ofFile": _OF_FILE,
        "why": "not_positive" if _without_mean(board, scores) else "not_solved",
        "mean": board.mean,
        "half": board.half_unit,
        "digits": _digits(scores),
        "moves": board.scores_move,
        "mostOut": form and form.most_out,
        "scenario": form and {name: getattr(form, name) for name in _IN_A_SCENARIO},
        "dims": [{**_named(name, board.labels), "w": weights[name]} for name in scores],
        "units": units,
    }


def _named(name: object, names: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Give a unit or dimension with its names."""
    return {"id": str(name), **_pair(names.get(str(name), (str(name),) * 2))}


def _pair(texts: tuple[str, str]) -> dict[str, str]:
    """Give a text by language."""
    return dict(zip(("en", "zh"), texts, strict=True))


def _words(board: Board, language: int) -> dict[str, str]:
    """Give the words of the page in a language."""
    words = dict((ENGLISH, CHINESE)[language])
    if board.form:
        words["how"] = board.form.how[language]
    words["about"] = f"{words['about']} {board.remark[language]}".strip()
    return words


def _terms(board: Board, language: int) -> dict[str, str]:
    """Say what units are, and whose the weights are; and what differs by the index."""
    terms = {name: getattr(board, name)[language] for name in ("one", "many", "known")}
    most = board.form.most_out if board.form else None
    clause = (", and a scenario leaves out {} at most", "，情景文件最多去掉 {} 个")
    told = clause[language].format(most) if most else ""
    return terms | {"draws": f"{board.draws:,}", "most": told}


def _digits(scores: pd.DataFrame) -> int:
    """Say how many decimals of totals are shown: two of scores from 0 to 100."""
    spread = float(scores.max(axis=None) - scores.min(axis=None)) or 1.0
    return min(15, max(0, 4 - math.ceil(math.log10(spread))))


def _chances(board: Board) -> dict[object, list[float]]:
    """Give the chance of each place under noise of 25 percent, by unit."""
    if board.chances is None or len(board.scores) > _STRIPS:
        return {}
    near = board.chances[board.chances["scheme"] == "noise_25"]
    unit = next(name for name in ("unit", "city") if name in near)
    wide = near.pivot(index=unit, columns="rank", values="probability").round(6)
    return dict(zip(wide.index, wide.to_numpy().tolist(), strict=True))


def _answers(
    board: Board, scores: pd.DataFrame, weights: pd.Series, steps: int
) -> dict[object, list[list[float] | None]]:
    """Give the nearest weights for each place, by unit; none where no weights give it."""
    if _without_mean(board, scores):
        return {}
    table = weights_for_places(scores, weights, board.mean, steps)
    found = {}
    for unit in table.index.unique("unit"):
        kept = table.loc[unit].to_numpy().tolist()
        found[unit] = [None if math.isnan(row[0]) else row for row in kept]
    return found


def _without_mean(board: Board, scores: pd.DataFrame) -> bool:
    """Tell whether a score is one that the solver cannot put on the scale of the mean."""
    return board.mean != "arithmetic" and bool((scores <= 0).any(axis=None))
