from decimal import Decimal

import pytest

from analysis.ledger.grading import COLOURS, GRADES
from analysis.report.tables import read_table
from analysis.report.words import CITIES, city_id, name_en
from cicii.exhibit_tables import beside as module
from cicii.exhibit_tables.beside import shown_tables, weightiest
from cicii.exhibit_tables.english import CHINESE, in_english
from cicii.summaries import read_ledger

LEDGER = read_ledger()
TABLES = shown_tables(LEDGER)


def columns(number, heading):
    return [one for one in TABLES[number - 1].columns if one.heading == heading]


def test_all_thirteen_are_there():
    assert [table.name for table in TABLES] == [f"Table {n}" for n in range(1, 14)]


@pytest.mark.parametrize("number", range(1, 14))
def test_printed_cells_stand_as_they_are_printed(number):
    printed = [one for one in TABLES[number - 1].columns if one.kind == "printed"]
    raw = read_table(number)
    assert len(printed) == raw.shape[1]
    for column, name in zip(printed, raw, strict=True):
        for got, cell in zip(column.cells, raw[name], strict=True):
            if not CHINESE.search(cell):
                assert got == cell
            elif name.partition(".")[0] == "城市":
                assert got == name_en(city_id(cell))


def test_regions_and_levels_are_translated_row_by_row():
    regions = {"华北": "North China", "华东": "East China", "西北": "Northwest China"}
    got = dict(zip(read_table(1)["区域"], columns(1, "region")[0].cells, strict=True))
    assert regions.items() <= got.items()
    levels = ["municipality", "sub-provincial", "other"]
    assert columns(4, "admin level")[0].cells == levels


def test_means_of_the_levels_are_those_of_the_printed_totals():
    """Recomputed apart: the divisions of the report, by their ids."""
    scores = {city_id(row.iloc[1]): row for _, row in read_table(3).iterrows()}
    municipal = ["beijing", "shanghai", "tianjin", "chongqing"]
    weights = [Decimal(text) for text in ("0.35", "0.25", "0.2", "0.2")]
    totals = [
        sum(
            w * Decimal(s) for w, s in zip(weights, scores[city].iloc[2:6], strict=True)
        )
        for city in municipal
    ]
    printed = [Decimal(scores[city].iloc[6]) for city in municipal]
    got = Decimal(columns(4, "recomputed")[0].cells[0])
    ends = sorted([sum(totals) / 4, sum(printed) / 4])
    assert ends[0] - Decimal("0.0001") <= got <= ends[1] + Decimal("0.0001")


def test_nothing_is_left_in_chinese():
    for table in TABLES:
        for column in table.columns:
            assert not any(CHINESE.search(cell) for cell in column.cells)
    assert [in_english(city.name_zh) for city in CITIES] == [
        city.name_en for city in CITIES
    ]


def test_a_word_that_is_not_known_is_a_fault():
    with pytest.raises(KeyError):
        in_english("地铁")


def test_totals_are_the_weighted_sums_of_the_printed_scores():
    weights = [Decimal(text) for text in ("0.35", "0.25", "0.2", "0.2")]
    raw = read_table(3)
    got = [Decimal(cell) for cell in columns(3, "recomputed")[0].cells]
    for total, (_, row) in zip(got, raw.iterrows(), strict=True):
        scores = map(Decimal, row.iloc[2:6])
        assert total == sum(w * s for w, s in zip(weights, scores, strict=True))


def test_the_two_false_cells_are_called_so():
    verdicts = [cell for column in columns(8, "verdict") for cell in column.cells]
    assert verdicts.count("contradicted (number)") == 1
    assert columns(6, "verdict")[0].cells[0].endswith("contradicted (number)")
    assert {row["id"] for row in TABLES[7].statements} >= {"instagram_shanghai"}


def test_every_statement_on_a_table_stands_with_it():
    for table in TABLES:
        wanted = {row["id"] for row in LEDGER if row["exhibit"] == table.name}
        single = {
            row["id"]
            for row in LEDGER
            if row["kind"] == "number" and "column" in row["printed_in"]
        }
        shown = {row["id"] for row in table.statements}
        assert wanted - single <= shown


def test_what_fails_stands_below_every_table_whose_numbers_it_rests_on():
    below = {table.name: {row["id"] for row in table.statements} for table in TABLES}
    assert {"mean_total", "mean_social", "mean_innovation"} <= below["Table 3"]
    for name in ("Table 9", "Table 10"):  # each prints the followers
        assert "visit_beijing_followers" in below[name]
    assert "total_shanghai" in below["Table 3"]  # within rounding only
    assert "total_wuhan" not in below["Table 3"]


def test_of_several_verdicts_the_weightiest_colours():
    assert weightiest("reproduced (digit); contradicted (number)") == "contradicted"
    assert weightiest("reproduced (digit)") == "reproduced" and weightiest("") == ""
    assert set(module._WEIGHTIEST) == set(COLOURS) == set(GRADES)
