"""Random monthly paths, each consistent with what is printed; all are synthetic."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.coverage import calibration, printed
from analysis.coverage.disaggregation import WINDOW, wuhan_ceiling
from analysis.coverage.printed import OTHERS, SERIES
from analysis.report.words import MONTHS

_SWEEPS = 200  # times that each cell of the cities' table is moved, on average


def _shares(
    rng: np.random.Generator, draws: int, months: int, total: float | np.ndarray
) -> np.ndarray:
    """Divide totals among months, all divisions equally likely (the flat Dirichlet
    distribution).
    """
    return rng.dirichlet(np.ones(months), draws) * np.reshape(total, (-1, 1))


def _accepted(draw: Callable, holds: Callable, draws: int) -> np.ndarray:
    """Draw again whatever does not hold, until everything does."""
    paths = draw(np.arange(draws))
    while (failed := np.flatnonzero(~holds(paths))).size:
        paths[failed] = draw(failed)
    return paths


def _random_wuhan(
    rng: np.random.Generator,
    draws: int,
    within: np.ndarray,
    totals: np.ndarray,
    ceiling: float,
) -> np.ndarray:
    """Draw Wuhan's paths: both printed sums divided, June anything up to May and to
    what the ceiling leaves.
    """
    before, most = int(within[0].sum()), min(totals[1], ceiling - totals[1])

    def draw(which: np.ndarray) -> np.ndarray:
        first, second = (
            _shares(rng, len(which), before, totals[0]),
            _shares(rng, len(which), 5, totals[1]),
        )
        return np.hstack([first, second, rng.uniform(0, most, (len(which), 1))])[
            :, -WINDOW:
        ]

    return _accepted(
        draw,
        lambda paths: (paths[:, -1] <= paths[:, -2]) & (paths.sum(axis=1) <= ceiling),
        draws,
    )


def _random_beijing(
    rng: np.random.Generator, years: np.ndarray, june: float
) -> np.ndarray:
    """Draw Beijing's paths: what June leaves of the year divided among the other
    months, May not above June.
    """
    earlier = _accepted(
        lambda which: _shares(rng, len(which), WINDOW - 1, years[which] - june),
        lambda paths: paths[:, -1] <= june,
        len(years),
    )
    return np.hstack([earlier, np.full((len(years), 1), june)])


def _divide(
    rng: np.random.Generator, years: np.ndarray, mean: np.ndarray
) -> np.ndarray:
    """Divide paths of the mean among the cities, all divisions that keep both margins
    equally likely: from equal courses on, an amount is moved around rectangles of two
    cities and two months, uniform on all that keeps their cells above zero (a Gibbs
    step, which leaves the uniform distribution as it is).
    """
    shape = mean / mean.sum(axis=1, keepdims=True)
    # Draws last: what moves lies together.
    tables = np.einsum("dc,dm->cmd", years, shape)
    cities, months, draws = tables.shape
    for _ in range(_SWEEPS * cities * months // 4):
        (a, b), (s, t) = (
            rng.choice(cities, 2, replace=False),
            rng.choice(months, 2, replace=False),
        )
        low = np.maximum(-tables[a, s], -tables[b, t])
        amount = low + rng.random(draws) * (
            np.minimum(tables[a, t], tables[b, s]) - low
        )
        for city, month, sign in ((a, s, 1), (b, t, 1), (a, t, -1), (b, s, -1)):
            tables[city, month] += sign * amount
    return np.maximum(tables, 0).transpose(2, 0, 1)


def random_paths(
    spans: pd.DataFrame, scores: pd.Series, draws: int, seed: int
) -> np.ndarray:
    """Draw random paths, draws by series (`printed.SERIES`) by months, independently.

    Stage by stage: Wuhan's path is uniform on all that keep what is printed of it and
    whose year is not above `wuhan_ceiling`; its year fixes those of all cities.
    Beijing's is uniform on all that keep its year and what is printed of it. The mean of
    the 13 others is uniform on all that keep what is printed of it, and its division
    among the cities uniform on all that keep the mean and every city's year. The first
    three are drawn exactly; the last by a Markov chain, whose stationary law this is.
    """
    rng, year = np.random.default_rng(seed), printed.others_year(spans).value
    wuhan = _random_wuhan(
        rng, draws, *printed.sums(spans, "wuhan"), wuhan_ceiling(spans, scores)
    )
    steepness = [
        calibration.steepness_of_wuhan(scores, year, path.sum()) for path in wuhan
    ]
    parts = np.exp(
        np.multiply.outer(steepness, scores.to_numpy())
        - calibration.log_sum(scores, steepness)[:, None]
    )
    years = year * pd.DataFrame(parts, columns=scores.index)
    beijing = _random_beijing(
        rng, years["beijing"].to_numpy(), printed.sums(spans, "beijing")[1][0]
    )
    halves = [
        _shares(rng, draws, int(months.sum()), total)
        for months, total in zip(*printed.sums(spans, "others"), strict=True)
    ]
    mean = np.hstack(halves)
    cities = _divide(rng, years[list(OTHERS)].to_numpy(), len(OTHERS) * mean)
    return np.concatenate([np.stack([wuhan, beijing, mean], axis=1), cities], axis=1)


def band(paths: np.ndarray, share: float = 0.9) -> pd.DataFrame:
    """Take the band between which the middle share of the random paths lies, each month
    for itself, to hundredths: a band under the law of `random_paths`; not a confidence
    band, since no data stand behind it.
    """
    ends = np.quantile(paths, [(1 - share) / 2, (1 + share) / 2], axis=0).reshape(2, -1)
    index = pd.MultiIndex.from_product([SERIES, MONTHS], names=["series", "month"])
    return (
        pd.DataFrame({"low": ends[0], "high": ends[1]}, index=index)
        .round(2)
        .reset_index()
    )


def largest_deviations(paths: np.ndarray, spans: pd.DataFrame) -> pd.Series:
    """Measure how far, in reports, any of some paths is from what it has to keep."""
    found = {}
    for place, series in enumerate(SERIES[:3]):
        within, totals = printed.sums(spans, series)
        inside = ~within[:, :-WINDOW].any(axis=1)
        found[f"{series}, as printed"] = np.abs(
            paths[:, place] @ within[inside, -WINDOW:].T - totals[inside]
        ).max()
    found["mean of the 13 cities"] = np.abs(
        paths[:, 3:].mean(axis=1) - paths[:, 2]
    ).max()
    found["Wuhan's June above its May"] = max(
        0, (paths[:, 0, -1] - paths[:, 0, -2]).max()
    )
    found["Beijing's May above its June"] = max(
        0, (paths[:, 1, -2] - paths[:, 1, -1]).max()
    )
    found["below zero"] = max(0, -paths.min())
    return pd.Series(found)
