"""Every test, and every notebook under nbval, reads and writes a copy of the committed
results.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import nbval.kernel

from analysis.paths import ROOT
from cicii import forks, runner
from cicii.kernels import OwnKernel

# A busy machine is no fault: properties are tested without a limit of time.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")

nbval.kernel.KernelManager = OwnKernel
_LONGEST = ("tests/cicii/test_reproduce.py", "tests/cicii/test_runner.py")


def pytest_configure(config):
    """Make the copy, one for each worker, and point the results folder to it."""
    config.copy_of_results = tempfile.mkdtemp()
    for folder in ("data/processed", "figures"):
        shutil.copytree(ROOT / folder, Path(config.copy_of_results) / folder)
    os.environ.update(runner.environment(config.copy_of_results))
    config.held = contextlib.ExitStack()
    if not hasattr(config, "workerinput"):  # its workers find the warm process
        temporary = os.environ.get("TMPDIR")
        config.held.enter_context(forks.served(dict(os.environ)))
        os.environ["TMPDIR"] = temporary or tempfile.gettempdir()


def pytest_collection_modifyitems(items):
    """Start with the longest modules, so that no worker is left with one of them at the
    end.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


def pytest_unconfigure(config):
    """Remove the copy, and end the warm process."""
    config.held.close()
    shutil.rmtree(config.copy_of_results, ignore_errors=True)
