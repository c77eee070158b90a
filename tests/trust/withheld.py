"""What a machine may withhold, or what may be broken, in a copy of the checkout: changed for
one command and put back after it.
"""

import contextlib
import csv
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from trust.killed import Copy

TABLE = Path(__file__).with_name("withheld.csv")
# Takes an administrator the right to overrule permissions.
RIGHTS = "-dac_override,-dac_read_search"
ORDINARY = ["setpriv", f"--inh-caps={RIGHTS}", f"--bounding-set={RIGHTS}"]
SECONDS = 120


@dataclass(frozen=True)
class Case:
    """What is done to a path before which command, and what the command then does."""

    id: str
    change: str
    path: str
    command: str
    expected: str
    says: str
    work: str = ""


def cases():
    """Read the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Case(**row) for row in csv.DictReader(file)]


def forbid(path):
    """Take away all permissions."""
    path.chmod(0)


def protect(path):
    """Take away the permission to write."""
    path.chmod(0o555 if path.is_dir() else 0o444)


def text(path, content):
    """Write another content."""
    path.write_text(content, encoding="utf-8")


def remove(path):
    """Remove a file or a folder."""
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def loop(path):
    """Put a link to itself in the place."""
    remove(path)
    path.symlink_to(path)


def folder(path):
    """Put a folder in the place."""
    remove(path)
    path.mkdir()


def file(path):
    """Put a file in the place."""
    remove(path)
    path.write_text("in the way")


def deep(path):
    """Write JSON that is nested too deeply."""
    path.write_text("[" * 100_000)


def binary(path):
    """Write what is no text."""
    path.write_bytes(b"\x80\xff\x00" * 100)


CHANGES = {one.__name__: one for one in (forbid, protect, remove, loop, folder, file)}
CHANGES |= {one.__name__: one for one in (deep, binary)}


@contextlib.contextmanager
def changed(copy, case):
    """Change what a case says, and put it back."""
    if case.change in ("", "unset", "set"):
        yield
        return
    path = copy.temporary if case.path == "TMPDIR" else copy.folder / case.path
    kept = copy.folder.parent / "kept"
    mode = path.stat().st_mode if path.exists() else None
    kind, _, content = case.change.partition(":")
    if kind not in ("forbid", "protect"):
        copied(path, kept)
    text(path, content) if kind == "text" else CHANGES[kind](path)
    try:
        yield
    finally:
        if kind not in ("forbid", "protect"):
            path.unlink() if path.is_symlink() else remove(path)
            if kept.exists():
                kept.rename(path)
        if mode:
            path.chmod(mode)


def copied(path, kept):
    """Keep a copy of a file or a folder, if it is there."""
    if path.is_dir():
        shutil.copytree(path, kept, symlinks=True)
    elif path.exists():
        shutil.copy2(path, kept)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)


def run(copy: Copy, case: Case):
    """Run the command of a case; give its exit code and what it says as an error."""
    environment = copy.environment()
    if case.change == "unset":
        environment.pop(case.path, None)
    if case.change == "set":
        name, _, value = case.path.partition("=")
        environment[name] = value
    arguments = [sys.executable, "-m", "cicii", *shlex.split(case.command)]
    try:
        done = subprocess.run(
            [*(ORDINARY if os.geteuid() == 0 else []), *arguments],
            cwd=copy.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        copy.left(0)
        return None, f"did not end in {SECONDS} s"
    traces = [line for line in done.stdout.splitlines() if "Traceback" in line]
    return done.returncode, "\n".join([*traces, done.stderr]).strip()


def fault(case, code, said):
    """Say what is wrong with what a command did; nothing if it is as the table says."""
    if "Traceback" in said or code is None:
        return f"{said[-300:]}"
    if case.expected == "done":
        return "" if (code, said) == (0, "") else f"{code}: {said[:300]}"
    if not code:
        return "ended well"
    lines = said.splitlines()  # one for each thing that is wrong
    if not all(line.startswith("error: ") and len(line) < 400 for line in lines):
        return f"not one line: {said[:400]}"
    return "" if case.says and case.says in said else f"says {said}"
