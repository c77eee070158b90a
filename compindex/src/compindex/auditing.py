"""The whole audit of a ranking, as tables."""

from collections.abc import Callable, Sequence

import pandas as pd

from compindex.bands import assign_tiers
from compindex.errors import InputError
from compindex.index import MEANS
from compindex.intervals import Interval
from compindex.readings import undecided_by_rounding
from compindex.robustness.borders import border_audits, border_verdicts
from compindex.robustness.choices import (
    BASELINE,
    CHOICES,
    all_ranks,
    all_totals,
)
from compindex.robustness.importance import importance_of_dimensions
from compindex.robustness.inputs import Weights, checked_scores, ordered
from compindex.robustness.joint import rank_uncertainty
from compindex.robustness.means import as_sum
from compindex.robustness.options import compared_options, option_ranks
from compindex.robustness.ranges import STEPS as RANGE_STEPS
from compindex.robustness.ranges import rank_ranges
from compindex.robustness.ranks import border_probabilities, place_probabilities
from compindex.robustness.reversals import DRAWS, pair_reversals
from compindex.robustness.reversals import STEPS as PAIR_STEPS
from compindex.robustness.sensitivity import INDICES, rank_sensitivity
from compindex.robustness.settings import (
    USUAL,
    Simulation,
    check_audit,
    check_edges_above_zero,
    check_magnitude,
    check_mean,
    check_totals,
    within_effort,
)
from compindex.robustness.verdicts import UNITS, Naming, together, unit_verdicts

# Of the noise on the weights, where methods are drawn with it.
NOISE_WIDTH = 0.25
_UNCERTAIN = ["unit", "rank", "p05", "p50", "p95", "mean", "probability"]
_NO_WORDS = pd.DataFrame(columns=["about", "name", "verdict"])
_IMPORTANT = ["dimension", "weight", "variance_share", "weight_for_intended"]


def audit(
    scores: pd.DataFrame,
    weights: Weights,
    half_unit: float = 0.0,
    *,
    totals: Interval | None = None,
    edges: Sequence[float] | None = None,
    mean: str = "arithmetic",
    naming: Naming = UNITS,
    simulation: Simulation = USUAL,
) -> dict[str, pd.DataFrame]:
    r"""Audit a ranking by weighted totals :math:`\sum_k w_k s_k`: what is left of it if
    the scores' decimals, the weights or the method are a little different.

    A ranking by a geometric or harmonic mean is one by the weighted sum of scores that
    are transformed (`means.as_sum`), and is audited as that; gaps are of the means.

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
    mean : {"arithmetic", "geometric", "harmonic"}
        That joins the scores.
    naming : verdicts.Naming
        How units are called in sentences.
    simulation : Simulation
        What is drawn at random, how much of it, and how much may be computed; beyond,
        probabilities of pairs are drawn and ranges of ranks bounded, each row saying
        so (``found_by``).

    Returns
    -------
    dict of str to pandas.DataFrame
        ``uncertainty``: the ranks of each unit if methods and weights are drawn
        together (`joint.rank_uncertainty`). ``pair_reversals``: what settles the order
        of each pair (`reversals.pair_reversals`). ``rank_probabilities`` and, with edges,
        ``tier_probabilities``: under random weights (`ranks.place_probabilities`).
        ``rank_ranges``: the best and the worst rank of each unit
        (`ranges.rank_ranges`). ``importance``: how much each dimension moves the totals
        (`importance.importance_of_dimensions`). ``choices``: how far the options of
        each choice of method move the units, on equal footing
        (`options.compared_options`). ``option_ranks``: the ranks with one choice
        changed, Copeland's ranking among them (`options.option_ranks`).
        ``sensitivity``: which choice the ranks' variance comes from
        (`sensitivity.rank_sensitivity`). ``borders``: each border between places
        (`borders.border_audits`). ``verdicts``: all of this in words
        (`verdicts.together`). ``not_computed``: what cannot be had from these scores,
        and why. ``effort``: how much was drawn, and how much is exact.

    Raises
    ------
    InputError
        If a unit or a dimension stands twice, a score is no number, a weight is missing
        or negative, the edges do not fall, or a setting is none.

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
    check_mean(mean, half_unit)
    simulation = within_effort(simulation, scores)
    straight = as_sum(scores, mean)
    check_magnitude(straight)
    if mean != "arithmetic":
        check_edges_above_zero(edges)
    near = ordered(straight, weights)
    order = list(near.index)
    if totals is None:
        totals = Interval(near, near - half_unit, near + half_unit)
    check_totals(totals, order)
    undecided = undecided_by_rounding(totals, order)
    raised, missing = _above_zero(scores), {}
    choice_totals, reasons = all_totals(raised, weights)
    choice_ranks = all_ranks(choice_totals)
    given = raised, weights, choice_ranks, mean
    tables = _by_methods(*given, simulation, missing)
    drawn = tables["uncertainty"] if len(tables["uncertainty"]) else None
    tables["importance"] = _or_reason(
        missing, "importance", _IMPORTANT, importance_of_dimensions, straight, weights
    )
    pairs = _pairs(straight, weights, half_unit, simulation)
    nominal = _means(scores.loc[order], weights, mean)
    if mean != "arithmetic":
        upper, lower = pairs["unit_a"].map(nominal), pairs["unit_b"].map(nominal)
        pairs["gap"] = upper - lower
    tables["pair_reversals"] = pairs
    limits = _on_scale(edges, scores, mean)
    tables |= _by_draws(straight, weights, limits, simulation)
    steps = int(simulation.effort * RANGE_STEPS)
    ranges = rank_ranges(straight, weights, undecided, choice_ranks, drawn, steps)
    tables["rank_ranges"] = ranges
    stays = border_probabilities(straight, weights, *_law(simulation))
    borders = border_audits(order, pairs, undecided, choice_totals, stays, naming)
    tables["borders"] = borders.rename_axis("place").reset_index()
    chances = tables["rank_probabilities"]
    units = unit_verdicts(ranges, pairs, undecided, chances, drawn, naming)
    words = _NO_WORDS
    if edges is not None:
        tiers, rest = assign_tiers(nominal, edges), (scores, weights, half_unit)
        words = border_verdicts(borders, tiers, edges, *rest, naming, mean)
    tables["verdicts"] = together(units, words, naming)
    tables["not_computed"] = _not_computed(reasons, missing)
    tables["effort"] = _effort(simulation, half_unit, pairs, ranges)
    return tables


def _means(scores: pd.DataFrame, weights: pd.Series, mean: str) -> pd.Series:
    """Give the totals, so far rounded that equal ones are equal."""
    totals = MEANS[mean](scores.to_numpy(), weights.to_numpy())
    return pd.Series(totals, scores.index).round(10)


def _on_scale(
    edges: Sequence[float] | None, scores: pd.DataFrame, mean: str
) -> list[float] | None:
    """Put edges of totals on the scale on which scores are added up."""
    if edges is None:
        return None
    whole = pd.DataFrame([list(edges)])
    return as_sum(whole, mean, scores.max(axis=None)).iloc[0].to_list()


def _pairs(
    scores: pd.DataFrame, weights: pd.Series, half_unit: float, simulation: Simulation
) -> pd.DataFrame:
    """Compare all pairs within the effort that is allowed."""
    steps = int(simulation.effort * PAIR_STEPS)
    return pair_reversals(scores, weights, half_unit, steps, simulation.seed)


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


def _by_methods(
    scores: pd.DataFrame,
    weights: pd.Series,
    ranks: pd.DataFrame,
    mean: str,
    simulation: Simulation,
    missing: dict[str, str],
) -> dict[str, pd.DataFrame]:
    """Try other methods: together with other weights, one by one, and as shares of the
    ranks' variance.
    """
    given, seed = (scores, weights, NOISE_WIDTH), simulation.seed
    baseline = (*BASELINE[:-1], mean)
    uncertainty = _or_reason(
        missing,
        "uncertainty",
        _UNCERTAIN,
        rank_uncertainty,
        *given,
        simulation.draws,
        seed,
        None,
        mean,
    )
    sensitivity = _or_reason(
        missing,
        "sensitivity",
        INDICES,
        rank_sensitivity,
        *given,
        simulation.noises,
        seed,
        mean,
    )
    return {
        "uncertainty": uncertainty,
        "choices": compared_options(ranks, baseline),
        "option_ranks": option_ranks(scores, weights, ranks, baseline),
        "sensitivity": sensitivity,
    }


def _or_reason(
    missing: dict[str, str],
    name: str,
    columns: list[str],
    compute: Callable[..., pd.DataFrame],
    *arguments: object,
) -> pd.DataFrame:
    """Compute a table; or give an empty one and note down why."""
    try:
        return compute(*arguments)
    except InputError as error:
        missing[name] = str(error)
        return pd.DataFrame(columns=columns)


def _not_computed(reasons: pd.Series, missing: dict[str, str]) -> pd.DataFrame:
    """List what cannot be computed, and why: specifications, and whole tables."""
    rows = [("choices", *way, reason) for way, reason in reasons.items()]
    rows += [(table, "", "", "", reason) for table, reason in missing.items()]
    return pd.DataFrame(rows, columns=["table", *CHOICES, "reason"])


def _effort(
    simulation: Simulation, half_unit: float, pairs: pd.DataFrame, ranges: pd.DataFrame
) -> pd.DataFrame:
    """Say how much was drawn, and how much of what is computed is exact."""
    laws = ranges[ranges["audit"].isin(["noise_10", "noise_25", "any_weights"])]
    rows = [
        (
            "draws under each law of weights, and of methods and weights",
            simulation.draws,
        ),
        ("draws of noise for the variance of the ranks", simulation.noises),
        ("concentration of the Dirichlet law", simulation.concentration),
        ("seed", simulation.seed),
        ("half a unit of the last digit of the scores", half_unit),
        ("pairs whose probability is exact", (pairs["found_by"] == "exact").sum()),
        ("pairs whose probability is drawn", (pairs["found_by"] == "draws").sum()),
        ("draws for each of these", DRAWS),
        ("ranges under weights that are exact", (laws["found_by"] == "exact").sum()),
        ("ranges under weights that are bounds", (laws["found_by"] == "bounds").sum()),
    ]
    table = pd.DataFrame(rows, columns=["what", "value"])
    return table.astype({"value": float})
