"""What the audits say, in words, of the place of each unit."""

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

Pair = tuple[object, object]
NAMED = 10  # rivals of a unit that are named
PROBABLE = 0.95  # probability above which a place is called probable
JOINT = "joint"  # the audit in which methods and weights are drawn together


@dataclass(frozen=True)
class Naming:
    """How units are called in a sentence.

    Attributes
    ----------
    label : callable
        Gives the name of a unit.
    one : str
        What a unit is, such as ``country``.
    many : str
        What units are, such as ``countries``.
    """

    label: Callable[[object], str] = str
    one: str = "unit"
    many: str = "units"


UNITS = Naming()


def unit_verdicts(
    ranges: pd.DataFrame,
    pairs: pd.DataFrame,
    undecided: Collection[Pair],
    probabilities: pd.DataFrame,
    uncertainty: pd.DataFrame | None = None,
    naming: Naming = UNITS,
) -> pd.DataFrame:
    """Say of each unit what the index can tell of its place, and what it cannot.

    Parameters
    ----------
    ranges : pandas.DataFrame
        From `ranges.rank_ranges`, with what it has of `uncertainty`.
    pairs : pandas.DataFrame
        From `reversals.pair_reversals`.
    undecided : collection of tuple
        From `readings.undecided_by_rounding`.
    probabilities : pandas.DataFrame
        From `ranks.place_probabilities`.
    uncertainty : pandas.DataFrame, optional
        From `joint.rank_uncertainty`, as in `ranges`.
    naming : Naming
        How units are called.

    Returns
    -------
    pandas.DataFrame
        ``unit, rank, verdict, can_say, cannot_say``. Of the ranks that are left by
        rounding, by noise of 25 percent on the weights, by methods and weights drawn
        together (from 5 to 95 percent of the draws), and by any weights, one and the
        same in all four is *firm*; in the first three, *settled*. *Probable*: rounding
        leaves one rank, noise keeps it with a probability above 95 percent, and more
        than half of the draws do. *Undecided* otherwise.
    """
    ends = ranges.set_index(["unit", "audit"])[["best", "worst"]]
    spans = ends.apply(tuple, axis=1).unstack()
    noisy = probabilities[probabilities["scheme"] == "noise_25"]
    held = noisy.set_index(["unit", "rank"])["probability"]
    rows, drawn = [], {}
    if uncertainty is not None:
        drawn = uncertainty.set_index("unit")["probability"].to_dict()
    places = ranges.drop_duplicates("unit")[["unit", "rank"]]
    rivals = _rivals(pairs, undecided, naming)
    for unit, place in places.itertuples(index=False):
        span = spans.loc[unit].dropna()
        likely = held[unit, place] > PROBABLE and drawn.get(unit, 1.0) > 0.5
        verdict = _verdict(span, place, likely)
        cannot = _in_words(rivals[unit], naming)
        rows.append((unit, place, verdict, _can_say(span), cannot))
    columns = ["unit", "rank", "verdict", "can_say", "cannot_say"]
    return pd.DataFrame(rows, columns=columns)


def together(
    units: pd.DataFrame, borders: pd.DataFrame, naming: Naming = UNITS
) -> pd.DataFrame:
    """Join the verdicts on units and on borders into one table.

    Parameters
    ----------
    units : pandas.DataFrame
        From `unit_verdicts`.
    borders : pandas.DataFrame
        From `borders.border_verdicts`.
    naming : Naming
        How units are called.

    Returns
    -------
    pandas.DataFrame
        ``about`` (what a unit is, tier border, widest gap within a tier), ``name``,
        ``verdict``.
    """
    sentences = []
    for row in units.itertuples():
        rest = f" Cannot say: {row.cannot_say}." if row.cannot_say else ""
        verdict = row.verdict[0].upper() + row.verdict[1:]
        sentences.append(f"{verdict}. Can say: {row.can_say}.{rest}")
    words = {"about": naming.one, "name": units["unit"], "verdict": sentences}
    return pd.concat([pd.DataFrame(words), borders], ignore_index=True)


def percent(share: float) -> str:
    """Write a share in percent, so that what is not certain never looks so.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    str

    Examples
    --------
    >>> [percent(share) for share in (0.5, 1, 0.9995, 0.0004, 0)]
    ['50.0%', '100%', 'over 99.9%', 'under 0.1%', '0%']
    """
    if share in (0, 1):
        return f"{share:.0%}"
    if share < 0.0005:
        return "under 0.1%"
    if share >= 0.9995:
        return "over 99.9%"
    return f"{share:.1%}"


def percent_drawn(share: float) -> str:
    """Write a share of draws where the other outcome is possible, though no draw need
    have shown it.

    Parameters
    ----------
    share : float
        From 0 to 1.

    Returns
    -------
    str

    Examples
    --------
    >>> percent_drawn(0.0), percent_drawn(0.25)
    ('under 0.1%', '25.0%')
    """
    return percent(min(max(share, 1e-9), 1 - 1e-9))


def _verdict(span: pd.Series, place: int, likely: bool) -> str:
    """Grade a place by the audits that leave it as it is."""
    stays = {audit: ends == (place, place) for audit, ends in span.items()}
    near = stays["rounding"] and stays["noise_25"] and stays.get(JOINT, True)
    if near and stays["any_weights"]:
        return "firm"
    if near and JOINT in stays:
        return "settled"
    return "probable" if stays["rounding"] and likely else "undecided"


def _can_say(span: pd.Series) -> str:
    """Write the places that each audit leaves."""
    words = [f"{_places(*span['noise_25'])} with each weight off by up to 25%"]
    if JOINT in span:
        drawn = "in at least nine of ten draws of methods and weights"
        words.append(f"{_places(*span[JOINT])} {drawn}")
    words.append(f"{_places(*span['any_weights'])} with any weights")
    return "; ".join(words)


def _places(best: int, worst: int) -> str:
    """Write a range of places."""
    return f"place {best}" if best == worst else f"places {best} to {worst}"


def _rivals(
    pairs: pd.DataFrame, undecided: Collection[Pair], naming: Naming
) -> dict[object, list[tuple[float, str]]]:
    """Name for each unit those with which rounding or noise of 25 percent can exchange
    it, with the probability.
    """
    found, undecided = defaultdict(list), set(undecided)
    names = zip(pairs["unit_a"], pairs["unit_b"], strict=True)
    open_ = np.array([pair in undecided for pair in names], bool)
    turning = pairs["settled_by"].isin(["noise_10", "open"])
    rows = pairs.assign(open_=open_)[turning | open_]
    for row in rows.itertuples():
        reasons = []
        if row.open_:
            equal = "their totals are equal"
            decimals = "the printed decimals leave it open"
            reasons.append(decimals if row.gap else equal)
        if row.settled_by in ("noise_10", "open") and row.gap:
            chance = percent(row.probability)
            if row.found_by == "draws":
                chance = percent_drawn(row.probability)
            reasons.append(f"noise of 25% turns it with a probability of {chance}")
        certain = row.open_ or row.probability >= 1 - PROBABLE
        words = f"{'' if certain else ' for certain'} ({', and '.join(reasons)})"
        chance = 1.0 if row.open_ else row.probability
        for unit, other in ((row.unit_a, row.unit_b), (row.unit_b, row.unit_a)):
            told = f"its order with {naming.label(other)}{words}"
            found[unit].append((chance, told))
    return found


def _in_words(rivals: list[tuple[float, str]], naming: Naming) -> str:
    """Join what is said of a unit's rivals; of many, of those most easily exchanged."""
    if len(rivals) <= NAMED:
        return "; ".join(words for _, words in rivals)
    least = sorted((chance for chance, _ in rivals), reverse=True)[NAMED - 1]
    likeliest = [words for chance, words in rivals if chance >= least][:NAMED]
    rest = len(rivals) - len(likeliest)
    many = naming.many if rest > 1 else naming.one
    return f"{'; '.join(likeliest)}; its order with {rest} more {many}"
