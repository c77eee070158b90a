"""Exports of media reports, and downloads of Google Trends, as tidy tables."""

import re
import sys
from pathlib import Path

from analysis.coverage.export import export_gaps, tidy_export
from analysis.results import table_bytes
from compindex.errors import InputError, quoted
from compindex.tables.sheets import read_sheets
from compindex.tables.trends import by_term, interest, linked

_OTHERS = ("city", "year", "periods")  # the other columns of a table of interest


def print_export(path: Path) -> None:
    """Print an export as CSV on standard output; say on standard error what it would
    lack to take the place of the synthetic path in notebook 05.
    """
    counts, monthly = tidy_export(path)
    sys.stdout.buffer.write(table_bytes(counts))
    sys.stdout.buffer.flush()
    gaps = export_gaps(counts, monthly)
    for gap in gaps[:20]:
        words = f"{gap['found']}; expected {gap['expected']}"
        print(f"Not enough for notebook 05: {words}", file=sys.stderr)
    if len(gaps) > 20:
        print(f"… ({len(gaps):,} gaps in all)", file=sys.stderr)


def print_trends(paths: list[Path], indicator: str, years: bool) -> None:
    """Print downloads of Google Trends as CSV on standard output, a row for each search
    term; say on standard error what the values are.
    """
    if indicator in _OTHERS or not re.fullmatch(r"\w[^\x00-\x1f\x7f]*", indicator):
        expected = f"a name that begins with a letter; {', '.join(_OTHERS)} are others"
        found = f"{quoted(indicator)} is no name of an indicator"
        raise InputError(found, expected)
    downloads = [interest(sheet) for path in paths for sheet in read_sheets(path)]
    table = by_term(linked(downloads), years)
    table = table.rename(columns={"unit": "city", "value": indicator})
    sys.stdout.buffer.write(table_bytes(table))
    sys.stdout.buffer.flush()
    words = f"{indicator}: means over the periods counted beside; <1 as 0.5"
    if len(downloads) > 1:
        words += "; on the scale of the first file, by the terms in common"
    print(words, file=sys.stderr)
