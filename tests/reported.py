"""The audit of the report's ranking, as notebook 08b makes it: computed once for all of
these tests.
"""

import pandas as pd

import compindex
from analysis.ledger.sample import Report
from analysis.report.words import DIMENSIONS, name_en
from compindex.readings import undecided_by_rounding
from compindex.robustness import borders, choices, ranks, verdicts

PRINTED = Report()
SCORES = PRINTED.scores.value[list(DIMENSIONS.values())]
WEIGHTS = {"media": 0.35, "social": 0.25, "innovation": 0.20, "cognition": 0.20}
SHARES = pd.Series(WEIGHTS)
EDGES = [85, 71, 65, 60]
ORDER = list(PRINTED.ranks.index)
NAMED = PRINTED.named[ORDER]
NAMING = compindex.Naming(name_en, "city", "cities")
AUDIT = compindex.audit(
    SCORES,
    WEIGHTS,
    0.005,
    totals=PRINTED.totals,
    edges=EDGES,
    naming=NAMING,
    simulation=compindex.Simulation(draws=1_000_000, seed=2020),
)
UNDECIDED = undecided_by_rounding(PRINTED.totals, ORDER)
REVERSALS, RANGES = AUDIT["pair_reversals"], AUDIT["rank_ranges"]
SPANS = RANGES.set_index(["audit", "unit"])[["best", "worst"]].apply(tuple, axis=1)
TOTALS, REASONS = choices.all_totals(SCORES, WEIGHTS)
RANKS = choices.all_ranks(TOTALS)
CITIES = verdicts.unit_verdicts(
    RANGES,
    REVERSALS,
    UNDECIDED,
    AUDIT["rank_probabilities"],
    AUDIT["uncertainty"],
    NAMING,
).set_index("unit")
STAYS = ranks.border_probabilities(SCORES, WEIGHTS, 100, 20_000, 2020)
BORDERS = borders.border_audits(ORDER, REVERSALS, UNDECIDED, TOTALS, STAYS, NAMING)
WORDS = borders.border_verdicts(BORDERS, NAMED, EDGES, SCORES, SHARES, 0.005, NAMING)
