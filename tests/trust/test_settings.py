"""What a user has set for other programs reaches no notebook: neither one whose kernel is
forked from the warm process, nor one whose kernel is started.
"""

import json
import os
import subprocess
import sys
from contextlib import nullcontext

import nbformat
import pytest

from analysis.paths import ROOT
from cicii import forks, runner
from cicii.launch import PYTHON
from cicii.snakemake_command import _environment

FOREIGN = "raise SystemExit('a module of the user was imported')\n"
MODULES = ("analysis", "compindex", "cicii", "pandas", "matplotlib", "sitecustomize")
SHOWN = """
%matplotlib inline
import os
import sys

import matplotlib
import matplotlib.pyplot as plt
import pandas as pd
from IPython import get_ipython

import analysis
import compindex

print("isolated:", sys.flags.isolated, sys.flags.utf8_mode, sys.flags.optimize)
print("backend:", matplotlib.get_backend())
print("settings of pictures:", sorted(plt.rcParams.items()))
print("modules:", [one.__file__ for one in (analysis, compindex, pd)])
print("from the folder of work:", [one for one in sys.path if one in ("", os.getcwd())])
print("shell:", "startup" in globals(), get_ipython().config.InteractiveShellApp)
print("rows:", pd.get_option("display.max_rows"))
plt.plot([1, 2]);
"""


def notebook(folder, name, *cells):
    """Write a notebook of some cells of code."""
    book = nbformat.v4.new_notebook()
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    book.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    path = folder / f"{name}.ipynb"
    nbformat.write(book, path)
    return path


@pytest.fixture
def shown(tmp_path):
    """Run the notebook beside the files of a folder of work; give what it shows."""
    work = tmp_path / "work"
    work.mkdir()
    source = notebook(work, "shown", SHOWN)

    def run():
        runner.run_cells(source, tmp_path / "results", tmp_path / "done.ipynb", {})
        (cell,) = json.loads((tmp_path / "done.ipynb").read_text())["cells"]
        return cell["outputs"]

    return run


def foreign_modules(folder):
    """Write modules that nobody should import."""
    folder.mkdir(exist_ok=True)
    for name in MODULES:
        (folder / f"{name}.py").write_text(FOREIGN)
    return folder


def foreign_kernel(folder):
    """Write a kernel of the name that ours has, which ends at once."""
    spec = {"argv": ["false", "{connection_file}"], "display_name": "R"}
    kernel = folder / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(json.dumps(spec | {"language": "R"}))
    return folder


def foreign_settings(folder):
    """Make what a user may have set, all of which would show or stop a notebook."""
    (folder / "matplotlibrc").write_text("figure.facecolor: red\nbackend: svg\n")
    startup = folder / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text("startup = 'of the user'\n")
    (folder / "ipython/profile_default/ipython_kernel_config.py").write_text("1 / 0\n")
    (folder / "config").mkdir()
    wrong = 'c.KernelManager.kernel_cmd = ["false"]\n'
    (folder / "config" / "jupyter_config.py").write_text(wrong)
    (folder / "startup.py").write_text(FOREIGN)
    return {
        "MATPLOTLIBRC": str(folder / "matplotlibrc"),
        "MPLBACKEND": "nonsense",
        "PYTHONPATH": str(foreign_modules(folder / "modules")),
        "PYTHONSTARTUP": str(folder / "startup.py"),
        "PYTHONUSERBASE": str(folder),
        "PYTHONOPTIMIZE": "2",
        "PYTHONWARNINGS": "error",
        "JUPYTER_PATH": str(foreign_kernel(folder / "jupyter")),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "IPYTHONDIR": str(folder / "ipython"),
        "CICII_RESULTS": "/nowhere",
        "CICII_FORKED": "yes",
        "CICII_LEADER": "1",
    }


@pytest.fixture
def expected(shown, monkeypatch):
    """What the notebook shows where nobody has set anything, its kernel started."""
    monkeypatch.delenv(forks.ADDRESS, raising=False)
    text, picture = shown()
    lines = "".join(text["text"]).splitlines()
    assert lines[:2] == ["isolated: 1 1 0", "backend: inline"]
    assert str(ROOT / "src" / "analysis" / "__init__.py") in lines[3]
    assert picture["data"]["image/png"]
    return [text, picture]


@pytest.mark.parametrize("forked", [True, False], ids=["forked", "started"])
def test_a_notebook_shows_the_same_whatever_a_user_has_set(
    expected, shown, tmp_path, monkeypatch, forked
):
    user, results = tmp_path / "user", tmp_path / "results"
    user.mkdir()
    for name, value in foreign_settings(user).items():
        monkeypatch.setenv(name, value)
    foreign_modules(tmp_path / "work")
    (tmp_path / "work" / "matplotlibrc").write_text("figure.facecolor: red\n")
    (tmp_path / "work" / "ipython_kernel_config.py").write_text("1 / 0\n")
    warm = forks.served(runner.whole_environment(results)) if forked else nullcontext()
    with warm:
        assert bool(forks.served_folder()) == forked
        assert shown() == expected


def test_the_main_command_is_started_without_what_a_user_has_set(tmp_path):
    user = tmp_path / "user"
    user.mkdir()
    settings = foreign_settings(user) | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*PYTHON, "cicii", "--help"],
        cwd=foreign_modules(tmp_path / "work"),
        env=os.environ | settings,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.startswith("usage: python -m cicii")


def test_snakemake_is_started_without_a_profile(monkeypatch):
    monkeypatch.setenv("SNAKEMAKE_PROFILE", "slurm")
    monkeypatch.setenv("SNAKEMAKE_OUTPUT_CACHE", "/nowhere")
    left = [name for name in _environment() if "SNAKEMAKE" in name]
    assert left == [] and os.environ["SNAKEMAKE_PROFILE"] == "slurm"


def test_a_foreign_module_would_stop_a_python_that_is_not_isolated(tmp_path):
    """So that the tests above can fail."""
    folder = foreign_modules(tmp_path / "modules")
    environment = os.environ | {"PYTHONPATH": str(folder)}
    command = [sys.executable, "-c", "import pandas"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert "a module of the user was imported" in done.stderr
