"""Pages and texts from the templates beside this file; on a page every name is escaped."""

from pathlib import Path

import jinja2
import pandas as pd

_TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=jinja2.select_autoescape(["html"]),
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(template: str, **values: object) -> str:
    """Fill a template; a value that it lacks is a fault."""
    return _TEMPLATES.get_template(template).render(values)


def rows_of(table: pd.DataFrame) -> dict[str, list]:
    """Give the headings and rows of a table for the macro of that name, headings in
    words, missing cells empty.
    """
    cells = table.astype(object).where(table.notna(), "")
    headings = [str(name).replace("_", " ") for name in table.columns]
    return {"headings": headings, "rows": cells.to_numpy().tolist()}
