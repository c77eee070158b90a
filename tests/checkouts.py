"""A copy of the checkout for tests that change it, with the commands run in it."""

import json
import os
import re
import shutil
import subprocess
import sys
import time

import psutil

from analysis.paths import ROOT, sha256
from cicii.imports import CODE

LEFT_OUT = shutil.ignore_patterns("build", ".*", "__pycache__", "*.egg-info")
RESULTS = [
    *sorted((ROOT / "data/processed").glob("*.csv")),
    *sorted(path for path in (ROOT / "figures").rglob("*") if path.is_file()),
    *sorted((ROOT / "notebooks").glob("*.ipynb")),
]
# What the tests themselves have set, and the make that runs them.
OURS = ("CICII_RESULTS", "MPLCONFIGDIR", "IPYTHONDIR")
OURS += ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")


def left_after(processes, seconds=10):
    """Wait for processes to end, and give those that have not."""
    end = time.monotonic() + seconds
    while (left := list(filter(_is_at_work, processes))) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def _is_at_work(process):
    """Tell whether a process has neither ended nor waits to be buried."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


class Checkout:
    """A copy of the checkout."""

    def __init__(self, folder):
        self.folder = shutil.copytree(ROOT, folder, ignore=LEFT_OUT)

    def environment(self):
        """Give the environment of a command that is run in the copy."""
        own = {name: value for name, value in os.environ.items() if name not in OURS}
        code = [self.folder / path.relative_to(ROOT) for path in CODE]
        return own | {"PYTHONPATH": os.pathsep.join(map(str, code))}

    def start(self, *arguments):
        """Start the Python of the tests in the copy."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments):
        """Run the main command; give its exit code, its output, and the numbers of the
        notebooks that ran.
        """
        process = self.start("-m", "cicii", "reproduce", *arguments)
        out, err = process.communicate()
        ran = re.findall(r"^  build/results/notebooks/(\d\d[a-z]*)_", out, re.MULTILINE)
        return process.returncode, out, err, ran

    def replace(self, path, before, after):
        """Change a file of the copy."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert before in text
        (self.folder / path).write_text(text.replace(before, after), encoding="utf-8")

    def restore(self, *paths):
        """Put files back as they are in the checkout."""
        for path in paths:
            shutil.copy(ROOT / path, self.folder / path)

    def change_table(self, path, before, after):
        """Change a printed table on purpose: with its digest in the descriptor."""
        old = sha256(self.folder / path)
        self.replace(path, before, after)
        self.replace("data/raw/datapackage.json", old, sha256(self.folder / path))

    def insert(self, notebook, after, source):
        """Write a cell of code after the one that begins with given text."""
        path = self.folder / notebook
        content = json.loads(path.read_text(encoding="utf-8"))
        place = next(
            number
            for number, cell in enumerate(content["cells"], 1)
            if "".join(cell["source"]).startswith(after)
        )
        cell = {"cell_type": "code", "id": "inserted", "metadata": {}, "outputs": []}
        cell |= {"source": source, "execution_count": None}
        content["cells"].insert(place, cell)
        path.write_text(json.dumps(content), encoding="utf-8")

    def published(self):
        """Give the bytes of all published results."""
        names = [path.relative_to(ROOT) for path in RESULTS]
        return {name: (self.folder / name).read_bytes() for name in names}
