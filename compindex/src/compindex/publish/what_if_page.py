"""A page on which the weights of an index are changed by hand: one file that computes in
the browser and asks for nothing.
"""

import base64
import hashlib
import html
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from compindex.computed import Computed
from compindex.errors import InputError
from compindex.publish.pictures import of_year
from compindex.publish.what_if_words import CHINESE, ENGLISH
from compindex.publish.words import warning
from compindex.robustness.inputs import Weights, checked_scores
from compindex.robustness.reaching import STEPS, weights_for_places
from compindex.tree import leaves

_TEMPLATES = Path(__file__).parent / "templates"
_FIXED = {"identity", "log_reference", "goalposts"}  # rules that look at one unit only
_ALONE = {"none", "log", "log1p"}  # treatments that do
_IN_A_SCENARIO = ("weights", "mean", "root", "out", "stays")
# What the rows of a file are, and whose weights: the page takes them alike.
_OF_FILE = {
    "en": {"one": "row", "many": "rows", "known": "equal", "most": ""},
    "zh": {"one": "行", "many": "行", "known": "相等的", "most": ""},
}
_STRIPS = 40  # units up to which the chance of each place is shown


@dataclass(frozen=True)
class ScenarioForm:
    """How a scenario file says what differs, and what to do with one.

    Attributes
    ----------
    weights : str
        The entry of the weights.
    mean : str
        The entry of the mean.
    root : str
        The node whose mean it is; empty where the entry takes the mean itself.
    out : str
        The entry of the units that are left out.
    stays : tuple of str
        An entry that names a unit which stays in, and the one that it names by itself.
    most_out : int, optional
        How many units may be left out.
    how : tuple of str
        What to do with the file, in English and in Chinese.
    """

    weights: str = "weights"
    mean: str = "aggregate"
    root: str = ""
    out: str = "left_out"
    stays: tuple[str, str] = ("", "")
    most_out: int | None = None
    how: tuple[str, str] = (
        "compindex.under(result, 'what_if.yml') computes the index as it stands here.",
        "compindex.under(result, 'what_if.yml') 按此处的设置计算该指数。",
    )


@dataclass(frozen=True)
class Board:
    """What the page lays out. Pairs of texts are in English and in Chinese.

    Attributes
    ----------
    title : tuple of str
    scores : pandas.DataFrame
        Units by dimensions.
    weights : dict of str to float, or pandas.Series
    mean : {"arithmetic", "geometric", "harmonic"}
    half_unit : float
        Half a unit of the last printed digit of the scores; 0 where none was printed.
    chances : pandas.DataFrame, optional
        ``scheme, unit, rank, probability``, as from `ranks.place_probabilities`.
    draws : int
        How many of them there were.
    names, labels : dict of str to tuple of str
        Of units, and of dimensions; others are called as in `scores`.
    one, many : tuple of str
        What a unit is, and units are.
    known : tuple of str
        Whose the weights are, such as ``published``.
    warning : tuple of str
        What has to be said above all else.
    remark : tuple of str
        What else has to be known.
    scores_move : bool
        Whether the scores would be others if a unit were left out.
    form : ScenarioForm, optional
        None where no scenario leads to the ranking on the page.
    home : str
        The page that one comes from; empty where there is none.
    """

    title: tuple[str, str]
    scores: pd.DataFrame
    weights: Weights
    mean: str = "arithmetic"
    half_unit: float = 0.0
    chances: pd.DataFrame | None = None
    draws: int = 0
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    one: tuple[str, str] = ("unit", "单位")
    many: tuple[str, str] = ("units", "单位")
    known: tuple[str, str] = ("index's own", "指数自身的")
    warning: tuple[str, str] = ("", "")
    remark: tuple[str, str] = ("", "")
    scores_move: bool = False
    form: ScenarioForm | None = ScenarioForm()
    home: str = ""


def board_of(result: Computed, form: ScenarioForm | None = None) -> Board:
    """Lay out an index: the parts that its total joins, in the last year.

    Parameters
    ----------
    result : computed.Computed
    form : ScenarioForm, optional

    Returns
    -------
    Board
        Of the units that have all scores.

    Raises
    ------
    InputError
        If fewer than two have.
    """
    root, year = result.spec.root, result.years[-1] if result.years else None
    table = of_year(result, result.scores.reset_index(), year).set_index(result.word)
    scores = table[[child.name for child in root.children]]
    complete = scores.dropna()
    absent = [
        result.naming.label(one) for one in scores.index.difference(complete.index)
    ]
    if len(complete) < 2:
        word = result.naming.one if len(complete) == 1 else result.naming.many
        found = f"{len(complete)} {word} with all scores"
        raise InputError(found, "two or more")
    chances, effort = (
        of_year(result, result.audit().get(name, pd.DataFrame()), year)
        for name in ("rank_probabilities", "effort")
    )
    title = result.spec.name if year is None else f"{result.spec.name}, {year}"
    names = {str(unit): (result.naming.label(unit),) * 2 for unit in complete.index}
    labels = {}
    for child in root.children:
        label = child.label or child.name
        labels[child.name] = (label, child.label_zh or label)
    return Board(
        title=(title, title),
        scores=complete,
        weights={child.name: child.weight for child in root.children},
        mean=root.aggregate,
        chances=chances if len(chances) else None,
        draws=int(effort["value"].iloc[0]) if len(effort) else 0,
        names=names,
        labels=labels,
        one=(result.naming.one, "单位"),
        many=(result.naming.many, "单位"),
        warning=(warning(result),) * 2,
        remark=_absent(absent),
        scores_move=_scores_move(result),
        form=form or ScenarioForm(root=root.name),
    )


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


def _absent(names: list[str]) -> tuple[str, str]:
    """Say who lacks a score."""
    if not names:
        return "", ""
    return (
        f"Not here, since a score is missing: {', '.join(names)}; a scenario ranks them as well.",
        f"因缺少得分而不在此处：{'、'.join(names)}；情景文件也会为其排名。",
    )


def _scores_move(result: Computed) -> bool:
    """Tell whether the scores of some units rest on those of others."""
    rules = {leaf.standardize.method for leaf in leaves(result.spec)}
    treated = {leaf.treat.method for leaf in leaves(result.spec)}
    return bool(rules - _FIXED or treated - _ALONE or len(result.ready.imputed))
