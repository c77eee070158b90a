import re
from collections import Counter

from analysis.paths import ROOT
from cicii import notebooks, readme, summaries


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
    ledger = summaries.read_ledger()
    verdicts = Counter(row["verdict"] for row in ledger)
    grades = Counter((row["verdict"], row["grade"]) for row in ledger)
    got = readme.blocks(ledger)
    for (verdict, grade), count in grades.items():
        assert f"| {verdict} | {grade} | {count} |" in got["verdicts"]
    assert (
        f"{verdicts.total()} statements. {verdicts['contradicted']} numbers"
        in (got["verdicts"])
    )
    assert got["contradictions"].count("\n") == 1 + verdicts["contradicted"]
    assert got["inconsistencies"].count("\n") == 1 + verdicts["inconsistent"]
    top = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## ")[0]
    assert got["verdicts"] in top


def test_readme_announces_the_minutes_that_each_notebook_announces():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"\]\(notebooks/(\w+)\.ipynb\) \|.*\| (\d+) \|", text)
    expected = {}
    for path in notebooks.notebook_paths():
        opening = notebooks.cells(path)[0][1]
        expected[path.stem] = re.search(r"\*\*(?:Time|用时)[:：]\*\* (\d+) ", opening)[
            1
        ]
    assert dict(rows) == expected
