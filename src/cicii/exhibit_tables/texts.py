"""The tables as Markdown, and as LaTeX with booktabs."""

import re
from collections.abc import Callable

from analysis.ledger.grading import COLOURS, GRADES
from cicii.exhibit_tables.beside import (
    VERDICT,
    ShownTable,
    judged_as,
    told_of,
    weightiest,
)
from cicii.measured import escaped, markdown
from cicii.pages import render

_TITLE = "The tables of the report, printed beside recomputed"
_SPECIAL = {
    **{mark: f"\\{mark}" for mark in "&%$#_{}"},
    **{
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    },
    **{"≈": r"$\approx$", "≤": r"$\leq$", "≥": r"$\geq$", "×": r"$\times$", "−": "$-$"},
    **{power: f"$^{number}$" for number, power in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")},
    **{
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        "“": "``",
        "”": "''",
    },
}


def as_markdown(tables: list[ShownTable]) -> str:
    """Write all tables as Markdown, the statements on each below it."""
    parts = [f"# {_TITLE}", _how_known()]
    parts += ["\n".join(f"- {escaped(line)}" for line in _meanings())]
    for table in tables:
        headings = [column.heading for column in table.columns]
        rows = zip(*([*map(escaped, one.cells)] for one in table.columns), strict=True)
        parts += [f"## {table.name}. {table.title}", markdown(rows, headings)]
        parts += ["\n".join(f"- {escaped(line)}" for line in _lines(table))]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_latex(tables: list[ShownTable]) -> str:
    """Write all tables as a LaTeX document, each to be copied by itself."""
    return render(
        "tables.tex",
        title=_TITLE,
        how_known=_tex(_how_known()),
        meanings=[_tex(line) for line in _meanings()],
        colours={name: [one[1:] for one in pair] for name, pair in COLOURS.items()},
        tables=[
            {
                "name": table.name,
                "caption": _tex(table.title),
                "label": table.name.casefold().replace(" ", "-"),
                "columns": "".join(
                    _alignment(column.cells) for column in table.columns
                ),
                "headings": [_tex(column.heading) for column in table.columns],
                "rows": list(zip(*map(_tex_cells, table.columns), strict=True)),
                "statements": [_tex(line) for line in _lines(table)],
            }
            for table in tables
        ],
    )


def _how_known() -> str:
    """Say how values are known."""
    return "Printed numbers (published) stand as the report prints them, with their decimals. Words are translated; headings and indicators have the project's short names. What stands under recomputed is derived from printed values alone, to four decimals at most; of two values in a cell, each has its own verdict. The verdicts are those of the ledger. Below each table: what is stated of it as a whole, and what fails, or holds within rounding only, of what is stated of its numbers. A notebook that a reason refers to is one of the project's."


def _meanings() -> list[str]:
    """Write what each verdict and grade means, a line each."""
    return [
        f"{judged_as({'verdict': verdict, 'grade': grade})}: {words}."
        for verdict, grades in GRADES.items()
        for grade, words in grades.items()
    ]


def _lines(table: ShownTable) -> list[str]:
    """Write the statements on a table, a line each."""
    return [told_of(said) for said in table.statements]


def _tex(text: str) -> str:
    """Keep text from being read as LaTeX; an empty line would end a table."""
    line = " ".join(text.split())
    quoted = re.sub(r'(^|[\s(])"', r"\1“", line).replace('"', "”")
    return "".join(_SPECIAL.get(letter, letter) for letter in quoted)


def _tex_cells(column: object) -> list[str]:
    """Write the cells of a column; verdicts in their colours."""
    write: Callable[[str], str] = _coloured if column.kind == VERDICT else _tex
    return [write(cell) for cell in column.cells]


def _coloured(verdicts: str) -> str:
    """Write verdicts on the ground of the weightiest."""
    name = weightiest(verdicts)
    return rf"\verdict{{{name}}}{{{_tex(verdicts)}}}" if name else ""


def _alignment(cells: list[str]) -> str:
    """Set numbers to the right, and all else to the left."""
    written = [cell for cell in cells if cell]
    numbers = [re.fullmatch(r"[-\d.*/; ]+", cell) for cell in written]
    return "r" if written and all(numbers) else "l"
