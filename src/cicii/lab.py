"""Copies of the notebooks to change at will, for ``make lab``.

A notebook that is not run by a command of the project reads and writes in ``build/lab``
(`paths.results_folder`), and takes from the published results what it has not made. The
kernel is the project's own, as for its commands.
"""

from pathlib import Path

from analysis.paths import LAB, from_checkout
from analysis.results import json_bytes, write
from cicii import notebooks
from cicii.folders import remove_folder
from cicii.made import read_digests

KERNEL = "jupyter/kernels/python3/kernel.json"  # beside the folder of the copies
COPIED = "copied.json"  # the digest of each copy when it was made
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def prepare_lab(folder: Path = LAB) -> list[str]:
    """Copy the notebooks and the solutions, remove the results of an earlier visit, and
    describe the kernel; list the copies that have been changed since they were made, which are left alone.
    """
    write_kernel(folder.parent / KERNEL)
    for results in ("data", "figures"):
        remove_folder(folder / results)
    made, kept = read_digests(folder / COPIED), []
    for source in (*notebooks.notebook_paths(), *notebooks.solution_paths()):
        name = source.relative_to(notebooks.NOTEBOOKS).as_posix()
        copy = folder / "notebooks" / name
        known = (made.get(name), _digest(source))
        if copy.is_file() and _digest(copy) not in known:
            kept.append(name)
        else:
            write(copy, source.read_bytes())
            made[name] = _digest(source)
    write(folder / COPIED, json_bytes(made, indent=1))
    return kept


def write_kernel(path: Path) -> None:
    """Describe the kernel for Jupyter: this Python, isolated, with the code of this
    checkout, and settings that keep the user's own for pictures and shells out of it.
    """
    from cicii import kernels, runner

    settings = runner.environment(LAB)
    del settings["CICII_RESULTS"]  # which no notebook opened by hand is given
    settings["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    spec = {"argv": kernels.COMMAND, "display_name": "Python 3", "language": "python"}
    write(path, json_bytes(spec | {"env": settings}, indent=1))


def _digest(path: Path) -> str:
    """Give a digest of the cells of a notebook; nothing where it cannot be read."""
    try:
        return notebooks.digest_of_cells(path)
    except _UNREADABLE:
        return ""


def tell(kept: list[str]) -> None:
    """Say what is in the folder."""
    print(f"Copies of the notebooks, with results of their own: {from_checkout(LAB)}")
    if kept:
        print(f"Left as you changed them: {', '.join(kept)}.")
        print("To begin one of them afresh, delete it and run this again.")
