"""What a reviewer may attach: the verification as a page, and the outputs as a manifest."""

import pandas as pd
import yaml

from analysis.ledger.showing import searchable
from cicii.comparing import IDENTICAL
from cicii.contents import exhibits, file_of
from cicii.pages import render, rows_of

_CODECHECK = "https://codecheck.org.uk/spec/config/1.0/"


def verification_page(report: dict) -> str:
    """Write the report as one HTML page that needs nothing else."""
    differing = [row for row in report["files"] if row["status"] != IDENTICAL]
    inputs = pd.DataFrame(report["inputs"].items(), columns=["file", "sha256"])
    return render(
        "verification.html",
        title="CICII, reproduced: verification",
        report=report,
        exhibits=rows_of(pd.DataFrame(report["exhibits"])),
        differing=rows_of(pd.DataFrame(differing, columns=["file", "status", "where"])),
        verdicts=rows_of(pd.DataFrame([report["verdicts"]])),
        ledger=searchable(pd.DataFrame(report["statements"])),
        inputs=rows_of(inputs),
        libraries=rows_of(pd.DataFrame([report["machine"]["libraries"]])),
    )


def manifest(report: dict) -> str:
    """Write the outputs as a manifest in the form of CODECHECK, for a checker to complete.

    Source: CODECHECK configuration file, https://codecheck.org.uk/spec/config/1.0/
    """
    files = [
        {"file": file_of(exhibit), "comment": f"{name}: {exhibit.title}"}
        for name, (exhibit, _) in exhibits().items()
    ]
    ledger = {
        "file": "data/processed/claims.csv",
        "comment": "Every statement with its verdict",
    }
    paper = {
        "title": "The report (its stored text names no title)",
        "authors": [],
        "reference": None,
    }
    content = {
        "version": _CODECHECK,
        "paper": paper,
        "manifest": [*files, ledger],
        "codechecker": [],
        "check_time": report["date"],
        "summary": report["outcome"],
        "report": "verification.html",
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
