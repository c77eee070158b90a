from decimal import Decimal

import pytest

from analysis.ledger.grading import COLOURS, GRADES
from analysis.report.tables import read_table
from analysis.report.words import CITIES
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
            assert got == cell or CHINESE.search(cell)


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


def test_of_several_verdicts_the_weightiest_colours():
    assert weightiest("reproduced (digit); contradicted (number)") == "contradicted"
    assert weightiest("reproduced (digit)") == "reproduced" and weightiest("") == ""
    assert set(module._WEIGHTIEST) == set(COLOURS) == set(GRADES)
