"""A copy of the checkout in which the main command is killed: who is at work there, whom to
kill and when, and what a killed command has left behind.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from analysis.paths import ROOT
from cicii.imports import CODE

MARK = "CICII_CRASHES"  # in the environment of whatever a run has started
LEFT_OUT = shutil.ignore_patterns("build", ".*", "__pycache__", "*.egg-info")
# What a run may leave in the checkout beside published files.
OWN = {"build", ".snakemake", "__pycache__"}
# Results that are removed before a run, so that it has something to do.
WORK = ("04_analyse_tiers", "06_regress_on_gdp")
FIRST = "data/processed/accounts.csv"  # published before all others


@dataclass
class Run:
    """A command that has been started, with what it says on either stream."""

    process: subprocess.Popen
    out: Path
    err: Path
    start: float

    def seconds(self):
        """Give the time since the start."""
        return time.monotonic() - self.start

    def ends(self, seconds=180):
        """Wait for the end; tell whether it came."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll() is not None

    def said(self):
        """Give what was said as an error, faults of any process with it."""
        out, err = (path.read_text("utf-8", "replace") for path in (self.out, self.err))
        traces = [line for line in out.splitlines() if "Traceback" in line]
        return "\n".join([*traces, err]).strip()


class Copy:
    """A copy of the checkout, with a folder for temporary files of its own."""

    def __init__(self, folder):
        self.folder = Path(shutil.copytree(ROOT, folder / "copy", ignore=LEFT_OUT))
        self.temporary = folder / "t"
        self.temporary.mkdir()
        self.committed = self.files()

    def environment(self):
        """Give the environment of a command that is run in the copy."""
        code = [self.folder / path.relative_to(ROOT) for path in CODE]
        own = {"PYTHONPATH": os.pathsep.join(map(str, code)), MARK: str(self.folder)}
        return os.environ | own | {"TMPDIR": str(self.temporary)}

    def start(self, *arguments):
        """Start a command in the copy."""
        out, err = (self.folder.parent / name for name in ("out.txt", "err.txt"))
        with out.open("wb") as to_out, err.open("wb") as to_err:
            process = subprocess.Popen(
                [sys.executable, "-m", "cicii", *(arguments or ["reproduce"])],
                cwd=self.folder,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=to_out,
                stderr=to_err,
                start_new_session=True,
            )
        return Run(process, out, err, time.monotonic())

    def ended(self):
        """Run the main command to its end; one that does not end is ended."""
        run = self.start()
        if not run.ends():
            self.left(0)
        return run

    def processes(self):
        """List what is at work for this copy."""
        found = []
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get(MARK) == str(self.folder):
                    found.append(process)
        return found

    def left(self, seconds):
        """Wait until nothing is at work; end and describe what is then."""
        end = time.monotonic() + seconds
        while (found := self.processes()) and time.monotonic() < end:
            time.sleep(0.1)
        words = []
        for process in found:
            with contextlib.suppress(psutil.Error):
                words.append(" ".join(process.cmdline()[-4:]))
                process.kill()
        return words

    def files(self):
        """Give the bytes of all files, those apart that any run leaves."""
        found = {}
        for place, folders, names in os.walk(self.folder):
            folders[:] = [name for name in folders if name not in OWN]
            for name in names:
                path = Path(place, name)
                found[path.relative_to(self.folder).as_posix()] = path.read_bytes()
        return found

    def prepare(self, publishing=False):
        """Give the next run something to publish, or something to do; with no temporary
        file of an earlier one.
        """
        shutil.rmtree(self.temporary)
        self.temporary.mkdir()
        self._alter_published() if publishing else self.remove_work()

    def remove_work(self):
        """Remove some results."""
        for name in WORK:
            path = self.folder / "build" / "results" / "notebooks" / f"{name}.ipynb"
            path.unlink(missing_ok=True)

    def _alter_published(self):
        """Give published tables and figures another line, as an older version might
        have; results stay as they are.
        """
        for path in self.committed:
            if path.startswith(("figures/", "data/processed/")):
                with (self.folder / path).open("ab") as file:
                    file.write(b"\n")

    def victims(self, target, run):
        """Find whom to kill, if they are there already."""
        found = self.processes()
        if target == "everything":
            return found
        if target in ("main", "publishing"):
            return [one for one in found if one.pid == run.process.pid]
        return [one for one in found if _kind(one, run.process.pid) == target][:1]

    def publishes(self):
        """Tell whether the first altered file has been replaced."""
        return (self.folder / FIRST).read_bytes() == self.committed[FIRST]


def _kind(process, main):
    """Say what a process is: the two that the main process starts have names; a fork of
    the warm one is a kernel in the folder of notebooks, and a runner elsewhere.
    """
    try:
        command, parent = " ".join(process.cmdline()), process.ppid()
        if "cicii.snakemake_command" in command:
            return "snakemake"
        if "cicii.warm" not in command:
            return "another"
        if parent == main:
            return "warm"
        return "kernel" if Path(process.cwd()).name == "running" else "runner"
    except psutil.Error:
        return "gone"


def kill(processes):
    """End processes at once, as a machine does that is short of memory."""
    for process in processes:
        with contextlib.suppress(psutil.Error):
            process.kill()
