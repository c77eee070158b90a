"""What the published results were made from, held to recorded digests.

Data, parameters, specifications and the cells of notebooks: what an exercise changes.
The code is not among them. Results of changed sources are published only if one says so.
"""

import hashlib
from pathlib import Path

from analysis import outputs, package, parameters, workflow
from analysis.paths import RAW, ROOT, sha256, shown
from compindex.errors import MOST, InputError, cut
from compindex.files import EXPORT, read_text, regular

RECORD = ROOT / "data" / "sources.txt"
_HEAD = """\
# What the published results were made from: each file with its SHA-256; of a notebook,
# that of its cells without their outputs. `make reproduce RECORD=yes` writes this file.
"""


def files():
    """List the files that are held to digests, apart from notebooks."""
    yield parameters.BASELINE
    yield from (ROOT / "specifications").glob("[!.]*")
    yield from RAW.glob("[!.]*")
    values = parameters.load()
    for name in ("index_specification", "coverage_file"):
        if values[name]:
            yield ROOT / values[name]
    if values["data_folder"]:
        yield from (ROOT / values["data_folder"]).glob("[!.]*")


def digests():
    """Give the digest of every source by its name, sorted.

    Returns
    -------
    dict of str to str
    """
    found = {}
    for path in files():
        if path.is_file():
            regular(path, "a source", EXPORT)
            found[shown(path)] = sha256(path)
    for path in workflow.NOTEBOOKS.glob("*.ipynb"):
        found[shown(path)] = workflow.source_digest(path.stem)
    return dict(sorted(found.items()))


def recorded():
    """Read the recorded digests by name.

    Raises
    ------
    InputError
        If the file is missing, or a line is no digest.
    """
    found = {}
    text = read_text(RECORD, "the digests of all sources")
    for row, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            name, _, digest = line.rpartition(" ")
            if not name or len(digest) != hashlib.sha256().digest_size * 2:
                expected = "a file and its SHA-256"
                raise InputError("this is no digest", expected, shown(RECORD), row)
            found[name] = digest
    return found


def differing(before, now):
    """List the sources that have different digests, at most as many as a line holds.

    Parameters
    ----------
    before, now : dict of str to str
        Digests by name.

    Returns
    -------
    list of str
        Their names; one that was not there, or is no more, is marked so.
    """
    words = []
    for name in sorted(now.keys() | before.keys()):
        if name not in before:
            words.append(f"{cut(name)} (new)")
        elif name not in now:
            words.append(f"{cut(name)} (gone)")
        elif now[name] != before[name]:
            words.append(cut(name))
    if len(words) > MOST:
        words[MOST:] = [f"… ({len(words):,} in all)"]
    return words


def changed():
    """List the sources that are not as recorded (`differing`)."""
    return differing(recorded(), digests())


def look(record=False):
    """Look at all sources before anything is run.

    Parameters
    ----------
    record : bool
        Whether they will be recorded as they are: a lost record is no fault then.

    Returns
    -------
    list of str
        Those that are not as recorded; they are printed too.

    Raises
    ------
    InputError
        For the first that is wrong in itself.
    """
    values = parameters.load()
    for path in sorted(workflow.NOTEBOOKS.glob("*.ipynb")):
        workflow.check_notebook(path.stem, values)
    lost = record and not RECORD.exists()
    found = differing({}, digests()) if lost else changed()
    if found:
        print(f"Changed since recorded: {', '.join(found)}", flush=True)
    package.check_package()
    return found


def record():
    """Write down the digests of all sources as they are now."""
    lines = [f"{name} {digest}\n" for name, digest in digests().items()]
    outputs.write(Path(RECORD), (_HEAD + "".join(lines)).encode())
