"""Processes: one at work in ``build`` at a time, and none that outlives the others."""

import contextlib
import os
import signal
import subprocess
import threading
from pathlib import Path

import filelock

from analysis.paths import BUILD, shown
from compindex.errors import InputError

_LEADER = "CICII_LEADER"  # the process whose end is to be followed


@contextlib.contextmanager
def alone(folder=BUILD):
    """Hold a folder of results; wait for the command that holds it.

    The system releases the lock when its holder ends, however it ends.

    Parameters
    ----------
    folder : path

    Raises
    ------
    InputError
        If the folder cannot be written.
    """
    lock = filelock.FileLock(Path(folder) / ".lock")
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except filelock.Timeout:
        waiting = f"Another command is at work in {shown(folder)}; waiting for its end."
        print(waiting, flush=True)
        lock.acquire()
    except (OSError, NotImplementedError) as error:  # some file systems have no locks
        found = f"no folder that can be written ({getattr(error, 'strerror', error)})"
        raise InputError(found, "one for the results", file=shown(folder)) from None
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def followed(command, **options):
    """Start a command, and let neither it nor what it starts outlive this process.

    The command leads a group of processes, which is ended when this block is left, when
    the command itself ends (a killed one cannot end its own), and, by `follow`, when
    this process ends in whatever way.

    Parameters
    ----------
    command : list of str
        A command that calls `follow`.
    **options
        For `subprocess.Popen`.

    Yields
    ------
    subprocess.Popen
        Standard output and standard error of the command as lines of text in one.
    """
    environment = options.pop("env", os.environ) | {_LEADER: str(os.getpid())}
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


def _end_with(process):
    """Wait for the leader of a group, then end the others."""
    process.wait()
    _end(process.pid)


def _end(group):
    """End a group of processes."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def follow():
    """End this process and its group when the one that started it has ended.

    Does nothing unless `followed` has started it. Its standard input is a pipe into
    which nothing is ever written: it closes when the other process ends.
    """
    if os.environ.pop(_LEADER, None) == str(os.getppid()):
        threading.Thread(target=_end_at_end_of_input, daemon=True).start()


def _end_at_end_of_input():
    os.read(0, 1)
    _end(0)
