"""The tables as files in `build`; the LaTeX compiled where there is TeX."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from analysis.paths import BUILD
from analysis.results import write
from cicii.exhibit_tables.beside import shown_tables
from cicii.exhibit_tables.texts import as_latex, as_markdown
from cicii.exhibit_tables.workbook import tables_book
from cicii.summaries import read_ledger
from compindex.errors import InputError

# The same document gets the same bytes.
_NO_DATE = {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}


def files_to_take() -> dict[str, bytes]:
    """Write the tables in three forms, by the names of their files."""
    ledger = read_ledger()
    tables = shown_tables(ledger)
    return {
        "tables.xlsx": tables_book(tables, ledger),
        "tables.tex": as_latex(tables).encode(),
        "tables.md": as_markdown(tables).encode(),
    }


def write_tables() -> list[Path]:
    """Put the tables into `build`, as a PDF too where there is TeX."""
    files = files_to_take()
    if shutil.which("pdflatex"):
        files["tables.pdf"] = compiled(files["tables.tex"])
    for name, content in files.items():
        write(BUILD / name, content)
    return [BUILD / name for name in files]


def compiled(document: bytes) -> bytes:
    """Compile a LaTeX document in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "tables.tex").write_bytes(document)
        done = subprocess.run(
            ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "tables.tex"],
            cwd=folder,
            env=os.environ | _NO_DATE,
            capture_output=True,
            text=True,
            errors="replace",
        )
        if done.returncode:
            lines = [line for line in done.stdout.splitlines() if line[:1] == "!"]
            found = f"pdflatex ended with {lines[0] if lines else 'an error'}"
            raise InputError(found, "booktabs, xcolor and geometry", "tables.tex")
        return (Path(folder) / "tables.pdf").read_bytes()
