"""A copy of the checkout in which forgeries are tried, one after another, with its own
code: it verifies itself in forks of one process that recomputes nothing.
"""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from trust.edits import apply, git

from analysis.paths import ROOT
from cicii import checkout
from cicii.imports import CODE

TABLE = Path(__file__).with_name("forgeries.csv")
RESULTS = ("data/processed", "data/synthetic", "figures", "notebooks")
RECORDS = ("data/recorded.txt", "data/sources.txt")
# Files beside the named one that an edit changes as well.
_BESIDE = {"new_digest_in": "data/raw/datapackage.json", "git": ".git"}


@dataclass(frozen=True)
class Step:
    """An edit of a file, with its arguments as JSON."""

    edit: str
    file: str
    arguments: str


@dataclass
class Forgery:
    """What is done, whether the records are written anew after it, where git can tell
    of it (with, without or both); how a verification ends, what it says, and why it
    says nothing.
    """

    id: str
    kind: str
    git: str
    record: str
    ends: str
    says: str
    reason: str
    steps: list[Step] = field(default_factory=list)

    def touched(self):
        """List what the steps may change in the copy."""
        names = [step.file for step in self.steps if "recomputed:" not in step.file]
        names += [_BESIDE[step.edit] for step in self.steps if step.edit in _BESIDE]
        return {*names, *RECORDS}

    def versions(self):
        """Give the versions that libraries are said to have."""
        return {
            step.file: json.loads(step.arguments)[0]
            for step in self.steps
            if step.edit == "installed"
        }


def forgeries():
    """Read the table: lines of one id are steps of one forgery, told in the first."""
    found = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            step = Step(row.pop("edit"), row.pop("file"), row.pop("arguments"))
            found.setdefault(row["id"], Forgery(**row)).steps.append(step)
    return list(found.values())


class Copy:
    """A copy of the files of the checkout, recorded as they are, with git or without."""

    def __init__(self, folder, with_git):
        self.folder, self.pristine = folder / "copy", folder / "pristine"
        self.recomputed, self.with_git = folder / "recomputed", with_git
        for name, instead in checkout.listed_names():
            if not instead:
                place = self.folder / name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, place)
        self._renew_recomputed()
        self._server = self._started()
        self.ask(record=True)
        if with_git:
            self._begin_history()
        shutil.copytree(self.folder, self.pristine)

    def _started(self):
        """Start the process that verifies."""
        code = [self.folder / path.relative_to(ROOT) for path in CODE]
        own = {
            "PYTHONPATH": os.pathsep.join(map(str, code)),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        server = Path(__file__).with_name("verifying.py")
        return subprocess.Popen(
            [sys.executable, server, str(self.recomputed)],
            cwd=self.folder,
            env={**os.environ, **own},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def _begin_history(self):
        """Commit everything."""
        for arguments in (
            ["init", "-q"],
            ["add", "-f", "."],
            ["commit", "-q", "-m", "a"],
        ):
            git(self.folder / ".git", *arguments)

    def _renew_recomputed(self):
        """Put the published results in the place of recomputed ones."""
        shutil.rmtree(self.recomputed, ignore_errors=True)
        for name in RESULTS:
            shutil.copytree(self.folder / name, self.recomputed / name)

    def ask(self, **request):
        """Let the process verify; give the exit code and what was said."""
        self._server.stdin.write(json.dumps(request) + "\n")
        self._server.stdin.flush()
        return json.loads(self._server.stdout.readline())

    def tried(self, forgery, arguments=()):
        """Forge, verify and undo."""
        steps = [step for step in forgery.steps if step.edit != "installed"]
        commits = [step for step in steps if "commit" in step.arguments]
        changes = [step for step in steps if step not in commits]
        try:
            apply(changes, self.folder, self.recomputed)
            if forgery.record == "rewritten":
                self.ask(record=True)
            apply(commits, self.folder, self.recomputed)
            return self.ask(arguments=list(arguments), versions=forgery.versions())
        finally:
            self._undo(forgery)

    def _undo(self, forgery):
        """Put back what was changed."""
        for name in forgery.touched():
            path, before = self.folder / name, self.pristine / name
            if path.is_symlink() or path.is_file() or path.is_fifo():
                path.unlink()
            shutil.rmtree(path, ignore_errors=True)
            if before.is_dir():
                shutil.copytree(before, path)
            elif before.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(before, path)
        shutil.rmtree(self.folder / "build", ignore_errors=True)
        if any("recomputed:" in step.file for step in forgery.steps):
            self._renew_recomputed()

    def close(self):
        """End the process."""
        self._server.stdin.close()
        self._server.wait()
