"""What was found, in a few sentences and one table, for the pages that come first."""

from collections import Counter

from analysis.report.words import name_en
from cicii.blocks import published, spans_by_audit, words_of_ranks
from cicii.measured import markdown
from cicii.summaries import contradictions, counts
from compindex.rounding import short

# How sure a rank can be, the surest first (`compindex.robustness.verdicts`).
_SURE = {
    "firm": "one rank under rounding, with 25% on each weight, in nine of ten draws of "
    "methods and weights, and with any weights",
    "settled": "one rank under all of these but the last",
    "probable": "kept by rounding, by 25% on the weights with a probability above 95%, "
    "and by more than half of the draws",
    "undecided": "every other",
}
_MEANS = ("instagram_mean", "tiktok_mean")
_BY_THE_RULE = "by the rule that the other cities' scores reveal"


def what_was_found(ledger: list[dict]) -> str:
    """Say what was found, a finding a point."""
    sums = counts(ledger)
    by_rule = sum(_BY_THE_RULE in row["statement"] for row in contradictions(ledger))
    verdicts = (
        f"**{len(ledger)} statements.** {sums['reproduced']} are *reproduced*; "
        f"{sums['contradicted']} are *contradicted*: no reading of the printed inputs "
        f"gives them, {by_rule} of them by a rule that was inferred; "
        f"{sums['inconsistent']} are *inconsistent* with something else that is printed, "
        f"and neither need be wrong; {sums['unpublished']} are *unpublished* (they need "
        f"data that were never printed); {sums['external']} *external* (they need facts "
        "from elsewhere)."
    )
    points = [verdicts, _slips(ledger), _rule(ledger), _ranks()]
    return "\n".join(f"- {point}" for point in points)


def _slips(ledger: list[dict]) -> str:
    """List what is contradicted, printed beside found."""
    slips = [
        f"{row['statement'].rstrip('.')} (printed {row['published']}, found "
        f"{short(row['recomputed'])})"
        for row in contradictions(ledger)
    ]
    return f"**What is contradicted.** {'; '.join(slips)}."


def _rule(ledger: list[dict]) -> str:
    """Say how far the rule goes that was found."""
    scores, means = kept_by_rule(ledger)
    return (
        "**A rule that was never printed.** Counts are printed for two of nine indicators. "
        "With one reference fitted for each, score = 100 · ln(count) / ln(reference) gives "
        f"{scores[0]} of the {scores[1]} printed scores, and {means[0]} of the {means[1]} "
        "printed means, which rest on scores that were not printed. Whether the other "
        "seven indicators follow it cannot be checked."
    )


def kept_by_rule(ledger: list[dict]) -> list[tuple[int, int]]:
    """Count the printed scores, and the printed means, that the rule gives, each with
    how many there are.
    """
    scores = [
        row
        for row in ledger
        if _BY_THE_RULE in row["statement"] and row["kind"] == "number"
    ]
    means = [row for row in ledger if row["id"] in _MEANS]
    return [
        (sum(row["verdict"] == "reproduced" for row in rows), len(rows))
        for rows in (scores, means)
    ]


def _ranks() -> str:
    """Count how sure the ranks are."""
    words = words_of_ranks()
    sums = Counter(words.values())
    counted = ", ".join(f"{sums[word]} {word}" for word in _SURE if sums[word])
    return f"**The ranking.** Of {len(words)} ranks, {counted}: see below."


def standings_table() -> str:
    """List the cities by their rank, with how sure each is."""
    spans, words = spans_by_audit(), words_of_ranks()
    tiers = {row["city"]: row["tier"] for row in published("index")}
    printed = {row["city"]: row for row in published("scores")}
    rows = []
    for city, word in words.items():
        rank, total = printed[city]["rank"], printed[city]["total"]
        drawn = spans[city, "joint"]
        rows.append([rank, name_en(city), total, tiers[city], word, drawn])
    heading = ["rank", "city", "total", "tier", "how sure", "ranks if drawn"]
    return markdown(rows, heading)


def words_explained() -> str:
    """Say what the words for how sure a rank is mean."""
    meanings = "; ".join(f"*{word}*, {meaning}" for word, meaning in _SURE.items())
    return (
        f"How sure: {meanings}. Ranks if drawn: those of nine of ten draws, from 5 to 95%, "
        "in which methods and weights are chosen at random."
    )
