"""The ledger for the eye: in a notebook, in a chart."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

from analysis.ledger.grading import GRADES
from compindex.intervals import Interval
from compindex.rounding import short

if TYPE_CHECKING:
    from IPython.display import HTML

READ = ["statement", "published", "recomputed", "verdict", "grade", "explanation"]
_LEFT = r'<\1 style="text-align:left;vertical-align:top">'


def readable(ledger: pd.DataFrame) -> pd.DataFrame:
    """Make a ledger fit for the eye: what a reader wants first, by id, as text, numbers
    to four decimals.
    """
    numbers = ledger["recomputed"].map(short)
    return ledger.assign(recomputed=numbers).set_index("id")[READ].fillna("")


def counted(ledger: pd.DataFrame) -> pd.DataFrame:
    """Count the statements by verdict and grade, in the order of `grading.GRADES`, with
    what each grade means.
    """
    found = Counter(zip(ledger["verdict"], ledger["grade"], strict=True))
    rows = [
        (verdict, grade, found[verdict, grade], meaning)
        for verdict, grades in GRADES.items()
        for grade, meaning in grades.items()
        if found[verdict, grade]
    ]
    return pd.DataFrame(rows, columns=["verdict", "grade", "statements", "meaning"])


def headline(ledger: pd.DataFrame) -> str:
    """Say in a few sentences how many statements have which verdict and grade."""
    found = Counter(zip(ledger["verdict"], ledger["grade"], strict=True))
    sums = Counter(ledger["verdict"])
    cannot = [
        f"{found['contradicted', grade]} {words}"
        for grade, words in (("number", "numbers"), ("order", "orders"))
        if found["contradicted", grade]
    ]
    return " ".join(
        [
            f"{len(ledger)} statements.",
            f"{' and '.join(cannot) or '0 numbers'} are contradicted: no reading of the "
            "printed inputs gives them.",
            f"{sums['inconsistent']} things that are printed do not fit what is printed "
            f"elsewhere, and neither need be wrong: {_parts('inconsistent', found)}.",
            f"{sums['reproduced']} statements are reproduced: "
            f"{_parts('reproduced', found)}.",
            f"{sums['unpublished']} need data that were never printed, "
            f"{found['unpublished', 'bounded']} of them bounded by print; "
            f"{sums['external']} need facts from elsewhere, "
            f"{found['external', 'consistent']} of them consistent in print.",
        ]
    )


_IN_WORDS = {
    "digit": "to the digit or under every reading",
    "rounding": "only within the rounding of their inputs",
    "some_readings": "under some readings",
    "necessary": "as far as a necessary condition goes",
    ("reproduced", "wording"): "in numbers, with a word that is judged by a criterion",
    ("inconsistent", "wording"): "words or passages",
    "two_printings": "pairs of printings",
    "caption": "captions",
    "layout": "note out of its place",
}


def _parts(verdict: str, found: Counter) -> str:
    """List the grades of a verdict with their counts."""
    parts = []
    for grade in GRADES[verdict]:
        if count := found[verdict, grade]:
            words = _IN_WORDS.get(grade) or _IN_WORDS[verdict, grade]
            parts.append(f"{count} {words}")
    return ", ".join(parts)


def show(ledger: pd.DataFrame, without: Iterable[str] = ()) -> "HTML":
    """Show a ledger in a notebook, some columns left out."""
    return show_texts(readable(ledger).drop(columns=list(without)))


def closing(ledger: pd.DataFrame) -> "HTML":
    """Close a notebook: how its statements were judged, and those that are contradicted
    or inconsistent, with the criteria by which words were measured.
    """
    from IPython.display import HTML  # here, since only notebooks show it

    sums = Counter(ledger["verdict"])
    parts = [f"{sums[verdict]} {verdict}" for verdict in GRADES if sums[verdict]]
    words = f"<p>{len(ledger)} statements: {', '.join(parts)}.</p>"
    listed = ledger[ledger["verdict"].isin(["contradicted", "inconsistent"])]
    rows = readable(listed).drop(columns=["grade", "explanation"])
    rows = rows.rename(columns={"published": "printed", "recomputed": "found"})
    criteria = listed["criterion"].fillna("").to_numpy()
    if criteria.any():
        rows["measured by"] = criteria
    return HTML(words + (show_texts(rows).data if len(listed) else ""))


def show_texts(table: pd.DataFrame) -> "HTML":
    """Show a table of texts in a notebook, set to the left, a row a line."""
    from IPython.display import HTML  # here, since only notebooks show it

    with pd.option_context("display.max_colwidth", None):
        html = table.to_html(border=0, index_names=False)
    in_rows = re.sub(r"\n\s*(<t[dh]>|</tr>)", r"\1", html)
    return HTML(re.sub(r"<(t[dh])>", _LEFT, in_rows))


def distances(ledger: pd.DataFrame) -> pd.DataFrame:
    """Measure how far recomputed numbers lie from the printed ones, in units of the last
    printed digit, by id, the smallest first. Within half a unit, the number as
    recomputed rounds to the printed one.
    """
    rows = ledger[ledger["kind"] == "number"].set_index("id")
    printed = Interval.printed(rows["published"])
    unit = printed.high - printed.low
    value = rows["recomputed"].astype(float)
    ends = {"value": value, "low": rows["low"], "high": rows["high"]}
    found = {name: (end - printed.value) / unit for name, end in ends.items()}
    return pd.DataFrame(found).join(rows["verdict"]).sort_values("value")
