"""What follows from the table of contents (`books`)."""

from graphlib import TopologicalSorter

from analysis.report.register import Claim
from analysis.report.tables import TIDY
from cicii.books import BOOKS, BY_CITY, FIRST, Book, Exhibit


def _order(name: str) -> tuple[str, int]:
    """Order exhibits as a reader would: tables, then figures, each by its number."""
    kind, number = name.split()
    return ("Table", "Figure").index(kind), int(number)


def exhibits() -> dict[str, tuple[Exhibit, Book]]:
    """Give every exhibit by its name, with the notebook that shows it."""
    found = {
        name: (exhibit, book)
        for book in BOOKS
        for name, exhibit in book.exhibits.items()
    }
    return {name: found[name] for name in sorted(found, key=_order)}


def file_of(exhibit: Exhibit) -> str:
    """Give the main file of an exhibit, from the checkout."""
    if exhibit.file.startswith("fig"):
        return f"figures/{exhibit.file}.png"
    return f"data/processed/{exhibit.file}.csv"


def figure_files(book: Book) -> list[str]:
    """List what a notebook saves of its figures: the pictures in each language, the
    numbers that are plotted, and where they come from.
    """
    files = []
    for number in book.figures:
        pictures = [f"fig{number}.{ending}" for ending in ("png", "svg", "pdf")]
        files += [f"{folder}{name}" for folder in ("", "zh/") for name in pictures]
        files += [f"fig{number}.csv", f"fig{number}.json"]
        files += [f"fig{number}_cities.csv"] if number in BY_CITY else []
    return [f"figures/{name}" for name in files]


def figure_titles() -> dict[int, str]:
    """Give the title of each figure by its number."""
    return {
        int(name.split()[1]): exhibit.title
        for name, (exhibit, _) in exhibits().items()
        if name.startswith("Figure")
    }


def judged(book: Book, claims: list[Claim]) -> list[Claim]:
    """List the statements that a notebook judges: those of its number, and others that
    it names by id or by the number of another notebook.
    """
    if book.statements == ("all",):
        return claims
    return [
        claim
        for claim in claims
        if claim.notebook in (book.number, *book.statements)
        or claim.id in book.statements
    ]


def printed_tables(book: Book, claims: list[Claim]) -> list[int]:
    """List the printed tables that a notebook rests on: those that its statements name,
    whose cells the ledger looks up; the one that makes tables tidy reads all of these.
    """
    tables = {number for claim in judged(book, claims) for number in claim.tables}
    return sorted(tables | (set(TIDY) if book is FIRST else set()))


def tidy_tables(book: Book, claims: list[Claim]) -> list[str]:
    """List the tidy tables that a notebook reads: its own, and those made from the
    printed tables that its statements name.
    """
    if book is FIRST:
        return []
    rested = [TIDY[number] for number in printed_tables(book, claims) if number in TIDY]
    return list(dict.fromkeys([*book.reads, *rested]))


def in_running_order() -> list[str]:
    """Name the notebooks so that each comes after those whose tables it reads."""
    writer = {table.name: book.name for book in BOOKS for table in book.writes}
    waits = {book.name: [writer[table] for table in book.reads] for book in BOOKS}
    for name in waits:
        waits[name] += [FIRST.name] if name != FIRST.name else []
    return list(TopologicalSorter(waits).static_order())
