"""What the audits say, in numbers and in words, of each border between places."""

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from compindex.robustness.means import as_sum
from compindex.robustness.pairs import NOISE, reversal_probability, subtract
from compindex.robustness.verdicts import UNITS, Naming, Pair, percent, percent_drawn

_SETTLED_BY = ("dominance", "noise_25", "noise_10")
# How many of these settle a pair for an audit.
_SETTLES = {"noise_10": 3, "noise_25": 2, "any_weights": 1}
_WORDS = ["about", "name", "verdict"]


def border_audits(
    order: Sequence[object],
    pairs: pd.DataFrame,
    undecided: Collection[Pair],
    totals: pd.DataFrame,
    stays: pd.DataFrame,
    naming: Naming = UNITS,
) -> pd.DataFrame:
    """Audit each border between neighbouring places: can a unit be moved across it?

    Parameters
    ----------
    order : sequence
        Units by rank.
    pairs : pandas.DataFrame
        From `reversals.pair_reversals`.
    undecided : collection of tuple
        From `readings.undecided_by_rounding`.
    totals : pandas.DataFrame
        From `choices.all_totals`.
    stays : pandas.DataFrame
        From `ranks.border_probabilities`.
    naming : verdicts.Naming
        How units are called.

    Returns
    -------
    pandas.DataFrame
        By the place above the border: the units ``above`` and ``below`` it and their
        ``gap``; of the ``pairs`` of units across it those that each audit leaves open,
        by its name; which one noise of 25 percent ``turns`` most easily, empty where it
        can turn none; the ``smallest_weight_change`` that brings a unit level with one
        across it; with what probability, by law of weights, the same units lie above;
        and whether they do under all specifications, ``choices``.
    """
    order, rows = list(order), []
    compared = _as_squares(order, pairs, undecided)
    held = _held(totals[order].to_numpy())
    for place in range(1, len(order)):
        row = {"place": place, "above": order[place - 1], "below": order[place]}
        across = {name: square[:place, place:] for name, square in compared.items()}
        row |= _across(across, order[:place], order[place:], naming)
        row |= {f"stays_{law}": stays.at[place, law] for law in stays}
        rows.append(row | {"choices": bool(held[place - 1])})
    if not rows:
        return pd.DataFrame(columns=["above", "below", "gap"])
    return pd.DataFrame(rows).set_index("place")


def border_verdicts(
    table: pd.DataFrame,
    tiers: pd.Series,
    edges: Sequence[float],
    scores: pd.DataFrame,
    weights: pd.Series,
    half_unit: float,
    naming: Naming = UNITS,
    mean: str = "arithmetic",
) -> pd.DataFrame:
    """Say of each border between two tiers, and of the widest gap within one, what the
    audits leave of it.

    Parameters
    ----------
    table : pandas.DataFrame
        From `border_audits`.
    tiers : pandas.Series
        Tier by unit.
    edges : sequence of float
        Lower ends of the tiers but the last.
    scores, weights
        As `inputs.checked_scores` gives them.
    half_unit : float
        As for `reversals.pair_reversals`.
    naming : verdicts.Naming
        How units are called.
    mean : {"arithmetic", "geometric", "harmonic"}
        Of the totals.

    Returns
    -------
    pandas.DataFrame
        By the place above the border: ``about`` (tier border, or widest gap within a
        tier), ``name``, ``verdict``.
    """
    rows = {}
    upper, lower = table["above"].map(tiers), table["below"].map(tiers)
    widest = table["gap"][upper == lower].max()
    for row in table.itertuples():
        first, second = upper[row.Index], lower[row.Index]
        words = _border(row, half_unit, naming)
        if first != second:
            for edge in edges[first - 1 : second - 1]:
                words += _edge(edge, tiers <= first, scores, weights, naming, mean)
            rows[row.Index] = "tier border", f"{first} | {second}", words
        elif row.gap == widest:
            name = f"{row.above} | {row.below}"
            rows[row.Index] = "widest gap within a tier", name, words
    return pd.DataFrame.from_dict(rows, orient="index", columns=_WORDS)


def _as_squares(
    order: list[object], pairs: pd.DataFrame, undecided: Collection[Pair]
) -> dict[str, np.ndarray]:
    """Lay out pairs as squares, upper units by lower ones in their order: numbers, and
    whether each audit leaves the pair open.
    """
    place = {unit: number for number, unit in enumerate(order)}
    rows, columns = pairs["unit_a"].map(place), pairs["unit_b"].map(place)
    open_ = set(undecided)
    names = zip(pairs["unit_a"], pairs["unit_b"], strict=True)
    found = {
        "gap": pairs["gap"],
        "probability": pairs["probability"],
        "change": pairs["smallest_weight_change"],
        "rounding": [pair in open_ for pair in names],
    }
    for audit, upto in _SETTLES.items():
        found[audit] = ~pairs["settled_by"].isin(_SETTLED_BY[:upto])
    squares = {}
    for name, values in found.items():
        squares[name] = np.zeros((len(order), len(order)))
        squares[name][rows, columns] = values
    return squares


def _held(totals: np.ndarray) -> np.ndarray:
    """Say of each border whether all specifications (rows) keep the units above it
    above those below.
    """
    lowest = np.minimum.accumulate(totals, axis=1)[:, :-1]
    highest = np.maximum.accumulate(totals[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return (lowest >= highest).all(axis=0)


def _across(
    across: dict[str, np.ndarray],
    above: list[object],
    below: list[object],
    naming: Naming,
) -> dict[str, object]:
    """Sum up the pairs of units across a border; its own neighbours are among them."""
    found = {"gap": across["gap"].min(), "pairs": across["gap"].size}
    for audit in ("rounding", *_SETTLES):
        found[audit] = int(across[audit].sum())
    found["turns"] = ""
    if across["noise_25"].any():
        # Drawn probabilities may be zero for all that are open.
        chances = np.where(across["noise_25"] > 0, across["probability"], -1)
        likeliest = divmod(chances.argmax(), len(below))
        pair = above[likeliest[0]], below[likeliest[1]]
        found["turns"] = " and ".join(map(naming.label, pair))
    change = np.fmin.reduce(across["change"], axis=None)  # missing ones aside
    return found | {"smallest_weight_change": change}


def _border(row: tuple, half_unit: float, naming: Naming) -> str:
    """Say what rounding, weights and methods do to a border of places."""
    label, many = naming.label, naming.many
    apart = (
        f"{label(row.above)} and {label(row.below)} are {row.gap:.2f} points apart, "
        f"give or take {2 * half_unit:g} by rounding."
    )
    kept = "No combination of scale, weighting and mean breaks the border."
    if not row.choices:
        kept = "Some combinations of scale, weighting and mean break the border."
    if not row.any_weights:
        return f"{apart} No weights at all move a {naming.one} across. {kept}"
    near = "100% under noise of 25%"
    if row.noise_25:
        which = f"{row.noise_25} of {row.pairs} pairs, most easily"
        if row.noise_25 == 1:
            which = "only"
        chance = percent_drawn(row.stays_noise_25)
        near = f"{chance} under noise of 25% ({which} {row.turns} can exchange places)"
    return (
        f"{apart} The same {many} stay above with a probability of {near}, "
        f"{percent_drawn(row.stays_dirichlet)} under Dirichlet weights, and "
        f"{percent_drawn(row.stays_uniform)} with all weights equally likely. It takes "
        f"{50 * row.smallest_weight_change:.1f} of the 100 points of weight, moved "
        f"between dimensions, for two {many} across it to tie. {kept}"
    )


def _edge(
    edge: float,
    above: pd.Series,
    scores: pd.DataFrame,
    weights: pd.Series,
    naming: Naming,
    mean: str,
) -> str:
    """Name the units that noise of 25 percent can carry across an edge of totals, with
    the exact probabilities.
    """
    crossing = []
    largest = scores.max(axis=None)
    straight = as_sum(scores, mean)
    limit = as_sum(pd.DataFrame([[edge]]), mean, largest).iat[0, 0]
    for unit, is_above in above.items():
        ends = (straight.loc[unit], [limit] * len(weights))
        apart = subtract(*ends) if is_above else subtract(*ends[::-1])
        chance = reversal_probability(apart, weights, NOISE["noise_25"])
        if chance:
            where = "below" if is_above else "above"
            crossing.append(f"{naming.label(unit)} {where} ({percent(chance)})")
    named = ", ".join(crossing) or f"no {naming.one} across"
    return f" With a fixed edge at {edge:g} points, noise of 25% can carry {named}."
