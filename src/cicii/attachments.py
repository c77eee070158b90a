"""What a reviewer may attach: the verification as a page, and the outputs as a manifest."""

from collections import defaultdict

import pandas as pd

from analysis.ledger.showing import counted
from analysis.report.register import read_register
from cicii import status
from cicii.comparing import IDENTICAL
from cicii.contents import exhibits, file_of
from cicii.pages import render, rows_of

_LEDGER = {
    "data/processed/claims.csv": "Every statement of the report with its verdict",
    "data/processed/witness.csv": "One set of scores that gives all that is reproduced",
}


def verification_page(report: dict) -> str:
    """Write the report as one HTML page that needs nothing else, in the order of the
    World Bank's reproducibility reports.

    Source: Development Impact, World Bank, Reproducible Research Repository
    """
    differing = [row for row in report["files"] if row["status"] != IDENTICAL]
    ledger = report["statements"]
    return render(
        "verification.html",
        title="CICII, reproduced: verification",
        report=report,
        exhibits=_table(report["exhibits"]),
        failing=_table(status.failing_rows(ledger)),
        findings=_table(report["findings"], ["kind", "file", "words"]),
        differing=_table(differing, ["file", "status", "where"]),
        verdicts=rows_of(counted(pd.DataFrame(ledger))),
        numbers=_table(status.number_rows(ledger)),
        seconds=_pairs(report["notebooks"], "notebook", "seconds"),
        seeds=_pairs(report["seeds"], "parameter", "value"),
        inputs=_pairs(report["inputs"], "file", "sha256"),
        outputs=_pairs(report["outputs"], "file", "sha256"),
        libraries=_pairs(report["machine"]["libraries"], "library", "version"),
        references=_references(),
    )


def _table(rows: list[dict], columns: list[str] | None = None) -> dict[str, list]:
    """Give rows for the macro that draws a table."""
    return rows_of(pd.DataFrame(rows, columns=columns))


def _pairs(content: dict, *headings: str) -> dict[str, list]:
    """Give names and values for the macro that draws a table."""
    return rows_of(pd.DataFrame(list(content.items()), columns=list(headings)))


def _references() -> list[str]:
    """List the sources that external statements name, once each."""
    named = [claim.source for claim in read_register() if claim.source]
    return sorted({source for source in named if not source.startswith("No source")})


def listed() -> dict[str, str]:
    """Give the files of the manifest, each once, with what each shows."""
    shown = defaultdict(list)
    for name, (exhibit, _) in exhibits().items():
        shown[file_of(exhibit)].append(f"{name}: {exhibit.title}")
    return {file: "; ".join(names) for file, names in shown.items()} | _LEDGER


def manifest(report: dict) -> str:
    """Write the outputs as a manifest of CODECHECK, with blanks for what only authors or
    a checker can fill; the files lie beside it, as recomputed.

    Source: CODECHECK configuration file 2.0, https://codecheck.org.uk/spec/config/2.0/
    """
    files = {f"verified/{file}": words for file, words in listed().items()}
    return render("codecheck.yml", files=files, report=report)
