"""Summaries for readers: how each exhibit stands to the report, as plain text and as
the README's tables.

Every verdict and count is drawn from the ledger; none is typed.
"""

import csv
import json
import re
from collections import Counter
from pathlib import Path

from analysis import scenarios
from analysis.names import name_en
from analysis.paths import ROOT, shown
from analysis.register import read_register
from compindex import files
from compindex.errors import LONGEST, InputError
from compindex.numerals import short
from compindex.yaml_files import DEEPEST, ENTRIES

_RECOMPUTED, _RECONSTRUCTED, _INPUT = "recomputed", "reconstructed", "input, as printed"

# exhibit: title in our own words, kind, notebook, main file
EXHIBITS = {
    "Table 1": (
        "The 15 cities and their selection",
        _INPUT,
        "01_clean_data",
        "data/processed/cities.csv",
    ),
    "Table 2": (
        "Indicator system and weights",
        _INPUT,
        "03_compute_index",
        "data/processed/weights.csv",
    ),
    "Table 3": (
        "Scores, totals and ranks",
        _RECOMPUTED,
        "03_compute_index",
        "data/processed/index.csv",
    ),
    "Table 4": (
        "Means by administrative level",
        _RECOMPUTED,
        "04_analyse_tiers",
        "data/processed/admin_levels.csv",
    ),
    "Table 5": ("GDP of the cities", _INPUT, "01_clean_data", "data/processed/gdp.csv"),
    "Table 6": (
        "Correlation of total and GDP",
        _RECOMPUTED,
        "06_regress_on_gdp",
        "data/processed/correlation.csv",
    ),
    "Table 7": (
        "Tag counts on Instagram and TikTok",
        _INPUT,
        "01_clean_data",
        "data/processed/indicators.csv",
    ),
    "Table 8": (
        "Highest Instagram and TikTok scores",
        _RECOMPUTED,
        "02_standardize_indicators",
        "data/processed/standardized.csv",
    ),
    "Table 9": (
        "Accounts of Visit Beijing",
        _INPUT,
        "07_social_accounts",
        "data/processed/accounts.csv",
    ),
    "Table 10": (
        "Twitter accounts by followers",
        _INPUT,
        "07_social_accounts",
        "data/processed/accounts.csv",
    ),
    "Table 11": (
        "Twitter accounts by reposts",
        _INPUT,
        "07_social_accounts",
        "data/processed/accounts.csv",
    ),
    "Table 12": (
        "Twitter accounts by comments",
        _INPUT,
        "07_social_accounts",
        "data/processed/accounts.csv",
    ),
    "Table 13": (
        "Twitter accounts by likes",
        _INPUT,
        "07_social_accounts",
        "data/processed/accounts.csv",
    ),
    "Figure 1": (
        "First and fifth tier compared",
        _RECOMPUTED,
        "04_analyse_tiers",
        "figures/fig1.png",
    ),
    "Figure 2": (
        "Monthly coverage of the other cities",
        _RECONSTRUCTED,
        "05_covid_media_surge",
        "figures/fig2.png",
    ),
    "Figure 3": (
        "Monthly coverage of Wuhan and Beijing",
        _RECONSTRUCTED,
        "05_covid_media_surge",
        "figures/fig3.png",
    ),
    "Figure 4": (
        "Standard deviations by tier",
        _RECOMPUTED,
        "04_analyse_tiers",
        "figures/fig4.png",
    ),
    "Figure 5": ("Means by tier", _RECOMPUTED, "04_analyse_tiers", "figures/fig5.png"),
}


VERDICTS = ("reproduced", "contradicted", "unpublished", "external")


def read_ledger(folder=ROOT):
    """Read the ledger, with what the register adds for summaries.

    Parameters
    ----------
    folder : path
        Folder of results; the published ones by default.

    Returns
    -------
    list of dict
        The rows of ``claims.csv`` as text, in the order of the register, and
        ``exhibit`` and ``importance`` of each.
    """
    path = Path(folder) / "data" / "processed" / "claims.csv"
    if not path.is_file():
        raise InputError(
            "the file is missing", "the results of `make reproduce`", file=shown(path)
        )
    entries = {
        claim.id: {"exhibit": claim.exhibit, "importance": claim.importance}
        for claim in read_register()
    }
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return [
        row | entries.get(row["id"], {"exhibit": "", "importance": None})
        for row in rows
    ]


def contradictions(ledger):
    """List the contradicted statements, the weightiest first."""
    found = [row for row in ledger if row["verdict"] == "contradicted"]
    return sorted(found, key=lambda row: row["importance"] or len(ledger))


def standing(ledger, exhibit):
    """Say in a few words how an exhibit stands to the report.

    Parameters
    ----------
    ledger : list of dict
        From `read_ledger`.
    exhibit : str
        A key of `EXHIBITS`.

    Returns
    -------
    str
        Its kind, and how many of its statements have which verdict.

    Examples
    --------
    >>> standing([{"exhibit": "Table 1", "verdict": "reproduced"}], "Table 1")
    'input, as printed; 1 reproduced'
    """
    counts = Counter(row["verdict"] for row in ledger if row["exhibit"] == exhibit)
    return "; ".join(
        [
            EXHIBITS[exhibit][1],
            *(
                f"{counts[verdict]} {verdict}"
                for verdict in VERDICTS
                if counts[verdict]
            ),
        ]
    )


def summary(ledger):
    """Write the summary that ends the main command.

    Parameters
    ----------
    ledger : list of dict
        From `read_ledger`.

    Returns
    -------
    str
        A line for each exhibit, then the count of verdicts and the contradictions.
    """
    rows = [
        (name, file, standing(ledger, name))
        for name, (_, _, _, file) in EXHIBITS.items()
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    lines = [
        f"{name:<{widths[0]}}  {file:<{widths[1]}}  {status}"
        for name, file, status in rows
    ]
    counts = Counter(row["verdict"] for row in ledger)
    lines += [
        "",
        f"{len(ledger)} statements: "
        + ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS),
    ]
    lines += [
        f"  {row['statement']} Printed: {row['published'] or '-'}; found: {short(row['recomputed'])}"
        for row in contradictions(ledger)
    ]
    return "\n".join(lines)


def _markdown(rows, heading):
    """Write rows as a Markdown table."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(
        "| " + " | ".join(str(cell) for cell in line) + " |" for line in lines
    )


def blocks(ledger):
    """Write the README's generated parts.

    Parameters
    ----------
    ledger : list of dict
        From `read_ledger`.

    Returns
    -------
    dict of str to str
        Markdown by the name of the part: ``verdicts``, ``contradictions``, ``ranking``,
        ``exhibits``, ``data``, ``scenarios``, ``limits``, ``speed``,
        ``audit_speed``, ``index_speed``.
    """
    counts = Counter(row["verdict"] for row in ledger)
    found = [
        [
            row["statement"],
            row["published"],
            short(row["recomputed"]),
            row["explanation"],
        ]
        for row in contradictions(ledger)
    ]
    heading = [
        "statement",
        "printed",
        "recomputed, or printed elsewhere",
        "what probably happened",
    ]
    exhibits = [
        (
            f"{name}. {title}",
            f"[{notebook[:2]}](notebooks/{notebook}.ipynb)",
            f"[{file}]({file})",
            standing(ledger, name),
        )
        for name, (title, _, notebook, file) in EXHIBITS.items()
    ]
    table = _markdown(
        exhibits, ["exhibit", "notebook", "output", "how it stands to the report"]
    )
    return {
        "verdicts": f"**{len(ledger)} statements**\n\n"
        + _markdown([[counts[verdict] for verdict in VERDICTS]], VERDICTS),
        "contradictions": _markdown(found, heading),
        "ranking": ranking(),
        "exhibits": table,
        "data": data_table(),
        "scenarios": scenarios_table(),
        "limits": limits(),
        "speed": _measured("main_command", speed),
        "audit_speed": _measured("rank_probabilities", audit_speed),
        "index_speed": _measured("index_engine", index_speed),
    }


def ranking():
    """Write as Markdown which ranks each audit leaves to each city, and the verdict,
    from the tables of notebook 08.
    """
    folder = ROOT / "data" / "processed"
    read = {
        name: list(csv.DictReader((folder / f"{name}.csv").open(encoding="utf-8")))
        for name in ("rank_ranges", "verdicts")
    }
    spans = {
        (row["city"], row["audit"]): "–".join(
            dict.fromkeys((row["best"], row["worst"]))
        )
        for row in read["rank_ranges"]
    }
    audits = ["rounding", "noise_25", "any_weights", "choices"]
    rows = []
    for row in (row for row in read["verdicts"] if row["about"] == "city"):
        verdict = row["verdict"].split(" near ")[0].split(".")[0]
        rows.append(
            [
                name_en(row["name"]),
                *(spans[row["name"], audit] for audit in audits),
                verdict,
            ]
        )
    return _markdown(
        rows,
        [
            "city",
            "rounding",
            "each weight ±25%",
            "any weights",
            "other methods",
            "its rank is",
        ],
    )


def data_table():
    """List the tidy tables as Markdown: size, content, source and provenance, from
    their data package.
    """
    folder = ROOT / "data"
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    rows = []
    for resource in descriptor["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            length = sum(1 for _ in csv.reader(file)) - 1
        size = f"{length} × {len(resource['schema']['fields'])}"
        link = f"[{Path(resource['path']).name}](data/{resource['path']})"
        rows.append(
            (
                link,
                size,
                resource["description"],
                resource["sources"][0]["title"],
                resource["provenance"],
            )
        )
    return _markdown(
        rows, ["table", "rows × columns", "content", "rests on", "provenance"]
    )


def limits():
    """Say how large the files of a user may be."""
    return (
        f"A YAML file may have {files.DESCRIPTION} MB, {DEEPEST} levels of nesting and "
        f"{ENTRIES:,} entries, aliases counted as often as they are used; a table "
        f"{files.TABLE:,} MB, an export of media reports {files.EXPORT:,} MB. Messages "
        f"show {LONGEST} characters of a value."
    )


def scenarios_table():
    """List the scenarios as Markdown: what each asks, and what it sets.

    One that is wrong is left out here; running it says what is wrong.
    """
    rows = []
    for name in scenarios.names():
        try:
            own = scenarios.read(name)
        except InputError:
            continue
        question = own.pop("question")
        sets = ", ".join(f"`{parameter}`" for parameter in own)
        rows.append((f"[{name}](scenarios/{name}.yml)", question, sets))
    return _markdown(rows, ["scenario", "what if?", "sets"])


def _measured(name, write):
    """Write what `make bench` has recorded under a name."""
    path = ROOT / "benchmarks" / f"{name}.json"
    return (
        write(json.loads(path.read_text(encoding="utf-8")))
        if path.is_file()
        else "Not measured yet: run `make bench`."
    )


def speed(measured):
    """Write the measured times of the main command as Markdown, from what `make bench`
    has recorded.
    """
    rows = [
        (name, f"{seconds:.1f} s")
        for name, seconds in measured["median_seconds"].items()
    ]
    note = f"Medians of {measured['runs']} runs each, in turn, on {measured['machine']}; ratio of the first two {measured['ratio']:.2f}."
    return _markdown(rows, ["what", "time"]) + "\n\n" + note


def audit_speed(measured):
    """Write the measured times of rank histograms as Markdown, from what `make bench`
    has recorded.
    """
    ours, times = (
        measured["nanoseconds_per_draw"][measured["counted"]],
        measured["nanoseconds_per_draw"],
    )
    rows = [
        (name, f"{time:,.0f} ns", f"{time / ours:,.1f}") for name, time in times.items()
    ]
    seconds, memory = (
        measured["seconds"][measured["counted"]],
        max(measured["peak_MiB"].values()),
    )
    note = (
        f"CPU time of one thread, on {measured['machine']}; {seconds:.3f} s for a million draws. Memory at most {memory} MiB, "
        "for a million draws as for ten."
    )
    return (
        _markdown(rows, ["rank histogram of 15 cities", "a draw", "times as long"])
        + "\n\n"
        + note
    )


def index_speed(measured):
    """Write the measured times of the index engine as Markdown, from what `make bench`
    has recorded.
    """
    rows = []
    for row in measured["rows"]:
        nanoseconds = 1e9 * row["seconds"] / row["units"]
        times = f"{row['apply'] / row['seconds']:,.0f}"
        rows.append(
            (
                f"{row['units']:,}",
                f"{row['seconds']:.3f} s",
                f"{nanoseconds:,.0f} ns",
                f"{row['apply']:.2f} s",
                times,
                f"{row['MiB']} MiB",
            )
        )
    note = f"CPU time of one thread, medians, on {measured['machine']}; memory of the whole process."
    heading = [
        "units × 9 indicators",
        "index",
        "a unit",
        "per-row pandas apply",
        "times as long",
        "peak memory",
    ]
    return _markdown(rows, heading) + "\n\n" + note


def fill(text, parts):
    """Put generated parts between their markers.

    A part called ``name`` stands between ``<!-- begin name -->`` and ``<!-- end name
    -->``.

    Parameters
    ----------
    text : str
    parts : dict of str to str

    Returns
    -------
    str

    Examples
    --------
    >>> fill("<!-- begin n -->old<!-- end n -->", {"n": "new"})
    '<!-- begin n -->\\nnew\\n<!-- end n -->'
    """
    for name, content in parts.items():
        block = f"<!-- begin {name} -->\n{content}\n<!-- end {name} -->"
        text = re.sub(
            rf"<!-- begin {name} -->.*?<!-- end {name} -->",
            lambda _, block=block: block,
            text,
            flags=re.DOTALL,
        )
    return text
