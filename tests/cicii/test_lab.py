import json

import pytest

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
