"""Processes: one at work in ``build`` at a time, and none that outlives the others."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import filelock

from analysis.paths import BUILD, from_checkout
from compindex.errors import InputError

LEADER = "CICII_LEADER"  # the process whose end is to be followed


@contextlib.contextmanager
def alone(folder: Path = BUILD) -> Iterator[None]:
    """Hold a folder of results; wait for the command that holds it. The system releases
    the lock when its holder ends, however it ends.
    """
    lock = filelock.FileLock(Path(folder) / ".lock")
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except filelock.Timeout:
        place = from_checkout(folder)
        waiting = f"Another command is at work in {place}; waiting for its end."
        print(waiting, flush=True)
        lock.acquire()
    except (OSError, NotImplementedError) as error:  # some file systems have no locks
        found = f"no folder that can be written ({getattr(error, 'strerror', error)})"
        expected, place = "one for the results", from_checkout(folder)
        raise InputError(found, expected, file=place) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def followed(command: list[str], **options: object) -> Iterator[subprocess.Popen]:
    """Start a command that calls `follow`, its output and errors being lines of text in
    one. It leads a group of processes, which is ended when this block is left, when the
    command ends (a killed one cannot end its own), and when this process ends.
    """
    environment = options.pop("env", os.environ) | {LEADER: str(os.getpid())}
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        process_group=0,
        **options,
    )
    # What outlives a killed command holds on to its output, which would not end.
    threading.Thread(target=_end_with, args=[process], daemon=True).start()
    try:
        yield process
        process.wait()
    finally:
        _end(process.pid)
        process.wait()


def _end_with(process: subprocess.Popen) -> None:
    """Wait for the leader of a group, then end the others."""
    process.wait()
    _end(process.pid)


def _end(group: int) -> None:
    """End a group of processes."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def follow() -> None:
    """End this process and its group when the one that started it (`followed`) has
    ended: its standard input closes then.
    """
    if os.environ.pop(LEADER, None) == str(os.getppid()):
        end_with_input()


def end_with_input() -> None:
    """End this process and its group as soon as its standard input closes, into which
    nothing is ever written.
    """
    threading.Thread(target=_end_at_end_of_input, daemon=True).start()


def _end_at_end_of_input() -> None:
    os.read(0, 1)
    _end(0)


def short_folder(folder: str) -> str:
    """Give a folder whose sockets have names that are short enough for the system."""
    return folder if len(folder) <= 70 else "/tmp"
