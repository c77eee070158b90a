"""The whole audit of a ranking, as tables."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import pandas as pd

from compindex.bands import assign_tiers
from compindex.errors import InputError
from compindex.intervals import Interval
from compindex.readings import undecided_by_rounding
from compindex.robustness.borders import border_audits, border_verdicts
from compindex.robustness.choices import CHOICES, all_ranks, all_totals
from compindex.robustness.inputs import Weights, checked_scores, ordered
from compindex.robustness.pairs import pair_reversals
from compindex.robustness.ranges import rank_ranges
from compindex.robustness.ranks import border_probabilities, place_probabilities
from compindex.robustness.sensitivity import rank_sensitivity
from compindex.robustness.settings import (
    USUAL,
    Simulation,
    check_audit,
    check_totals,
)
from compindex.robustness.sobol import INDICES
from compindex.robustness.survival import by_option, order_held, places_held
from compindex.robustness.verdicts import UNITS, Naming, together, unit_verdicts

NOISE_WIDTH = 0.25  # of the weights, in the sensitivity analysis
# A statement about the ranking: from the totals, specifications by units, to whether it
# holds under each specification.
Statement = Callable[[pd.DataFrame], pd.Series]


def audit(
    scores: pd.DataFrame,
    weights: Weights,
    half_unit: float = 0.0,
    *,
    totals: Interval | None = None,
    edges: Sequence[float] | None = None,
    statements: Mapping[str, Statement] | None = None,
    naming: Naming = UNITS,
    simulation: Simulation = USUAL,
) -> dict[str, pd.DataFrame]:
    r"""Audit a ranking by weighted totals :math:`\sum_k w_k s_k`: what is left of it if
    the scores' decimals, the weights or the method are a little different.

    Scores of zero or below have no geometric or harmonic mean. Where there are any,
    other methods are tried on scores that are all moved up until the lowest is 1, which
    changes no rank by arithmetic means.

    Parameters
    ----------
    scores : pandas.DataFrame
        Units by dimensions; a higher score is better.
    weights : dict of str to float, or pandas.Series
        Weight of each dimension, not negative; they are divided by their sum.
    half_unit : float
        Half a unit of the last digit to which the scores are rounded; 0 if they are
        exact.
    totals : Interval, optional
        What is known of the totals, by unit. By default, what scores within
        `half_unit` admit.
    edges : sequence of float, optional
        Lower ends of all tiers but the last, falling. Without them nothing is said of
        tiers.
    statements : dict of str to callable, optional
        Statements about the ranking, each a function of the totals under every
        specification (`choices.all_totals`) that says under which it holds. By default,
        ``order``, that all units keep their order, and for each unit that it keeps its
        place.
    naming : verdicts.Naming
        How units are called in sentences.
    simulation : Simulation
        What is drawn at random, and how much of it.

    Returns
    -------
    dict of str to pandas.DataFrame
        ``pair_reversals``: what settles the order of each pair
        (`pairs.pair_reversals`). ``rank_probabilities`` and, with edges,
        ``tier_probabilities``: under random weights (`ranks.place_probabilities`).
        ``rank_ranges``: the best and the worst rank of each unit
        (`ranges.rank_ranges`). ``choices``: under which other methods each statement
        holds (`survival.by_option`). ``sensitivity``: which choice moves the ranks most
        (`sensitivity.rank_sensitivity`). ``borders``: each border between places
        (`borders.border_audits`). ``verdicts``: all of this in words
        (`verdicts.together`). ``not_computed``: what cannot be had from these scores,
        and why.

    Raises
    ------
    InputError
        If a unit or a dimension stands twice or is called ``none``, a score is no
        number, a weight is missing or negative, the edges do not fall, or a setting is
        none.

    Examples
    --------
    >>> scores = pd.DataFrame(
    ...     {"health": [80.0, 60.0, 50.0], "income": [40.0, 70.0, 45.0]},
    ...     index=["Aland", "Bland", "Cland"],
    ... )
    >>> pairs = audit(scores, {"health": 1, "income": 1})["pair_reversals"]
    >>> pairs[["unit_a", "unit_b", "settled_by"]].to_numpy().tolist()[0]
    ['Bland', 'Aland', 'noise_10']
    """
    scores, weights = checked_scores(scores, weights)
    check_audit(scores, half_unit, edges, simulation)
    nominal = ordered(scores, weights)
    order = list(nominal.index)
    if totals is None:
        totals = Interval(nominal, nominal - half_unit, nominal + half_unit)
    check_totals(totals, order)
    undecided = undecided_by_rounding(totals, order)
    raised = _above_zero(scores)
    choice_totals, reasons = all_totals(raised, weights)
    choice_ranks = all_ranks(choice_totals)
    pairs = pair_reversals(scores, weights, half_unit)
    tables = {"pair_reversals": pairs}
    tables |= _by_draws(scores, weights, edges, simulation)
    ranges = rank_ranges(scores, weights, undecided, choice_ranks)
    tables["rank_ranges"] = ranges
    stated = _own_places(order) if statements is None else statements
    tables["choices"] = by_option(_held(choice_totals, stated))
    tables["sensitivity"], unexplained = _sensitivity(raised, weights, simulation)
    stays = border_probabilities(scores, weights, *_law(simulation))
    borders = border_audits(order, pairs, undecided, choice_totals, stays, naming)
    tables["borders"] = borders.rename_axis("place").reset_index()
    drawn = tables["rank_probabilities"]
    units = unit_verdicts(ranges, pairs, undecided, drawn, choice_ranks, naming)
    words = pd.DataFrame(columns=["about", "name", "verdict"])
    if edges is not None:
        tiers, rest = assign_tiers(nominal, edges), (scores, weights, half_unit)
        words = border_verdicts(borders, tiers, edges, *rest, naming)
    tables["verdicts"] = together(units, words, naming)
    tables["not_computed"] = _not_computed(reasons, unexplained)
    return tables


def _law(simulation: Simulation) -> tuple[float, int, int]:
    """Give what the laws of weights are drawn by."""
    return simulation.concentration, simulation.draws, simulation.seed


def _above_zero(scores: pd.DataFrame) -> pd.DataFrame:
    """Move all scores up until the lowest is 1, where one is zero or below."""
    lowest = scores.min(axis=None)
    return scores + (1 - lowest) if lowest <= 0 else scores


def _by_draws(
    scores: pd.DataFrame,
    weights: pd.Series,
    edges: Sequence[float] | None,
    simulation: Simulation,
) -> dict[str, pd.DataFrame]:
    """Estimate the probabilities of ranks, and of tiers where there are edges."""
    law = _law(simulation)
    found = {"rank_probabilities": place_probabilities(scores, weights, *law)}
    if edges is not None:
        tiers = place_probabilities(scores, weights, *law, edges)
        found["tier_probabilities"] = tiers
    return found


def _own_places(order: list[object]) -> dict[str, Statement]:
    """State that all units keep their order, and that each keeps its place."""
    stated = {"order": partial(order_held, order=order)}
    for place, unit in enumerate(order, 1):
        name = unit if unit != "order" else "place of order"
        stated[name] = partial(
            places_held, units=[unit], first=place, last=place, order=order
        )
    return stated


def _held(totals: pd.DataFrame, statements: Mapping[str, Statement]) -> pd.DataFrame:
    """Say under which specifications each statement holds."""
    held = {}
    for name, holds in statements.items():
        try:
            column = pd.Series(holds(totals), totals.index)
            held[name] = column.astype("boolean")
        except (ValueError, TypeError) as error:
            found = f"the statement {name} gives no truth values ({error})"
            expected = "whether it holds, for each specification"
            raise InputError(found, expected) from None
    return pd.DataFrame(held, totals.index)


def _sensitivity(
    scores: pd.DataFrame, weights: pd.Series, simulation: Simulation
) -> tuple[pd.DataFrame, str]:
    """Estimate the sensitivity indices, with longer sequences where a rank changes too
    rarely for these; or say why there are none.
    """
    settings = (simulation.replications, simulation.seed, simulation.level)
    for points in (simulation.points, 4 * simulation.points):
        try:
            table = rank_sensitivity(scores, weights, NOISE_WIDTH, points, *settings)
            return table, ""
        except InputError as error:
            reason = str(error)
    return pd.DataFrame(columns=INDICES), reason


def _not_computed(reasons: pd.Series, unexplained: str) -> pd.DataFrame:
    """List what cannot be computed: of the other methods, by three of their choices
    with the first reason.
    """
    rows = []
    if len(reasons):
        choices = list(CHOICES[:3])
        counted = reasons.groupby(level=choices, sort=False).agg(["size", "first"])
        for place, size, reason in counted.itertuples(name=None):
            rows.append(("choices", *place, size, reason))
    if unexplained:
        rows.append(("sensitivity", "", "", "", None, unexplained))
    columns = ["table", *CHOICES[:3], "specifications", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"specifications": "Int64"})
