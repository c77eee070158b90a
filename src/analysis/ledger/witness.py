"""The joint witness: one set of unrounded scores that gives at once every number of Table
3 and of what follows from it that is called reproduced.

A verdict says that *some* reading of the printed digits gives a number, each number by
itself. The witness is one reading for all of them.
"""

from functools import cached_property

import numpy as np
import pandas as pd
from scipy.optimize import nnls

from analysis.ledger.checks.platforms import scores_by_rule
from analysis.ledger.checks.politics import cities_of_level
from analysis.ledger.sample import NAMES, Report, by_column
from analysis.report.words import ADMIN_LEVELS, TAGS
from compindex.errors import InputError
from compindex.intervals import Interval

# Every number is given with this room to the ends of its rounding, in points.
_ROOM = 0.0005
DECIMALS = 4
_PAIR = ("xian", "tianjin")


class Witness(Report):
    """The report as if these unrounded scores had been behind it."""

    def __init__(self, scores: pd.DataFrame, report: Report) -> None:
        super().__init__(report._tables, report.cells, report.claims)
        self._scores = scores

    @cached_property
    def scores(self) -> Interval:
        """Take its scores, and the totals that follow, as exact."""
        exact = {name: Interval.exactly(self._scores[name]) for name in NAMES}
        total = Interval.exactly(_totals(self._scores, self.weights))
        return by_column(exact | {"total": total})

    @cached_property
    def weighted(self) -> Interval:
        """Take its totals."""
        return self.scores["total"]


def _totals(scores: pd.DataFrame, weights: pd.DataFrame) -> pd.Series:
    """Compute Σ weight × score, at as many digits as machines agree on."""
    totals = scores[NAMES] @ _dimension_weights(weights)
    return totals.round(12)


def _dimension_weights(weights: pd.DataFrame) -> pd.Series:
    """Take the weights of the dimensions."""
    first = weights.drop_duplicates("dimension").set_index("dimension")
    return first["dimension_weight"][NAMES]


def conditions(report: Report) -> tuple[pd.DataFrame, Interval]:
    """Write every number that is a sum of weight × score, and that some reading gives, as
    a row: the weights of the 60 scores, by the id of the statement; beside them what is
    printed.
    """
    rows = {}
    parts = _dimension_weights(report.weights)
    everyone = report.cities
    for city in everyone:
        rows[f"total_{city}"] = _share(report, parts, [city])
    for name in NAMES:
        of_one = pd.Series({name: 1.0})
        rows[f"tier_1_{name}"] = _share(report, of_one, report.tier(1))
        rows[f"mean_{name}"] = _share(report, of_one, everyone)
    rows["mean_innovation_full_sample"] = rows["mean_innovation"]
    rows["mean_total"] = _share(report, parts, everyone)
    first, last = (_share(report, parts, report.tier(tier)) for tier in (1, 5))
    rows |= {"tier_1_mean_total": first, "tier_5_mean_total": last}
    rows["tier_1_tier_5_difference"] = first - last
    social = pd.Series({"social": 1.0})
    others = _share(report, social, report.tier(2, 3, 4, 5))
    rows["other_tiers_social"] = others
    rows["tier_1_others_social_difference"] = rows["tier_1_social"] - others
    for level in ADMIN_LEVELS.values():
        id = f"mean_total_{level.replace('-', '_')}"
        rows[id] = _share(report, parts, cities_of_level(report, level))
    for name in ("innovation", "cognition"):
        pair = (_share(report, pd.Series({name: 1.0}), [city]) for city in _PAIR)
        rows[f"tianjin_xian_{name}"] = next(pair) - next(pair)
    table = pd.DataFrame(rows).T
    printed = Interval.printed(pd.Series({id: report.prose[id] for id in rows}))
    possible = _possible(report, table, printed)
    return table[possible], printed[possible]


def _possible(report: Report, table: pd.DataFrame, printed: Interval) -> pd.Series:
    """Tell which numbers some reading of the scores gives, each by itself."""
    scores = report.scores
    low, high = (end[NAMES].stack()[table.columns] for end in (scores.low, scores.high))
    least = table.clip(lower=0) @ low + table.clip(upper=0) @ high
    most = table.clip(lower=0) @ high + table.clip(upper=0) @ low
    return (least <= printed.high) & (most >= printed.low)


def _share(report: Report, parts: pd.Series, cities: list[str]) -> pd.Series:
    """Weigh the scores of some dimensions, as a mean over some cities."""
    table = pd.DataFrame(0.0, index=report.cities, columns=NAMES)
    table.loc[cities, parts.index] = parts.to_numpy() / len(cities)
    return table.stack()


def solve(report: Report) -> pd.DataFrame:
    """Find the scores nearest to the printed ones (least squares) that keep every
    condition, the printed scores themselves, and the order of the totals, all with some
    room; rounded, so that machines agree.

    Source: C. L. Lawson and R. J. Hanson, Solving Least Squares Problems, 1974, problem
    LDP: the nearest point of a polyhedron by non-negative least squares.
    """
    rows, wanted = conditions(report)
    weights = rows.to_numpy()
    printed = report.scores.value.loc[report.cities, NAMES].stack()
    middle = weights @ printed.to_numpy()
    order = np.diff(weights[: len(report.cities)], axis=0)
    falls = -np.diff(middle[: len(report.cities)])
    single = np.eye(len(printed))
    left = np.vstack([weights, -weights, single, -single, -order])
    half = 0.005 - _ROOM
    right = np.concatenate(
        [
            wanted.low + _ROOM - middle,
            middle - wanted.high + _ROOM,
            np.full(2 * len(printed), -half),
            _ROOM - falls,
        ]
    )
    shift = _nearest_to_zero(left, right)
    found = (printed + shift).round(DECIMALS).unstack()
    return found.loc[report.cities, NAMES]


def _nearest_to_zero(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Find the shortest x with left @ x ≥ right."""
    stacked = np.vstack([left.T, right])
    target = np.append(np.zeros(left.shape[1]), 1.0)
    multipliers, length = nnls(stacked, target, maxiter=10 * left.shape[0])
    if length < 1e-9:
        raise InputError("no set of scores gives all of it", "a joint witness")
    residual = stacked @ multipliers - target
    return -residual[:-1] / residual[-1]


def witness_table(report: Report) -> pd.DataFrame:
    """Write the witness: scores and totals by city, and the scores on the two platforms
    whose rule is known, each with one reference for all cities.
    """
    scores = solve(report)
    table = scores.assign(total=_totals(scores, report.weights))
    for platform, indicator in TAGS.items():
        table[indicator] = scores_by_rule(report, platform)["score"].round(DECIMALS)
    return table.rename_axis("city").reset_index()
