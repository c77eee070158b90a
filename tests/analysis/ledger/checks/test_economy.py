import statistics

from ledgers import LEDGER, TOTAL, holds, printed, report_with, verdict

from analysis.ledger.judging import judge
from analysis.report.register import find_claim

GDP = [float(row[3]) for row in printed(5)]


def test_the_correlation_by_the_standard_library():
    assert holds("correlation", statistics.correlation(TOTAL, GDP))


def test_words():
    assert LEDGER.loc["table_6_headings", "recomputed"] == "1"


def test_leaders_by_hand():
    leaders = sorted(GDP, reverse=True)
    words = f"{leaders[3]:g} beside {leaders[4]:g}"
    assert LEDGER.loc["gdp_leaders", "recomputed"] == words
    assert verdict("gdp_leaders", "Beijing, Shanghai, Guangzhou, Wuhan") == (
        "contradicted"
    )


def test_halves_that_differ_are_inconsistent():
    assert verdict("table_6_halves", "0.754**, 0.001, 14") == "inconsistent"


def test_leaders_stand_in_the_first_third():
    assert LEDGER.loc["gdp_leaders_influence", "recomputed"] == "2, 3, 5, 4"
    report = report_with(gdp_leaders="Beijing, Shanghai, Hangzhou")  # the sixth
    got = judge(find_claim("gdp_leaders_influence"), report)
    assert (got["verdict"], got["grade"]) == ("inconsistent", "wording")


def test_advantages_and_ranks_by_gdp():
    rank = 1 + sum(gdp > 17012 for gdp in GDP)
    words = LEDGER.loc["chengdu_without_advantages", "recomputed"]
    assert words == f"sub-provincial, national central, rank {rank} by GDP"
    rank = 1 + sum(gdp > 14104 for gdp in GDP)
    words = LEDGER.loc["tianjin_advantages", "recomputed"]
    assert words == f"14104 beside 9321; rank {rank}"
