"""Processes: one at work in ``build`` at a time, and none that outlives the others."""

import contextlib
import errno
import os
import shutil
import signal
import socket
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from analysis.paths import BUILD, from_checkout
from compindex.errors import InputError

LEADER = "CICII_LEADER"  # the process whose end is to be followed
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_SECONDS = 60  # within which a new folder of sockets gets its first


@contextlib.contextmanager
def alone(folder: Path = BUILD, written: bool = True) -> Iterator[None]:
    """Hold a folder of results; wait for the command that holds it. The system releases
    the lock when its holder ends, however it ends. Where nothing has to be written, a
    folder in which nobody can write need not be held.
    """
    import filelock  # here, since a process that only follows does without

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
        if not written and getattr(error, "errno", None) in _FORBIDDEN:
            yield
            return
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
    leader = os.environ.pop(LEADER, None)
    if leader == str(os.getppid()) or (leader and _was_left()):
        end_with_input()


def _was_left() -> bool:
    """Tell whether `followed` has started this process and its starter has ended since:
    it leads a group still, and its input is a pipe.
    """
    return os.getpgrp() == os.getpid() and stat.S_ISFIFO(os.fstat(0).st_mode)


def end_with_input() -> None:
    """End this process and its group as soon as its standard input closes, into which
    nothing is ever written.
    """
    threading.Thread(target=_end_at_end_of_input, daemon=True).start()


def _end_at_end_of_input() -> None:
    os.read(0, 1)
    _end(0)


def socket_folder(prefix: str, within: str = "") -> str:
    """Make a folder for sockets, which only its user can enter, in another or in that for
    temporary files; the names of sockets have to be short.
    """
    return tempfile.mkdtemp(prefix=f"{prefix}-", dir=within or _temporary())


def _temporary() -> str:
    """Give the folder for temporary files, if it leaves room for names below it."""
    folder = tempfile.gettempdir()
    return folder if len(folder) <= 65 else "/tmp"


@contextlib.contextmanager
def held(folder: str) -> Iterator[None]:
    """Listen in a folder of sockets, so that others can tell it from one that is left."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.join(folder, "held"))
        listening.listen()
        yield


def remove_dead_sockets() -> None:
    """Remove the folders of sockets of processes that were killed, and could not."""
    for folder in Path(_temporary()).glob("[kw]-????????"):
        with contextlib.suppress(OSError):
            if folder.stat().st_uid == os.getuid() and _is_dead(folder):
                shutil.rmtree(folder, ignore_errors=True)


def _is_dead(folder: Path) -> bool:
    """Tell whether a folder holds sockets and nobody listens to any; or nothing, for
    longer than it takes to make one.
    """
    held = list(folder.iterdir())
    sockets = [path for path in held if path.is_socket()]
    if not held:
        return time.time() - folder.stat().st_mtime > _SECONDS
    return bool(sockets) and not any(map(_is_listened_to, sockets))


def _is_listened_to(path: Path) -> bool:
    """Tell whether a process listens to a socket. One of another kind is refused by who
    listens, without a word to it, otherwise than by nobody.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as asking:
        return asking.connect_ex(str(path)) != errno.ECONNREFUSED
