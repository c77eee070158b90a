"""What a whole audit is told besides scores and weights: how much is drawn, and checks
of what it cannot do without.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from numbers import Integral, Real

import numpy as np
import pandas as pd

from compindex.bands import check_edges
from compindex.errors import InputError, quoted
from compindex.intervals import Interval
from compindex.robustness.means import means_from

# Between these lies the largest score: totals are compared at ten decimals.
SMALLEST, LARGEST = 1e-4, 1e12


@dataclass(frozen=True)
class Simulation:
    """What is drawn at random, and how much of it.

    Attributes
    ----------
    draws : int
        Draws of weights under each scheme, and of methods and weights together, at
        most.
    concentration : float
        Of the Dirichlet law: the higher, the nearer to the nominal weights.
    noises : int
        Draws of the noise on the weights among which the variance of the ranks is
        split, at most.
    seed : int
        The same seed gives the same tables.
    effort : float
        How much may be computed, in place of draws or bounds: with 1, of the order of a
        minute of one core for 200 units by 12 dimensions. It is counted in steps, not
        in time, so that every machine finds the same.
    """

    draws: int = 100_000
    concentration: float = 100.0
    noises: int = 1_000
    seed: int = 1
    effort: float = 1.0


USUAL = Simulation()
# With an effort of 1: scores that are weighted under each law, and ranks that are kept
# for the variance.
_WEIGHTED, _RANKS = 250_000_000, 10_000_000
_FEWEST = 1_000  # draws
_MOST = 1_000_000  # times the usual effort


def within_effort(simulation: Simulation, scores: pd.DataFrame) -> Simulation:
    """Lower the numbers of draws to what the effort allows for scores of this size.

    Parameters
    ----------
    simulation : Simulation
    scores : pandas.DataFrame

    Returns
    -------
    Simulation

    Examples
    --------
    >>> large = pd.DataFrame(np.ones((1000, 50)))
    >>> within_effort(Simulation(), large).draws
    5000
    """
    weighted = simulation.effort * _WEIGHTED / max(scores.size, 1)
    ranks = simulation.effort * _RANKS / (27 * max(len(scores), 1))
    return replace(
        simulation,
        draws=min(simulation.draws, max(_FEWEST, int(weighted))),
        noises=min(simulation.noises, max(100, int(ranks))),
    )


def check_audit(
    scores: pd.DataFrame,
    half_unit: float,
    edges: Sequence[float] | None,
    simulation: Simulation,
) -> None:
    """Refuse what would end an audit half-way, before anything is computed.

    Parameters
    ----------
    scores, half_unit, edges, simulation
        As for `auditing.audit`.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_audit(pd.DataFrame({"a": [50.0]}), 0.005, None, Simulation())
    """
    check_magnitude(scores)
    check_half_unit(half_unit)
    if edges is not None:
        check_edges(edges)
    check_simulation(simulation)


def check_simulation(simulation: Simulation) -> None:
    """Refuse what gives no draws before anything is computed.

    Parameters
    ----------
    simulation : Simulation

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_simulation(Simulation())
    """
    for name in ("draws", "noises", "seed"):
        value = getattr(simulation, name)
        if not isinstance(value, Integral):
            raise InputError(f"{name} {quoted(value)}", "a whole number")
    for name in ("concentration", "effort"):
        value = getattr(simulation, name)
        if not isinstance(value, Real) or isinstance(value, bool):
            raise InputError(f"{name} {quoted(value)}", "a number")
    if not 0 < simulation.effort <= _MOST:
        expected = f"a number above zero, {_MOST:,} at most"
        raise InputError(f"effort {simulation.effort:g}", expected)
    if simulation.noises < 2:
        raise InputError(f"{simulation.noises} draws of noise", "two or more")


def check_mean(mean: str, half_unit: float) -> None:
    """Refuse a mean that is none, or that printed decimals cannot be followed through.

    Parameters
    ----------
    mean : str
    half_unit : float

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_mean("geometric", 0.0)
    """
    means_from(mean)
    if half_unit and mean != "arithmetic":
        found = f"scores rounded by {half_unit:g}, joined by a {mean} mean"
        raise InputError(found, "exact scores, or an arithmetic mean")


def check_edges_above_zero(edges: Sequence[float] | None) -> None:
    """Refuse edges that no geometric or harmonic mean has.

    Parameters
    ----------
    edges : sequence of float, optional

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_edges_above_zero([85, 71])
    """
    for edge in edges or ():
        if edge <= 0:
            found = f"a tier edge of {edge:g} for a mean that is no arithmetic one"
            raise InputError(found, "edges above zero")


def check_half_unit(half_unit: float) -> None:
    """Refuse half a unit of a last digit that is none.

    Parameters
    ----------
    half_unit : float

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_half_unit(0.005)
    """
    if not isinstance(half_unit, Real) or not 0 <= half_unit < np.inf:
        found = f"scores rounded by {quoted(half_unit)}"
        raise InputError(found, "half a unit, 0 or above")


def check_magnitude(scores: pd.DataFrame) -> None:
    """Refuse scores so small or large that what is rounded would decide their order.

    Parameters
    ----------
    scores : pandas.DataFrame

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_magnitude(pd.DataFrame({"a": [50.0]}))
    """
    largest = scores.abs().max(axis=None)
    if largest and not SMALLEST <= largest <= LARGEST:
        expected = f"another unit, so that the largest is {SMALLEST:g} to {LARGEST:g}"
        raise InputError(f"scores of up to {largest:g}", expected)


def check_totals(totals: Interval, order: Sequence[object]) -> None:
    """Refuse totals that are no intervals by unit.

    Parameters
    ----------
    totals : Interval
    order : sequence
        The units.

    Raises
    ------
    InputError

    Examples
    --------
    >>> check_totals(Interval.printed(pd.Series(["5.0"], ["x"])), ["x"])
    """
    ends = getattr(totals, "low", None), getattr(totals, "high", None)
    if not all(isinstance(end, pd.Series) for end in ends):
        found = f"totals of type {type(totals).__name__}"
        raise InputError(found, "an Interval of Series, by unit")
    for unit in order:
        if not all(unit in end.index for end in ends):
            raise InputError(f"{unit} has no total", "one for each unit")
