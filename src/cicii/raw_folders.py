"""Folders of raw data: the synthetic set of the 15 cities, and an empty one for the
user's own.
"""

import codecs
import shlex
from pathlib import Path

import pandas as pd

from analysis.coverage import disaggregation
from analysis.coverage.printed import published_spans
from analysis.ledger.sample import NAMES, Report
from analysis.paths import ROOT
from analysis.ranking import synthetic
from analysis.ranking.raw_data import CITY, HEADINGS, PLATFORM_FILES, YEAR
from analysis.ranking.rule import admissible_references, consensus
from analysis.report.words import name_zh
from analysis.results import write
from cicii import sources
from cicii.pages import render
from cicii.raw_package import data_package
from compindex.errors import InputError
from compindex.numerals import number

SYNTHETIC = ROOT / "data" / "synthetic"
_HALF_UNIT = 0.005  # of the printed scores
_SYNTHETIC_NOTE = """\
Synthetic raw counts of the 15 cities. They are no data: seven of the nine indicators were never printed, and these counts \
were made so that the report's index, computed from them, gives Table 3 to the printed digit. Only Instagram and TikTok \
are published (Table 7).
"""


def references(report: Report) -> dict[str, float]:
    """Give the reference counts of all nine indicators: two as Table 8 reveals them,
    seven chosen freely.
    """
    found = dict(synthetic.REFERENCES)
    for indicator, part in report.top.dropna(subset="city").groupby("indicator"):
        scores = part.set_index("city")["printed"].astype(float)
        counts = report.counts[indicator]
        low, high, _ = consensus(admissible_references(counts, scores, _HALF_UNIT))
        found[indicator] = float(f"{(low * high) ** 0.5:.5g}")
    return {name: found[name] for name in report.weights["indicator"]}


def specification_text(
    weights: pd.DataFrame,
    counts: dict[str, float],
    name: str,
    missing: str,
    why: dict[str, str],
    decimal: str = "",
) -> str:
    """Write the report's index, from the raw counts up, as the YAML text of a
    specification, with a word on each reference.
    """
    dimensions = []
    columns = ["dimension", "dimension_weight"]
    for (dimension, weight), part in weights.groupby(columns, sort=False):
        leaves = [
            {
                "name": row.indicator,
                "weight": row.weight,
                "reference": counts[row.indicator],
                "why": why[row.indicator],
            }
            for row in part.itertuples()
        ]
        dimensions.append({"name": dimension, "weight": weight, "leaves": leaves})
    return render(
        "index.yml",
        name=name,
        missing=missing,
        decimal=decimal,
        dimensions=dimensions,
    )


def made_counts(report: Report, seed: int) -> pd.DataFrame:
    """Make the synthetic counts of the 15 cities from what the report prints, as text."""
    scores = report.scores.value
    totals = pd.DataFrame(
        {"printed": scores["total"], "computed": report.weighted.value}
    )
    paths = disaggregation.smooth_paths(published_spans(report.prose), scores["media"])
    difference = report.printed("tier_1_tier_5_difference")
    unrounded = synthetic.unrounded_scores(
        scores[NAMES], totals, report.named, difference
    )
    reports = paths[list(scores.index)].sum()
    counts, weights = report.counts, report.weights
    return synthetic.synthetic_counts(
        unrounded, counts, reports, references(report), weights, seed
    )


def _csv(table: pd.DataFrame, mark: bytes = b"") -> bytes:
    """Write a table of text as CSV."""
    return mark + table.to_csv(index=False, lineterminator="\n").encode()


def _platform_file(counts: pd.DataFrame, indicators: tuple[str, ...]) -> bytes:
    """Write one platform's export: Chinese headings, the highest count first."""
    part = counts[list(indicators)]
    sizes = part.iloc[:, 0].map(number)
    part = part.loc[sizes.sort_values(ascending=False, kind="stable").index]
    table = part.rename(columns=HEADINGS).reset_index(drop=True)
    table.insert(0, CITY, part.index.map(name_zh))
    return _csv(table)


def synthetic_files(report: Report | None = None, seed: int = 2020) -> dict[str, bytes]:
    """Make the folder of synthetic raw data, content by name of the file: an export for
    each platform, the specification, a note with the free choices, the data package.
    """
    report = report or Report.of_folder()
    counts, chosen = made_counts(report, seed), references(report)
    files, provenance = {}, {}
    for platform, indicators in PLATFORM_FILES.items():
        known = "published" if set(indicators) <= set(report.counts) else "synthetic"
        name = f"{platform}_{known}.csv"
        provenance[name] = known
        files[name] = _platform_file(counts, indicators)
    free = [name for name in chosen if name in synthetic.REFERENCES]
    why = dict.fromkeys(chosen, "derived from Tables 7 and 8")
    why |= dict.fromkeys(free, "free choice: never printed")
    text = specification_text(
        report.weights, chosen, "cicii-2020-synthetic", "error", why, "."
    )
    files["index.yml"] = text.encode()
    rows = [
        {
            "indicator": name,
            "heading": HEADINGS[name],
            "reference": f"{chosen[name]:,.0f}",
        }
        for name in free
    ]
    note = render("synthetic.md", note=_SYNTHETIC_NOTE, seed=seed, rows=rows)
    files["README.md"] = note.encode()
    title = "SYNTHETIC raw counts for the 15 cities, consistent with the report"
    files["datapackage.json"] = data_package(
        "cicii-2020-synthetic",
        title,
        _SYNTHETIC_NOTE.strip(),
        files,
        provenance,
        digests=True,
    )
    return files


def template_files(folder: str, report: Report | None = None) -> dict[str, bytes]:
    """Make an empty folder of raw data for the user to fill in, content by name of the
    file: empty exports, the specification, the how-to, the data package.
    """
    report = report or Report.of_folder()
    files, rows = {}, []
    for platform, indicators in PLATFORM_FILES.items():
        headings = [HEADINGS[indicator] for indicator in indicators]
        file = f"{platform}.csv"
        empty = pd.DataFrame(columns=[CITY, YEAR, *headings])
        files[file] = _csv(empty, codecs.BOM_UTF8)  # tells Excel the encoding
        rows += [
            {"file": file, "heading": HEADINGS[indicator], "indicator": indicator}
            for indicator in indicators
        ]
    chosen = references(report)
    why = dict.fromkeys(chosen, "set your own")
    text = specification_text(report.weights, chosen, "cicii", "renormalise", why)
    files["index.yml"] = text.encode()
    how_to = render("raw_folder.md", rows=rows, folder=shlex.quote(folder))
    # The name of a folder is any bytes.
    files["README.md"] = how_to.encode(errors="surrogateescape")
    provenance = dict.fromkeys(files, "supplied")
    described = "Raw counts by city and year, one file a platform."
    files["datapackage.json"] = data_package(
        "my-cities", "My cities", described, files, provenance, digests=False
    )
    return files


def write_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder, as far as their bytes differ."""
    for name, content in files.items():
        write(Path(folder) / name, content)


def write_synthetic() -> Path:
    """Write the synthetic set; refuse to publish counts made from tables that are not as
    recorded.
    """
    changed = [name for name in sources.look() if name.startswith("data/raw/")]
    if changed:
        found = f"changed since recorded: {', '.join(changed)}"
        expected = "the printed tables, or `make reproduce RECORD=yes`"
        raise InputError(found, expected)
    write_folder(SYNTHETIC, synthetic_files())
    return SYNTHETIC


def write_template(named: str) -> Path:
    """Write a template into a folder; refuse one that holds anything."""
    expected = "a new one, such as make template DIR=my-data"
    if not named:
        raise InputError("no folder is named", expected)
    folder = Path(named)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("the folder is not empty", expected, file=named)
    write_folder(folder, template_files(named))
    return folder
