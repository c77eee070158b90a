"""Time and memory of reading an export of a million articles, beside pandas reading and
counting it unchecked.
"""

import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from analysis.report.words import CITIES, MONTHS

ROWS = 1_000_000
CHECKED = "from analysis.coverage.export import read_export; counted = read_export(path)['reports'].sum()"
UNCHECKED = (
    "import pandas as pd; table = pd.read_csv(path);"
    "counted = table.groupby([table['date'].str[:7], 'city', 'language']).size().sum()"
)
MEASURE = """
import json, resource, sys, time
path, start = sys.argv[1], time.perf_counter()
{work}
seconds, memory = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({{"rows": int(counted), "seconds": round(seconds, 2), "MiB": round(memory)}}))
"""


def main():
    """Write an export, read it both ways in turn, and print what each took, imports
    included.
    """
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.csv"
        with open(path, "w", newline="", encoding="utf-8") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(["date", "city", "language", "article"])
            for article in range(ROWS):
                day = f"{chance.choice(MONTHS)}-{chance.randint(1, 28):02d}"
                lines.writerow(
                    [
                        day,
                        chance.choice(CITIES).name_en,
                        chance.choice(["English", "French"]),
                        f"A{article:08d}",
                    ]
                )
        for _ in range(3):
            for name, work in (
                ("checked, by this project", CHECKED),
                ("unchecked, by pandas", UNCHECKED),
            ):
                run = subprocess.run(
                    [sys.executable, "-c", MEASURE.format(work=work), path],
                    capture_output=True,
                    text=True,
                    check=True,
                )
                print(f"{name}: {json.loads(run.stdout)}")


if __name__ == "__main__":
    main()
