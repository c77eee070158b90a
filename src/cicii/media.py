"""An export of media reports as a tidy table."""

import sys
from pathlib import Path

from analysis.coverage.export import export_gaps, tidy_export
from analysis.results import table_bytes


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
