import csv
import re

from analysis.paths import ROOT
from cicii import blocks, front, summaries

LEDGER = summaries.read_ledger()
PROCESSED = ROOT / "data" / "processed"


def rows(name):
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_findings_count_what_the_ledger_holds():
    verdicts, slips, rule, ranks = front.what_was_found(LEDGER).splitlines()
    total, reproduced, wrong, by_rule, *rest = map(int, re.findall(r"\d+", verdicts))
    assert total == reproduced + wrong + sum(rest) == len(rows("claims"))
    assert slips.count("(printed ") == wrong
    assert slips.count("by the rule") == by_rule == 1
    assert "(printed 58.86, found 59.9253)" in slips


def test_the_rule_is_said_to_give_as_many_scores_as_it_does():
    """Printed scores beside those that the rule gives, from the tables."""
    given = {(row["city"], row["indicator"]): row for row in rows("standardized")}
    scores = [row for row in rows("top_scores") if row["city"]]
    kept = 0
    for row in scores:
        interval = given[row["city"], row["indicator"]]
        low, high = float(interval["low"]), float(interval["high"])
        printed = float(row["printed"])
        kept += low <= printed + 0.005 and high >= printed - 0.005
    got = front.what_was_found(LEDGER)
    assert f" gives {kept} of the {len(scores)} printed scores, and 2 of the 2" in got


def test_standings_have_the_printed_digits_and_a_word_each():
    got = front.standings_table().splitlines()[2:]
    with (ROOT / "data/raw/table03_index.csv").open(encoding="utf-8") as file:
        printed = list(csv.reader(file))[-len(got) :]
    for line, row in zip(got, printed, strict=True):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert cells[0] == row[0] and cells[2] == row[-1]
        assert cells[4] in front._SURE


def test_every_word_for_a_rank_is_explained():
    got = front.words_explained()
    assert all(f"*{word}*" in got for word in blocks.words_of_ranks().values())


def test_the_first_cities_stay_together_as_the_front_page_says():
    """The sentence below the ranking is typed."""
    ends = {
        row["city"]: (int(row["best"]), int(row["worst"]))
        for row in rows("rank_ranges")
        if row["audit"] == "any_weights"
    }
    order = list(blocks.words_of_ranks())
    assert all(worst <= 3 for _, worst in map(ends.get, order[:3]))
    assert all(4 <= best and worst <= 5 for best, worst in map(ends.get, order[3:5]))
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "first three cities and the next two stay together as sets" in text
