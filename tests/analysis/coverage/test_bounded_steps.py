import numpy as np
import pandas as pd
import pytest

from analysis.coverage import bounded_steps, printed
from analysis.ledger.sample import Report
from analysis.report.words import MONTHS

SPANS = printed.published_spans(Report().prose)
EXACT = SPANS.assign(low=SPANS["reports"], high=SPANS["reports"])


def ends(spans, series, factor, month="2020-01"):
    found = bounded_steps.step_bounds(spans, factor)
    row = found[(found["series"] == series) & (found["month"] == month)].iloc[0]
    return row["low"], row["high"]


@pytest.mark.parametrize(
    ("factor", "low", "high"),
    [(1.1, 5604, 7103), (1.2, 4354, 9303), (1.5, 2081, 15799), (2, 686, 21961)],
)
def test_january_of_the_13_as_computed_elsewhere(factor, low, high):
    got = ends(EXACT, "others", factor)
    assert got == (pytest.approx(low, abs=0.6), pytest.approx(high, abs=0.6))


def test_the_most_of_january_by_hand():
    """It is most if the spring falls as fast as it may: but then December is at least
    half of it, and the half-year before must leave room.
    """
    for factor in (1.5, 2.0, 3.0):
        falling = factor ** -np.arange(6.0)
        most = 6 * 7206 / falling.sum()
        least_before = most / factor * falling.sum()
        if least_before <= 6 * 5156:
            assert ends(EXACT, "others", factor)[1] == pytest.approx(most)
        else:
            assert ends(EXACT, "others", factor)[1] < most


def test_no_admitted_path_leaves_the_bounds_and_rounding_widens_them():
    rng, factor = np.random.default_rng(2), 1.5
    found = bounded_steps.step_bounds(SPANS, factor)
    found = found[found["series"] == "others"].set_index("month")
    inside = 0
    for _ in range(20_000):
        path = np.exp(np.cumsum(rng.uniform(-1, 1, 12) * np.log(factor)))
        path[:6] *= 5156 / path[:6].mean()
        path[6:] *= 7206 / path[6:].mean()
        if 1 / factor <= path[6] / path[5] <= factor:
            inside += 1
            assert (path >= found["low"] - 1e-6).all()
            assert (path <= found["high"] + 1e-6).all()
    assert inside > 1000
    narrow, wide = ends(EXACT, "others", factor), ends(SPANS, "others", factor)
    assert wide[0] < narrow[0] and narrow[1] < wide[1]


def test_smallest_factor_of_the_13_by_hand():
    """Rising throughout by a factor K, the second half-year is K to the sixth of the
    first: no path of two such means can have smaller steps.
    """
    got = bounded_steps.smallest_factor(EXACT, "others")
    low, high = bounded_steps.smallest_factor(SPANS, "others"), got
    least = (7206 / 5156) ** (1 / 6)
    assert low <= high and least <= high <= least + 0.0011


def test_a_flat_path_needs_no_step():
    """Of Beijing one month is printed: every month can have been as high."""
    assert bounded_steps.smallest_factor(SPANS, "beijing") == 1


def test_smallest_factor_of_wuhan_by_hand():
    """Rising throughout: six months of 19,212 together, five of 500,742."""
    below, above = 1.0, 10.0
    for _ in range(100):
        factor = (below + above) / 2
        december = 19_212 / (factor ** -np.arange(6.0)).sum()
        spring = december * (factor ** np.arange(1.0, 6.0)).sum()
        below, above = (factor, above) if spring < 500_742 else (below, factor)
    got = bounded_steps.smallest_factor(EXACT, "wuhan")
    assert below <= got <= below + 0.0011  # rounded up to a thousandth


def test_a_factor_that_print_does_not_admit_leaves_nothing():
    found = bounded_steps.step_bounds(SPANS, 1.5).set_index("series")
    assert found.loc["wuhan", ["low", "high"]].isna().all(axis=None)
    assert found.loc["others", ["low", "high"]].notna().all(axis=None)
    # Exactly where the smallest factor lies there is a path, just below there is none.
    least = bounded_steps.smallest_factor(SPANS, "wuhan")
    assert np.isfinite(bounded_steps.monthly_ends(SPANS, "wuhan", least)).all()
    assert np.isnan(bounded_steps.monthly_ends(SPANS, "wuhan", least - 0.002)).all()


def test_orderings_hold():
    found = bounded_steps.step_bounds(SPANS, 2).set_index(["series", "month"])
    assert found.loc[("beijing", "2020-05"), "high"] == pytest.approx(88061)
    assert found.loc[("beijing", "2020-05"), "low"] == pytest.approx(88061 / 2)
    assert (
        found.loc[("wuhan", "2020-06"), "high"]
        <= found.loc[("wuhan", "2020-05"), "high"] + 1e-6
    )
    assert list(found.loc["wuhan"].index) == list(MONTHS)


def test_the_other_reading_of_2019_has_twelve_months_more_or_less():
    spans = printed.published_spans(Report().prose, "full_year")
    got = bounded_steps.smallest_factor(spans, "wuhan")
    assert 1 < got < bounded_steps.smallest_factor(SPANS, "wuhan")
    assert isinstance(bounded_steps.step_bounds(spans, 2), pd.DataFrame)
