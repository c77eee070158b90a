from collections import Counter

from analysis.paths import ROOT
from cicii import readme, summaries


def test_fill_replaces_only_between_its_markers():
    text = (
        "a <!-- begin x -->old\nold<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )
    assert (
        readme.fill(text, {"x": r"new \1"})
        == "a <!-- begin x -->\nnew \\1\n<!-- end x --> b <!-- begin y -->keep<!-- end y -->"
    )


def test_readme_says_what_the_results_say():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    parts = readme.blocks(summaries.read_ledger())
    assert all(f"<!-- begin {name} -->" in text for name in parts)
    assert readme.fill(text, parts) == text


def test_readme_begins_with_the_counts():
    counts = Counter(row["verdict"] for row in summaries.read_ledger())
    got = readme.blocks(summaries.read_ledger())
    assert (
        "| " + " | ".join(str(counts[verdict]) for verdict in summaries.KINDS) + " |"
        in got["verdicts"]
    )
    assert f"{counts.total()} statements" in got["verdicts"]
    assert got["contradictions"].count("\n") == 1 + counts["contradicted"]
    top = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert got["verdicts"] in top
