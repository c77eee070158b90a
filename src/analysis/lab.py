"""Copies of the notebooks to change at will: ``python -m analysis.lab`` prepares them
for ``make lab``.

A notebook that is not run by a command of the project reads and writes in ``build/lab``
(`paths.results_folder`), and takes from the published results what it has not made.
"""

import argparse
import json

from analysis import outputs, processes, workflow
from analysis.commands import told
from analysis.paths import LAB, shown

COPIED = "copied.json"  # the digest of each copy when it was made


def prepare(folder=LAB):
    """Copy the notebooks, and remove the results of an earlier visit.

    Parameters
    ----------
    folder : path

    Returns
    -------
    list of str
        The copies that have been changed since they were made: they are left alone.
    """
    for results in ("data", "figures"):
        outputs.remove_folder(folder / results)
    made, kept = workflow.read_digests(folder / COPIED), []
    for source in sorted(workflow.NOTEBOOKS.glob("*.ipynb")):
        copy = folder / "notebooks" / source.name
        if copy.is_file() and _digest(copy) not in (
            made.get(copy.name),
            _digest(source),
        ):
            kept.append(copy.name)
        else:
            outputs.write(copy, source.read_bytes())
            made[copy.name] = _digest(source)
    text = json.dumps(made, indent=1) + "\n"
    outputs.write(folder / COPIED, text.encode())
    return kept


def _digest(path):
    """Give a digest of the cells of a notebook; nothing where it cannot be read."""
    try:
        return workflow.digest_of_cells(path)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ""


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
            print(f"Left as you changed them: {', '.join(kept)}.")
            print("To begin one of them afresh, delete it and run this again.")


if __name__ == "__main__":
    main()
