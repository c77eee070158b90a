"""Verdicts: every statement of the report beside what is recomputed, each with a grade.

A statement is *reproduced* only if some reading of the printed inputs gives what is
printed, and *contradicted* only if none does. Two things printed that do not fit each
other, of which neither need be wrong, are *inconsistent*. What needs data that were never
printed is *unpublished*, what needs facts from elsewhere *external*.
"""

import functools
import importlib
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from analysis.ledger import grading
from analysis.ledger.findings import Finding, against
from analysis.ledger.sample import NotInVariant, Report, Sample
from analysis.paths import from_checkout
from analysis.report.register import REGISTER, Claim
from compindex.errors import InputError, quoted
from compindex.intervals import Interval

CHECKS = Path(__file__).parent / "checks"
_REGISTERED = ["section", "statement", "published", "unit"]
_FOUND = ["recomputed", "low", "high", "verdict", "grade", "explanation"]
_KNOWN = ["kind", "interpretive", "criterion", "exhibit", "printed_in"]
_FOUND_BY = ["notebook", "checked_by", "source"]
COLUMNS = ["id", *_REGISTERED, *_FOUND, *_KNOWN, *_FOUND_BY]


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
    return outcome


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
    finding = own or (recompute(claim, sample) if claim.recompute else None)
    verdict, grade = grading.graded(claim, finding, supplied=own is not None)
    words = grading.qualified(claim, finding, grade)
    if own:
        parts = ["From the supplied export, not from the report.", *words]
    else:
        background = _background(claim, verdict, sample)
        parts = [*words, claim.reason, background, _where_to_look(claim)]
    return _row(claim, finding, verdict, grade, " ".join(filter(None, parts)))


def _background(claim: Claim, verdict: str, sample: Sample) -> str:
    """Tell the cause of what does not hold, or what to know of what does; both speak of
    the report's own index.
    """
    if sample.is_variant:
        return "" if claim.reason else "Recomputed for a variant of the index."
    wrong = verdict in ("contradicted", "inconsistent")
    told = _told(claim.cause if wrong else claim.note, sample)
    if verdict == "contradicted" and not told:
        return "No reading of the printed inputs gives what is printed."
    return told


def _where_to_look(claim: Claim) -> str:
    """Say where an external statement can be looked up."""
    if not claim.source or claim.source.startswith("No source"):
        return claim.source and f"{claim.source}."
    return f"Where to look: {claim.source}; not consulted here."


def _told(text: str | list, sample: Sample) -> str:
    """Take a cause or a note, or compute it where the register names a function."""
    if isinstance(text, str):
        return text
    name, *arguments = text
    return function_named(name)(sample, *arguments)


def _row(
    claim: Claim, finding: Finding | None, verdict: str, grade: str, explanation: str
) -> dict:
    """Write a row of the ledger."""
    row = {column: getattr(claim, column, None) for column in COLUMNS}
    row |= {"verdict": verdict, "grade": grade, "explanation": explanation}
    row |= {"recomputed": "", "checked_by": ""}
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
