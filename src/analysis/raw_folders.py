"""Folders of raw data: the synthetic set of the 15 cities, and an empty one for the
user's own; also the commands

``python -m analysis.raw_folders synthetic`` and ``python -m analysis.raw_folders
template DIR``.
"""

import argparse
import hashlib
import io
import json
import shlex
from pathlib import Path

import pandas as pd

from analysis import (
    claims,
    coverage,
    disaggregation,
    outputs,
    processes,
    sources,
    synthetic,
)
from analysis.commands import DONE, told
from analysis.names import DIMENSIONS, name_zh
from analysis.paths import ROOT, shown
from analysis.raw_data import CITY, HEADINGS, PLATFORMS, YEAR
from analysis.rule import admissible_references, consensus
from compindex.errors import InputError
from compindex.numerals import number

SYNTHETIC = ROOT / "data" / "synthetic"
_HALF_UNIT = 0.005  # of the printed scores
_FREE = "free choice: never printed"


def references(printed):
    """Give the reference counts of all nine indicators: two as Table 8 reveals them,
    seven chosen freely.

    Parameters
    ----------
    printed : claims.Printed

    Returns
    -------
    dict of str to float
    """
    found = {}
    for indicator, part in printed.top.dropna(subset="city").groupby("indicator"):
        scores = part.set_index("city")["printed"].astype(float)
        low, high, _ = consensus(
            admissible_references(printed.counts[indicator], scores, _HALF_UNIT)
        )
        found[indicator] = float(f"{(low * high) ** 0.5:.5g}")
    return {
        name: (synthetic.REFERENCES | found)[name]
        for name in printed.weights["indicator"]
    }


def specification_text(weights, counts, missing, why):
    """Write the report's index, from the raw counts up, as the YAML text of a
    specification.

    Parameters
    ----------
    weights : pandas.DataFrame
        The tidy Table 2.
    counts : dict of str to float
        Reference counts by indicator.
    missing : {"error", "renormalise"}
    why : dict of str to str
        A word on the reference, by indicator.

    Returns
    -------
    str
    """
    lines = [
        "# The report's index from raw counts. Weights count among siblings only; Table 2 prints those given here.",
        "# A score is 100 ln(x) / ln(reference). What else a specification can say: README.md of the project.",
        "name: cicii",
        f"missing: {missing}  # error: refuse a missing value; renormalise: share its weight among the siblings present",
        "sample: each_year  # or all_years: where there are years, what minmax, zscore, rank and percentile look at",
        "root:",
        "  name: total",
        "  aggregate: arithmetic  # or geometric, harmonic",
        "  children:",
    ]
    for (dimension, weight), part in weights.groupby(
        ["dimension", "dimension_weight"], sort=False
    ):
        lines += [
            f"    - name: {dimension}",
            f"      weight: {weight:g}",
            "      children:",
        ]
        for row in part.itertuples():
            rule = f"{{method: log_reference, reference: {counts[row.indicator]:.0f}}}"
            lines.append(
                f"        - {{name: {row.indicator}, weight: {row.weight:g}, standardize: {rule}}}  # {why[row.indicator]}"
            )
    return "\n".join(lines) + "\n"


def raw_counts(printed, seed):
    """Make the synthetic counts of the 15 cities from what the report prints.

    Parameters
    ----------
    printed : claims.Printed
    seed : int

    Returns
    -------
    pandas.DataFrame
        Cities by indicators, as text (`synthetic.raw_counts`).
    """
    scores = printed.scores.value[list(DIMENSIONS.values())]
    totals = pd.DataFrame(
        {"printed": printed.scores.value["total"], "computed": printed.weighted.value}
    )
    paths = disaggregation.smooth_paths(
        coverage.published_spans(printed.prose), scores["media"]
    )
    reports = paths[list(scores.index)].sum()
    unrounded = synthetic.unrounded_scores(
        scores, totals, printed.named, printed.number("tier_1_tier_5_difference")
    )
    return synthetic.raw_counts(
        unrounded, printed.counts, reports, references(printed), printed.weights, seed
    )


def _csv(table):
    """Write a table of text as CSV."""
    return table.to_csv(index=False, lineterminator="\n").encode("utf-8")


def _export(counts, indicators):
    """Write one platform's export: Chinese headings, the highest count first."""
    part = counts[list(indicators)]
    part = part.loc[
        part.iloc[:, 0].map(number).sort_values(ascending=False, kind="stable").index
    ]
    return _csv(
        part.rename(columns=HEADINGS)
        .reset_index(drop=True)
        .assign(**{CITY: part.index.map(name_zh)})[
            [CITY, *map(HEADINGS.get, indicators)]
        ]
    )


def descriptor(name, title, description, files, provenance, digests):
    """Describe a folder of raw data as a Frictionless data package.

    Parameters
    ----------
    name, title, description : str
    files : dict of str to bytes
        Content by name.
    provenance : dict of str to str
        Provenance of each CSV file.
    digests : bool
        Whether to record the SHA-256 of each file; not where the user is to fill them
        in.

    Returns
    -------
    bytes
        The descriptor, JSON.

    References
    ----------
    Frictionless Standards, Data Package and Table Schema,
    https://specs.frictionlessdata.io
    """
    resources, ids = (
        [],
        {heading: name for name, heading in HEADINGS.items()}
        | {CITY: "city", YEAR: "year"},
    )
    for file, content in files.items():
        stem, _, ending = file.rpartition(".")
        entry = {"name": stem.lower().replace("_", "-"), "path": file}
        if ending == "csv":
            headings = pd.read_csv(io.BytesIO(content), dtype=str).columns
            fields = [
                {"name": heading, "type": "string", "title": ids[heading]}
                for heading in headings
            ]
            entry |= {
                "provenance": provenance[file],
                "encoding": "utf-8",
                "format": "csv",
                "schema": {"fields": fields},
            }
        else:
            entry |= {"type": "file", "encoding": "utf-8", "format": ending}
        resources.append(
            entry
            | (
                {"hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
                if digests
                else {}
            )
        )
    content = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
        "resources": resources,
    }
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8")


_SYNTHETIC_NOTE = """\
Synthetic raw counts of the 15 cities. They are no data: seven of the nine indicators were never printed, and these counts \
were made so that the report's index, computed from them, gives Table 3 to the printed digit. Only Instagram and TikTok \
are published (Table 7).
"""


def _text(name):
    """Read a text that goes into a folder, with gaps to be filled."""
    return (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")


def synthetic_files(printed=None, seed=2020):
    """Make the folder of synthetic raw data.

    Parameters
    ----------
    printed : claims.Printed, optional
    seed : int

    Returns
    -------
    dict of str to bytes
        Content by name of the file: an export for each platform, the specification of
        the index, a note with the free choices, and the data package descriptor.
    """
    printed = printed or claims.Printed()
    counts, chosen = raw_counts(printed, seed), references(printed)
    files, provenance = {}, {}
    for platform, indicators in PLATFORMS.items():
        known = "published" if set(indicators) <= set(printed.counts) else "synthetic"
        provenance[f"{platform}_{known}.csv"] = known
        files[f"{platform}_{known}.csv"] = _export(counts, indicators)
    why = {
        name: _FREE if name in synthetic.REFERENCES else "derived from Tables 7 and 8"
        for name in chosen
    }
    text = specification_text(printed.weights, chosen, "error", why).replace(
        "name: cicii\n", "name: cicii-2020-synthetic\n"
    )
    files["index.yml"] = text.encode()
    rows = "\n".join(
        f"| {name} | {HEADINGS[name]} | {value:,.0f} |"
        for name, value in chosen.items()
        if name not in printed.counts
    )
    files["README.md"] = (
        _text("synthetic").format(note=_SYNTHETIC_NOTE, seed=seed, rows=rows).encode()
    )
    title = "SYNTHETIC raw counts for the 15 cities, consistent with the report"
    files["datapackage.json"] = descriptor(
        "cicii-2020-synthetic",
        title,
        _SYNTHETIC_NOTE.strip(),
        files,
        provenance,
        digests=True,
    )
    return files


def template_files(folder, printed=None):
    """Make an empty folder of raw data for the user to fill in.

    Parameters
    ----------
    folder : str
        Its name, for the how-to.
    printed : claims.Printed, optional

    Returns
    -------
    dict of str to bytes
        Content by name: empty exports, the specification, the how-to, and the data
        package descriptor.
    """
    printed = printed or claims.Printed()
    files = {
        f"{name}.csv": _csv(
            pd.DataFrame(columns=[CITY, YEAR, *map(HEADINGS.get, indicators)])
        )
        for name, indicators in PLATFORMS.items()
    }
    chosen = references(printed)
    files["index.yml"] = specification_text(
        printed.weights, chosen, "renormalise", dict.fromkeys(chosen, "set your own")
    ).encode()
    rows = [
        f"| `{name}.csv` | {HEADINGS[indicator]} | `{indicator}` |"
        for name, indicators in PLATFORMS.items()
        for indicator in indicators
    ]
    files["README.md"] = (
        _text("my_data")
        .format(rows="\n".join(rows), folder=shlex.quote(folder))
        .encode(errors="surrogateescape")  # the name of a folder is any bytes
    )
    provenance = dict.fromkeys(files, "supplied")
    described = "Raw counts by city and year, one file a platform."
    files["datapackage.json"] = descriptor(
        "my-cities", "My cities", described, files, provenance, digests=False
    )
    return files


def write_folder(folder, files):
    """Write files into a folder, as far as their bytes differ."""
    for name, content in files.items():
        outputs.write(Path(folder) / name, content)


def main(arguments=None):
    """Write the synthetic set, or a template into a new folder; end with 1 and one line
    if something is wrong.
    """
    parser = argparse.ArgumentParser(
        prog="python -m analysis.raw_folders", description="Write a folder of raw data."
    )
    parser.add_argument("what", choices=["synthetic", "template"])
    parser.add_argument("folder", nargs="?", help="of the template: a new one")
    options = parser.parse_args(arguments)
    with told(), processes.alone():
        if options.what == "synthetic":
            folder = SYNTHETIC
            _refuse_changed_sources()
            write_folder(folder, synthetic_files())
        else:
            folder = _new_folder(options.folder)
            write_folder(folder, template_files(options.folder))
        print(f"{DONE}{shown(folder)}, see README.md there")


def _refuse_changed_sources():
    """Refuse to publish counts made from tables that are not as recorded."""
    changed = [name for name in sources.look() if name.startswith("data/raw/")]
    if changed:
        found = f"changed since recorded: {', '.join(changed)}"
        raise InputError(found, "the printed tables, or `make reproduce RECORD=yes`")


def _new_folder(named):
    """Take the folder of a template; refuse one that holds anything."""
    expected = "a new one, such as make template DIR=my-data"
    if not named:
        raise InputError("no folder is named", expected)
    folder = Path(named)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("the folder is not empty", expected, file=named)
    return folder


if __name__ == "__main__":
    main()
