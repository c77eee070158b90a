import json
import os
import sys

import pytest
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from analysis.paths import LAB, ROOT, result, results_folder
from cicii import lab, notebooks


def write(path, *sources):
    """Write a notebook."""
    cells = [{"cell_type": "code", "source": one, "metadata": {}} for one in sources]
    path.write_text(json.dumps({"cells": cells}))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A lab on one notebook of a project."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.setattr(notebooks, "NOTEBOOKS", tmp_path / "notebooks")
    write(tmp_path / "notebooks" / "01.ipynb", "1")
    assert lab.prepare_lab(tmp_path / "lab") == []
    return tmp_path / "lab"


def test_a_copy_that_nobody_changed_follows_the_notebook(folder):
    source = notebooks.NOTEBOOKS / "01.ipynb"
    write(source, "1", "2")
    assert lab.prepare_lab(folder) == []
    assert (folder / "notebooks" / "01.ipynb").read_bytes() == source.read_bytes()


@pytest.mark.parametrize("text", [None, "no notebook"])
def test_a_copy_that_was_changed_is_left_alone_and_named(folder, text):
    copy = folder / "notebooks" / "01.ipynb"
    write(copy, "1", "my own")
    if text:
        copy.write_text(text)
    changed = copy.read_bytes()
    write(notebooks.NOTEBOOKS / "01.ipynb", "1", "2")
    for _ in range(2):
        assert lab.prepare_lab(folder) == ["01.ipynb"] and copy.read_bytes() == changed
    copy.unlink()
    assert lab.prepare_lab(folder) == [] and copy.is_file()


def test_results_of_an_earlier_visit_go(folder):
    (folder / "data" / "processed").mkdir(parents=True)
    lab.prepare_lab(folder)
    assert not (folder / "data").exists()


def test_a_notebook_opened_by_hand_writes_to_the_lab_and_reads_what_is_published(
    tmp_path, monkeypatch
):
    monkeypatch.delenv("CICII_RESULTS")
    assert results_folder() == LAB
    monkeypatch.setattr("analysis.paths.LAB", tmp_path)
    name = "data/processed/index.csv"
    assert result(name) == ROOT / name
    (tmp_path / "data" / "processed").mkdir(parents=True)
    (tmp_path / name).touch()
    assert result(name) == tmp_path / name


def test_a_run_of_the_project_reads_nothing_that_it_has_not_made(tmp_path, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    name = "data/processed/index.csv"
    assert result(name) == tmp_path / name


def foreign(folder):
    """Write a kernel of the same name that a user may have."""
    kernel = folder / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": ["false"], "display_name": "Another", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    (kernel.parents[1] / "lab").mkdir()
    return folder


def settings(recipe):
    """Take the variables that a recipe of the Makefile sets or removes."""
    words = recipe.replace('"', "").split()
    removed = [words[place + 1] for place, word in enumerate(words) if word == "-u"]
    given = [word.partition("=") for word in words if "=" in word]
    return removed, {name: value for name, _, value in given}


@pytest.fixture
def jupyter(folder, tmp_path, monkeypatch):
    """What `make lab` tells Jupyter, to a user with a kernel and settings of their own."""
    user = foreign(tmp_path / "user")
    own = {"JUPYTER_PATH": user, "JUPYTER_CONFIG_DIR": user, "MATPLOTLIBRC": user}
    for name, value in own.items():
        monkeypatch.setenv(name, str(value))
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (recipe,) = [line for line in text.splitlines() if line.startswith("OWN_JUPYTER")]
    removed, given = settings(recipe.partition("= env ")[2])
    for name in removed:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value.replace("$$PWD", str(folder)))
    return folder


def test_the_kernel_of_the_lab_is_ours_whatever_a_user_has(jupyter):
    spec = KernelSpecManager().get_kernel_spec("python3")
    assert spec.argv[:2] == [sys.executable, "-I"]
    assert "CICII_RESULTS" not in spec.env and "MATPLOTLIBRC" not in os.environ
    assert os.environ["JUPYTER_CONFIG_DIR"] == f"{jupyter}/../jupyter/settings"


def test_a_notebook_of_the_lab_runs_the_code_of_this_checkout(jupyter, monkeypatch):
    """In a folder of work with a module that nobody should import."""
    (jupyter / "notebooks" / "pandas.py").write_text("1 / 0")
    monkeypatch.setenv("PYTHONPATH", str(jupyter / "notebooks"))
    monkeypatch.delenv("CICII_RESULTS", raising=False)
    code = "import os, sys, pandas, analysis; print(sys.flags.isolated, analysis.__file__, os.environ.get('CICII_RESULTS'))"
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(jupyter / "notebooks"))
    printed = []
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.execute_interactive(code, timeout=60, output_hook=printed.append)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    text = "".join(one["content"].get("text", "") for one in printed)
    assert text.split() == ["1", str(ROOT / "src/analysis/__init__.py"), "None"]
