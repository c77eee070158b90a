import numpy as np
import pandas as pd
import pytest
from scipy.optimize import fsolve

from analysis.coverage import calibration, printed
from analysis.ledger.sample import Report
from compindex.errors import InputError
from compindex.intervals import Interval

PRINTED = Report()
SCORES = PRINTED.scores["media"]
SPANS = printed.published_spans(PRINTED.prose)
YEAR = printed.others_year(SPANS)
OTHERS = list(printed.OTHERS)


def test_without_intercept_scores_follow_the_rule_and_years_the_printed_sum():
    got = calibration.years_without_intercept(SCORES, YEAR)["reports"]
    # Score = 100 ln x / ln x_ref, turned round.
    references = np.exp(100 * np.log(got) / SCORES.value)
    assert references.to_numpy() == pytest.approx(np.full(15, references.iloc[0]))
    assert got[OTHERS].sum() == pytest.approx(13 * 6 * (5156 + 7206))


@pytest.mark.parametrize("wuhan", [520_000.0, 600_000.0, 690_000.0])
def test_intercept_and_slope_solve_the_two_equations(wuhan):
    def equations(constants):
        intercept, slope = constants
        years = np.exp((SCORES.value - intercept) / slope)
        return [
            np.log(years["wuhan"] / wuhan),
            np.log(years[OTHERS].sum() / YEAR.value),
        ]

    intercept, slope = fsolve(equations, [-5.0, 7.0], xtol=1e-13)
    steepness = calibration.steepness_of_wuhan(SCORES.value, YEAR.value, wuhan)
    got = calibration.constants(SCORES.value, YEAR.value, steepness)
    assert got.to_dict() == pytest.approx(
        {"intercept": intercept, "slope": slope, "part": np.exp(intercept / slope)}
    )
    years = calibration.years(SCORES.value, YEAR.value, steepness)
    assert years.to_numpy() == pytest.approx(
        np.exp((SCORES.value - intercept) / slope).to_numpy()
    )


def test_a_negative_intercept_is_what_one_language_share_brings_about():
    """Score both languages apart, as Table 2 weighs them, and look for the intercept in
    the sum.
    """
    share, english, other, reports = 0.7, 8e5, 3e5, np.array([1e3, 1e4, 1e5, 6e5])
    scores = (
        100
        * (
            0.20 * np.log(share * reports) / np.log(english)
            + 0.15 * np.log((1 - share) * reports) / np.log(other)
        )
        / 0.35
    )
    slope, intercept = np.polyfit(np.log(reports), scores, 1)
    assert scores == pytest.approx(intercept + slope * np.log(reports))
    assert intercept < 0 and 1 - share < np.exp(intercept / slope) < share


def random_inputs(rng):
    within = {end: getattr(SCORES, end) for end in ("low", "high")}
    scores = within["low"] + (within["high"] - within["low"]) * rng.random(15)
    return scores, rng.uniform(YEAR.low, YEAR.high)


def test_years_without_intercept_enclose_what_any_rounding_admits():
    got, rng = (
        calibration.years_without_intercept(SCORES, YEAR),
        np.random.default_rng(1),
    )
    assert (got["low"] < got["reports"]).all() and (got["reports"] < got["high"]).all()
    for _ in range(300):
        scores, year = random_inputs(rng)
        years = calibration.years(
            scores, year, calibration.steepness_of_part(scores, year)
        )
        assert ((got["low"] <= years) & (years <= got["high"])).all()


def test_years_with_intercept_enclose_what_any_rounding_and_june_admit():
    low, high = 519_951.0, 1_020_000.0
    got, rng = (
        calibration.years_with_intercept(SCORES, YEAR, low, high),
        np.random.default_rng(2),
    )
    for _ in range(300):
        scores, year = random_inputs(rng)
        most = calibration.years(
            scores, year, calibration.steepness_of_part(scores, year)
        )["wuhan"]
        years = calibration.years(
            scores,
            year,
            calibration.steepness_of_wuhan(scores, year, rng.uniform(low, most)),
        )
        assert (
            (got["low"] - 1e-6 <= years) & (years <= got["high"] * (1 + 1e-6))
        ).all()


def test_the_floor_of_wuhan_refutes_the_reading_together_only():
    readings = {
        other: printed.published_spans(PRINTED.prose, reading_of_others=other)
        for other in printed.READINGS_OF_OTHERS
    }
    got = {
        other: calibration.check_floors(SCORES, spans)
        for other, spans in readings.items()
    }
    assert (
        got["per_city"]["verdict"].tolist() == ["possible"] * 2
        and got["together"]["verdict"].tolist() == ["refuted"] * 2
    )
    for other, cities in (("per_city", 13), ("together", 1)):
        # A second way: bisection on the reference count, with the rule as it is
        # written.
        below, above = 1e3, 1e9
        for _ in range(200):
            middle = np.sqrt(below * above)
            total = (middle ** (SCORES.value[OTHERS] / 100)).sum()
            below, above = (
                (middle, above) if total < cities * 6 * 12362 else (below, middle)
            )
        assert got[other].loc["wuhan", "reports"] == pytest.approx(
            below ** (SCORES.value["wuhan"] / 100), rel=1e-6
        )


def test_tables_by_what_is_left_fit_both_sums():
    """Each row gives the 13 cities and Wuhan what they are to have, by its own rule."""
    got = calibration.by_wuhan_left(SCORES.value, SPANS, [0.0, 100_000.0])
    floor = printed.floors(SPANS)["wuhan"]
    for left, row in got.iterrows():
        reports = np.exp((SCORES.value - row["intercept"]) / row["slope"])
        assert reports[OTHERS].sum() == pytest.approx(13 * 6 * 12362)
        assert reports["wuhan"] == pytest.approx(floor + left) == row["wuhan"]
        assert reports["beijing"] == pytest.approx(row["beijing"])


def test_sums_that_no_steepness_fits_are_refused():
    with pytest.raises(InputError, match="no steepness fits"):
        # Fewer reports than cities.
        calibration.steepness_of_part(pd.Series(50.0, OTHERS), 5.0)
    with pytest.raises(InputError, match="no steepness fits"):
        calibration.years_without_intercept(SCORES, Interval(5.0, 5.0, 5.0))
