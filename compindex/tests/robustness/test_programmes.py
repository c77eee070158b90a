import os
import subprocess
import sys

import pytest

SCRIPT = """
import ctypes
from compindex.robustness.programmes import without_solver_output
print("before", flush=True)
with without_solver_output():
    ctypes.CDLL(None).puts(b"a solver's mistake")
print("after")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="C's output is reached otherwise")
def test_what_a_solver_writes_stays_off_a_pipe_too():
    """C holds back what goes to a pipe, and writes it out at the end."""
    own = {k: one for k, one in os.environ.items() if k != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, capture_output=True, text=True, env=own)
    assert done.stdout == "before\nafter\n", done.stderr
