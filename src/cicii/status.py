"""How each exhibit of the report came out, in words, and which program shows it."""

from analysis.report.register import read_register
from cicii.books import BOOKS, Exhibit
from cicii.contents import exhibits, file_of
from cicii.explain import shown_in
from cicii.notebooks import cells, notebook_path
from compindex.rounding import short

_NEVER_SEEN = (
    "Could not be verified: neither the picture nor the monthly series is in the stored "
    "text of the report. Drawn are the printed means, one printed month, and what a "
    "month can have been."
)
_OWN_PICTURE = " The report's own picture is not in the stored text and was never seen."


def exhibit_rows(ledger: list[dict]) -> list[dict]:
    """Say of each exhibit how it came out, which file shows it, and which cell of which
    notebook makes that file.
    """
    return [
        {
            "exhibit": name,
            "title": exhibit.title,
            "status": status_of(name, exhibit, ledger),
            "output": file_of(exhibit),
            "program": program(exhibit),
        }
        for name, (exhibit, _) in exhibits().items()
    ]


def status_of(name: str, exhibit: Exhibit, ledger: list[dict]) -> str:
    """Say how an exhibit came out."""
    if exhibit.kind == "reconstructed":
        return _NEVER_SEEN
    own = [row for row in ledger if row["exhibit"] == name]
    wrong = [row for row in own if row["verdict"] == "contradicted"]
    misfits = [row for row in own if row["verdict"] == "inconsistent"]
    done = "Reproduced" if exhibit.kind == "recomputed" else "Taken as printed"
    if name.startswith("Figure"):
        done = "Recomputed; the numbers that the prose gives for it are reproduced"
    parts = [f"Does not reproduce: {_both(row)}" for row in wrong]
    parts += [
        f"Does not fit what is printed elsewhere: {_both(row)}" for row in misfits
    ]
    words = f"{done}, but for {len(parts)} of {len(own)} statements. " if parts else ""
    words += " ".join(parts) or f"{done}."
    return words + (_OWN_PICTURE if name.startswith("Figure") else "")


def _both(row: dict) -> str:
    """Put what is printed beside what was found."""
    printed, found = row["published"] or "nothing", short(row["recomputed"])
    return f"{row['statement'].rstrip('.')}: printed {printed}, found {found}."


def program(exhibit: Exhibit) -> str:
    """Name the notebook and the cell that save the file of an exhibit."""
    (place,) = (
        f"notebooks/{book.name}.ipynb, cell {number}"
        for book in BOOKS
        for number, (kind, source, _) in enumerate(cells(notebook_path(book.name)), 1)
        if kind == "code" and _saves(source, exhibit.file)
    )
    return place


def _saves(source: str, name: str) -> bool:
    """Tell whether a cell saves a table or a figure."""
    return "results.save_" in source and f'"{name}"' in source


def number_rows(ledger: list[dict]) -> list[dict]:
    """Name for each statement what is printed and found, verdict and grade, the program
    that checks it and the cell that shows it.
    """
    places = {claim.id: shown_in(claim) for claim in read_register()}
    return [
        {
            **_side_by_side(row),
            "checked by": row["checked_by"],
            "shown in": places[row["id"]].partition(", under")[0],
        }
        for row in ledger
    ]


def failing_rows(ledger: list[dict]) -> list[dict]:
    """Put side by side what is printed and what was found where the two do not agree."""
    return [
        _side_by_side(row) | {"explanation": row["explanation"]}
        for row in ledger
        if row["verdict"] in ("contradicted", "inconsistent")
    ]


def _side_by_side(row: dict) -> dict:
    """Put what is printed, and where, beside what was found."""
    return {
        "in": row["printed_in"],
        "statement": row["statement"],
        "printed": row["published"],
        "found": short(row["recomputed"]),
        "verdict": f"{row['verdict']}, {row['grade']}",
    }
