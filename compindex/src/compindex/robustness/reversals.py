"""All units pair by pair: what settles their order, with what probability noise turns
it, and how far the weights must move.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from compindex.robustness.decimals import narrowed, ratio_of, whole_numbers
from compindex.robustness.inputs import Weights, checked_scores, ordered
from compindex.robustness.laws import draw, noise
from compindex.robustness.pairs import NOISE, chance_to_turn, moved_weights

COLUMNS = [
    "unit_a",
    "unit_b",
    "gap",
    "rounding_bound",
    "settled_by",
    "probability",
    "standard_error",
    "found_by",
    "smallest_weight_change",
]
# Steps of exact arithmetic, at most: of the order of half a minute of one core, more the
# more digits the scores have.
STEPS = 20_000_000
DRAWS = 10_000  # of the weights, for pairs beyond


def pair_reversals(
    scores: pd.DataFrame,
    weights: Weights,
    half_unit: float,
    steps: int = STEPS,
    seed: int = 1,
) -> pd.DataFrame:
    r"""Compare all units pair by pair.

    The probability of a pair that differs in n dimensions takes about :math:`n 2^{n/2}`
    steps of exact arithmetic (`pairs.reversal_probability`). Pairs with the fewest come
    first, until `steps` are used up; those left are estimated from draws of the noise.

    Parameters
    ----------
    scores, weights
        As for `inputs.checked_scores`.
    half_unit : float
        Half a unit of the last printed digit of the scores; a gap can be off by twice
        that, its weights adding up to one.
    steps : int
    seed : int
        Of the draws.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`, the best placed unit first: the unit ahead and the other; the ``gap``
        of their totals and how much rounding can change it; what settles the order
        (`pairs.settled_by`); the ``probability`` that noise of 25 percent turns it,
        ``found_by`` exact arithmetic, or by draws with a ``standard_error`` (0 for a
        share of 0 or 1, which can be off by up to about 3 / `DRAWS`); and the
        ``smallest_weight_change`` that does, as the sum of the absolute changes,
        missing where no weights can.

    Raises
    ------
    InputError
        As `inputs.checked_scores` does.

    Examples
    --------
    >>> table = pd.DataFrame({"a": [3.0, 1.0], "b": [1.0, 2.0]}, ["x", "y"])
    >>> got = pair_reversals(table, {"a": 1, "b": 1}, 0.5).round(4)
    >>> got[["unit_a", "gap", "settled_by", "probability"]].to_numpy().tolist()
    [['x', 0.5, 'noise_25', 0.0]]
    >>> got[["found_by", "smallest_weight_change"]].to_numpy().tolist()
    [['exact', 0.3333]]
    """
    scores, weights = checked_scores(scores, weights)
    units = ordered(scores, weights).index
    compared = _Compared(scores.loc[units].to_numpy(), weights.to_numpy())
    parts = list(compared.against_the_rest())
    upper, lower = np.triu_indices(len(units), 1)
    table = pd.DataFrame(index=range(len(upper)), columns=COLUMNS)
    table["unit_a"], table["unit_b"] = units[upper], units[lower]
    table["rounding_bound"] = 2 * half_unit
    for column, name in enumerate(("gap", "settled_by", "smallest_weight_change")):
        found = [part[column] for part in parts]
        table[name] = np.concatenate(found) if found else []
    table[["probability", "standard_error"]] = 0.0
    table["found_by"] = "exact"
    open_ = np.flatnonzero(~table["settled_by"].isin(["dominance", "noise_25"]))
    exact, drawn = compared.shared_out(upper[open_], lower[open_], steps)
    table.loc[open_[exact], "probability"] = [
        chance_to_turn(compared.terms(upper[pair], lower[pair]), NOISE["noise_25"])
        for pair in open_[exact]
    ]
    if len(drawn):
        pairs = open_[drawn]
        shares = compared.drawn(upper[pairs], lower[pairs], seed)
        errors = np.sqrt(shares * (1 - shares) / DRAWS)
        table.loc[pairs, "probability"] = shares
        table.loc[pairs, "standard_error"] = errors
        table.loc[pairs, "found_by"] = "draws"
    return table.astype({"gap": float, "smallest_weight_change": float})


class _Compared:
    """Units in their order, and their weights, as whole numbers and as they are."""

    def __init__(self, scores: np.ndarray, weights: np.ndarray) -> None:
        self.scores, self.weights = scores, weights
        whole, self.unit = whole_numbers(scores)
        shares, self.share = whole_numbers(weights)
        # Of terms and of what they are compared with (`_settled`).
        largest = 2 * abs(whole).max() * shares.sum() * 100
        self.whole, self.shares = narrowed(whole, largest), narrowed(shares, largest)

    def against_the_rest(self) -> Iterator[tuple[np.ndarray, ...]]:
        """Compare each unit with those behind it: gaps, what settles them, and the
        changes of weights.
        """
        for first in range(len(self.whole) - 1):
            apart = self.whole[first] - self.whole[first + 1 :]
            terms = apart * self.shares
            gaps, whole = terms.sum(axis=1), self.unit * self.share
            nowhere_worse = (apart >= 0).all(axis=1)
            settled = _settled(gaps, abs(terms).sum(axis=1), nowhere_worse)
            changes = np.full(len(gaps), np.nan)
            numbers = (self.scores[first] - self.scores[first + 1 :])[~nowhere_worse]
            moved = moved_weights(numbers, self.weights).sum(axis=1)
            changes[~nowhere_worse] = (2 * moved).round(12)
            yield np.array([int(gap) / whole for gap in gaps]), settled, changes

    def terms(self, upper: int, lower: int) -> np.ndarray:
        """Give the weighted differences of a pair, as whole numbers."""
        apart = self.whole[upper].astype(object) - self.whole[lower].astype(object)
        return apart * self.shares.astype(object)

    def shared_out(
        self, upper: np.ndarray, lower: np.ndarray, steps: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Say which pairs are computed exactly within some steps, and which are left."""
        differ = (self.whole[upper] != self.whole[lower]) & (self.shares != 0)
        n = differ.sum(axis=1)
        needed = n * 2.0 ** (n / 2)
        order = np.argsort(needed, kind="stable")
        within = np.cumsum(needed[order]) <= steps
        return np.sort(order[within]), np.sort(order[~within])

    def drawn(self, upper: np.ndarray, lower: np.ndarray, seed: int) -> np.ndarray:
        """Estimate how often noise of 25 percent turns each pair."""
        turned = np.zeros(len(upper), np.int64)
        law = noise(self.weights, NOISE["noise_25"])
        for weights in draw(law, DRAWS, seed, chunk=1000):
            totals = self.scores @ weights
            for part in np.array_split(np.arange(len(upper)), 1 + len(upper) // 5000):
                ahead = totals[lower[part]] > totals[upper[part]]
                turned[part] += ahead.sum(axis=1)
        return turned / DRAWS


def _settled(
    gaps: np.ndarray, sizes: np.ndarray, nowhere_worse: np.ndarray
) -> np.ndarray:
    """Say what settles each pair, from the sum of its terms and that of their sizes."""
    found = np.full(len(gaps), "open", object)
    for name, width in reversed(NOISE.items()):
        above, below = ratio_of(width)
        found[(below * gaps >= above * sizes).astype(bool)] = name
    found[nowhere_worse] = "dominance"
    return found
