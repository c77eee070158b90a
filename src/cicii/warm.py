"""The warm process: it imports what notebooks need, and forks itself for each module that
somebody asks for (`forks`), with the number of the fork and then its exit code as answers.

It ends with the process that started it, and its forks with it: their input closes.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import sys
import warnings
from typing import NoReturn

from cicii import processes
from cicii.forks import NUMBER

_LIBRARIES = (
    *("fontTools.subset", "ipykernel.kernelapp", "matplotlib.backends.backend_pdf"),
    *("matplotlib.backends.backend_svg", "matplotlib_inline.backend_inline"),
    *("openpyxl", "papermill", "scipy.stats", "seaborn", "statsmodels.api"),
    *("xlsxwriter", "cicii.runner", "cicii.kernels"),
)


def _warm_up() -> None:
    """Import what notebooks need; whatever cannot be is left to who needs it."""
    names = list(_LIBRARIES)
    for package in ("compindex", "analysis"):
        path = importlib.import_module(package).__path__
        names += [one.name for one in pkgutil.walk_packages(path, f"{package}.")]
    for name in names:
        with contextlib.suppress(Exception):
            importlib.import_module(name)
    # As pandas does where it is imported in a notebook.
    importlib.import_module("pandas").set_option("display.max_columns", 20)
    gc.freeze()  # what is shared stays shared


def _serve(listening: socket.socket) -> None:
    """Fork for every request, until the process that started this one has ended."""
    woken, wakes = socket.socketpair()
    wakes.setblocking(False)
    signal.set_wakeup_fd(wakes.fileno())
    signal.signal(signal.SIGCHLD, lambda *_: None)
    held, holds = os.pipe()
    asking = {}  # who has asked for each fork, by its number
    while True:
        ready = select.select([0, listening, woken, *asking.values()], [], [])[0]
        if 0 in ready:
            return
        if woken in ready:
            woken.recv(1024)
            _tell_ends(asking)
        for pid in [pid for pid, one in asking.items() if one in ready]:
            os.killpg(pid, signal.SIGKILL)
            asking.pop(pid).close()
        if listening in ready:
            one = listening.accept()[0]
            outputs = socket.recv_fds(one, 1, 2)[1]
            request = json.loads(one.makefile("rb").readline())
            pid = os.fork()
            if not pid:
                for other in (listening, woken, wakes, *asking.values()):
                    other.close()
                os.close(holds)
                _become(one, [held, *outputs], *request)
            asking[pid] = one
            for number in outputs:
                os.close(number)


def _tell_ends(asking: dict[int, socket.socket]) -> None:
    """Send the exit codes of the forks that have ended."""
    with contextlib.suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG))[0]:
            if one := asking.pop(ended[0], None):
                with contextlib.suppress(OSError):  # who has asked is no more
                    one.sendall(NUMBER.pack(os.waitstatus_to_exitcode(ended[1])))
                one.close()


def _become(
    one: socket.socket,
    streams: list[int],
    arguments: list[str],
    environment: dict[str, str],
    folder: str,
) -> NoReturn:
    """Run a module in this fork, in the place of a Python that would be started."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    one.sendall(NUMBER.pack(os.getpid()))
    one.close()
    for place, number in enumerate(streams):
        os.dup2(number, place)
        os.close(number)
    processes.end_with_input()
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(os.getppid()))
    os.chdir(folder)
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__", alter_sys=True)
    sys.exit()


def main(address: str) -> None:
    """Listen, say so, and serve."""
    os.environ.pop(processes.LEADER, None)
    warnings.filterwarnings("ignore", "This process .* is multi-threaded")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        print(flush=True)
        _warm_up()
        _serve(listening)


if __name__ == "__main__":
    main(sys.argv[1])
