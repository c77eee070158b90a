"""Processes forked from a warm one (`warm`), rather than started: it has imported what
notebooks need.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import struct
import sys
import tempfile
from collections.abc import Iterator

from cicii import processes
from cicii.launch import PYTHON

_ADDRESS = "CICII_WARM"  # names the socket of the warm process
_FORKED = "CICII_FORKED"  # set for a fork, which asks for no other in its place
NUMBER = struct.Struct("<i")


class Forked:
    """A module that runs in a fork, to be handled like a `subprocess.Popen`. The fork ends
    with the process that has asked for it.
    """

    stdin = stdout = stderr = None

    def __init__(self, arguments: list[str], env: dict[str, str], cwd: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(os.environ.get(_ADDRESS, ""))
        socket.send_fds(self._socket, [b"1"], [1, 2])  # where it shall write to
        request = json.dumps([arguments, dict(env), str(cwd)])
        self._socket.sendall(request.encode() + b"\n")
        self.pid, self.returncode = self._received(), None
        if self.pid < 0:
            raise ConnectionError("the warm process has ended")

    def _received(self) -> int:
        """Receive a number; a warm process that was killed sends nothing."""
        received = self._socket.recv(NUMBER.size, socket.MSG_WAITALL)
        return NUMBER.unpack(received)[0] if received else -signal.SIGKILL

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
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


def run_forked(arguments: list[str]) -> None:
    """Run a module in a fork and end this process as it ends; come back where there is
    no warm process, or where this is a fork of one.
    """
    with contextlib.suppress(OSError):
        environment = os.environ | {_FORKED: "yes"}
        if not os.environ.pop(_FORKED, None):
            sys.exit(Forked(arguments, environment, os.getcwd()).wait())


@contextlib.contextmanager
def served(environment: dict[str, str]) -> Iterator[None]:
    """Keep a warm process while this block runs; what is started in it finds the process
    by the environment. Windows has no forks, and the libraries of macOS do not bear them.
    """
    if os.environ.get(_ADDRESS) or sys.platform in ("win32", "darwin"):
        yield
        return
    folder = tempfile.mkdtemp(
        prefix="w-", dir=processes.short_folder(tempfile.gettempdir())
    )
    address = os.path.join(folder, "w")
    command = [*PYTHON, "cicii.warm", address]
    try:
        with processes.followed(command, env=environment) as process:
            process.stdout.readline()  # it listens
            os.environ[_ADDRESS] = address
            yield
            process.stdin.close()
    finally:
        os.environ.pop(_ADDRESS, None)
        shutil.rmtree(folder, ignore_errors=True)
