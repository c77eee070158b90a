"""Results: tidy tables read, and tables and figures written, with the numbers that a
figure plots and where those come from.

A file is written beside its place and then moved there, so that a failure leaves the
earlier one; a file whose bytes would not change is left alone.
"""

import base64
import io
import json
import os
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis.paths import ROOT, from_checkout, result, results_folder, sha256
from compindex.files import read_csv, replace_file

if TYPE_CHECKING:
    from matplotlib.figure import Figure

# Dates and versions would make two runs differ; empty entries leave them out.
_METADATA = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
# What each kind of file calls words about the picture.
_ABOUT = {"png": "Description", "svg": "Title", "pdf": "Subject"}
# Names within an SVG are made from it: the same picture has the same bytes.
SALT = {"svg.hashsalt": "cicii"}
_LIBRARIES = ("matplotlib", "numpy", "pandas", "seaborn")
# How the cells of a tidy table are read as text, an empty one being missing.
_TEXT = {"dtype": str, "keep_default_na": False, "na_values": [""]}


def read_processed(name: str, text: bool = False) -> pd.DataFrame:
    """Read a table that a notebook made, numbers as numbers; or all cells as text, so
    that the digits of printed numbers stay.
    """
    return read_csv(
        result(f"data/processed/{name}.csv"),
        "a table that an earlier notebook writes: run `make reproduce`",
        **(_TEXT if text else {}),
    )


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a table as `read_processed` would read it as text, had it been saved."""
    return pd.read_csv(io.BytesIO(table_bytes(frame)), **_TEXT)


def write(path: str | os.PathLike[str], content: bytes) -> bool:
    """Put bytes in a file, at once and only if they differ; tell whether they did. One
    that may not be read is replaced.
    """
    place = from_checkout(path)
    try:
        return replace_file(path, content, place)
    except PermissionError:  # which its owner may change
        os.chmod(path, 0o644)
        return replace_file(path, content, place)


def table_bytes(frame: pd.DataFrame) -> bytes:
    """Write a table as CSV: UTF-8, one heading, decimal points, line feeds, at most 12
    significant digits; missing values are empty cells.
    """
    plain = frame.copy()
    for name in plain.select_dtypes("bool"):
        plain[name] = plain[name].map({True: "true", False: "false"})
    text = plain.to_csv(index=False, float_format="%.12g", lineterminator="\n")
    return text.encode()


def json_bytes(content: object, indent: int = 2) -> bytes:
    """Write JSON as a file of its own, letters of all scripts as they are."""
    return (json.dumps(content, indent=indent, ensure_ascii=False) + "\n").encode()


def save_table(frame: pd.DataFrame, name: str) -> None:
    """Save the columns of a table as ``data/processed/<name>.csv`` of the results."""
    write(results_folder() / "data" / "processed" / f"{name}.csv", table_bytes(frame))


@dataclass(frozen=True)
class Picture:
    """A figure, with an alternative text that says what is to be seen in it."""

    figure: "Figure"
    alternative: str

    def _repr_mimebundle_(self, **_: object) -> tuple[dict, dict]:
        """Show itself in a notebook, for those who read with their ears too."""
        picture = base64.b64encode(_shown(self.figure)).decode()
        shown = {"image/png": picture, "text/plain": self.alternative}
        return shown, {"image/png": {"alt": self.alternative}}


def _shown(figure: "Figure") -> bytes:
    """Draw a figure for a notebook, which keeps it beside its text: in 256 colours, a
    third of the size.
    """
    from PIL import Image  # here, because it is not needed for tables

    drawn, picture = io.BytesIO(figure_bytes(figure, "png", 110)), io.BytesIO()
    with Image.open(drawn) as image:
        few = image.convert("RGB").quantize(256, dither=Image.Dither.NONE)
        few.save(picture, "PNG", optimize=True)
    return picture.getvalue()


def figure_bytes(
    figure: "Figure", ending: str, dots: int = 300, words: dict | None = None
) -> bytes:
    """Draw a figure as a file of some kind (png, svg, pdf), with so many dots an inch,
    and with words about it inside.
    """
    import matplotlib  # here, because it is not needed for tables

    from compindex.style import applied

    picture = io.BytesIO()
    metadata = _METADATA[ending] | (words or {})
    with applied(), matplotlib.rc_context(SALT):
        figure.savefig(picture, format=ending, dpi=dots, metadata=metadata)
    return picture.getvalue()


def save_figure(
    pictures: dict[str, Picture],
    name: str,
    plotted: pd.DataFrame,
    notebook: str,
    parameters: dict,
    inputs: list[str],
    cities: pd.DataFrame | None = None,
) -> None:
    """Save a figure of the report in each language as PNG, SVG and PDF, the numbers it
    plots as CSV (those of single cities in a file of their own), and where they come
    from as JSON: notebook, parameters, inputs by digest, libraries.
    """
    folder = results_folder() / "figures"
    for language, picture in pictures.items():
        own = folder if language == "en" else folder / language
        for ending in _METADATA:
            words = {_ABOUT[ending]: picture.alternative}
            content = figure_bytes(picture.figure, ending, words=words)
            write(own / f"{name}.{ending}", content)
    write(folder / f"{name}.csv", table_bytes(plotted))
    if cities is not None:
        write(folder / f"{name}_cities.csv", table_bytes(cities))
    provenance = {
        "figure": name,
        "notebook": f"notebooks/{notebook}.ipynb",
        "parameters": parameters,
        "inputs": {path: sha256(_input(path)) for path in inputs},
        "libraries": {library: version(library) for library in _LIBRARIES},
        "alternative_text": {
            language: picture.alternative for language, picture in pictures.items()
        },
    }
    write(folder / f"{name}.json", json_bytes(provenance))


def _input(path: str) -> Path:
    """Find what a figure is drawn from: a tidy table of these results, or a source."""
    return result(path) if path.startswith("data/processed/") else ROOT / path
