"""What was found, in a few sentences and one table, for the pages that come first."""

from collections import Counter

from analysis.report.words import name_en
from cicii.blocks import published, spans_by_audit, words_of_ranks
from cicii.measured import markdown
from cicii.summaries import contradictions, counts
from compindex.rounding import short

# How sure a rank can be, the surest first (`compindex.robustness.verdicts`).
_SURE = {
    "firm": "the same under rounding, other weights and other methods, and whatever the weights",
    "settled": "the same under all of these, but not whatever the weights",
    "probable": "kept by rounding, by 25% on the weights with a probability above 95%, "
    "and by more than half of the draws of methods and weights",
    "undecided": "every other",
}
_BY_THE_RULE = "by the rule that the other cities' scores reveal"


def what_was_found(ledger: list[dict]) -> str:
    """Say what was found, a finding a point."""
    sums = counts(ledger)
    verdicts = (
        f"**{len(ledger)} statements.** {sums['reproduced']} are reproduced; "
        f"{sums['contradicted']} are contradicted, which means that no reading of the "
        f"printed inputs gives them; {sums['inconsistent']} do not fit something else "
        f"that is printed; {sums['unpublished']} need data that were never printed, and "
        f"{sums['external']} facts from elsewhere."
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
    scores = [
        row
        for row in ledger
        if _BY_THE_RULE in row["statement"] and row["kind"] == "number"
    ]
    kept = sum(row["verdict"] == "reproduced" for row in scores)
    return (
        "**A rule that was never printed.** Counts and scores are printed for two of nine "
        "indicators, and they agree with score = 100 · ln(count) / ln(reference): it "
        f"gives {kept} of the {len(scores)} printed scores. That the other seven follow it "
        "cannot be checked."
    )


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
