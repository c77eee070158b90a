from collections import Counter

from cicii import blocks, summaries

LEDGER = summaries.read_ledger()


def test_verdicts_are_counted_by_grade():
    verdicts = Counter(row["verdict"] for row in LEDGER)
    grades = Counter((row["verdict"], row["grade"]) for row in LEDGER)
    got = blocks.verdicts_table(LEDGER)
    for (verdict, grade), count in grades.items():
        assert f"| {verdict} | {grade} | {count} |" in got
    words = f"{verdicts.total()} statements. {verdicts['contradicted']} numbers"
    assert got.startswith(words)


def test_what_does_not_hold_has_a_row_each():
    verdicts = Counter(row["verdict"] for row in LEDGER)
    got = blocks.contradictions_table(LEDGER)
    assert got.count("\n") == 1 + verdicts["contradicted"]
    got = blocks.inconsistencies_table(LEDGER)
    assert got.count("\n") == 1 + verdicts["inconsistent"]


def test_ranges_show_one_rank_once():
    spans = blocks.spans_by_audit()
    assert spans["zhengzhou", "any_weights"] == "15"
    assert spans["wuhan", "any_weights"] == "1–3"
    assert len(spans) == len(list(blocks.published("rank_ranges")))


def test_words_of_ranks_stand_in_the_order_of_the_ranks():
    got = blocks.words_of_ranks()
    ranks = {row["city"]: int(row["rank"]) for row in blocks.published("index")}
    assert list(got) == sorted(ranks, key=ranks.get)
    assert set(got.values()) <= {"firm", "settled", "probable", "undecided"}
