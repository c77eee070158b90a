"""Copies of the notebooks to change at will: ``python -m analysis.lab`` prepares them
for ``make lab``.

A notebook that is not run by a command of the project reads and writes in ``build/lab``
(`paths.results_folder`), and takes from the published results what it has not made.
"""

import argparse
import shutil

from analysis import outputs, processes, workflow
from analysis.errors import told
from analysis.paths import LAB, shown


def prepare(folder=LAB):
    """Copy the notebooks, and remove the results of an earlier visit.

    Parameters
    ----------
    folder : path

    Returns
    -------
    list of str
        The copies that differ from the notebooks of the project: they are left alone.
    """
    for results in ("data", "figures"):
        shutil.rmtree(folder / results, ignore_errors=True)
    kept = []
    for source in sorted(workflow.NOTEBOOKS.glob("*.ipynb")):
        copy = folder / "notebooks" / source.name
        if copy.is_file() and _cells(copy) != _cells(source):
            kept.append(copy.name)
        else:
            outputs.write(copy, source.read_bytes())
    return kept


def _cells(path):
    """Read the cells of a notebook; nothing where it cannot be read."""
    try:
        return workflow.cells(path)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def main(arguments=None):
    """Prepare the folder, and say what is in it."""
    argparse.ArgumentParser(
        prog="python -m analysis.lab", description=__doc__.split("\n\n")[0]
    ).parse_args(arguments)
    with told():
        with processes.alone():
            kept = prepare()
        print(f"Copies of the notebooks, with results of their own: {shown(LAB)}")
        if kept:
            print(f"Left as you changed them: {', '.join(kept)}. Delete one for a new.")


if __name__ == "__main__":
    main()
