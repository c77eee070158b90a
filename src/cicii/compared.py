"""Everything that is committed, compared with what was recomputed: files, generated
parts, and how each exhibit stands.
"""

import csv
from itertools import zip_longest
from pathlib import Path

from analysis.paths import ROOT, from_checkout
from cicii import descriptors, readme, status
from cicii.comparing import DIFFERENT, EQUAL, IDENTICAL, compare
from cicii.looking import Looked
from compindex.errors import InputError

# What is compared: numbers, which no version of a library may change; and all else.
NUMBERS = ("data/processed/*.csv", "data/synthetic/*.*", "figures/*.csv")
REST = ("figures/*.[!c]*", "figures/zh/*.*", "notebooks/*.ipynb")
AS_COMMITTED, UNREADABLE = "as committed", "not readable"
# What may come of writing pages from committed tables that somebody has damaged.
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, OSError, csv.Error)


def compare_all(
    results: Path, numbers_only: bool = False, looked: Looked | None = None
) -> list[dict[str, str]]:
    """Compare every committed table, figure and notebook, and what is generated into the
    README and the descriptor, with recomputed ones; or numbers of tables alone.
    """
    looked = looked or Looked()
    patterns = NUMBERS if numbers_only else NUMBERS + REST
    files = set()
    for root in (ROOT, Path(results)):
        for pattern in patterns:
            files |= {path.relative_to(root) for path in root.glob(pattern)}
    rows = []
    for file in sorted(files):
        name, both = file.as_posix(), (ROOT / file, Path(results) / file)
        outcome, where = compare(*both, bool(looked.elsewhere))
        if outcome == EQUAL and not numbers_only:
            outcome, where = _explained(name, where, looked)
        rows.append({"file": name, "status": outcome, "where": where})
    return rows if numbers_only else rows + _compared_generated(files)


def _explained(name: str, where: str, looked: Looked) -> tuple[str, str]:
    """Judge a file of equal numbers and other bytes: another machine explains them where
    the file is as recorded, and nothing else does.
    """
    if looked.elsewhere and name in looked.as_recorded:
        return EQUAL, f"{where}; explained by: {'; '.join(looked.elsewhere)}"
    return DIFFERENT, f"{EQUAL}, other bytes: {where}"


def _compared_generated(files: set[Path]) -> list[dict[str, str]]:
    """Compare files with generated parts with what these are generated from: committed
    files, none of which may be a pipe or lead to a device.
    """
    for file in sorted(files):
        path = ROOT / file
        if path.is_symlink() or (path.exists() and not path.is_file()):
            where = f"not compared, since {file.as_posix()} is no regular file"
            return [_row("generated parts", where)]
    rows = []
    for module in (readme, descriptors):
        try:
            contents = module.generated()
        except InputError as error:
            rows += [_row("generated parts", str(one)) for one in error.errors]
        except _DAMAGED as error:
            where = f"cannot be made of what is committed ({type(error).__name__})"
            rows.append(_row("generated parts", where))
        else:
            rows += [
                _row(from_checkout(path), _other_row(path, content))
                for path, content in contents.items()
            ]
    return rows


def _row(file: str, where: str) -> dict[str, str]:
    """Write a row of the comparison; a file that differs nowhere is identical."""
    return {"file": file, "status": DIFFERENT if where else IDENTICAL, "where": where}


def _other_row(path: Path, content: bytes) -> str:
    """Find the first row in which a file is not as generated; nothing if in none."""
    held = path.read_bytes()
    if held == content:
        return ""
    both = zip_longest(held.split(b"\n"), content.split(b"\n"))
    row = next(number for number, (one, other) in enumerate(both, 1) if one != other)
    return f"generated parts, row {row}"


def by_exhibit(
    files: list[dict], committed: list[dict] | None, fresh: list[dict]
) -> list[dict]:
    """Say of each exhibit how it stands to the report, in words, and whether our own
    files and verdicts are as committed, of which there may be none to be read.
    """
    rows = []
    for row in status.exhibit_rows(fresh):
        stem = row["output"].rpartition(".")[0]
        own = {one["status"] for one in files if one["file"].rpartition(".")[0] == stem}
        worst = [found for found in (DIFFERENT, EQUAL) if found in own]
        ours, theirs = (
            {one["id"]: one["verdict"] for one in ledger if _prints(row, one)}
            for ledger in (committed or [], fresh)
        )
        row["our_files"] = worst[0] if worst else AS_COMMITTED
        row["our_verdicts"] = AS_COMMITTED if ours == theirs else DIFFERENT
        if committed is None:
            row["our_verdicts"] = UNREADABLE
        rows.append(row)
    return rows


def _prints(row: dict, statement: dict) -> bool:
    """Tell whether a statement belongs to an exhibit."""
    return statement["exhibit"] == row["exhibit"]
