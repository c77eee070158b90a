"""Processes forked from a warm one (`warm`), rather than started: it has imported what
notebooks need.
"""

import contextlib
import functools
import json
import os
import select
import shutil
import signal
import socket
import struct
import sys
import zlib
from collections.abc import Iterator

from cicii import processes
from cicii.launch import PYTHON

# Names the socket of this checkout's warm process; that of another has other code.
ADDRESS = f"CICII_WARM_{zlib.crc32(os.fsencode(PYTHON[-1]))}"
_FORKED = "CICII_FORKED"  # set for a fork, which asks for no other in its place
NUMBER = struct.Struct("<i")


class Forked:
    """A module that runs in a fork, to be handled like a `subprocess.Popen`. The fork ends
    with the process that has asked for it.
    """

    stdin = stdout = stderr = returncode = None

    def __init__(self, arguments: list[str], env: dict[str, str], cwd: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(os.environ.get(ADDRESS, ""))
        socket.send_fds(self._socket, [b"1"], [1, 2])  # where it shall write to
        request = json.dumps([arguments, dict(env), str(cwd)])
        self._socket.sendall(request.encode() + b"\n")
        self.pid = self._received()
        if self.pid < 0:
            raise ConnectionError("the warm process has ended")

    def _received(self) -> int:
        """Receive a number; a process that was killed sends none."""
        with contextlib.suppress(ConnectionError, struct.error):
            received = self._socket.recv(NUMBER.size, socket.MSG_WAITALL)
            return NUMBER.unpack(received)[0]
        return -signal.SIGKILL

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for the end, for so many seconds at most; give the exit code."""
        if self.returncode is None:
            if select.select([self._socket], [], [], timeout)[0]:
                self.returncode = self._received()
                self._socket.close()
        return self.returncode

    def poll(self) -> int | None:
        """Give the exit code, if it has ended."""
        return self.wait(0)

    def send_signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    kill = functools.partialmethod(send_signal, signal.SIGKILL)


def run_forked(arguments: list[str]) -> None:
    """Run a module in a fork and end this process as it ends; come back where there is
    no warm process, or where this is a fork of one.
    """
    with contextlib.suppress(OSError):
        environment = os.environ | {_FORKED: "yes"}
        if not os.environ.pop(_FORKED, None):
            sys.exit(Forked(arguments, environment, os.getcwd()).wait())


def served_folder() -> str:
    """Give the folder of the warm process's socket; none where there is no such process."""
    return os.path.dirname(os.environ.get(ADDRESS, ""))


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[None]:
    """Keep a warm process while this block runs; what is started in it finds the process
    by the environment. Windows has no forks, and the libraries of macOS do not bear them.
    """
    if served_folder() or sys.platform in ("win32", "darwin"):
        yield
        return
    processes.remove_dead_sockets()
    folder, before = processes.socket_folder("w"), dict(os.environ)
    address = os.path.join(folder, "w")
    command = [*PYTHON, "cicii.warm", address]
    try:
        with (
            processes.held(folder),
            processes.followed(command, env=environment, cwd=folder) as process,
        ):
            process.stdout.readline()  # it listens
            # Temporary files go with it, however their makers end.
            os.environ.update({ADDRESS: address, "TMPDIR": folder})
            yield
            process.stdin.close()
    finally:
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(folder, ignore_errors=True)
