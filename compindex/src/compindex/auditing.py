"""The whole audit of a ranking, as tables."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

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
    ranking = _checked(scores, weights, half_unit, totals, edges, mean, simulation)
    undecided = undecided_by_rounding(ranking.totals, ranking.order)
    raised, missing = _above_zero(ranking.scores), {}
    choice_totals, reasons = all_totals(raised, ranking.weights)
    choice_ranks = all_ranks(choice_totals)
    tables = _by_methods(ranking, raised, choice_ranks, missing)
    tables |= _by_weights(ranking, undecided, choice_ranks, tables["uncertainty"])
    tables |= _in_words(ranking, undecided, choice_totals, tables, naming)
    tables["not_computed"] = _not_computed(reasons, missing)
    tables["effort"] = _effort(ranking, tables)
    return tables


class _Ranking(NamedTuple):
    """What is audited, checked: scores as they are, and on the scale on which they are
    added up; the units in their order, and their totals.
    """

    scores: pd.DataFrame
    straight: pd.DataFrame
    weights: pd.Series
    half_unit: float
    order: list[object]
    totals: Interval
    edges: Sequence[float] | None
    mean: str
    simulation: Simulation

    def nominal(self) -> pd.Series:
        """Give the totals, so far rounded that equal ones are equal."""
        scores = self.scores.loc[self.order].to_numpy()
        totals = MEANS[self.mean](scores, self.weights.to_numpy())
        return pd.Series(totals, self.order).round(10)

    def limits(self) -> list[float] | None:
        """Put the edges of tiers on the scale on which scores are added up."""
        if self.edges is None:
            return None
        whole, largest = pd.DataFrame([list(self.edges)]), self.scores.max(axis=None)
        return as_sum(whole, self.mean, largest).iloc[0].to_list()


def _checked(
    scores: pd.DataFrame,
    weights: Weights,
    half_unit: float,
    totals: Interval | None,
    edges: Sequence[float] | None,
    mean: str,
    simulation: Simulation,
) -> _Ranking:
    """Refuse what cannot be audited, before anything is computed."""
    scores, weights = checked_scores(scores, weights)
    check_audit(scores, half_unit, edges, simulation)
    check_mean(mean, half_unit)
    straight = as_sum(scores, mean)
    check_magnitude(straight)
    if mean != "arithmetic":
        check_edges_above_zero(edges)
    near = ordered(straight, weights)
    if totals is None:
        totals = Interval(near, near - half_unit, near + half_unit)
    order = list(near.index)
    check_totals(totals, order)
    fitted = within_effort(simulation, scores)
    return _Ranking(
        scores, straight, weights, half_unit, order, totals, edges, mean, fitted
    )


def _by_weights(
    ranking: _Ranking,
    undecided: list[tuple],
    choice_ranks: pd.DataFrame,
    drawn: pd.DataFrame,
) -> dict[str, pd.DataFrame]:
    """Try other weights: pair by pair, by draws, and to the extremes of each rank."""
    given, effort = (ranking.straight, ranking.weights), ranking.simulation.effort
    steps, seed = int(effort * PAIR_STEPS), ranking.simulation.seed
    pairs = pair_reversals(*given, ranking.half_unit, steps, seed)
    if ranking.mean != "arithmetic":  # a gap is one of means
        nominal = ranking.nominal()
        upper, lower = pairs["unit_a"].map(nominal), pairs["unit_b"].map(nominal)
        pairs["gap"] = upper - lower
    found = {"pair_reversals": pairs}
    found |= _by_draws(*given, ranking.limits(), ranking.simulation)
    drawn, steps = drawn if len(drawn) else None, int(effort * RANGE_STEPS)
    found["rank_ranges"] = rank_ranges(*given, undecided, choice_ranks, drawn, steps)
    return found


def _in_words(
    ranking: _Ranking,
    undecided: list[tuple],
    choice_totals: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    naming: Naming,
) -> dict[str, pd.DataFrame]:
    """Say what the audits leave of each border, and of each place."""
    pairs, ranges = tables["pair_reversals"], tables["rank_ranges"]
    law = _law(ranking.simulation)
    stays = border_probabilities(ranking.straight, ranking.weights, *law)
    order = ranking.order
    borders = border_audits(order, pairs, undecided, choice_totals, stays, naming)
    drawn = tables["uncertainty"] if len(tables["uncertainty"]) else None
    chances = tables["rank_probabilities"]
    units = unit_verdicts(ranges, pairs, undecided, chances, drawn, naming)
    words = _NO_WORDS
    if ranking.edges is not None:
        tiers = assign_tiers(ranking.nominal(), ranking.edges)
        given = ranking.scores, ranking.weights, ranking.half_unit
        rest = naming, ranking.mean
        words = border_verdicts(borders, tiers, ranking.edges, *given, *rest)
    return {
        "borders": borders.rename_axis("place").reset_index(),
        "verdicts": together(units, words, naming),
    }


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
    ranking: _Ranking,
    raised: pd.DataFrame,
    ranks: pd.DataFrame,
    missing: dict[str, str],
) -> dict[str, pd.DataFrame]:
    """Try other methods: together with other weights, one by one, and as shares of the
    ranks' variance; and say how much each dimension moves the totals.
    """
    weights, mean, simulation = ranking.weights, ranking.mean, ranking.simulation
    given, baseline = (raised, weights, NOISE_WIDTH), (*BASELINE[:-1], mean)
    draws = (simulation.draws, simulation.seed, None, mean)
    noises = (simulation.noises, simulation.seed, mean)
    jobs = {
        "uncertainty": (_UNCERTAIN, rank_uncertainty, *given, *draws),
        "sensitivity": (INDICES, rank_sensitivity, *given, *noises),
        "importance": (
            *(_IMPORTANT, importance_of_dimensions),
            *(ranking.straight, weights),
        ),
    }
    found = {name: _or_reason(missing, name, *job) for name, job in jobs.items()}
    return {
        "uncertainty": found["uncertainty"],
        "choices": compared_options(ranks, baseline),
        "option_ranks": option_ranks(raised, weights, ranks, baseline),
        "sensitivity": found["sensitivity"],
        "importance": found["importance"],
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


def _effort(ranking: _Ranking, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Say how much was drawn, and how much of what is computed is exact."""
    simulation, half_unit = ranking.simulation, ranking.half_unit
    pairs, ranges = tables["pair_reversals"], tables["rank_ranges"]
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
