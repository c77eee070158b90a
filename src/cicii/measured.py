"""What `make bench` has recorded, as Markdown for the README."""

import json
import re
from collections.abc import Callable, Iterable, Sequence

from analysis.paths import ROOT


def markdown(rows: Iterable[Sequence], heading: Sequence[str]) -> str:
    """Write rows of Markdown as a table; no cell ends its row, or begins another."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(content: object) -> str:
    """Write a cell in one line, with a bar as no border of it."""
    line = re.sub(r"[\r\n]+", " ", str(content))
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\|", line)


def escaped(text: str) -> str:
    """Write a text so that Markdown reads nothing into it."""
    return re.sub(r"([\\`*_\[\]<>|&$!#~])", r"\\\1", " ".join(text.split()))


def recorded_times(name: str, write: Callable[[dict], str]) -> str:
    """Write what is recorded under a name, if anything is."""
    path = ROOT / "benchmarks" / f"{name}.json"
    if not path.is_file():
        return "Not measured yet: run `make bench`."
    return write(json.loads(path.read_text(encoding="utf-8")))


def command_speed(times: dict) -> str:
    """Write the times of the main command."""
    medians = times["median_seconds"].items()
    rows = [(name, f"{seconds:.1f} s") for name, seconds in medians]
    note = (
        f"Medians of {times['runs']} runs each, in turn, on {times['machine']}; "
        f"ratio of the first to the last {times['ratio']:.2f}."
    )
    return f"{markdown(rows, ['what', 'time'])}\n\n{note}"


def audit_speed(times: dict) -> str:
    """Write the times of rank histograms."""
    draws = times["nanoseconds_per_draw"]
    ours = draws[times["counted"]]
    rows = [
        (name, f"{time:,.0f} ns", f"{time / ours:,.1f}") for name, time in draws.items()
    ]
    seconds = times["seconds"][times["counted"]]
    note = (
        f"CPU time of one thread, on {times['machine']}; {seconds:.3f} s for a million "
        f"draws. Memory at most {max(times['peak_MiB'].values())} MiB, for a million "
        "draws as for ten."
    )
    heading = ["rank histogram of 15 cities", "a draw", "times as long"]
    return f"{markdown(rows, heading)}\n\n{note}"


def index_speed(times: dict) -> str:
    """Write the times of the index engine."""
    rows = [
        (
            f"{row['units']:,}",
            f"{row['seconds']:.3f} s",
            f"{1e9 * row['seconds'] / row['units']:,.0f} ns",
            f"{row['apply']:.2f} s",
            f"{row['apply'] / row['seconds']:,.0f}",
            f"{row['MiB']} MiB",
        )
        for row in times["rows"]
    ]
    heading = [
        "units × 9 indicators",
        "index",
        "a unit",
        "per-row pandas apply",
        "times as long",
        "peak memory",
    ]
    note = (
        f"CPU time of one thread, medians, on {times['machine']}; memory of the whole "
        "process."
    )
    return f"{markdown(rows, heading)}\n\n{note}"


def own_speed(times: dict) -> str:
    """Write the times of an index of one's own, and how they grow."""
    note = (
        f"CPU time of one thread, each in a process of its own, on {times['machine']}. "
        "Naive, for the audit: a draw at a time in pandas, 200 draws measured and scaled "
        "to as many as the audit makes, without pairs and ranges; for the workbook: "
        "pandas alone, a row at a time, the ranking only. Ranges: under rounding, "
        "weights and methods; those that are not exact are bounds."
    )
    return f"{_beside_naive(times)}\n\n{_growth(times['grown'])}\n\n{note}"


def _beside_naive(times: dict) -> str:
    """Set the times of whole audits, and of a workbook, beside those of a naive way."""
    rows = [
        (
            f"whole audit, {row['units']} × {row['parts']}",
            f"{row['seconds']:.1f} s",
            f"{row['MiB']} MiB",
            f"{row['naive']:,.0f} s",
        )
        for row in times["audits"]
    ]
    road = times["workbook"]
    what = "workbook of 5,000 × 50 in, results out as a workbook"
    ours = f"{road['seconds']:.1f} s", f"{road['MiB']} MiB"
    rows.append((what, *ours, f"{road['naive']:.0f} s"))
    heading = ["units × parts of the total", "CPU time", "peak memory", "naive way"]
    return markdown(rows, heading)


def _growth(grown: list[dict]) -> str:
    """Write how time and memory grow, and what of an audit stays exact."""
    rows = [
        (
            f"{row['units']:,} × {row['parts']}",
            f"{row['index']:.3f} s",
            f"{row['seconds']:.1f} s",
            f"{row['MiB']} MiB",
            f"{row['draws']:,}",
            f"{row['pairs_exact']:.0%}",
            f"{row['ranges_exact']:.0%}",
        )
        for row in grown
    ]
    heading = [
        *(
            "units × parts",
            "index",
            "whole audit",
            "peak memory",
            "draws under each law",
        ),
        *("pairs exact", "ranges exact"),
    ]
    return markdown(rows, heading)
