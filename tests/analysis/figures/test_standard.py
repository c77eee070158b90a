"""Every picture by an art editor's standard, in both languages: text of 8 points and
more, contrast, nothing over an axis, a line, a mark or another text.
"""

import warnings

import matplotlib
import numpy as np
import pandas as pd
import pictures
import pytest
from matplotlib.figure import Figure

from analysis import results
from analysis.coverage import printed
from analysis.figures import (
    by_month,
    by_tier,
    distances,
    scatter,
    steps,
    style,
    tier_cuts,
)
from analysis.figures import plotted as numbers_of
from analysis.ledger import showing
from analysis.report import register
from analysis.report.words import LANGUAGES, MONTHS
from compindex import bands
from compindex.robustness import charts

INDEX = results.read_processed("index").set_index("city")
TIERS, TOTALS = INDEX["tier"], INDEX["total"]
SCORES = INDEX[["media", "social", "innovation", "cognition"]]
GDP = results.read_processed("gdp")
FRAME = pd.DataFrame(
    {"city": GDP["city"], "gdp": GDP["gdp"] / 1e4, "total": GDP["total"]}
)


def of_tiers(statistic, known="published", change=None):
    index = INDEX.reset_index()
    index = change(index) if change else index
    return (
        numbers_of.plotted_by_tier(index, statistic, known),
        numbers_of.plotted_cities(index, statistic, known),
    )


def as_z_scores(index):
    names = list(SCORES)
    return index.assign(**(index[names] - index[names].mean()) / index[names].std())


def figure_1(language, change=None):
    means, cities = of_tiers("mean", change=change)
    shown = numbers_of.first_and_last(means)
    return by_tier.tier_gap(shown, cities, TIERS, language=language)


def strips(statistic, known="published", change=None):
    def draw(language):
        numbers = of_tiers(statistic, known, change)
        return by_tier.tier_strips(*numbers, TIERS, statistic, language=language)

    return draw


def coverage(readings=(), scale="log", others=False, supplied=False):
    def draw(language):
        spans = printed.published_spans(register.printed_values(), *readings)
        table = printed.monthly_bounds(spans)
        if supplied:
            rising = np.linspace(2000, 9000, len(MONTHS))
            monthly = pd.DataFrame(dict.fromkeys(printed.SERIES, rising), MONTHS)
            table = printed.with_reports(table, monthly, "supplied")
        series = ["others"] if others else ["wuhan", "beijing"]
        plotted = numbers_of.plotted_coverage(table, spans, series)
        if others:
            return by_month.coverage_of_others(plotted, spans, language=language)
        return by_month.coverage_of_two(plotted, spans, scale, language=language)

    return draw


def influence(language):
    residuals = FRAME["total"] - 50 - 9 * FRAME["gdp"]
    table = FRAME[["city"]].assign(residual=residuals, cooks_distance=residuals**2)
    return scatter.residuals_and_influence(
        table, FRAME["total"] - residuals, language=language
    )


def references(language):
    intervals = pd.DataFrame(
        {"low": [2.35e8, 2.26e8], "high": [2.36e8, 2.27e8]}, ["wuhan", "shanghai"]
    )
    return steps.reference_intervals(
        intervals, 2.35e8, 2.36e8, ["shanghai"], "instagram_tags", language=language
    )


def of(draw, *given):
    return lambda language: draw(*given, language=language)


LINE = pd.Series([50.0, 9.0])
DIFFERENCES = 100 * (TOTALS - INDEX["published_total"])
PICTURES = {
    "figure 1": figure_1,
    "figure 2": coverage(others=True),
    "figure 2, together": coverage(("half_year", "together"), others=True),
    "figure 2, supplied": coverage(others=True, supplied=True),
    "figure 3": coverage(),
    "figure 3, linear": coverage(scale="linear"),
    "figure 3, full year": coverage(("full_year",), scale="linear"),
    "figure 3, supplied": coverage(supplied=True),
    "figure 4": strips("sd"),
    "figure 5": strips("mean"),
    "figure 5, synthetic": strips("mean", "synthetic"),
    "figure 1, z-scores": lambda language: figure_1(language, as_z_scores),
    "figure 4, z-scores": strips("sd", change=as_z_scores),
    "figure 5, z-scores": strips("mean", change=as_z_scores),
    "points": of(steps.points_of_dimensions, SCORES * [0.35, 0.25, 0.2, 0.2]),
    "differences": of(steps.deviations, DIFFERENCES, 1.0, "totals"),
    "references": references,
    "remainder": of(
        steps.remainder,
        pd.DataFrame(
            {"low": SCORES["media"], "high": SCORES["media"], "innovation": TOTALS}
        ),
    ),
    "ranks": of(
        steps.rank_spans, results.read_processed("uncertainty").set_index("city")
    ),
    "ratios": of(
        steps.ratio_bars,
        pd.Series({"@Chengdu_China": 0.2, "@VisitSuzhou": 0.01}),
        pd.Series({"@Chengdu_China": 4695, "@VisitSuzhou": 188033}),
        1000,
    ),
    "cuts": of(
        tier_cuts.totals_in_classes, TOTALS, TIERS, bands.natural_breaks(TOTALS, 5)
    ),
    "gdp": of(scatter.total_against_gdp, FRAME, LINE, LINE * 1.02, "wuhan"),
    "influence": influence,
    "distances": of(
        distances.distance_chart,
        showing.distances(results.read_processed("claims")),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_fit_to_print(name, language):
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # of letters that no font has
        picture = PICTURES[name](language)
        assert pictures.faults(picture.figure) == []
    width, _ = picture.figure.get_size_inches()
    assert width == pytest.approx(7.1)
    assert len(picture.alternative) >= 30
    headline = picture.figure.texts[0]
    assert headline.get_weight() == "bold" and len(headline.get_text()) >= 12
    assert picture.alternative.startswith(headline.get_text())


def as_units(name):
    return results.read_processed(name).rename(
        columns={"city": "unit", "city_a": "unit_a", "city_b": "unit_b"}
    )


RANKS = INDEX["rank"]
AUDITS = {
    "rank_intervals": lambda: charts.rank_intervals(as_units("uncertainty")),
    "pair_matrix": lambda: charts.pair_matrix(as_units("pair_reversals"), RANKS.index),
    "ranks": lambda: charts.probability_heat_maps(
        as_units("rank_probabilities"), "rank", RANKS
    ),
    "tiers": lambda: charts.probability_heat_maps(
        as_units("tier_probabilities"), "tier", TIERS
    ),
    "sensitivity": lambda: charts.sensitivity_indices(
        results.read_processed("sensitivity")
    ),
}


@pytest.mark.parametrize("name", AUDITS)
def test_a_picture_of_the_audit_has_text_of_eight_points_inside_it(name):
    figure = AUDITS[name]()
    found = [one for one in pictures.faults(figure) if not one.startswith("pale mark")]
    assert found == [] and figure.get_size_inches()[0] == pytest.approx(7.1)
    assert figure.get_suptitle()


def spoiled(spoil):
    figure = Figure(figsize=(4, 3))
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], color="black")
    spoil(axes)
    return pictures.faults(figure)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda axes: axes.text(0.5, 0.1, "tiny", fontsize=6), "small: tiny"),
        (lambda axes: axes.text(0.5, 0.1, "faint", color="0.6"), "pale: faint"),
        (lambda axes: axes.text(0.45, 0.48, "crossed"), "over a line: crossed"),
        (lambda axes: axes.text(-0.2, 0.5, "on the axis"), "over a line: on the axis"),
        (lambda axes: axes.text(0.9, 0.1, "a long way out"), "beyond the figure: a"),
        (
            lambda axes: (axes.text(0.5, 0.1, "one"), axes.text(0.52, 0.11, "two")),
            "over each other: one | two",
        ),
        (
            lambda axes: (axes.scatter(0.6, 0.12), axes.text(0.55, 0.1, "on a dot")),
            "over a mark: on a dot",
        ),
        (lambda axes: axes.plot([0, 1], [1, 0], color="#c8e020"), "pale mark: #c8e020"),
        (
            lambda axes: (axes.bar([0, 1], [5, 6]), axes.set_ylim(4, 7)),
            "no zero for bars: vertical",
        ),
    ],
)
def test_what_is_unfit_is_found(spoil, fault):
    assert any(one.startswith(fault) for one in spoiled(spoil)), spoiled(spoil)


@pytest.fixture
def only_fonts(monkeypatch):
    """Give what leaves matplotlib some fonts alone, and forgets which it has found."""
    style.add_fonts()
    manager = matplotlib.font_manager.fontManager
    every = list(manager.ttflist)

    def leave(*names):
        fonts = [font for font in every if font.name in names]
        monkeypatch.setattr(manager, "ttflist", fonts)
        manager._findfont_cached.cache_clear()

    yield leave
    manager._findfont_cached.cache_clear()


def drawn_bytes(language):
    figure = figure_1(language).figure
    return [results.figure_bytes(figure, ending) for ending in ("png", "svg", "pdf")]


def test_a_chinese_figure_has_the_same_bytes_whatever_fonts_a_system_has(only_fonts):
    first = drawn_bytes("zh")
    only_fonts(style.CHINESE, "DejaVu Sans")
    assert drawn_bytes("zh") == first
    only_fonts("DejaVu Sans")
    with pytest.warns(UserWarning, match="missing from font"):
        assert drawn_bytes("zh") != first


def test_english_figures_do_not_depend_on_the_chinese_font(only_fonts):
    first = drawn_bytes("en")
    only_fonts("DejaVu Sans")
    assert drawn_bytes("en") == first
