"""Time of reading a table of 5,000 units by 50 indicators, as a workbook and as CSV, beside
pandas reading the same file unchecked, in turn.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

UNITS, INDICATORS, TURNS = 5_000, 50, 3
CHECKED = "from compindex.tables.sources import read_source; cells = read_source(path).values.table.size"
UNCHECKED = {
    ".xlsx": "import pandas as pd; cells = pd.read_excel(path, sheet_name='data', index_col=0).size",
    ".csv": "import pandas as pd; cells = pd.read_csv(path, index_col=0).size",
}
MEASURE = """
import json, sys, time
path, start = sys.argv[1], time.process_time()
{work}
print(json.dumps({{"cells": int(cells), "CPU-seconds": round(time.process_time() - start, 2)}}))
"""


def written(folder):
    """Write the table in both forms, with a specification of equal weights."""
    names = [f"indicator_{number}" for number in range(INDICATORS)]
    values = np.exp(np.random.default_rng(1).normal(8, 1, (UNITS, INDICATORS)))
    units = pd.Index([f"unit {number}" for number in range(UNITS)], name="unit")
    table = pd.DataFrame(values.round(2), units, names)
    table.iloc[::50, ::7] = np.nan
    nodes = pd.DataFrame(
        [("total", None), *((name, "total") for name in names)],
        columns=["code", "parent"],
    )
    with pd.ExcelWriter(folder / "table.xlsx", engine="xlsxwriter") as book:
        table.to_excel(book, sheet_name="data")
        nodes.to_excel(book, sheet_name="indicators", index=False)
    table.to_csv(folder / "table.csv")
    nodes.to_csv(folder / "table_indicators.csv", index=False)


def main():
    """Read each form both ways in turn, and print what each took, imports included."""
    with tempfile.TemporaryDirectory() as folder:
        written(Path(folder))
        for _ in range(TURNS):
            for ending, unchecked in UNCHECKED.items():
                for name, work in (("checked", CHECKED), ("pandas", unchecked)):
                    run = subprocess.run(
                        [
                            sys.executable,
                            "-c",
                            MEASURE.format(work=work),
                            Path(folder) / f"table{ending}",
                        ],
                        capture_output=True,
                        text=True,
                        check=True,
                    )
                    print(f"{ending}, {name}: {json.loads(run.stdout)}")


if __name__ == "__main__":
    main()
