"""Writing of results: tables, and figures with the numbers they plot and where those
come from.

A file is written beside its place and then moved there, so that a failure leaves the
earlier one; a file whose bytes would not change is left alone.
"""

import contextlib
import io
import json
import os
import shutil
from importlib.metadata import version
from pathlib import Path

from analysis.paths import ROOT, result, results_folder, sha256, shown
from compindex.errors import InputError

# Dates and versions would make two runs differ; empty entries leave them out.
_METADATA = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
_LIBRARIES = ("matplotlib", "numpy", "pandas", "seaborn")


def write(path, content):
    """Put bytes in a file, at once and only if they differ from what it holds.

    Parameters
    ----------
    path : path
    content : bytes

    Returns
    -------
    bool
        Whether the file was written.

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    path = Path(path)
    if path.is_file() and path.read_bytes() == content:
        return False
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        os.replace(beside, path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise InputError(
            f"cannot be written ({error.strerror})",
            "a folder that can be written",
            file=shown(path),
        ) from None
    return True


def remove_folder(path):
    """Remove a folder with all that is in it; of a link, the link alone."""
    if Path(path).is_symlink():
        Path(path).unlink()
    shutil.rmtree(path, ignore_errors=True)


def make_folder(path):
    """Make a folder and those above it, where they are not there.

    Raises
    ------
    InputError
        If one cannot be made.
    """
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        found = f"cannot be written ({error.strerror})"
        raise InputError(found, "a folder that can be written", shown(path)) from None


def table_bytes(frame):
    """Write a table as CSV: UTF-8, one heading, decimal points, line feeds, at most 12
    significant digits.

    Booleans become ``true`` and ``false``, missing values empty cells.

    Examples
    --------
    >>> import pandas as pd
    >>> table_bytes(pd.DataFrame({"city": ["xian"], "score": [1 / 3], "known": [True]}))
    b'city,score,known\\nxian,0.333333333333,true\\n'
    """
    plain = frame.copy()
    for name in plain.select_dtypes("bool"):
        plain[name] = plain[name].map({True: "true", False: "false"})
    return plain.to_csv(index=False, float_format="%.12g", lineterminator="\n").encode(
        "utf-8"
    )


def save_table(frame, name):
    """Save a table as ``data/processed/<name>.csv`` of the results folder.

    Parameters
    ----------
    frame : pandas.DataFrame
        Columns are saved, the index is not.
    name : str
        Name of the file, without ending.
    """
    write(results_folder() / "data" / "processed" / f"{name}.csv", table_bytes(frame))


def save_figure(figure, name, plotted, notebook, parameters, inputs):
    """Save a figure of the report with the numbers it plots and where they come from.

    Writes ``figures/<name>`` as ``.png``, ``.svg``, ``.pdf``, the plotted numbers as
    ``.csv`` and the provenance as ``.json``: notebook, parameters, inputs with their
    SHA-256, versions of the libraries.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    name : str
        ``fig1`` to ``fig5``.
    plotted : pandas.DataFrame
        ``series, x, y, provenance``, and ``low, high`` where a band is drawn.
    notebook : str
        Name of the notebook that draws it.
    parameters : dict
        Parameters that the figure depends on.
    inputs : list of str
        Files that it is drawn from, relative to the checkout. Those in
        ``data/processed`` are read from the results folder.
    """
    import matplotlib  # here, because it is not needed for tables

    from analysis.style import SALT
    from compindex.style import applied

    folder = results_folder() / "figures"
    for ending, metadata in _METADATA.items():
        picture = io.BytesIO()
        with applied(), matplotlib.rc_context(SALT):
            figure.savefig(picture, format=ending, metadata=metadata)
        write(folder / f"{name}.{ending}", picture.getvalue())
    write(folder / f"{name}.csv", table_bytes(plotted))
    sources = {}
    for path in inputs:
        made = path.startswith("data/processed/")
        sources[path] = sha256(result(path) if made else ROOT / path)
    libraries = {library: version(library) for library in _LIBRARIES}
    provenance = {
        "figure": name,
        "notebook": f"notebooks/{notebook}.ipynb",
        "parameters": parameters,
        "inputs": sources,
        "libraries": libraries,
    }
    write(
        folder / f"{name}.json",
        (json.dumps(provenance, indent=2, ensure_ascii=False) + "\n").encode(),
    )
