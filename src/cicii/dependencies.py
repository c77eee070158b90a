"""The direct dependencies: what each is for, its licence, the release in the lock.

They stand in requirements/dependencies.csv; their reasons are written there by hand. The
rest is renewed by ``python -m cicii.dependencies``, after each ``make lock``. With
``--vulnerabilities`` a source is asked for what is known of every locked release.
"""

import argparse
import csv
import datetime
import io
import re
import sys
import tomllib
from collections.abc import Sequence

from analysis.paths import ROOT, from_checkout
from cicii import releases
from cicii.endings import DONE, FAILED, told
from cicii.measured import markdown
from compindex.errors import InputError
from compindex.files import read_text, replace_file

RECORD = ROOT / "requirements" / "dependencies.csv"
COLUMNS = "group,name,reason,licence,version,released,last_release,asked".split(",")
# Groups with what they are for; their locks have their names, but for the library, which
# every lock holds.
GROUPS = {
    "compindex": "the library in compindex/, wherever it is installed",
    "run": "the notebooks and the commands, beside the library",
    "lab": "`make lab`, beside those",
    "test": "`make test` and `make check`, beside those of `run`",
    "site": "`make site`, beside those of `run`",
    "browse": "`make test-site`, beside those of `site` and `test`",
    "slurm": "`make test-slurm` and clusters, beside those of `run`",
    "bench": "`make bench`, in an environment of its own",
    "conventions": "`make conventions`, in an environment of its own",
    "uv": "sets up all the others, where it is not installed",
}
# The newest Python, for which the last release of a package is looked up.
_NEWEST, _OLDEST = "3.14", "3.11"
_NOTHING_ASKED = 3  # exit code where no source could be asked


def required() -> dict[str, list[str]]:
    """Name what each group declares itself, without the groups that it includes."""
    groups = _toml("pyproject.toml")["dependency-groups"]
    groups |= {
        "compindex": _toml("compindex/pyproject.toml")["project"]["dependencies"]
    }
    groups |= {"uv": ["uv"]}
    unknown = sorted(set(groups) - set(GROUPS))
    if unknown:
        found = f"the group {unknown[0]} is not told in src/cicii/dependencies.py"
        raise InputError(found, ", ".join(GROUPS), "pyproject.toml")
    return {
        group: sorted(_name(entry) for entry in groups[group] if isinstance(entry, str))
        for group in GROUPS
    }


def _toml(file: str) -> dict:
    """Read a file of the checkout."""
    return tomllib.loads((ROOT / file).read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    """Give the name of what is required, as locks write it."""
    return releases.normal(re.match(r"[\w.-]+", requirement)[0])


def read_record() -> list[dict[str, str]]:
    """Read the record."""
    expected = f"a table with the columns {', '.join(COLUMNS)}"
    rows = list(csv.DictReader(read_text(RECORD, expected).splitlines()))
    for number, row in enumerate(rows, 2):
        if list(row) != COLUMNS or None in row.values():
            cells = [cell for cell in row.values() if isinstance(cell, str)]
            found = f"{len(cells) + len(row.get(None, []))} cells"
            raise InputError(found, expected, from_checkout(RECORD), row=number)
    if not rows:
        raise InputError("no rows", expected, from_checkout(RECORD))
    return rows


def dependency_tables() -> str:
    """Write the record as Markdown, a table for each group."""
    rows = read_record()
    shown = ("name", "reason", "licence", "version", "released", "last_release")
    heading = ["package", "what it is for", "licence", "locked", "released"]
    heading += ["last release"]
    parts = [f"Asked on {max(row['asked'] for row in rows)}."]
    for group, purpose in GROUPS.items():
        own = [[row[name] for name in shown] for row in rows if row["group"] == group]
        parts.append(f"**{group}**: {purpose}.\n\n{markdown(own, heading)}")
    return "\n\n".join(parts)


def renew() -> list[str]:
    """Write the record anew but for its reasons; name what has no reason or licence."""
    known = {(row["group"], row["name"]): row for row in read_record()}
    groups = required()
    names = {name for own in groups.values() for name in own}
    last = releases.release_dates(sorted(names), _NEWEST)
    today = datetime.date.today().isoformat()
    rows = []
    for group, own in groups.items():
        old = {name: known.get((group, name), {}) for name in own}
        for row in _renewed(group, old):
            rows.append(row | {"last_release": last[row["name"]], "asked": today})
    stream = io.StringIO()
    table = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    replace_file(RECORD, stream.getvalue().encode(), from_checkout(RECORD))
    return [row["name"] for row in rows if not (row["reason"] and row["licence"])]


def _renewed(group: str, old: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """Give the rows of a group from its lock and its old rows by name, which may be
    empty; a licence is looked up where the version is new.
    """
    name_of_lock = "run" if group == "compindex" else group
    entries = releases.entries(name_of_lock)
    lock = {releases.name_of(entry): entry for entry in entries}
    for name in old.keys() - lock.keys():
        place = f"requirements/{name_of_lock}.txt"
        raise InputError(f"{name} is missing", "a lock renewed by make lock", place)
    released = releases.release_dates([lock[name] for name in old], _OLDEST)
    versions = {name: releases.version_of(lock[name]) for name in old}
    licences = {
        name: row["licence"]
        for name, row in old.items()
        if row and row["version"] == versions[name] and row["licence"]
    }
    if new := sorted(old.keys() - licences.keys()):
        licences |= releases.licences(lock[name] for name in new)
    return [
        {
            "group": group,
            "name": name,
            "reason": row.get("reason", ""),
            "licence": licences.get(name, ""),
            "version": versions[name],
            "released": released[name],
        }
        for name, row in old.items()
    ]


def tell_vulnerabilities() -> int:
    """Print what is known of every locked release; give the exit code, 1 where something
    is, 3 where some or all could not be asked.
    """
    locked = {
        f"{releases.name_of(entry)}=={releases.version_of(entry)}"
        for lock in GROUPS
        if lock != "compindex"
        for entry in releases.entries(lock)
    }
    answers = releases.vulnerabilities(locked)
    if not answers:
        print(
            f"{FAILED}no source of known vulnerabilities could be reached; nothing was checked",
            file=sys.stderr,
        )
        return _NOTHING_ASKED
    faulty = {release: known for release, known in answers.items() if known}
    unknown = [release for release, known in answers.items() if known is None]
    for release, known in faulty.items():
        print(f"{release}: {', '.join(known)}")
    for release in unknown:
        print(f"{release}: not known to the source")
    print(
        f"{DONE}{len(answers)} releases asked for, {len(faulty)} with vulnerabilities"
    )
    return 1 if faulty else _NOTHING_ASKED if unknown else 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Renew the record, or ask for vulnerabilities."""
    parser = argparse.ArgumentParser(prog="cicii.dependencies", description=__doc__)
    words = "ask for known vulnerabilities instead"
    parser.add_argument("--vulnerabilities", action="store_true", help=words)
    options = parser.parse_args(arguments)
    with told():
        if options.vulnerabilities:
            sys.exit(tell_vulnerabilities())
        missing = renew()
        if missing:
            found = f"no reason or licence of {', '.join(missing)}"
            raise InputError(found, "it written there", from_checkout(RECORD))
        print(f"{DONE}{from_checkout(RECORD)}; make reproduce puts it into the page")


if __name__ == "__main__":
    main()
