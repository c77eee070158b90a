r"""Monthly paths that no source prints: one that is smooth, and many random ones, all
consistent with what is printed.

Everything made here is synthetic. A path keeps the printed sums and the single printed
month exactly, the two printed orderings as "not above", no month below zero, and every
city's year as `calibration` gives it for the year that the path gives Wuhan.

The 13 other cities are held together by their mean. Among all ways to divide a path of
the mean so that every city has its year, giving each city the mean's own course
minimizes the squared steps relative to the cities' years, :math:`\sum_c \sum_t (x_{c,t}
- x_{c,t-1})^2 / X_c` (by the inequality of Cauchy and Schwarz).
"""

import numpy as np
import pandas as pd
from scipy.linalg import null_space
from scipy.optimize import nnls

from analysis import calibration, coverage
from analysis.coverage import OTHERS, SERIES
from analysis.names import MONTHS
from compindex.errors import InputError

WINDOW = len(MONTHS)
_SWEEPS = 200  # times that each cell of the cities' table is moved, on average


def denton(levels, within, totals, rows=(), limits=()):
    r"""Find the smoothest path with given sums: temporal disaggregation after Denton,
    as a quadratic programme.

    Minimizes :math:`\sum_t \left((x_t - x_{t-1}) / \max(l_t, l_{t-1})\right)^2`, each
    step taken relative to the higher of the two levels, so that a step of a hundred
    counts for less where a hundred are few.

    Parameters
    ----------
    levels : numpy.ndarray
        Level l of each month, above zero.
    within : numpy.ndarray of bool
        Sums by months: which months each adds up.
    totals : numpy.ndarray
        The sums.
    rows, limits : sequence, optional
        What else must hold: ``rows @ x <= limits``. An infinite limit is none.

    Returns
    -------
    numpy.ndarray
        The path, no month below zero.

    Raises
    ------
    InputError
        If no path keeps all of it.

    Notes
    -----
    A convex programme with one solution. Free directions and an orthogonal factor turn
    it into the search for the shortest vector under linear limits, and that into a
    regression with coefficients of at least zero, which SciPy's `nnls` solves in
    finitely many steps, exact but for rounding. (SciPy's SLSQP gave up on one in seven
    random programmes of this kind; the packages for Denton's method know neither
    orderings nor bounds; a modelling language would bring five packages for three
    programmes of a dozen unknowns.)

    References
    ----------
    F. T. Denton, Adjustment of monthly or quarterly series to annual totals: an
    approach based on quadratic minimization, Journal of the American Statistical
    Association 66 (1971). C. L. Lawson and R. J. Hanson, Solving Least Squares Problems
    (1974), chapter 23.

    Examples
    --------
    Four months that add up to 8, the last not above 1:

    >>> path = denton(np.ones(4), np.ones((1, 4), bool), np.array([8.0]), [[0, 0, 0, 1]], [1])
    >>> path.round(4).tolist()
    [2.7143, 2.4286, 1.8571, 1.0]
    """
    # In units of the levels, all unknowns are near 1.
    steps = (
        np.diff(np.diag(levels), axis=0) / np.maximum(levels[1:], levels[:-1])[:, None]
    )
    some, free = (
        np.linalg.lstsq(within * levels / totals[:, None], np.ones(len(totals)))[0],
        null_space(within * levels),
    )
    orthogonal, triangle = np.linalg.qr(steps @ free)
    base = orthogonal.T @ steps @ some

    finite = [
        (row, limit)
        for row, limit in zip(rows, limits, strict=True)
        if np.isfinite(limit)
    ]
    bounds = np.vstack(
        [
            -np.eye(len(levels)),
            *(np.array(row, float) * levels / levels.mean() for row, _ in finite),
        ]
    )
    ends = np.array([0] * len(levels) + [limit / levels.mean() for _, limit in finite])

    # Of the limits, by direction.
    slopes = -np.linalg.solve(triangle.T, (bounds @ free).T)
    needed = bounds @ some - ends + base @ slopes
    matrix, target = np.vstack([slopes, needed]), np.append(np.zeros(len(slopes)), 1)
    residual = matrix @ nnls(matrix, target)[0] - target
    if abs(residual[-1]) < 1e-12:
        raise InputError(
            "no path keeps these sums and limits", "limits that leave room for the sums"
        )
    shortest = -residual[:-1] / residual[-1]
    return levels * np.maximum(
        some + free @ np.linalg.solve(triangle, shortest - base), 0
    )


def wuhan_ceiling(spans, scores):
    """Give the most reports that Wuhan's year can have if the rule's intercept is not
    above zero.

    Returns
    -------
    float
        Infinite if the printed sums alone exceed it, so that no such intercept fits.
    """
    year = coverage.others_year(spans).value
    most = calibration.years(scores, year, calibration.steepness_of_part(scores, year))[
        "wuhan"
    ]
    return most if most > coverage.floors(spans)["wuhan"] else np.inf


def smooth_paths(spans, scores):
    """Find the smooth path of every series.

    Parameters
    ----------
    spans : pandas.DataFrame
        From `coverage.published_spans`.
    scores : pandas.Series
        Media score by city.

    Returns
    -------
    pandas.DataFrame
        Reports, months by series, to hundredths, since the solver's further digits
        differ between machines; synthetic.
    """
    wuhan = _smooth_wuhan(*coverage.sums(spans, "wuhan"), wuhan_ceiling(spans, scores))
    year = coverage.others_year(spans).value
    years = calibration.years(
        scores, year, calibration.steepness_of_wuhan(scores, year, wuhan.sum())
    )
    beijing = _smooth_beijing(*coverage.sums(spans, "beijing"), years["beijing"])
    within, totals = coverage.sums(spans, "others")
    mean = denton(_levels(within, totals), within, totals)
    cities = np.outer(mean / mean.sum(), years[list(OTHERS)])
    return pd.DataFrame(
        np.column_stack([wuhan, beijing, mean, cities]), index=MONTHS, columns=SERIES
    ).round(2)


def _levels(within, totals, unprinted=np.nan):
    """Give each month the mean of its printed span, and another level where none is
    printed.
    """
    means = totals / within.sum(axis=1)
    return np.where(within.any(axis=0), means @ within, unprinted)


def _last_step(months):
    """Give the row that takes the last month less the one before."""
    return np.eye(months)[-1] - np.eye(months)[-2]


def _smooth_wuhan(within, totals, ceiling):
    """Find Wuhan's smooth path: June not above May, the year not above a ceiling;
    June's level is that of May.
    """
    months = within.shape[1]
    window = np.arange(months) >= months - WINDOW
    levels = _levels(within, totals, unprinted=totals[1] / 5)
    return denton(levels, within, totals, [_last_step(months), window], [0, ceiling])[
        -WINDOW:
    ]


def _smooth_beijing(within, totals, year):
    """Find Beijing's smooth path: June as printed, May not above it, the months adding
    up to the year.
    """
    levels = _levels(within, totals, unprinted=(year - totals[0]) / (WINDOW - 1))
    return denton(
        levels,
        np.vstack([within, np.ones_like(within)]),
        np.append(totals, year),
        [-_last_step(WINDOW)],
        [0],
    )


def _shares(rng, draws, months, total):
    """Divide totals among months, all divisions equally likely (the flat Dirichlet
    distribution).
    """
    return rng.dirichlet(np.ones(months), draws) * np.reshape(total, (-1, 1))


def _accepted(draw, holds, draws):
    """Draw again whatever does not hold, until everything does."""
    paths = draw(np.arange(draws))
    while (failed := np.flatnonzero(~holds(paths))).size:
        paths[failed] = draw(failed)
    return paths


def _random_wuhan(rng, draws, within, totals, ceiling):
    """Draw Wuhan's paths: both printed sums divided, June anything up to May and to
    what the ceiling leaves.
    """
    before, most = int(within[0].sum()), min(totals[1], ceiling - totals[1])

    def draw(which):
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


def _random_beijing(rng, years, june):
    """Draw Beijing's paths: what June leaves of the year divided among the other
    months, May not above June.
    """
    earlier = _accepted(
        lambda which: _shares(rng, len(which), WINDOW - 1, years[which] - june),
        lambda paths: paths[:, -1] <= june,
        len(years),
    )
    return np.hstack([earlier, np.full((len(years), 1), june)])


def _divide(rng, years, mean):
    """Divide paths of the mean among the cities, all divisions that keep both margins
    equally likely.

    Starting from equal courses, a random amount is moved, again and again, around a
    rectangle of two cities and two months; the amount is uniform on all that keeps four
    cells above zero. That step leaves the uniform distribution on the tables with these
    margins as it is (a Gibbs step, along one direction of hit-and-run).
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


def random_paths(spans, scores, draws, seed):
    """Draw random paths of every series, independently of one another.

    The law, stage by stage. Wuhan's path is uniform on all paths that keep what is
    printed of Wuhan and whose year is not above `wuhan_ceiling`; its year fixes those
    of all cities. Beijing's is uniform on all that keep its year and what is printed of
    Beijing. The mean of the 13 other cities is uniform on all that keep what is printed
    of it, and its division among the cities uniform on all that keep the mean and every
    city's year. The first three are drawn exactly; the last by a Markov chain for each
    draw, whose stationary law this is.

    Parameters
    ----------
    spans, scores
        As for `smooth_paths`.
    draws : int
        Number of paths.
    seed : int
        Seed of the random numbers.

    Returns
    -------
    numpy.ndarray
        Reports, draws by series (in the order of `coverage.SERIES`) by months;
        synthetic.
    """
    rng, year = np.random.default_rng(seed), coverage.others_year(spans).value
    wuhan = _random_wuhan(
        rng, draws, *coverage.sums(spans, "wuhan"), wuhan_ceiling(spans, scores)
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
        rng, years["beijing"].to_numpy(), coverage.sums(spans, "beijing")[1][0]
    )
    halves = [
        _shares(rng, draws, int(months.sum()), total)
        for months, total in zip(*coverage.sums(spans, "others"), strict=True)
    ]
    mean = np.hstack(halves)
    cities = _divide(rng, years[list(OTHERS)].to_numpy(), len(OTHERS) * mean)
    return np.concatenate([np.stack([wuhan, beijing, mean], axis=1), cities], axis=1)


def band(paths, share=0.9):
    """Take the band between which the middle share of the random paths lies, month by
    month.

    A band under a stated prior, the law of `random_paths`; not a confidence band, since
    no data stand behind it.

    Parameters
    ----------
    paths : numpy.ndarray
        From `random_paths`.
    share : float
        Part of the paths in the band, in each month for itself.

    Returns
    -------
    pandas.DataFrame
        ``series, month, low, high``, to hundredths of a report.
    """
    ends = np.quantile(paths, [(1 - share) / 2, (1 + share) / 2], axis=0).reshape(2, -1)
    index = pd.MultiIndex.from_product([SERIES, MONTHS], names=["series", "month"])
    return (
        pd.DataFrame({"low": ends[0], "high": ends[1]}, index=index)
        .round(2)
        .reset_index()
    )


def largest_deviations(paths, spans):
    """Measure how far any of some paths is from what it has to keep.

    Parameters
    ----------
    paths : numpy.ndarray
        Paths by series (in the order of `coverage.SERIES`) by months.
    spans : pandas.DataFrame

    Returns
    -------
    pandas.Series
        In reports: the largest deviation from a printed sum or month inside the window,
        by series; from the mean of the 13 cities; above either printed ordering; and
        below zero.
    """
    found = {}
    for place, series in enumerate(SERIES[:3]):
        within, totals = coverage.sums(spans, series)
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
