"""The warm process: it imports what notebooks need, and forks itself for each module that
somebody asks for (`forks`).

A fork says its number, then its exit code. It ends with who has asked for it, whose end
closes the fork's input; so does this process with who has started it.
"""

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import socketserver
import sys
import tempfile
import traceback
import warnings

from cicii import processes
from cicii.forks import NUMBER

_LIBRARIES = """
fontTools.subset ipykernel.debugger ipykernel.kernelapp jinja2 mapclassify
matplotlib.backends.backend_pdf matplotlib.backends.backend_svg
matplotlib_inline.backend_inline openpyxl papermill PIL.PngImagePlugin scipy.stats
seaborn statsmodels.api xlsxwriter cicii.runner cicii.kernels
""".split()
_OBJECTS = 50_000  # new ones, after which Python looks for those that nobody holds


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
    with contextlib.suppress(Exception):
        from analysis.report.register import read_register

        read_register()  # which keeps it
    gc.freeze()  # what is shared stays shared
    gc.set_threshold(_OBJECTS)  # a notebook ends before it leaves much behind


class _Warm(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """Forks for every request."""

    max_children = 1000  # at which it would wait


class _Fork(socketserver.BaseRequestHandler):
    """A fork, which becomes the module that was asked for."""

    def handle(self) -> None:
        """Take over folder, environment and outputs, and run the module."""
        os.setsid()
        self.server.socket.close()
        outputs = socket.recv_fds(self.request, 1, 2)[1]
        asked = json.loads(self.request.makefile("rb").readline())
        arguments, environment, folder = asked
        self.request.sendall(NUMBER.pack(os.getpid()))
        for place, number in enumerate([self.request.fileno(), *outputs]):
            os.dup2(number, place)
        processes.end_with_input()
        os.environ.clear()
        os.environ.update(environment)
        os.environ.pop("JPY_PARENT_PID", None)  # a kernel's parent is not who asked
        tempfile.tempdir = None  # what a library may have asked for
        os.chdir(folder)
        sys.argv = arguments
        self.request.sendall(NUMBER.pack(_exit_code(arguments[0])))


def _exit_code(module: str) -> int:
    """Run a module, and give its exit code. (Python's own end would take apart, and so
    copy, all that the warm process has imported.)
    """
    code = 1
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else bool(end.code)
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def main(address: str) -> None:
    """Listen, say so, and serve."""
    warnings.filterwarnings("ignore", "This process .* is multi-threaded")
    with _Warm(address, _Fork) as warm:
        print(flush=True)
        processes.follow()
        _warm_up()
        warm.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1])
