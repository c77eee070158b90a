"""Verdicts: every statement of the report beside what is recomputed.

A statement is *contradicted* only if no reading of the printed inputs gives what is
printed, and *reproduced* only if some reading does. What needs data that were never
printed is *unpublished*, what needs facts from elsewhere *external*.
"""

import functools
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from analysis.ledger.findings import WIDE, Finding, against
from analysis.ledger.sample import NotInVariant, Report, Sample
from analysis.paths import from_checkout
from analysis.report.register import REGISTER, Claim
from compindex.errors import InputError, quoted
from compindex.intervals import Interval
from compindex.readings import EVERY, NONE, SOME

CHECKS = Path(__file__).parent / "checks"
_REGISTERED = ["section", "statement", "published", "unit"]
_FOUND = ["recomputed", "low", "high", "verdict", "explanation"]
_KNOWN = ["kind", "interpretive", "exhibit", "notebook", "checked_by"]
COLUMNS = ["id", *_REGISTERED, *_FOUND, *_KNOWN]
VERDICTS = {
    EVERY: "reproduced",
    SOME: "reproduced",
    NONE: "contradicted",
    WIDE: "unpublished",
}


def module_of(name: str) -> Path:
    """Find the file that defines a check or an explanation, without running any."""
    for path in sorted(CHECKS.glob("*.py")):
        if f"\ndef {name}(" in path.read_text(encoding="utf-8"):
            return path
    found = f"no function {quoted(name)}"
    expected = f"one of {from_checkout(CHECKS)}"
    raise InputError(found, expected, file=from_checkout(REGISTER))


@functools.cache
def function_named(name: str) -> Callable:
    """Load a check or an explanation; its module is loaded with it, no other."""
    module = importlib.import_module(f"{__package__}.checks.{module_of(name).stem}")
    return getattr(module, name)


def address(function: Callable) -> str:
    """Say where a function is, as ``package.module:function``."""
    return f"{function.__module__}:{function.__name__}"


def recompute(claim: Claim, sample: Sample) -> Finding:
    """Recompute a statement by the function that the register names, once the printed
    value in the register is that of the table.
    """
    _check_cell(claim, sample)
    name, *arguments = claim.recompute
    outcome = function_named(name)(sample, *arguments)
    if isinstance(outcome, Interval):
        if pd.isna(outcome.value):
            raise NotInVariant(f"{claim.id} has nothing to be computed from")
        return against(claim.published, outcome)
    return outcome if isinstance(outcome, Finding) else Finding(outcome, outcome)


def _check_cell(claim: Claim, sample: Sample) -> None:
    """Refuse a printed value in the register that is not the one in its cell."""
    if not claim.cell:
        return
    table, row, column = claim.cell
    text = sample.cells.text(claim.cell)
    if text != claim.published:
        place = f"row {row}, column {column} of Table {table}"
        found = f"{claim.id}: {quoted(claim.published)}, but {place} has {quoted(text)}"
        raise InputError(found, "the same value", file=from_checkout(REGISTER))


def judge(
    claim: Claim, sample: Sample, supplied: dict[str, Finding] | None = None
) -> dict:
    """Give a statement its verdict, a row of the ledger; what the user's own data say
    (`findings_from_export`) takes the place of what the report leaves open.
    """
    if claim.kind == "relation":  # two printings agree or not, whatever the index
        sample = sample.report
    gone = [city for city in claim.cities() if city not in sample.cities]
    if gone:
        raise NotInVariant(f"{claim.id} is about a city that is left out")
    own = (supplied or {}).get(claim.id)
    if claim.reason and not own:
        return _row(claim, None, claim.kind, claim.reason)
    finding = own or recompute(claim, sample)
    verdict = VERDICTS[finding.reading]
    parts = ["From the supplied export, not from the report."] if own else []
    if sample.is_variant:  # causes and notes speak of the report's own index
        parts = ["Recomputed for a variant of the index."]
    else:
        text = claim.cause if verdict == "contradicted" else claim.note
        parts.append(_told(text, sample))
    parts += _qualified(claim, finding)
    explanation = " ".join(filter(None, parts))
    if verdict == "contradicted" and not explanation:
        explanation = "No reading of the printed inputs gives what is printed."
    return _row(claim, finding, verdict, explanation)


def _told(text: str | list, sample: Sample) -> str:
    """Take a cause or a note, or compute it where the register names a function."""
    if isinstance(text, str):
        return text
    name, *arguments = text
    return function_named(name)(sample, *arguments)


def _qualified(claim: Claim, finding: Finding) -> list[str]:
    """Say what a verdict does not claim."""
    parts = []
    if claim.kind == "condition":
        parts.append(
            "A necessary condition only: that it holds does not prove the statement."
        )
    if finding.reading == SOME and claim.kind not in ("number", "rank"):
        parts.append("Holds under some readings, not under all.")
    if finding.reading == WIDE:
        parts.append(WIDE[0].upper() + WIDE[1:] + ".")
    return parts


def _row(claim: Claim, finding: Finding | None, verdict: str, explanation: str) -> dict:
    """Write a row of the ledger."""
    row = {column: getattr(claim, column, None) for column in COLUMNS}
    row |= {"recomputed": "", "verdict": verdict, "explanation": explanation}
    row["checked_by"] = ""
    if finding:
        row |= {"low": finding.low, "high": finding.high}
        row["recomputed"] = finding.recomputed
        row["checked_by"] = "analysis.ledger.from_export:findings_from_export"
    if claim.recompute:
        row["checked_by"] = address(function_named(claim.recompute[0]))
    return row


def judge_all(
    sample: Sample | None = None,
    notebook: str = "",
    supplied: dict[str, Finding] | None = None,
    ids: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Give every statement its verdict, in the order of the register: all, or those of a
    notebook by its number, or those of some ids; without those about cities or tiers
    that a variant does not have.
    """
    sample = Report() if sample is None else sample
    rows = []
    for claim in sample.claims:
        if notebook not in ("", claim.notebook):
            continue
        if ids is not None and claim.id not in ids:
            continue
        try:
            rows.append(judge(claim, sample, supplied))
        except NotInVariant:
            if not sample.is_variant:
                raise
    return pd.DataFrame(rows, columns=COLUMNS)
