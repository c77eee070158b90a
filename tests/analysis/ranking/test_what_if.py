import pandas as pd

from analysis.ranking.what_if import report_board
from analysis.report.words import CITIES, DIMENSIONS
from analysis.results import read_processed
from cicii.parameters import Parameters, load_parameters

NAMES = list(DIMENSIONS.values())
SCORES = read_processed("index").set_index("city")[NAMES]
WEIGHTS = pd.Series([0.35, 0.25, 0.2, 0.2], NAMES)


PRINTED = read_processed("index").set_index("city")["published_total"]


def board(printed=PRINTED):
    return report_board(SCORES, WEIGHTS, 0.005, pd.DataFrame(), 10, printed)


def test_cities_and_dimensions_have_both_names():
    assert board().names["xian"] == ("Xi'an", "西安")
    assert board().labels["media"] == ("media", "媒体传播指数")
    assert set(board().names) == {city.id for city in CITIES}
    assert list(board().labels) == NAMES


def test_only_what_is_published_is_called_so():
    assert board().known[0] == "published" and board().half_unit == 0.005
    variant = board(None)
    assert variant.known[0] == "index's own" and variant.half_unit == 0
    assert variant.form is None and "variant" in variant.title[0]


def test_totals_that_differ_from_the_printed_ones_are_counted():
    # Shanghai, Guangzhou, Shenyang, Zhengzhou: those graded `rounding` in the ledger.
    claims = read_processed("claims")
    rounded = claims["id"].str.startswith("total_") & (claims["grade"] == "rounding")
    assert board().remark[0].split("; ")[1].startswith(f"{rounded.sum()} of 15 differ")


def test_its_scenarios_fit_the_parameters():
    form, baseline = board().form, load_parameters()
    fields = Parameters.model_fields
    assert {form.weights, form.mean, form.out, form.stays[0]} <= set(fields)
    assert baseline[form.stays[0]] == form.stays[1]
    most = [one.max_length for one in fields[form.out].metadata]
    assert form.most_out in most
