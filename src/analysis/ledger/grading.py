"""Verdict and grade of a statement, from what a recomputation found.

The five verdicts, and the grades that each can have; a page lists them in this order.
"""

from analysis.ledger.findings import WIDE, Finding
from analysis.report.register import Claim
from compindex.errors import InputError
from compindex.numerals import number
from compindex.readings import NONE, SOME
from compindex.rounding import half_up, short

GRADES = {
    "reproduced": {
        "digit": "the recomputed value rounds to the printed one, or the statement holds under every reading",
        "rounding": "only within the rounding of its inputs",
        "some_readings": "an order or a set that holds under some readings, not under all",
        "necessary": "a necessary condition: that it holds does not prove the statement",
        "wording": "the numbers hold; the word for them is a matter of judgement, by the criterion that is given",
    },
    "contradicted": {
        "number": "no reading of the printed inputs gives the printed number",
        "order": "no reading gives the printed order or set",
    },
    "inconsistent": {
        "two_printings": "two printings of one thing differ",
        "caption": "a caption says other than the sentence that cites it",
        "wording": "a word does not fit what is printed, by the criterion that is given, or two passages do not fit each other",
        "layout": "something stands where it does not belong",
    },
    "unpublished": {
        "bounded": "what is printed limits it",
        "open": "what is printed does not limit it",
    },
    "external": {
        "consistent": "what is printed of it agrees with itself",
        "open": "what is printed does not tell",
    },
}

# How a verdict looks wherever it is coloured: the ground, and the letters on it.
COLOURS = {
    "reproduced": ("#d8e9f7", "#1c1c1c"),
    "contradicted": ("#a33a00", "#ffffff"),
    "inconsistent": ("#ffd9a8", "#1c1c1c"),
    "unpublished": ("#e3e3e3", "#1c1c1c"),
    "external": ("#e3e3e3", "#1c1c1c"),
}


def graded(
    claim: Claim, finding: Finding | None, supplied: bool = False
) -> tuple[str, str]:
    """Give verdict and grade; what the user's own data say (`supplied`) settles what the
    report leaves open.
    """
    if claim.reason and not supplied:
        return claim.kind, _grade_of_open(claim, finding)
    if finding.reading == WIDE:
        return "unpublished", "bounded"
    if finding.reading != NONE:
        return "reproduced", _grade_of_reproduced(claim, finding)
    if claim.inconsistency:
        return "inconsistent", claim.inconsistency
    if claim.criterion:
        return "inconsistent", "wording"
    return "contradicted", "number" if _is_number(claim) else "order"


def _grade_of_open(claim: Claim, finding: Finding | None) -> str:
    """Tell whether print limits what it does not settle, or agrees with itself."""
    if finding is None or finding.reading == NONE and claim.kind == "external":
        return "open"
    return {"unpublished": "bounded", "external": "consistent"}[claim.kind]


def _grade_of_reproduced(claim: Claim, finding: Finding) -> str:
    """Tell how closely a recomputation agrees."""
    if claim.kind == "condition":
        return "necessary"
    if claim.criterion:
        return "wording"
    if _is_number(claim):
        return "digit" if rounded(claim, finding) == _printed(claim) else "rounding"
    return "some_readings" if finding.reading == SOME else "digit"


def _is_number(claim: Claim) -> bool:
    """Tell whether a statement is about a printed number."""
    if claim.kind == "unpublished":
        try:
            number(claim.published)
        except InputError:
            return False
        return bool(claim.published)
    return claim.kind == "number"


def _printed(claim: Claim) -> str:
    """Take the printed digits, without stars."""
    return claim.published.rstrip("*")


def rounded(claim: Claim, finding: Finding) -> str:
    """Round a recomputed value to the decimals that are printed."""
    decimals = len(_printed(claim).partition(".")[2])
    return half_up(float(finding.recomputed), decimals)


def qualified(claim: Claim, finding: Finding | None, grade: str) -> list[str]:
    """Say what a verdict does not claim, or by which criterion it was reached."""
    parts = []
    judged = grade not in ("bounded", "consistent", "open")
    if claim.criterion and judged:
        parts.append(f"Criterion: {claim.criterion}.")
    if grade == "rounding":
        value, low, high = (
            short(f"{end:.12g}", 5)
            for end in (float(finding.recomputed), finding.low, finding.high)
        )
        parts.append(
            f"From the digits as printed {value}, which rounds to "
            f"{rounded(claim, finding)}, ties up; within the rounding of its inputs it can be "
            f"anything from {low} to {high}, {_printed(claim)} included."
        )
    if grade == "necessary":
        parts.append(
            "A necessary condition only: that it holds does not prove the statement."
        )
    if finding and finding.reading == SOME and grade in ("some_readings", "wording"):
        parts.append("Holds under some readings of the rounded inputs, not under all.")
    if finding and finding.reading == WIDE:
        parts.append(WIDE[0].upper() + WIDE[1:] + ".")
    return parts
