import json
import os

import numpy as np
import pandas as pd
import pytest

from analysis import results
from analysis.paths import sha256
from compindex.errors import InputError
from compindex.style import styled


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(tmp_path))
    return tmp_path


def test_equal_bytes_are_not_written_again(tmp_path):
    path = tmp_path / "new" / "a.txt"
    assert results.write(path, b"1")
    os.utime(path, (0, 0))
    assert not results.write(path, b"1") and path.stat().st_mtime == 0
    assert results.write(path, b"2") and path.read_bytes() == b"2"
    assert [file.name for file in path.parent.iterdir()] == ["a.txt"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match="file/a.csv: cannot be written"):
        results.write(tmp_path / "file" / "a.csv", b"")


def test_a_failed_write_leaves_the_earlier_file(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"good")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        results.write(path, b"bad")
    assert path.read_bytes() == b"good"


def test_table_format(folder):
    frame = pd.DataFrame(
        {
            "city": ["西安"],
            "share": [2 / 3],
            "count": [254e6],
            "rank": pd.array([None], dtype="Int64"),
            "yes": [False],
        }
    )
    results.save_table(frame, "t")
    assert (
        (folder / "data/processed/t.csv").read_bytes()
        == "city,share,count,rank,yes\n西安,0.666666666667,254000000,,false\n".encode()
    )
    assert frame["yes"].dtype == bool


@styled
def draw():
    from matplotlib.figure import Figure

    figure = Figure(figsize=(2, 2), layout="constrained")
    figure.subplots().plot([1, 2], np.log([1, 2]), label="a")
    return figure


def save(folder, monkeypatch):
    monkeypatch.setenv("CICII_RESULTS", str(folder))
    (folder / "data/processed").mkdir(parents=True, exist_ok=True)
    (folder / "data/processed/index.csv").write_text("a\n1\n")
    plotted = pd.DataFrame(
        {"series": ["1"], "x": ["media"], "y": [1.5], "provenance": ["derived"]}
    )
    inputs = ["data/processed/index.csv", "data/raw/claims.yml"]
    results.save_figure(
        draw(),
        "fig9",
        plotted,
        notebook="04_analyse_tiers",
        parameters={"classes": 5},
        inputs=inputs,
    )
    return {file.name: file.read_bytes() for file in (folder / "figures").iterdir()}


def test_figures_have_equal_bytes_wherever_and_under_whatever_settings_they_are_saved(
    tmp_path, monkeypatch
):
    import matplotlib

    first = save(tmp_path / "one", monkeypatch)
    with matplotlib.rc_context(
        {
            "font.size": 20,
            "svg.hashsalt": None,
            "savefig.dpi": 50,
            "axes.facecolor": "red",
        }
    ):
        second = save(tmp_path / "elsewhere", monkeypatch)
    assert first == second
    assert sorted(first) == [
        "fig9.csv",
        "fig9.json",
        "fig9.pdf",
        "fig9.png",
        "fig9.svg",
    ]
    assert first["fig9.csv"] == b"series,x,y,provenance\n1,media,1.5,derived\n"
    for ending in ("png", "svg", "pdf"):
        assert b"Date" not in first[f"fig9.{ending}"] and b"date" not in first[
            f"fig9.{ending}"
        ].replace(b"xlink", b"")


def test_provenance_names_inputs_by_their_digest(tmp_path, monkeypatch):
    got = json.loads(save(tmp_path, monkeypatch)["fig9.json"])
    assert got["notebook"] == "notebooks/04_analyse_tiers.ipynb" and got[
        "parameters"
    ] == {"classes": 5}
    assert got["inputs"]["data/processed/index.csv"] == sha256(
        tmp_path / "data/processed/index.csv"
    )
    assert set(got["libraries"]) == {"matplotlib", "numpy", "pandas", "seaborn"}


def test_text_is_read_as_it_was_saved(folder):
    frame = pd.DataFrame({"city": ["xian", pd.NA], "score": ["89.00", "1e3"]})
    results.save_table(frame, "t")
    got = results.read_processed("t", text=True)
    pd.testing.assert_frame_equal(got, results.as_text(frame))
    assert got["score"].to_list() == ["89.00", "1e3"] and got["city"].isna()[1]
    assert results.read_processed("t")["score"].to_list() == [89, 1000]
