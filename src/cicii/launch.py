"""Start a module in a Python that nothing but this checkout reaches:
``python -I launch.py MODULE ARGUMENTS``.

An isolated Python looks at no variable of the environment and at no packages of the
user's own. The two folders of code come before all that is installed.
"""

import runpy
import sys
from pathlib import Path

_SOURCE = Path(__file__).resolve().parents[1]
# Begins every command that runs a module, whose name and arguments follow.
PYTHON = [sys.executable, "-I", "-X", "utf8", str(Path(__file__).resolve())]

if __name__ == "__main__":
    sys.path[:0] = [str(_SOURCE), str(_SOURCE.parent / "compindex" / "src")]
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
