"""Summaries for readers: how each exhibit stands to the report, as plain text and as the README's tables.

Every verdict and count is drawn from the statements that the notebooks have checked; none is typed.
"""

import csv
import json
import re
from collections import Counter

from analysis.errors import InputError
from analysis.paths import ROOT, results_folder

_RECOMPUTED, _RECONSTRUCTED, _INPUT = "recomputed", "reconstructed", "input, as printed"

# exhibit: title in our own words, kind, notebook, main file
EXHIBITS = {
    "Table 1": ("The 15 cities and their selection", _INPUT, "01_clean_data", "data/processed/cities.csv"),
    "Table 2": ("Indicator system and weights", _INPUT, "03_compute_index", "data/processed/weights.csv"),
    "Table 3": ("Scores, totals and ranks", _RECOMPUTED, "03_compute_index", "data/processed/index.csv"),
    "Table 4": ("Means by administrative level", _RECOMPUTED, "04_analyse_tiers", "data/processed/admin_levels.csv"),
    "Table 5": ("GDP of the cities", _INPUT, "01_clean_data", "data/processed/gdp.csv"),
    "Table 6": ("Correlation of total and GDP", _RECOMPUTED, "06_regress_on_gdp", "data/processed/correlation.csv"),
    "Table 7": ("Tag counts on Instagram and TikTok", _INPUT, "01_clean_data", "data/processed/indicators.csv"),
    "Table 8": (
        "Highest Instagram and TikTok scores",
        _RECOMPUTED,
        "02_standardize_indicators",
        "data/processed/standardized.csv",
    ),
    "Table 9": ("Accounts of Visit Beijing", _INPUT, "07_social_accounts", "data/processed/accounts.csv"),
    "Table 10": ("Twitter accounts by followers", _INPUT, "07_social_accounts", "data/processed/accounts.csv"),
    "Table 11": ("Twitter accounts by reposts", _INPUT, "07_social_accounts", "data/processed/accounts.csv"),
    "Table 12": ("Twitter accounts by comments", _INPUT, "07_social_accounts", "data/processed/accounts.csv"),
    "Table 13": ("Twitter accounts by likes", _INPUT, "07_social_accounts", "data/processed/accounts.csv"),
    "Figure 1": ("First and fifth tier compared", _RECOMPUTED, "04_analyse_tiers", "figures/fig1.png"),
    "Figure 2": ("Monthly coverage of the other cities", _RECONSTRUCTED, "05_covid_media_surge", "figures/fig2.png"),
    "Figure 3": ("Monthly coverage of Wuhan and Beijing", _RECONSTRUCTED, "05_covid_media_surge", "figures/fig3.png"),
    "Figure 4": ("Standard deviations by tier", _RECOMPUTED, "04_analyse_tiers", "figures/fig4.png"),
    "Figure 5": ("Means by tier", _RECOMPUTED, "04_analyse_tiers", "figures/fig5.png"),
}


def read_statements():
    """Read the statements that all notebooks have checked.

    Returns
    -------
    list of dict
        With the keys of `claims.COLUMNS`, in the order of the notebooks, every value as text.
    """
    files = sorted((results_folder() / "data" / "processed").glob("statements_*.csv"))
    if not files:
        raise InputError("no checked statements", "the results of `make reproduce`", file="data/processed")
    return [row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())]


def _with_verdict(statements, verdict):
    return [row for row in statements if row["verdict"] == verdict]


def standing(statements, exhibit):
    """Say in a few words how an exhibit stands to the report.

    Parameters
    ----------
    statements : list of dict
        From `read_statements`.
    exhibit : str
        A key of `EXHIBITS`.

    Returns
    -------
    str
        Its kind, and how many of its statements have which verdict.

    Examples
    --------
    >>> standing([{"exhibit": "Table 1", "verdict": "reproduced"}], "Table 1")
    'input, as printed; 1 of 1 statements reproduced'
    """
    counts = Counter(row["verdict"] for row in statements if row["exhibit"] == exhibit)
    settled = counts["reproduced"] + counts["contradicted"]
    parts = [EXHIBITS[exhibit][1]]
    if settled:
        parts.append(f"{counts['reproduced']} of {settled} statements reproduced")
    if counts["contradicted"]:
        parts.append(f"{counts['contradicted']} contradicted")
    if counts["unpublished"]:
        parts.append("monthly data never printed")
    return "; ".join(parts)


def summary(statements):
    """Write the summary that ends the main command.

    Parameters
    ----------
    statements : list of dict
        From `read_statements`.

    Returns
    -------
    str
        A line for each exhibit, then the count of verdicts and the contradictions.
    """
    rows = [(name, file, standing(statements, name)) for name, (_, _, _, file) in EXHIBITS.items()]
    widths = [max(len(row[i]) for row in rows) for i in range(2)]
    lines = [f"{name:<{widths[0]}}  {file:<{widths[1]}}  {status}" for name, file, status in rows]
    counts = Counter(row["verdict"] for row in statements)
    lines += [
        "",
        "Statements checked: "
        + ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("reproduced", "contradicted", "unpublished")),
    ]
    lines += [
        "  {exhibit}, {statement}: printed {published}, recomputed {recomputed}".format(**row)
        for row in _with_verdict(statements, "contradicted")
    ]
    return "\n".join(lines)


def _markdown(rows, heading):
    """Write rows as a Markdown table."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def blocks(statements):
    """Write the README's generated parts.

    Parameters
    ----------
    statements : list of dict
        From `read_statements`.

    Returns
    -------
    dict of str to str
        Markdown by the name of the part: ``verdicts``, ``exhibits``, ``data``, ``speed``.
    """
    contradicted, unknown = _with_verdict(statements, "contradicted"), _with_verdict(statements, "unpublished")
    verdicts = [
        f"**Reproduced**: {len(_with_verdict(statements, 'reproduced'))} of the {len(statements)} statements checked so far.",
        f"**Contradicted**: {len(contradicted)}, each by the report's own numbers (where two printings of one thing differ, neither need be wrong):",
        _markdown(
            [[row[key] for key in ("exhibit", "statement", "published", "recomputed")] for row in contradicted],
            ["where", "statement", "printed", "recomputed, or printed elsewhere"],
        ),
        f"**Cannot be known**: {'; '.join(row['statement'] for row in unknown)} ({len(unknown)} statements; never printed).",
    ]
    exhibits = [
        (f"{name}. {title}", f"[{notebook[:2]}](notebooks/{notebook}.ipynb)", f"[{file}]({file})", standing(statements, name))
        for name, (title, _, notebook, file) in EXHIBITS.items()
    ]
    table = _markdown(exhibits, ["exhibit", "notebook", "output", "how it stands to the report"])
    return {"verdicts": "\n\n".join(verdicts), "exhibits": table, "data": data_table(), "speed": speed()}


def data_table():
    """List the tidy tables as Markdown: size, content, source and provenance, from their data package."""
    folder = results_folder() / "data" / "processed"
    descriptor = ROOT / "data" / "processed" / "datapackage.json"
    rows = []
    for resource in json.loads(descriptor.read_text(encoding="utf-8"))["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            length = sum(1 for _ in csv.reader(file)) - 1
        size = f"{length} × {len(resource['schema']['fields'])}"
        link = f"[{resource['path']}](data/processed/{resource['path']})"
        rows.append((link, size, resource["description"], resource["sources"][0]["title"], resource["provenance"]))
    return _markdown(rows, ["table", "rows × columns", "content", "rests on", "provenance"])


def speed():
    """Write the measured times of the main command as Markdown, from what `make bench` has recorded."""
    path = ROOT / "benchmarks" / "main_command.json"
    if not path.is_file():
        return "Not measured yet: run `make bench`."
    measured = json.loads(path.read_text(encoding="utf-8"))
    rows = [(name, f"{seconds:.1f} s") for name, seconds in measured["median_seconds"].items()]
    note = f"Medians of {measured['runs']} runs each, in turn, on {measured['machine']}; ratio of the first two {measured['ratio']:.2f}."
    return _markdown(rows, ["what", "time"]) + "\n\n" + note


def fill(text, parts):
    """Put generated parts between their markers.

    A part called ``name`` stands between ``<!-- begin name -->`` and ``<!-- end name -->``.

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
        text = re.sub(rf"<!-- begin {name} -->.*?<!-- end {name} -->", lambda _: block, text, flags=re.DOTALL)
    return text
