"""Verify the checkout whose code this runs with, once for every line on standard input:
python verifying.py RECOMPUTED, a folder that holds what a recomputation would give.
"""

import contextlib
import functools
import gc
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from pathlib import Path

from cicii import recorded, sources, verify
from cicii.__main__ import main

SECONDS = 20
SPACE = 3 * 2**29  # addresses, of which libraries reserve more than they use


def taken(recomputed):
    """Give what takes a folder's results for recomputed ones."""

    def recompute(results):
        for path in Path(recomputed).iterdir():
            shutil.copytree(path, results / path.name)
        return {"01_clean_data": 1.0}

    return recompute


def work(request):
    """Do in a fork what is asked."""
    if request.get("record"):
        sources.record_sources()
        recorded.write_recorded()
        return
    versions, known = request["versions"], verify.machine.installed
    verify.machine.installed = lambda name: versions.get(name, known(name))
    with tempfile.TemporaryDirectory() as folder:
        verify.BUILD = Path(folder)
        main(["verify", *request["arguments"]])


def forked(request, streams):
    """Run the work as a command would end; give the exit code and the most memory."""
    pid = os.fork()
    if not pid:
        signal.alarm(SECONDS)  # what hangs is ended
        resource.setrlimit(resource.RLIMIT_AS, (SPACE, SPACE))
        for number, stream in enumerate(streams, 1):
            os.dup2(stream.fileno(), number)
        code = 0
        try:
            work(request)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
            print(end.code, file=sys.stderr)
        except BaseException:
            code = 2
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    _, status, used = os.wait4(pid, 0)
    return os.waitstatus_to_exitcode(status), used.ru_maxrss * 1024


def warm_up():
    """Verify once, so that forks find imported what they need, and forget what was read."""
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        with contextlib.suppress(SystemExit):
            work({"arguments": [], "versions": {}})
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper) and _is_ours(one):
            one.cache_clear()
    gc.freeze()


def _is_ours(function):
    """Tell whether a function belongs to the checkout, and reads more than its code,
    which does not change while a process runs.
    """
    package = function.__module__.split(".")[0]
    ours = package in ("analysis", "cicii", "compindex")
    return ours and function.__module__ != "cicii.imports"


def serve(recomputed):
    """Answer every line."""
    verify.recompute_all = taken(recomputed)
    warm_up()
    for line in sys.stdin:
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            code, memory = forked(json.loads(line), (out, err))
            out.seek(0), err.seek(0)
            answer = {"code": code, "out": out.read(), "err": err.read()}
        print(json.dumps(answer | {"memory": memory}), flush=True)


if __name__ == "__main__":
    serve(sys.argv[1])
