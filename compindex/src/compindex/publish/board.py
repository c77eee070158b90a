"""What the page of weights lays out (`what_if_page`): an index, or any table of scores, with its
weights and names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from compindex.computed import Computed
from compindex.errors import InputError
from compindex.publish.pictures import of_year
from compindex.publish.words import warning
from compindex.robustness.inputs import Weights
from compindex.tree import leaves

_FIXED = {"identity", "log_reference", "goalposts"}  # rules that look at one unit only
_ALONE = {"none", "log", "log1p"}  # treatments that do


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
